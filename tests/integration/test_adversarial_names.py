"""Names that are easily decided wrongly, in a small made-up universe, by the real build."""

import csv
import json
import re
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

import duckdb
import pytest

import explain_match
import generate_data
from dbt_runs import FILES_BESIDE_DATABASE, SEEDS_AND_MODELS
from sbir_enrichment.match_stories.telling import tell

NOT_ACCEPTED = {"review", "ambiguous", "unmatched"}
LONG_NAME = " ".join(f"{word} PHOTON" for word in ("Amber", "Birch", "Cedar", "Delta") * 7)
LONG_NAME = f"{LONG_NAME} Laboratories of Upper Lower Middle Wexbury".ljust(300, "X")

# What would be obeyed by a page, a terminal, a spreadsheet, or one who reads from right to left.
HOSTILE = "<script>alert('firm')</script> [bold]\"Ink\"[/bold] \x1b[31m\u202esboL\u2067 =1+1 & "
HOSTILE_NAME = HOSTILE + "Hostile " * 1_250 + "Labs"

FIRM_STATE = "VT"


class Recipient(NamedTuple):
    """A row of the recipient list; without a place of its own it is where the firm is."""

    name: str
    city: str = ""
    state: str = ""
    zip5: str = ""
    uei: str = ""
    alternate_names: str = ""


class Case(NamedTuple):
    """A firm as an award names it, the recipients it may be taken for, and what is sensible."""

    why: str
    firm: str
    recipients: tuple[Recipient, ...]
    status: str | set[str]
    recipient: str | None = None
    uei: str = ""


def elsewhere(name: str) -> Recipient:
    return Recipient(name, "Farwater", "ME", "04999")


def same_town(name: str) -> Recipient:
    """In the firm's city, under another zip."""
    return Recipient(name, zip5="99999")


