"""SELECTs of the quiet list: phones and vouchers of many households, registrations and days of relief."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Connection, Row, Select, and_, func, literal, select, union_all

from desktop.domain.quiet_limits import SHARED, fast_runs
from desktop.models.household import Household, Membership, Registrant
from desktop.models.household_event import HouseholdEvent
from desktop.models.import_batch import ImportedHousehold
from desktop.models.operator import Operator
from desktop.models.programme import Round
from desktop.models.quiet import QuietNote
from desktop.models.trusted_person import Collector, KnownIntermediary, Voucher
from desktop.queries.office import shuffle_key
from desktop.queries.quiet_operators import operator_flags
from desktop.queries.quiet_relief import acts_since, codes, relief_flags
from desktop.records.quiet import Aside, QuietFlag
from desktop.values.vocabulary import HouseholdChange, QuietKind

type Line = Row[*tuple[Any, ...]]

_CHUNK = 500


def flags(conn: Connection, district: str, since: datetime, *, practice: bool) -> tuple[QuietFlag, ...]:
    """Every line of the quiet list, those about most first; runs of registrations and days of relief from `since` on.

    In a practice office the people that it came with count for nobody: runs begin with its first round.
    """
    naming = _Naming(shuffle_key(conn, district))
    began = conn.scalar(select(func.min(Round.made_at)).where(Round.district_id == district)) if practice else None
    begins = max(since, began) if began else since
    acts = list(acts_since(conn, district, begins))
    people = conn.execute(select(Operator.id, Operator.name).where(Operator.district_id == district))
    names = {str(who): name for who, name in people}
    found = [
        *_phones(conn, district, naming),
        *_vouchers(conn, district, naming),
        *_runs(conn, district, begins, naming),
        *relief_flags(conn, district, begins, naming, acts, names),
        *operator_flags(conn, district, begins, naming, acts, names),
    ]
    notes = _notes(conn, district)
    told = [_with_note(flag, notes.get(flag.key, ())) for flag in found]
    return tuple(sorted(told, key=lambda flag: (-flag.count, flag.kind.value, flag.key)))


class _Naming:
    """Gives each line a name by what it is about, with a key of the office: nobody reads a phone number out of it."""

    def __init__(self, key: bytes) -> None:
        self._key = hashlib.blake2b(key, person=b"haqdar/quiet").digest()

    def __call__(self, kind: QuietKind, *about: str) -> str:
        mark = hashlib.blake2b("\0".join(about).encode(), key=self._key, digest_size=8).hexdigest()
        return f"{kind.value}:{mark}"


def _phones(conn: Connection, district: str, naming: _Naming) -> Iterator[QuietFlag]:
    """One phone over more than three households, of people who live there or who collect for them."""
    told = (
        select(Registrant.phone.label("phone"))
        .where(Registrant.district_id == district, Registrant.phone > "")
        .union_all(
            select(Collector.phone).where(
                Collector.district_id == district, Collector.phone > "", Collector.to_day.is_(None)
            )
        )
        .subquery()
    )
    often = select(told.c.phone).group_by(told.c.phone).having(func.count() > SHARED)
    phones = list(conn.scalars(often))
    declared = set(conn.scalars(_declared(district)))
    for part in _parts(phones):
        for phone, homes in _grouped(conn.execute(_homes_of(district, part))):
            if len(homes) > SHARED:
                yield QuietFlag(
                    key=naming(QuietKind.PHONE, phone),
                    kind=QuietKind.PHONE,
                    count=len(homes),
                    households=codes(homes),
                    phone=phone,
                    declared=phone in declared,
                )


def _homes_of(district: str, phones: Sequence[str]) -> CompoundSelect[str, str]:
    """Phone and household code of everybody who has one of these phones, or collects with it."""
    living = (
        select(Registrant.phone, Household.code)
        .join(
            Membership,
            and_(
                Membership.district_id == Registrant.district_id,
                Membership.registrant_id == Registrant.id,
                Membership.to_day.is_(None),
            ),
        )
        .join(Household, and_(Household.district_id == district, Household.id == Membership.household_id))
        .where(Registrant.district_id == district, Registrant.phone.in_(phones), Household.active.is_(True))
    )
    collecting = (
        select(Collector.phone, Household.code)
        .join(Household, and_(Household.district_id == district, Household.id == Collector.household_id))
        .where(
            Collector.district_id == district,
            Collector.phone.in_(phones),
            Collector.to_day.is_(None),
            Household.active.is_(True),
        )
    )
    return union_all(living, collecting)


def _declared(district: str) -> Select[str]:
    return select(KnownIntermediary.phone).where(
        KnownIntermediary.district_id == district,
        KnownIntermediary.phone > "",
        KnownIntermediary.ended_at.is_(None),
    )


def _vouchers(conn: Connection, district: str, naming: _Naming) -> Iterator[QuietFlag]:
    """Somebody who vouched for more than three households: known by phone or record, else by name in one village."""
    home = and_(Household.district_id == Voucher.district_id, Household.id == Voucher.household_id)
    lines = conn.execute(
        select(
            Voucher.name_as_told,
            Voucher.name_latin,
            Voucher.name_key,
            Voucher.phone,
            Voucher.registrant_id,
            Household.code,
            Household.pcode,
            Household.village,
        )
        .join(Household, home)
        .where(Voucher.district_id == district, Household.active.is_(True))
    ).all()
    seen: list[frozenset[str]] = []
    for mark in (_by_phone, _by_record, _by_name):
        groups: dict[tuple[str, ...], list[Line]] = {}
        for line in lines:
            if (about := mark(line)) is not None:
                groups.setdefault(about, []).append(line)
        for about, said in groups.items():
            homes = frozenset(line.code for line in said)
            if len(homes) > SHARED and not any(homes <= other for other in seen):
                seen.append(homes)
                yield _voucher_flag(naming(QuietKind.VOUCHER, *about), said, homes)


def _by_phone(line: Line) -> tuple[str, ...] | None:
    return ("phone", line.phone) if line.phone else None


def _by_record(line: Line) -> tuple[str, ...] | None:
    return ("record", str(line.registrant_id)) if line.registrant_id else None


def _by_name(line: Line) -> tuple[str, ...] | None:
    return ("name", line.name_key, line.pcode, line.village) if line.name_key else None


def _voucher_flag(key: str, said: Sequence[Line], homes: Iterable[str]) -> QuietFlag:
    first = said[0]
    villages = {line.village for line in said}
    return QuietFlag(
        key=key,
        kind=QuietKind.VOUCHER,
        count=len(set(homes)),
        households=codes(homes),
        phone=next((line.phone for line in said if line.phone), ""),
        name=first.name_as_told or first.name_latin,
        village=first.village if len(villages) == 1 else "",
    )


def _runs(conn: Connection, district: str, since: datetime, naming: _Naming) -> Iterator[QuietFlag]:
    """Registrations of one operator that followed each other faster than people can be; imports and splits are none."""
    people = conn.execute(select(Operator.id, Operator.name).where(Operator.district_id == district)).all()
    for operator, name in people:
        made = conn.execute(_registered(district, operator, since)).all()
        for first, last in fast_runs([line.registered_at for line in made]):
            run = made[first : last + 1]
            yield QuietFlag(
                key=naming(QuietKind.PACE, str(operator), run[0].registered_at.isoformat()),
                kind=QuietKind.PACE,
                count=len(run),
                households=codes(line.code for line in run),
                operator=name,
                first=run[0].registered_at,
                last=run[-1].registered_at,
            )


def _registered(district: str, operator: UUID, since: datetime) -> Select[datetime, str]:
    brought = select(literal(1)).where(
        ImportedHousehold.district_id == district, ImportedHousehold.household_id == Household.id
    )
    split = select(literal(1)).where(
        HouseholdEvent.district_id == district,
        HouseholdEvent.household_id == Household.id,
        HouseholdEvent.change == HouseholdChange.SPLIT_FROM,
    )
    return (
        select(Household.registered_at, Household.code)
        .where(
            Household.district_id == district,
            Household.registered_by == operator,
            Household.registered_at >= since,
            ~brought.exists(),
            ~split.exists(),
        )
        .order_by(Household.registered_at)
    )


def _notes(conn: Connection, district: str) -> dict[str, list[Line]]:
    named = and_(Operator.district_id == QuietNote.district_id, Operator.id == QuietNote.noted_by)
    lines = conn.execute(
        select(QuietNote.flag, QuietNote.count, QuietNote.reason, QuietNote.at, Operator.name)
        .join(Operator, named)
        .where(QuietNote.district_id == district)
        .order_by(QuietNote.at, QuietNote.id)
    )
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.flag, []).append(line)
    return found


def _with_note(flag: QuietFlag, notes: Sequence[Line]) -> QuietFlag:
    holding = [line for line in notes if flag.count <= line[1]]
    if not holding:
        return flag
    _, _, reason, at, by = holding[-1]
    return replace(flag, aside=Aside(reason, at, by))


def _grouped(lines: Iterable[Row[str, str]]) -> Iterator[tuple[str, set[str]]]:
    found: dict[str, set[str]] = {}
    for phone, code in lines:
        found.setdefault(phone, set()).add(code)
    yield from found.items()


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
