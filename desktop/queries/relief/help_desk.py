"""SELECTs of the help desk: who waits, what a collector is asked, who is served at home, how many were helped today."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, case, exists, func, or_, select

from desktop.errors import PointUnknown, RoundUnknown
from desktop.models.disbursement import Disbursement, Void
from desktop.models.help_desk import HomeDelivery, Provisional, Referral
from desktop.models.household import Household, Membership, Photo, Registrant
from desktop.models.place import DistributionPoint
from desktop.models.programme import Round
from desktop.queries.relief.collectors import choices
from desktop.records.collecting import how_of
from desktop.records.distribution import CollectorChoice, Standing
from desktop.records.help_desk import DeliveryView, Question, Visit
from desktop.values.age import ADULT, years_on
from desktop.values.identifiers import CardNumber, HouseholdCode, NotANumber, PointId, RoundId
from desktop.values.vocabulary import ReferralResult, RoundState, Source, Verdict

type Line = Row[*tuple[Any, ...]]

MOST_WAITING = 200


def waiting(conn: Connection, district: str, today: date, *, asked: bool) -> tuple[Visit, ...]:
    """Visits that wait, oldest first; `asked`: also those for which the supervisor was asked and did not answer yet."""
    open_ones = Referral.result.is_(None)
    if asked:
        open_ones = or_(open_ones, Referral.result == ReferralResult.ASKED)
    lines = conn.execute(_visits(district).where(open_ones).order_by(Referral.at, Referral.id).limit(MOST_WAITING))
    return tuple(_visit(conn, district, line, today) for line in lines.all())


def visit(conn: Connection, district: str, referral: UUID, today: date) -> Visit | None:
    """One visit, or None."""
    line = conn.execute(_visits(district).where(Referral.id == referral)).first()
    return None if line is None else _visit(conn, district, line, today)


def sent_already(conn: Connection, district: str, point: UUID, number: str) -> UUID | None:
    """The visit of the same number that waits at this point, so that a lane's second press sends nobody twice."""
    wanted = select(Referral.id).where(
        Referral.district_id == district,
        Referral.point_id == point,
        Referral.settled_at.is_(None),
        Referral.number == number,
    )
    return conn.scalars(wanted.limit(1)).first()


def point_of(conn: Connection, district: str, standing: Standing) -> Line:
    """Round and point where somebody stands: `round_id`, `state`, `point_id`, `point_name`, `open`.

    Raises RoundUnknown, PointUnknown.
    """
    here = and_(Round.district_id == district, Round.code == standing.round_code)
    wanted = (
        select(
            Round.id.label("round_id"),
            Round.state,
            DistributionPoint.id.label("point_id"),
            DistributionPoint.name.label("point_name"),
            DistributionPoint.open,
        )
        .join(
            DistributionPoint,
            and_(DistributionPoint.district_id == Round.district_id, DistributionPoint.round_id == Round.id),
        )
        .where(here, DistributionPoint.code == standing.point_code)
    )
    found = conn.execute(wanted).first()
    if found is not None:
        return found
    if conn.execute(select(Round.id).where(here)).first() is None:
        raise RoundUnknown(code=standing.round_code)
    raise PointUnknown(round=standing.round_code, point=standing.point_code)


def round_of(conn: Connection, district: str, code: str) -> tuple[RoundId, RoundState]:
    """Id and state of a round. Raises RoundUnknown."""
    found = conn.execute(select(Round.id, Round.state).where(Round.district_id == district, Round.code == code)).first()
    if found is None:
        raise RoundUnknown(code=code)
    return RoundId(found.id), found.state


def helped_on(conn: Connection, district: str, point: PointId, day: date) -> int:
    """How many households were helped provisionally at a point on a day."""
    wanted = select(func.count()).select_from(Provisional)
    here = (Provisional.district_id == district, Provisional.point_id == point, Provisional.day == day)
    return conn.execute(wanted.where(*here)).scalar_one()


def question(conn: Connection, district: str, household: UUID, today: date) -> Question | None:
    """What to ask somebody who collects for a household; None when nobody lives there."""
    lines = conn.execute(
        _living(district)
        .add_columns(Registrant.parent_name, Registrant.parent_latin, Registrant.age_years, Registrant.age_as_of)
        .where(Membership.household_id == household)
    ).all()
    if not lines:
        return None
    head = lines[0]
    ages = [years_on(line.age_years, line.age_as_of or today, today) for line in lines if line.age_years is not None]
    return Question(
        parent_of=head.name_as_told or head.name_latin,
        parent=head.parent_name or head.parent_latin,
        people=len(lines),
        children=sum(years < ADULT for years in ages),
    )


