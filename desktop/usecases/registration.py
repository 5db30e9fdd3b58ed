"""Registration: check a draft, register a household, correct it, show and find, keep a form while it is typed."""

import contextlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from desktop.domain.household_checks import problems_of
from desktop.domain.household_content import content_of
from desktop.domain.household_match import pair_members, says_the_same, slot_problems, with_photos
from desktop.domain.household_tidy import tidied, with_phone, with_registrants
from desktop.errors import (
    DraftProblems,
    HouseholdClosed,
    HouseholdNotFound,
    SameDayOnly,
    StaleVersion,
    Unavailable,
)
from desktop.models import consent_write, household_write, mailbox, trusted_write, working
from desktop.models.pair_write import Answers, Doubles, answers_of, keep_pairs, said_different
from desktop.queries import drafts, households, naming, pairs, people, trusted
from desktop.queries.damaged_phones import damaged_phones
from desktop.queries.households import HouseholdState
from desktop.queries.known import known_problems
from desktop.records.household import (
    Corrected,
    DayCount,
    FoundRegistrant,
    HouseholdDraft,
    HouseholdView,
    KeptDraft,
    MemberDraft,
    Registered,
)
from desktop.records.operator import EntryRef
from desktop.records.pair import PairSaid
from desktop.records.trusted_person import CollectorDraft, VoucherDraft
from desktop.security import envelope
from desktop.security.canonical import Json
from desktop.usecases.desk import Desk, Work
from desktop.usecases.household_begun import insert, new_code, note_words
from desktop.usecases.people_shown import note_shown
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, HouseholdId, RegistrantId, new_person_id
from desktop.values.period import local_day, midnight
from desktop.values.permissions import Permission
from desktop.values.phone import read_phone
from desktop.values.problem import Problem


def check(draft: HouseholdDraft, *, today: date) -> tuple[Problem, ...]:
    """Everything wrong with a draft or worth a look; `today` is the local day. Pure; never raises.

    `where` is the path of the JSON draft, ``members.0.id.number``; codes are `desktop.values.finding.Finding`.
    """
    return problems_of(draft, today)


def register(
    desk: Desk, draft: HouseholdDraft, *, different: bool = False, said: Sequence[PairSaid] = ()
) -> Registered:
    """Keep a household as told and give it its code, which is never given again; likely doubles only warn.

    `said` is what the clerk answered about the doubles, `different` says of all others that these are other people;
    who was not looked at waits in the queue of pairs.
    Raises DraftProblems when the check stops, SerialsUsedUp, NotPermitted.
    """
    sealed = envelope.padding(desk.recipient)  # before the transaction, which is to be short
    with desk.transaction(Permission.REGISTER) as work:
        today = local_day(work.now)
        warnings = _passed((*problems_of(draft, today), *known_problems(work.conn, work.district, draft, today)))
        kept = tidied(draft, today)
        doubles = pairs.doubles(work.conn, work.district, kept)
        code = new_code(work)
        household = insert(work, kept, code)
        registrants = [_add_member(work, household, kept, place) for place in range(len(kept.members))]
        consent_write.said_by(work.conn, work.district, household, registrants[0])
        kept = _write_trusted(work, household, kept, registrants)
        put = mailbox.put(work.conn, work.district, sealed)
        content = content_of(kept, code, registrants)
        answers = answers_of(doubles, said, different=different)
        if different or said:
            content["different"] = said_different(answers)
        work.record(EntryKind.HOUSEHOLD_REGISTERED, household, content)
        note_words(work, household, warnings)
        _keep_pairs(work, registrants, doubles, answers)
        written = _written(work, code)
    shown = {found.registrant: found for _, found in doubles}
    return Registered(
        _view(desk, written, Permission.REGISTER),
        tuple(shown.values()),
        work.entry_of(EntryKind.HOUSEHOLD_REGISTERED),
        warnings,
        put,
    )


