"""What both commands of decisions share: options, exit codes, and what is said of a merge."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.review.decisions import DecisionFile
from sbir_enrichment.review.merging import Merged
from sbir_enrichment.review.problems import (
    CouldNotCheckError,
    UnusableFileError,
    WrongRowsError,
)
from sbir_enrichment.review.seeds import check_seed, merge_file

FOUND_A_FAILURE, MISUSE, COULD_NOT_CHECK = 1, 2, 3
EXIT_CODES = (
    "Exit codes: 0 done, 1 rows are wrong or contradict older ones (nothing was written), "
    "2 misuse or an unusable file, 3 no build to look into."
)
MOST_LINES = 20


def add_options(parser: argparse.ArgumentParser, kind: DecisionFile) -> None:
    """Add the options that are about the seed and the build."""
    add = parser.add_argument
    add("--replace", action="store_true", help="with --merge: let it contradict older decisions")
    add("--decisions", type=Path, default=kind.seed, metavar="F.csv", help=f"default: {kind.seed}")
    add(
        "--database",
        type=Path,
        default=Path(os.environ.get("SBIR_DUCKDB_PATH", "sbir.duckdb")),
        help="the build (default: SBIR_DUCKDB_PATH, else sbir.duckdb)",
    )


def exit_code_of(command: str, work: Callable[[], None]) -> int:
    """Do the work; print what kept it from being done, and return the exit code."""
    try:
        work()
    except WrongRowsError as error:
        shown = error.findings[:MOST_LINES]
        for finding in shown:
            print(f"{command}: {finding}", file=sys.stderr)
        if len(error.findings) > len(shown):
            print(f"{command}: and {len(error.findings) - len(shown)} more", file=sys.stderr)
        return FOUND_A_FAILURE
    except UnusableFileError as error:
        print(f"{command}: {error}", file=sys.stderr)
        return MISUSE
    except CouldNotCheckError as error:
        print(f"{command}: {error}", file=sys.stderr)
        return COULD_NOT_CHECK
    return 0


def check(options: argparse.Namespace, kind: DecisionFile) -> None:
    """Check the seed and say how many decisions of which verdict it holds."""
    kind = replace(kind, seed=options.decisions)
    decisions = check_seed(kind, options.database, _today())
    verdicts = [decision.verdict for decision in decisions]
    told = ", ".join(f"{verdicts.count(each)} {each}" for each in sorted(set(verdicts)))
    count = f"{len(decisions)} decision{'' if len(decisions) == 1 else 's'}"
    print(f"{count}, all sound{f': {told}' if told else ''}")
    print(options.decisions)


def merge(options: argparse.Namespace, kind: DecisionFile) -> None:
    """Merge a file into the seed and say what became of its decisions."""
    kind = replace(kind, seed=options.decisions)
    merged, undecided = merge_file(
        options.merge, kind, options.database, replaces=options.replace, today=_today()
    )
    for line in told(merged, undecided):
        print(line)
    print(options.decisions)


def told(merged: Merged, undecided: int) -> list[str]:
    """Return what became of the decisions of a file, in lines."""
    counts = {
        "added": len(merged.added),
        "there already": len(merged.known),
        "in place of one that was unsure or had expired": len(merged.followed),
        "in place of one that they contradict": len(merged.replaced),
        "without a verdict and passed over": undecided,
    }
    lines = [f"{count} {what}" for what, count in counts.items() if count] or ["no decisions"]
    for old, new in (*merged.followed, *merged.replaced):
        name = new.cells["company_name"] or new.firm
        lines.append(f"  {name}: was {old} of {old.recipient}, is {new} of {new.recipient}")
    return lines


def write_file(path: Path, text: str) -> None:
    """Write a page or table and print where it is.

    Raises:
        UnusableFileError: It cannot be written there.
    """
    try:
        write_whole(path, text)
    except OSError as error:
        raise UnusableFileError(f"{path} cannot be written: {error.strerror}") from error
    print(path)


def positive(text: str) -> int:
    """Return the number that was given, which must be 1 or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


def _today() -> date:
    return date.today()
