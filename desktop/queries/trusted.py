"""Who may receive for a household, who vouched for it, and the intermediaries whom a desk knows of."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from desktop.models.household import Registrant
from desktop.models.trusted_person import Collector, KnownIntermediary, Voucher
from desktop.records.trusted_person import CollectorDraft, CollectorView, IntermediaryView, VoucherDraft, VoucherView
from desktop.values.identifiers import IntermediaryId, RegistrantId
from desktop.values.moment import EXACT, Sight

type Line = Row[*tuple[Any, ...]]

MOST_SHOWN = 500
"""Known intermediaries that are shown at once; an office has a few dozen."""


def collectors_of(conn: Connection, district: str, household: UUID, sight: Sight = EXACT) -> tuple[CollectorView, ...]:
    """Who may receive for a household now besides its holders, first choice first."""
    wanted = (
        select(
            Collector.place,
            Collector.name_as_told,
            Collector.name_latin,
            Collector.relation,
            Collector.phone,
            Collector.registrant_id,
            Collector.from_day,
        )
        .where(Collector.district_id == district, Collector.household_id == household, Collector.to_day.is_(None))
        .order_by(Collector.place)
    )
    return tuple(
        CollectorView(
            place=line.place,
            name_as_told=line.name_as_told,
            name_latin=line.name_latin,
            relation=line.relation,
            phone=line.phone if sight.details else "",
            registrant=_registrant(line.registrant_id),
            since=sight.on(line.from_day),
        )
        for line in conn.execute(wanted)
    )


def vouchers_of(conn: Connection, district: str, household: UUID, sight: Sight = EXACT) -> tuple[VoucherView, ...]:
    """Who said that they know the household, in the order in which it was said."""
    return tuple(
        VoucherView(told.name_as_told, told.name_latin, told.relation, told.phone, told.registrant)
        for told in voucher_rows(conn, district, household).values()
    )


def voucher_rows(conn: Connection, district: str, household: UUID) -> dict[UUID, VoucherDraft]:
    """The same as drafts for correcting, each under the id of its row."""
    wanted = (
        select(
            Voucher.id,
            Voucher.name_as_told,
            Voucher.name_latin,
            Voucher.relation,
            Voucher.phone,
            Voucher.registrant_id,
        )
        .where(Voucher.district_id == district, Voucher.household_id == household)
        .order_by(Voucher.at, Voucher.id)
    )
    return {
        line.id: VoucherDraft(
            name_as_told=line.name_as_told,
            name_latin=line.name_latin,
            relation=line.relation,
            phone=line.phone,
            registrant=_registrant(line.registrant_id),
        )
        for line in conn.execute(wanted)
    }


def collector_draft(view: CollectorView) -> CollectorDraft:
    """A collector as a draft for correcting."""
    return CollectorDraft(view.name_as_told, view.name_latin, view.relation, view.phone, view.registrant)


def with_names[Named: (CollectorDraft, VoucherDraft)](
    conn: Connection, district: str, named: tuple[Named, ...], stay: Collection[object] = ()
) -> tuple[Named, ...]:
    """Those who are in the register with the names by which the register knows them; the others as told.

    Who is in `stay` was kept like this before and stays so.
    """
    ids = [one.registrant for one in named if one.registrant is not None and one not in stay]
    if not ids:
        return named
    wanted = select(Registrant.id, Registrant.name_as_told, Registrant.name_latin)
    known = {
        line.id: line for line in conn.execute(wanted.where(Registrant.district_id == district, Registrant.id.in_(ids)))
    }
    return tuple(
        replace(one, name_as_told=line.name_as_told, name_latin=line.name_latin)
        if one not in stay and one.registrant is not None and (line := known.get(one.registrant)) is not None
        else one
        for one in named
    )


def intermediaries(conn: Connection, district: str) -> tuple[IntermediaryView, ...]:
    """Who is noted as an intermediary now, the newest first."""
    lines = conn.execute(
        _known(district).order_by(KnownIntermediary.noted_at.desc(), KnownIntermediary.id.desc()).limit(MOST_SHOWN)
    )
    return tuple(map(_intermediary, lines))


def intermediary(conn: Connection, district: str, known: UUID) -> IntermediaryView | None:
    """One who is noted now, or None."""
    line = conn.execute(_known(district).where(KnownIntermediary.id == known)).one_or_none()
    return None if line is None else _intermediary(line)


def _known(district: str) -> Any:
    columns = (
        KnownIntermediary.id,
        KnownIntermediary.role,
        KnownIntermediary.name_as_told,
        KnownIntermediary.name_latin,
        KnownIntermediary.phone,
        KnownIntermediary.pcode,
        KnownIntermediary.village,
        KnownIntermediary.noted_at,
    )
    return select(*columns).where(KnownIntermediary.district_id == district, KnownIntermediary.ended_at.is_(None))


def _intermediary(line: Line) -> IntermediaryView:
    return IntermediaryView(
        id=IntermediaryId(line.id),
        role=line.role,
        name_as_told=line.name_as_told,
        name_latin=line.name_latin,
        phone=line.phone,
        pcode=line.pcode,
        village=line.village,
        noted_at=line.noted_at,
    )


def _registrant(found: UUID | None) -> RegistrantId | None:
    return None if found is None else RegistrantId(found)
