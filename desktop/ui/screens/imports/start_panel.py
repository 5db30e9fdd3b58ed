"""Where an import begins: choose a file; under it the imports there were, for taking one back or giving one up."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.imports import BatchView
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Icon
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.period import local_day
from desktop.values.vocabulary import BatchState
from desktop.words.catalogue import tr
from desktop.words.days import day_words
from desktop.words.labels import label

_TINTS = {BatchState.WRITING: "warn", BatchState.OPEN: "good"}


class StartPanel(QWidget):
    """The imports there were; `batch()` is the chosen one. Empty, it says what can be brought in."""

    def __init__(self, *, may_import: bool, parent: QWidget | None = None) -> None:
        """Nothing yet."""
        super().__init__(parent)
        self._views: dict[str, BatchView] = {}
        self.table = Table(
            tr("Imports"),
            [
                Column(tr("Import"), 100, bold=True),
                Column(tr("State"), 190),
                Column(tr("Households"), 130, number=True),
                Column(tr("People"), 110, number=True),
                Column(tr("Day"), 190),
                Column(tr("By")),
            ],
        )
        note = (
            tr("XLSX, XLS, ODS, CSV, or a Kobo or ODK export. It is looked at in a closed-off corner first.")
            if may_import
            else tr("A clerk brings lists in; a supervisor can take one back while nobody has worked with it.")
        )
        self._empty = EmptyState(tr("No list was brought in yet"), note, drawing=Icon("file-import", 72, "accent"))
        self._title = Line(tr("Lists that were brought in"), Role.HEADING)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        column.addStretch(0)

    def show_batches(self, views: Sequence[BatchView]) -> None:
        """Show the imports, the newest first."""
        self._views = {str(view.number): view for view in views}
        self.table.set_rows([_row(view) for view in views])
        for widget in (self.table, self._title):
            widget.setVisible(bool(views))
        self._empty.setVisible(not views)
        if views and self.table.present() is None:
            self.table.choose(str(views[0].number))

    def batch(self) -> BatchView | None:
        """The import that is chosen."""
        return self._views.get(self.table.present() or "")

    def unfinished(self) -> BatchView | None:
        """The import that was cut off, if there is one."""
        return next((view for view in self._views.values() if view.state is BatchState.WRITING), None)

    def take_keyboard(self) -> None:
        """The keyboard goes to the list, when there is one."""
        if self._views:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(view: BatchView) -> TableRow:
    cells = (
        str(view.number),
        label(view.state),
        f"{view.households:,}",
        f"{view.people:,}",
        day_words(local_day(view.begun_at)),
        view.begun_by,
    )
    return TableRow(str(view.number), cells, ((1, _TINTS.get(view.state, "muted")),))
