"""Whether two results were made under like conditions."""

from collections.abc import Iterator

from sbir_enrichment.benchmark_results.conditions import Conditions, Input, Machine
from sbir_enrichment.regression.report import Difference

MEMORY_TOLERANCE = 0.02
"""What a kernel leaves of the same memory differs a little from one start to the next."""


def differences(before: Conditions, now: Conditions) -> tuple[Difference, ...]:
    """Return each condition that differs and has to be alike.

    Settings and commits may differ: what they do to the build is what one wants to know.
    """
    return tuple(
        Difference(condition=condition, before=_said(old), now=_said(new))
        for condition, old, new in [
            *_of_machines(before.machine, now.machine),
            *((f"engine: {name}", old, getattr(now.engine, name)) for name, old in before.engine),
            *((f"sample: {name}", old, getattr(now.sample, name)) for name, old in before.sample),
            *_of_inputs(before.inputs, now.inputs),
        ]
        if old != new
    )


def _of_machines(before: Machine, now: Machine) -> Iterator[tuple[str, object, object]]:
    yield "processor", before.processor, now.processor
    yield "processor cores", before.cores, now.cores
    if abs(before.memory_bytes - now.memory_bytes) > MEMORY_TOLERANCE * before.memory_bytes:
        yield "memory of the machine", _gib(before.memory_bytes), _gib(now.memory_bytes)
    yield "operating system", before.system, now.system
    yield "Python", before.python, now.python
    for package in sorted(before.packages.keys() | now.packages.keys()):
        yield package, before.packages.get(package), now.packages.get(package)


def _of_inputs(
    before: tuple[Input, ...], now: tuple[Input, ...]
) -> Iterator[tuple[str, object, object]]:
    old_inputs = {source.source: source for source in before}
    new_inputs = {source.source: source for source in now}
    for name in sorted(old_inputs.keys() | new_inputs.keys()):
        old, new = old_inputs.get(name), new_inputs.get(name)
        if old is None or new is None:
            yield f"{name}", "read" if old else None, "read" if new else None
            continue
        yield f"{name}: rows", f"{old.rows:,}", f"{new.rows:,}"
        # Where rows differ, content does; one line says it.
        if old.rows == new.rows:
            yield f"{name}: content", old.content_hash[:12], new.content_hash[:12]


def _gib(size: int) -> str:
    return f"{size / 2**30:.2f} GiB"


def _said(value: object) -> str:
    return "none" if value is None else str(value)
