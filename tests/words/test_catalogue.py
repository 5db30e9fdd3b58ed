"""Sentences in three languages: placeholders, plurals, isolates, switching, and a clone that was never compiled."""

import os
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from desktop.words.catalogue import is_rtl, isolated, language, load, mark, tr, tr_c, tr_in, tr_n, use
from desktop.words.compile_catalogue import compile_po


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


def test_english_is_the_source_itself() -> None:
    assert tr("Nothing was changed.") == "Nothing was changed."
    assert tr("No such sentence {code}", code="x") == "No such sentence x"


def test_the_language_changes_while_running() -> None:
    use("ur")
    assert language() == "ur"
    assert tr("Nothing was changed.") == "کچھ نہیں بدلا۔"
    use("sd")
    assert tr("Nothing was changed.") not in ("Nothing was changed.", "کچھ نہیں بدلا۔")
    use("en")
    assert tr("Nothing was changed.") == "Nothing was changed."


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        use("fr")
    assert language() == "en"


def test_a_sentence_without_translation_shows_its_english() -> None:
    use("ur")
    assert tr("A sentence nobody translated {n}", n="K") == "A sentence nobody translated \u2066K\u2069"


def test_one_language_may_be_asked_for_whatever_is_spoken() -> None:
    use("en")
    assert tr_in("ur", "Nothing was changed.") == "کچھ نہیں بدلا۔"
    assert language() == "en"


def test_plural_forms() -> None:
    assert tr_n("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", 1).startswith("Wait 1 second,")
    assert tr_n("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", 1500).startswith("Wait 1,500 ")
    use("ur")
    assert "\u206615\u2069" in tr_n("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", 15)


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    assert tr("The file {file} cannot be opened.", file="{code}") == "The file {code} cannot be opened."


def test_a_missing_value_is_a_bug_not_a_blank() -> None:
    with pytest.raises(KeyError):
        tr("The file {file} cannot be opened.", name="x")


def test_codes_and_latin_names_are_held_together_in_urdu() -> None:
    assert isolated("3520 0123", "ur") == "\u20663520 0123\u2069"
    assert isolated("Sakina", "sd") == "\u2066Sakina\u2069"
    assert isolated(1000, "ur") == "\u20661,000\u2069"
    assert isolated("سکینہ", "ur") == "سکینہ"
    assert isolated("", "ur") == ""


def test_urdu_names_are_held_together_in_english() -> None:
    assert isolated("سکینہ", "en") == "\u2068سکینہ\u2069"
    assert isolated("Sakina", "en") == "Sakina"
    assert isolated(date(2026, 11, 24), "en") == "2026-11-24"
    assert isolated(2.5, "en") == "2.5"


def test_a_list_of_names_keeps_its_order_whatever_their_script() -> None:
    """Each name holds together for itself; the list as a whole reads in the direction of the sentence."""
    assert isolated("\u2068سکینہ\u2069, Ali", "en") == "\u2068سکینہ\u2069, Ali"
    once = isolated("Ali, \u2068سکینہ\u2069", "en")
    assert once == "\u2068Ali, \u2068سکینہ\u2069\u2069"
    assert isolated(once, "en") == once
    assert isolated("\u2066Ali\u2069، سکینہ", "ur") == "\u2066Ali\u2069، سکینہ"
    assert isolated("\u2068a\u202eb\u2069, c", "en") == "\u2068ab\u2069, c"


def test_a_value_is_isolated_once() -> None:
    once = isolated("12", "ur")
    assert isolated(once, "ur") == once


def test_a_value_cannot_turn_the_sentence_round_or_break_the_line() -> None:
    assert isolated("a\u202eb\0c\nd", "en") == "abc d"
    assert isolated("\u2066evil", "ur") == "\u2066evil\u2069"


def test_direction_follows_the_language() -> None:
    assert not is_rtl()
    use("sd")
    assert is_rtl()
    assert not is_rtl("en")


def test_marking_changes_nothing() -> None:
    assert mark("Place") == "Place"


def test_a_clone_that_was_never_compiled_speaks_urdu(tmp_path: Path) -> None:
    """The source alone is compiled in memory; a compiled file older than its source is passed over."""
    shipped = (files("desktop.words") / "locale" / "ur" / "LC_MESSAGES" / "haqdar.po").read_text(encoding="utf-8")
    (tmp_path / "haqdar.po").write_text(shipped, encoding="utf-8")
    assert load(tmp_path).gettext("Nothing was changed.") == "کچھ نہیں بدلا۔"
    (tmp_path / "haqdar.mo").write_bytes(compile_po('msgid "Nothing was changed."\nmsgstr "old"\n'))
    os.utime(tmp_path / "haqdar.mo", (1, 1))
    assert load(tmp_path).gettext("Nothing was changed.") == "کچھ نہیں بدلا۔"


def test_a_current_compiled_file_is_used(tmp_path: Path) -> None:
    (tmp_path / "haqdar.po").write_text("", encoding="utf-8")
    os.utime(tmp_path / "haqdar.po", (1, 1))
    (tmp_path / "haqdar.mo").write_bytes(compile_po('msgid "a"\nmsgstr "compiled"\n'))
    assert load(tmp_path).gettext("a") == "compiled"


def test_a_word_of_two_meanings_is_asked_for_with_its_context(tmp_path: Path) -> None:
    assert tr_c("a verb", "Open {what}", what="it") == "Open it"
    (tmp_path / "haqdar.po").write_text('msgctxt "a verb"\nmsgid "Open"\nmsgstr "kholo"\n', encoding="utf-8")
    assert load(tmp_path).pgettext("a verb", "Open") == "kholo"
    assert load(tmp_path).gettext("Open") == "Open"


def test_installed_without_sources_the_compiled_file_speaks(tmp_path: Path) -> None:
    (tmp_path / "haqdar.mo").write_bytes(compile_po('msgid "a"\nmsgstr "compiled"\n'))
    assert load(tmp_path).gettext("a") == "compiled"
