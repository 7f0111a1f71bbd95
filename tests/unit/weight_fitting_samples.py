"""Labelled candidates drawn from known weights, and a database with a few labelled firms."""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from sbir_enrichment.evaluation.labelled_firms import LabelledFirm
from sbir_enrichment.weight_fitting.labelled_candidates import LabelledCandidates

TRUE_WEIGHTS = {"intercept": 1.0, "near": 2.5, "far": -2.0, "letters_differ": -1.5}
FEATURES = [name for name in TRUE_WEIGHTS if name != "intercept"]


def drawn(
    firms: int = 600,
    *,
    seed: int = 1,
    is_real: bool = False,
    upside_down: bool = False,
    intercept: float = TRUE_WEIGHTS["intercept"],
) -> LabelledCandidates:
    """Two candidates per firm, right with the odds of TRUE_WEIGHTS, or the reverse of them."""
    draw = np.random.default_rng(seed)
    rows = 2 * firms
    place = draw.choice(["same zip", "other state", "state unknown"], rows)
    letters = draw.uniform(0, 4, rows).round(2)
    log_odds = intercept + 2.5 * (place == "same zip") - 2.0 * (place == "other state")
    log_odds = (log_odds - 1.5 * letters) * (-1 if upside_down else 1)
    firm = np.arange(rows) // 2
    return LabelledCandidates(
        source="drawn",
        is_real=is_real,
        firms=firms,
        positives=firms,
        rows=pd.DataFrame(
            {
                "company_id": [f"{'real' if is_real else 'made'} {number:05}" for number in firm],
                "recipient_id": [f"recipient {number:05}" for number in range(rows)],
                "company_name_key": "ACME",
                "recipient_name_key": "ACME",
                "place": place,
                "name_score": 100 - 10 * letters,
                "near": (place == "same zip").astype(float),
                "far": (place == "other state").astype(float),
                "letters_differ": letters,
                "is_right": draw.uniform(size=rows) < 1 / (1 + np.exp(-log_odds)),
                "is_vetoed": False,
                "bears_identifier": True,
                "is_namesake_of_right": False,
            }
        ),
    )


# Firm, recipient, name of the recipient.
CANDIDATES = [
    ("acme", "right", "ACME"),
    ("acme", "namesake", "ACME"),
    ("acme", "vetoed", "ACME LABS"),
    ("acme", "bare", "ACME TOOLS"),
    ("acme", "other", "ACMO"),
    ("moved", "same uei", "MOVED"),
    ("absent", "other", "ACMO"),
    ("identified", "right", "ACME"),
]
# The one of whom, its kind, the identifier; a stray one of a firm vetoes nothing.
OF_FIRMS = [
    ("acme", "duns", "100000001", False),
    ("acme", "uei", "STRAY", True),
    ("moved", "uei", "UEI OF MOVED", False),
    ("moved", "duns", "100000009", False),
]
OF_RECIPIENTS = [
    ("right", "uei", "UEI OF RIGHT"),
    ("vetoed", "duns", "100000002"),
    ("other", "uei", "UEI OF OTHER"),
    ("same uei", "uei", "UEI OF MOVED"),
    ("same uei", "duns", "100000008"),
]
# Award row, firm, entity that the generator gave it, kind.
AWARDS = [
    (1, "acme", "1", "same"),
    (2, "acme", "2", "same"),
    (3, "acme", "1", "renamed"),
    (4, "moved", "3", "moved"),
    (5, "absent", None, "absent"),
    (6, "identified", "1", "same"),
    (7, "nameless", "1", "no_name"),
]
# A row of the recipient list and its entity; two rows are united into `right`.
LISTED = [("right", "1"), ("row of right", "1"), ("other", "2"), ("same uei", "3")]
LABELLED_FIRMS = (
    LabelledFirm(1, "Acme", None, None, None, true_recipient_id="right"),
    LabelledFirm(4, "Moved", None, None, None, true_recipient_id="same uei"),
)


def write_run(folder: Path) -> tuple[Path, dict[str, Path]]:
    """Write the tables of a run that labels are laid on, and the truth of generated data."""
    database = folder / "run.duckdb"
    truth = {name: folder / f"{name}.csv" for name in ("truth_awards", "truth_recipients")}
    rows = [f"{row},{entity or ''},{kind}" for row, _, entity, kind in AWARDS]
    truth["truth_awards"].write_text("\n".join(["award_row,entity_number,kind", *rows]))
    rows = [",".join(listed) for listed in LISTED]
    truth["truth_recipients"].write_text("\n".join(["recipient_hash,entity_number", *rows]))
    with duckdb.connect(str(database)) as connection:
        connection.execute("""
            create schema staging;
            create schema intermediate;
            create table intermediate.int_name_candidate_features (
                company_id varchar, recipient_id varchar, recipient_name_key varchar);
            create table intermediate.int_company_identifiers (
                company_id varchar, identifier_type varchar, identifier varchar, is_stray boolean);
            create table intermediate.int_recipient_identifiers (
                recipient_id varchar, identifier_type varchar, identifier varchar);
            create table intermediate.int_recipient_members (
                recipient_hash varchar, recipient_id varchar);
            create table intermediate.int_company_awards (award_id varchar, company_id varchar);
            create table staging.stg_sbir__awards (
                award_id varchar, source_file varchar, source_line bigint,
                agency_tracking_number varchar);
            create table staging.base_sbir__award_lines (
                source_file varchar, source_line bigint, file_row bigint);
            insert into intermediate.int_recipient_members values
                ('right', 'right'), ('row of right', 'right');
            create table intermediate.int_uei_matches as select 'identified' as company_id;
            create table intermediate.int_duns_matches as select 'nobody' as company_id;
        """)
        for table, inserted in (
            ("intermediate.int_name_candidate_features", CANDIDATES),
            ("intermediate.int_company_identifiers", OF_FIRMS),
            ("intermediate.int_recipient_identifiers", OF_RECIPIENTS),
            ("intermediate.int_company_awards", [(f"a{row}", firm) for row, firm, *_ in AWARDS]),
            # Lines are not rows: texts of several lines stand between.
            ("staging.stg_sbir__awards", [(f"a{row}", "f", 3 * row, row) for row, *_ in AWARDS]),
            ("staging.base_sbir__award_lines", [("f", 3 * row, row) for row, *_ in AWARDS]),
        ):
            marks = ", ".join("?" * len(inserted[0]))
            connection.executemany(f"insert into {table} values ({marks})", inserted)
        connection.execute("""
            alter table intermediate.int_name_candidate_features add company_name_key varchar;
            alter table intermediate.int_name_candidate_features add place varchar;
            alter table intermediate.int_name_candidate_features add name_score double default 90;
            alter table intermediate.int_name_candidate_features add entities bigint default 1;
            alter table intermediate.int_name_candidate_features add near integer default 1;
            create table intermediate.int_recipients as
            select distinct recipient_id from intermediate.int_name_candidate_features;
        """)
    return database, truth
