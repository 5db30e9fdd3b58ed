"""The buttons under the form: one filled one, whose words say what comes next, and those that fit the step."""

from desktop.ui.appearance.look import current
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, SAVED, WHERE, WHO
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.words.catalogue import tr


class FormFoot:
    """Buttons only; the page connects them. `show` says which are there and what the filled one says."""

    def __init__(self) -> None:
        """Make them; the page puts them into its foot."""
        self._small = small = current().layout.small
        self.next_button = Button("", ButtonKind.PRIMARY, "arrow-right", "" if small else "PgDn")
        self.same_button = Button(tr("Same as above"), key="Ctrl '")
        self.undo_button = Button(tr("Undo"), ButtonKind.QUIET, "arrow-back-up", "Ctrl Z")
        self.back_button = Button(tr("Back"), ButtonKind.QUIET, key="" if small else "PgUp", shortcut="PgUp")
        self.save_button = Button(tr("Save"), icon="check", key="Ctrl S")
        self.cards_button = Button(tr("Print its cards"), icon="printer", key="K", shortcut="K")
        self.help_button = Button(tr("Help"), ButtonKind.QUIET, "help-circle", "F1")
        self.told = False
        """Whether rights were offered to the household that was just saved."""

    def leading(self) -> list[Button]:
        """Those at the leading end, the filled one first."""
        return [
            self.next_button,
            self.cards_button,
            self.save_button,
            self.same_button,
            self.undo_button,
            self.back_button,
        ]

    def show(self, step: int, *, writing: bool, blank: bool, correcting: bool, undo: str) -> None:
        """`writing`: the form of one person is open; `blank`: not a word stands in it.

        `undo` names the field of the last change; empty: none."""
        words = {
            WHO: tr("Next: people"),
            PEOPLE: tr("Next: where"),
            WHERE: tr("Next: read back"),
            READ_BACK: tr("Save the correction") if correcting else tr("Save the household"),
            SAVED: tr("Next household") if self.told else tr("Rights offered: next household"),
        }
        next_person = writing and not blank
        self.next_button.set_text(tr("Next person") if next_person else words[step])
        self.next_button.set_icon("check" if step == READ_BACK else "plus" if next_person else "arrow-right")
        self.next_button.set_key("" if self._small or step >= READ_BACK else "PgDn")
        form = step < READ_BACK
        self.cards_button.setVisible(step == SAVED)
        self.save_button.setVisible(form)
        self.same_button.setVisible(writing or step == WHERE)
        self.undo_button.setVisible(form and bool(undo))
        if undo:
            self.undo_button.set_text(tr("Undo: {field}", field=undo))
        self.back_button.setVisible(WHO < step <= READ_BACK)
