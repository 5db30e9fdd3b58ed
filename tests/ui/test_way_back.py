"""The way back as a list of places: in order, cut where it would be a circle, never long, empty at home."""

from desktop.ui.way_back import MOST, WayBack
from desktop.ui.workbench import (
    Destination,
    GoAfter,
    GoBack,
    GoCards,
    GoConsent,
    GoFind,
    GoHome,
    GoHousehold,
    GoPairs,
    GoQuiet,
    GoRegister,
    GoSettings,
)
from desktop.values.identifiers import HouseholdCode

A, B = HouseholdCode.make("601", 1), HouseholdCode.make("601", 2)


def walked(*places: Destination) -> list[Destination]:
    """Go from home through all of them; gives where Esc after Esc leads, up to home."""
    way = WayBack()
    here: Destination = GoHome()
    for place in places:
        here = way.step(here, place)
    back: list[Destination] = []
    while not isinstance(here, GoHome):
        here = way.step(here, GoBack())
        back.append(here)
    return back


def test_place_by_place_as_it_was_left() -> None:
    """With the text and the row that were there, though they make no other place of it."""
    (cards, household, find, home) = walked(GoFind("zainab", chosen="7"), GoHousehold(A), GoCards((A,)), GoConsent(A))
    assert (cards, household, home) == (GoCards((A,)), GoHousehold(A), GoHome())
    assert isinstance(find, GoFind)
    assert (find.text, find.chosen) == ("zainab", "7")


def test_a_place_on_the_way_ends_it_there() -> None:
    """Household, cards, household again: not through the cards a second time."""
    assert walked(GoFind("x"), GoHousehold(A), GoCards((A,)), GoHousehold(A)) == [GoFind(), GoHome()]
    assert walked(GoPairs(), GoHousehold(A), GoFind("y"), GoPairs()) == [GoHome()]
    assert walked(GoPairs(3), GoHousehold(A), GoPairs()) == [GoHousehold(A), GoPairs(3), GoHome()], "another list"


def test_the_next_of_a_kind_takes_the_place_of_the_one_before() -> None:
    """After a split, and one scanned card after another."""
    assert walked(GoQuiet(), GoHousehold(A), GoHousehold(B), GoHousehold(A)) == [GoQuiet(), GoHome()]


def test_what_is_not_left_to_come_back_to_is_passed_over() -> None:
    """A form that was saved."""
    way = WayBack()
    way.step(GoHome(), GoFind())
    way.step(GoFind("zainab"), GoRegister())
    way.step(None, GoHousehold(A))
    assert way.step(GoHousehold(A), GoBack()) == GoFind()
    assert way.is_home_next


def test_home_forgets_it_all() -> None:
    way = WayBack()
    for left, wanted in ((GoHome(), GoFind()), (GoFind(), GoAfter()), (GoAfter(), GoHome()), (GoHome(), GoSettings())):
        way.step(left, wanted)
    assert way.is_home_next
    assert way.step(GoSettings(), GoBack()) == GoHome()


def test_it_never_grows_long() -> None:
    """The household of each scan and its cards, a whole day: home is never far."""
    codes = [HouseholdCode.make("601", n) for n in range(1, 30)]
    back = walked(*(place for code in codes for place in (GoHousehold(code), GoCards((code,)))))
    assert len(back) == MOST + 1
    assert back[0] == GoHousehold(codes[-1])
