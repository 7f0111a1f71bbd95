"""Decisions of people: only sound ones are merged, and none is overwritten in silence."""

import csv
import itertools
import multiprocessing
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_samples import FIRMS, HEADER, LABELS, RECIPIENTS, csv_of, row, write_build

import review_matches
import sample_for_review
from sbir_enrichment.review.decisions import Decision
from sbir_enrichment.review.merging import merge

FINE, FOUND, MISUSE, NOT_CHECKED = 0, 1, 2, 3


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("decisions") / "build.duckdb")


class Desk:
    """A seed, and the command that is tried on it."""

    def __init__(self, folder: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file, self.seed = folder / "new.csv", folder / "seed.csv"
        self.options = ["--decisions", str(self.seed), "--database", str(database)]
        self.capsys = capsys
        self.seed.write_text(csv_of([]), encoding="utf-8")

    def merge(self, *rows: str, header: str = HEADER, replace: bool = False) -> tuple[int, str]:
        self.file.write_text(csv_of(rows, header), encoding="utf-8")
        return self.merge_file(*(["--replace"] if replace else []))

    def merge_file(self, *options: str) -> tuple[int, str]:
        return self.run(review_matches, "--merge", str(self.file), *options)

    def check(self) -> tuple[int, str]:
        return self.run(review_matches, "--check")

    def run(self, command, *options: str) -> tuple[int, str]:
        code = command.main([*options, *self.options])
        said = self.capsys.readouterr()
        return code, said.out + said.err

    def rows(self) -> list[dict[str, str]]:
        with self.seed.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def desk(tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, database, capsys)


def test_decisions_are_added_in_order_with_the_names_of_the_build(desk: Desk) -> None:
    code, said = desk.merge(row("beta", "r2", "different"), row("acme", "r2", "unsure"), row())
    assert (code, said) == (FINE, f"3 added\n{desk.seed}\n")
    assert [(each["company_id"], each["recipient_id"]) for each in desk.rows()] == [
        ("acme", "r1"),
        ("acme", "r2"),
        ("beta", "r2"),
    ]
    assert {each["company_name"] for each in desk.rows()} == {"Acme Labs", "Beta Optics"}
    assert desk.check()[0] == FINE


def test_merging_twice_changes_nothing_not_even_the_file(desk: Desk) -> None:
    desk.merge(row(), row("beta", "r2", "different", reason="other town"))
    before, inode = desk.seed.read_bytes(), desk.seed.stat().st_ino
    code, said = desk.merge(
        row(on="2020-02-02", reason="I say it again"), row("beta", "r2", "different")
    )
    assert (code, said) == (FINE, f"2 there already\n{desk.seed}\n")
    assert (desk.seed.read_bytes(), desk.seed.stat().st_ino) == (before, inode)


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ([row("nobody")], 2, "company_id 'nobody' is no firm of"),
        ([row(), row("beta", "gone")], 3, "recipient_id 'gone' is no recipient of"),
        ([row(verdict="sure")], 2, "verdict is 'sure', not one of same, different, unsure"),
        ([row(verdict="")], 2, "verdict must not be empty"),
        ([row(), row("beta", recipient="")], 3, "recipient_id must not be empty"),
        ([row(expires="2020-02-02")], 2, "it expired on 2020-02-02; decide anew, or take it out"),
        ([row(on="11/22/2020")], 2, "decided_on is '11/22/2020', not a date"),
        ([row(on="20200101")], 2, "decided_on is '20200101', not a date"),
        ([row(on="2020-02-30")], 2, "decided_on is '2020-02-30', not a date"),
        ([row(on="2126-02-20")], 2, "decided_on 2126-02-20 has not come yet"),
        ([row(expires="soon")], 2, "expires_on is 'soon', not a date"),
        ([row(expires="2019-12-31")], 2, "expires_on 2019-12-31 is before decided_on 2020-01-31"),
        ([row(), row()], 3, "line 2 decides on the same firm and recipient"),
        ([row(), row(verdict="different")], 3, "line 2 decides on the same"),
        ([row(), row(recipient="r2")], 3, "line 2 says that the firm is the same as another"),
        ([row(reason="=cmd|' /c calc'!A1")], 2, "reason begins with '=', which a"),
        ([row(reason='"\t@SUM(1)"')], 2, "reason begins with '@'"),
        ([row(reason="a\x00b")], 2, "reason holds a control character"),
        (["acme,,r1"], 2, "it has 3 cells, the header has 9"),
        ([row() + ",x"], 2, "it has 10 cells, the header has 9"),
        ([row(reason='"two\nlines"'), row("beta", "gone")], 4, "recipient_id 'gone'"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_with_its_line_and_nothing_is_written(
    desk: Desk, rows: list[str], line: int, said: str
) -> None:
    before = desk.seed.read_bytes()
    code, message = desk.merge(*rows)
    assert code == FOUND
    assert message.startswith(f"review_matches: {desk.file}, line {line}: {said}")
    assert message.count("\n") == 1
    assert desk.seed.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (csv_of([row()]).replace(",", ";"), "line 1: the header is 'company_id;company_name"),
        (csv_of([row()], HEADER + ",notes"), "line 1: the header is"),
        (csv_of([row()], HEADER.replace(",reason", "")), "line 1: the header is"),
        (csv_of([], LABELS), "line 1: this is a file of reviewed matches, not of overrides"),
        ("", "line 1: there is no header; it must be 'company_id,"),
        (csv_of([row(), "caf\xe9"]).encode("cp1252"), "line 3: byte 0xE9 is not UTF-8"),
        (csv_of([row()]).encode("utf-16"), "line 1: it is in UTF-16; save it as 'CSV UTF-8'"),
        (csv_of([row(), row("beta", reason='"never closed')]), "line 3: it is not CSV"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_file_of_decisions_is_named(
    desk: Desk, content: str | bytes, said: str
) -> None:
    desk.file.write_bytes(content.encode() if isinstance(content, str) else content)
    code, message = desk.merge_file()
    assert code == MISUSE
    assert message.startswith(f"review_matches: {desk.file}, {said}")
    assert message.count("\n") == 1


def test_a_missing_file_and_a_missing_build_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    assert desk.merge_file() == (
        MISUSE,
        f"review_matches: {desk.file} cannot be read: No such file or directory\n",
    )
    desk.options[-1] = str(tmp_path / "none.duckdb")
    code, message = desk.merge(row())
    assert code == NOT_CHECKED
    assert message.startswith(f"review_matches: there is no build at {tmp_path / 'none.duckdb'}")
    (tmp_path / "none.duckdb").write_bytes(b"no database")
    code, message = desk.merge(row())
    assert code == NOT_CHECKED
    assert "none.duckdb is no database that DuckDB can read" in message
    with duckdb.connect(str(tmp_path / "another.duckdb")) as connection:
        connection.execute("create table of_another_project as select 1 as column_1")
    desk.options[-1] = str(tmp_path / "another.duckdb")
    code, message = desk.merge(row())
    assert code == NOT_CHECKED and message.count("\n") == 1
    assert "it lacks marts.dim_companies, marts.dim_recipients" in message


def test_what_spreadsheets_do_to_a_file_does_not_matter(desk: Desk) -> None:
    text = csv_of(
        [row(reason='"a\r\n b"'), "", ",,,,,,,,,", f"{row('beta', 'r2', 'different')},,,"]
    )
    desk.file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert desk.merge_file()[0] == FINE
    assert [each["reason"] for each in desk.rows()] == ["a b", "one address"]
    assert b"\r" not in desk.seed.read_bytes() and desk.seed.read_bytes().startswith(b"company_id,")
    first_column_last = ",".join(HEADER.split(",")[1:] + HEADER.split(",")[:1])
    desk.file.write_text(f"{first_column_last}\n,r2,,unsure,Ann,2020-01-31,why,,acme")
    assert desk.merge_file()[0] == FINE
    assert desk.rows()[1]["verdict"] == "unsure"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (row(), row(verdict="different")),
        (row(), row(verdict="unsure", on="2020-05-01")),
        (row(verdict="different"), row()),
        (row(), row(expires="2999-01-01")),
        (row(), row(recipient="r2")),
        # An unsure one does not make way for what was decided before it.
        (row(verdict="unsure"), row(on="2019-12-31")),
        (row(expires="2999-02-28"), row(verdict="different")),
    ],
)
def test_a_contradiction_needs_to_be_asked_for(desk: Desk, old: str, new: str) -> None:
    assert desk.merge(row("beta", "r2"), old)[0] == FINE
    before = desk.seed.read_bytes()
    code, message = desk.merge(new)
    assert code == FOUND
    assert message.startswith(f"review_matches: {desk.file}, line 2: it says ")
    assert f"but {desk.seed}, line 2, says " in message
    assert "--replace" in message
    assert desk.seed.read_bytes() == before
    code, message = desk.merge(new, replace=True)
    assert code == FINE
    assert "1 in place of one that they contradict\n  Acme Labs: was " in message
    _, _, recipient, _, verdict, _, on, _, expires = new.split(",")
    acme, beta = desk.rows()
    assert beta["company_id"] == "beta"
    assert (acme["recipient_id"], acme["verdict"], acme["decided_on"], acme["expires_on"]) == (
        recipient,
        verdict,
        on,
        expires,
    )
    assert desk.merge(new)[1] == f"1 there already\n{desk.seed}\n"
    assert desk.check()[0] == FINE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (row(verdict="unsure"), row(on="2020-02-01")),
        (row(expires="2020-02-28"), row(verdict="different", on="2020-03-01")),
        (row(expires="2020-02-28"), row(recipient="r2", on="2020-03-01")),
    ],
)
def test_an_open_or_expired_decision_is_followed_and_that_is_said(
    desk: Desk, old: str, new: str
) -> None:
    desk.seed.write_text(csv_of([old]), encoding="utf-8")
    code, message = desk.merge(new)
    assert code == FINE
    assert "1 in place of one that was unsure or had expired\n  Acme Labs: was " in message
    assert len(desk.rows()) == 1
    assert desk.merge(new)[1] == f"1 there already\n{desk.seed}\n"


