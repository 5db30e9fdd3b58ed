"""Somebody is added by two people; the words for that person then stay until they were handed over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import OperatorNameTaken, Told
from desktop.opening import second_person
from desktop.records.operator import OperatorView
from desktop.security.passwords import check_passphrase, propose_passphrase
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role as TypeRole
from desktop.ui.handed_words import HandedWords, WordsInHand, words_in_hand
from desktop.ui.strength import strength_in_words, tell_strength
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.second_person import SecondPerson
from desktop.ui.widgets.stacking import hold_beside
from desktop.ui.workbench import Workbench
from desktop.usecases import operators
from desktop.values.permissions import Role
from desktop.words.catalogue import tr
from desktop.words.kept_words import FreeText
from desktop.words.labels import label
from desktop.words.messages import say
from desktop.words.people import joined


class AddPanel(Panel):
    """The form, or the words to hand over in its place. `settled` when words began to wait, or wait no more."""

    settled = Signal()

    def __init__(self, bench: Workbench) -> None:
        """The form; words that wait from before are shown by `look`."""
        super().__init__()
        self._bench = bench
        hold_beside(self, 380 if current().layout.small else 420)
        self.name = TextField(tr("Name"), keeps=FreeText.NAME)
        self.name.setMaxLength(60)
        self.role = DropDown(tr("Role"), [Choice(role.value, label(role)) for role in Role])
        self.words = TextField(tr("First passphrase"), rtl=False, keeps=None)
        self.second = SecondPerson(agree=tr("I agree: add this person"))
        self.second.asked.connect(self._add)
        self.form = Form()
        self.form.finished.connect(self.second.begin)
        self.handing = HandedWords()
        self.handing.handed.connect(self.give_up)
        self._heading = Line(tr("Add somebody"), TypeRole.HEADING)
        self._other = Button(tr("Other words"), ButtonKind.QUIET, "refresh")
        self._other.clicked.connect(lambda: self.words.set_value(propose_passphrase()))
        self._adding = QWidget()
        self._build()
        self.look()

    def set_people(self, people: tuple[OperatorView, ...]) -> None:
        """Offer those of another role as the second person."""
        me = self._bench.desk.person
        seconds = [one for one in people if one.id != me.id and one.role != me.role]
        self.second.set_names([Choice(one.name, joined(one.name, label(one.role))) for one in seconds])

    def look(self) -> None:
        """Show the words that wait, else the form."""
        waiting = words_in_hand(self._bench)
        self._adding.setVisible(waiting is None)
        self._other.setVisible(waiting is None)
        if waiting is None:
            self.handing.forget()
            self._heading.setText(tr("Add somebody"))
            self.words.set_value(propose_passphrase())
        else:
            self._heading.setText(tr("{name} was added.", name=waiting.name))
            self.handing.show_words(waiting.name, waiting.words)
        self.settled.emit()

    def give_up(self) -> None:
        """The words were handed over, or nobody wants them any more."""
        waiting = words_in_hand(self._bench)
        if waiting is not None:
            waiting.gone()
        self.look()
        self.name.setFocus()

    def _build(self) -> None:
        self.form.add("name", tr("Name"), self.name, above=True)
        self.form.add("role", tr("Role"), self.role, above=True)
        row = self.form.add("words", tr("First passphrase, to be written down by that person"), self.words, above=True)
        self.words.textChanged.connect(lambda text="": tell_strength(row, text))
        inside = QVBoxLayout(self._adding)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.form)
        inside.addWidget(self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(10)
        heading = QHBoxLayout()
        heading.addWidget(self._heading)
        heading.addStretch(1)
        heading.addWidget(self._other)
        column.addLayout(heading)
        column.addWidget(self._adding)
        column.addWidget(self.handing)
        column.addStretch(1)

    def _add(self, second_name: str, passphrase: str) -> None:
        name, role, words = self.name.value(), self.role.value(), self.words.value()
        missing = {
            "name": "" if name else tr("Write a name."),
            "role": "" if role is not None else tr("Choose the role."),
            "words": strength_in_words(words) if check_passphrase(words) else "",
        }
        if not self.form.mend(missing) or role is None:
            return
        opened = self._bench.opened
        self.second.set_busy(True)

        def work(_: object) -> operators.OperatorChanged:
            second = second_person(opened, second_name, passphrase)
            return operators.add(opened.desk, opened.vault, opened.unlocked, name, Role(role), words, second=second)

        self._bench.run(work, lambda changed: self._added(changed, words), failed=self._refused)

    def _added(self, changed: operators.OperatorChanged, words: str) -> None:
        WordsInHand(self._bench, changed.operator.name, words)
        self.second.clear()
        self.name.set_value("")
        self.role.set_value(None)
        self.look()

    def _refused(self, told: Told) -> bool:
        words = say(told).shortly()
        if isinstance(told, OperatorNameTaken):
            self.second.set_busy(False)
            self.form.mend({"name": words})
            return True
        self.second.refuse(words)
        return True