def correct(desk: Desk, code: HouseholdCode, draft: HouseholdDraft, *, version: int | None = None) -> Corrected:
    """Make the household what `draft` says, recorded with before and after; `version` is the one that was open.

    A draft that says what the register says already changes nothing and is no entry.

    A clerk corrects on the local day of registration, a supervisor always. A member left out ends the membership, a
    photo left out stays. Raises DraftProblems (also when a card's holder slot would move), StaleVersion, SameDayOnly,
    HouseholdClosed, HouseholdNotFound, NotPermitted.
    """
    with desk.transaction(_correcting(desk)) as work:
        before = _state(work, code)
        _require_open(before)
        _require_day(desk, before, work.now)
        if version is not None and version != before.version:
            raise StaleVersion(code=code.text, expected=version, found=before.version)
        today = local_day(work.now)
        if draft.told_size is None:
            draft = replace(draft, told_size=before.draft.told_size)
        meant = pair_members(before.draft.members, before.registrants, draft.members)
        known = known_problems(work.conn, work.district, draft, today, before)
        problems = (*problems_of(draft, today), *slot_problems(draft, meant, before.held), *known)
        if says_the_same(draft, meant, before.draft, before.registrants):
            return _left_as_it_is(work, before, problems)
        warnings = _passed(problems)
        had_holder = any(member.holder is not None for member in before.draft.members)
        told = tidied(draft, today, choose_holder=had_holder)
        after = with_photos(told, meant, before.draft, before.registrants)
        if says_the_same(after, meant, before.draft, before.registrants):
            return _left_as_it_is(work, before, problems)
        registrants = _rewrite(work, before, after, meant)
        _find_pairs(work, after, registrants)
        after = _write_trusted(work, before.id, after, registrants, before)
        content: dict[str, Json] = {
            "before": content_of(before.draft, code, before.registrants),
            "after": content_of(after, code, registrants),
        }
        note_words(work, before.id, warnings, problems_of(before.draft, today))
        work.record(EntryKind.HOUSEHOLD_CORRECTED, before.id, content)
        written = _written(work, code)
    return Corrected(_view(desk, written, _correcting(desk)), work.entry, warnings)


def correct_damaged_phone(desk: Desk, registrant: RegistrantId, code: HouseholdCode, phone: str) -> Corrected:
    """Keep what somebody says in the place of a phone that the old fault damaged; empty: nobody can tell it any more.

    On any day, also for who corrects on the day of registration only: the fault is the program's, and nothing else of
    the household is changed, nor has to be in order.
    Raises DraftProblems, StaleVersion (it is not damaged any more), HouseholdClosed, HouseholdNotFound, NotPermitted.
    """
    with desk.transaction(_correcting(desk)) as work:
        before = _state(work, code)
        _require_open(before)
        damaged = {one.registrant for one in damaged_phones(work.conn, work.district, before.id)}
        if registrant not in damaged:  # corrected since it was listed
            raise StaleVersion(code=code.text, expected=before.version - 1, found=before.version)
        place, today = before.registrants.index(registrant), local_day(work.now)
        typed = with_phone(before.draft, place, phone)
        told = [one for one in problems_of(typed, today) if one.where == f"members.{place}.phone.number"]
        warnings = _passed(told)
        number = read_phone(phone).e164 if before.draft.consent.phone else None
        after = with_phone(before.draft, place, number or "")
        _rewrite(work, before, after, before.registrants)
        _find_pairs(work, after, before.registrants)
        sides = {"before": before.draft, "after": after}
        content: dict[str, Json] = {side: content_of(one, code, before.registrants) for side, one in sides.items()}
        work.record(EntryKind.HOUSEHOLD_CORRECTED, before.id, content)
        written = _written(work, code)
    return Corrected(_view(desk, written, _correcting(desk)), work.entry, warnings)


def show(desk: Desk, code: HouseholdCode) -> HouseholdView:
    """The household of a code with members, cards and history. Raises HouseholdNotFound."""
    with desk.reading(Permission.SEARCH) as conn:
        view = households.view(conn, desk.office.district, code, desk.sight(), why=desk.permits(Permission.REFUSED_WHY))
    if view is None:
        raise HouseholdNotFound(code=code.text)
    return view


def draft_of(desk: Desk, code: HouseholdCode) -> HouseholdDraft:
    """The household as a draft for correcting, its members named by registrant and their numbers whole.

    Only for who may correct it now. Raises HouseholdNotFound, HouseholdClosed, SameDayOnly, NotPermitted.
    """
    with desk.reading(_correcting(desk)) as conn:
        state = households.state(conn, desk.office.district, code)
    if state is None:
        raise HouseholdNotFound(code=code.text)
    _require_open(state)
    _require_day(desk, state, desk.clock().at)
    return state.draft


def find(desk: Desk, text: str, *, limit: int = 20) -> tuple[FoundRegistrant, ...]:
    """At most `limit` (never over 50) people by name in any script, parent, village, code, card or identity number.

    They are counted (`note_shown`). Raises BookBroken for somebody new.
    """
    with desk.reading(Permission.SEARCH) as conn:
        found = people.find(conn, desk.office.district, text, limit=limit)
    note_shown(desk, [one.registrant for one in found])
    return found


def compare(desk: Desk, draft: HouseholdDraft, *, code: HouseholdCode | None = None) -> tuple[Problem, ...]:
    """What only the register knows about a draft: numbers that others have, people who cannot be named.

    `code` is the household that is corrected. For the form, before saving; saving looks again.
    """
    with desk.reading(_correcting(desk)) as conn:
        district = desk.office.district
        before = households.state(conn, district, code) if code is not None else None
        return known_problems(conn, district, draft, local_day(desk.clock().at), before)