def test_a_different_beside_a_same_is_no_contradiction(desk: Desk) -> None:
    assert desk.merge(row(), row(recipient="r2", verdict="different"))[0] == FINE
    assert desk.merge(row(recipient="r3", verdict="different"))[0] == FINE
    assert desk.check()[0] == FINE


def test_names_from_outside_do_no_harm_in_the_seed(desk: Desk) -> None:
    assert desk.merge(row("odd", "r3"), row("turned", "r1"))[0] == FINE
    odd, turned = desk.rows()
    assert odd["company_name"] == "'" + FIRMS["odd"]
    assert odd["recipient_name"] == "'" + RECIPIENTS["r3"]
    assert turned["company_name"] == "evil Labs Inc"
    assert desk.check()[0] == FINE
    code, _ = desk.merge(row("beta", reason="'=1+1 on the letter"))
    assert code == FINE
    assert desk.rows()[0]["reason"] == "'=1+1 on the letter"


def test_the_check_names_every_line_of_the_seed_that_is_wrong(desk: Desk) -> None:
    wrong = [row(), row("gone"), row("beta", verdict="yes"), row(recipient="r2"), row()]
    desk.seed.write_text(csv_of(wrong), encoding="utf-8")
    code, message = desk.check()
    assert code == FOUND
    lines = [line.split(": ")[1] for line in message.splitlines()]
    assert lines == [f"{desk.seed}, line {number}" for number in (4, 5, 6)]
    desk.seed.write_text(csv_of([row(), row("gone")]), encoding="utf-8")
    code, message = desk.check()
    assert (code, message.count("\n")) == (FOUND, 1)
    assert f"{desk.seed}, line 3: company_id 'gone' is no firm of" in message


