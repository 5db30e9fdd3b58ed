"""What happens to households: people join, are born, leave, marry and die; households split, become one, and move.

Each is an event with its day, today or before, never an edit and never taken back: what was wrong is put right by the
opposite event. Memberships of one person never overlap, on no day; a card whose holder goes is not honoured any more.
`version` is the version of the household that was open; every event raises it.
"""

import contextlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from desktop.domain.household_checks import problems_of
from desktop.domain.household_content import content_of
from desktop.domain.household_events import next_head, related_to, require_come, require_day, wives_of
from desktop.domain.household_tidy import tidied
from desktop.errors import HouseholdNotFound, SamePlace, SplitTakesAll, Unavailable
from desktop.models import household_events_write as events
from desktop.models import mailbox
from desktop.models.household_events_write import Happening
from desktop.queries import consents, former, history, households
from desktop.queries import standing as standings
from desktop.queries.standing import Sitting, Standing
from desktop.records.household import (
    ConsentDraft,
    FormerMember,
    HouseholdDraft,
    HouseholdStory,
    HouseholdView,
    MemberDraft,
)
from desktop.records.household_changed import HouseholdChanged
from desktop.records.operator import Second
from desktop.security import envelope
from desktop.security.canonical import Json
from desktop.usecases import household_steps as steps
from desktop.usecases.desk import Desk, Work
from desktop.usecases.household_begun import insert, new_code, note_words
from desktop.usecases.household_steps import Came
from desktop.usecases.owed_steps import record_passed_on
from desktop.values.age import last_birthday
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.kinship import HEAD
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.problem import Problem
from desktop.values.vocabulary import AgeMethod, ConsentPurpose, HouseholdChange


def join(
    desk: Desk,
    code: HouseholdCode,
    who: RegistrantId | MemberDraft,
    *,
    day: date,
    relation: str = "",
    holder: bool = False,
    alive: bool = False,
    version: int | None = None,
) -> HouseholdChanged:
    """Somebody comes into a household: a new person, or one of the register who lives nowhere from `day` on.

    `holder` gives the person a card place of their own. `alive`: the record that they died was wrong. A household in
    which nobody was left opens again for one of its own. Raises InHouseholdAlready, RecordedDead, PersonUnknown,
    HouseholdClosed, DraftProblems, DayNotYet, DayBefore, StaleVersion, HouseholdNotFound.
    """
    with desk.transaction(Permission.HOUSEHOLD_EVENTS) as work:
        before = steps.known(work, code, version)
        require_day(day, work.sight, before.began)
        if isinstance(who, MemberDraft):
            person = replace(who, relation=who.relation or relation, holder=1 if holder or who.holder else None)
            came = steps.new_person(work, before, person, day)
        else:
            came = steps.known_person(work, before, who, day, relation=relation, holder=holder, alive=alive)
        problems = _enter(work, before, came, day, HouseholdChange.JOINED, EntryKind.PERSON_JOINED)
        written = _written(work, code)
    return HouseholdChanged(_view(desk, written), (came.registrant,), work.entry, problems, came.doubles)


def birth(
    desk: Desk, code: HouseholdCode, infant: MemberDraft, *, day: date, version: int | None = None
) -> HouseholdChanged:
    """A child is born into a household on `day`, perhaps without a name yet; it never holds a card.

    Of a day before the register knew the household, too: the child is a member from the day it is known.
    Raises DraftProblems, HouseholdClosed, DayNotYet, StaleVersion, HouseholdNotFound.
    """
    with desk.transaction(Permission.HOUSEHOLD_EVENTS) as work:
        before = steps.open_one(work, code, version)
        require_come(day, work.sight)
        years, birthday = last_birthday(day, local_day(work.now))
        named = any(letter.isalpha() for letter in infant.name_as_told + infant.name_latin)
        told = replace(
            infant,
            age_years=years,
            age_as_of=birthday,
            age_method=infant.age_method or AgeMethod.STATED,
            holder=None,
            photo=None,
            unnamed=not named,
        )
        came = steps.new_person(work, before, told, max(day, before.began))
        problems = _enter(work, before, came, day, HouseholdChange.BORN, EntryKind.PERSON_BORN)
        written = _written(work, code)
    return HouseholdChanged(_view(desk, written), (came.registrant,), work.entry, problems, came.doubles)


