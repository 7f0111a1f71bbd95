"""Say whether the build became slower, hungrier or worse than a baseline or another commit."""

import sys

import sbir_enrichment.project_python  # noqa: F401 (first: all below needs the packages of .venv)

# isort: split
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.regression.arguments import build_parser, parse_request
from sbir_enrichment.regression.command_line import report_on, tell
from sbir_enrichment.regression.limits import PROJECT

FOUND_A_FAILURE, MISUSE, COULD_NOT_MEASURE = 1, 2, 3


def main(argv: list[str] | None = None) -> int:
    """Compare, print, write what was asked for."""
    try:
        request = parse_request(build_parser(__doc__), argv, PROJECT)
        report = report_on(request)
        tell(report, request)
    except MisuseError as misuse:
        print(f"detect_performance_regression: {misuse}", file=sys.stderr)
        return MISUSE
    except OSError as failure:
        place, why = failure.filename or "the report", failure.strerror or failure
        print(f"detect_performance_regression: cannot write {place}: {why}", file=sys.stderr)
        return COULD_NOT_MEASURE
    except KeyboardInterrupt:
        print("detect_performance_regression: interrupted; no report", file=sys.stderr)
        return COULD_NOT_MEASURE
    if report.verdict in ("not measured", "not comparable"):
        return COULD_NOT_MEASURE
    return FOUND_A_FAILURE if report.verdict == "failure" and request.fails_on_regression else 0


if __name__ == "__main__":
    sys.exit(main())
