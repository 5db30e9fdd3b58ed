"""The form with the question whether somebody written is in the register already; the question stands over the form.

Before a new household is kept everybody who is alike is looked at, with Ctrl+D anybody while typing. Esc is the form
again as it was; nothing that was written is lost by any answer.
"""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from desktop.records.household import FoundRegistrant
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.register.doubles import Doubles
from desktop.ui.screens.register.form_page import FormPage
from desktop.ui.screens.register.members import without
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, SAVED
from desktop.ui.side_by_side import SideBySide
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import GoHousehold, Workbench
from desktop.values.identifiers import HouseholdCode
from desktop.words.catalogue import tr
from desktop.words.said import Said


class AskingPage(FormPage):
    """`doubles` asks; the page on top of this one saves with what was answered."""

    def __init__(self, bench: Workbench, title: str, code: HouseholdCode | None) -> None:
        """Nobody was asked about yet."""
        super().__init__(bench, title, code)
        self._form_title = title
        self.doubles = ask = Doubles(bench, self)
        self._lost = Line(tr("Nothing is lost while you look"), Role.BODY, "muted")
        self.set_head_trailing(self._lost)
        self._lost.hide()
        ask.shown.connect(self._ask)
        ask.closed.connect(self._form_again)
        ask.known.connect(self._known_already)
        self.alike.found.disconnect(self.matches.show_found)
        self.alike.found.connect(self._alike_found)
        self.matches.compare_button.clicked.connect(self.compare)

    @override
    def escape(self) -> None:
        """Esc closes the question over the form; without one it leaves the page."""
        if self.asking:
            self.doubles.leave()
        else:
            super().escape()

    @property
    def asking(self) -> bool:
        """Whether a question stands over the form, or is on its way."""
        return self.doubles.busy or self.doubles.panel is not None

    def compare(self) -> None:
        """Ctrl+D: who is written beside the one of the alike on whom the cursor stands, else the likeliest."""
        if not self._writing or self.asking:
            return
        self._commit()
        written, chosen = self._written(), self.matches.chosen()
        if written is not None and chosen is not None:
            self.doubles.compare(*written, chosen.registrant)

    def _ask(self, question: SideBySide) -> None:
        """The question takes the place of the form, which stays as it is behind it."""
        for part in (self._area, self._beside, self.steps):
            part.hide()
        self._set_keys(working=False)
        self.set_title(tr("Could this be the same person?"))
        self._lost.show()
        self.body.insertWidget(0, question, 1)
        question.show()
        question.take_keyboard()

    def _form_again(self) -> None:
        """The form comes back as it was."""
        for part in (self._area, self._beside, self.steps):
            part.show()
        self._lost.hide()
        self._set_keys(working=True)
        self.set_title(self._form_title)
        self.next_button.setEnabled(True)
        self._alike_found(self.matches.found)
        if self.step == READ_BACK:
            self._focus_next()
        else:
            self._go_to(self.step, self._place())

    def _set_keys(self, *, working: bool) -> None:
        """The keys of the form rest while a question stands over it; Esc and F1 do not."""
        self._foot.setVisible(working)
        for key in self.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if key.context() is Qt.ShortcutContext.WindowShortcut:
                key.setEnabled(working)

    def _alike_found(self, found: tuple[FoundRegistrant, ...]) -> None:
        """Who was said to be somebody else is not shown again."""
        written = self._written()
        if written is not None:
            found = self.doubles.not_answered(written[0].members[written[1]], found)
        self.matches.show_found(found)

    def _known_already(self, place: int, code: HouseholdCode) -> None:
        """One of the draft is in the register: the old record is opened, what is written of the others stays."""
        others = len(self.draft.members) > 1
        if others:
            self.state.take(without(self.draft, place), tr("Person"))
            self.state.step = min(self.step, PEOPLE)
            self.keeper.keep(self.state.kept())
            self.keeper.flush()
        else:
            self.keeper.drop()
            self.state.step = SAVED
        self._writing = False  # leaving would keep the fields of somebody who is no draft any more
        self.bench.go(GoHousehold(code))
        kept = tr("What you wrote of the others is kept as a draft.") if others else ""
        self.bench.say(NoticeKind.KNOW, Said(tr("This is the record that was there already."), kept))
