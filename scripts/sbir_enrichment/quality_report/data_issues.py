"""What is wrong with the input: rows that cannot be read, odd values, empty fields."""

from collections.abc import Iterator

from sbir_enrichment.pages.wording import count, dollars, percent
from sbir_enrichment.quality_report.result import Issue, QualityReport

# Of how many awards it is worth a line.
ODD_ROWS_SHARE = 0.01
FILLED_SHARE = 0.95

REQUIRED = ("company_name", "agency", "phase", "program", "award_year", "award_amount")
FLAG_REMEDIES = {
    "exact_duplicate": "Rows that say the same in every column: was the file exported twice?"
}


def rejected_rows(report: QualityReport) -> Iterator[Issue]:
    """Say how many rows could not be read, and where the first of them stands."""
    if report.rejections:
        first = report.rejections[0]
        yield Issue(
            severity="warning",
            title="Rows of the input could not be read",
            finding=f"{count(sum(each.rows for each in report.rejections))} rows; most often "
            f"in {first.source_file}, first at line {first.line}: {first.reason}.",
            remedy="Mend these lines in the file, or have it exported again; "
            "marts.fct_rejected_rows has each with its text.",
        )


def odd_rows(report: QualityReport) -> Iterator[Issue]:
    """Name the flags of award rows that many bear."""
    for flag in report.flags:
        if flag.kind == "data" and flag.awards >= ODD_ROWS_SHARE * report.overall.awards:
            yield Issue(
                severity="note",
                title=f"Award rows bear {flag.name}",
                finding=f"{count(flag.awards)} awards, {dollars(flag.award_amount)}.",
                remedy=FLAG_REMEDIES.get(flag.name, "What cannot be read is taken for none.")
                + " See some: select * from marts.fct_enriched_awards where "
                f"contains(data_flags, '{flag.name}') limit 20",
            )


def empty_fields(report: QualityReport) -> Iterator[Issue]:
    """Name the required fields that are often empty."""
    for field in report.fields:
        if field.name in REQUIRED and field.share < FILLED_SHARE:
            yield Issue(
                severity="warning",
                title=f"{field.name} is often empty",
                finding=f"Only {percent(field.share)} of the awards have it.",
                remedy="Perhaps its header is another in this export: add it to "
                "seeds/lookups/source_columns.csv.",
            )
