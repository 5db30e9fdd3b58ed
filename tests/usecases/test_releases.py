"""Bags without cards: only by an order with a number, a name and a second person, and never among what was received."""

import pytest

from desktop.errors import NotPermitted, SecondNeeded, SecondUnfit, StockCountWrong, StockShort, StockTextWrong
from desktop.models.release import Release
from desktop.records.distribution import Standing
from desktop.records.stock import ArrivalDraft, BookLine, Goods, ReleaseDraft
from desktop.usecases import programmes, releases, safekeeping, stock, waybills
from desktop.values.permissions import Role
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief

ORDER = ReleaseDraft("DC/2026/114", "Deputy Commissioner Multan", "twenty bags for the school", (Goods("ATTA20", 20),))


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    return Relief(office)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A point with 50 bags."""
    standing = relief.round()
    draft = ArrivalDraft((Goods("ATTA20", 50),), document="GRN-1", origin="PDMA store")
    waybills.receive(relief.office.desk(Role.LEAD), standing, draft)
    return standing


def flour(relief: Relief, standing: Standing) -> BookLine:
    found = stock.show(relief.office.desk(Role.LEAD), standing).line("ATTA20")
    assert found is not None
    return found


def first_bad(relief: Relief) -> object:
    opened = relief.office.opened(Role.LEAD)
    return safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad


def test_what_is_released_is_a_line_of_its_own_beside_what_households_received(
    relief: Relief, standing: Standing
) -> None:
    relief.give(standing, relief.typed(relief.household(4).text))
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    done = releases.release(lead, standing, ORDER, second=second)
    line = flour(relief, standing)
    assert (line.received, line.issued, line.released, line.on_hand) == (50, 4, 20, 26)
    assert (done.release.by, done.release.second) == ("lead", "supervisor")
    assert (done.release.order, done.release.authority) == ("DC/2026/114", "Deputy Commissioner Multan")
    (view,) = programmes.rounds(lead)
    assert view.given == view.points[0].given == 1
    assert first_bad(relief) is None


def test_it_never_goes_without_a_second_person_of_another_role(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    with pytest.raises(SecondNeeded):
        releases.release(lead, standing, ORDER, second=None)
    with pytest.raises(SecondUnfit):
        releases.release(lead, standing, ORDER, second=relief.office.second(Role.LEAD))
    for role in (Role.SCANNER, Role.CLERK, Role.SUPERVISOR, Role.CONTROLLER):
        with pytest.raises(NotPermitted):
            releases.release(relief.office.desk(role), standing, ORDER, second=relief.office.second(Role.LEAD))
    assert flour(relief, standing).on_hand == 50


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (ReleaseDraft("", "A name", "why", ORDER.goods), "order"),
        (ReleaseDraft("114", "  ", "why", ORDER.goods), "authority"),
        (ReleaseDraft("114", "A name", "", ORDER.goods), "reason"),
    ],
)
def test_number_name_and_reason_are_all_needed(
    relief: Relief, standing: Standing, draft: ReleaseDraft, name: str
) -> None:
    with pytest.raises(StockTextWrong) as told:
        releases.release(relief.office.desk(Role.LEAD), standing, draft, second=relief.office.second(Role.SUPERVISOR))
    assert told.value.name == name
    assert flour(relief, standing).on_hand == 50


def test_it_goes_whole_or_not_at_all(relief: Relief, standing: Standing) -> None:
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    much = ReleaseDraft("114", "A name", "why", (Goods("ATTA20", 51),))
    with pytest.raises(StockShort) as told:
        releases.release(lead, standing, much, second=second)
    assert (told.value.asked, told.value.there) == (51, 50)
    with pytest.raises(StockCountWrong):
        releases.release(lead, standing, ReleaseDraft("114", "A", "w", (Goods("ATTA20", -20),)), second=second)
    assert releases.listed(lead, standing) == ()
    assert flour(relief, standing).on_hand == 50


def test_what_was_released_under_the_same_order_before_is_told(relief: Relief, standing: Standing) -> None:
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    assert releases.release(lead, standing, ORDER, second=second).earlier == ()
    again = releases.release(lead, standing, ORDER, second=second)
    assert [one.goods for one in again.earlier] == [ORDER.goods]
    assert len(releases.listed(relief.office.desk(Role.SUPERVISOR), standing)) == 2


def test_control_a_release_that_somebody_changes_in_the_store_is_found(relief: Relief, standing: Standing) -> None:
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    releases.release(lead, standing, ORDER, second=second)
    with lead.store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql(f"UPDATE {Release.__tablename__} SET authority = 'Somebody else'")
    assert "release" in str(first_bad(relief))
