"""One award: matched, so that all are; or of a firm that no recipient is like, so that none is."""

import csv
from pathlib import Path

import duckdb
import pytest

from dbt_runs import FILES_BESIDE_DATABASE, GATES_ONLY

SAMPLES = Path(__file__).parents[2] / "seeds" / "samples"
AWARD = {
    "Company": "Ravensholt Sensing Inc",
    "UEI": "RVNSHLTSNSG1",
    "Agency": "Department of Energy",
    "Phase": "Phase I",
    "Program": "SBIR",
    "Award Year": "2021",
    "Award Amount": "100000",
    "Award Title": "A made-up award",
    "Agency Tracking Number": "T1",
}
RECIPIENTS = {
    "all matched": {"legal_business_name": "RAVENSHOLT SENSING INC", "uei": "RVNSHLTSNSG1"},
    "none matched": {"legal_business_name": "QUIMBLE & OAKES LLP", "uei": "QMBLKSXXXXX2"},
}
# Of awards and of every status, then of the recipients that stand in a mart.
FIGURES = """
    select
        count(*),
        any_value(match_status),
        any_value(match_method),
        (select match_rate from marts.fct_match_quality where dimension = 'overall'),
        (select count(*) from marts.dim_companies),
        (select count(*) from marts.dim_recipients)
    from marts.fct_enriched_awards
"""


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows, or none, under the header of the sample."""
    with (SAMPLES / path.name).open(encoding="utf-8", newline="") as sample:
        header = next(csv.reader(sample))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        ("all matched", ("accepted", "uei_exact", 1.0)),
        ("none matched", ("unmatched", None, 0.0)),
    ],
)
def test_a_single_award_is_published_with_its_verdict(
    run_dbt, tmp_path: Path, scenario: str, expected: tuple[str, str | None, float]
) -> None:
    hash_of_row = {"recipient_hash": "00000001-0000-0000-0000-000000000000"}
    write(tmp_path / "award_data.csv", [AWARD])
    write(tmp_path / "recipient_lookup.csv", [hash_of_row | RECIPIENTS[scenario]])
    write(tmp_path / "prime_awards.csv", [])
    database = tmp_path / "sbir.duckdb"
    variables = {**FILES_BESIDE_DATABASE, "min_match_rate": 0}
    said = run_dbt("build", *GATES_ONLY, database=database, variables=variables).stdout
    rate = 100 * expected[2]
    assert f"match_rate_gate: holds: match rate {rate:.2f} % " in said
    with duckdb.connect(str(database), read_only=True) as connection:
        awards, status, method, match_rate, firms, recipients = connection.sql(FIGURES).fetchall()[
            0
        ]
    assert (awards, firms) == (1, 1)
    assert (status, method, match_rate) == expected
    assert recipients == 1
