"""The command line of the comparison."""

import argparse
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.benchmark_results.files import BASELINE
from sbir_enrichment.benchmarking.arguments import add_build_arguments, build_options, one_size
from sbir_enrichment.benchmarking.options import Options
from sbir_enrichment.history.kept_results import require_no_result
from sbir_enrichment.measuring.output_files import require_output
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.regression.limits import Limits, read_limits
from sbir_enrichment.regression.worktrees import resolve_commit

OUTPUTS = ("output_json", "output_markdown", "output_html", "output_github_comment")

_LIMITS: Mapping[str, tuple[str, str]] = {
    "--time-warning-threshold": ("regression_time_warning_percent", "%% slower that warn"),
    "--time-failure-threshold": ("regression_time_failure_percent", "%% slower that fail"),
    "--memory-warning-threshold": ("regression_memory_warning_percent", "%% more that warn"),
    "--memory-failure-threshold": ("regression_memory_failure_percent", "%% more that fail"),
    "--match-rate-warning-threshold": (
        "regression_match_rate_warning_points",
        "points of match rate or precision lost that warn",
    ),
    "--match-rate-failure-threshold": (
        "regression_match_rate_failure_points",
        "points of match rate or precision lost that fail",
    ),
    "--work-warning-threshold": ("regression_work_warning_percent", "%% more rows that warn"),
    "--work-failure-threshold": ("regression_work_failure_percent", "%% more rows that fail"),
}

# What `add_build_arguments` calls a field of Options; of a baseline unless it is given.
_BUILD = {
    "sample_size": "sizes",
    "runs": "runs",
    "generated": "is_generated",
    "seed": "seed",
    "threads": "threads",
    "memory_limit": "memory_limit",
}


@dataclass(frozen=True)
class Request:
    """Everything the comparison is told.

    Attributes:
        baseline: The file of the baseline.
        current: The file of what is judged; None is the newest result, or one measured now.
        base_commit: Measured in turns with the code as it is, instead of a baseline.
        options: How to measure, if anything is.
        build_flags: Fields of `options` that the command line gave.
        outputs: The file of each output asked for, by its name in OUTPUTS.
        fails_on_regression: Whether a failure ends with 1.
    """

    baseline: Path
    current: Path | None
    base_commit: str | None
    limits: Limits
    options: Options
    build_flags: tuple[str, ...]
    outputs: Mapping[str, Path]
    fails_on_regression: bool


def build_parser(description: str | None) -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=description,
        epilog="Limits not given are the settings regression_... of dbt_project.yml. Without "
        "--current the newest result is judged; where it is not of the code as it is, that is "
        "measured first, under the conditions of the baseline. Exit codes: 0 fine, 1 a failure "
        "was found and --fail-on-regression given, 2 misuse, 3 not measured or not comparable.",
    )
    add = parser.add_argument
    add(
        "--baseline",
        type=Path,
        default=BASELINE,
        metavar="F",
        help="the result to compare with (default: %(default)s)",
    )
    add("--current", type=Path, metavar="F", help="the result to judge")
    add("--base-ref", metavar="REV", help="build this commit and the code as it is in turns")
    for output, about in zip(OUTPUTS, ("everything", "a document", "a page", "short"), strict=True):
        add(f"--{output.replace('_', '-')}", type=Path, metavar="F", help=about)
    add("--fail-on-regression", action="store_true", help="end with 1 if a failure is found")
    limits = parser.add_argument_group("limits")
    for flag, (_, meaning) in _LIMITS.items():
        limits.add_argument(flag, type=float, metavar="X", help=meaning)
    builds = parser.add_argument_group("how to build, where anything is measured")
    builds.add_argument("--sample-size", type=int, metavar="N", help="N awards, drawn by firm")
    add_build_arguments(builds)
    return parser


def parse_request(
    parser: argparse.ArgumentParser, argv: list[str] | None, project: Path
) -> Request:
    """Read the command line.

    Raises:
        MisuseError: it makes no sense.
    """
    told = parser.parse_args(argv)
    # What stands in the namespace already is not overwritten by a default.
    given = parser.parse_args(argv, argparse.Namespace(**dict.fromkeys(_BUILD)))
    if told.base_ref is not None and (told.current or told.baseline != BASELINE):
        raise MisuseError("--base-ref measures both sides: give it without --current, --baseline")
    build_flags = tuple(field for name, field in _BUILD.items() if getattr(given, name) is not None)
    options = build_options(told, one_size(told.sample_size))
    if told.current and (build_flags or options.given):
        raise MisuseError(
            "--current names what is judged, so nothing is built: leave it away, or what says how "
            "to build"
        )
    return Request(
        baseline=told.baseline,
        current=told.current,
        base_commit=None if told.base_ref is None else resolve_commit(project, told.base_ref),
        limits=_limits(told),
        options=options,
        build_flags=build_flags,
        outputs=_outputs(told),
        fails_on_regression=told.fail_on_regression,
    )


def _outputs(told: argparse.Namespace) -> dict[str, Path]:
    outputs = {name: path for name in OUTPUTS if (path := getattr(told, name))}
    flags: dict[Path, str] = {}
    for name, path in outputs.items():
        flag = f"--{name.replace('_', '-')}"
        require_output(path, flag)
        require_no_result(path, flag)
        if path.is_file() or not path.exists():
            other = flags.setdefault(path.resolve(), flag)
            if other != flag:
                raise MisuseError(f"{other} and {flag} both name {path}; give each its own file")
    return outputs


def _limits(told: argparse.Namespace) -> Limits:
    given = {
        setting: getattr(told, flag.lstrip("-").replace("-", "_"))
        for flag, (setting, _) in _LIMITS.items()
    }
    try:
        return read_limits(given)
    except MisuseError as error:
        # Who gave a flag looks for it, not for the setting behind it.
        message = str(error).replace(" (--vars)", "")
        for flag, (setting, _) in _LIMITS.items():
            if given[setting] is not None:
                message = re.sub(rf"\b{setting}\b", flag, message)
        raise MisuseError(message) from error
