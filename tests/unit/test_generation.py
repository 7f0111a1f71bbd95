"""The made-up data: always the same, in the layout of the extracts, and true to its own truth."""

import csv
import itertools
import re
from collections import Counter
from pathlib import Path

import duckdb
import numpy as np
import pytest

import generate_data
from sbir_enrichment.generation import (
    agencies,
    award_shares,
    draws,
    identifiers,
    layouts,
    legal_forms,
    names,
    shares,
    variations,
    vocabulary,
)
from sbir_enrichment.generation.dataset import FILES
from sbir_enrichment.generation.registry import _background_patterns

SAMPLES = Path(__file__).parents[2] / "seeds" / "samples"
SAMPLE_SIZE = ["--awards", "600", "--companies", "160", "--recipients", "2000"]
SAMPLE_COMMAND = [*SAMPLE_SIZE, "--seed", "20260101"]
MEDIUM_COMMAND = ["--awards", "9000", "--companies", "1500", "--recipients", "12000", "--seed", "5"]

CLEAR_NAMES = {"same", "legal_form", "punctuation", "abbreviation", "typo"}
"""Kinds of names that anybody would match if the place agrees."""

UEI = re.compile("[1-9A-HJ-NP-Z][0-9A-HJ-NP-Z]{11}")

Rows = list[dict[str, str]]


def generated(arguments: list[str], folder: Path) -> Path:
    assert generate_data.main([*arguments, "--out", str(folder)]) == 0
    return folder