def alike(
    desk: Desk, member: MemberDraft, pcode: str, village: str, others: Sequence[MemberDraft] = ()
) -> tuple[FoundRegistrant, ...]:
    """People registered before who could be this member; for the form, while typing. Never blocks anything.

    `others` are the rest of the household, as far as it is told. They are counted; raises as `find`.
    """
    with desk.reading(Permission.REGISTER) as conn:
        found = pairs.still_alike(conn, desk.office.district, member, pcode, village, others)
    note_shown(desk, [one.registrant for one in found])
    return found


def keep_draft(desk: Desk, kind: str, body: bytes) -> None:
    """Keep a form as far as it was typed, one per operator and kind; no fact of the register, so no entry."""
    with desk.transaction(Permission.REGISTER) as work:
        working.put_draft(work.conn, work.district, work.person.id, kind, body, work.now)


def kept_draft(desk: Desk, kind: str) -> KeptDraft | None:
    """This operator's kept form of a kind, or None."""
    with desk.reading(Permission.REGISTER) as conn:
        return drafts.kept(conn, desk.office.district, desk.person.id, kind)


def drop_draft(desk: Desk, kind: str) -> None:
    """Forget this operator's kept form of a kind."""
    with desk.transaction(Permission.REGISTER) as work:
        working.drop_draft(work.conn, work.district, work.person.id, kind)


def decline_receipt(desk: Desk, code: HouseholdCode) -> EntryRef:
    """Record that the household wanted no paper about its registration. Raises HouseholdNotFound."""
    with desk.transaction(Permission.REGISTER) as work:
        household = households.id_of(work.conn, work.district, code)
        if household is None:
            raise HouseholdNotFound(code=code.text)
        work.record(EntryKind.RECEIPT_DECLINED, household, {"code": code.text})
    return work.entry


def own_days(desk: Desk, days: int = 4) -> tuple[DayCount, ...]:
    """What this operator registered on the last local days, today first; days without any are there with zeros."""
    today = local_day(desk.clock().at)
    wanted = [today - timedelta(days=back) for back in range(days)]
    with desk.reading(Permission.OWN_COUNT) as conn:
        found = households.registered_since(conn, desk.office.district, desk.person.id, midnight(wanted[-1]))
    sizes = {day: [people for at, people in found if local_day(at) == day] for day in wanted}
    return tuple(DayCount(day, len(of_day), sum(of_day)) for day, of_day in sizes.items())


def nobody_yet(desk: Desk) -> bool:
    """Whether no household was ever registered in this office."""
    with desk.reading(Permission.OWN_COUNT) as conn:
        return households.is_empty(conn, desk.office.district)


# --- what the verbs above share --------------------------------------------------------------------------------------