def leave(
    desk: Desk,
    code: HouseholdCode,
    registrant: RegistrantId,
    *,
    day: date,
    head: RegistrantId | None = None,
    card_ends: bool = False,
    last: bool = False,
    version: int | None = None,
    second: Second | None = None,
) -> HouseholdChanged:
    """Somebody leaves a household from `day` on; `head` leads afterwards, else the wife or husband, else an adult.

    Raises HolderHasCard unless `card_ends` says that the live card ends, LastMember unless `last` says that the
    household is closed, SecondNeeded when only children would stay; NotInHousehold, HouseholdClosed, DayNotYet,
    DayBefore, StaleVersion, HouseholdNotFound.
    """
    with desk.transaction(Permission.HOUSEHOLD_EVENTS, second=second) as work:
        before = steps.open_one(work, code, version)
        going = steps.members(before, [registrant])
        steps.require_said(before, going, card_ends=card_ends, last=last)
        steps.require_adults(work, steps.staying(before, going))
        gone = steps.let_go(work, before, going, day, head)
        content = steps.note(work, before, day, [Happening(HouseholdChange.LEFT, registrant)])
        work.record(EntryKind.PERSON_LEFT, before.id, content | gone.content)
        written = _written(work, code)
    return HouseholdChanged(_view(desk, written), (registrant,), work.entry, gone.problems)


def marry_out(
    desk: Desk,
    code: HouseholdCode,
    registrant: RegistrantId,
    *,
    day: date,
    to: HouseholdCode | None = None,
    relation: str = "",
    holder: bool = False,
    head: RegistrantId | None = None,
    card_ends: bool = False,
    last: bool = False,
    version: int | None = None,
    second: Second | None = None,
) -> HouseholdChanged:
    """Somebody marries and moves out: into the household `to` of the register, or out of the register.

    `relation` and `holder` are about the new household. Raises what `leave` and `join` raise, and SameHousehold.
    """
    with desk.transaction(Permission.HOUSEHOLD_EVENTS, second=second) as work:
        before = steps.open_one(work, code, version)
        going = steps.members(before, [registrant])
        target = None if to is None else steps.other_one(work, before, to)
        steps.require_said(before, going, card_ends=card_ends, last=last)
        steps.require_adults(work, steps.staying(before, going))
        if target is not None:
            require_day(day, work.sight, target.began)
        gone = steps.let_go(work, before, going, day, head)
        row = Happening(HouseholdChange.MARRIED_OUT, registrant, target.id if target else None)
        work.record(EntryKind.PERSON_LEFT, before.id, steps.note(work, before, day, [row]) | gone.content)
        if target is not None:
            came = steps.known_person(work, target, registrant, day, relation=relation, holder=holder, alive=False)
            _enter(work, target, came, day, HouseholdChange.JOINED, EntryKind.PERSON_JOINED, before)
        written = _written(work, code)
        into = None if to is None else _written(work, to)
    other = None if into is None else _view(desk, into)
    return HouseholdChanged(_view(desk, written), (registrant,), work.entry, gone.problems, other=other)


def death(
    desk: Desk,
    code: HouseholdCode,
    registrant: RegistrantId,
    *,
    day: date,
    head: RegistrantId | None = None,
    last: bool = False,
    version: int | None = None,
) -> HouseholdChanged:
    """Somebody died on `day`; a live card of that holder ends with it, without being asked for. Else as `leave`.

    A death is recorded by whoever hears of it; that only children are left is said with it.
    """
    with desk.transaction(Permission.HOUSEHOLD_EVENTS) as work:
        before = steps.open_one(work, code, version)
        going = steps.members(before, [registrant])
        steps.require_said(before, going, card_ends=True, last=last)
        gone = steps.let_go(work, before, going, day, head)
        events.set_death(work.conn, work.district, registrant, day)
        content = steps.note(work, before, day, [Happening(HouseholdChange.DIED, registrant)])
        work.record(EntryKind.PERSON_DIED, before.id, content | gone.content)
        written = _written(work, code)
    return HouseholdChanged(_view(desk, written), (registrant,), work.entry, gone.problems)


