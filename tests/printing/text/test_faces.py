"""Embedding: one subset of each face in a file, nothing that no page uses, names that stay the same."""

import re
import zlib

from printing.paper import Paper
from printing.text.shape import Look


def drawn(*texts: str) -> bytes:
    paper = Paper(100, 100, "test")
    for i, text in enumerate(texts):
        paper.text(10, 20 + i * 5, text, Look(10, 700))
    paper.next_page()
    return paper.finish()


def streams(pdf: bytes) -> list[bytes]:
    found: list[bytes] = []
    for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            found.append(zlib.decompress(part))
        except zlib.error:
            continue
    return found


def test_each_face_is_embedded_once_and_only_when_used() -> None:
    pdf = drawn("سکینہ", "رحیم", "Sakina", "12")
    assert pdf.count(b"/FontFile2") == 2
    assert pdf.count(b"/BaseFont /HAQDAR+HaqdarNastaliq-Bold") == 2  # the font and its descendant
    assert b"Lateef" not in pdf


def test_a_subset_is_small() -> None:
    assert len(drawn("سکینہ بی بی")) < 30_000


def test_each_latin_glyph_says_its_letter() -> None:
    maps = [one.decode() for one in streams(drawn("Sakina")) if b"begincmap" in one]
    assert any(f"<{ord('S'):04x}>" in one for one in maps)


def test_two_documents_at_once_do_not_mix_their_glyphs() -> None:
    first, second = Paper(100, 100, "one"), Paper(100, 100, "two")
    first.text(10, 20, "سکینہ", Look(10, 700))
    second.text(10, 20, "Sakina", Look(10, 700))
    first.text(10, 30, "Sakina", Look(10, 700))
    for paper in (first, second):
        paper.next_page()
    assert second.finish() == drawn_alone("Sakina")
    assert b"NotoSans-Bold" in first.finish()


def drawn_alone(text: str) -> bytes:
    paper = Paper(100, 100, "two")
    paper.text(10, 20, text, Look(10, 700))
    paper.next_page()
    return paper.finish()
