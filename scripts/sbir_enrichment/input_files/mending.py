"""Point DuckDB at the file itself where it can read it, and at a mended copy where it cannot."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sbir_enrichment.input_files import problems
from sbir_enrichment.input_files.encodings import ByteObserver
from sbir_enrichment.input_files.read_paths import duckdb_can_unpack, literal_path
from sbir_enrichment.input_files.records import InputFile
from sbir_enrichment.input_files.repair import Patch, copy_path, write_copy
from sbir_enrichment.input_files.text_streams import LineEnds, TextPlan, text_blocks


def mend(
    found: InputFile,
    plan: TextPlan,
    seen: ByteObserver,
    patches: Sequence[Patch],
    work_folder: Path,
) -> InputFile:
    """Set `read_path` to something that DuckDB reads without loss."""
    is_fine = (
        not patches
        and found.encoding == "utf-8"
        and not seen.nul_bytes
        and plan.line_ends is LineEnds.AS_IS
        and duckdb_can_unpack(found.file_path, plan.is_gzip)
    )
    if is_fine:
        return replace(found, read_path=literal_path(found.file_path))
    target = copy_path(work_folder, found.content_hash)
    try:
        write_copy(plan, patches, found.encoding == "cp1252", target)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = problems.cannot_mend(found.file_path, target.as_posix(), reason)
        return replace(found, problem=problem)
    return replace(found, read_path=literal_path(target.as_posix()))


def encoding_of(plan: TextPlan, seen: ByteObserver) -> str:
    """Name the encoding of the original file."""
    if plan.is_utf16:
        return "utf-16"
    return "cp1252" if seen.stray_bytes else "utf-8"


def hash_of(plan: TextPlan) -> str:
    """Return the hash of a file that is not looked at any further."""
    seen = ByteObserver()
    for _ in text_blocks(plan, seen.feed):
        pass
    return seen.content_hash
