"""A round after a hazard event, made in three answers: which event, what is given, where."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.records.distribution import PointDraft
from desktop.records.programme import EventDraft, EventView, QuickRound, Template
from desktop.ui.appearance.look import current
from desktop.ui.page import scrolling
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.stepper import Stepper
from desktop.values.lane_budget import MOST_LANES
from desktop.words.catalogue import isolated, tr
from desktop.words.labels import label
from desktop.words.rules import criteria_sentence, rule_sentence

_NEW = "new:"
POINT = "point-1"


class QuickDialog(Sheet):
    """`asked()`; the caller takes `new_event()` and `quick()`, does it and then calls `accept`, or `refuse`."""

    asked = Signal()

    def __init__(
        self,
        events: Sequence[EventView],
        templates: Sequence[Template],
        today: date,
        district: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("A round after an event"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today, self._district = today, district
        self._events = {one.code: one for one in events}
        self._templates = {one.code: one for one in templates}
        self.event_choice = DropDown(tr("Event"))
        new = [Choice(_NEW + one.code, tr("{kind}, from today", kind=label(one.hazard))) for one in templates]
        noted = [Choice(one.code, f"{one.name} · {isolated(one.from_day.isoformat())}") for one in events]
        self.event_choice.set_choices([*noted, *new])
        self.template_choice = DropDown(tr("What is given"))
        self.template_choice.set_choices([Choice(one.code, one.programme) for one in templates])
        self.point = TextField(tr("Where"), tr("name of the point"))
        self.lanes = Stepper(tr("Lanes"), tr("One less"), tr("One more"), tr("planned"), 1, MOST_LANES)
        form = Form()
        form.add("event", tr("Event"), self.event_choice)
        form.add("template", tr("What is given"), self.template_choice)
        form.add("point", tr("Where"), self.point)
        form.add("lanes", tr("Lanes"), self.lanes)
        self.column.addWidget(form)
        self.rules = Paragraph("", tint="muted")
        read_aloud = scrolling(self.rules)
        if not current().large_text:
            read_aloud.setFixedHeight(current().px(150 if current().layout.small else 280))
        self.column.addWidget(read_aloud)
        self.told = Paragraph("", tint="warn")
        self.told.hide()
        self.column.addWidget(self.told)
        self.make_button = Button(tr("Make the round"), ButtonKind.PRIMARY, "calendar-event", "Enter")
        self.make_button.setDefault(True)
        self.make_button.clicked.connect(self.asked)
        leave = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        leave.clicked.connect(self.reject)
        self.answers(self.make_button, leave)
        self.setMinimumWidth(current().wide(640))
        self.event_choice.chosen.connect(self._event_chosen)
        self.template_choice.chosen.connect(self._tell)
        first = (noted or new)[0].value
        self.event_choice.set_value(first)
        self._event_chosen(first)

    def new_event(self) -> EventDraft | None:
        """The event to be noted first, of the whole district and from today; None for one that is noted."""
        chosen = self.event_choice.value() or ""
        if not chosen.startswith(_NEW):
            return None
        hazard = self._templates[chosen.removeprefix(_NEW)].hazard
        return EventDraft(self._event_code(), hazard, label(hazard), self._today, (self._district,))

    def quick(self) -> QuickRound:
        """What is asked for."""
        points = (PointDraft(POINT, self.point.value().strip(), lanes=self.lanes.value() or 0),)
        return QuickRound(self.template_choice.value() or "", self._event_code(), points)

    def refuse(self, sentence: str) -> None:
        """Say why it was not done; what was written stays."""
        self.told.setText(sentence)
        self.told.show()

    def _event_code(self) -> str:
        chosen = self.event_choice.value() or ""
        return f"{chosen.removeprefix(_NEW)}-{self._today.isoformat()}" if chosen.startswith(_NEW) else chosen

    def _event_chosen(self, chosen: str) -> None:
        """What is given follows the kind of event, as long as nobody says otherwise."""
        known = self._events.get(chosen)
        code = chosen.removeprefix(_NEW)
        if known is not None:
            fitting = [one.code for one in self._templates.values() if one.hazard is known.kind]
            code = (fitting or list(self._templates))[0]
        self.template_choice.set_value(code)
        self._tell(code)

    def _tell(self, code: str) -> None:
        """Whom it is for and each rule, as it is read aloud."""
        one = self._templates[code]
        self.lanes.set_value(one.lanes or None)
        rules = [rule_sentence(item, one.items) for item in one.items]
        self.rules.setText("\n".join((criteria_sentence(one.criteria), *rules)))
