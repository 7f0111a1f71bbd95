"""The command line of the benchmark."""

import argparse
import os
from pathlib import Path

from sbir_enrichment.benchmark_results.files import BASELINE, RESULTS
from sbir_enrichment.benchmarking.input_sets import InputSet, given_inputs
from sbir_enrichment.benchmarking.options import Options, Outputs, parse_sizes, read_baseline
from sbir_enrichment.input_files.locations import locate
from sbir_enrichment.input_files.requests import InputRequest
from sbir_enrichment.measuring.output_files import require_output
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.measuring.work_folders import require_writable

PROJECT = Path(__file__).parents[3]


def build_parser(description: str | None) -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=description,
        epilog="Without files or --generated the bundled sample is built, or generated data where "
        "more awards are asked for than it has. Exit codes: 0 measured, 2 misuse, 3 could not "
        "measure.",
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--sample-size", type=int, metavar="N", help="build N awards, drawn by firm")
    size.add_argument("--sizes", metavar="N,N,...", help="several such sizes, in one table")
    add_build_arguments(parser)
    add = parser.add_argument
    add("--output", type=Path, metavar="F", help=f"write the result here, not to {RESULTS}")
    add("--baseline", type=Path, metavar="F", help="print the difference to this result")
    add("--save-as-baseline", action="store_true", help=f"also write it to {BASELINE}")
    add("--reason", default="", metavar="TEXT", help="why it becomes the baseline")
    add("--top", type=int, default=20, metavar="N", help="models to show (default: %(default)s)")
    add("--measure-overhead", action="store_true", help="say what measuring adds to a build")
    return parser


def add_build_arguments(parser: argparse._ActionsContainer) -> None:
    """Add what says how often, from what and with how much of the machine to build."""
    add = parser.add_argument
    add("--runs", type=int, default=5, help="timed builds of each size (default: %(default)s)")
    add("--award-data", metavar="F", help="awards to draw from: a path or a glob")
    add("--recipient-lookup", metavar="F", help="the recipients that go with them")
    add("--prime-awards", metavar="F", default="", help="the prime awards, if there are any")
    add("--generated", action="store_true", help="generate the data (1,000 awards if none named)")
    add("--seed", type=int, default=7, help="of the draw and the data (default: %(default)s)")
    add(
        "--threads",
        type=_threads,
        default=os.environ.get("SBIR_THREADS") or "1",
        help="of dbt and DuckDB; with more than 1, memory of a model is sampled and its CPU time "
        "not known (default: SBIR_THREADS, else 1)",
    )
    add(
        "--memory-limit",
        default=os.environ.get("SBIR_MEMORY_LIMIT") or "4GB",
        help="for DuckDB (default: SBIR_MEMORY_LIMIT, else 4GB)",
    )


def _threads(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no number of threads (--threads, else SBIR_THREADS)"
        ) from error


def parse_options(
    parser: argparse.ArgumentParser, argv: list[str] | None
) -> tuple[Options, Outputs]:
    """Read the command line.

    Raises:
        MisuseError: it makes no sense.
    """
    told = parser.parse_args(argv)
    options = build_options(told, _sizes(told), told.measure_overhead)
    return options, _outputs(told, len(options.sizes))


def build_options(
    told: argparse.Namespace, sizes: tuple[int | None, ...], measures_overhead: bool = False
) -> Options:
    """Return what `add_build_arguments` asked for, checked.

    Raises:
        MisuseError: it makes no sense.
    """
    options = Options(
        project=PROJECT,
        work_folder=Path("target/benchmark").absolute(),
        sizes=sizes,
        runs=told.runs,
        given=_given(told),
        is_generated=told.generated,
        seed=told.seed,
        threads=told.threads,
        memory_limit=told.memory_limit,
        temp_limit=os.environ.get("SBIR_TEMP_LIMIT", "20GB"),
        measures_overhead=measures_overhead,
    )
    options.check()
    if options.given:
        _require_files(options.given)
    return options


def _sizes(told: argparse.Namespace) -> tuple[int | None, ...]:
    return one_size(told.sample_size) if told.sizes is None else parse_sizes(told.sizes)


def one_size(awards: int | None) -> tuple[int | None]:
    """Return the size that `--sample-size` names; None is all there are.

    Raises:
        MisuseError: it is below 1.
    """
    if awards is not None and awards < 1:
        raise MisuseError(f"--sample-size must be at least 1: {awards}")
    return (awards,)


def _given(told: argparse.Namespace) -> InputSet | None:
    if told.award_data and told.recipient_lookup:
        return given_inputs(told.award_data, told.recipient_lookup, told.prime_awards)
    if (told.award_data, told.recipient_lookup, told.prime_awards) != (None, None, ""):
        raise MisuseError("--award-data and --recipient-lookup go together: give a file for each")
    return None


def _require_files(given: InputSet) -> None:
    for flag, location, may_be_empty in (
        ("--award-data", given.award_data, False),
        ("--recipient-lookup", given.recipient_lookup, False),
        ("--prime-awards", given.prime_awards, True),
    ):
        if problem := locate(InputRequest("", flag, location, may_be_empty)).problem:
            raise MisuseError(problem)


def _check_output(path: Path, sizes: int) -> None:
    require_output(path, "--output")
    if path.resolve() == BASELINE.resolve():
        raise MisuseError(f"--output: {path} is the baseline; --save-as-baseline writes it")
    if sizes > 1 and path.suffix == ".md":
        raise MisuseError(
            f"--output: {path} is for the tables beside the result; name the result .json"
        )


def _outputs(told: argparse.Namespace, sizes: int) -> Outputs:
    if sizes > 1 and (told.baseline or told.save_as_baseline):
        raise MisuseError("a baseline is of one size: give --sample-size, not --sizes")
    if told.reason and not told.save_as_baseline:
        raise MisuseError("--reason is kept with a baseline: give --save-as-baseline too")
    if told.top < 1:
        raise MisuseError(f"--top must be at least 1: {told.top}")
    if told.output:
        _check_output(told.output, sizes)
    else:
        require_writable(RESULTS)
    if told.save_as_baseline:
        require_output(BASELINE, "--save-as-baseline")
    return Outputs(
        output=told.output,
        baseline=read_baseline(told.baseline) if told.baseline else None,
        saves_baseline=told.save_as_baseline,
        reason=told.reason,
        models_shown=told.top,
    )