def split(
    desk: Desk,
    code: HouseholdCode,
    registrants: Collection[RegistrantId],
    *,
    day: date,
    pcode: str = "",
    village: str = "",
    head: RegistrantId | None = None,
    version: int | None = None,
    second: Second | None = None,
) -> HouseholdChanged:
    """Some members begin a household of their own from `day` on, where they live already unless `pcode` is given.

    Cards of those who stay hold; cards of those who go end, and new ones are printed in the new household, whose code
    is in `other`. The old household never learns the code or the place. In a round that was made before, the first of
    the two that draws sends the other to the help desk. Raises SecondNeeded when one of the two would have no adult,
    SplitTakesAll, NotInHousehold, HouseholdClosed, DraftProblems, SerialsUsedUp, DayNotYet, DayBefore, StaleVersion,
    HouseholdNotFound.
    """
    sealed = envelope.padding(desk.recipient)  # a household begins, so an envelope goes in, as at every desk
    with desk.transaction(Permission.HOUSEHOLD_EVENTS, second=second) as work:
        before = steps.open_one(work, code, version)
        going = steps.members(before, registrants)
        if len(going) == len(before.members):
            raise SplitTakesAll(code=code.text)
        steps.require_adults(work, going, steps.staying(before, going))
        draft = _begun(work, before, going, head, pcode, village)
        gone = steps.let_go(work, before, going, day)
        new = new_code(work)
        household = insert(work, draft, new)
        mailbox.put(work.conn, work.district, sealed)
        for place, (one, member) in enumerate(zip(going, draft.members, strict=True)):
            events.start_membership(
                work.conn,
                work.district,
                household=household,
                registrant=one.registrant,
                place=place,
                relation=member.relation,
                slot=member.holder,
                day=day,
            )
        began = steps.known(work, new, None)
        steps.index_again(work, new)
        whole = content_of(draft, new, [one.registrant for one in going])
        work.record(EntryKind.HOUSEHOLD_REGISTERED, household, whole)
        rows = [Happening(HouseholdChange.SPLIT_FROM, one.registrant, before.id) for one in going]
        work.record(EntryKind.HOUSEHOLD_SPLIT, household, steps.note(work, began, day, rows))
        rows = [Happening(HouseholdChange.SPLIT_OFF, one.registrant, household) for one in going]
        work.record(EntryKind.HOUSEHOLD_SPLIT, before.id, steps.note(work, before, day, rows) | gone.content)
        problems = (*gone.problems, *_drew(work, before))
        written, other = _written(work, code), _written(work, new)
    who = tuple(one.registrant for one in going)
    return HouseholdChanged(_view(desk, written), who, work.entry, problems, other=_view(desk, other))


def merge(
    desk: Desk,
    code: HouseholdCode,
    other: HouseholdCode,
    *,
    day: date,
    version: int | None = None,
    other_version: int | None = None,
) -> HouseholdChanged:
    """The household `other` goes into that of `code` from `day` on, with all its members; its cards end.

    Its holders get places of their own here, as far as there are any. If either received in an open round, they have
    received together. Raises SameHousehold, HouseholdClosed, DraftProblems (too many people), DayNotYet, DayBefore,
    StaleVersion, HouseholdNotFound.
    """
    with desk.transaction(Permission.HOUSEHOLD_EVENTS) as work:
        into = steps.open_one(work, code, version)
        gone = steps.other_one(work, into, other, other_version)
        require_day(day, work.sight, into.began)
        steps.require_room(into, len(gone.members))
        let_go = steps.let_go(work, gone, gone.members, day, with_unnamed=True)
        problems = [*let_go.problems, *_drew(work, into, gone)]
        content, settled = _take_in(work, into, gone, day)
        record_passed_on(work, gone.id, into.id)
        problems += settled
        who = tuple(one.registrant for one in gone.members)
        rows = [Happening(HouseholdChange.MERGED_INTO, one, into.id) for one in who]
        work.record(EntryKind.HOUSEHOLDS_MERGED, gone.id, steps.note(work, gone, day, rows) | let_go.content)
        rows = [Happening(HouseholdChange.TOOK_IN, one, gone.id) for one in who]
        work.record(EntryKind.HOUSEHOLDS_MERGED, into.id, steps.note(work, into, day, rows) | content)
        written = _written(work, code)
    return HouseholdChanged(_view(desk, written), who, work.entry, tuple(problems))


