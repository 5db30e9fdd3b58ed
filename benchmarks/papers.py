"""One big paper drawn in a process of its own, by us or by Qt: `python -m benchmarks.papers cards|list|muster ours|qt`.

Says its processor seconds, the most memory it held in megabytes and the length of the PDF, as JSON.
"""

import io
import json
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from benchmarks.measuring import peak_megabytes
from benchmarks.people import people
from desktop.practice.portraits import portrait
from desktop.records.card import CardFaceData, IssuedCards
from desktop.records.distribution import ItemDraft, ItemDue, PointView, RosterData, RosterLine, RoundView, StepDraft
from desktop.records.operator import EntryRef, OfficeView
from desktop.security.card_code import seal, validity
from desktop.values.identifiers import CardNumber, DeskId, HouseholdCode, PointId, RoundId
from desktop.values.vocabulary import Language, ListKind, ParentRelation, RosterSort, RoundState, SheetKind
from desktop.words.captions.cards import card_sheet
from desktop.words.captions.relief import roster_sheet
from printing.values import CardSheet, RosterKind, RosterSheet
from tests.security.offices import new_desk

CARDS, ROWS = 1_000, 10_000
_NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
_NOBODY = UUID(int=1)


def cards() -> CardSheet:
    """A thousand cards of a thousand invented people: own face, own signed code, own photo of 480 x 640."""
    key, chance = new_desk().card, random.Random(1)
    issued, expires = validity(date(2026, 11, 24))
    faces: list[CardFaceData] = []
    for serial, person in enumerate(people(CARDS)):
        number = CardNumber(HouseholdCode.make("617", serial * 97), 1, 1)
        faces.append(
            CardFaceData(
                number=number,
                name_as_told=person.name_as_told,
                name_latin=person.name_latin,
                parent_name=person.parent_name,
                parent_latin=person.parent_latin,
                parent_relation=ParentRelation.DAUGHTER_OF if person.woman else ParentRelation.SON_OF,
                credential=seal(number, issued, expires, key),
                renew_after=datetime.fromtimestamp(expires, UTC),
                copy=0,
                photo=portrait(chance, woman=person.woman) + serial.to_bytes(4),  # no two alike
            )
        )
    return card_sheet(IssuedCards(tuple(faces), "", practice=False, entry=None), Language.URDU, SheetKind.A4_8)


def roster(kind: RosterKind) -> RosterSheet:
    """Ten thousand households of invented people, three items."""
    due = (ItemDue("ATTA20", 2, "bag"), ItemDue("OIL5", 1, "tin"), ItemDue("BLANKET", 3, "piece"))
    lines = tuple(
        RosterLine(
            code=HouseholdCode.make("617", serial * 97),
            name_as_told=person.name_as_told,
            name_latin=person.name_latin,
            parent_name=person.parent_name,
            parent_latin=person.parent_latin,
            parent_relation=ParentRelation.DAUGHTER_OF if person.woman else ParentRelation.SON_OF,
            size=1 + serial % 9,
            village=person.village,
            items=due,
        )
        for serial, person in enumerate(people(ROWS))
    )
    items = tuple(ItemDraft(one.item, (StepDraft(1, one.quantity),)) for one in due)
    point = PointView(PointId(_NOBODY), "malook", "Basti Malook", open=True, areas=(), given=0)
    days = (date(2026, 11, 24), date(2026, 11, 30))
    round_ = RoundView(
        id=RoundId(_NOBODY),
        code="flour-3",
        programme="Flood flour",
        list_kind=ListKind.OPEN,
        state=RoundState.OPEN,
        frozen=False,
        list_version=1,
        areas=("PK617",),
        from_day=days[0],
        to_day=days[1],
        items=items,
        points=(point,),
        households=ROWS,
        totals=due,
        given=0,
    )
    entry = EntryRef("haqdar.pk/malook/desk-03/1", 184_223, 184_224, "1234 5678 9012 3456 7890 1234")
    data = RosterData(round_, point, RosterSort.VILLAGE, lines, due, _NOW, "lead", entry)
    office = OfficeView(
        name="Basti Malook",
        district="PK617",
        practice=False,
        desk_id=DeskId(_NOBODY),
        desk_name="Desk 03",
        log=entry.log,
        epoch=1,
    )
    return roster_sheet(data, kind, Language.URDU, office, "BML03")


def drawer(what: str, who: str) -> Callable[[], bytes]:
    """The work to be measured, with everything it draws already in memory and every import done."""
    if what == "cards":
        sheet = cards()
        if who == "ours":
            from printing.cards import draw_cards

            return lambda: draw_cards(sheet)
        from benchmarks.qt_pen import cards as qt_cards

        return lambda: qt_cards(sheet)
    kind: RosterKind = "list" if what == "list" else "muster"
    rows = roster(kind)
    if who == "ours":
        from printing.rosters import draw_roster

        return lambda: draw_roster(rows)
    from benchmarks.qt_pen import roster as qt_roster

    return lambda: qt_roster(rows)


def main(what: str, who: str) -> None:
    """Draw once and say what it took."""
    draw = drawer(what, who)
    begun = time.process_time()
    pdf = draw()
    spent = time.process_time() - begun
    assert io.BytesIO(pdf).read(4) == b"%PDF"
    print(json.dumps({"cpu": spent, "peak": peak_megabytes(), "bytes": len(pdf)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
