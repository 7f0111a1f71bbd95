"""Measure how time, memory and accuracy of the whole build grow with the number of recipients."""

import sys

from rich.console import Console

from sbir_enrichment.measuring.problems import CouldNotMeasureError, MisuseError
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.scale_benchmark.arguments import build_parser, parse_options
from sbir_enrichment.scale_benchmark.benchmark import run_benchmark
from sbir_enrichment.scale_benchmark.printing import print_report
from sbir_enrichment.scale_benchmark.report import to_json
from sbir_enrichment.scale_benchmark.tables import to_markdown

FOUND_A_FAILURE, MISUSE, COULD_NOT_MEASURE = 1, 2, 3


def main(argv: list[str] | None = None) -> int:
    """Measure every size, print the table, write the files asked for."""
    try:
        options = parse_options(build_parser(__doc__), argv)
        report = run_benchmark(options)
    except MisuseError as misuse:
        print(f"benchmark_scale: {misuse}", file=sys.stderr)
        return MISUSE
    except CouldNotMeasureError as failure:
        print(f"benchmark_scale: could not measure: {failure}", file=sys.stderr)
        return COULD_NOT_MEASURE
    except KeyboardInterrupt:
        print("benchmark_scale: interrupted; nothing was written", file=sys.stderr)
        return COULD_NOT_MEASURE
    print_report(report, Console())
    for path, text in (
        (options.output_json, to_json(report)),
        (options.output_markdown, to_markdown(report)),
    ):
        if path:
            write_whole(path, text)
            print(path)
    for gate in report.failed:
        print(f"benchmark_scale: gate {gate.sentence}", file=sys.stderr)
    return FOUND_A_FAILURE if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
