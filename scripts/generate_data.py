"""Write a made-up data set of any size: awards, recipients, prime awards, and the truth."""

import argparse
import sys
from pathlib import Path

from sbir_enrichment.generation.dataset import generate
from sbir_enrichment.generation.request import ImpossibleRequestError, Request
from sbir_enrichment.generation.writers import FORMATS

MISUSE = 2


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="The same arguments give the same bytes. All names, numbers and texts are invented.",
    )
    parser.add_argument("--awards", type=int, required=True, help="rows of award_data")
    parser.add_argument("--companies", type=int, required=True, help="firms that win the awards")
    parser.add_argument("--recipients", type=int, required=True, help="rows of recipient_lookup")
    parser.add_argument("--seed", type=int, default=0, help="another seed, other data (default: 0)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="default: csv")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Write the data set and print its folder."""
    options = build_parser().parse_args(argv)
    request = Request(
        awards=options.awards,
        companies=options.companies,
        recipients=options.recipients,
        seed=options.seed,
        folder=options.out,
        file_format=options.format,
    )
    try:
        folder = generate(request)
    except ImpossibleRequestError as impossible:
        print(f"generate_data: {impossible}", file=sys.stderr)
        return MISUSE
    print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
