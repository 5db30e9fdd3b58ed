"""What all papers share: captions said twice, relations between people in words, codes in groups, practice marks."""

from datetime import date, datetime

from desktop.records.operator import EntryRef
from desktop.values.period import PAKISTAN
from desktop.values.vocabulary import Language, ParentRelation
from desktop.words.catalogue import is_rtl, isolated, mark, tr, tr_in
from printing.values import Fingerprint, Pair

RELATIONS: dict[ParentRelation, tuple[str, str]] = {
    # short in Latin on the card, and the word that the other language puts before the name
    ParentRelation.SON_OF: (mark("s/o {name}"), mark("son of {name}")),
    ParentRelation.DAUGHTER_OF: (mark("d/o {name}"), mark("daughter of {name}")),
    ParentRelation.WIFE_OF: (mark("w/o {name}"), mark("wife of {name}")),
    ParentRelation.WIDOW_OF: (mark("widow of {name}"), mark("widow of {name}")),
    ParentRelation.CHILD_OF: (mark("child of {name}"), mark("child of {name}")),
}


def pair(language: Language, source: str, **values: str | int) -> Pair:
    """A caption in English and in the paper's own language; only English on an English paper."""
    english = tr_in(Language.ENGLISH, source, **values)
    return Pair(english, "" if language is Language.ENGLISH else tr_in(language, source, **values))


def side_by_side(language: Language, *parts: str) -> str:
    """Facts of a paper one after the other, without empty ones; on an Urdu or Sindhi paper each is held together.

    A number of a waybill or an English name among them would else turn the line, and an amount would stand at the
    name of another item.
    """
    said = [isolated(part, language) for part in parts if part]
    if is_rtl(language):
        said = [part if part[0] in "\u2066\u2068" else f"\u2068{part}\u2069" for part in said]
    return " · ".join(said)


def practice_pair(language: Language) -> Pair:
    """PRACTICE, and مشق on every paper that is not English alone."""
    return pair(Language.URDU if language is Language.ENGLISH else language, "PRACTICE")


def relation_local(relation: ParentRelation | None, parent: str, language: Language) -> str:
    """ "wife of …" before the name as told, in the paper's language; empty without a name."""
    if not parent:
        return ""
    spoken = Language.URDU if language is Language.ENGLISH else language
    return parent if relation is None else tr_in(spoken, RELATIONS[relation][1], name=parent)


def relation_latin(relation: ParentRelation | None, parent: str) -> str:
    """ "w/o …" before the Latin name; empty without a name."""
    if not parent:
        return ""
    return parent if relation is None else tr_in(Language.ENGLISH, RELATIONS[relation][0], name=parent)


def fingerprint(entry: EntryRef, short: str = "HQ") -> Fingerprint:
    """The state of the book after `entry`, with the text of the small code."""
    line = tr_in(Language.ENGLISH, "Book line {size}", size=str(entry.size))
    return Fingerprint(line, entry.digits, f"HQ {short} {entry.size} {entry.digits}")


def day_text(at: datetime) -> str:
    """A local day as it stands on papers in every language: 24-11-2026."""
    return at.astimezone(PAKISTAN).strftime("%d-%m-%Y")


def time_text(at: datetime) -> str:
    """A local day and minute: 24-11-2026 14:05."""
    return at.astimezone(PAKISTAN).strftime("%d-%m-%Y %H:%M")


def days_text(first: date, last: date) -> str:
    """Local days as they stand on papers: 24-11-2026 – 30-11-2026."""
    return " – ".join(day.strftime("%d-%m-%Y") for day in dict.fromkeys((first, last)))


def days_words(first: date, last: date) -> str:
    """Local days in a sentence of the screen: Urdu and Sindhi say from and to, a dash would turn round."""
    if first == last:
        return isolated(first.strftime("%d-%m-%Y"))
    return tr("{first} to {last}", first=first.strftime("%d-%m-%Y"), last=last.strftime("%d-%m-%Y"))
