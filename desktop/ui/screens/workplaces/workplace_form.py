"""One workplace as a form: what it is and where it lies. There is no field for a person, and none is asked about."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.workplace import WorkplaceDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.place_field import PlaceField
from desktop.ui.widgets.chips import Chip, Choice, ChoiceChips
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.values.problem import Problem
from desktop.values.vocabulary import WorkplaceKind
from desktop.words.catalogue import tr
from desktop.words.kept_words import FreeText
from desktop.words.labels import label
from desktop.words.problems import say_problem

_ROWS = {"kind": "kind", "place.pcode": "place", "place.village": "village"}


class WorkplaceForm(Panel):
    """Fills a draft; `left()` when a field was left, `finished()` on Enter in the last one."""

    left = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty: a kiln in no place yet."""
        super().__init__("panel", parent)
        self._draft = WorkplaceDraft()
        self.kind = ChoiceChips(tr("Kiln or farm"), [Choice(kind.value, label(kind)) for kind in WorkplaceKind])
        self.place = PlaceField()
        self.village = TextField(tr("Village"), tr("village, deh or chak"), keeps=FreeText.WORKPLACE)
        self.landmark = TextField(
            tr("Landmark"), tr("how to find it: after the bridge, blue chimney"), keeps=FreeText.WORKPLACE
        )
        self.licence = TextField(tr("Licence"), tr("its number, when there is a board"), keeps=FreeText.WORKPLACE)
        self.working = Chip(tr("Somebody works there now"), icon="check")
        for field in (self.village, self.landmark, self.licence):
            field.setMaxLength(400)  # longer is cut by nobody unseen: the rule says what fits
            field.was_left.connect(lambda _="": self.left.emit())
        self._title = Line("", Role.HEADING)
        self.form = Form()
        self.form.add("kind", tr("Kiln or farm"), self.kind)
        self.form.add("place", tr("Place"), self.place)
        self.form.add("village", tr("Village"), self.village)
        self.form.add("landmark", tr("Landmark"), self.landmark)
        self.form.add("licence", tr("Licence"), self.licence)
        self._working = self.form.add("working", "", self.working)
        self.form.finished.connect(self.finished)
        pad = 20 if current().layout.small else 24
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 12, pad, 16)
        column.setSpacing(current().layout.row_gap)
        column.addWidget(self._title)
        column.addWidget(self.form)
        if not current().layout.small:
            note = tr("Only the place is written here. Nobody's name or number, and not whose it is.")
            column.addWidget(Paragraph(note, Role.SMALL, "muted"))
        column.addStretch(1)

    def fill(self, title: str, draft: WorkplaceDraft, *, new: bool) -> None:
        """Show a workplace; `title` says what is being done. Whether a `new` one is working is not asked."""
        self._draft = draft
        self._title.setText(title)
        self.kind.set_value(draft.kind.value if draft.kind else None)
        self.place.set_pcode(draft.pcode)
        self.village.set_value(draft.village)
        self.landmark.set_value(draft.landmark)
        self.licence.set_value(draft.licence)
        self.working.setChecked(draft.working)
        self._working.setVisible(not new)
        self.form.show_problems({})

    def draft(self) -> WorkplaceDraft:
        """What is written now."""
        kind = self.kind.value()
        return replace(
            self._draft,
            kind=WorkplaceKind(kind) if kind else None,
            pcode=self.place.pcode(),
            village=self.village.value(),
            landmark=self.landmark.value(),
            licence=self.licence.value(),
            working=self.working.isChecked(),
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """A sentence at each field concerned, the gravest first; the others are taken away."""
        said: dict[str, str] = {}
        for problem in sorted(problems, key=lambda one: not one.stops):
            said.setdefault(_ROWS.get(problem.where, problem.where), say_problem(problem))
        self.place.set_problem(said.pop("place", ""))
        self.form.show_problems(said)

    def focus_first(self) -> None:
        """The keyboard goes to what is asked first."""
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
