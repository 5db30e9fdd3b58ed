"""What two people let at the help desk: a household draws beside the list, somebody collects today, home delivery."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from desktop.errors import (
    CannotBeNamed,
    DraftProblems,
    HouseholdNotFound,
    NotOnDelivery,
    NotPermitted,
    ReasonMissing,
    RoundNotInState,
    RoundUnknown,
    SecondNeeded,
    SizeUnlikely,
    TooManyHouseholds,
)
from desktop.models.disbursement import Collection
from desktop.models.help_desk import Allowance, Proxy
from desktop.records.consent import CarriedOut
from desktop.records.distribution import Collecting
from desktop.records.help_desk import ProxyDraft, ProxyLet
from desktop.records.trusted_person import IntermediaryDraft
from desktop.usecases import allowances, collectors, consents, distribution, programmes, safekeeping
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import CollectionKind, ConsentPurpose, Intermediary, ProxyReason, Verdict
from tests import factories
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief, ShiftedClock


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, clock: ShiftedClock) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("allowances"), clock=clock) as made:
        yield made


@pytest.fixture
def relief(office: TestOffice, clock: ShiftedClock) -> Relief:
    return Relief(office, clock)


NEIGHBOUR = ProxyDraft("گل محمد", "Gul Muhammad", "", "0301-7654321", ProxyReason.ILL)


def let(office: TestOffice, round_code: str, code: HouseholdCode, draft: ProxyDraft = NEIGHBOUR) -> ProxyLet:
    """By the help desk with the supervisor beside."""
    return allowances.let_collect(
        office.desk(Role.HELPDESK), round_code, code, draft, second=office.second(Role.SUPERVISOR)
    )


def whole(office: TestOffice) -> bool:
    """Whether every row is what the book says."""
    opened = office.opened(Role.AUDITOR)
    return safekeeping.check(opened.desk, opened.certificates, office.folder).first_bad is None


# --- a household that the list does not name -------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.HELPDESK, Role.SUPERVISOR])
def test_two_people_let_a_household_draw(role: Role, relief: Relief, office: TestOffice) -> None:
    """Outside the areas of the round it is sent away; let, it draws for as many people as was said."""
    standing, code = relief.round(areas=("PK604",)), relief.household(6)
    (card,) = relief.cards(code)
    shown = relief.presented(card.credential)
    assert relief.decide(standing, shown).verdict is Verdict.H3
    second = office.second(Role.LEAD)
    done = allowances.allow(office.desk(role), standing.round_code, code, 2, "came after the flood", second=second)
    assert (done.size, done.reason) == (2, "came after the flood")
    decision = relief.decide(standing, shown)
    assert decision.verdict is Verdict.G1
    assert {line.item: line.quantity for line in decision.items} == {"ATTA20": 2, "OIL5": 1}
    assert whole(office)


def test_said_again_the_newer_number_holds(relief: Relief, office: TestOffice) -> None:
    """A slip of the finger is put right by the same two steps; both stand in the book."""
    standing, code = relief.round(areas=("PK604",)), relief.household(6)
    for size in (2, 6):
        allowances.allow(
            office.desk(Role.HELPDESK), standing.round_code, code, size, "flood", second=office.second(Role.LEAD)
        )
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        assert conn.scalars(select(Allowance.size)).all() == [6]
    assert whole(office)


def test_an_allowance_is_refused_where_it_makes_no_sense(relief: Relief, office: TestOffice) -> None:
    """Alone, without a reason, for nobody or for a village, for a household or a round that is not there or over."""
    standing, code = relief.round(), relief.household()
    desk, second = office.desk(Role.HELPDESK), office.second(Role.LEAD)
    with pytest.raises(SecondNeeded):
        allowances.allow(desk, standing.round_code, code, 3, "flood")
    with pytest.raises(ReasonMissing):
        allowances.allow(desk, standing.round_code, code, 3, "", second=second)
    for size in (0, -3, 41):
        with pytest.raises(SizeUnlikely):
            allowances.allow(desk, standing.round_code, code, size, "flood", second=second)
    with pytest.raises(HouseholdNotFound):
        allowances.allow(desk, standing.round_code, HouseholdCode.make("617", 9_999_996), 3, "flood", second=second)
    with pytest.raises(RoundUnknown):
        allowances.allow(desk, "none", code, 3, "flood", second=second)
    with pytest.raises(NotPermitted):
        allowances.allow(office.desk(Role.LEAD), standing.round_code, code, 3, "flood", second=second)
    programmes.close_round(office.desk(Role.SUPERVISOR), standing.round_code)
    with pytest.raises(RoundNotInState):
        allowances.allow(desk, standing.round_code, code, 3, "flood", second=second)
    assert whole(office)


# --- somebody who collects today -------------------------------------------------------------------------------------


def test_somebody_collects_for_one_day(relief: Relief, office: TestOffice) -> None:
    """The day is today; name and phone are in the row and in no entry."""
    standing, code = relief.round(), relief.household()
    done = let(office, standing.round_code, code)
    assert (done.households, done.looked_at, done.name_latin) == (1, False, "Gul Muhammad")
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        row = conn.execute(select(Proxy)).one()
        assert (row.phone, row.person_key, row.day) == ("+923017654321", "phone:+923017654321", done.day)
        contents = b"".join(bytes(one) for one in conn.scalars(text("SELECT content FROM ledger_content")))
    assert b"Gul" not in contents
    assert b"923017654321" not in contents
    assert whole(office)


def test_the_third_household_is_looked_at_and_the_fifth_refused(relief: Relief, office: TestOffice) -> None:
    """One person, one phone, whatever the name is written like; the same household again counts once."""
    standing = relief.round()
    homes = [relief.household() for _ in range(5)]
    seen = [let(office, standing.round_code, code).looked_at for code in homes[:4]]
    assert seen == [False, False, True, True]
    assert let(office, standing.round_code, homes[0]).households == 4
    other = ProxyDraft("", "Gull Mohammad", "", "+92 301 7654321", ProxyReason.ELDERLY)
    with pytest.raises(TooManyHouseholds) as refused:
        let(office, standing.round_code, homes[4], other)
    assert refused.value.limit == 4
    assert let(office, relief.round().round_code, homes[4]).households == 1
    assert whole(office)


def test_a_name_alone_counts_within_its_village(relief: Relief, office: TestOffice) -> None:
    """Half a district is called Gul Muhammad: without a phone, only one village's is the same person."""
    standing = relief.round()
    nameless = ProxyDraft("گل محمد", "", "", "", ProxyReason.ILL)
    for village in ("Chak 12", "Chak 12", "Chak 12", "Chak 12"):
        let(office, standing.round_code, relief.household(village=village), nameless)
    assert let(office, standing.round_code, relief.household(village="Kot Sultan"), nameless).households == 1
    with pytest.raises(TooManyHouseholds):
        let(office, standing.round_code, relief.household(village="Chak 12"), nameless)