def _passed(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The warnings, when nothing stops; raises DraftProblems with everything otherwise."""
    stops = [problem for problem in problems if problem.stops]
    if stops:
        raise DraftProblems(first=stops[0].code, where=stops[0].where, count=len(stops), problems=tuple(problems))
    return tuple(problems)


def _left_as_it_is(work: Work, before: HouseholdState, problems: Sequence[Problem]) -> Corrected:
    """Nothing was changed: nothing is written, and what was kept before a rule was made does not stop anybody."""
    return Corrected(_written(work, before.code), None, tuple(one for one in problems if not one.stops))


def _keep_pairs(work: Work, registrants: Sequence[UUID], doubles: Doubles, answers: Answers) -> None:
    """Every double is a pair from now on: answered, with its entry, or waiting for somebody to look."""
    conn, district, person = work.conn, work.district, work.person.id
    for who, content in keep_pairs(conn, district, registrants, doubles, answers, operator=person, now=work.now):
        work.record(EntryKind.PAIR_DECIDED, who, content)


def _find_pairs(work: Work, corrected: HouseholdDraft, registrants: Sequence[UUID]) -> None:
    """Whom a correction made alike to somebody waits in the queue too, unless that was answered."""
    named = zip(corrected.members, registrants, strict=True)
    members = tuple(replace(member, registrant=RegistrantId(who)) for member, who in named)
    doubles = pairs.doubles(work.conn, work.district, replace(corrected, members=members), but=registrants)
    _keep_pairs(work, registrants, doubles, {})


def _write_trusted(
    work: Work,
    household: HouseholdId,
    told: HouseholdDraft,
    registrants: Sequence[UUID],
    before: HouseholdState | None = None,
) -> HouseholdDraft:
    """Write collectors and vouchers where they are told; gives the draft with the names that were kept.

    Who is left out of a correction that tells of them receives no more; what is not told at all stays.
    """
    conn, district = work.conn, work.district
    named = with_registrants(told, registrants)
    collectors = before.draft.collectors if before is not None else None
    receive = {one.place: trusted.collector_draft(one) for one in trusted.collectors_of(conn, district, household)}
    vouchers = before.draft.vouchers if before is not None else None
    stay = frozenset((*(collectors or ()), *(before.draft.vouchers or () if before is not None else ())))
    stay -= _renamed(stay, before, told, registrants)
    if named.collectors is not None:
        wanted = trusted.with_names(conn, district, named.collectors, stay)
        day = local_day(work.now)
        trusted_write.write_collectors(conn, district, receive, wanted, household=household, day=day)
        collectors = wanted
    if named.vouchers is not None:
        wanted = trusted.with_names(conn, district, named.vouchers, stay)
        keyed = {one: naming.whole_name_key(one.name_as_told, one.name_latin) for one in wanted}
        said = trusted.voucher_rows(conn, district, household)
        trusted_write.write_vouchers(conn, district, said, keyed, household=household, now=work.now)
        vouchers = wanted
    if before is None:
        return replace(told, collectors=collectors or None, vouchers=vouchers or None)
    return replace(told, collectors=collectors, vouchers=vouchers)  # empty as it was kept: no difference in the entry


def _renamed[Named: CollectorDraft | VoucherDraft](
    named: Collection[Named], before: HouseholdState | None, told: HouseholdDraft, registrants: Sequence[UUID]
) -> frozenset[Named]:
    """Those of the household itself whose names this correction changed: they go by their new names."""
    if before is None:
        return frozenset()
    known = dict(zip(before.registrants, before.draft.members, strict=True))
    renamed = {
        who
        for who, member in zip(registrants, told.members, strict=True)
        if (was := known.get(RegistrantId(who))) is not None
        and (was.name_as_told, was.name_latin) != (member.name_as_told, member.name_latin)
    }
    return frozenset(one for one in named if one.registrant in renamed)


def _add_member(work: Work, household: HouseholdId, draft: HouseholdDraft, place: int) -> RegistrantId:
    registrant = RegistrantId(new_person_id(local_day(work.now)))
    member = draft.members[place]
    household_write.insert_member(
        work.conn,
        work.district,
        member,
        household=household,
        registrant=registrant,
        place=place,
        keys=people.keys_of(member, draft.pcode, draft.village),
        day=local_day(work.now),
    )
    return registrant


def _correcting(desk: Desk) -> Permission:
    return desk.first_permitted(Permission.CORRECT, Permission.CORRECT_SAME_DAY)


def _state(work: Work, code: HouseholdCode) -> HouseholdState:
    state = households.state(work.conn, work.district, code)
    if state is None:
        raise HouseholdNotFound(code=code.text)
    return state


def _require_open(before: HouseholdState) -> None:
    """A member who came into a closed household would be found nowhere."""
    if not before.active:
        raise HouseholdClosed(code=before.code.text)


def _require_day(desk: Desk, before: HouseholdState, now: datetime) -> None:
    registered_on = local_day(before.registered_at)
    if not desk.permits(Permission.CORRECT) and registered_on != local_day(now):
        raise SameDayOnly(code=before.code.text, registered_on=f"{registered_on:%Y-%m}")


def _rewrite(work: Work, before: HouseholdState, after: HouseholdDraft, meant: Sequence[UUID | None]) -> list[UUID]:
    """Write the corrected household; gives the registrants in the order of its members."""
    conn, district, household = work.conn, work.district, before.id
    if not household_write.update_household(conn, district, household, after, version=before.version):
        raise StaleVersion(code=before.code.text, expected=before.version, found=before.version + 1)
    if after.consent != before.draft.consent:
        household_write.insert_consents(conn, district, after.consent, household=household, now=work.now)
    household_write.free_slots(conn, district, household)
    registrants: list[UUID] = []
    for place, member in enumerate(after.members):
        who = meant[place]
        if who is None:
            registrants.append(_add_member(work, household, after, place))
            continue
        keys = people.keys_of(member, after.pcode, after.village)
        household_write.update_member(
            conn, district, member, household=household, registrant=who, place=place, keys=keys
        )
        registrants.append(who)
    for who in before.registrants:
        if who not in registrants:
            household_write.end_membership(conn, district, household=household, registrant=who, day=local_day(work.now))
    return registrants


def _written(work: Work, code: HouseholdCode) -> HouseholdView:
    view = households.view(work.conn, work.district, code, work.sight)
    assert view is not None
    return view


def _view(desk: Desk, written: HouseholdView, permission: Permission) -> HouseholdView:
    """The household with this act in its history; as it was `written` when the store cannot be read again just now.

    It is on the disk: told as a failure, it would be done once more, and the household would have two codes.
    """
    why = desk.permits(Permission.REFUSED_WHY)
    with contextlib.suppress(Unavailable), desk.reading(permission) as conn:
        return households.view(conn, desk.office.district, written.code, desk.sight(), why=why) or written
    return written