def test_a_seed_that_is_wrong_is_not_merged_into(desk: Desk) -> None:
    desk.seed.write_text(csv_of([row(verdict="yes")]), encoding="utf-8")
    code, message = desk.merge(row("beta", "r2"))
    assert code == FOUND
    assert message.startswith(f"review_matches: {desk.seed}, line 2: verdict is 'yes'")
    assert len(desk.rows()) == 1


def test_many_wrong_rows_are_counted_rather_than_listed(desk: Desk) -> None:
    _, message = desk.merge(*[row(f"f{number}") for number in range(30)])
    assert message.count("\n") == 21
    assert message.endswith("review_matches: and 10 more\n")


def test_an_expired_decision_fails_the_check_as_it_fails_the_build(desk: Desk) -> None:
    desk.seed.write_text(csv_of([row(expires="2020-02-01")]), encoding="utf-8")
    code, message = desk.check()
    assert code == FOUND
    assert message.startswith(f"review_matches: {desk.seed}, line 2: it expired on 2020-02-01")


def test_a_decision_whose_firm_has_another_id_by_now_still_counts(desk: Desk) -> None:
    desk.seed.write_text(csv_of([row("acme-before")]), encoding="utf-8")
    assert desk.check()[0] == FINE
    assert desk.merge(row())[1].startswith("1 there already\n")
    code, message = desk.merge(row(verdict="different"))
    assert (code, "line 2, says same" in message) == (FOUND, True)
    code, message = desk.merge(row(recipient="r2"))
    assert (code, "says that it is another recipient, r1" in message) == (FOUND, True)
    assert desk.merge(row(recipient="r2"), replace=True)[0] == FINE
    assert [each["company_id"] for each in desk.rows()] == ["acme"]
    desk.seed.write_text(csv_of([row("gone")]), encoding="utf-8")
    assert "company_id 'gone' is no firm of" in desk.check()[1]


