"""The slip of rights: every sentence on one A6 page, in each language, the same paper for everybody."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from desktop.records.operator import HelplineView, OfficeView
from desktop.reference.texts import consent_questions, consent_text, rights
from desktop.values.identifiers import DeskId, new_id
from desktop.values.text import script_of
from desktop.values.vocabulary import Language
from desktop.words.captions.rights import rights_slip
from printing.slips import draw_rights
from printing.values import Pair, RightsSlip
from tests.printing.paperwork import HOSTILE, decoded, pages, words

CALLED = [HelplineView(number, datetime(2026, 11, 1, tzinfo=UTC)) for number in ("1099", "111-247-786", "15", "1094")]


def office(district: str = "PK617", *, practice: bool = False) -> OfficeView:
    """An office for which a slip is printed."""
    return OfficeView("Basti Malook", district, practice, DeskId(new_id()), "Desk 03", "haqdar.pk/x/desk-03/1", 1)


def slip(language: Language, called: list[HelplineView] = CALLED, *, practice: bool = False) -> RightsSlip:
    """A slip as the desk fills it."""
    return rights_slip(language, office(practice=practice), called)


def flat(text: str) -> str:
    """Letters without the spaces and joins by which a text layer differs."""
    return "".join(text.split()).replace("\u200c", "")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("practice", [False, True])
def test_every_sentence_is_on_one_page_and_nothing_leaves_it(
    tmp_path: Path, language: Language, practice: bool
) -> None:
    """Also with helplines, and with the bar of a practice office; no code, no QR, no book."""
    filled = slip(language, practice=practice)
    pdf = draw_rights(filled)
    (page,) = pages(pdf, tmp_path, 150)
    ink = np.asarray(page) < 200
    edge = round(4.5 / 25.4 * 150)
    ink[edge:-edge, edge:-edge] = False
    assert not ink.any(), "ink at the edge"
    assert decoded(page) == []
    said = flat(words(pdf, tmp_path))
    assert ("PRACTICE" in said) is practice
    assert "1099" in said
    if language is Language.ENGLISH:
        for line in filled.lines:
            assert flat(line) in said, line
    else:
        assert said.count("۔") >= sum(line.count("۔") for line in filled.lines)


@pytest.mark.parametrize("language", list(Language))
def test_the_paper_is_the_same_for_every_holder(language: Language) -> None:
    """Made twice it is the same to the last byte, so that carrying one proves nothing of anybody."""
    assert draw_rights(slip(language)) == draw_rights(slip(language))


def test_a_number_is_on_it_only_when_the_office_called_it() -> None:
    """Of the office's own province, and the police number never alone."""
    assert slip(Language.ENGLISH, []).help == ""
    assert slip(Language.ENGLISH, CALLED[2:3]).help == ""
    assert slip(Language.ENGLISH).help == "Help: 111-247-786 · 1099 · 15"
    in_sindh = rights_slip(Language.ENGLISH, office("PK728"), CALLED)
    assert "1094" in in_sindh.help


def test_hostile_sentences_do_no_harm(tmp_path: Path) -> None:
    """Whatever stands in the shipped list one day, a page comes out."""
    for text in HOSTILE:
        pdf = draw_rights(RightsSlip(Pair("x", "ح"), (text[:600], "second"), help=text[:200], language="ur"))
        assert len(pages(pdf, tmp_path, 40)) == 1


def test_the_texts_are_whole_in_three_scripts() -> None:
    """Eight of rights, seven and three of consent; each in Latin, Urdu and Sindhi letters."""
    assert (len(rights()), len(consent_text()), len(consent_questions())) == (8, 7, 3)
    for line in (*rights(), *consent_text(), *consent_questions()):
        assert script_of(line.en) == "latin"
        assert script_of(line.ur) == "urdu", line
        assert script_of(line.sd) in ("sindhi", "urdu"), line
        assert line.en.endswith((".", "?"))
        assert line.ur.endswith(("۔", "؟"))
        assert line.sd.endswith(("۔", "؟"))
