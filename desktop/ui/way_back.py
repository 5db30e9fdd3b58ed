"""The way back: the places through which Esc leads home, without circles and without an end that nobody reaches.

A list of this session alone: whoever signs in begins at home.
"""

from desktop.ui.workbench import Destination, GoBack, GoHome

MOST = 8
"""Places that are kept: more steps back than anybody remembers; before the oldest of them lies home."""


class WayBack:
    """Where the person was, the last place at the end; home is none of them, it lies before the first."""

    def __init__(self) -> None:
        """At home."""
        self._places: list[Destination] = []

    @property
    def is_home_next(self) -> bool:
        """Whether one step back is home."""
        return not self._places

    def step(self, left: Destination | None, wanted: Destination) -> Destination:
        """Keep the place that is `left` (None: nothing to come back to) and give where to go.

        A place that lies on the way already ends it there. A page that another of its kind takes the place of, as the
        household after a split or after the next scan, is no step of its own.
        """
        places = self._places
        if isinstance(wanted, GoBack):
            return places.pop() if places else GoHome()
        if isinstance(wanted, GoHome):
            places.clear()
            return wanted
        if left is not None and not isinstance(left, GoHome) and type(left) is not type(wanted):
            places.append(left)
        if wanted in places:
            del places[places.index(wanted) :]
        del places[:-MOST]
        return wanted
