"""Carrying a withdrawal out: what it covers is looked for outside, and removed in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.ledger.erasure import Place
from desktop.models import consent_write
from desktop.models.consent_write import ConsentTold
from desktop.models.search import index_person
from desktop.queries import consents, standing, withdrawals
from desktop.queries.people import keys_now
from desktop.queries.withdrawals import Covered
from desktop.records.consent import CarriedOut, ConsentLine, StillDue, WithdrawalView
from desktop.records.operator import EntryRef
from desktop.usecases import household_steps as steps
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, HouseholdId, RegistrantId
from desktop.values.moment import EXACT
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.problem import Problem
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, ConsentReader, WithdrawalState


def person_said(registrant: RegistrantId | None) -> dict[str, str]:
    """Whom an entry names beside its purpose: one registrant, or for a whole household nobody."""
    return {} if registrant is None else {"person": str(registrant)}


@dataclass(frozen=True)
class _Looked:
    """What was found before the transaction: whom it covers, the contents about them, how long each log was then."""

    covered: Covered
    places: tuple[Place, ...]
    sizes: Mapping[str, int]


_FIELDS = {
    ConsentPurpose.REGISTER: withdrawals.OF_A_PERSON,
    ConsentPurpose.PHONE: withdrawals.OF_A_PHONE,
    # of a photo the ledger knows a hash only, which shows nobody
    ConsentPurpose.PHOTO: frozenset[str](),
}


def carry_out(
    desk: Desk, code: HouseholdCode, household: HouseholdId, withdrawal: WithdrawalView, *, confirmed: bool = False
) -> CarriedOut | StillDue | None:
    """Remove what a withdrawal covers, in one transaction; None when it waits no more."""
    looked = _look(desk, household, withdrawal)
    with desk.transaction(Permission.CONSENT) as work:
        conn, district, purpose = work.conn, work.district, withdrawal.purpose
        now = consents.by_id(conn, district, withdrawal.id)
        if now is None or now.state is not WithdrawalState.WAITING:
            return None
        covered = withdrawals.covered(conn, district, household, purpose, withdrawal.registrant, withdrawal.heard_at)
        rounds = consents.help_due(conn, district, covered.home) if purpose is ConsentPurpose.REGISTER else ()
        outcome = (
            StillDue(code, _hastened(work, code, now) if confirmed else now, rounds)
            if rounds
            else _done(work, code, household, withdrawal, covered, _places(work, looked, covered, purpose))
        )
    return replace(outcome, entry=work.entry) if work.appended else outcome


def _done(
    work: Work,
    code: HouseholdCode,
    household: HouseholdId,
    withdrawal: WithdrawalView,
    covered: Covered,
    places: tuple[Place, ...],
) -> CarriedOut:
    """What it covers is removed, the answer is no, the withdrawal waits no more; its entry stands after the block."""
    conn, district, purpose = work.conn, work.district, withdrawal.purpose
    removed = _remove(work, covered, purpose)
    _say_no(work, household, withdrawal)
    consent_write.end_withdrawal(conn, district, withdrawal.id, WithdrawalState.DONE, work.now)
    counted: dict[str, object] = {
        "code": code.text,
        "people": len(covered.people),
        "photos": removed.photos,
        "purpose": purpose,
    }
    content = {**counted, **person_said(withdrawal.registrant), **removed.content}
    work.record_erasing(EntryKind.WITHDRAWAL_DONE, withdrawal.id, content, places)
    ended = consents.by_id(conn, district, withdrawal.id)
    assert ended is not None
    nowhere = EntryRef("", 0, 0, "")
    return CarriedOut(
        code, ended, len(covered.people), removed.photos, len(places), covered.closes, removed.problems, nowhere
    )


def _hastened(work: Work, code: HouseholdCode, waits: WithdrawalView) -> WithdrawalView:
    """It was confirmed in private, but help is still due: it waits for that, and for no day any more."""
    due = min(waits.due, local_day(work.now))
    if due != waits.due:
        consent_write.hasten(work.conn, work.district, waits.id, due)
        content = {"code": code.text, "confirmed": "yes", "due": due.isoformat(), "purpose": waits.purpose}
        work.record(EntryKind.CONSENT_WITHDRAWN, waits.id, content | person_said(waits.registrant))
    return replace(waits, due=due)


def _look(desk: Desk, household: HouseholdId, withdrawal: WithdrawalView) -> _Looked:
    """The long look over all contents of the ledger, while others may write."""
    with desk.reading(Permission.CONSENT) as conn:
        district, purpose = desk.office.district, withdrawal.purpose
        covered = withdrawals.covered(conn, district, household, purpose, withdrawal.registrant, withdrawal.heard_at)
        sizes = withdrawals.log_sizes(conn, district)
        places = withdrawals.contents_about(conn, district, covered, _FIELDS[purpose], since=dict.fromkeys(sizes, 0))
    return _Looked(covered, places, sizes)


def _places(work: Work, looked: _Looked, covered: Covered, purpose: ConsentPurpose) -> tuple[Place, ...]:
    """What was found, and what was written since; all anew when the withdrawal covers others now."""
    same = covered == looked.covered
    logs = withdrawals.log_sizes(work.conn, work.district)
    since = {log: looked.sizes.get(log, 0) if same else 0 for log in logs}
    fresh = withdrawals.contents_about(work.conn, work.district, covered, _FIELDS[purpose], since=since)
    return withdrawals.present(work.conn, work.district, (*looked.places, *fresh) if same else fresh)


@dataclass(frozen=True)
class _Removed:
    """How many photos there were, what there is to say of those who stay, and what the entry says of who went."""

    photos: int
    problems: tuple[Problem, ...] = ()
    content: Mapping[str, object] = field(default_factory=dict[str, object])


def _remove(work: Work, covered: Covered, purpose: ConsentPurpose) -> _Removed:
    """Take away what the purpose covers."""
    conn, district, people = work.conn, work.district, covered.people
    home = withdrawals.code_of(conn, district, covered.home)
    consent_write.drop_drafts(conn, district, withdrawals.drafts_about(conn, district, people, home))
    match purpose:
        case ConsentPurpose.PHOTO:
            photos = consent_write.drop_photos(conn, district, people)
            consent_write.next_version(conn, district, covered.home)
            return _Removed(photos)
        case ConsentPurpose.PHONE:
            consent_write.forget_proxies(conn, district, people, names=False)
            consent_write.blank_phones(conn, district, people)
            for who, keys in keys_now(conn, district, people):
                index_person(conn, district, who, keys)  # one of the keys was the phone
            consent_write.next_version(conn, district, covered.home)
            return _Removed(0)
        case ConsentPurpose.REGISTER:
            problems, content = _let_go(work, home, covered)
            gone = covered.home if covered.closes else None
            consent_write.forget_what_was_written(conn, district, [household for household, _ in covered.homes])
            consent_write.forget_proxies(conn, district, people, names=True)
            consent_write.forget_trusted(conn, district, people, gone, local_day(work.now))
            photos = consent_write.drop_photos(conn, district, people)
            consent_write.forget_people(conn, district, people)
            if covered.village:
                consent_write.forget_village(conn, district, covered.home)
                content = {**content, "village_of": str(covered.home)}
            return _Removed(photos, problems, content)


def _let_go(work: Work, code: HouseholdCode, covered: Covered) -> tuple[tuple[Problem, ...], Mapping[str, object]]:
    """End memberships and cards; those who stay get somebody who leads and somebody who holds a card.

    Of a household of which nobody stays it is not said any more how many people it had.

    Gives what there is to say, and what the entry says: from which household who went, by opaque ids.
    """
    before = standing.standing(work.conn, work.district, code)
    assert before is not None
    going = [one for one in before.members if one.registrant in covered.people]
    if not going:
        told = steps.tell_size(work, before, None) if covered.closes else {}
        return (), {"home": str(before.id), **told} if told else {}
    gone = steps.let_go(work, before, going, local_day(work.now), with_unnamed=covered.closes)
    left = [str(one.registrant) for one in going]
    return gone.problems, {"home": str(before.id), "left": left, **gone.content}


def _say_no(work: Work, household: HouseholdId, withdrawal: WithdrawalView) -> None:
    """From now on the answer of the whole household is no; of the registration it is no to everything."""
    if withdrawal.registrant is not None:
        return
    lines = consents.lines(work.conn, work.district, household, EXACT)
    every = withdrawal.purpose is ConsentPurpose.REGISTER
    for line in lines:
        if every or line.purpose is withdrawal.purpose:
            told = _no(line)
            consent_write.insert_consent(work.conn, work.district, told, household=household, now=work.now)


def _no(line: ConsentLine) -> ConsentTold:
    return ConsentTold(
        line.purpose,
        given=False,
        read_by=line.read_by or ConsentReader.CLERK,
        language=line.language or ConsentLanguage.URDU,
    )