def label(firm: str, recipient: str, verdict: str, firms: str = "40") -> str:
    told = f"{verdict},Ann,2020-01-31,seen" if verdict else ",,,"
    return f"{firm},,{recipient},,uei_exact,uei_exact 100,{firms},{told}"


def test_labels_are_merged_by_the_same_way_and_blank_ones_passed_over(desk: Desk) -> None:
    desk.seed.write_text(csv_of([], LABELS), encoding="utf-8")
    desk.file.write_text(
        csv_of([label("acme", "r1", "same"), label("beta", "r2", "")], LABELS), encoding="utf-8"
    )
    merging = ("--merge", str(desk.file))
    code, said = desk.run(sample_for_review, *merging)
    assert (code, said) == (FINE, f"1 added\n1 without a verdict and passed over\n{desk.seed}\n")
    desk.file.write_text(csv_of([label("acme", "r1", "different")], LABELS), encoding="utf-8")
    assert desk.run(sample_for_review, *merging)[0] == FOUND
    desk.file.write_text(csv_of([label("beta", "r2", "same", "many")], LABELS), encoding="utf-8")
    assert "stratum_firms is 'many', not a number" in desk.run(sample_for_review, *merging)[1]
    desk.file.write_text(csv_of([row()]), encoding="utf-8")
    assert "this is a file of overrides" in desk.run(sample_for_review, *merging)[1]
    assert desk.run(sample_for_review, "--check")[0] == FINE


def test_labels_of_matches_that_are_no_more_are_sound(desk: Desk) -> None:
    desk.seed.write_text(csv_of([label("gone", "r1", "same")], LABELS), encoding="utf-8")
    assert desk.run(sample_for_review, "--check")[0] == FINE


