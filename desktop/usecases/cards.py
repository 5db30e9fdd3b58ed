"""Cards: issue, copy, replace, revoke. Only replacing and revoking raise an issue; an issue never comes again.

That a card is live, that its pages went to a printer or a file, and that it came out well are three facts: whatever is
live and was never said to have come out well waits to be printed.
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace as changed
from datetime import UTC, datetime
from uuid import UUID

from desktop.errors import CardNotFound, CardNotLive, HouseholdNotFound, IssuesUsedUp, NoHolder, SecondNeeded
from desktop.models import card as cards
from desktop.models.card import Card
from desktop.queries import cards as queries
from desktop.queries import office as office_queries
from desktop.queries.cards import Holder, LiveCard
from desktop.records.card import CardChanged, CardFaceData, CardView, HolderToPrint, IssuedCards
from desktop.records.operator import EntryRef, Second
from desktop.reference.tables import hotlines, printable_hotlines
from desktop.security.card_code import seal, validity
from desktop.usecases.desk import Desk, Work
from desktop.usecases.people_shown import note_shown
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, HouseholdCode, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import CardReason, CardState

SLICE_SECONDS = 0.15
"""A transaction of a large batch ends after this long, so that a hand-over overtakes between slices."""

_AT_ONCE = 25
"""Cards of one transaction that says they came out well."""

HIGHEST_ISSUE = 99

ISSUES_SKIPPED = 10
"""After a restore, for the next issue of a slot that the backup knew: no issue printed since comes again."""

type Progress = Callable[[int, int], None]


def to_print(desk: Desk, limit: int = 500) -> tuple[HolderToPrint, ...]:
    """Holders without a live card, or whose card was never said to have come out well; oldest registration first.

    They are counted (`note_shown`).
    """
    with desk.reading(Permission.CARD_ISSUE) as conn:
        found = queries.to_print(conn, desk.office.district, limit)
    note_shown(desk, [one.registrant for one in found])
    return found


def codes_in(desk: Desk, *, area: str | None = None, unprinted: bool = False) -> tuple[HouseholdCode, ...]:
    """Households of an area (P-code, all beneath it), or all; `unprinted`: only those with a waiting holder."""
    with desk.reading(Permission.CARD_ISSUE) as conn:
        found = queries.codes_in_area(conn, desk.office.district, area)
        if not unprinted:
            return found
        waiting = {one.household for one in queries.to_print(conn, desk.office.district)}
        return tuple(code for code in found if code in waiting)


def show(desk: Desk, number: CardNumber) -> CardView:
    """One card's row. Raises CardNotFound."""
    with desk.reading(Permission.SEARCH) as conn:
        found = queries.card_of(conn, desk.office.district, number, desk.sight())
    if found is None:
        raise CardNotFound
    return found


def issue(
    desk: Desk,
    codes: Sequence[HouseholdCode],
    *,
    only: Collection[tuple[HouseholdCode, int]] = (),
    progress: Progress | None = None,
) -> IssuedCards:
    """A card for every holder of `codes`; of a household named in `only`, for the holder slots named there.

    A holder with a live card gets the stored credential, marked *copy n* once it was on paper. Worked in slices of one
    transaction each, so that a hand-over overtakes. Raises HouseholdNotFound, NoHolder.
    """
    limited = {code for code, _ in only}
    _require_holders(desk, codes)
    faces: list[CardFaceData] = []
    entry: EntryRef | None = None
    helpline = ""
    done = 0
    while done < len(codes):
        with desk.transaction(Permission.CARD_ISSUE) as work:
            helpline = _helpline(work)
            begun = time.monotonic()
            while done < len(codes) and time.monotonic() - begun < SLICE_SECONDS:
                some = codes[done : done + 10]
                found = queries.holders(work.conn, work.district, some)
                wanted = [one for one in found if one.code not in limited or (one.code, one.slot) in only]
                faces.extend(_issue_some(desk, work, wanted))
                done += len(some)
        entry = work.entry if work.appended else entry
        if progress is not None:
            progress(done, len(codes))
    return IssuedCards(tuple(faces), helpline, desk.office.practice, entry)


def print_again(desk: Desk, number: CardNumber) -> IssuedCards:
    """The stored credential of a live card, marked *copy n* once it was on paper. Raises CardNotFound, CardNotLive."""
    with desk.transaction(_printing(desk)) as work:
        face, helpline = _again(work, _live_holder(work, number)), _helpline(work)
    return IssuedCards((face,), helpline, desk.office.practice, work.entry if work.appended else None)