def deliveries(conn: Connection, district: str, round_id: UUID) -> tuple[DeliveryView, ...]:
    """Who is served at home in a round, by village."""
    void = exists().where(Void.district_id == Disbursement.district_id, Void.disbursement_id == Disbursement.id)
    drawn = exists().where(
        Disbursement.district_id == HomeDelivery.district_id,
        Disbursement.round_id == HomeDelivery.round_id,
        Disbursement.household_id == HomeDelivery.household_id,
        ~void,
    )
    home = and_(Household.district_id == HomeDelivery.district_id, Household.id == HomeDelivery.household_id)
    lines = conn.execute(
        select(
            HomeDelivery.household_id,
            HomeDelivery.reason,
            Household.code,
            Household.village,
            Household.pcode,
            drawn.label("drawn"),
        )
        .join(Household, home)
        .where(HomeDelivery.district_id == district, HomeDelivery.round_id == round_id)
        .order_by(Household.pcode, Household.village, Household.code)
    ).all()
    found: list[DeliveryView] = []
    for line in lines:
        head = conn.execute(_living(district).where(Membership.household_id == line.household_id)).first()
        found.append(
            DeliveryView(
                household=HouseholdCode(line.code),
                name_as_told=head.name_as_told if head else "",
                name_latin=head.name_latin if head else "",
                village=line.village,
                pcode=line.pcode,
                reason=line.reason,
                drawn=line.drawn,
            )
        )
    return tuple(found)


def _living(district: str) -> Select[*tuple[Any, ...]]:
    """Who lives in a household, its head first; the caller names the household."""
    who = and_(Registrant.district_id == Membership.district_id, Registrant.id == Membership.registrant_id)
    return (
        select(Registrant.id, Registrant.name_as_told, Registrant.name_latin, Membership.slot)
        .select_from(Membership)
        .join(Registrant, who)
        .where(Membership.district_id == district, Membership.to_day.is_(None))
        .order_by(case((Membership.relation == "HEAD", 0), else_=1), Membership.place)
    )


def _visits(district: str) -> Select[*tuple[Any, ...]]:
    point = and_(DistributionPoint.district_id == Referral.district_id, DistributionPoint.id == Referral.point_id)
    return (
        select(
            Referral.id,
            Referral.lane,
            Referral.code,
            Referral.number,
            Referral.source,
            Referral.collects,
            Referral.refused,
            Referral.at,
            Referral.result,
            DistributionPoint.code.label("point_code"),
            DistributionPoint.name.label("point_name"),
            Round.id.label("round_id"),
            Round.code.label("round_code"),
        )
        .join(DistributionPoint, point)
        .join(Round, and_(Round.district_id == DistributionPoint.district_id, Round.id == DistributionPoint.round_id))
        .where(Referral.district_id == district)
    )


def _visit(conn: Connection, district: str, line: Line, today: date) -> Visit:
    household, number = _number(line.number) if line.number else (None, None)
    home = (
        conn.execute(
            select(Household.id, Household.village).where(
                Household.district_id == district, Household.code == household.text
            )
        ).first()
        if household is not None
        else None
    )
    shown = _shown(conn, district, home.id, number) if home is not None else None
    return Visit(
        id=line.id,
        standing=Standing(line.round_code, line.point_code, line.lane),
        point_name=line.point_name,
        verdict=Verdict(line.code),
        household=household,
        number=number,
        source=Source(line.source),
        at=line.at,
        name_as_told=shown.name_as_told if shown else "",
        name_latin=shown.name_latin if shown else "",
        photo=shown.jpeg if shown else None,
        village=home.village if home else "",
        known=home is not None,
        result=line.result,
        who=_who(conn, district, line, home.id, today) if home is not None else None,
        refused=line.refused or ("" if line.number else "signature" if line.code == Verdict.H6 else "not_a_card"),
    )


def _who(conn: Connection, district: str, line: Line, household: UUID, today: date) -> CollectorChoice | None:
    """Who came in the holder's place; without a name when nobody is named or let in this way any more."""
    how = how_of(line.collects)
    if how is None:
        return None
    may = (one for one in choices(conn, district, line.round_id, household, today) if one.how == how)
    return next(may, CollectorChoice(how))


def _number(text: str) -> tuple[HouseholdCode, CardNumber | None]:
    try:
        number = CardNumber.parse(text)
    except NotANumber:
        return HouseholdCode(text), None
    return number.household, number


def _shown(conn: Connection, district: str, household: UUID, number: CardNumber | None) -> Line | None:
    """The holder of the presented card with the photo, else the head."""
    photo = and_(Photo.district_id == Membership.district_id, Photo.registrant_id == Membership.registrant_id)
    wanted = _living(district).add_columns(Photo.jpeg).outerjoin(Photo, photo)
    lines = conn.execute(wanted.where(Membership.household_id == household)).all()
    holder = [line for line in lines if number is not None and line.slot == number.slot]
    return next(iter((*holder, *lines)), None)