def test_neither_seed_may_contradict_the_other(desk: Desk) -> None:
    labels = desk.seed.with_name("reviewed_matches.csv")
    overrides = desk.seed.with_name("match_overrides.csv")
    overrides.write_text(csv_of([row(), row("beta", verdict="unsure")]), encoding="utf-8")
    labels.write_text(csv_of([], LABELS), encoding="utf-8")
    desk.options[1] = str(labels)
    rows = [label("beta", "r1", "same"), label("acme", "r1", "different")]
    desk.file.write_text(csv_of(rows, LABELS), encoding="utf-8")
    code, message = desk.run(sample_for_review, "--merge", str(desk.file), "--replace")
    assert code == FOUND
    assert message.startswith(f"sample_for_review: {desk.file}, line 3: it says different (Ann, ")
    assert f"but {overrides}, line 2, says same (Ann, " in message
    labels.write_text(csv_of(rows, LABELS), encoding="utf-8")
    desk.options[1] = str(overrides)
    assert f"{overrides}, line 2: it says same" in desk.check()[1]


@pytest.mark.parametrize("command", [review_matches, sample_for_review])
def test_a_replace_without_a_merge_is_misuse(command) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["--check", "--replace"])
    assert stopped.value.code == MISUSE


def merge_in_a_process(arguments: list[str]) -> int:
    return review_matches.main(arguments)


def test_merges_at_once_lose_no_decision(desk: Desk, tmp_path: Path) -> None:
    calls = []
    for number, (firm, recipient) in enumerate(itertools.product(FIRMS, RECIPIENTS)):
        file = tmp_path / f"{number}.csv"
        file.write_text(csv_of([row(firm, recipient, "different")]), encoding="utf-8")
        calls.append(["--merge", str(file), *desk.options])
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert pool.map(merge_in_a_process, calls, chunksize=1) == [FINE] * len(calls)
    assert len(desk.rows()) == len(calls)


decisions = st.builds(
    lambda firm, recipient, verdict, day, lasts: Decision(
        {
            "company_id": firm,
            "company_name": "",
            "recipient_id": recipient,
            "recipient_name": "",
            "verdict": verdict,
            "decided_by": "Ann",
            "decided_on": f"2020-01-{day:02}",
            "reason": "seen",
            "expires_on": f"2020-01-{day + lasts:02}" if lasts else "",
        },
        Path("x.csv"),
        2,
    ),
    st.sampled_from("ab"),
    st.sampled_from("123"),
    st.sampled_from(["same", "different", "unsure"]),
    st.integers(1, 15),
    st.integers(0, 10),
)


def sound(rows: list[Decision]) -> list[Decision]:
    """Keep what may stand in one file: one row for a pair, one `same` for a firm."""
    kept: dict[object, Decision] = {}
    for each in rows:
        keys = [each.pair, *([each.firm] if each.verdict == "same" else [])]
        if not any(key in kept for key in keys):
            kept.update(dict.fromkeys(keys, each))
    return list({id(each): each for each in kept.values()}.values())


@settings(max_examples=150, deadline=None)
@given(st.lists(decisions).map(sound), st.lists(decisions).map(sound), st.randoms())
def test_any_merge_is_sound_whatever_the_order_and_happens_once(
    existing: list[Decision], new: list[Decision], random
) -> None:
    merged = merge(existing, new)
    pairs = [each.pair for each in merged.rows]
    assert pairs == sorted(set(pairs))
    firms = [each.firm for each in merged.rows if each.verdict == "same"]
    assert len(firms) == len(set(firms))
    # Each new decision holds, or one that says the same does.
    holds = {each.pair: (each.verdict, each.expires_on) for each in merged.rows}
    assert all(holds[each.pair] == (each.verdict, each.expires_on) for each in new)
    again = merge(merged.rows, new)
    assert (again.rows, again.is_changed) == (merged.rows, False)
    shuffled = random.sample(existing, len(existing)), random.sample(new, len(new))
    assert merge(*shuffled).rows == merged.rows
    # What is gone without a word had said nothing that still held.
    gone = {older.pair for older, _ in (*merged.followed, *merged.replaced)}
    assert {each.pair for each in existing} - set(pairs) <= gone
