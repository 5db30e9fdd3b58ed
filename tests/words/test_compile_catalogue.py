"""Our compiler of translations, against babel's on the same file."""

import gettext
import os
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po as babel_read

from desktop.words.compile_catalogue import LOCALE, BadCatalogue, compile_all, compile_po, read_po

SAMPLE = r"""
# Translators: a note
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: somewhere.py
msgid "one \"quoted\" line\n"
msgstr "ایک \"سطر\"\n"

msgid ""
"long "
"sentence"
msgstr ""
"لمبا "
"جملہ"

msgctxt "verb"
msgid "Open"
msgstr "کھولیں"

msgctxt "state"
msgid "Open"
msgstr "کھلا"

msgid "{n} card"
msgid_plural "{n} cards"
msgstr[0] "{n} کارڈ"
msgstr[1] "{n} کارڈز"

#, fuzzy
msgid "guess"
msgstr "اندازہ"

msgid "empty"
msgstr ""

#~ msgid "gone"
#~ msgstr "گیا"
"""

ASKED = ['one "quoted" line\n', "long sentence", "guess", "empty", "gone", "unknown"]


def ours() -> gettext.GNUTranslations:
    return gettext.GNUTranslations(BytesIO(compile_po(SAMPLE)))


def babels() -> gettext.GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, babel_read(BytesIO(SAMPLE.encode()), locale="ur"))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def test_the_same_answers_as_babel() -> None:
    mine, other = ours(), babels()
    assert [mine.gettext(text) for text in ASKED] == [other.gettext(text) for text in ASKED]
    for context in ("verb", "state", "none"):
        assert mine.pgettext(context, "Open") == other.pgettext(context, "Open")
    for n in (0, 1, 2, 100):
        assert mine.ngettext("{n} card", "{n} cards", n) == other.ngettext("{n} card", "{n} cards", n)


def test_guesses_and_gaps_show_english() -> None:
    assert ours().gettext("guess") == "guess"
    assert ours().gettext("empty") == "empty"
    assert ours().gettext("long sentence") == "لمبا جملہ"


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_the_shipped_files_compile_as_babel_compiles_them(language: str) -> None:
    content = (LOCALE / language / "LC_MESSAGES" / "haqdar.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, babel_read(BytesIO(content), locale=language, abort_invalid=True))
    compiled.seek(0)
    theirs, mine = gettext.GNUTranslations(compiled), gettext.GNUTranslations(BytesIO(compile_po(content.decode())))
    sources = [message.source for message in read_po(content.decode()) if message.source]
    assert len(sources) > 300
    assert [mine.gettext(source) for source in sources] == [theirs.gettext(source) for source in sources]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b', 2),
        ('msgid "a"\nmsgstr b', 2),
        ('"lost"\n', 1),
        ('msgid "a"\nmsgid "b"\n', 2),
        ('msgstr "no source"\n', 1),
        ('msgid "a"\nmsgstr[x] "b"\n', 2),
        ('msgid "a"\nmsgstr __import__("os")\n', 2),
    ],
)
def test_a_broken_file_names_its_line(text: str, line: int) -> None:
    with pytest.raises(BadCatalogue) as found:
        compile_po(text)
    assert found.value.line == line


def test_only_what_is_older_is_compiled_again(tmp_path: Path) -> None:
    folder = tmp_path / "ur" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "haqdar.po").write_text(SAMPLE, encoding="utf-8")
    os.utime(folder / "haqdar.po", (1, 1))
    assert compile_all(tmp_path) == [folder / "haqdar.mo"]
    assert compile_all(tmp_path) == []
    os.utime(folder / "haqdar.po")
    os.utime(folder / "haqdar.mo", (1, 1))
    assert compile_all(tmp_path) == [folder / "haqdar.mo"]
    assert sorted(entry.name for entry in folder.iterdir()) == ["haqdar.mo", "haqdar.po"]
