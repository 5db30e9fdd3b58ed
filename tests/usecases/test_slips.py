"""The printings of a slip are counted in the store: from the second on it is a copy, in whatever window."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import DisbursementUnknown, NotPermitted, VoidedAlready
from desktop.opening import sign_in
from desktop.queries.history import entries_about
from desktop.records.distribution import Standing
from desktop.usecases import distribution, households, safekeeping, slips
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, VoidReason
from desktop.words.captions.relief import slip
from printing.slips import draw_slip
from tests.factories import TestOffice, passphrase_of
from tests.printing.paperwork import words
from tests.usecases.relief_office import Relief


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """What is done again and again."""
    return Relief(office)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """Lane 3 of an open point."""
    return replace(relief.round(), lane=3)


def kinds_about(desk: Desk, disbursement: DisbursementId) -> list[EntryKind]:
    """What the book says of a hand-over, in order."""
    with desk.store.reader.connect() as conn, conn.begin():
        found = sorted(entries_about(conn, desk.office.district, [disbursement]), key=lambda entry: entry.hlc)
    return [EntryKind(entry.do) for entry in found]


def paper(desk: Desk, office: TestOffice, disbursement: DisbursementId, copy: int, scratch: Path) -> str:
    """The words of the slip as it is drawn from the store."""
    data = slips.show(desk, disbursement)
    short = office.opened(Role.SCANNER).certificates.short_of(desk.office.log)
    return words(draw_slip(slip(data.given, Language.URDU, desk.office, short, lane=data.lane, copy=copy)), scratch)


def test_the_first_paper_is_no_copy_and_each_one_after_it_is(
    office: TestOffice, relief: Relief, standing: Standing, tmp_path: Path
) -> None:
    """Each printing has its number and its entry; the book and the register fit together."""
    (face,) = relief.cards(relief.household(4))
    given = relief.give(standing, relief.presented(face.credential))
    desk = office.desk(Role.SCANNER)
    assert slips.show(desk, given.disbursement).printed == 0
    assert [slips.draw_print(desk, given.disbursement).copy for _ in range(3)] == [0, 1, 2]
    assert slips.show(desk, given.disbursement).printed == 3
    assert kinds_about(desk, given.disbursement) == [EntryKind.GIVEN, *[EntryKind.SLIP_PRINTED] * 3]
    assert "copy" not in paper(desk, office, given.disbursement, 0, tmp_path)
    assert "copy 2" in paper(desk, office, given.disbursement, 2, tmp_path)
    auditor = office.opened(Role.AUDITOR)
    assert safekeeping.check(auditor.desk, auditor.certificates, auditor.folder).ok


def test_the_number_goes_on_after_the_window_was_closed(office: TestOffice, relief: Relief, standing: Standing) -> None:
    """Another opening of the same office, by another person of the lane."""
    (face,) = relief.cards(relief.household())
    given = relief.give(standing, relief.presented(face.credential))
    slips.draw_print(office.desk(Role.SCANNER), given.disbursement)
    office.close()
    opened = sign_in(office.folder, Role.LEAD.value, passphrase_of(Role.LEAD))
    try:
        assert slips.show(opened.desk, given.disbursement).printed == 1
        assert slips.draw_print(opened.desk, given.disbursement).copy == 1
    finally:
        opened.close()


def test_the_slip_from_the_store_is_the_one_of_the_hand_over(
    relief: Relief, standing: Standing, office: TestOffice
) -> None:
    """Same number, items, person and place as the lane had them; who holds the second card stands on it."""
    first, second = relief.cards(relief.household(5, holders=2))
    assert (first.number.slot, second.number.slot) == (1, 2)
    given = relief.give(standing, relief.presented(second.credential))
    data = slips.show(office.desk(Role.SCANNER), given.disbursement)
    told, kept = given.decision, data.given.decision
    assert data.lane == 3
    assert (data.given.receipt, data.given.at, data.given.point_name) == (given.receipt, given.at, given.point_name)
    assert (kept.household, kept.number, kept.items, kept.owed) == (told.household, told.number, told.items, told.owed)
    assert told.person is not None
    assert kept.person == replace(told.person, photo=None)
    assert kept.person is not None
    assert kept.person.name_as_told == second.name_as_told


def test_a_code_typed_by_hand_puts_the_head_on_the_slip(relief: Relief, standing: Standing, office: TestOffice) -> None:
    """No card, no slot: the head, as at the lane."""
    given = relief.give(standing, relief.typed(relief.household(3, holders=2).text))
    data = slips.show(office.desk(Role.SCANNER), given.disbursement)
    assert given.decision.person is not None
    assert data.given.decision.person == replace(given.decision.person, photo=None)
    assert data.given.decision.number is None


def test_what_the_printer_refused_gives_its_number_back_unless_another_was_drawn(
    relief: Relief, standing: Standing, office: TestOffice
) -> None:
    """The next paper is then the first; where another window printed meanwhile nothing comes back."""
    given = relief.give(standing, relief.typed(relief.household().text))
    desk, other = office.desk(Role.SCANNER), office.desk(Role.LEAD)
    refused = slips.draw_print(desk, given.disbursement)
    assert slips.not_printed(desk, given.disbursement, refused)
    assert not slips.not_printed(desk, given.disbursement, refused), "once is enough"
    assert slips.show(desk, given.disbursement).printed == 0
    mine, theirs = slips.draw_print(desk, given.disbursement), slips.draw_print(other, given.disbursement)
    assert (mine.copy, theirs.copy) == (0, 1)
    assert not slips.not_printed(desk, given.disbursement, mine)
    assert slips.draw_print(desk, given.disbursement).copy == 2
    told = [kind for kind in kinds_about(desk, given.disbursement) if kind is EntryKind.SLIP_FAILED]
    assert len(told) == 3


def test_two_windows_that_print_at_once_get_two_numbers(relief: Relief, standing: Standing, office: TestOffice) -> None:
    """Two sittings, ten printings each: twenty numbers, none twice, none left out."""
    given = relief.give(standing, relief.typed(relief.household().text))
    sittings = [office.desk(Role.SCANNER), office.desk(Role.LEAD)]

    def print_ten(desk: Desk) -> list[int]:
        return [slips.draw_print(desk, given.disbursement).number for _ in range(10)]

    with ThreadPoolExecutor(2) as both:
        numbers = [number for part in both.map(print_ten, sittings) for number in part]
    assert sorted(numbers) == list(range(1, 21))


def test_what_was_taken_back_or_never_was_has_no_slip(relief: Relief, standing: Standing, office: TestOffice) -> None:
    """Neither to look at nor to print, and nothing is counted."""
    given = relief.give(standing, relief.typed(relief.household().text))
    desk = office.desk(Role.SCANNER)
    distribution.void(desk, given.disbursement, VoidReason.WRONG_PERSON)
    for ask in (slips.show, slips.draw_print):
        with pytest.raises(VoidedAlready):
            ask(desk, given.disbursement)
        with pytest.raises(DisbursementUnknown):
            ask(desk, DisbursementId(new_id()))
        with pytest.raises(NotPermitted):
            ask(office.desk(Role.CLERK), given.disbursement)
    assert kinds_about(desk, given.disbursement) == [EntryKind.GIVEN, EntryKind.VOIDED]


def test_the_printings_stand_in_the_history_of_the_household(
    relief: Relief, standing: Standing, office: TestOffice
) -> None:
    """Whoever looks at a household sees that its slip was printed, and nothing of the register is said by it."""
    code = relief.household()
    given = relief.give(standing, relief.typed(code.text))
    slips.draw_print(office.desk(Role.SCANNER), given.disbursement)
    story = households.story(office.desk(Role.SUPERVISOR), code)
    assert EntryKind.SLIP_PRINTED in [line.kind for line in story.lines]
