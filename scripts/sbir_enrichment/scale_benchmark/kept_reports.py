"""Reports of the benchmark that were written as JSON, read again."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sbir_enrichment.benchmark_results.files import first_problem
from sbir_enrichment.measuring.machine import Machine, Revision
from sbir_enrichment.pages.harmless import harmless
from sbir_enrichment.scale_benchmark.figures import SizeFigures
from sbir_enrichment.scale_benchmark.gates import Gate
from sbir_enrichment.scale_benchmark.growth import Growth
from sbir_enrichment.scale_benchmark.options import Options
from sbir_enrichment.scale_benchmark.report import SCHEMA_VERSION, Report


class UnreadableReportError(ValueError):
    """A file is no report of the benchmark; the message names it and says why."""


def read_report(path: Path) -> Report:
    """Read what `--output-json` wrote; folders and limits are not kept there.

    Raises:
        UnreadableReportError: there is no such file, or it is something else.
    """
    try:
        told = TypeAdapter(dict[str, object]).validate_json(path.read_bytes())
        if told["schema_version"] != SCHEMA_VERSION:
            raise UnreadableReportError(
                f"{path}: schema_version is not {SCHEMA_VERSION}; measure anew"
            )
        return _report(told)
    except UnreadableReportError:
        raise
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise UnreadableReportError(
            f"{path} is no report of benchmark_scale.py --output-json: {_why(error)}"
        ) from error


def _why(error: Exception) -> str:
    match error:
        case OSError():
            return error.strerror or str(error)
        case KeyError():
            return f"it has no {error}"
        case ValidationError():
            return first_problem(error)
    return harmless(error)


def _report(told: dict[str, object]) -> Report:
    sizes = TypeAdapter(tuple[SizeFigures, ...]).validate_python(told["sizes"])
    settings = TypeAdapter(dict[str, object]).validate_python(told["settings"])
    options = TypeAdapter(Options).validate_python(
        {
            **{name: settings[name] for name in ("runs", "seed", "memory_limit", "threads")},
            "sizes": tuple(size.recipients for size in sizes),
            "data_folder": Path(),
            "work_folder": Path(),
        }
    )
    return Report(
        started_at=TypeAdapter(str).validate_python(told["started_at"]),
        options=options,
        machine=TypeAdapter(Machine).validate_python(told["machine"]),
        revision=TypeAdapter(Revision | None).validate_python(told["revision"]),
        sizes=sizes,
        growth=TypeAdapter(Growth | None).validate_python(told["growth"]),
        gates=TypeAdapter(tuple[Gate, ...]).validate_python(told["gates"]),
    )
