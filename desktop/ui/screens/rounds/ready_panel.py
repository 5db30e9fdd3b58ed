"""Whether a round can begin: what is settled and what is still to come, a line for each."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.distribution import RoundView
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.laid_out import clear
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Icon, Panel
from desktop.values.vocabulary import ListKind, RoundState
from desktop.words.captions.bilingual import days_words
from desktop.words.catalogue import tr, tr_n


class ReadyPanel(Panel):
    """A tick for what is there, a dashed circle for what is to come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 12, 18, 14)
        self._column.setSpacing(4 if current().layout.small else 10)

    def show_round(self, one: RoundView) -> None:
        """The points of one round."""
        clear(self._column)
        points = _points(one)
        self._column.addWidget(_Head(sum(ready for ready, _, _ in points), len(points)))
        for ready, what, more in points:
            self._column.addWidget(_Point(what, more, ready=ready))


def _points(one: RoundView) -> tuple[tuple[bool, str, str], ...]:
    fixed = one.list_kind is ListKind.FROZEN or one.frozen
    on_list = tr_n("{n} household", "{n} households", one.households)
    listed = tr("List frozen") if one.frozen else tr("List to be frozen") if fixed else tr("Open list")
    by_size = any(len(item.steps) > 1 for item in one.items)
    return (
        ((one.frozen or not fixed) and one.households > 0, listed, on_list),
        (bool(one.items), tr("Items and amounts"), tr("by household size") if by_size else tr("the same for all")),
        (bool(one.points), tr("Points"), tr_n("{n} point", "{n} points", len(one.points))),
        (one.state is not RoundState.DRAFT, tr("Opened"), days_words(one.from_day, one.to_day)),
    )


class _Head(QWidget):
    def __init__(self, ready: int, of: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Line(tr("Ready to give"), Role.HEADING, elide=True), 1)
        row.addWidget(Line(tr("{done} of {total}", done=ready, total=of), Role.SMALL, "muted"))


class _Point(QWidget):
    def __init__(self, what: str, more: str, *, ready: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Icon("circle-check" if ready else "circle-dashed", 22, "good" if ready else "muted"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Line(what, Role.LABEL, elide=True))
        if not current().layout.small:
            words.addWidget(Line(more, Role.SMALL, "muted", elide=True))
        row.addLayout(words, 1)
