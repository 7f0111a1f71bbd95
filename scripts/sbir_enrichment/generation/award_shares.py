"""How often each thing happens in award rows and prime awards, stated once.

Shares are fractions of 1 unless a comment says more. "Measured" and the other words are used as in
`shares`, which is about firms and recipients.
"""

# --- Identifiers of the firm -----------------------------------------------------------------

SHOWS_DUNS = 0.88
"""Firms whose award rows give a DUNS, where the year of the award has one at all."""

UEI_BY_YEAR = {1983: 0.30, 1995: 0.50, 2005: 0.65, 2012: 0.80, 2018: 0.92, 2025: 0.98}
"""Firms whose award rows give a UEI, by the middle year of their awards.

Old rows have it too: it was filled in later for firms that were still registered.
"""

ROWS_KEEPING_UEI = 0.97

DUNS_BY_YEAR = {1983: 0.60, 1990: 0.85, 2000: 0.97, 2021: 0.95, 2023: 0.55, 2025: 0.35}
"""Rows that give the firm's DUNS, by award year: the number was retired in April 2022."""

# --- Award rows -------------------------------------------------------------------------------

DUPLICATED_ROWS = 0.002
NO_COMPANY_NAME = 0.003
TO_BE_DETERMINED = 0.001
NAMELESS_WITHOUT_IDENTIFIER = 0.7  # of the two before

ROW_NAME_VARIATIONS = {
    "": 0.845,
    "case": 0.05,
    "legal_form": 0.05,
    "punctuation": 0.01,
    "abbreviation": 0.01,
    "typo": 0.012,
    "two_typos": 0.003,
    "added_word": 0.005,
    "dropped_word": 0.006,
    "concatenated": 0.006,
    "dba": 0.003,
}
"""How the name on one row differs from the firm's usual name."""

PADDED_NAMES = 0.10  # measured: a space at the end
HTML_ENTITIES = 0.5
"""Of the names with & or an apostrophe."""

AWARD_NAME_LENGTH = 40  # letters; measured: longer names are cut at the second bracket of this kind
CUT_AWARD_NAMES = 0.3  # of the longer ones

CONFLICTING_IDENTIFIERS = 0.022
"""Of the rows with both identifiers: about 1 % of all rows bear another firm's DUNS."""

DUNS_QUIRKS = {
    "": 0.874,
    "apostrophes": 0.095,
    "hyphen": 0.002,
    "zeros lost": 0.012,
    "decimal": 0.004,
    "all zeros": 0.010,
    "repeated digit": 0.003,
}
"""Measured for apostrophes and lost zeros; the last two are no identifiers at all."""

UEI_QUIRKS = {"": 0.982, "small letters": 0.008, "O or I": 0.006, "eleven": 0.004}

DATE_FORMATS = {
    "dashes": 0.66,
    "slashes": 0.077,
    "words": 0.136,
    "iso": 0.025,
    "blank": 0.10,
    "impossible": 0.002,
}
"""Measured, but for ISO and impossible dates."""

AMOUNT_FORMATS = {
    "plain": 0.72,
    "decimals": 0.13,
    "commas": 0.135,
    "dollars": 0.006,
    "zero": 0.005,
    "negative": 0.001,
    "blank": 0.003,
}
"""Measured for the first three."""

ZIP_FORMATS = {
    "five": 0.822,
    "plus four": 0.155,
    "dash": 0.0125,
    "dash after": 0.003,
    "decimal": 0.004,
    "array": 0.0015,
    "blank": 0.002,
}
"""Measured, all but the blanks."""

STATES_IN_FULL = 0.10
CITIES_IN_CAPITALS = 0.15
NO_CONTRACT_NUMBER = 0.045  # measured
SHORT_CONTRACT_NUMBER = 0.005  # an order number such as 0001 in place of the contract's

PHASE_TWO = 0.34  # measured
STTR = 0.136  # measured
ABSTRACTS_BLANK = 0.077  # measured
ABSTRACTS_WITH_NEWLINES = 0.11  # measured on the newest full export
ABSTRACTS_WITH_QUOTES = 0.022  # measured
ABSTRACTS_WITH_MOJIBAKE = 0.01
OWNERSHIP = {"hubzone": 0.025, "disadvantaged": 0.07, "woman": 0.11}  # measured
EMPLOYEES_AS_DECIMALS = 0.08  # measured
EMPLOYEES_BLANK = 0.042  # measured
SOLICITATIONS = 0.846  # measured
SOLICITATION_YEARS = 0.928  # measured
NOTIFICATIONS = 0.05  # measured: the three dates before the award, on few rows

# --- Prime awards ----------------------------------------------------------------------------

PRIME_ROWS_PER_AWARD = 0.5
PRIME_ROWS = {"sbir": 0.78, "unrelated": 0.18, "same number": 0.02, "short number": 0.02}
"""Actions on SBIR awards, on other awards, and on another recipient's award of the same number."""

NUMBERS_WITHOUT_HYPHENS = 0.8  # USAspending writes contract numbers without them
GRANT_DATE_FORMATS = {"slashes": 0.48, "iso": 0.29, "short slashes": 0.23}  # measured
FAIN_PADDED = 0.02  # measured: spaces to the full width of the field
PRIME_UEI = 0.6
PRIME_DUNS = 0.5  # measured 0.55: blank since April 2022
PRIME_MULTIPLE_RECIPIENTS = 0.1  # of the unrelated ones: not one entity
PRIME_DBA = 0.008  # measured
PRIME_CAGE_CODES = 0.05  # measured
PRIME_ZIP9 = 0.5
NIH_SERIAL_NUMBERS = 0.5  # R43CA123456 in place of 1R43CA123456-01
