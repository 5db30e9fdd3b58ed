"""What was done about a household, in sentences; the other household of a split or a merge is named to few."""

import re
from collections.abc import Callable, Sequence

from desktop.records.household import FormerMember, HistoryLine, PersonName
from desktop.reference.tables import relief_items
from desktop.values.entry_kind import EntryKind
from desktop.values.moment import Exactness
from desktop.values.text import script_of
from desktop.values.vocabulary import HouseholdChange, Language
from desktop.words.captions.bilingual import time_text
from desktop.words.catalogue import comma, isolated, language, mark, tr
from desktop.words.days import day_words, moment_words
from desktop.words.labels import label, row_label
from desktop.words.people import child_of, joined, where_words, with_parent

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NAMED = 6
"""Names in one sentence; of more it says how many."""

_CHANGES: dict[HouseholdChange, str] = {
    HouseholdChange.JOINED: mark("{names} came into the household."),
    HouseholdChange.BORN: mark("{names} was born."),
    HouseholdChange.LEFT: mark("{names} left the household."),
    HouseholdChange.MARRIED_OUT: mark("{names} married and moved out."),
    HouseholdChange.DIED: mark("{names} died."),
    HouseholdChange.SPLIT_OFF: mark("{names} began a household of their own."),
    HouseholdChange.SPLIT_FROM: mark("{names} began this household; before that they were part of another one."),
    HouseholdChange.MERGED_INTO: mark("{names} went into another household, and this one was closed."),
    HouseholdChange.TOOK_IN: mark("Another household came into this one: {names}."),
}
_WENT: dict[HouseholdChange | None, str] = {
    HouseholdChange.LEFT: mark("left"),
    HouseholdChange.MARRIED_OUT: mark("married and moved out"),
    HouseholdChange.DIED: mark("died"),
    HouseholdChange.SPLIT_OFF: mark("began a household of their own"),
    HouseholdChange.MERGED_INTO: mark("went into another household"),
    None: mark("taken out by a correction"),
}
_PARTS = {
    "place": mark("the place"),
    "consent": mark("the consent"),
    "collectors": mark("who collects"),
    "vouchers": mark("who vouched"),
}


def person_name(person: PersonName) -> str:
    """A name in the script that the window reads; *child of* for an infant; "somebody" when nothing is kept."""
    english = language() is Language.ENGLISH
    told, latin = person.name_as_told, person.name_latin
    name = (latin or told) if english else (told or latin)
    if not name and person.unnamed:
        name = child_of(person.parent_name, person.parent_latin)
    return name or tr("somebody")


def names_said(people: Sequence[PersonName]) -> str:
    """Names with commas and *and*: Sakina Bibi, Ali and Zara; of many the first and how many more."""
    if not people:
        return tr("somebody")
    shown = [isolated(person_name(person)) for person in people[:_NAMED]]
    more = len(people) - len(shown)
    if more:
        return _put(tr("{names} and {n} more"), names=comma().join(shown), n=isolated(more))
    if len(shown) == 1:
        return shown[0]
    return _put(tr("{names} and {last}"), names=comma().join(shown[:-1]), last=shown[-1])


def sentence(line: HistoryLine) -> str:
    """What was done, without its day: "Sakina Bibi came into the household." """
    say = _SAYS.get(line.kind)
    said = say(line) if say is not None else _happened(line)
    if line.other is not None:
        said = _put(tr("{sentence} The other household is {code}."), sentence=said, code=isolated(line.other.grouped))
    return said


def day_of(line: HistoryLine) -> str:
    """The day on which it happened; of other acts the day on which they were done."""
    return day_words(line.day) if line.day else moment_words(line.at)


def told(line: HistoryLine) -> str:
    """Day and sentence: "12 Nov 2026: Sakina Bibi came into the household." """
    return _put(tr("{day}: {sentence}"), day=day_of(line), sentence=sentence(line))


def entered(line: HistoryLine) -> str:
    """When it was entered, if that was another day than the one it happened on, and by whom."""
    exact = line.at.exactness is Exactness.SECOND
    when = time_text(line.at.at) if exact else moment_words(line.at)
    if line.day is None or line.day == line.at.day or not exact:
        return joined(when, line.operator)
    return tr("entered {when} by {who}", when=when, who=line.operator or tr("somebody"))


def former_words(one: FormerMember) -> str:
    """How and when somebody went: "left on 12 Nov 2026, here since 3 Feb 2026"."""
    how = tr("was the same person as in another record") if one.same_person else tr(_WENT.get(one.change, _WENT[None]))
    went = tr("{how} on {day}", how=how, day=day_words(one.to_day))
    return joined(went, tr("here since {day}", day=moment_words(one.from_day)))


