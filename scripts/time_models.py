"""List the models of a dbt run by how long each took, the slowest first."""

import argparse
import json
import sys
from pathlib import Path

COULD_NOT_MEASURE = 3


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run_results", type=Path, help="run_results.json of a dbt run")
    parser.add_argument("--top", type=int, default=10, help="how many models (default: 10)")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Print seconds and model; the last line is the whole run."""
    options = build_parser().parse_args(argv)
    try:
        run = json.loads(options.run_results.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        print(f"time_models: cannot read {options.run_results}: {error}", file=sys.stderr)
        return COULD_NOT_MEASURE
    models = [node for node in run["results"] if node["unique_id"].startswith("model.")]
    models.sort(key=lambda node: (-node["execution_time"], node["unique_id"]))
    for node in models[: options.top]:
        print(f"{node['execution_time']:8.2f} s  {node['unique_id'].rpartition('.')[2]}")
    together = sum(node["execution_time"] for node in models)
    print(f"{together:8.2f} s  {len(models)} models together")
    print(f"{run['elapsed_time']:8.2f} s  the whole run, seeds and tests too")
    return 0


if __name__ == "__main__":
    sys.exit(main())
