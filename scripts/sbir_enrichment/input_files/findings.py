"""What was mended in a file, in one or more sentences for its reader."""

from collections import Counter
from collections.abc import Sequence

from sbir_enrichment.input_files.csv_structure import Damage
from sbir_enrichment.input_files.encodings import ByteObserver
from sbir_enrichment.input_files.text_streams import LineEnds, TextPlan

_SHOWN_LINES = 5


def describe(plan: TextPlan, seen: ByteObserver, damages: Sequence[Damage]) -> str | None:
    """Say it, or return None when there is nothing to say."""
    sentences = []
    if plan.is_utf16:
        sentences.append("Converted from UTF-16.")
    elif seen.stray_bytes:
        bytes_are = _count(seen.stray_bytes, "byte is", "bytes are")
        sentences.append(f"{bytes_are} not UTF-8 and read as cp1252 (Windows).")
    if seen.nul_bytes and not plan.is_utf16:  # every other byte of UTF-16 is one
        sentences.append(f"{_count(seen.nul_bytes, 'NUL byte', 'NUL bytes')} left out.")
    if plan.line_ends is LineEnds.MIXED:
        sentences.append("The line ends were mixed; each is read as one line end.")
    if plan.line_ends is LineEnds.LONE_CR:
        sentences.append("The lines ended in lone carriage returns.")
    sentences += _describe_damages(damages)
    return " ".join(sentences) or None


def _describe_damages(damages: Sequence[Damage]) -> list[str]:
    sentences = []
    for reason, count in Counter(damage.reason for damage in damages).items():
        lines = [str(damage.line) for damage in damages if damage.reason == reason]
        more = ", ..." if count > _SHOWN_LINES else ""
        rows = _count(count, "row", "rows")
        where = _count_word(count, "line", "lines")
        shown = ", ".join(lines[:_SHOWN_LINES])
        sentences.append(f"{rows} set aside: {reason} ({where} {shown}{more}).")
    return sentences


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {_count_word(count, one, many)}"


def _count_word(count: int, one: str, many: str) -> str:
    return one if count == 1 else many
