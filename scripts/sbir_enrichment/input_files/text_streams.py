"""A file as one stream of text bytes: unpacked, without marks and NULs, line ends understood.

Everything later (header, structure, repair) works on this stream, so that positions found in it
during inspection are the positions at which the mended copy is patched.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sbir_enrichment.input_files.byte_streams import BLOCK_BYTES, read_blocks
from sbir_enrichment.input_files.encodings import UTF8_MARK, UTF16_MARKS, utf16_to_utf8


class LineEnds(Enum):
    """What has to happen to line ends before DuckDB can read the file."""

    AS_IS = "as is"
    """All LF or all CRLF: DuckDB reads both."""
    LONE_CR = "lone cr"
    """Old Macintosh files: every CR ends a line."""
    MIXED = "mixed"
    """Both LF and CRLF, or a stray CR inside a line: DuckDB gives up on such a file."""


@dataclass(frozen=True)
class TextPlan:
    """How to turn a file's bytes into the stream of text."""

    path: Path
    is_gzip: bool
    is_utf16: bool = False
    line_ends: LineEnds = LineEnds.AS_IS
    block_bytes: int = BLOCK_BYTES


def text_blocks(plan: TextPlan, observe: Callable[[bytes], None] | None = None) -> Iterator[bytes]:
    """Yield the text in blocks; `observe` sees every original block first."""
    blocks = read_blocks(plan.path, plan.is_gzip, plan.block_bytes)
    if observe is not None:
        blocks = _observed(blocks, observe)
    if plan.is_utf16:
        blocks = utf16_to_utf8(blocks)
    blocks = _without_nuls(_without_mark(blocks))
    if plan.line_ends is LineEnds.LONE_CR:
        return _with_line_ends(blocks, _lone_cr_to_lf)
    if plan.line_ends is LineEnds.MIXED:
        return _with_line_ends(blocks, _mixed_to_lf)
    return blocks


def text_head(plan: TextPlan, size: int) -> bytes:
    """Return about the first `size` bytes of the text."""
    head = b""
    for block in text_blocks(plan):
        head += block
        if len(head) >= size:
            break
    return head[:size]


def is_utf16(head: bytes) -> bool:
    """True when the file begins with a UTF-16 byte order mark."""
    return head.startswith(UTF16_MARKS)


def has_lone_cr_line_ends(sample: bytes) -> bool:
    """True when more lines of the sample end in a lone CR than in LF or CRLF."""
    unquoted = re.sub(rb'"[^"]*"', b"", sample)
    return unquoted.count(b"\r") - unquoted.count(b"\r\n") > unquoted.count(b"\n")


def _observed(blocks: Iterable[bytes], observe: Callable[[bytes], None]) -> Iterator[bytes]:
    for block in blocks:
        observe(block)
        yield block


def _without_mark(blocks: Iterator[bytes]) -> Iterator[bytes]:
    head = b""
    for block in blocks:
        head += block
        if len(head) >= len(UTF8_MARK):
            break
    yield head.removeprefix(UTF8_MARK)
    yield from blocks


def _without_nuls(blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in blocks:
        yield block.replace(b"\x00", b"") if b"\x00" in block else block


def _with_line_ends(
    blocks: Iterable[bytes], translate: Callable[[bytes], bytes]
) -> Iterator[bytes]:
    held = b""
    for block in blocks:
        data = held + block
        # A CR at the end of a block may be one half of a CRLF.
        whole = data.rstrip(b"\r")
        held = data[len(whole) :]
        yield translate(whole)
    if held:
        yield translate(held + b"\n")


def _lone_cr_to_lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _mixed_to_lf(data: bytes) -> bytes:
    # A CR that ends no line is part of a value: a space there loses no row.
    while b"\r\r\n" in data:
        data = data.replace(b"\r\r\n", b"\r\n")
    return data.replace(b"\r\n", b"\n").replace(b"\r", b" ")