def test_nobody_between_workers_and_owners_collects(relief: Relief, office: TestOffice) -> None:
    """By the phone that was noted; the refusal says nothing of why, and nothing is kept."""
    collectors.note_intermediary(
        office.desk(Role.CLERK),
        IntermediaryDraft(role=Intermediary.JAMADAR, name_latin="Sardar Khan", phone="0301-7654321"),
    )
    with pytest.raises(CannotBeNamed):
        let(office, relief.round().round_code, relief.household())
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        assert conn.execute(select(Proxy)).all() == []


def test_a_day_collector_needs_a_name_a_reason_and_two_people(relief: Relief, office: TestOffice) -> None:
    round_code, code = relief.round().round_code, relief.household()
    with pytest.raises(ReasonMissing):
        let(office, round_code, code, ProxyDraft("گل محمد"))
    with pytest.raises(DraftProblems) as refused:
        let(office, round_code, code, ProxyDraft("", "", "", "0301", ProxyReason.ILL))
    assert refused.value.where == "name_as_told"
    with pytest.raises(SecondNeeded):
        allowances.let_collect(office.desk(Role.HELPDESK), round_code, code, NEIGHBOUR)


def test_who_collected_is_forgotten_with_the_household(relief: Relief, office: TestOffice) -> None:
    """When the household takes everything back, nothing tells who was let collect for it, and who did."""
    standing, code = relief.round(), relief.household()
    let(office, standing.round_code, code)
    distribution.give(
        office.desk(Role.SCANNER),
        standing,
        relief.typed(code.text),
        disbursement=DisbursementId(new_id()),
        looked=True,
        collector=Collecting(CollectionKind.PROXY),
    )
    clerk = office.desk(Role.CLERK)
    consents.withdraw(clerk, code, ConsentPurpose.REGISTER)
    assert isinstance(consents.confirm(clerk, code, ConsentPurpose.REGISTER), CarriedOut)
    with clerk.store.reader.connect() as conn:
        assert conn.execute(select(Proxy.name_latin, Proxy.phone, Proxy.person_key)).all() == [("", "", "")]
        assert conn.scalars(select(Collection.person_key)).all() == [""]
    assert whole(office)


# --- home delivery ---------------------------------------------------------------------------------------------------


def test_who_is_served_at_home_stands_in_a_list(relief: Relief, office: TestOffice) -> None:
    """By village, with whether it drew; taken off, it is gone; both stand in the book."""
    standing = relief.round()
    homes = [relief.household(village=village) for village in ("Kot", "Chak 12")]
    for code, reason in zip(homes, (ProxyReason.DISABLED, ProxyReason.ELDERLY), strict=True):
        allowances.add_delivery(office.desk(Role.HELPDESK), standing.round_code, code, reason)
    allowances.add_delivery(office.desk(Role.SUPERVISOR), standing.round_code, homes[0], ProxyReason.ILL)
    relief.give(standing, relief.typed(homes[1].text))
    found = allowances.deliveries(office.desk(Role.HELPDESK), standing.round_code)
    assert [(one.household, one.village, one.reason, one.drawn) for one in found] == [
        (homes[1], "Chak 12", ProxyReason.ELDERLY, True),
        (homes[0], "Kot", ProxyReason.ILL, False),
    ]
    assert whole(office)
    allowances.end_delivery(office.desk(Role.HELPDESK), standing.round_code, homes[0])
    assert len(allowances.deliveries(office.desk(Role.HELPDESK), standing.round_code)) == 1
    with pytest.raises(NotOnDelivery):
        allowances.end_delivery(office.desk(Role.HELPDESK), standing.round_code, homes[0])
    assert whole(office)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE allowance SET size = 12",
        "DELETE FROM allowance",
        "UPDATE home_delivery SET reason = 'ill'",
        "DELETE FROM home_delivery",
        "UPDATE proxy SET day = '2030-01-01'",
        "DELETE FROM proxy",
    ],
)
def test_what_was_changed_behind_the_books_back_is_found(change: str, relief: Relief, office: TestOffice) -> None:
    round_code, code = relief.round(areas=("PK604",)).round_code, relief.household(3)
    allowances.allow(office.desk(Role.HELPDESK), round_code, code, 3, "flood", second=office.second(Role.LEAD))
    allowances.add_delivery(office.desk(Role.HELPDESK), round_code, code, ProxyReason.DISABLED)
    let(office, round_code, code)
    assert whole(office)
    with office.desk(Role.SUPERVISOR).store.writer.connect() as conn, conn.begin():
        conn.execute(text(change))
    assert not whole(office)
