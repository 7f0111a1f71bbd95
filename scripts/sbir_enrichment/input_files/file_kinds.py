"""Tell from its first bytes what a file is; names are often wrong."""

import re

from sbir_enrichment.input_files.byte_streams import GZIP_MAGIC

HEAD_BYTES = 64 * 1024

_MAGIC = (
    (b"PK\x03\x04", "a zip file or an Excel workbook"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF document"),
    (b"PGDMP", "a PostgreSQL dump in its own binary format (restore it as plain text)"),
    (b"\x28\xb5\x2f\xfd", "a file packed with zstd (unpack it)"),
    (b"BZh", "a file packed with bzip2 (unpack it)"),
    (b"\xfd7zXZ", "a file packed with xz (unpack it)"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ARROW1", "an Arrow file"),
)
_HTML = re.compile(rb"\s*(<!--.*?-->\s*)?<(!doctype html|html|head|body)\b", re.I | re.S)
_XML = re.compile(rb"\s*<(\?xml|[a-z][\w:]*[\s>])", re.I)
_JSON = re.compile(rb'\s*[\[{]\s*(["{\[\]}]|\Z)')
# Bytes that text has no use for; NUL is not among them, since damaged text may hold many.
_CONTROLS = bytes([*range(1, 9), *range(14, 32)])
_MAX_CONTROL_SHARE = 0.05


def is_gzip(head: bytes) -> bool:
    """True for gzip."""
    return head.startswith(GZIP_MAGIC)


def is_parquet(head: bytes) -> bool:
    """True for Parquet."""
    return head.startswith(b"PAR1")


def foreign_kind(head: bytes) -> str | None:
    """Say what the file is when it is certainly no table, as a phrase; else None."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _HTML.match(head):
        return "a web page (perhaps an error page instead of the download)"
    if _XML.match(head):
        return "XML"
    if _JSON.match(head):
        return "JSON"
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data" if controls > len(head) * _MAX_CONTROL_SHARE else None
