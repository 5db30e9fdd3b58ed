"""What stands on papers, in each language: fixed wordings of the card, and PRACTICE with مشق everywhere."""

import pytest

from desktop.records.card import IssuedCards
from desktop.values.vocabulary import Language, ParentRelation, SheetKind
from desktop.words.captions.bilingual import pair, practice_pair, relation_latin, relation_local
from desktop.words.captions.cards import card_sheet

BACK = "یہ کارڈ مفت ہے\nاور آپ کا ہے۔\nکوئی اور اسے\nنہیں رکھ سکتا۔\nگم ہو تو نیا\nمفت ملے گا۔"
EMPTY = IssuedCards((), "1099", practice=False, entry=None)


@pytest.mark.parametrize("language", list(Language))
def test_practice_is_said_in_both_scripts_whatever_the_paper_s_language(language: Language) -> None:
    """Also on an English paper: nobody who reads only Urdu may take a practice card for a real one."""
    assert (practice_pair(language).en, practice_pair(language).local) == ("PRACTICE", "مشق")


def test_the_card_says_in_urdu_what_the_look_of_the_card_fixes() -> None:
    """Title, help and the six short lines of the back."""
    captions = card_sheet(EMPTY, Language.URDU, SheetKind.A4_8).captions
    assert (captions.title.en, captions.title.local) == ("Registration card", "اندراج کارڈ")
    assert captions.help.local == "مدد"
    assert captions.back.local == BACK
    assert captions.back.en == "This card is free and yours.\nNo one else may keep it.\nLost? A new one is free."


@pytest.mark.parametrize(
    ("relation", "urdu", "latin"),
    [
        (ParentRelation.WIFE_OF, "زوجہ رحیم بخش", "w/o Rahim Bux"),
        (ParentRelation.SON_OF, "ولد رحیم بخش", "s/o Rahim Bux"),
        (ParentRelation.DAUGHTER_OF, "دختر رحیم بخش", "d/o Rahim Bux"),
        (ParentRelation.WIDOW_OF, "بیوہ رحیم بخش", "widow of Rahim Bux"),
    ],
)
def test_a_relation_stands_before_the_name_as_on_every_card_of_the_country(
    relation: ParentRelation, urdu: str, latin: str
) -> None:
    """Urdu in the order of official papers; Latin in its short form."""
    assert relation_local(relation, "رحیم بخش", Language.URDU) == urdu
    assert relation_latin(relation, "Rahim Bux") == latin


@pytest.mark.parametrize("language", [Language.URDU, Language.SINDHI])
def test_a_caption_of_a_paper_has_its_second_language(language: Language) -> None:
    """Captions made by `pair` are found by the extraction like every other sentence."""
    for source in ("Muster sheet · {round}", "Roster · {round}"):
        assert pair(language, source, round="x").local != source.format(round="x")
    assert pair(Language.ENGLISH, "Registration card").local == ""
