"""Texts arrive in UTF-8 whatever the file was written in."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from input_files_samples import inspect_bytes, read_with_duckdb

from sbir_enrichment.input_files.encodings import ByteObserver, decode_mixed, mixed_to_utf8
from sbir_enrichment.input_files.repair import Patch, patched

ROW = 'Société Générale,"naïve “quoted” text",€5'


ENCODINGS = {
    "utf-8": ("utf-8", b""),
    "utf-8 with a mark": ("utf-8", codecs.BOM_UTF8),
    "cp1252": ("cp1252", b""),
    "utf-16": ("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16 the other way": ("utf-16-be", codecs.BOM_UTF16_BE),
}


@pytest.mark.parametrize("kind", ENCODINGS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_texts(tmp_path, kind, line_end):
    encoding, mark = ENCODINGS[kind]
    content = mark + f"a,b,c{line_end}{ROW}{line_end}".encode(encoding)
    found = inspect_bytes(content, tmp_path)
    assert read_with_duckdb(found).rows == [("Société Générale", "naïve “quoted” text", "€5")]
    assert found["encoding"] == encoding.removesuffix("-le").removesuffix("-be")
    is_read_in_place = found["read_path"] == found["file_path"]
    assert is_read_in_place == (found["warning"] is None) == (encoding == "utf-8")


def test_stray_bytes_are_mended_without_touching_what_was_right(tmp_path):
    found = inspect_bytes("a,b,c\nSociété,caf".encode() + b"\xe9,5 \x80\n", tmp_path)
    assert read_with_duckdb(found).rows == [("Société", "café", "5 €")]
    assert found["warning"] == "2 bytes are not UTF-8 and read as cp1252 (Windows)."


def test_bytes_that_cp1252_leaves_undefined_are_kept():
    assert decode_mixed(b"\x81\x8d\x90 \x80") == "\x81\x8d\x90 €"


def test_nul_bytes_are_left_out_and_counted(tmp_path):
    found = inspect_bytes(b'a,b,c\n1,\x00"x,y",\x003\n', tmp_path)
    assert read_with_duckdb(found).rows == [("1", "x,y", "3")]
    assert found["warning"] == "2 NUL bytes left out."


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([b"a", b"\xe9", b"\xc3", b"\xa9", b"\xe2\x82\xac", b"\xf0\x9f", b"\n"])
    ),
    st.integers(1, 7),
)
def test_block_borders_do_not_matter_to_the_encoding(pieces, size):
    data = b"".join(pieces)
    blocks = [data[start : start + size] for start in range(0, len(data), size)]
    whole, cut = ByteObserver(), ByteObserver()
    whole.feed(data)
    for block in blocks:
        cut.feed(block)
    whole.finish()
    cut.finish()
    assert (whole.stray_bytes, whole.content_hash) == (cut.stray_bytes, cut.content_hash)
    assert b"".join(mixed_to_utf8(blocks)).decode() == decode_mixed(data)
    try:
        data.decode()
        is_utf8 = True
    except UnicodeDecodeError:
        is_utf8 = False
    assert is_utf8 == (whole.stray_bytes == 0)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=40), st.integers(1, 9), st.data())
def test_patches_reach_over_block_borders(text, size, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[0::2], cuts[1::2], strict=False))
    expected = bytearray(text)
    for start, end in reversed(pairs):
        expected[start:end] = b"<>"
    blocks = [text[start : start + size] for start in range(0, len(text), size)]
    patches = [Patch(start, end - start, b"<>") for start, end in pairs]
    assert b"".join(patched(blocks, patches)) == bytes(expected)
