"""How often each thing happens, stated once. Shares are fractions of 1 unless a comment says more.

"Measured" means counted in public extracts of sbir.gov awards and USAspending recipients; the
others are choices, made so that each kind of difficulty occurs often enough to be tested.
"""

# --- Firms -----------------------------------------------------------------------------------

ABSENT_FIRMS = 0.20
"""Firms that are not among the recipients. They win less than their share of awards."""

ABSENT_NEVER_AMONG_LARGEST = 0.01
"""The firms with the most awards are all among the recipients, as they hold contracts too."""

FIRM_KINDS = {
    "same": 0.44,
    "legal_form": 0.22,
    "punctuation": 0.06,
    "abbreviation": 0.06,
    "typo": 0.04,
    "two_typos": 0.012,
    "added_word": 0.03,
    "dropped_word": 0.03,
    "concatenated": 0.025,
    "reordered": 0.01,
    "dba": 0.025,
    "formerly": 0.01,
    "renamed": 0.01,
    "shared_identifier": 0.008,
}
"""How the usual name of a firm among the recipients differs from the recipient's."""

ABSENT_KINDS = {
    "absent": 0.58,
    "absent_other_number": 0.10,
    "absent_one_word_more": 0.12,
    "absent_other_state": 0.14,
    "absent_foundation": 0.03,
    "absent_department": 0.03,
}
"""Firms that are not among the recipients: alone, or with somebody of nearly their name there."""

OTHER_LEGAL_FORM_TOO = 0.3
"""Of the firms whose name differs in another way: the legal form differs as well."""

FIRMS_WITH_HOMONYM = 0.03
FIRMS_WITH_SUBSIDIARY = 0.04
FIRMS_THAT_MOVED = 0.08
FIRMS_MOVED_WITHIN_STATE = 0.5
FIRMS_WITH_TWO_DUNS = 0.03
OTHER_DUNS_AMONG_RECIPIENTS = 0.6
ROWS_WITH_OTHER_DUNS = 0.3
FIRMS_IN_CAPITALS = 0.39  # measured: names wholly in capitals
FIRMS_WITH_WEBSITE = 0.54  # measured
FIRMS_WITH_SUITE = 0.09  # measured: second address line

# --- Names -----------------------------------------------------------------------------------

LEGAL_FORMS = {
    "INC": 0.45,
    "LLC": 0.26,
    "": 0.11,
    "CORP": 0.10,
    "CO": 0.03,
    "LTD": 0.03,
    "LP": 0.01,
    "PLLC": 0.01,
}

FIRM_NAME_PATTERNS = {
    "coined": 0.14,
    "coined field": 0.37,
    "coined field tail": 0.08,
    "qualifier field tail": 0.10,
    "family field": 0.11,
    "family pair": 0.03,
    "field pair": 0.03,
    "initials field": 0.08,
    "numbered": 0.02,
    "century": 0.002,
    "hyphened": 0.02,
}

BACKGROUND_NAME_PATTERNS = {
    "firm": 0.44,
    "family trade": 0.16,
    "coined trade": 0.11,
    "two trades": 0.08,
    "body": 0.18,
    "department": 0.03,
}

SPACED_INITIALS = 0.3
PLACES_AFTER_FAMILIES = 0.6

# --- Recipients ------------------------------------------------------------------------------

ENTITY_ROWS = {
    "both": 0.55,
    "uei": 0.08,
    "duns": 0.12,
    "both, duns": 0.14,
    "both, name": 0.06,
    "name": 0.05,
}
"""The rows of a firm among the recipients: one row for each identifier it was ever known by."""

BACKGROUND_ROWS = {"both": 0.30, "uei": 0.28, "duns": 0.32, "name": 0.10}
"""Identifiers on the rows of all other recipients."""

BACKGROUND_SECOND_ROWS = 0.03
"""Rows that are one more row of the entity before them. At full size nearly all have one."""

RECIPIENTS_IN_CAPITALS = 0.76  # measured
RECIPIENT_NAME_LIMITS = {30: 0.12, 45: 0.5}
"""Of the longer names: cut at so many letters by some old system.

Measured: 0.037 of all names have exactly 30 letters, 0.024 exactly 45.
"""

RECIPIENT_COMMA_AS_SPACES = 0.06  # choice: measured 0.009 overall, far more in contract vendors
RECIPIENT_VENDOR_NUMBER = 0.0004  # measured: "(4084)" at the end
RECIPIENT_ALTERNATES = 0.08  # measured 0.093: rows with alternate names
ALTERNATES_KNOW_AWARD_NAME = 0.5
SECOND_ALTERNATE = 0.4
RECIPIENT_PARENTS = 0.04  # measured 0.075
PARENTS_NAMED = 0.9
NON_ENTITIES = 0.001
ABROAD = 0.01

RECIPIENT_PLACES = {"zip": 0.74, "city": 0.06, "state": 0.13, "none": 0.07}
"""Measured: how far the place is filled, each level with all the coarser ones."""

RECIPIENT_ADDRESSES = 0.05  # measured 0.76; fewer here keep the largest file in its size
RECIPIENT_ZIP4 = 0.20  # measured 0.36, for the same reason
RECIPIENT_COUNTRIES = 0.10
RECIPIENT_DUNS_LOST_ZEROS = 0.25
"""Of the recipients' DUNS that begin with 0: some tool upstream read them as numbers."""

DUNS_BEGINS_WITH_ZERO = 0.44
"""Measured 0.38 to 0.53 over sbir.gov exports."""
