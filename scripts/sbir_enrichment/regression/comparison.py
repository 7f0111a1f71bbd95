"""Comparing a result with the baseline, with recent results and with the levels of the past."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.regression.busy_machines import is_busy, why_not_to_trust
from sbir_enrichment.regression.changes import Against, Change, Layer, verdicts_by_layer
from sbir_enrichment.regression.columns import Key, memory_columns, own_growth, time_columns
from sbir_enrichment.regression.comparability import differences
from sbir_enrichment.regression.exact import compare_matches, compare_work
from sbir_enrichment.regression.levels import MB, compare_levels
from sbir_enrichment.regression.limits import Limits
from sbir_enrichment.regression.recent import (
    Columns,
    compare_match_rate_with_recent,
    compare_with_recent,
    usual_differences,
)
from sbir_enrichment.regression.repeated import Rules, compare_repeated
from sbir_enrichment.regression.report import Report
from sbir_enrichment.regression.report_parts import advice_on, notes_on, past_figures, side_of
from sbir_enrichment.regression.verdicts import worst


@dataclass(frozen=True)
class Question:
    """What is to be compared.

    Attributes:
        before: The baseline, or the base commit.
        now: What is judged.
        past: Other results, in any order; those of other conditions are left aside.
        is_interleaved: Whether `before` and `now` were measured in turns.
        paths: Where results were read from, by run id.
        made_at: UTC, ISO 8601.
        notes: What a reader should know of how the results were chosen.
    """

    before: BenchmarkResult
    now: BenchmarkResult
    past: Sequence[BenchmarkResult]
    is_interleaved: bool
    paths: Mapping[str, str]
    made_at: str
    notes: Sequence[str] = ()


def compare(question: Question, limits: Limits) -> Report:
    """Compare two results layer by layer, and the judged one with the past."""
    before, now = question.before, question.now
    unlike = differences(before.conditions, now.conditions)
    history = _like_results(question)
    changes: list[Change] = []
    notes = [*question.notes]
    if not unlike:
        changes, sentences = _changes(question, history, limits)
        notes += [*notes_on(before, now, question.is_interleaved, len(history)), *sentences]
        notes += advice_on(changes, before)
    ordered = tuple(sorted(changes, key=_place))
    layers = verdicts_by_layer(ordered)
    return Report(
        made_at=question.made_at,
        is_interleaved=question.is_interleaved,
        before=side_of(before, question.paths),
        now=side_of(now, question.paths),
        limits=limits,
        differences=unlike,
        changes=ordered,
        new_models=() if unlike else tuple(sorted(set(now.models) - set(before.models))),
        removed_models=() if unlike else tuple(sorted(set(before.models) - set(now.models))),
        matches_before=before.matches,
        matches_now=now.matches,
        history=past_figures([*history, now], before, now),
        notes=tuple(notes),
        verdict="not comparable" if unlike else worst(layers.values()),
        layers=layers,
    )


def _changes(
    question: Question, history: Sequence[BenchmarkResult], limits: Limits
) -> tuple[list[Change], list[str]]:
    before, now = question.before, question.now
    against: Against = "base commit" if question.is_interleaved else "baseline"
    recent = history[-limits.recent_results :]
    changes = [
        *compare_work(before, now, limits.work, against),
        *compare_matches(before, now, limits.match_rate, against),
        *_repeated("time", time_columns, question, recent, limits),
        *_memory(question, recent, limits),
        *compare_match_rate_with_recent(recent, now, before.matches.match_rate, limits.match_rate),
    ]
    moved, sentences = compare_levels([*history, now], before.started_at, limits)
    return [*changes, *moved], sentences


def _repeated(
    layer: Layer,
    columns: Columns,
    question: Question,
    recent: Sequence[BenchmarkResult],
    limits: Limits,
) -> list[Change]:
    band = limits.time if layer == "time" else limits.memory
    distrust = ""
    if layer == "time" and not question.is_interleaved:
        distrust = why_not_to_trust(question.before, question.now, limits.busy)
        recent = [result for result in recent if not is_busy(result, limits.busy)]
    rules = Rules(
        layer=layer,
        against="base commit" if question.is_interleaved else "baseline",
        band=band,
        floor=band.floor * (1 if layer == "time" else MB),
        in_pairs=question.is_interleaved,
        # What is measured in turns has met the same machine; how results differ does not matter.
        usual={} if question.is_interleaved else usual_differences(recent, columns),
        distrust=distrust,
    )
    direct = compare_repeated(columns(question.before), columns(question.now), rules)
    ratios = {
        Key(change.model or "", change.measure): change.ratio for change in direct if change.ratio
    }
    drift = replace(rules, against="recent results")
    return [*direct, *compare_with_recent(recent, question.now, columns, ratios, drift)]


def _memory(
    question: Question, recent: Sequence[BenchmarkResult], limits: Limits
) -> Iterator[Change]:
    """Yield the changes of memory, each laid to the model that caused it.

    A process seldom gives memory back: what one model took stands in the peaks of all that follow.
    """
    before, now = own_growth(question.before), own_growth(question.now)
    for change in _repeated("memory", memory_columns, question, recent, limits):
        name = change.model
        if change.verdict != "pass" and name in before and name in now:
            rise = (change.now or 0) - (change.before or 0)
            if now[name] - before[name] < rise / 2:
                reason = "memory was that high before the model began"
                yield change.model_copy(update={"verdict": "pass", "reason": reason})
                continue
        yield change


def _like_results(question: Question) -> list[BenchmarkResult]:
    """Return past results of the conditions of the judged one, each once, in the order of time."""
    now = question.now
    past = [*question.past] if question.is_interleaved else [*question.past, question.before]
    found = {
        result.run_id: result
        for result in past
        if result.run_id != now.run_id
        and result.started_at < now.started_at
        and not differences(result.conditions, now.conditions)
    }
    return sorted(found.values(), key=lambda result: (result.started_at, result.run_id))


def _place(change: Change) -> tuple[bool, str, str, str]:
    return (change.model is not None, change.model or "", change.layer, change.measure)