# Each firm is in a city and zip of its own, with its recipients unless they say otherwise.
CASES = {
    "hostile": Case(
        "A name is text, whatever it looks like and however long it is",
        HOSTILE_NAME,
        (Recipient(HOSTILE_NAME),),
        "accepted",
        HOSTILE_NAME,
    ),
    "no name": Case(
        "What stands for no name is none to search by",
        "To be determined",
        (Recipient("TO BE DETERMINED"),),
        "unmatchable",
    ),
    "another identifier": Case(
        "An equal name at one address, with another UEI, is a firm for a person to look at",
        "Gneiss Wexbury Optics",
        (Recipient("GNEISS WEXBURY OPTICS", uei="KLMN23456789"),),
        "conflict",
        uei="ABCD23456789",
    ),
    "quantum": Case(
        "One word of three in common is no reason to take a firm for an association",
        "Quantum Inc",
        (Recipient("QUANTUM DIVERS ASSOCIATION"),),
        NOT_ACCEPTED,
    ),
    "quantum with its own row": Case(
        "The equal name is chosen, not the longer one that holds it",
        "Sundial Inc",
        (Recipient("SUNDIAL DIVERS ASSOCIATION"), Recipient("SUNDIAL, INC.")),
        "accepted",
        "SUNDIAL, INC.",
    ),
    "the co": Case(
        "Nothing but THE and a legal form says nothing that a longer name could confirm",
        "The Co.",
        (Recipient("THE COOPER COMPANY"), Recipient("CO-OP LABS INC")),
        NOT_ACCEPTED,
    ),
    "one letter": Case(
        "A letter begins many names and is none of them",
        "A",
        (Recipient("A PLUS PLUMBING LLC"), Recipient("A & B CORP"), Recipient("AB INC")),
        NOT_ACCEPTED,
    ),
    "3m": Case(
        "A digit and a letter are a name where the place agrees, whatever the legal form",
        "3M",
        (Recipient("3M COMPANY"), Recipient("3D COMPANY"), Recipient("M COMPANY")),
        "accepted",
        "3M COMPANY",
    ),
    "4m": Case(
        "One digit more or less is another firm",
        "4N",
        (Recipient("5N COMPANY"), Recipient("N COMPANY")),
        NOT_ACCEPTED,
    ),
    "lk": Case(
        "Full stops between initials are no difference",
        "L.K.",
        (Recipient("LK"), Recipient("LJ"), Recipient("L. J. LLC")),
        "accepted",
        "LK",
    ),
    "gda": Case(
        "Blanks between initials are no difference, nor is a legal form left out",
        "G D A CORP",
        (same_town("GDA"), same_town("GDB CORP")),
        "accepted",
        "GDA",
    ),
    "acme 2": Case(
        "Numbers tell firms apart, at the same zip and with all else equal",
        "ACME 2 LLC",
        (Recipient("ACME 3 LLC"), Recipient("ACME LLC"), Recipient("ACME III LLC")),
        "unmatched",
    ),
    "fund ii": Case(
        "Roman numbers tell firms apart as well",
        "Wexbury Partners II LP",
        (Recipient("WEXBURY PARTNERS III LP"), Recipient("WEXBURY PARTNERS LP")),
        "unmatched",
    ),
    "gatr": Case(
        "Two of four letters in the same order are not the same letters",
        "GATR",
        (Recipient("GT"), Recipient("GTR CORP")),
        NOT_ACCEPTED,
    ),
    "gatr technologies": Case(
        "A common word in common does not mend a short name that differs",
        "GATX Technologies",
        (Recipient("GT TECHNOLOGIES LLC"), Recipient("GX TECHNOLOGIES LLC")),
        NOT_ACCEPTED,
    ),
    "university": Case(
        "A foundation is not the university that it supports, though at one address",
        "University of Wexbury",
        (Recipient("UNIVERSITY OF WEXBURY FOUNDATION"),),
        NOT_ACCEPTED,
    ),
    "university cut short": Case(
        "A foundation stays one where the field was too short for the word",
        "University of Northern Ambria",
        (
            Recipient("UNIVERSITY OF NORTHERN AMBRIA FOUN"),
            Recipient("UNIVERSITY OF NORTHERN AMBRIA FO"),
        ),
        NOT_ACCEPTED,
    ),
    "foundation": Case(
        "Where both are listed, the foundation is the foundation",
        "The Marlow State University Foundation, Inc.",
        (Recipient("MARLOW STATE UNIVERSITY"), Recipient("MARLOW STATE UNIVERSITY FOUNDATION")),
        "accepted",
        "MARLOW STATE UNIVERSITY FOUNDATION",
    ),
    "foundation alone": Case(
        "Nor is the university its foundation where the foundation is not listed",
        "Ostrava University Foundation",
        (Recipient("OSTRAVA UNIVERSITY"),),
        NOT_ACCEPTED,
    ),
    "short names": Case(
        "In three letters a slip of the keyboard makes another firm",
        "LQB",
        (Recipient("LQD INC"), Recipient("LKB")),
        NOT_ACCEPTED,
    ),
    "3 m": Case(
        "A blank between a digit and its letter is no difference",
        "7W",
        (Recipient("7 W COMPANY"),),
        "accepted",
        "7 W COMPANY",
    ),
    "spelled numbers": Case(
        "Numbers in words tell firms apart as well",
        "Wexbury Laboratory One",
        (Recipient("WEXBURY LABORATORY TWO"),),
        NOT_ACCEPTED,
    ),
    "series": Case(
        "So do single letters, long as the names are",
        "Brightmeadow Photovoltaics A LLC",
        (Recipient("BRIGHTMEADOW PHOTOVOLTAICS B LLC"),),
        NOT_ACCEPTED,
    ),
    "one letter elsewhere": Case(
        "A letter is in too many names to be recognised in another state",
        "Z",
        tuple(
            elsewhere(f"Z {word}".strip()) for word in ("", "Best", "Wave", "Axis", "Tree", "Oak")
        ),
        NOT_ACCEPTED,
    ),
    "departments": Case(
        "Two departments of one city share nearly every letter and are two bodies",
        "Department of Public Works, City of Ardenne",
        (
            Recipient("DEPT OF PUBLIC HEALTH CITY OF ARDENNE"),
            Recipient("DEPT OF PUBLIC SAFETY CITY OF ARDENNE"),
        ),
        NOT_ACCEPTED,
    ),
    "dept of": Case(
        "What is left of a name cut off after 'Dept of' names no department",
        "Dept of",
        (Recipient("DEPT OF WATER"), Recipient("DEPARTMENT OF PARKS")),
        NOT_ACCEPTED,
    ),
    "punctuation": Case(
        "Nothing to search for", "--- / & ---", (Recipient("-- & --"),), "unmatchable"
    ),
    "long": Case(
        "300 characters are compared to the last one",
        LONG_NAME,
        (Recipient(LONG_NAME.upper()),),
        "accepted",
        LONG_NAME.upper(),
    ),
    "long and cut": Case(
        "A long name is not lost by its length: another state and other words are seen",
        LONG_NAME.replace("PHOTON", "NEUTRON"),
        (elsewhere(LONG_NAME.upper()),),
        NOT_ACCEPTED,
    ),
    "emoji": Case(
        "A picture is no part of the name",
        "🚀 Rocketry Labs ✨",
        (Recipient("ROCKETRY LABORATORIES"),),
        "accepted",
        "ROCKETRY LABORATORIES",
    ),
    "emoji alone": Case("A picture is no name", "🚀🚀", (Recipient("🚀🚀"),), "unmatchable"),
    "cyrillic": Case(
        "Letters of other scripts are letters, and capitals of them are no difference",
        "Жданка Лабс",
        (Recipient("ЖДАНКА ЛАБС"), Recipient("ЖДАНОВА ЛАБС")),
        "accepted",
        "ЖДАНКА ЛАБС",
    ),
    "cyrillic look-alike": Case(
        "Letters that merely look the same are others; a person may decide",
        "РОСА Ltd",  # noqa: RUF001
        (Recipient("POCA LTD"),),
        NOT_ACCEPTED,
    ),
    "html": Case(
        "Escaped characters are the characters that they stand for",
        "R&amp;D Dave&#039;s",
        (Recipient("R&D DAVE'S LLC"),),
        "accepted",
        "R&D DAVE'S LLC",
    ),
    "html twice": Case(
        "Also where an export escaped them twice, or by other numbers",
        "Smythe &amp;amp; O&#x27;Hare Optics",
        (Recipient("SMYTHE AND O'HARE OPTICS INC"),),
        "accepted",
        "SMYTHE AND O'HARE OPTICS INC",
    ),
    "legal forms alone": Case(
        "Legal forms are no name, in whatever order",
        "INC LLC",
        (Recipient("LLC CORP"), Recipient("CO LTD"), Recipient("INCORPORATED COMPANY")),
        NOT_ACCEPTED,
    ),
    "namesake elsewhere": Case(
        "Of two equal names the one at the firm's own address is meant, however few are searched",
        "Halcyon Ferrite",
        (elsewhere("HALCYON FERRITE"), Recipient("HALCYON FERRITE")),
        "accepted",
        "HALCYON FERRITE",
    ),
    "two of one name": Case(
        "Two recipients of one name at one place, each with a UEI: nobody can tell which it is",
        "Sablewood Avionics",
        (
            Recipient("SABLEWOOD AVIONICS INC", uei="SABLEW2AAAA1"),
            Recipient("SABLEWOOD AVIONICS INC", uei="SABLEW2BBBB2"),
        ),
        "ambiguous",
    ),
    "another uei": Case(
        "Equal names do not overrule valid identifiers that differ",
        "Thornfield Cryogenics LLC",
        (Recipient("THORNFIELD CRYOGENICS LLC", uei="TH2RNF2AAAA1"),),
        "conflict",
        uei="TH2RNF2BBBB2",
    ),
    "dba": Case(
        "The name a firm does business as is a name of the firm",
        "Northmoor Trading Corp dba Blue Kestrel Robotics",
        (Recipient("BLUE KESTREL ROBOTICS INC"),),
        "accepted",
        "BLUE KESTREL ROBOTICS INC",
    ),
    "alternate name": Case(
        "So is what the recipient list gives as an alternate name",
        "Ember Lattice Sensing",
        (Recipient("OBERON HOLDCO LLC", alternate_names='{"EMBER LATTICE SENSING, LLC"}'),),
        "accepted",
        "OBERON HOLDCO LLC",
    ),
    "typo": Case(
        "A slip of the keyboard is forgiven at the same address",
        "Velmarine Acoustics Inc",
        (Recipient("VELMARNIE ACOUSTICS INC"),),
        "accepted",
        "VELMARNIE ACOUSTICS INC",
    ),
    "typo elsewhere": Case(
        "The same slip in another state is another firm until a person says otherwise",
        "Corviden Magnetics Inc",
        (elsewhere("CORVIDNE MAGNETICS INC"),),
        NOT_ACCEPTED,
    ),
}


