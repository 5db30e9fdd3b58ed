"""What the plan of a point's lanes says: how many may come, in how many lanes, how long that takes, on which day."""

from datetime import date

from desktop.records.distribution import PointView, RoundView
from desktop.values.lane_budget import CARDS_AN_HOUR, DAY_MINUTES, MOST_LANES, lanes_for_a_day, minutes_for
from desktop.words.captions.bilingual import days_words
from desktop.words.catalogue import isolated, tr, tr_n


def lanes_words(lanes: int) -> str:
    """A number of lanes."""
    return tr_n("{n} lane", "{n} lanes", lanes)


def time_words(minutes: int) -> str:
    """About how long, for people who plan a day: to five minutes, beyond an hour to a quarter."""
    if minutes <= 60:
        return tr("about {n} minutes", n=str(max(5, -(-minutes // 5) * 5)))
    hours, rest = divmod(-(-minutes // 15) * 15, 60)
    if not rest:
        return tr_n("about {n} hour", "about {n} hours", hours)
    return tr("about {h} h {m} min", h=str(hours), m=str(rest))


def plan_sentence(households: int, lanes: int) -> str:
    """As in "420 households, 3 lanes: about 30 minutes at 300 cards an hour in each lane."; empty without a plan."""
    if not lanes:
        return ""
    if not households:
        return tr("{lanes}, and no household waits for its share.", lanes=lanes_words(lanes))
    return tr(
        "{households}, {lanes}: {time} at {cards} cards an hour in each lane.",
        households=tr_n("{n} household", "{n} households", households),
        lanes=lanes_words(lanes),
        time=time_words(minutes_for(households, lanes)),
        cards=str(CARDS_AN_HOUR),
    )


def day_sentence(on_day: date | None, today: date) -> str:
    """That the point was planned for another day; empty on the day itself and without a plan."""
    if on_day is None or on_day == today:
        return ""
    return tr("This point is planned for {day}; today it can open too.", day=days_words(on_day, on_day))


def point_plan(point: PointView) -> str:
    """The plan of one point of a round; empty where nothing is planned."""
    said = plan_sentence(point.households, point.lanes)
    when = tr("Planned for {day}.", day=days_words(point.on_day, point.on_day)) if point.on_day else ""
    parts = [part for part in (said, when) if part]
    return f"{isolated(point.name)}: {' '.join(parts)}" if parts else ""


def plan_remarks(one: RoundView) -> tuple[str, ...]:
    """What does not fit in the plans of its points; never a reason to refuse anything."""
    found: list[str] = []
    for point in one.points:
        if point.on_day is not None and not one.from_day <= point.on_day <= one.to_day:
            day = days_words(point.on_day, point.on_day)
            found.append(tr("{point} is planned for {day}, outside the days of the round.", point=point.name, day=day))
        minutes, enough = minutes_for(point.households, point.lanes), lanes_for_a_day(point.households)
        if minutes > DAY_MINUTES:
            found.append(
                tr(
                    "{point} needs {time}, more than a day of eight hours. {lanes} would do, or several days.",
                    point=point.name,
                    time=time_words(minutes),
                    lanes=lanes_words(enough),
                )
                if enough <= MOST_LANES
                else tr(
                    "{point} needs {time}, more than a day of eight hours. Plan several points or days.",
                    point=point.name,
                    time=time_words(minutes),
                )
            )
    return tuple(found)
