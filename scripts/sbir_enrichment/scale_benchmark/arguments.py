"""The command line of the benchmark."""

import argparse
from dataclasses import fields
from pathlib import Path

from sbir_enrichment.scale_benchmark.options import (
    AWARDS_PER_RECIPIENT,
    FIRMS_PER_RECIPIENT,
    Limits,
    Options,
    parse_share,
    parse_sizes,
)

_GATES = {
    "max_floor_ratio": "most times the floor that the build may take, as 2.5",
    "max_peak_mb": "most memory of the build's processes, in MiB, as 1536",
    "max_exponent": "fastest growth of time between the two largest sizes, as 0.8",
    "min_precision": "least precision of accepted name matches, over firms, as 0.98",
    "min_recall": "least recall of accepted name matches, over firms, as 0.87",
    "min_second_build_ratio": "least times that the second build is faster, as 1.5",
}


def build_parser(description: str | None) -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=description,
        epilog="Exit codes: 0 fine, 1 a gate failed, 2 misuse, 3 could not measure.",
    )
    add = parser.add_argument
    add("--sizes", default="10000,100000,1000000,3300000", help="recipients (default: %(default)s)")
    add("--runs", type=int, default=1, help="measure each size so often (default: %(default)s)")
    add("--seed", type=int, default=7, help="of the generated data (default: %(default)s)")
    add("--memory-limit", default="1GB", help="for DuckDB, as 1GB (default: %(default)s)")
    add("--threads", type=int, default=2, help="for dbt and DuckDB (default: %(default)s)")
    shares = "a number or a fraction (default: %(default)s)"
    add("--awards-per-recipient", default=str(AWARDS_PER_RECIPIENT), help=shares)
    add("--firms-per-recipient", default=str(FIRMS_PER_RECIPIENT), help=shares)
    add(
        "--data-folder",
        type=Path,
        default=Path("target/scale/data"),
        help="generated data; reused if its manifest and content prove it (default: %(default)s)",
    )
    add(
        "--work-folder",
        type=Path,
        default=Path("target/scale/work"),
        help="databases and logs while it runs (default: %(default)s)",
    )
    add("--output-json", type=Path, help="all figures of all runs")
    add("--output-markdown", type=Path, help="the table, for a document")
    gates = parser.add_argument_group("gates, on the largest size; each is optional")
    for name, meaning in _GATES.items():
        gates.add_argument(f"--{name.replace('_', '-')}", type=float, metavar="X", help=meaning)
    return parser


def parse_options(parser: argparse.ArgumentParser, argv: list[str] | None) -> Options:
    """Read the command line.

    Raises:
        MisuseError: it makes no sense.
    """
    given = parser.parse_args(argv)
    awards, firms = given.awards_per_recipient, given.firms_per_recipient
    options = Options(
        sizes=parse_sizes(given.sizes),
        runs=given.runs,
        seed=given.seed,
        memory_limit=given.memory_limit,
        threads=given.threads,
        data_folder=given.data_folder.absolute(),
        work_folder=given.work_folder.absolute(),
        awards_per_recipient=parse_share(awards, "--awards-per-recipient"),
        firms_per_recipient=parse_share(firms, "--firms-per-recipient"),
        output_json=given.output_json,
        output_markdown=given.output_markdown,
        limits=Limits(**{limit.name: getattr(given, limit.name) for limit in fields(Limits)}),
    )
    options.check()
    return options
