"""Measure the build: time, memory, work and matches of every model, over several builds."""

import sys

import sbir_enrichment.project_python  # noqa: F401 (first: all below needs the packages of .venv)

# isort: split
from rich.console import Console

from sbir_enrichment.benchmarking.arguments import build_parser, parse_options
from sbir_enrichment.benchmarking.benchmark import run_benchmark
from sbir_enrichment.benchmarking.reports import print_difference, print_results
from sbir_enrichment.benchmarking.writing import write_results
from sbir_enrichment.measuring.problems import CouldNotMeasureError, MisuseError

MISUSE, COULD_NOT_MEASURE = 2, 3
WIDTH_OFF_TERMINAL = 160


def main(argv: list[str] | None = None) -> int:
    """Measure, print the tables, write the result; the last line is its file."""
    try:
        options, outputs = parse_options(build_parser(__doc__), argv)
        results = run_benchmark(options)
        console = Console()
        if not console.is_terminal:
            console = Console(width=WIDTH_OFF_TERMINAL)
        print_results(results, outputs.models_shown, console)
        if outputs.baseline:
            print_difference(outputs.baseline, results[0], console)
        for path in write_results(results, outputs):
            print(path)
    except MisuseError as misuse:
        print(f"benchmark_enrichment: {misuse}", file=sys.stderr)
        return MISUSE
    except (CouldNotMeasureError, OSError) as failure:
        print(f"benchmark_enrichment: could not measure: {failure}", file=sys.stderr)
        return COULD_NOT_MEASURE
    except KeyboardInterrupt:
        print("benchmark_enrichment: interrupted; nothing was written", file=sys.stderr)
        return COULD_NOT_MEASURE
    return 0


if __name__ == "__main__":
    sys.exit(main())