def to_paper(desk: Desk, numbers: Sequence[CardNumber]) -> tuple[CardNumber, ...]:
    """The pages with these cards go to a printer or a file now, whatever comes of it: the next ones are copies.

    Gives those of which no pages went anywhere before.
    """
    with desk.transaction(_printing(desk)) as work:
        new = tuple(found for found in _live(work, numbers) if not found.on_paper)
        for found in new:
            cards.note_paper(work.conn, work.district, found.card_id)
    return tuple(found.number for found in new)


def not_on_paper(desk: Desk, numbers: Sequence[CardNumber]) -> None:
    """The printer or the disk refused what `to_paper` gave: surely no pages came of it."""
    with desk.transaction(_printing(desk)) as work:
        for found in _live(work, numbers):
            cards.forget_paper(work.conn, work.district, found.card_id)


def printed(desk: Desk, numbers: Sequence[CardNumber]) -> EntryRef | None:
    """Somebody saw that these cards came out well: they wait no longer. None when that was said of all of them before.

    A card that is not live any more is passed over. Worked in slices, as `issue`.
    """
    entry: EntryRef | None = None
    for start in range(0, len(numbers), _AT_ONCE):
        with desk.transaction(_printing(desk)) as work:
            for found in _live(work, numbers[start : start + _AT_ONCE]):
                if not found.printed:
                    cards.note_printed(work.conn, work.district, found.card_id, work.now)
                    work.record(EntryKind.CARD_PRINTED, found.card_id, {"card": found.number.text})
        entry = work.entry if work.appended else entry
    return entry


def _printing(desk: Desk) -> Permission:
    """The help desk prints what it replaced."""
    return Permission.CARD_ISSUE if desk.permits(Permission.CARD_ISSUE) else Permission.CARD_REPLACE


def _live(work: Work, numbers: Sequence[CardNumber]) -> tuple[LiveCard, ...]:
    return queries.live(work.conn, work.district, numbers)


def replace(
    desk: Desk, number: CardNumber, reason: CardReason, *, present: bool = False, second: Second | None = None
) -> IssuedCards:
    """A new issue in the place of a live card; every other holder's card is left alone.

    Replacing needs its holder to be `present`, or a second member of staff, so that nobody can kill somebody else's
    card by "losing" it. Raises CardNotFound, CardNotLive, SecondNeeded, IssuesUsedUp.
    """
    if not present and second is None:
        raise SecondNeeded(permission=Permission.CARD_REPLACE)
    with desk.transaction(Permission.CARD_REPLACE, second=second) as work:
        holder = _live_holder(work, number)
        assert holder.card_id is not None
        cards.end(work.conn, work.district, holder.card_id, CardState.REPLACED, reason)
        face = _new_issue(desk, work, holder)
        cards.raise_floor(work.conn, work.district, holder.household_id, holder.slot, face.number.issue)
        work.record(
            EntryKind.CARD_REPLACED,
            holder.card_id,
            {"old": number.text, "new": face.number.text, "reason": reason, "present": int(present)},
        )
        helpline = _helpline(work)
    return IssuedCards((face,), helpline, desk.office.practice, work.entry)


def revoke(desk: Desk, number: CardNumber, reason: CardReason, *, second: Second | None = None) -> CardChanged:
    """End a live card with none printed in its place. Raises CardNotFound, CardNotLive."""
    with desk.transaction(Permission.CARD_REVOKE, second=second) as work:
        holder = _live_holder(work, number)
        assert holder.card_id is not None
        cards.end(work.conn, work.district, holder.card_id, CardState.REVOKED, reason)
        cards.raise_floor(work.conn, work.district, holder.household_id, holder.slot, number.issue + 1)
        work.record(EntryKind.CARD_REVOKED, holder.card_id, {"card": number.text, "reason": reason})
        view = queries.card_of(work.conn, work.district, number, work.sight)
        assert view is not None
    return CardChanged(view, work.entry)


def _require_holders(desk: Desk, codes: Sequence[HouseholdCode]) -> None:
    """Before the first slice: every household is known and has a holder, so that no batch stops half way."""
    with desk.reading(Permission.CARD_ISSUE) as conn:
        for start in range(0, len(codes), 500):
            some = codes[start : start + 500]
            known = queries.codes_known(conn, desk.office.district, some)
            have = {holder.code for holder in queries.holders(conn, desk.office.district, some)}
            for code in some:
                if code not in known:
                    raise HouseholdNotFound(code=code.text)
                if code not in have:
                    raise NoHolder(code=code.text)


