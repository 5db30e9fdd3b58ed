"""Things tests stand on, made through the same doors as in the field: a whole office on a real encrypted store."""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from desktop.ledger.clock import Clock, machine_clock
from desktop.opening import FirstPerson, MadeOffice, Opened, make_office, sign_in
from desktop.records.household import ConsentDraft, HouseholdDraft, MemberDraft
from desktop.records.operator import Sealing, Second
from desktop.security.mailbox import sealing
from desktop.security.passwords import Cost
from desktop.security.signing import office_key
from desktop.security.vault import Vault
from desktop.usecases import operators
from desktop.usecases.desk import Desk
from desktop.values.kinship import sex_of
from desktop.values.permissions import Role
from desktop.values.vocabulary import AgeMethod, ParentRelation, Sex, WorkKind

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
"""Argon2id for tests: a passphrase is stretched in a millisecond; the real cost has tests of its own."""

PLACE = "PK61701"
DISTRICT = "PK617"


def passphrase_of(role: Role) -> str:
    """The passphrase of the test office's operator of `role`: four words and the role, strong enough for the rule."""
    return f"copper lantern walnut {role.value} meadow orbit"


@dataclass
class TestOffice:
    """An office with one operator for each role, named like the role."""

    __test__ = False

    folder: Path
    made: MadeOffice
    clock: Clock | None = None
    _opened: dict[Role, Opened] = field(default_factory=dict[Role, Opened])

    def opened(self, role: Role) -> Opened:
        """The office with the operator of `role` signed in; the same one each time."""
        if role not in self._opened:
            opened = sign_in(self.folder, role.value, passphrase_of(role), clock=self.clock)
            opened.vault = Vault(self.folder, cost=CHEAP)
            self._opened[role] = opened
        return self._opened[role]

    def desk(self, role: Role) -> Desk:
        """The desk of `role`."""
        return self.opened(role).desk

    def second(self, role: Role) -> Second:
        """The operator of `role` as second person."""
        return self.desk(role).as_second()

    def sealing(self, recipient: str) -> Sealing:
        """That envelopes are sealed to this recipient, signed by the office."""
        seed = self.opened(Role.CONTROLLER).unlocked.office_seed
        assert seed is not None
        return sealing(office_key(seed), recipient, 9)

    def close(self) -> None:
        """Close every store."""
        for opened in self._opened.values():
            opened.close()
        self._opened.clear()


@contextmanager
def office(folder: Path, *, practice: bool = False, clock: Clock | None = None) -> Generator[TestOffice]:
    """A whole office in `folder`/office, real unless `practice`: a copy of one that is made once a run."""
    template = _template(practice=practice)
    shutil.copytree(template.folder, folder / "office")
    test_office = TestOffice(folder / "office", template, clock)
    try:
        yield test_office
    finally:
        test_office.close()


@cache
def _template(*, practice: bool) -> MadeOffice:
    """An office with one operator for each role, closed again; it goes with the run's temporary home.

    Its book is written by the machine's own clock, whatever clock the test that asks for it first has put in its place.
    """
    first = (Role.CONTROLLER, Role.SUPERVISOR)
    folder = Path(tempfile.mkdtemp(prefix="template-", dir=Path.home())) / "office"
    made = make_office(
        folder,
        district=DISTRICT,
        name="Basti Malook office",
        desk_name="Desk 03",
        people=tuple(FirstPerson(role.value, role, passphrase_of(role)) for role in first),
        practice=practice,
        cost=CHEAP,
        clock=machine_clock,
    )
    maker = TestOffice(folder, made, machine_clock)
    controller, second = maker.opened(Role.CONTROLLER), maker.second(Role.SUPERVISOR)
    for role in Role:
        if role not in first:
            words, vault = passphrase_of(role), controller.vault
            operators.add(controller.desk, vault, controller.unlocked, role.value, role, words, second=second)
    maker.close()
    return made


def woman(name: str = "سکینہ بی بی", latin: str = "Sakina Bibi", **changes: object) -> MemberDraft:
    """A woman of 34 with invented names; `changes` are fields of MemberDraft."""
    values: dict[str, object] = {
        "name_as_told": name,
        "name_latin": latin,
        "parent_name": "رحیم بخش",
        "parent_latin": "Rahim Bux",
        "parent_relation": ParentRelation.WIFE_OF,
        "relation": "HEAD",
        "sex": Sex.FEMALE,
        "age_years": 34,
        "age_method": AgeMethod.STATED,
        "age_as_of": date(2026, 11, 24),
        "work_kind": WorkKind.KILN,
        "holder": 1,
    }
    return MemberDraft(**(values | changes))  # pyright: ignore[reportArgumentType]


def child(name: str, relation: str = "SON", **changes: object) -> MemberDraft:
    """A child of eight."""
    values: dict[str, object] = {
        "name_as_told": name,
        "relation": relation,
        "sex": sex_of(relation) or Sex.FEMALE,
        "age_years": 8,
        "age_method": AgeMethod.ESTIMATED,
        "age_as_of": date(2026, 11, 24),
    }
    return MemberDraft(**(values | changes))  # pyright: ignore[reportArgumentType]


def household(*members: MemberDraft, pcode: str = PLACE, village: str = "Chak 12", **consent: bool) -> HouseholdDraft:
    """A household at the test place, with every consent unless told otherwise."""
    agreed = {"register": True, "photo": True, "phone": True} | consent
    told = ConsentDraft(register=agreed["register"], photo=agreed["photo"], phone=agreed["phone"])
    return HouseholdDraft(
        pcode=pcode,
        village=village,
        consent=told,
        members=members or (woman(), child("علی")),
    )
