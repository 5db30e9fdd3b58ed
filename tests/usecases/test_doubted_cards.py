"""A card whose signature does not hold is told to the book: where, and whether the paper is the same; never whose."""

from dataclasses import replace

import msgspec
import pytest

from desktop.errors import NotPermitted, PointUnknown, RoundUnknown
from desktop.queries.history import contents_at, entries_about
from desktop.queries.relief import disbursements
from desktop.records.distribution import Standing
from desktop.usecases import distribution, safekeeping
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Role
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief


@pytest.fixture
def standing(office: TestOffice) -> Standing:
    """Lane 2 of an open point."""
    return replace(Relief(office).round(), lane=2)


def told(office: TestOffice, standing: Standing) -> list[dict[str, object]]:
    """What the book says of cards that were doubted at the point, in order."""
    desk = office.desk(Role.AUDITOR)
    district = desk.office.district
    with desk.store.reader.connect() as conn, conn.begin():
        at = disbursements.stands(conn, district, standing)
        found = [one for one in entries_about(conn, district, [at]) if one.do == EntryKind.CARD_DOUBTED]
        found.sort(key=lambda entry: entry.hlc)
        contents = contents_at(conn, district, [(one.log, one.seq) for one in found])
    return [msgspec.json.decode(contents[one.log, one.seq]) for one in found]


def test_the_book_says_where_and_which_paper_and_names_nobody(office: TestOffice, standing: Standing) -> None:
    """The same paper twice is the same hash; the text, which holds a number, is nowhere."""
    relief = Relief(office)
    (face,) = relief.cards(relief.household())
    desk = office.desk(Role.SCANNER)
    for text in (face.credential, face.credential, "ANOTHER"):
        distribution.note_doubted(desk, standing, "desk-0", text)
    first, second, third = told(office, standing)
    assert first == second
    assert first["paper"] != third["paper"]
    assert (first["lane"], first["desk"]) == (2, "desk-0")
    written = str((first, second, third))
    assert face.number.household.text not in written
    assert face.credential not in written
    assert set(first) == {"lane", "desk", "paper"}
    auditor = office.opened(Role.AUDITOR)
    assert safekeeping.check(auditor.desk, auditor.certificates, auditor.folder).ok


def test_a_place_that_is_none_and_a_role_that_reads_no_cards_write_nothing(
    office: TestOffice, standing: Standing
) -> None:
    """Refused by name; the help desk, which reads cards too, may."""
    desk = office.desk(Role.SCANNER)
    with pytest.raises(RoundUnknown):
        distribution.note_doubted(desk, Standing("none", "malook"), "", "X")
    with pytest.raises(PointUnknown):
        distribution.note_doubted(desk, Standing(standing.round_code, "none"), "", "X")
    with pytest.raises(NotPermitted):
        distribution.note_doubted(office.desk(Role.CLERK), standing, "", "X")
    distribution.note_doubted(office.desk(Role.HELPDESK), standing, "", "X")
    assert len(told(office, standing)) == 1
