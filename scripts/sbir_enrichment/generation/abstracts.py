"""Titles and abstracts in the manner of research proposals."""

from dataclasses import dataclass
from typing import cast

import numpy as np

from sbir_enrichment.generation import award_shares
from sbir_enrichment.generation import vocabulary as words
from sbir_enrichment.generation.columns import Text, choose, join, text
from sbir_enrichment.generation.draws import Rng, chance, interpolate, pick, pick_common, stream

_METHODS = (
    "adaptive, low-cost, compact, wideband, autonomous, non-invasive, lightweight, real-time, "
    "radiation-hardened, high-temperature, self-calibrating, additive, distributed, rugged, "
    "machine learning, multi-spectral, wearable, biodegradable"
)
_THINGS = (
    "sensor arrays, power converters, imaging systems, coatings, antennas, drug carriers, "
    "heat exchangers, planning tools, battery cells, test kits, unmanned vehicles, lasers, "
    "training simulators, water filters, gear boxes, data links, panels, crop monitors"
)
_USES = (
    "shipboard use, early diagnosis of disease, small satellites, rural clinics, flight decks, "
    "irrigated farms, deep boreholes, field hospitals, rotorcraft maintenance, smart grids, "
    "coastal surveillance, classroom instruction, semiconductor inspection, vaccine storage"
)
_SENTENCES = (
    "We propose {method} {things} for {use}.",
    "In Phase I the team will model {method} {things} and compare them with what is sold.",
    "The {things} in service today are heavy, cost too much to run, and fail in {use}.",
    "Phase II will build prototype {things} and test them under conditions like those of {use}.",
    "Early results with {method} designs suggest that losses can be halved in {things}.",
    "The approach joins {method} front ends with {things} already shown on the bench.",
    "If the project succeeds, its {things} will serve {use} and several commercial markets.",
    "Three technical questions remain open; the work plan answers the riskiest of them first.",
)

_POOL = 4000
"""Ready-made sentences. More would make the files no more like real ones, only slower to write."""

_SENTENCES_PER_ABSTRACT = (1, 2, 4, 5, 5, 6, 6, 7, 8, 11, 30)
"""Deciles: most abstracts are a paragraph, a few are a page."""

_MOJIBAKE = "\u00e2\u20ac\u2122"
"""An apostrophe that was written in one encoding and read in another."""
_TITLES_WITH_NAME = 0.15


@dataclass(frozen=True)
class Prose:
    """The ready-made sentences from which abstracts are put together."""

    sentences: list[str]

    @classmethod
    def drawn(cls, seed: int) -> "Prose":
        """Draw the sentences of one data set."""
        rng = stream(seed, "sentences")
        templates, methods, things, uses = (
            pick(rng, options, _POOL).tolist()
            for options in (_SENTENCES, _listed(_METHODS), _listed(_THINGS), _listed(_USES))
        )
        filled = zip(templates, methods, things, uses, strict=True)
        return cls([t.format(method=m, things=thing, use=u) for t, m, thing, u in filled])

    def abstracts(self, rng: Rng, rows: int) -> Text:
        """Write an abstract for each row: some blank, some with newlines, quotes or mojibake."""
        counts = interpolate(rng, _SENTENCES_PER_ABSTRACT, rows).astype(np.int64)
        counts[chance(rng, award_shares.ABSTRACTS_BLANK, rows)] = 0
        newlines = chance(rng, award_shares.ABSTRACTS_WITH_NEWLINES, rows)
        separators = cast("list[str]", choose(newlines, "\n", " ").tolist())
        picked = rng.integers(len(self.sentences), size=int(counts.sum()))
        drawn = cast("list[int]", picked.tolist())
        ends = cast("list[int]", np.cumsum(counts).tolist())
        starts = [0, *ends[:-1]]
        column = text(
            [
                separator.join([self.sentences[at] for at in drawn[start:end]])
                for separator, start, end in zip(separators, starts, ends, strict=True)
            ]
        )
        return _with_signs(rng, column)


def titles(rng: Rng, rows: int) -> Text:
    """Write a title for each row, in title case or in capitals."""
    method, thing, use = (pick(rng, _listed(each), rows) for each in (_METHODS, _THINGS, _USES))
    title = join(method, " ", thing, " for ", use)
    quoted = chance(rng, award_shares.ABSTRACTS_WITH_QUOTES, rows)
    named = join(pick_common(rng, words.coined_words(), rows), ": ", title)
    title = choose(chance(rng, _TITLES_WITH_NAME, rows), named, title)
    title = text([value.title() for value in cast("list[str]", title.tolist())])
    return choose(quoted, join('"', title, '"'), title)


def _listed(phrases: str) -> Text:
    return text(phrases.split(", "))


def _with_signs(rng: Rng, column: Text) -> Text:
    rows = len(column)
    filled = column != ""
    quoted = filled & chance(rng, award_shares.ABSTRACTS_WITH_QUOTES, rows)
    column = choose(quoted, join('So-called "smart" devices fall short. ', column), column)
    garbled = filled & chance(rng, award_shares.ABSTRACTS_WITH_MOJIBAKE, rows)
    return choose(garbled, join(column, f" The firm{_MOJIBAKE}s own funds cover the rest."), column)