def _issue_some(desk: Desk, work: Work, holders: Sequence[Holder]) -> Iterator[CardFaceData]:
    for holder in holders:
        yield _again(work, holder) if holder.card_id is not None else _first_or_next(desk, work, holder)


def _again(work: Work, holder: Holder) -> CardFaceData:
    """The stored credential: a copy where it was on paper, else as it was issued, which is no news for the book."""
    assert holder.card_id is not None
    assert holder.issue is not None
    assert holder.credential is not None
    assert holder.expires_at is not None
    number = CardNumber(holder.code, holder.slot, holder.issue)
    if not holder.on_paper:
        return _face(holder, number, holder.credential, holder.expires_at, holder.copies)
    cards.count_copy(work.conn, work.district, holder.card_id)
    work.record(EntryKind.CARD_COPIED, holder.card_id, {"card": number.text, "copy": holder.copies + 1})
    return _face(holder, number, holder.credential, holder.expires_at, holder.copies + 1)


def _first_or_next(desk: Desk, work: Work, holder: Holder) -> CardFaceData:
    face = _new_issue(desk, work, holder)
    cards.raise_floor(work.conn, work.district, holder.household_id, holder.slot, face.number.issue)
    return face


def _new_issue(desk: Desk, work: Work, holder: Holder) -> CardFaceData:
    next_issue = max(holder.highest_issue + 1, holder.floor)
    if _skips(work, holder):
        next_issue += ISSUES_SKIPPED
    if next_issue > HIGHEST_ISSUE:
        raise IssuesUsedUp
    number = CardNumber(holder.code, holder.slot, next_issue)
    issued, expires = validity(local_day(work.now))
    key = desk.card_key
    credential = seal(number, issued, expires, key)
    expires_at = datetime.fromtimestamp(expires, UTC)
    card_id: UUID = new_id()
    cards.insert(
        work.conn,
        Card(
            district_id=work.district,
            id=card_id,
            household_id=holder.household_id,
            registrant_id=holder.registrant_id,
            slot=holder.slot,
            issue=next_issue,
            state=CardState.LIVE,
            reason=None,
            credential=credential,
            kid=key.kid,
            expires_at=expires_at,
            copies=0,
            issued_at=work.now,
            issued_by=work.person.id,
            desk_id=work.office.desk_id,
        ),
    )
    work.record(EntryKind.CARD_ISSUED, card_id, {"card": number.text, "kid": key.kid.hex(), "expires": expires})
    return _face(holder, number, credential, expires_at, 0)


def _helpline(work: Work) -> str:
    """The number for the card's back: test-called by this office, of its province, and fit to stand alone."""
    called = {view.number: view.tested_at for view in office_queries.helplines(work.conn, work.district)}
    tested = {line.code: local_day(called[line.number]) for line in hotlines().values() if line.number in called}
    fit = [line for line in printable_hotlines(work.district, tested) if not line.never_alone]
    return fit[0].number if fit else ""


def _skips(work: Work, holder: Holder) -> bool:
    restored = queries.restored_at(work.conn, work.district)
    if restored is None or holder.registered_at >= restored:
        return False
    if holder.newest_issued_at is not None and holder.newest_issued_at >= restored:
        return False
    # a clock that was set back since would skip at each print, until no issue is left: the epoch's own book knows
    return not queries.begun_in(work.conn, work.district, work.office.log, holder.household_id, holder.slot)


def _face(holder: Holder, number: CardNumber, credential: str, renew_after: datetime, copy: int) -> CardFaceData:
    return CardFaceData(
        number=number,
        name_as_told=holder.name_as_told,
        name_latin=holder.name_latin,
        parent_name=holder.parent_name,
        parent_latin=holder.parent_latin,
        parent_relation=holder.parent_relation,
        credential=credential,
        renew_after=renew_after,
        copy=copy,
        photo=holder.photo,
    )


def _live_holder(work: Work, number: CardNumber) -> Holder:
    """The holder whose live card `number` is. Raises CardNotFound, CardNotLive."""
    view = queries.card_of(work.conn, work.district, number, work.sight)
    if view is None:
        raise CardNotFound
    if view.state is not CardState.LIVE:
        raise CardNotLive(state=view.state)
    found = queries.holders(work.conn, work.district, [number.household])
    holder = next((one for one in found if one.slot == number.slot), None)
    if holder is None or holder.card_id is None:
        raise CardNotFound
    return changed(holder, issue=number.issue)
