"""Rights told in private: alike for every household; *later, in private* exists in a sealed envelope only."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection, delete, select, text

from desktop.errors import DraftProblems, EnvelopeUnreadable
from desktop.ledger.clock import Reading
from desktop.ledger.entry import decode
from desktop.models import household_events_write, household_write, mailbox
from desktop.models.consent import RightsOffered
from desktop.models.mailbox import Envelope
from desktop.models.operator import Desk as DeskRow
from desktop.models.operator import Office
from desktop.security import envelope
from desktop.security.envelope import EnvelopeKind
from desktop.security.vault import sub_key
from desktop.usecases import consents, household_begun, households, registration, rights
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import ConsentLanguage
from tests import factories
from tests.factories import TestOffice, household

pytestmark = pytest.mark.usefixtures("marks_are_read")

URDU = ConsentLanguage.URDU


def reading(office: TestOffice) -> Connection:
    """A connection to look with."""
    return office.opened(Role.CLERK).store.reader.connect()


def mailbox_of(office: TestOffice) -> list[bytes]:
    """Everything that lies in it."""
    with reading(office) as conn, conn.begin():
        return list(conn.execute(select(Envelope.sealed)).scalars())


def told(office: TestOffice, *, later: bool) -> None:
    """A household is registered and told of its rights, as the desk does it."""
    desk = office.desk(Role.CLERK)
    registered = registration.register(desk, household())
    rights.tell_rights(desk, registered.household.code, URDU, put=registered.envelope, later=later)


# --- one envelope for each registration -------------------------------------------------------------------------------


def test_every_saved_registration_puts_exactly_one_envelope(office: TestOffice) -> None:
    """In the same transaction: one that is refused, or corrected, puts none; no entry and no row names it."""
    desk = office.desk(Role.CLERK)
    for number in range(1, 4):
        registered = registration.register(desk, household(), different=True)
        assert len(mailbox_of(office)) == number
        registration.correct(desk, registered.household.code, household(village="Chak 13"))
        with pytest.raises(DraftProblems):
            registration.register(desk, household(pcode=""))
        assert len(mailbox_of(office)) == number
    with reading(office) as conn, conn.begin():
        ids = [one.hex for one in conn.execute(select(Envelope.id)).scalars()]
        lines = conn.execute(text("SELECT line FROM ledger_entry")).scalars().all()
        contents = conn.execute(text("SELECT content FROM ledger_content")).scalars().all()
    for one in ids:
        mark = str(uuid.UUID(one)).encode()
        assert not any(mark in bytes(row) for row in (*lines, *contents))
        assert uuid.UUID(one).version == 4, "in no order of time"


def test_a_household_that_begins_by_a_split_puts_one_envelope_too(office: TestOffice) -> None:
    desk = office.desk(Role.CLERK)
    kept = registration.register(desk, household()).household
    second = office.second(Role.SUPERVISOR)
    households.split(desk, kept.code, [kept.members[1].id], day=local_day(desk.clock().at), second=second)
    assert len(mailbox_of(office)) == 2


def test_the_focal_person_opens_the_mark_and_the_padding(office: TestOffice) -> None:
    """After the unlock, with the key of the slot: which household, on which day; of the others only that they are."""
    desk = office.desk(Role.CLERK)
    marked = registration.register(desk, household(), different=True)
    rights.tell_rights(desk, marked.household.code, URDU, put=marked.envelope, later=True)
    told(office, later=False)
    registration.register(desk, household(), different=True)
    private = office.opened(Role.FOCAL).unlocked.protection[-1]
    letters = [envelope.opened(sealed, private) for sealed in mailbox_of(office)]
    assert sorted(letter.kind for letter in letters) == [EnvelopeKind.PADDING, EnvelopeKind.PADDING, EnvelopeKind.LATER]
    (mark,) = (letter for letter in letters if letter.kind is EnvelopeKind.LATER)
    assert mark.household == marked.household.id
    assert mark.day == local_day(desk.clock().at)


def test_nothing_that_a_clerk_holds_opens_an_envelope(office: TestOffice) -> None:
    """Neither the store key, nor any key derived from it, nor the desk's seeds: only the protection key does."""
    told(office, later=True)
    (sealed,) = mailbox_of(office)
    clerk, focal = office.opened(Role.CLERK).unlocked, office.opened(Role.FOCAL).unlocked
    with reading(office) as conn, conn.begin():
        seeds = [conn.execute(select(DeskRow.seed)).scalar_one(), conn.execute(select(Office.shuffle_key)).scalar_one()]
    held = [clerk.store_key, clerk.secret, sub_key(clerk.store_key, "haqdar/office.db/v1"), *seeds]
    for raw in held:
        with pytest.raises(EnvelopeUnreadable):
            envelope.opened(sealed, as_age_key(raw))
    assert clerk.protection == ()
    right = raw_key(focal.protection[0])
    assert as_age_key(right) == focal.protection[0]
    assert envelope.opened(sealed, as_age_key(right)).kind is EnvelopeKind.LATER


