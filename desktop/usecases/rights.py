"""Rights told in private, one household at a time; and the consent text, read to those who wait."""

from uuid import UUID

import msgspec

from desktop.errors import HouseholdClosed, HouseholdNotFound
from desktop.models import consent_write, mailbox, working
from desktop.queries import consents, drafts, households
from desktop.records.consent import OfferedLine, ReadAloud, RightsTold
from desktop.security import envelope
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, HouseholdId
from desktop.values.moment import day_moment
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import ConsentLanguage, ConsentReader

_READ_ALOUD = "consent.read_aloud"


def tell_rights(
    desk: Desk,
    code: HouseholdCode,
    language: ConsentLanguage,
    *,
    put: UUID | None = None,
    later: bool = False,
) -> RightsTold:
    """Rights were offered to a household: day, by whom, language, and nothing of what it said or took.

    `put` is the envelope of its registration, which is sealed anew in any case: as padding, or with `later` as the mark
    that it wants to hear of them later, in private. Raises HouseholdNotFound, HouseholdClosed.
    """
    with desk.reading(Permission.RIGHTS_OFFERED) as conn:
        household = households.id_of(conn, desk.office.district, code)
    if household is None:
        raise HouseholdNotFound(code=code.text)
    sealed = _sealed(desk, household, later=later)  # before the transaction, which is to be short
    with desk.transaction(Permission.RIGHTS_OFFERED) as work:
        view = consents.view(work.conn, work.district, code, work.sight)
        if view is None or not view.active:
            raise HouseholdClosed(code=code.text)
        day = local_day(work.now)
        offered = consent_write.insert_rights_offered(
            work.conn, work.district, household=household, day=day, language=language, operator=work.person.id
        )
        if put is not None:
            mailbox.exchange(work.conn, work.district, put, sealed)
        content = {"code": code.text, "day": day.isoformat(), "language": language}
        work.record(EntryKind.RIGHTS_OFFERED, offered, content)
    return RightsTold(code, OfferedLine(day_moment(day), language, desk.person.name), work.entry)


def seal_again(desk: Desk, household: HouseholdId, put: UUID, *, later: bool, distress: bool = False) -> None:
    """As `tell_rights` seals, for a household that is left, told or not; no fact, so no entry.

    With `distress` it says that somebody of the household seemed to be under pressure.
    """
    sealed = _sealed(desk, household, later=later, distress=distress)
    with desk.transaction(Permission.RIGHTS_OFFERED) as work:
        mailbox.exchange(work.conn, work.district, put, sealed)


def _sealed(desk: Desk, household: HouseholdId, *, later: bool, distress: bool = False) -> bytes:
    recipient, day = desk.recipient, local_day(desk.clock().at)
    if not desk.office.marks:
        return envelope.padding(recipient)
    if distress:
        return envelope.distress(recipient, household, day, later=later)
    return envelope.later_in_private(recipient, household, day) if later else envelope.padding(recipient)


# --- the text, read to those who wait --------------------------------------------------------------------------------


class _Read(msgspec.Struct, frozen=True):
    language: ConsentLanguage
    read_by: ConsentReader


def note_read_aloud(desk: Desk, language: ConsentLanguage, read_by: ConsentReader) -> None:
    """The consent text was read to the waiting group just now; no fact of the register, so no entry."""
    body = msgspec.json.encode(_Read(language, read_by))
    with desk.transaction(Permission.REGISTER) as work:
        working.put_draft(work.conn, work.district, work.person.id, _READ_ALOUD, body, work.now)


def read_aloud_today(desk: Desk) -> ReadAloud | None:
    """When this operator last had the text read to the waiting group today, or None."""
    with desk.reading(Permission.REGISTER) as conn:
        kept = drafts.kept(conn, desk.office.district, desk.person.id, _READ_ALOUD)
    if kept is None or local_day(kept.kept_at) != local_day(desk.clock().at):
        return None
    try:
        read = msgspec.json.decode(kept.body, type=_Read)
    except msgspec.MsgspecError:
        return None
    return ReadAloud(kept.kept_at, read.language, read.read_by)
