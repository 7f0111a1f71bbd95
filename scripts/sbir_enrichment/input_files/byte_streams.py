"""Read a file's bytes in blocks, unpacked when it is gzip, so that memory stays bounded."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

BLOCK_BYTES = 8 * 1024 * 1024
GZIP_MAGIC = b"\x1f\x8b"


def read_blocks(path: Path, is_gzip: bool, block_bytes: int = BLOCK_BYTES) -> Iterator[bytes]:
    """Yield the file's content, unpacked, in blocks of about `block_bytes`."""
    with _open(path, is_gzip) as file:
        while block := file.read(block_bytes):
            yield block


def read_head(path: Path, is_gzip: bool, size: int) -> bytes:
    """Return the first `size` bytes of the content."""
    with _open(path, is_gzip) as file:
        return file.read(size)


def _open(path: Path, is_gzip: bool) -> IO[bytes]:
    # The magic bytes decide, not the name: downloads are often named wrongly.
    return cast(IO[bytes], gzip.open(path, "rb") if is_gzip else path.open("rb"))