class Verdict(NamedTuple):
    """What the build said of a firm, and its best candidates for whoever wonders why."""

    status: str
    recipient: str | None
    reason: str
    candidates: str


def write_csv(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)


def read_csv(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or []), list(reader)


def write_universe(folder: Path) -> None:
    """Put every case's firm and recipients among generated ones, so that words have a frequency."""
    arguments = ["--awards", "40", "--companies", "20", "--recipients", "2000"]
    assert generate_data.main([*arguments, "--out", str(folder)]) == 0
    award_columns, _ = read_csv(folder / "award_data.csv")
    recipient_columns, recipients = read_csv(folder / "recipient_lookup.csv")
    awards = []
    for number, (label, case) in enumerate(CASES.items()):
        town, zip5 = (
            f"{ascii_uppercase[number // 26]}{ascii_lowercase[number % 26]}ford",
            f"055{number:02}",
        )
        awards.append(
            {
                "Company": case.firm,
                "Award Title": label,
                "Agency": "Department of Energy",
                "Phase": "Phase I",
                "Program": "SBIR",
                "Contract": f"DE-SC99{number:05}",
                "Award Year": "2021",
                "Award Amount": "150000",
                "City": town,
                "State": FIRM_STATE,
                "Zip": zip5,
                "UEI": case.uei,
            }
        )
        for row, recipient in enumerate(case.recipients):
            recipients.append(
                {
                    "recipient_hash": f"00000000-0000-0000-{number:04}-{row:012}",
                    "legal_business_name": recipient.name,
                    "uei": recipient.uei,
                    "city": recipient.city or town,
                    "state": recipient.state or FIRM_STATE,
                    "zip5": recipient.zip5 or zip5,
                    "alternate_names": recipient.alternate_names,
                }
            )
    write_csv(folder / "award_data.csv", award_columns, awards)
    write_csv(folder / "recipient_lookup.csv", recipient_columns, recipients)


