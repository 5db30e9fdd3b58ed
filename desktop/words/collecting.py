"""Somebody who collects in the holder's place, in words: the name, and how they may."""

from desktop.records.distribution import CollectorChoice
from desktop.reference.tables import relationships
from desktop.values.vocabulary import Language
from desktop.words.catalogue import language, tr
from desktop.words.labels import label, row_label
from desktop.words.people import joined


def choice_name(one: CollectorChoice) -> str:
    """The name in the script that is read; how they may collect where nobody is named."""
    latin_first = language() is Language.ENGLISH and one.name_latin
    return (one.name_latin if latin_first else one.name_as_told) or one.name_latin or choice_note(one)


def choice_note(one: CollectorChoice) -> str:
    """How they may collect: by a card of their own, named by the holder, let for today, bringing it home."""
    return tr("card {slot}", slot=str(one.how)) if isinstance(one.how, int) else label(one.how.kind)


def choice_said(one: CollectorChoice) -> str:
    """Name, what they are to the head, and how they may, in one line."""
    kin = relationships().get(one.relation)
    name, note = choice_name(one), choice_note(one)
    return joined(name, row_label(kin) if kin else "", "" if name == note else note)