def move(
    desk: Desk,
    code: HouseholdCode,
    pcode: str,
    village: str,
    *,
    day: date,
    home: str | None = None,
    version: int | None = None,
) -> HouseholdChanged:
    """The household lives elsewhere from `day` on; its code and cards stay as they are.

    `home`: None keeps the home where it was (many move from season to season), an empty text says that home is the new
    place, a P-code says where it is. Raises SamePlace, DraftProblems, HouseholdClosed, DayNotYet, DayBefore,
    StaleVersion, HouseholdNotFound.
    """
    with desk.transaction(Permission.HOUSEHOLD_EVENTS) as work:
        before = steps.open_one(work, code, version)
        require_day(day, work.sight, max(before.began, before.moved or before.began))
        old = before.draft
        kept = (before.home_pcode or old.pcode) if home is None else home
        wished = replace(old, pcode=pcode, village=village, home_pcode="" if kept == pcode else kept)
        problems = steps.checked(work, replace(wished, collectors=None, vouchers=None), "place.")
        draft = tidied(wished, local_day(work.now))
        if (draft.pcode, draft.village, draft.home_pcode) == (old.pcode, old.village, before.home_pcode):
            raise SamePlace
        steps.raise_version(work, before)
        events.set_place(
            work.conn, work.district, before.id, pcode=draft.pcode, village=draft.village, home=draft.home_pcode
        )
        steps.index_again(work, code)
        row = Happening(
            HouseholdChange.MOVED,
            from_pcode=old.pcode,
            from_village=old.village,
            pcode=draft.pcode,
            village=draft.village,
        )
        content = steps.note(work, before, day, [row])
        note_words(work, before.id, problems, problems_of(old, day))
        work.record(
            EntryKind.HOUSEHOLD_MOVED,
            before.id,
            content | {"from_home": before.home_pcode, "home_pcode": draft.home_pcode},
        )
        who = tuple(one.registrant for one in before.members)
        written = _written(work, code)
    return HouseholdChanged(_view(desk, written), who, work.entry, problems)


def story(desk: Desk, code: HouseholdCode) -> HouseholdStory:
    """What was done about a household, the newest first, and who is no longer here, since when; never where they are.

    Only who may correct reads which other household a split, a merge or a marriage was about. Raises HouseholdNotFound.
    """
    others, sight = desk.permits(Permission.CORRECT), desk.sight()
    with desk.reading(Permission.SEARCH) as conn:
        household = households.id_of(conn, desk.office.district, code)
        if household is None:
            raise HouseholdNotFound(code=code.text)
        lines = history.history_of(
            conn, desk.office.district, household, sight, others=others, why=desk.permits(Permission.REFUSED_WHY)
        )
        return HouseholdStory(code, lines, former.former_members(conn, desk.office.district, household, sight))


def without_household(desk: Desk, text: str) -> tuple[FormerMember, ...]:
    """People of the register who live in no household now and answer what was typed; for somebody who comes in."""
    with desk.reading(Permission.HOUSEHOLD_EVENTS) as conn:
        return former.without_household(conn, desk.office.district, text, desk.sight())


# --- what the verbs above share --------------------------------------------------------------------------------------


def _enter(
    work: Work,
    before: Standing,
    came: Came,
    day: date,
    change: HouseholdChange,
    kind: EntryKind,
    source: Standing | None = None,
) -> tuple[Problem, ...]:
    """One person came: settle who leads and holds a card, write what happened, and the entry."""
    steps.raise_version(work, before)
    on_top = came.known or change is HouseholdChange.BORN
    counted = steps.tell_size(work, before, steps.count_on(before, 1)) if on_top else {}
    settled = steps.settle(work, before)
    steps.index_again(work, before.code)
    note_words(work, before.id, came.problems)
    rows = [Happening(change, came.registrant, source.id if source else None)]
    work.record(kind, before.id, steps.note(work, before, day, rows) | came.content | settled.content | counted)
    return (*came.problems, *settled.problems)