# --- the same from outside --------------------------------------------------------------------------------------------


@dataclass
class Still:
    """A clock that goes on by a second at each look, from the same moment in each run."""

    seconds: Callable[[], int] = field(default_factory=lambda: count().__next__)

    def __call__(self) -> Reading:
        """The next second."""
        now = self.seconds()
        return Reading(datetime(2026, 11, 24, 5, 0, now % 60, tzinfo=UTC), now * 10**9, "the same boot")


def rows(
    folder: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Desk], None]
) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table after `act`, in a run in which nothing else is by chance."""
    numbers = count(1)

    def chance(length: int) -> bytes:
        return next(numbers).to_bytes(length, "big")

    def same_id() -> uuid.UUID:
        return uuid.UUID(bytes=chance(16))

    with factories.office(folder, clock=Still()) as office, monkeypatch.context() as patched:
        desk = office.desk(Role.CLERK)
        for module in (household_begun, registration, rights, household_write, household_events_write, mailbox):
            if hasattr(module, "new_id"):
                patched.setattr(module, "new_id", same_id)
        patched.setattr(registration, "new_person_id", lambda _day: same_id())  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
        patched.setattr("desktop.models.consent_write.new_id", same_id)
        patched.setattr("desktop.models.mailbox.uuid.uuid4", same_id)
        patched.setattr("desktop.ledger.entry.secrets", SimpleNamespace(token_bytes=chance))  # salts only
        act(desk)
        with reading(office) as conn, conn.begin():
            tables = conn.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
            )
            return {
                table: [tuple(row) for row in conn.execute(text(f'SELECT * FROM "{table}"'))]
                for table in tables.scalars().all()
            }


def test_the_mark_changes_no_other_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs, with and without it, compared column by column: but for sealed bytes they are equal to the last bit."""

    def with_mark(desk: Desk) -> None:
        _register_and_tell(desk, later=True)

    def without(desk: Desk) -> None:
        _register_and_tell(desk, later=False)

    marked = rows(tmp_path / "one", monkeypatch, with_mark)
    plain = rows(tmp_path / "other", monkeypatch, without)
    again = rows(tmp_path / "again", monkeypatch, without)
    for other in (marked, again):
        sealed, bare = other.pop("envelope"), plain["envelope"]
        assert [row[:2] for row in sealed] == [row[:2] for row in bare], "the same ids in the same places"
        assert [len(row[2]) for row in sealed] == [512] == [len(row[2]) for row in bare]  # pyright: ignore[reportArgumentType]
        assert sealed != bare
        assert other == {table: found for table, found in plain.items() if table != "envelope"}
    assert len(plain["rights_offered"]) == 1


