"""What a changed award was and became, in words that tell two recipients apart."""

from sbir_enrichment.match_changes.result import AwardChange
from sbir_enrichment.match_changes.wording import became, was


def change(**given: str | None) -> AwardChange:
    told: dict[str, str | float | None] = {
        "award_id": "award",
        "change": "re-pointed",
        "cause": "other recipient",
        "company_name": "Acme, Inc.",
        "agency": "Energy",
        "era": "before 2008",
        "award_amount": 100.0,
        "previous_status": "accepted",
        "previous_method": "uei_exact",
        "previous_recipient_id": "171f8c98-62b4-bca9-3bba-fb4aaddb0c62",
        "previous_recipient": "ACME INC",
        "match_status": "accepted",
        "match_method": "name_fuzzy",
        "recipient_id": "e3caed1b-6177-5339-eb29-07fa432a97aa",
        "recipient": "ACME PHOTONICS",
    }
    return AwardChange.model_validate({**told, **given})


def test_recipients_of_different_names_are_told_by_their_names() -> None:
    assert (was(change()), became(change())) == (
        "uei_exact: ACME INC",
        "name_fuzzy: ACME PHOTONICS",
    )


def test_recipients_of_one_name_are_told_apart_by_their_ids() -> None:
    twins = change(recipient="Acme Inc")
    assert was(twins) == "uei_exact, id 171f8c98: ACME INC"
    assert became(twins) == "name_fuzzy, id e3caed1b: Acme Inc"


def test_what_points_nowhere_is_told_by_its_status_alone() -> None:
    lost = change(change="lost", match_status="conflict", match_method=None, recipient=None)
    assert became(lost) == "conflict"
    gone = change(change="lost", match_status=None, match_method=None, recipient=None)
    assert became(gone) == "-"
