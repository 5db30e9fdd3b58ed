"""Whatever is opened and saved as it is, or said again as it holds already, is no entry and raises no version."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import func, select

from desktop.errors import RoleUnchanged
from desktop.models.ledger_entry import LedgerEntry
from desktop.opening import change_role
from desktop.records.consent import ConsentGiving
from desktop.records.distribution import Standing
from desktop.records.identity import NoteDraft
from desktop.records.point_day import DutyDraft
from desktop.records.programme import ProgrammeDraft
from desktop.records.workplace import WorkplaceDraft
from desktop.usecases import (
    allowances,
    cards,
    consents,
    identity,
    pairs,
    point_days,
    programme_rules,
    registration,
    workplaces,
)
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, HouseholdCode, RegistrantId
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    ConsentPurpose,
    DutyKind,
    IdentityResult,
    NumberSeen,
    PairAnswer,
    PointCheckKind,
    ProxyReason,
    WorkplaceKind,
)
from tests import factories
from tests.factories import TestOffice, household, woman
from tests.usecases.relief_office import FLOUR, Relief

NUMBER = "36101-1234567-2"


@dataclass
class Known:
    """An office in which everything stands that is saved again."""

    office: TestOffice
    code: HouseholdCode
    people: tuple[RegistrantId, RegistrantId]
    standing: Standing

    def desk(self, role: Role) -> Desk:
        return self.office.desk(role)

    def lines(self) -> int:
        with self.desk(Role.CLERK).store.reader.connect() as conn:
            return conn.scalar(select(func.count()).select_from(LedgerEntry)) or 0

    def corrections(self) -> int:
        """Corrections of the household, which another entry may stand beside."""
        return sum(
            one.kind == EntryKind.HOUSEHOLD_CORRECTED
            for one in registration.show(self.desk(Role.CLERK), self.code).history
        )


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    with factories.office(tmp_path_factory.mktemp("unchanged")) as made:
        clerk = made.desk(Role.CLERK)
        first = registration.register(
            clerk, household(woman(id_type="CNIC", id_number=NUMBER, number_seen=NumberSeen.ORIGINAL))
        ).household
        second = registration.register(clerk, household(woman("شازیہ", "Shazia"))).household
        people = (first.members[0].id, second.members[0].id)
        yield Known(made, first.code, people, Relief(made).round())


def _household(it: Known) -> object:
    clerk = it.desk(Role.CLERK)
    return registration.correct(clerk, it.code, registration.draft_of(clerk, it.code)).entry


def _workplace(it: Known) -> object:
    clerk = it.desk(Role.CLERK)
    if not workplaces.listed(clerk):
        workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.KILN, "PK61701", "Chak 12", "behind the canal"))
    one = workplaces.listed(clerk)[0]
    saved = workplaces.correct(clerk, one.number, workplaces.draft_of(one), version=one.version)
    assert saved.workplace == one
    return saved.entry


def _closed(it: Known) -> object:
    clerk = it.desk(Role.CLERK)
    farms = [one for one in workplaces.listed(clerk, closed=True) if one.kind is WorkplaceKind.FARM]
    if not farms:
        workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.FARM, "PK61701", "Chak 13"))
        farms = [one for one in workplaces.listed(clerk) if one.kind is WorkplaceKind.FARM]
    return workplaces.close(clerk, farms[0].number).entry


def _pair(it: Known) -> object:
    return pairs.decide(it.desk(Role.CLERK), *it.people, PairAnswer.DIFFERENT).entry


def _pair_of_another(it: Known) -> object:
    """Whoever says it: what was said already is said."""
    role = Role.SUPERVISOR if it.lines() % 2 else Role.CLERK
    one, other = it.people
    return pairs.decide(it.desk(role), other, one, PairAnswer.DIFFERENT).entry


def _consent(it: Known) -> object:
    return consents.give(it.desk(Role.CLERK), it.code, ConsentGiving(ConsentPurpose.PHOTO)).entry


def _programme(it: Known) -> object:
    return programme_rules.save(it.desk(Role.SUPERVISOR), ProgrammeDraft("Winter", (FLOUR,))).entry


def _programme_file(it: Known) -> object:
    text = programme_rules.text_of(ProgrammeDraft("Summer", (FLOUR,)))
    return programme_rules.save_file(it.desk(Role.SUPERVISOR), text.encode()).entry


def _hands_first(it: Known) -> object:
    return point_days.set_hands_first(it.desk(Role.LEAD), it.standing, on=True)


def _ticks(it: Known) -> object:
    point_days.tick(it.desk(Role.LEAD), it.standing, tuple(PointCheckKind))


def _duty(it: Known) -> object:
    shown = point_days.set_duty(it.desk(Role.LEAD), it.standing, DutyDraft(DutyKind.GATE, "Bashir"))
    assert [line.name for line in shown.duties] == ["Bashir"]


def _delivery(it: Known) -> object:
    desk = it.desk(Role.HELPDESK)
    return allowances.add_delivery(desk, it.standing.round_code, it.code, ProxyReason.ILL).entry


def _role(it: Known) -> object:
    with pytest.raises(RoleUnchanged):
        change_role(it.office.opened(Role.CONTROLLER), "clerk", Role.CLERK, second=None)


def _printed(it: Known) -> object:
    clerk = it.desk(Role.CLERK)
    if not registration.show(clerk, it.code).cards:
        cards.issue(clerk, [it.code])
    numbers = [CardNumber.parse(one.number) for one in registration.show(clerk, it.code).cards]
    return cards.printed(clerk, numbers)


ACTS: list[Callable[[Known], object]] = [
    _household,
    _workplace,
    _closed,
    _pair,
    _pair_of_another,
    _consent,
    _programme,
    _programme_file,
    _hands_first,
    _ticks,
    _duty,
    _delivery,
    _role,
    _printed,
]


@pytest.mark.parametrize("act", ACTS, ids=[one.__name__.lstrip("_") for one in ACTS])
def test_said_again_it_is_no_entry(known: Known, act: Callable[[Known], object]) -> None:
    act(known)
    before = known.lines()
    assert act(known) is None
    assert act(known) is None
    assert known.lines() == before


def test_a_paper_that_brings_the_number_one_has_corrects_nothing(known: Known) -> None:
    """What came of it is noted, which is new; the household is not."""
    clerk = known.desk(Role.CLERK)
    before = known.corrections()
    draft = NoteDraft(IdentityResult.RECEIVED, local_day(clerk.clock().at), "", "CNIC", NUMBER, NumberSeen.ORIGINAL)
    saved = identity.note(clerk, known.people[0], draft)
    assert saved.number_kept
    assert known.corrections() == before


def test_an_old_draft_is_still_refused_over_a_newer_one(known: Known) -> None:
    """No change, but of another version than the one that was open: what was looked at is not what stands there."""
    clerk = known.desk(Role.CLERK)
    one = workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.FARM, "PK61701", "Chak 14")).workplace
    draft = workplaces.draft_of(one)
    workplaces.correct(clerk, one.number, replace(draft, village="Chak 15"), version=one.version)
    with pytest.raises(workplaces.WorkplaceStale):
        workplaces.correct(clerk, one.number, replace(draft, village="Chak 15"), version=one.version)
