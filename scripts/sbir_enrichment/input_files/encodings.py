"""Find out how a file's text is encoded, and turn it into UTF-8.

Three encodings occur in practice: UTF-8, UTF-16 with a byte order mark (Excel's "Unicode text"),
and cp1252 (Windows). Files glued together from several sources mix UTF-8 and cp1252. So whatever
is valid UTF-8 stays what it is, and only the bytes that are not are read as cp1252.
"""

import codecs
import hashlib
import re
from collections.abc import Iterable, Iterator

UTF8_MARK = codecs.BOM_UTF8
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# With errors='surrogateescape' a byte that is not UTF-8 becomes one character of this range.
_STRAY = re.compile("[\udc80-\udcff]")
_STRAY_BASE = 0xDC00


def _cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:  # five bytes are undefined there: keep the control character
        return chr(byte)


_CP1252 = {chr(_STRAY_BASE + byte): _cp1252(byte) for byte in range(0x80, 0x100)}


class ByteObserver:
    """Learns, block by block, what one pass over the original bytes can tell."""

    def __init__(self) -> None:
        self.size = 0
        self.stray_bytes = 0
        self.nul_bytes = 0
        self._hash = hashlib.sha256()
        self._pending = b""

    def feed(self, block: bytes) -> None:
        """Take in the next block of original bytes."""
        self.size += len(block)
        self._hash.update(block)
        if b"\x00" in block:
            self.nul_bytes += block.count(b"\x00")
        self._check_utf8(block, is_last=False)

    def finish(self) -> None:
        """Say that there are no more blocks."""
        self._check_utf8(b"", is_last=True)

    @property
    def content_hash(self) -> str:
        """The SHA-256 of everything seen so far, in hexadecimal."""
        return self._hash.hexdigest()

    def _check_utf8(self, block: bytes, is_last: bool) -> None:
        if not self._pending and block.isascii():
            return
        data = self._pending + block
        try:
            _, used = codecs.utf_8_decode(data, "strict", is_last)
        except UnicodeDecodeError:
            text, used = codecs.utf_8_decode(data, "surrogateescape", is_last)
            self.stray_bytes += len(_STRAY.findall(text))
        self._pending = data[used:]


def decode_mixed(data: bytes) -> str:
    """Decode UTF-8, and what is not UTF-8 as cp1252."""
    return _replace_stray(data.decode("utf-8", "surrogateescape"))


def mixed_to_utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Turn blocks of UTF-8 mixed with cp1252 into blocks of UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for block in blocks:
        yield _replace_stray(decoder.decode(block)).encode("utf-8")
    yield _replace_stray(decoder.decode(b"", final=True)).encode("utf-8")


def utf16_to_utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Turn blocks of UTF-16 that begin with a byte order mark into blocks of UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    for block in blocks:
        yield decoder.decode(block).encode("utf-8")
    yield decoder.decode(b"", final=True).encode("utf-8")


def _replace_stray(text: str) -> str:
    return _STRAY.sub(lambda match: _CP1252[match[0]], text)
