"""The way back: the pages that Esc passes on the way home, without circles and of limited length.

It belongs to one session: whoever signs in starts with an empty way.
"""

from desktop.ui.workbench import Destination, GoBack, GoHome

MOST = 8
"""Places that are kept, more than anybody remembers; Esc on the oldest goes home."""


class WayBack:
    """The places of one session, the last one at the end. Home is not in the list: it comes before the first."""

    def __init__(self) -> None:
        """At home."""
        self._places: list[Destination] = []

    @property
    def is_home_next(self) -> bool:
        """Whether one step back is home."""
        return not self._places

    def step(self, left: Destination | None, wanted: Destination) -> Destination:
        """Keep the place that is `left` (None: nothing to come back to) and give where to go.

        Going to a place that is on the way already cuts the way back to it. A page that is replaced by one of its kind
        (the next household after a split or a scan) is not kept.
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
