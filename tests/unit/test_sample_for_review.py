"""The sample of matches to label: every stratum in it, the same however the rows lie."""

import csv
import random
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_for_review
from sbir_enrichment.review.problems import UnusableFileError
from sbir_enrichment.review.sampling import allot, draw_sample

COMPANIES = """
    create table marts.dim_companies as
    select
        company_id, name as company_name, null::text as uei, null::text as duns,
        'Boston' as city, 'MA' as state, '02110' as zip5, 1::bigint as awards,
        100.0::decimal(18, 2) as award_amount, status as match_status, method as match_method,
        score::double as match_score, 'why' as match_reason, 'r-' || company_id as recipient_id
    from rows
"""
RECIPIENTS = """
    create table marts.dim_recipients as
    select
        recipient_id, upper(company_name) as recipient_name, uei, duns, city, state, zip5
    from marts.dim_companies
"""
AWARDS = """
    create table marts.fct_enriched_awards as
    select company_id, unnest(['Navy', 'Army', null, 'Navy']) as agency from marts.dim_companies
"""
CANDIDATES = """
    create table intermediate.int_review_candidates as
    select company_id, recipient_id, 'same name' as evidence from marts.dim_companies
"""
COMPARED = """
    create table intermediate.int_candidates_compared as
    select company_id, recipient_id, 'name, city' as agrees, null::text as differs
    from marts.dim_companies
"""
DECISIONS = """
    create table intermediate.int_decision_targets as
    select
        '' as written_company_id, '' as written_recipient_id, '' as company_id, '' as recipient_id
    limit 0
"""


def write_build(database: Path, rows: list[tuple[object, ...]]) -> Path:
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create temp table rows (company_id text, name text, status text, method text, "
            "score double)"
        )
        connection.executemany("insert into rows values (?, ?, ?, ?, ?)", rows)
        connection.execute("create schema intermediate")
        for statement in (COMPANIES, RECIPIENTS, AWARDS, CANDIDATES, COMPARED, DECISIONS):
            connection.execute(statement)
    return database


def matches(count: int, method: str, score: float) -> list[tuple[object, ...]]:
    return [
        (f"{method}{score}-{number}", f"{method} {number}", "accepted", method, score)
        for number in range(count)
    ]


ROWS = [
    *matches(60, "uei_exact", 100),
    *matches(30, "name_fuzzy", 99.5),
    *matches(3, "name_fuzzy", 91),
    *matches(9, "override", 100),
    ("waiting", "Waiting Labs", "review", None, 80),
]


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path / "build.duckdb", ROWS)


def ids(database: Path, size: int = 20, seed: str = "1") -> list[str]:
    return [case.firm.id for case in draw_sample(database, size, 4, seed).cases]


def test_every_stratum_is_drawn_from_in_proportion_and_decisions_of_people_are_not(
    build: Path,
) -> None:
    sample = draw_sample(build, 20, 4, "1")
    assert [(stratum.name, stratum.firms, stratum.drawn) for stratum in sample.strata] == [
        ("name_fuzzy 90 to 95", 3, 3),
        ("name_fuzzy 99 to 100", 30, 6),
        ("uei_exact 100", 60, 11),
    ]
    counted = Counter(case.group for case in sample.cases)
    assert counted == {stratum.name: stratum.drawn for stratum in sample.strata}
    assert len({case.firm.id for case in sample.cases}) == 20
    assert sample.cases[0].agencies == ("Army", "Navy")
    assert sample.cases[0].candidates[0].agrees == ("name", "city")
    # Whoever stops early has labelled some of each.
    assert len({case.group for case in sample.cases[:3]}) == 3


def test_the_order_of_rows_does_not_matter_and_the_seed_does(build: Path, tmp_path: Path) -> None:
    shuffled = write_build(tmp_path / "other.duckdb", random.Random(7).sample(ROWS, len(ROWS)))
    assert ids(build) == ids(shuffled)
    assert set(ids(build)) != set(ids(build, seed="2"))


def test_a_larger_sample_holds_the_smaller_one(build: Path) -> None:
    assert set(ids(build, 20)) < set(ids(build, 40)) < set(ids(build, 93))
    assert len(ids(build, 1000)) == 93


def test_the_table_is_what_the_merge_takes_and_leaves_out_what_is_labelled(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed, table = tmp_path / "seed.csv", tmp_path / "sample.csv"
    header = sample_for_review.REVIEWED.columns
    seed.write_text(",".join(header) + "\n", encoding="utf-8")
    common = ["--database", str(build), "--decisions", str(seed)]
    drawing = ["--output", str(table), "--size", "20", "--minimum", "4", *common]
    assert sample_for_review.main(drawing) == 0
    assert "20 matches drawn, 0 of them labelled already: 20 to do" in capsys.readouterr().out
    before = table.read_bytes()
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == header
    assert {row["verdict"] for row in rows} == {""}
    for row in rows[:5]:
        row |= {"verdict": "same", "decided_by": "Ann", "decided_on": "2020-01-31", "reason": "x"}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    assert sample_for_review.main(["--merge", str(table), *common]) == 0
    assert "5 added\n15 without a verdict and passed over" in capsys.readouterr().out
    assert sample_for_review.main(drawing) == 0
    assert "20 matches drawn, 5 of them labelled already: 15 to do" in capsys.readouterr().out
    assert table.read_bytes().splitlines()[1:] == before.splitlines()[6:]


def test_a_minimum_that_takes_more_than_the_size_is_misuse(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--output", str(tmp_path / "x.csv"), "--size", "10", "--database", str(build)]
    assert sample_for_review.main(options) == 2
    said = capsys.readouterr().err
    assert said.startswith("sample_for_review: --minimum 10 of each of 3 strata takes 23 firms")
    assert not (tmp_path / "x.csv").exists()


def test_a_build_without_any_match_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build = write_build(tmp_path / "build.duckdb", ROWS[-1:])
    options = ["--output", str(tmp_path / "x.csv"), "--database", str(build)]
    assert sample_for_review.main(options) == 2
    assert f"{build} holds no accepted match" in capsys.readouterr().err


@given(
    st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1, max_size=8),
    st.integers(1, 300),
    st.integers(0, 20),
)
def test_any_share_out_is_whole_fair_and_grows_by_one(
    firms: dict[str, int], size: int, minimum: int
) -> None:
    least = {name: min(minimum, count) for name, count in firms.items()}
    if sum(least.values()) > size:
        with pytest.raises(UnusableFileError):
            allot(firms, size, minimum)
        return
    allotted = allot(firms, size, minimum)
    assert sum(allotted.values()) == min(size, sum(firms.values()))
    assert all(least[name] <= allotted[name] <= firms[name] for name in firms)
    larger = allot(firms, size + 1, minimum)
    assert sum(larger[name] - allotted[name] for name in firms) <= 1
    assert all(larger[name] >= allotted[name] for name in firms)
    # Nobody above the minimum has two more than a larger stratum.
    for name, other in ((one, two) for one in firms for two in firms):
        if firms[name] <= firms[other] and allotted[name] > least[name]:
            assert allotted[name] <= allotted[other] + 1