def _begun(
    work: Work, before: Standing, going: Sequence[Sitting], head: RegistrantId | None, pcode: str, village: str
) -> HouseholdDraft:
    """The new household of those who go, as it is kept: who leads it, how the others are related, who holds a card."""
    told = [one.member for one in going]
    if head is None:
        led = next((place for place, member in enumerate(told) if member.relation == HEAD), None)
        place = next_head(told, steps.adults(told, local_day(work.now))) if led is None else led
    else:
        leading = steps.members(replace(before, members=tuple(going)), [head])
        place = going.index(leading[0])
    relations = related_to(place, told, wives_of([one.member for one in before.members]))
    slots = iter(range(1, len(told) + 1))
    members = tuple(
        replace(member, relation=relation, holder=None if member.holder is None else next(slots), registrant=None)
        for member, relation in zip(told, relations, strict=True)
    )
    where = (pcode, village) if pcode else (before.draft.pcode, village or before.draft.village)
    draft = replace(
        before.draft,
        pcode=where[0],
        village=where[1],
        home_pcode="",
        consent=_still_agreed(work, before),
        members=members,
        collectors=None,
        vouchers=None,
        told_size=None,
    )
    problems = steps.checked(work, draft, "place.")
    note_words(work, before.id, problems, problems_of(before.draft, local_day(work.now)))
    kept = tidied(draft, local_day(work.now))
    return replace(kept, members=tuple(_as_kept(old, new) for old, new in zip(members, kept.members, strict=True)))


def _still_agreed(work: Work, before: Standing) -> ConsentDraft:
    """What the new household agrees to: as it was said together, without what was being taken back meanwhile."""
    told, here = before.draft.consent, (work.conn, work.district, before.id)
    return replace(
        told,
        photo=told.photo and consents.waiting(*here, ConsentPurpose.PHOTO, None) is None,
        phone=told.phone and consents.waiting(*here, ConsentPurpose.PHONE, None) is None,
    )


def _as_kept(old: MemberDraft, new: MemberDraft) -> MemberDraft:
    """A person of the register stays as kept; only who holds a card comes from the draft."""
    return replace(old, holder=new.holder)


def _take_in(work: Work, into: Standing, gone: Standing, day: date) -> tuple[steps.Content, tuple[Problem, ...]]:
    """Everybody of one household becomes a member of the other; holders keep being holders as far as there is room."""
    given: list[int] = []
    holders: dict[str, Json] = {}
    for place, one in enumerate(gone.members, into.places):
        slot = None
        if one.member.holder is not None:
            slot = steps.maybe_slot(into, one.registrant, also=given)
        if slot is not None:
            given.append(slot)
            holders[str(one.registrant)] = slot
        relation = "NONREL" if one.member.relation == "NONREL" else ""
        steps.begin(work, into, one.registrant, place, relation, slot, day)
    steps.raise_version(work, into)
    settled = steps.settle(work, into)
    steps.index_again(work, into.code)
    chosen = settled.content.get("holders")
    if isinstance(chosen, dict):  # nobody could hold one of those who held one before
        holders |= chosen
    content: steps.Content = dict(settled.content)
    if holders:
        content["holders"] = holders
    if into.draft.told_size is not None or gone.draft.told_size is not None:
        everybody = sum(len(one.members) + one.draft.not_named for one in (into, gone))
        content |= steps.tell_size(work, into, everybody)
    return content, settled.problems


def _drew(work: Work, *before: Standing) -> tuple[Problem, ...]:
    """The open rounds in which one of these households received, and the help desk therefore looks first."""
    rounds = standings.drew_in(work.conn, work.district, [one.id for one in before])
    return tuple(steps.warning(Finding.DREW_BEFORE, round=code) for code in rounds)


def _written(work: Work, code: HouseholdCode) -> HouseholdView:
    view = households.view(work.conn, work.district, code, work.sight)
    assert view is not None
    return view


def _view(desk: Desk, written: HouseholdView) -> HouseholdView:
    """The household with this event in its history; as it was `written` when the store cannot be read just now."""
    why = desk.permits(Permission.REFUSED_WHY)
    with contextlib.suppress(Unavailable), desk.reading(Permission.HOUSEHOLD_EVENTS) as conn:
        return households.view(conn, desk.office.district, written.code, desk.sight(), why=why) or written
    return written