@pytest.fixture(scope="module")
def database(run_dbt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build for all cases."""
    folder = tmp_path_factory.mktemp("adversarial")
    write_universe(folder)
    run_dbt(
        *SEEDS_AND_MODELS,
        "--select",
        "+int_award_matches",
        "+int_company_matches",
        database=folder / "sbir.duckdb",
        variables=FILES_BESIDE_DATABASE,
    )
    return folder / "sbir.duckdb"


@pytest.fixture(scope="module")
def verdicts(database: Path) -> dict[str, Verdict]:
    """The verdict on each case, by its label."""
    query = """
        select
            awards.award_title,
            matches.match_status,
            recipients.recipient_name,
            matches.match_reason,
            coalesce((
                select string_agg(features::varchar, chr(10) order by candidate_rank)
                from intermediate.int_name_pair_features as features
                where features.company_id = matches.company_id and candidate_rank <= 2
            ), 'none')
        from staging.stg_sbir__awards as awards
        left join intermediate.int_award_matches as matches using (award_id)
        left join intermediate.int_recipients as recipients using (recipient_id)
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        return {label: Verdict(*said) for label, *said in connection.sql(query).fetchall()}


def test_every_firm_has_its_verdict(verdicts: dict[str, Verdict]) -> None:
    assert sorted(verdicts) == sorted(CASES)


@pytest.mark.parametrize("label", CASES)
def test_a_name_that_is_easily_mistaken(verdicts: dict[str, Verdict], label: str) -> None:
    case, verdict = CASES[label], verdicts[label]
    wanted = case.status if isinstance(case.status, set) else {case.status}
    told = f"{case.why}.\n{verdict.reason}\nCandidates: {verdict.candidates}"
    assert verdict.status in wanted, told
    assert verdict.recipient == case.recipient, told


@pytest.mark.parametrize(
    "status", ["accepted", "review", "ambiguous", "conflict", "unmatched", "unmatchable"]
)
def test_the_story_of_a_verdict_says_what_the_tables_say(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], status: str
) -> None:
    query = f"""
        select award_id, matches.match_score, matches.match_reason, verdicts.match_rule,
            recipients.recipient_name, awards.source_line
        from intermediate.int_award_matches as matches
        join intermediate.int_company_verdicts as verdicts using (company_id)
        join staging.stg_sbir__awards as awards using (award_id)
        left join intermediate.int_recipients as recipients
            on matches.recipient_id = recipients.recipient_id
        where matches.match_status = '{status}' order by award_title = 'hostile' desc, award_id
        limit 5
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        told_of = connection.sql(query).fetchall()
        scored = dict(
            connection.sql("""
                select matches.award_id, list({
                    id: features.recipient_id,
                    score: features.match_score,
                    adds: to_json(features.contributions)::varchar
                } order by features.candidate_rank)
                from intermediate.int_name_pair_features as features
                join intermediate.int_award_matches as matches using (company_id)
                group by matches.award_id
            """).fetchall()
        )
    assert told_of, f"no firm is {status}: a case for it is missing"
    for award_id, score, reason, rule, recipient, line in told_of:
        page = tmp_path / f"{award_id}.html"
        assert explain_match.main([award_id, "--database", str(database), "--html", str(page)]) == 0
        said, shown = capsys.readouterr().out, page.read_text(encoding="utf-8")
        story = tell(database, award_id)
        assert story.verdict.match_status == status and story.verdict.match_score == score
        assert (story.verdict.match_reason, story.verdict.rule) == (reason, rule)
        assert story.verdict.recipient_name == recipient and story.rows[0].source_line == line
        assert f"Rule: {rule}." in said and f"line {line}" in said and rule in shown
        candidates = scored.get(award_id, [])
        assert [each.recipient_id for each in story.candidates] == [
            each["id"] for each in candidates
        ]
        for candidate, expected in zip(story.candidates, candidates, strict=True):
            assert candidate.adds_up and candidate.match_score == expected["score"]
            assert {each.name: round(each.contribution, 2) for each in candidate.features} == {
                name: pytest.approx(adds, abs=0.0051)
                for name, adds in json.loads(expected["adds"]).items()
            }
        for output in (said, shown):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)
            assert max(map(len, output.splitlines())) < 100_000
        assert "<script>alert" not in shown
