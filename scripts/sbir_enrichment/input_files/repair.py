"""Write a mended copy of a file that DuckDB could not read as it is."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.input_files.encodings import mixed_to_utf8
from sbir_enrichment.input_files.text_streams import TextPlan, text_blocks

# Part of each copy's name: raise it when the same input has to give another copy.
RULES = 1


@dataclass(frozen=True)
class Patch:
    """Replace `length` bytes of the text stream at `offset`."""

    offset: int
    length: int
    replacement: bytes


def write_copy(
    plan: TextPlan, patches: Sequence[Patch], has_stray_bytes: bool, target: Path
) -> None:
    """Write the patched text as UTF-8; a copy that is there already is whole and is kept."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    blocks = patched(text_blocks(plan), patches)
    if has_stray_bytes:
        blocks = mixed_to_utf8(blocks)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(blocks)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def copy_path(work_folder: Path, content_hash: str) -> Path:
    """Return where the mended copy of that content belongs."""
    return work_folder / f"{content_hash}.v{RULES}.csv"


def patched(blocks: Iterable[bytes], patches: Sequence[Patch]) -> Iterator[bytes]:
    """Yield the blocks with the patches applied; patches are in order and do not overlap."""
    waiting = iter(patches)
    patch = next(waiting, None)
    offset = 0
    for block in blocks:
        kept = []
        position = 0
        while patch is not None and patch.offset < offset + len(block):
            if patch.offset >= offset:
                kept += [block[position : patch.offset - offset], patch.replacement]
            position = min(patch.offset + patch.length - offset, len(block))
            if patch.offset + patch.length > offset + len(block):
                break  # the rest of it is in the next block
            patch = next(waiting, None)
        kept.append(block[position:])
        offset += len(block)
        yield b"".join(kept)