def read(folder: Path, name: str) -> Rows:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def squeezed(duns: str) -> str:
    """Read a DUNS as the project's rules ask: strip, then pad; '' where it is none."""
    digits = re.sub("[^0-9]", "", duns.removesuffix(".0"))
    valid = 5 <= len(digits) <= 9 and len(set(digits.zfill(9))) > 1
    return digits.zfill(9) if valid else ""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(SAMPLE_COMMAND, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Large enough for shares: their tolerance below is a few standard errors at this size."""
    return generated(MEDIUM_COMMAND, tmp_path_factory.mktemp("medium"))


@pytest.fixture(scope="module")
def medium_awards(medium: Path) -> Rows:
    rows, truth = read(medium, "award_data"), read(medium, "truth_awards")
    return [{**row, **true} for row, true in zip(rows, truth, strict=True)]


@pytest.fixture(scope="module")
def medium_recipients(medium: Path) -> Rows:
    rows, truth = read(medium, "recipient_lookup"), read(medium, "truth_recipients")
    assert [row["recipient_hash"] for row in rows] == [row["recipient_hash"] for row in truth]
    return [{**row, **true} for row, true in zip(rows, truth, strict=True)]


# --- The same arguments give the same bytes ----------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_the_bundled_sample_is_what_the_command_writes(sample: Path, name: str):
    made, bundled = sample / f"{name}.csv", SAMPLES / f"{name}.csv"
    assert made.read_bytes() == bundled.read_bytes(), (
        f"seeds/samples/{name}.csv is out of date: run the command in seeds/samples/README.md"
    )


def test_the_readme_of_the_sample_states_its_command():
    assert " ".join(SAMPLE_COMMAND) in (SAMPLES / "README.md").read_text(encoding="utf-8")


def test_another_seed_changes_every_file(sample: Path, tmp_path: Path):
    other = generated([*SAMPLE_SIZE, "--seed", "20260102"], tmp_path)
    for name in FILES:
        assert (sample / f"{name}.csv").read_bytes() != (other / f"{name}.csv").read_bytes()


def test_parquet_holds_what_the_csv_holds(sample: Path, tmp_path: Path):
    folder = generated([*SAMPLE_COMMAND, "--format", "parquet"], tmp_path)
    for name, columns in FILES.items():
        parquet = duckdb.read_parquet(str(folder / f"{name}.parquet"))
        assert parquet.columns == list(columns)
        assert set(map(str, parquet.types)) == {"VARCHAR"}
        rows = [tuple(value or None for value in row.values()) for row in read(sample, name)]
        assert parquet.fetchall() == rows


def test_a_stream_does_not_depend_on_other_streams():
    alone = draws.stream(1, "names").integers(1000, size=5)
    draws.stream(1, "places").integers(1000, size=5)
    assert (alone == draws.stream(1, "names").integers(1000, size=5)).all()
    assert (alone != draws.stream(1, "names", chunk=1).integers(1000, size=5)).any()


# --- Layout -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "columns"), FILES.items())
def test_each_file_has_its_columns_in_order(sample: Path, name: str, columns: tuple[str, ...]):
    header = (sample / f"{name}.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert header == ",".join(columns)


def test_each_file_has_the_rows_asked_for(medium: Path):
    rows = {name: len(read(medium, name)) for name in FILES}
    assert rows == {
        "award_data": 9000,
        "truth_awards": 9000,
        "recipient_lookup": 12000,
        "truth_recipients": 12000,
        "truth_companies": 1500,
        "prime_awards": 4500,
    }


def test_awards_name_no_people(medium_awards: Rows):
    people = [name for name in layouts.AWARDS if re.match("Contact |PI |RI POC", name)]
    assert len(people) == 10
    assert not any(row[name] for row in medium_awards for name in people)


# --- Truth ------------------------------------------------------------------------------------


def test_recipient_hashes_are_unique_and_follow_the_formula(medium_recipients: Rows):
    hashes = [row["recipient_hash"] for row in medium_recipients]
    assert len(set(hashes)) == len(hashes)
    for row in medium_recipients:
        named = row["uei"], row["duns"], row["legal_business_name"]
        assert row["recipient_hash"] == identifiers.recipient_hash(*named)


def test_the_hash_takes_the_first_identifier_in_capitals():
    # md5 of 'NAME-ABC', by the coreutils' md5sum.
    assert identifiers.recipient_hash("", "", "abc") == "38585d8a-f298-4650-4c75-ea5b3f81cc0a"
    assert identifiers.recipient_hash("", "1", "abc") == identifiers.recipient_hash("", "1", "x")
    assert identifiers.recipient_hash("u", "1", "abc") == identifiers.recipient_hash("U", "2", "x")


def test_every_entity_of_an_award_is_among_the_recipients(
    medium: Path, medium_awards: Rows, medium_recipients: Rows
):
    listed = {row["entity_number"] for row in medium_recipients}
    companies = {row["company_number"]: row for row in read(medium, "truth_companies")}
    for row in medium_awards:
        assert row["entity_number"] == "" or row["entity_number"] in listed
        assert row["entity_number"] == companies[row["company_number"]]["entity_number"]


def test_award_rows_are_numbered_in_the_order_of_the_file(medium_awards: Rows):
    assert [row["award_row"] for row in medium_awards] == [str(n) for n in range(1, 9001)]


def test_an_identifier_never_belongs_to_two_entities(medium_recipients: Rows):
    owner: dict[str, str] = {}
    for row in medium_recipients:
        for identifier in (row["uei"], squeezed(row["duns"])):
            if identifier and row["entity_number"]:
                assert owner.setdefault(identifier, row["entity_number"]) == row["entity_number"]


def test_kinds_are_those_that_are_documented(medium_awards: Rows, medium: Path):
    of_firms = {*shares.FIRM_KINDS, *shares.ABSENT_KINDS}
    of_rows = {*award_shares.ROW_NAME_VARIATIONS, "no_name", "identifier_conflict"}
    assert {row["kind"] for row in read(medium, "truth_companies")} == of_firms
    assert {row["kind"] for row in medium_awards} <= of_firms | of_rows


@pytest.mark.parametrize("size", ["sample", "medium"])
def test_enough_awards_can_be_matched_for_the_default_gate(
    size: str, request: pytest.FixtureRequest
):
    folder: Path = request.getfixturevalue(size)
    entity_of: dict[str, str] = {}
    placed = set()
    truths = zip(read(folder, "recipient_lookup"), read(folder, "truth_recipients"), strict=True)
    for row, true in truths:
        entity_of[row["uei"]] = entity_of[squeezed(row["duns"])] = true["entity_number"]
        placed.add(true["entity_number"] if row["state"] else None)
    del entity_of[""]
    matchable = []
    awards = zip(read(folder, "award_data"), read(folder, "truth_awards"), strict=True)
    for row, true in awards:
        found = {entity_of.get(row["UEI"].upper()), entity_of.get(squeezed(row["Duns"]))}
        by_identifier = true["entity_number"] != "" and true["entity_number"] in found
        by_name = true["kind"] in CLEAR_NAMES and true["entity_number"] in placed
        matchable.append(by_identifier or by_name)
    # The gate asks for 0.70. More than 0.87 would leave nothing to refuse.
    assert 0.79 <= share(matchable) <= 0.87


# --- Shares, within four standard errors or what is said --------------------------------------


def share_of(column: str, pattern: str):
    expression = re.compile(pattern)
    return lambda row: bool(expression.fullmatch(row[column]))


AWARD_SHARES = [
    # Firms draw the identifiers for all of their rows at once, so these scatter more.
    ("UEI given", share_of("UEI", ".+"), 0.71, 0.06),
    ("DUNS given", share_of("Duns", ".+"), 0.81, 0.06),
    ("firm not among recipients", share_of("entity_number", ""), 0.155, 0.03),
    ("DUNS begins with 0", share_of("Duns", "'?0.*"), 0.38, 0.08),
    ("DUNS in apostrophes", share_of("Duns", "'.*'"), 0.077, 0.015),
    ("DUNS all zeros", share_of("Duns", "0{9}"), 0.008, 0.005),
    ("UEI in small letters", share_of("UEI", "[0-9a-z]+"), 0.006, 0.005),
    ("UEI of eleven", share_of("UEI", ".{11}"), 0.003, 0.003),
    ("conflict", share_of("kind", "identifier_conflict"), 0.011, 0.006),
    ("no name", share_of("Company", " ?"), 0.003, 0.003),
    ("to be determined", share_of("Company", "To be determined"), 0.001, 0.0014),
    ("padded name", share_of("Company", ".* "), 0.10, 0.015),
    ("date with dashes", share_of("Proposal Award Date", r"\d\d-\d\d-\d{4}"), 0.66, 0.03),
    ("date in words", share_of("Proposal Award Date", r"\w+ \d\d, \d{4}"), 0.136, 0.02),
    ("date blank", share_of("Proposal Award Date", ""), 0.10, 0.02),
    ("amount with comma", share_of("Award Amount", r"[\d,]+,\d{3}"), 0.135, 0.02),
    ("amount in dollars", share_of("Award Amount", r"\$.+\.00"), 0.006, 0.004),
    ("zip plus four", share_of("Zip", r"\d{5}-\d{4}"), 0.155, 0.02),
    ("zip is a dash", share_of("Zip", "-"), 0.0125, 0.006),
    ("state in full", share_of("State", "..+[a-z].*"), 0.10, 0.015),
    ("abstract blank", share_of("Abstract", ""), 0.077, 0.015),
    ("abstract with newline", share_of("Abstract", r"(?s).*\n.*"), 0.09, 0.02),
    ("no contract", share_of("Contract", ""), 0.045, 0.01),
    ("order number", share_of("Contract", r"\d{4}"), 0.005, 0.004),
    ("second phase", share_of("Phase", "Phase II"), 0.34, 0.025),
    ("defense", share_of("Agency", "Department of Defense"), 0.54, 0.03),
]


@pytest.mark.parametrize(
    ("holds", "expected", "tolerance"),
    [case[1:] for case in AWARD_SHARES],
    ids=[case[0] for case in AWARD_SHARES],
)
def test_quirks_of_awards_have_their_share(medium_awards: Rows, holds, expected, tolerance):
    assert share([holds(row) for row in medium_awards]) == pytest.approx(expected, abs=tolerance)


RECIPIENT_SHARES = [
    ("UEI given", share_of("uei", ".+"), 0.57, 0.04),
    ("name only", lambda row: not row["uei"] + row["duns"], 0.10, 0.02),
    ("zeros lost", share_of("duns", r"\d{1,8}"), 0.075, 0.02),
    ("alternate names", share_of("alternate_names", r'\{".+"\}'), 0.088, 0.02),
    ("two spaces", share_of("legal_business_name", ".*  .*"), 0.025, 0.01),
    ("no place", lambda row: not row["state"] + row["city"], 0.06, 0.015),
    ("not an entity", share_of("entity_number", ""), 0.001, 0.0015),
]


@pytest.mark.parametrize(
    ("holds", "expected", "tolerance"),
    [case[1:] for case in RECIPIENT_SHARES],
    ids=[case[0] for case in RECIPIENT_SHARES],
)
def test_quirks_of_recipients_have_their_share(medium_recipients: Rows, holds, expected, tolerance):
    found = share([holds(row) for row in medium_recipients])
    assert found == pytest.approx(expected, abs=tolerance)


def test_some_rows_are_exact_duplicates(medium: Path):
    counts = Counter(tuple(row.values()) for row in read(medium, "award_data"))
    assert 5 <= sum(count - 1 for count in counts.values()) <= 40


def test_most_firms_have_few_awards_and_a_few_have_many(medium_awards: Rows):
    counts = Counter(row["company_number"] for row in medium_awards).values()
    assert share([count <= 5 for count in counts]) > 0.6
    assert max(counts) > 100


def test_prime_awards_tell_of_sbir_awards_and_of_others(medium: Path, medium_awards: Rows):
    known = {row["Contract"].replace("-", ""): row["entity_number"] for row in medium_awards}
    primes = read(medium, "prime_awards")
    numbers = [(row["award_id_piid"] or row["award_id_fain"]).replace("-", "") for row in primes]
    assert 0.5 < share([number in known for number in numbers]) < 0.8
    assert all(bool(row["award_id_piid"]) != bool(row["award_id_fain"]) for row in primes)
    assert Counter(numbers).most_common(1)[0][0] in {f"{number:04d}" for number in range(1, 12)}


# --- Identifiers ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0, 1, 20260101])
def test_identifiers_are_valid_and_unique(seed: int):
    ends = np.concatenate([np.arange(50_000), np.arange(99_000_000, 99_050_000)])
    ueis = identifiers.ueis(ends, seed).tolist()
    duns = identifiers.duns_numbers(ends, seed).tolist()
    assert len(set(ueis)) == len(set(duns)) == len(ends)
    assert all(UEI.fullmatch(uei) for uei in ueis)
    assert all(re.fullmatch(r"\d{9}", each) and int(each) >= 10_000 for each in duns)
    begins_with_zero = share([each[0] == "0" for each in duns])
    assert begins_with_zero == pytest.approx(shares.DUNS_BEGINS_WITH_ZERO, abs=0.01)


def test_no_two_entities_can_share_an_identifier():
    # Both steps must have no factor in common with the size of the range they walk through.
    assert np.gcd(identifiers._FRONT_STEP, identifiers._FRONT) == 1
    for size in (identifiers._BELOW_ZERO_LINE, identifiers._ABOVE_ZERO_LINE):
        assert np.gcd(identifiers._DUNS_STEP, size) == 1


# --- Names ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", variations.VARIATIONS)
def test_a_variation_gives_a_clean_name(kind: str):
    rng = draws.stream(3, kind)
    for core in names.firm_cores(rng, 300).tolist():
        varied = variations.vary(kind, core, rng)
        assert varied == varied.strip()
        assert "  " not in varied
        assert not varied.endswith("&")


@pytest.mark.parametrize(
    ("kind", "core", "expected"),
    [
        ("abbreviation", "KRT RESEARCH", "KRT RES"),
        ("punctuation", "REES & VANCE LABS", "REES AND VANCE LABS"),
        ("punctuation", "K R T OPTICS", "K.R.T. OPTICS"),
        ("concatenated", "BLUE OPTICS GROUP", "BLUEOPTICS GROUP"),
        ("reordered", "BLUE OPTICS", "OPTICS, BLUE"),
        ("dropped_word", "OPTICS", "OPTICS"),  # nothing to drop: the kind becomes 'same'
    ],
)
def test_variations_do_what_they_say(kind: str, core: str, expected: str):
    assert variations.vary(kind, core, draws.stream(0, "test")) == expected


def test_a_typo_changes_one_letter_or_its_place():
    rng = draws.stream(4, "typos")
    for _ in range(500):
        varied = variations.vary("typo", "PHOTONICS", rng)
        assert varied != "PHOTONICS"
        assert varied[0] == "P"
        assert len(varied) - len("PHOTONICS") in (-1, 0, 1)


@pytest.mark.parametrize("legal_form", list(itertools.chain(*legal_forms.SPELLINGS.values())))
def test_another_spelling_of_a_legal_form_is_another(legal_form: str):
    rng = draws.stream(0, "spelling")
    assert legal_forms.other_spelling(legal_form, rng) != legal_form


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KRT OPTICS LLC", "KRT Optics LLC"),
        ("CITY OF OAKTON", "City of Oakton"),
        ("VECSYS-NAVLUX POWER, INC.", "Vecsys-Navlux Power, Inc."),
        ("21ST CENTURY LASERS", "21st Century Lasers"),
    ],
)
def test_title_case_keeps_initials(name: str, expected: str):
    assert names.in_title_case(name) == expected


def test_no_word_is_listed_twice():
    for words in (vocabulary.coined_words(), vocabulary.family_names(), vocabulary.FIELDS):
        assert len(set(words)) == len(words)


# --- Templates and plans ----------------------------------------------------------------------


def test_a_template_is_filled_with_digits_letters_and_years():
    years = np.array([1999, 2024])
    first, second = agencies.fill(draws.stream(0, "fill"), "W##@-YY-P", years)
    assert re.fullmatch(r"W\d\d[A-Z]-99-P", first)
    assert re.fullmatch(r"W\d\d[A-Z]-24-P", second)


@pytest.mark.parametrize(
    "template", sorted({t for each in agencies.AGENCIES for t in each.contracts})
)
def test_contract_numbers_bear_the_year(template: str):
    filled = agencies.fill(draws.stream(0, "fill"), template, np.array([2017]))[0]
    assert not set("#@") & set(filled)
    assert len(filled) == len(template)
    assert "YY" not in template or filled[template.rindex("YY") :].startswith("17")


@pytest.mark.parametrize("rows", [0, 1, 2, 999])
def test_background_entities_have_exactly_the_rows_that_are_free(rows: int):
    for seed in range(20):
        patterns = _background_patterns(draws.stream(seed, "rows"), rows)
        assert sum(len(pattern.split(", ")) for pattern in patterns) == rows


# --- The command ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        (["--awards", "-1"], "--awards must be at least 1"),
        (["--companies", "0"], "--companies must be at least 1"),
        (["--companies", "601"], "more than --awards"),
        (["--recipients", "100"], "--recipients 100 is too few"),
        (["--seed", "-1"], "--seed must not be negative"),
    ],
)
def test_impossible_arguments_are_one_clear_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: list[str], complaint: str
):
    folder = tmp_path / "out"
    assert generate_data.main([*SAMPLE_COMMAND, *changed, "--out", str(folder)]) == 2
    message = capsys.readouterr().err
    assert complaint in message
    assert message.count("\n") == 1
    assert not folder.exists()


def test_a_file_in_the_place_of_the_folder_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    taken = tmp_path / "taken"
    taken.write_text("mine")
    assert generate_data.main([*SAMPLE_COMMAND, "--out", str(taken)]) == 2
    assert "is a file, not a folder" in capsys.readouterr().err
    assert taken.read_text() == "mine"


def test_a_file_may_hold_the_rows_of_the_firms_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    small = ["--awards", "40", "--companies", "20", "--seed", "3", "--out", str(tmp_path / "small")]
    assert generate_data.main([*small, "--recipients", "1"]) == 2
    needed = re.search(r"bring (\d+) recipient rows", capsys.readouterr().err)
    assert needed
    assert generate_data.main([*small, "--recipients", needed[1]]) == 0
    assert len(read(tmp_path / "small", "recipient_lookup")) == int(needed[1])


def test_the_last_line_printed_is_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    generated(["--awards", "1", "--companies", "1", "--recipients", "5"], tmp_path / "tiny")
    printed = capsys.readouterr()
    assert printed.out.splitlines()[-1] == str(tmp_path / "tiny")
    assert "done (13 of 13 rows written)" in printed.err
