"""The evaluation runs the project's real models, and counts what they decided."""

import csv
import os
from pathlib import Path

import duckdb
import pytest

import evaluate_matching
import fit_match_weights
import generate_data
from sbir_enrichment.evaluation.optional_packages import how_to_install, is_installed
from sbir_enrichment.evaluation.result import Evaluation
from sbir_enrichment.weight_fitting.weights import read_weights

REAL_DATA = Path(os.environ.get("SBIR_REAL_DATA", "../shared/data")).resolve()

# name, city, state, zip, UEI
RECIPIENTS = [
    ("QUANTRELL PHOTONICS INC", "AUSTIN", "TX", "78701", "AAAAAAAAAAA1"),
    ("VELDSTROM ROBOTICS LLC", "BOULDER", "CO", "80301", "AAAAAAAAAAA2"),
    ("ORBISENSE TECHNOLOGIES INC", "MADISON", "WI", "53703", "AAAAAAAAAAA3"),
    ("KESTREL BIOWORKS INC", "DAYTON", "OH", "45402", "AAAAAAAAAAA4"),
    ("NIMBRATECH CORP", "RENO", "NV", "89501", "AAAAAAAAAAA5"),
    ("PARALLAX HOLDINGS LLC", "TULSA", "OK", "74103", "AAAAAAAAAAA6"),
    ("LUMENFORGE INC", "BOSTON", "MA", "02108", "AAAAAAAAAAA7"),
    ("LUMENFORGE LLC", "BOSTON", "MA", "02108", "AAAAAAAAAAA8"),
    ("TESSERAL OPTICS INC", "ITHACA", "NY", "14850", "AAAAAAAAAAA9"),
    ("ZYMERGIA LABS INC", "DAVIS", "CA", "95616", "AAAAAAAAAAB1"),
    *((f"DISTRACTING {word} COMPANY", "MIAMI", "FL", "33101", f"BBBBBBBBBBB{number}")
      for number, word in enumerate(("ALPHA", "BRAVO", "CHARLIE", "DELTA", "ECHO", "FOXTROT"), 1)),
]  # fmt: skip

# name, city, state, zip, true UEIs, withheld; what becomes of it
QUERIES = [
    ("Quantrell Photonics, Inc.", "Austin", "TX", "78701", "AAAAAAAAAAA1", "False"),  # right
    ("VELDSTROM ROBOTICS", "Boulder", "CO", "80301", "ZZZZZZZZZZZ1|AAAAAAAAAAA2", "False"),  # right
    ("Orbisens Technologies", "Madison", "WI", "53703", "AAAAAAAAAAA3", "False"),  # right: a typo
    ("Tesseral Optics Incorporated", "Ithaca", "NY", "14850", "AAAAAAAAAAA9", "False"),  # right
    ("Kestrel Bioworks", "Dayton", "OH", "45402", "AAAAAAAAAAB1", "False"),  # wrong match
    ("Nimbratech Corporation", "Reno", "NV", "89501", "AAAAAAAAAAA5", "True"),  # false
    ("Glasswing Analytics", "Tulsa", "OK", "74103", "AAAAAAAAAAA6", "False"),  # renamed: blocking
    ("Lumenforge", "Boston", "MA", "02108", "AAAAAAAAAAA7", "False"),  # two of one name
    ("Zephyrine Dynamics", "Salem", "OR", "97301", "ZZZZZZZZZZZ9", "False"),  # not in the universe
    ("Hollowell Marine", "Mobile", "AL", "36602", "", "True"),  # rightly nobody
    ("", "Mobile", "AL", "36602", "", "True"),  # nothing to go by
]


