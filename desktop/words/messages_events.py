"""What is said about events in households: days that cannot be, people who live elsewhere, closed households."""

from desktop.errors import (
    DayBefore,
    DayNotYet,
    HolderHasCard,
    HouseholdClosed,
    InHouseholdAlready,
    LastMember,
    NotInHousehold,
    PersonUnknown,
    RecordedDead,
    SameHousehold,
    SamePlace,
    SplitTakesAll,
)
from desktop.words.catalogue import tr
from desktop.words.days import day_said
from desktop.words.messages_register import grouped
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(DayNotYet)
def _day_not_yet(told: DayNotYet) -> Said:
    return Said(
        tr("The day {day} has not come yet; today is {today}.", day=day_said(told.day), today=day_said(told.today)),
        tr("Write the day on which it happened. If today is another day, look at the clock of this machine."),
        _unchanged(),
    )


@says(DayBefore)
def _day_before(told: DayBefore) -> Said:
    day, since = day_said(told.day), day_said(told.since)
    month = tr(
        "This cannot have happened on {day}: what the register knows begins later, in {since}.", day=day, since=since
    )
    whole = tr("This cannot have happened on {day}: what the register knows begins on {since}.", day=day, since=since)
    what = whole if len(told.since) == len("2026-11-24") else month
    return Said(what, tr("Choose a later day."), _unchanged())


@says(InHouseholdAlready)
def _in_household(told: InHouseholdAlready) -> Said:
    since, until = day_said(told.since), day_said(told.until)
    if told.here:
        return Said(
            tr("This person belongs to this household already, since {since}.", since=since),
            tr("Nothing has to be done."),
            _unchanged(),
        )
    return Said(
        tr("On {day} this person lives in another household, since {since}.", day=day_said(told.day), since=since)
        if not told.until
        else tr(
            "On {day} this person lives in another household, from {since} until {until}.",
            day=day_said(told.day),
            since=since,
            until=until,
        ),
        tr("Choose a later day, or let the person leave there first."),
        _unchanged(),
    )


@says(NotInHousehold)
def _not_in(told: NotInHousehold) -> Said:
    what = tr("This person is not in the household {code} now.", code=grouped(told.code))
    if told.who:
        what = tr("Nobody in the household {code} is meant by {who}.", code=grouped(told.code), who=told.who)
    return Said(what, tr("Open the household again and look who belongs to it."), _unchanged())


@says(PersonUnknown)
def _person_unknown(_: PersonUnknown) -> Said:
    return Said(
        tr("Nobody in the register of this office has this number."),
        tr("Look for the person by name."),
        _unchanged(),
    )


@says(RecordedDead)
def _recorded_dead(told: RecordedDead) -> Said:
    return Said(
        tr("The register says that this person died on {day}.", day=day_said(told.day)),
        tr("If that was a mistake, say so, and the person comes back."),
        _unchanged(),
    )


@says(HouseholdClosed)
def _household_closed(told: HouseholdClosed) -> Said:
    return Said(
        tr("The household {code} is closed.", code=grouped(told.code)),
        tr("Look for the people by name: they are in another household, or register them."),
        _unchanged(),
    )


@says(LastMember)
def _last_member(told: LastMember) -> Said:
    return Said(
        tr("Nobody would be left: the household {code} would be closed.", code=grouped(told.code)),
        tr("If that is how it is, say so and do it again."),
        _unchanged(),
    )


@says(HolderHasCard)
def _holder_has_card(told: HolderHasCard) -> Said:
    return Said(
        tr("This person holds the card {card}, which would not be honoured any more.", card=grouped(told.card)),
        tr("Ask the person, or a second member of staff. If it is so, say it and do it again."),
        _unchanged(),
    )


@says(SplitTakesAll)
def _split_takes_all(told: SplitTakesAll) -> Said:
    return Said(
        tr("Nobody would stay in the household {code}.", code=grouped(told.code)),
        tr("When everybody goes, it is a move: record that instead."),
        _unchanged(),
    )


@says(SameHousehold)
def _same_household(told: SameHousehold) -> Said:
    return Said(
        tr("The household {code} was named twice.", code=grouped(told.code)),
        tr("Write the code of the other household."),
        _unchanged(),
    )


@says(SamePlace)
def _same_place(_: SamePlace) -> Said:
    return Said(
        tr("The household lives at this place already."),
        tr("Choose the place to which it moved."),
        _unchanged(),
    )
