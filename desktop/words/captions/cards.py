"""Fills the card sheet: what stands on a registration card, and no more (no village, CNIC, phone, work, office)."""

from desktop.records.card import CardFaceData, IssuedCards
from desktop.values.text import initials
from desktop.values.vocabulary import Language, SheetKind
from desktop.words.captions.bilingual import pair, practice_pair, relation_latin, relation_local
from desktop.words.catalogue import tr_in
from printing.values import CardCaptions, CardFace, CardSheet, Pair


def card_sheet(issued: IssuedCards, language: Language, layout: SheetKind) -> CardSheet:
    """The sheet for cards just issued; `language` is the holder's, beside English."""
    return CardSheet(
        cards=tuple(_face(face, language) for face in issued.faces),
        captions=_captions(language),
        language=language.value,
        layout=layout.value,
        practice=issued.practice,
        helpline=issued.helpline,
    )


def _captions(language: Language) -> CardCaptions:
    return CardCaptions(
        title=pair(language, "Registration card"),
        back=_back(language),
        practice=practice_pair(language),
        help=pair(language, "Help"),
        ruler=tr_in(Language.ENGLISH, "This bar is 100 mm long when nothing was scaled"),
        fronts=tr_in(Language.ENGLISH, "Fronts, page {page} of {pages}"),
        backs=tr_in(Language.ENGLISH, "Backs, page {page} of {pages}"),
    )


def _back(language: Language) -> Pair:
    """About twenty words; the wording of a card's back is fixed (look of the card, section 9)."""
    return pair(language, "This card is free and yours.\nNo one else may keep it.\nLost? A new one is free.")


def _face(face: CardFaceData, language: Language) -> CardFace:
    name = face.name_as_told or face.name_latin
    return CardFace(
        code=face.number.household.text,
        credential=face.credential,
        name=name,
        relation=relation_local(face.parent_relation, face.parent_name, language),
        name_latin=face.name_latin if face.name_as_told else "",
        relation_latin=relation_latin(face.parent_relation, face.parent_latin),
        holder=tr_in(
            Language.ENGLISH,
            "holder {slot}, card {issue}",
            slot=str(face.number.slot),
            issue=f"{face.number.issue:02d}",
        ),
        renewal=tr_in(Language.ENGLISH, "renew after {month}", month=face.renew_after.strftime("%m/%Y")),
        photo=face.photo,
        initials=initials(face.name_latin or name),
        copy=tr_in(Language.ENGLISH, "copy {n}", n=str(face.copy)) if face.copy else "",
    )