def former_line(one: FormerMember) -> str:
    """Somebody who is no longer here, with the father or husband, in the script that the window reads."""
    name, known = person_name(one.name), one.name
    if not (known.name_as_told or known.name_latin):
        return name
    latin = script_of(name) == "latin"
    parent = (known.parent_latin or known.parent_name) if latin else (known.parent_name or known.parent_latin)
    return with_parent(name, one.parent_relation, parent)


def _happened(line: HistoryLine) -> str:
    if line.change is HouseholdChange.MOVED and line.moved is not None:
        (old, old_village), (new, new_village) = line.moved
        return tr(
            "The household moved from {old} to {new}.",
            old=where_words(old, old_village),
            new=where_words(new, new_village),
        )
    if line.change is not None and line.change in _CHANGES:
        return _put(tr(_CHANGES[line.change]), names=names_said(line.people))
    return tr("{act}.", act=label(EntryKind(line.kind)))


def _registered(_: HistoryLine) -> str:
    return tr("The household was registered.")


def _corrected(line: HistoryLine) -> str:
    what = [names_said(line.people)] if line.people else []
    what += [tr(_PARTS[part]) for part in line.parts if part in _PARTS]
    said = _put(tr("The record was corrected: {what}."), what=comma().join(what))
    return said if what else tr("The record was corrected.")


def _card(sentence: str) -> Callable[[HistoryLine], str]:
    return lambda line: tr(sentence, slot=line.card[12:13], issue=str(int(line.card[13:] or 0)))


def _revoked(line: HistoryLine) -> str:
    return _with_why(line, _card(mark("Card {issue} of holder {slot} is not honoured any more."))(line))


def _replaced(line: HistoryLine) -> str:
    return _with_why(line, _card(mark("The card of holder {slot} was replaced, the new one is card {issue}."))(line))


def _with_why(line: HistoryLine, said: str) -> str:
    return said if line.reason is None else _put(tr("{sentence} {why}."), sentence=said, why=label(line.reason))


def _given(sentence: str) -> Callable[[HistoryLine], str]:
    def say(line: HistoryLine) -> str:
        items = [tr("{count} × {item}", count=count, item=_item(code)) for code, count in line.items]
        return _put(tr(sentence), items=joined(*items) or "-", receipt=isolated(str(line.receipt)))

    return say


def _block(sentence: str) -> Callable[[HistoryLine], str]:
    def say(line: HistoryLine) -> str:
        if line.block is None:
            return tr("{act}.", act=label(EntryKind(line.kind)))
        said = _put(tr(sentence), why=label(line.block))
        if line.until is None:
            return said
        return _put(tr("{sentence} It ends by itself on {day}."), sentence=said, day=day_words(line.until))

    return say


def _put(template: str, **parts: str) -> str:
    """Parts that are held together already, into a translated sentence: each name keeps the direction of its script."""
    return _PLACEHOLDER.sub(lambda found: parts.get(found[1], found[0]), template)


def _item(code: str) -> str:
    known = relief_items().get(code)
    return row_label(known) if known else code


_SAYS: dict[str, Callable[[HistoryLine], str]] = {
    EntryKind.HOUSEHOLD_REGISTERED: _registered,
    EntryKind.HOUSEHOLD_CORRECTED: _corrected,
    EntryKind.CARD_ISSUED: _card(mark("Card {issue} of holder {slot} was made.")),
    EntryKind.CARD_PRINTED: _card(mark("Card {issue} of holder {slot} was printed and came out well.")),
    EntryKind.CARD_COPIED: _card(mark("A copy of the card of holder {slot} was made.")),
    EntryKind.CARD_REPLACED: _replaced,
    EntryKind.CARD_REVOKED: _revoked,
    EntryKind.BLOCK_PROPOSED: _block(mark("It was proposed to block the household: {why}.")),
    EntryKind.BLOCKED: _block(mark("The household was blocked: {why}.")),
    EntryKind.BLOCK_REFUSED: _block(mark("The proposal to block the household was not agreed to: {why}.")),
    EntryKind.UNBLOCKED: _block(mark("The block of the household was lifted: {why}.")),
    EntryKind.GIVEN: _given(mark("Help was handed out: {items} (receipt {receipt}).")),
    EntryKind.VOIDED: _given(mark("A hand-over was taken back: {items} (receipt {receipt}).")),
    EntryKind.OWED_PASSED_ON: _given(mark("What is still owed came with those who were taken in: {items}.")),
}
