"""Fills the papers of a relief round: the roster of a point, and the slip for what was handed over."""

from desktop.records.distribution import Given, PersonShown, RosterData, RosterLine
from desktop.records.operator import OfficeView
from desktop.reference.tables import relief_items
from desktop.values.text import script_of
from desktop.values.vocabulary import Language
from desktop.words.captions.bilingual import (
    days_text,
    fingerprint,
    pair,
    practice_pair,
    relation_latin,
    relation_local,
    time_text,
)
from desktop.words.catalogue import mark, tr_in
from desktop.words.stock import UNITS, item_words
from printing.values import (
    Pair,
    RosterCaptions,
    RosterItem,
    RosterKind,
    RosterRow,
    RosterSheet,
    Slip,
    SlipItem,
)

DRAWINGS = {"ATTA20": "flour", "OIL5": "oil", "BLANKET": "blanket"}
"""Items that have a drawing of ours; others go without."""


def roster_sheet(data: RosterData, kind: RosterKind, language: Language, office: OfficeView, short: str) -> RosterSheet:
    """A muster sheet to sign on, or a plain list, as it is drawn; `short` names the desk in its book code."""
    return RosterSheet(
        rows=tuple(_row(line, data, language) for line in data.lines),
        items=tuple(_roster_item(item.code, data, language) for item in data.round.items),
        captions=_roster_captions(data, kind, language),
        fingerprint=fingerprint(data.entry, short),
        language=language.value,
        kind=kind,
        practice=office.practice,
        number=data.number,
    )


def slip(given: Given, language: Language, office: OfficeView, short: str, *, lane: int, copy: int = 0) -> Slip:
    """The slip for one hand-over; the same for everybody, and it names no reason and no work.

    `copy` counts how often it was printed before.
    """
    person = given.decision.person
    assert given.decision.household is not None
    place = tr_in(
        Language.ENGLISH,
        "{when} · {point}, lane {lane} · slip {receipt}",
        when=time_text(given.at),
        point=given.point_name,
        lane=str(lane),
        receipt=str(given.receipt),
    )
    return Slip(
        title=pair(language, "Received"),
        items=_slip_items(given, language),
        code=given.decision.household.text,
        person=_person(person, language) if person else "",
        person_latin=_person_latin(person) if person else "",
        when_where=place,
        notice=pair(language, "It is free. If you got less, or somebody asked for money, tell the help desk."),
        book=tr_in(Language.ENGLISH, "The book at this moment"),
        keep=tr_in(Language.ENGLISH, "Keep this paper: with it anyone can check our book."),
        fingerprint=fingerprint(given.entry, short),
        language=language.value,
        practice=office.practice,
        copy=pair(language, "copy {n}", n=str(copy)) if copy else None,
        practice_caption=practice_pair(language),
    )


def _item_name(code: str, language: Language) -> Pair:
    words = item_words(code)
    return Pair(words.en, "" if language is Language.ENGLISH else words.text(language))


def _roster_item(code: str, data: RosterData, language: Language) -> RosterItem:
    """A column; its total says the unit, and the item's name too where two items share a unit."""
    units = [relief_items()[item.code].unit for item in data.round.items if item.code in relief_items()]
    known = relief_items().get(code)
    unit = known.unit if known else "piece"
    total = tr_in(Language.ENGLISH, UNITS.get(unit, "{count}"))
    if units.count(unit) > 1:
        total = f"{item_words(code).en} {total}"
    return RosterItem(kind=DRAWINGS.get(code, ""), name=_item_name(code, language), total=total)


def _row(line: RosterLine, data: RosterData, language: Language) -> RosterRow:
    amounts = {due.item: due.quantity for due in line.items}
    name, relation = line.name_as_told or line.name_latin, line.parent_name or line.parent_latin
    if line.caretaker:  # children who live alone: who looks after them signs
        spoken = language
        if script_of(name) == "latin":
            spoken = Language.ENGLISH
        elif language is Language.ENGLISH:  # in one direction with the name
            spoken = Language.URDU
        name, relation = line.caretaker, tr_in(spoken, "caretaker of {name}", name=name)
    return RosterRow(
        code=line.code.text,
        name=name,
        relation=relation,
        people=line.size,
        amounts=tuple(amounts.get(item.code, 0) for item in data.round.items),
        collectors=line.collectors,
    )


def _roster_captions(data: RosterData, kind: RosterKind, language: Language) -> RosterCaptions:
    title = mark("Muster sheet · {round}") if kind == "muster" else mark("Roster · {round}")
    name = f"{data.round.programme} · {data.round.code}"
    english = Language.ENGLISH
    return RosterCaptions(
        title=pair(language, title, round=name),
        place=Pair(f"{data.point.name} · {days_text(data.round.from_day, data.round.to_day)}"),
        scan=pair(language, "Scan"),
        code=pair(language, "Code"),
        name=pair(language, "Name"),
        relation=pair(language, "Father or husband"),
        people=pair(language, "People"),
        signature=pair(language, "Thumb or signature"),
        collector=pair(language, "Who signed"),
        holder=pair(language, "holder"),
        sheet=pair(language, "Sheet {sheet}", sheet="{sheet}"),
        page=tr_in(english, "Page {page} of {pages}"),
        households=tr_in(english, "{count} households"),
        grand=tr_in(english, "In all:"),
        given_by=tr_in(english, "Given out by"),
        seen_by=tr_in(english, "Seen by"),
        note=tr_in(english, "Everybody signs for what they were given, not before."),
        list_version=tr_in(english, "List version {version}", version=str(data.round.list_version)),
        printed=tr_in(english, "Printed {when} by {name}", when=time_text(data.printed_at), name=data.printed_by),
        practice=practice_pair(language),
    )


def _slip_items(given: Given, language: Language) -> tuple[SlipItem, ...]:
    """What was handed over, each with what of it stays due; then what stays due whole."""
    owed = {line.item: line.quantity for line in given.decision.owed}
    there = {line.item for line in given.decision.items}
    lines = [(line.item, line.quantity) for line in given.decision.items]
    lines += [(line.item, 0) for line in given.decision.owed if line.item not in there]
    return tuple(
        SlipItem(
            kind=DRAWINGS.get(item, ""),
            count=f"{quantity:,}",
            name=_item_name(item, language),
            note=pair(language, "{count} still due to you", count=f"{owed[item]:,}") if item in owed else Pair(""),
        )
        for item, quantity in lines
    )


def _person(person: PersonShown, language: Language) -> str:
    """Name and whose wife, son or daughter, as told; the Latin name where nothing else is known."""
    if not person.name_as_told:
        return _person_latin(person)
    relation = relation_local(person.parent_relation, person.parent_name, language)
    return " ".join(part for part in (person.name_as_told, relation) if part)


def _person_latin(person: PersonShown) -> str:
    relation = relation_latin(person.parent_relation, person.parent_latin)
    return " ".join(part for part in (person.name_latin, relation) if part)