def write(path: Path, header: str, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return path


def run(*arguments: object, expected: int = 0) -> None:
    assert evaluate_matching.main([str(argument) for argument in arguments]) == expected


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("evaluation")
    header = "company_name,city,state,zip,true_ueis,withheld"
    queries = write(folder / "queries.csv", header, QUERIES)
    recipients = [("", uei, "", name, *place) for name, *place, uei in RECIPIENTS]
    header = "recipient_hash,uei,duns,legal_business_name,city,state,zip5"
    return queries, write(folder / "universe.csv", header, recipients)


def test_a_small_labelled_set_is_counted_exactly(files, tmp_path, capsys) -> None:
    queries, universe = files
    result, page = tmp_path / "result.json", tmp_path / "page.html"
    run(
        *("--queries", queries, "--universe", universe, "--approaches", "token_set,token_sort"),
        *("--output-json", result, "--output-html", page),
        *("--min-precision", 0.6, "--min-recall", 0.9),
        expected=1,
    )
    assert capsys.readouterr().err == "evaluate_matching: recall 0.5000 is below 0.9\n"
    seen = Evaluation.model_validate_json(result.read_text(encoding="utf-8"))
    assert (seen.firms, seen.positives, seen.withheld, seen.recipients) == (11, 8, 3, 16)
    # Accepted: four right ones, Kestrel (another firm is true) and Nimbratech (withheld).
    assert (seen.agreement.precision.right, seen.agreement.precision.of) == (4, 6)
    assert (seen.agreement.recall.right, seen.agreement.recall.of) == (4, 8)
    assert seen.statuses["accepted"] == 6
    assert seen.statuses["unmatchable"] == 1
    assert {(pair.company_name, pair.recipient_uei) for pair in seen.false_pairs} == {
        ("Kestrel Bioworks", "AAAAAAAAAAA4"),
        ("Nimbratech Corporation", "AAAAAAAAAAA5"),
    }
    assert {pair.company_name: pair.lost_by for pair in seen.missed_pairs} == {
        "Kestrel Bioworks": "wrong match",
        "Glasswing Analytics": "blocking",
        "Lumenforge": "ambiguity",
        "Zephyrine Dynamics": "not in the universe",
    }
    assert seen.candidate_recall.right == 5  # the right ones and Lumenforge
    (at_acceptance,) = [
        point.agreement for point in seen.curve if point.agreement.precision.of == 6
    ]
    assert at_acceptance == seen.agreement
    rivals = {approach.name: approach.agreement.precision for approach in seen.approaches[1:]}
    assert {name: (share.right, share.of) for name, share in rivals.items()} == {
        # By plain names, a legal form or a typo more is too much; place tells nobody apart.
        "token_set": (3, 4),
        "token_sort": (1, 1),
    }
    assert "Glasswing Analytics" in page.read_text(encoding="utf-8")


def test_a_nameless_universe_and_an_unknown_setting_are_misuse(files, tmp_path, capsys) -> None:
    queries, universe = files
    nameless = write(tmp_path / "nameless.csv", "uei,duns,city", [("AAAAAAAAAAA1", "", "AUSTIN")])
    run("--queries", queries, "--universe", nameless, expected=2)
    said = capsys.readouterr().err
    assert "nameless.csv lacks the required column" in said
    assert "legal_business_name" in said
    misspelt = ("--vars", "{name_acept_score: 90}")
    run("--queries", queries, "--universe", universe, *misspelt, expected=2)
    assert "name_acept_score" in capsys.readouterr().err


def test_a_build_labels_its_own_firms_and_hides_their_identifiers(built_sample, tmp_path) -> None:
    result, database = tmp_path / "result.json", tmp_path / "kept.duckdb"
    run(
        *("--from-warehouse", built_sample, "--vars", "{name_accept_score: 95}"),
        *("--output-json", result, "--keep-database", database),
    )
    seen = Evaluation.model_validate_json(result.read_text(encoding="utf-8"))
    with duckdb.connect(str(built_sample), read_only=True) as build:
        (firms,) = build.sql("""
            select count(*) from intermediate.int_company_matches
            where match_method in ('uei_exact', 'duns_exact')
        """).fetchone()
        firms_of_eras = build.sql("""
            select coalesce(era, 'unknown'), count(distinct company_id)
            from intermediate.int_award_matches
            where match_method in ('uei_exact', 'duns_exact') group by all
        """).fetchall()
        recipients = build.sql("from staging.stg_usaspending__recipients").fetchall()
    assert seen.firms == seen.positives == firms > 100
    assert {part.name: part.firms for part in seen.slices} == dict(firms_of_eras)
    assert len(seen.slices) >= 3
    with duckdb.connect(str(database), read_only=True) as kept:
        (told,) = kept.sql("""
            select count(uei) + count(duns) + count(contract_number) from staging.stg_sbir__awards
        """).fetchone()
        accepted = kept.sql("""
            select match_method, min(match_score) >= 95 from intermediate.int_company_matches
            where match_status = 'accepted' group by match_method
        """).fetchall()
        kept_recipients = kept.sql("from staging.stg_usaspending__recipients").fetchall()
    assert told == 0
    assert accepted == [("name_fuzzy", True)]
    assert seen.settings["name_accept_score"] == 95
    assert len(kept_recipients) == len(recipients)
    assert not any(pair.lost_by == "not in the universe" for pair in seen.missed_pairs)
    # Names of the sample vary, but most firms keep theirs: a search that found few would be broken.
    assert seen.agreement.recall.value > 0.5
    assert seen.agreement.precision.value > 0.9


@pytest.mark.skipif(
    not is_installed("sklearn"),
    reason=f"NOT TESTED: no weights are fitted without {how_to_install('scikit-learn')}",
)
def test_weights_are_fitted_on_generated_firms_and_on_those_of_a_build(
    built_sample, tmp_path, capsys
) -> None:
    data, runs, outputs = tmp_path / "made", tmp_path / "runs", ("first.csv", "second.csv")
    sizes = ("--awards", "1500", "--companies", "400", "--recipients", "5000")
    assert generate_data.main([*sizes, "--seed", "5", "--out", str(data)]) == 0
    said = []
    for output in outputs:
        options = {"--generated": data, "--warehouse": built_sample, "--keep-runs": runs}
        arguments = [str(part) for pair in options.items() for part in pair]
        assert fit_match_weights.main([*arguments, "--output", str(tmp_path / output)]) == 0
        said.append(capsys.readouterr())
    first, second = (read_weights(tmp_path / output) for output in outputs)
    assert first == second
    assert first.meanings == read_weights().meanings
    assert list(first.weights) == list(read_weights().weights)
    # A firm nearby is likelier the right one than a firm far away, whatever else was learned.
    assert first.weights["same_zip"] > first.weights["other_state"]
    assert [told.err.count("the models' run is kept in") for told in said] == [2, 0]
    assert [told.err.count("the models' run is that of") for told in said] == [0, 2]
    assert len(list(runs.iterdir())) == 2
    assert "generated" in said[0].out
    assert "real" in said[0].out


@pytest.mark.skipif(
    not (REAL_DATA / "name_bench").is_dir(),
    reason=f"NOT TESTED: no name bench in {REAL_DATA}; SBIR_REAL_DATA can say where it is",
)
def test_real_firms_find_their_recipients_among_real_ones(tmp_path) -> None:
    bench = REAL_DATA / "name_bench"
    run(
        *("--queries", bench / "queries.csv", "--universe", bench / "universe.csv.gz"),
        *("--approaches", "project", "--min-precision", 0.99, "--min-recall", 0.90),
    )