def test_left_without_being_told_is_the_same_from_outside_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark of a household that went away before it was told."""

    def leave(desk: Desk, *, later: bool) -> None:
        registered = registration.register(desk, household())
        assert registered.envelope is not None
        rights.seal_again(desk, registered.household.id, registered.envelope, later=later)

    marked = rows(tmp_path / "one", monkeypatch, lambda desk: leave(desk, later=True))
    plain = rows(tmp_path / "other", monkeypatch, lambda desk: leave(desk, later=False))
    assert marked.pop("envelope") != plain.pop("envelope")
    assert marked == plain
    assert plain["rights_offered"] == []


def _register_and_tell(desk: Desk, *, later: bool) -> None:
    registered = registration.register(desk, household())
    rights.tell_rights(desk, registered.household.code, URDU, put=registered.envelope, later=later)


def test_an_envelope_that_was_taken_out_meanwhile_is_put_in_again(office: TestOffice) -> None:
    """The focal person emptied the mailbox between saving and telling: the mark is not lost."""
    desk = office.desk(Role.CLERK)
    registered = registration.register(desk, household())
    with office.opened(Role.FOCAL).store.writer.connect() as conn, conn.begin():
        conn.execute(delete(Envelope))
    rights.tell_rights(desk, registered.household.code, URDU, put=registered.envelope, later=True)
    private = office.opened(Role.FOCAL).unlocked.protection[-1]
    assert [envelope.opened(one, private).kind for one in mailbox_of(office)] == [EnvelopeKind.LATER]


def test_without_a_protection_key_there_is_padding_and_no_mark(office: TestOffice) -> None:
    """An office without a focal person: envelopes all the same, and a mark that nobody could read is none."""
    desk = office.desk(Role.CLERK)
    desk.office = replace(desk.office, sealing=office.sealing(""))
    registered = registration.register(desk, household())
    code = registered.household.code
    with pytest.raises(ValueError, match="nobody can read"):
        envelope.later_in_private("", registered.household.id, local_day(desk.clock().at))
    rights.tell_rights(desk, code, URDU, put=registered.envelope, later=True)
    (sealed,) = mailbox_of(office)
    assert len(sealed) == 512
    with pytest.raises(EnvelopeUnreadable):
        envelope.opened(sealed, office.opened(Role.FOCAL).unlocked.protection[-1])


# --- what is recorded -------------------------------------------------------------------------------------------------


def test_rights_offered_are_day_language_and_by_whom(office: TestOffice) -> None:
    """The same row and the same entry for everybody: nothing of a slip, of an answer, of a private talk."""
    desk = office.desk(Role.CLERK)
    codes = [registration.register(desk, household(), different=True).household.code for _ in range(2)]
    first = rights.tell_rights(desk, codes[0], URDU)
    second = rights.tell_rights(desk, codes[1], ConsentLanguage.SINDHI)
    assert (first.offered.day.day, first.offered.language) == (local_day(desk.clock().at), URDU)
    assert first.offered.told_by == second.offered.told_by == "clerk"
    assert [line.language for line in consents.show(desk, codes[1]).offered] == [ConsentLanguage.SINDHI]
    with reading(office) as conn, conn.begin():
        columns = {column.name for column in RightsOffered.__table__.columns}
        contents = conn.execute(
            text("SELECT e.line, c.content FROM ledger_entry e JOIN ledger_content c USING (district_id, log, seq)")
        ).all()
    assert columns == {"district_id", "id", "household_id", "day", "language", "told_by"}
    said = [bytes(row.content) for row in contents if decode(bytes(row.line)).do == EntryKind.RIGHTS_OFFERED]
    day = local_day(desk.clock().at).isoformat()
    assert said == [
        f'{{"code":"{code.text}","day":"{day}","language":"{language}"}}'.encode()
        for code, language in zip(codes, ("ur", "sd"), strict=True)
    ]
    assert EntryKind.RIGHTS_OFFERED in [line.kind for line in registration.show(desk, codes[0]).history]


# --- age keys, written by hand (BIP 173), to try any 32 bytes as one --------------------------------------------------

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX = "age-secret-key-"


def as_age_key(raw: bytes) -> str:
    """The first 32 bytes as age writes a private key."""
    bits = "".join(f"{byte:08b}" for byte in raw[:32])
    fives = [int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]
    head = [ord(letter) >> 5 for letter in _PREFIX] + [0] + [ord(letter) & 31 for letter in _PREFIX]
    rest = _checked(head + fives + [0] * 6) ^ 1
    check = [rest >> 5 * (5 - place) & 31 for place in range(6)]
    return (_PREFIX + "1" + "".join(_LETTERS[five] for five in fives + check)).upper()


def raw_key(key: str) -> bytes:
    """The 32 bytes of a private key."""
    fives = [_LETTERS.index(letter) for letter in key.lower().removeprefix(_PREFIX + "1")[:-6]]
    bits = "".join(f"{five:05b}" for five in fives)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, 256, 8))


def _checked(values: list[int]) -> int:
    rest = 1
    for value in values:
        top, rest = rest >> 25, (rest & 0x1FFFFFF) << 5 ^ value
        for place, turn in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            rest ^= turn if top >> place & 1 else 0
    return rest
