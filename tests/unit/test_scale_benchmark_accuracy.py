"""Right, wrong and missed name matches, counted on verdicts that were made up for the purpose."""

from pathlib import Path

import duckdb
import pytest

from sbir_enrichment.generation.request import Request
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.scale_benchmark.accuracy import judge
from sbir_enrichment.scale_benchmark.counts import Accuracy
from sbir_enrichment.scale_benchmark.data_sets import DataSet
from sbir_enrichment.scale_benchmark.options import Options

NAMELESS = "without a usable name"
# firm, best method, status, recipient; entity of each of its awards. Recipient r1 is entity 1, ...
FIRMS = [
    ("right by name", "name_fuzzy", "accepted", "r1", [1, 1]),
    ("right by name, under another row", "name_fuzzy", "accepted", "r2 again", [2]),
    ("wrong by name", "name_fuzzy", "accepted", "r2", [3]),
    ("absent, yet given a recipient", "name_fuzzy", "accepted", "r4", [None, None]),
    ("missed: left to a person", "name_fuzzy", "review", None, [4]),
    ("missed: nothing found", None, "unmatched", None, [5, 5, 5]),
    ("missed: only the award number hinted", "award_id_exact", "review", None, [6]),
    (NAMELESS, None, "unmatchable", None, [3]),
    ("absent and not found", None, "unmatched", None, [None]),
    ("its entity is nowhere in the list", None, "unmatched", None, [99]),
    ("by UEI", "uei_exact", "accepted", "r7", [7, 7]),
    ("by UEI, in conflict", "uei_exact", "conflict", None, [7]),
    ("by DUNS, wrong", "duns_exact", "accepted", "r1", [7]),
    ("by award number", "award_id_exact", "accepted", "r5", [5]),
    # Most of its awards are of entity 6; by award one is wrong, by firm it is right.
    ("two firms in one", "name_fuzzy", "accepted", "r6", [6, 1, 6]),
]


@pytest.fixture
def verdicts(tmp_path: Path) -> tuple[Path, DataSet]:
    database = tmp_path / "sbir.duckdb"
    awards = [(firm, *rest, entity) for firm, *rest, own in FIRMS for entity in own]
    truth = [f"{row},{entity or ''}" for row, (*_, entity) in enumerate(awards, start=1)]
    (tmp_path / "truth_awards.csv").write_text("\n".join(["award_row,entity_number", *truth]))
    listed = [f"r{number},{number}" for number in range(1, 8)]
    (tmp_path / "truth_recipients.csv").write_text(
        "\n".join(["recipient_hash,entity_number", *listed, "r2 again,2"])
    )
    with duckdb.connect(str(database)) as connection:
        connection.execute("""
            create schema staging;
            create schema intermediate;
            create table intermediate.int_company_matches (
                company_id varchar, best_method varchar, match_status varchar,
                match_method varchar, recipient_id varchar);
            create table intermediate.int_companies (company_id varchar, name_key varchar);
            create table intermediate.int_award_matches (
                award_id varchar, company_id varchar, recipient_id varchar, match_status varchar,
                match_method varchar, match_score double, match_reason varchar);
            create table staging.stg_sbir__awards (
                award_id varchar, source_file varchar, source_line bigint);
            create table staging.base_sbir__award_lines (
                source_file varchar, source_line bigint, file_row bigint);
            create table intermediate.int_name_pairs as select range as pair from range(17);
        """)
        for firm, method, status, recipient, _ in FIRMS:
            accepted = method if status == "accepted" else None
            connection.execute(
                "insert into intermediate.int_company_matches values (?, ?, ?, ?, ?)",
                [firm, method, status, accepted, recipient],
            )
            connection.execute(
                "insert into intermediate.int_companies values (?, ?)",
                [firm, None if firm == NAMELESS else firm],
            )
        for row, (firm, method, status, recipient, _) in enumerate(awards, start=1):
            accepted = method if status == "accepted" else None
            connection.execute(
                "insert into intermediate.int_award_matches values (?, ?, ?, ?, ?, 90, '')",
                [f"award {row}", firm, recipient, status, accepted],
            )
            # Lines are not rows: texts of several lines stand between.
            place = ["award_data.csv", row * 3]
            connection.execute(
                "insert into staging.stg_sbir__awards values (?, ?, ?)", [f"award {row}", *place]
            )
            connection.execute(
                "insert into staging.base_sbir__award_lines values (?, ?, ?)", [*place, row]
            )
    return database, DataSet(Request(len(awards), 10, 8, 0, tmp_path), was_reused=False)


def judged(verdicts: tuple[Path, DataSet]) -> Accuracy:
    database, data_set = verdicts
    folder = database.parent
    return judge(database, data_set, Options((1_000,), 1, 0, "200MB", 1, folder, folder))


def test_firms_are_counted_by_what_names_alone_could_find(verdicts) -> None:
    firms = judged(verdicts).firms
    # Accepted: right, right under another row, wrong, absent, two firms in one.
    assert (firms.accepted, firms.accepted_rightly) == (5, 3)
    # Findable: these but the absent one, and the three that were missed.
    assert firms.findable == 7
    assert (firms.precision, firms.recall) == (3 / 5, 3 / 7)


def test_awards_are_counted_by_their_own_truth(verdicts) -> None:
    awards = judged(verdicts).awards
    assert (awards.accepted, awards.accepted_rightly) == (2 + 1 + 1 + 2 + 3, 2 + 1 + 2)
    assert awards.findable == 2 + 1 + 1 + 1 + 3 + 1 + 3


def test_other_methods_have_a_precision_of_their_own(verdicts) -> None:
    methods = {counts.method: counts for counts in judged(verdicts).methods}
    assert {name: (each.accepted, each.accepted_rightly) for name, each in methods.items()} == {
        "award_id_exact": (1, 1),
        "duns_exact": (1, 0),
        "name_fuzzy": (9, 5),
        "uei_exact": (2, 2),
    }


def test_candidate_pairs_are_counted(verdicts) -> None:
    assert judged(verdicts).candidate_pairs == 17


def test_any_other_verdict_has_another_fingerprint(verdicts) -> None:
    before = judged(verdicts).fingerprint
    assert judged(verdicts).fingerprint == before
    with duckdb.connect(str(verdicts[0])) as connection:
        connection.execute(
            "update intermediate.int_award_matches set match_score = 91 where award_id = 'award 4'"
        )
    assert judged(verdicts).fingerprint != before


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("delete from staging.stg_sbir__awards where award_id = 'award 4'", "not all"),
        ("drop table intermediate.int_name_pairs", "int_name_pairs"),
    ],
)
def test_verdicts_that_are_not_whole_cannot_be_judged(verdicts, harm: str, said: str) -> None:
    with duckdb.connect(str(verdicts[0])) as connection:
        connection.execute(harm)
    with pytest.raises(CouldNotMeasureError, match=said):
        judged(verdicts)
