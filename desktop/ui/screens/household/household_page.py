"""One household: members, cards, what was done in sentences; correct it, replace a card, print, copy the code."""

from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.errors import Told
from desktop.opening import second_person
from desktop.records.card import IssuedCards
from desktop.records.household import HouseholdView
from desktop.records.operator import OperatorView
from desktop.ui import printing_desk
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Lane
from desktop.ui.page import Page
from desktop.ui.screens.household.cards_panel import CardsPanel
from desktop.ui.screens.household.replace_panel import ReplacePanel, Wish
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.code_display import CodeDisplay
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.paper_view import PaperView
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.workbench import GoCards, GoRegister, Workbench
from desktop.usecases import cards, operators, registration
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Language, SheetKind
from desktop.words.captions.bilingual import time_text
from desktop.words.captions.cards import card_sheet
from desktop.words.catalogue import tr, tr_n
from desktop.words.labels import label
from desktop.words.messages import say
from desktop.words.people import joined, member_line, member_name, member_note, where_words
from desktop.words.said import Said
from printing.cards import draw_cards


class HouseholdPage(Page):
    """The page of a code; it loads again when something about cards or households was recorded."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {
            EntryKind.HOUSEHOLD_CORRECTED,
            EntryKind.CARD_ISSUED,
            EntryKind.CARD_COPIED,
            EntryKind.CARD_REPLACED,
            EntryKind.CARD_REVOKED,
            EntryKind.GIVEN,
            EntryKind.VOIDED,
        }
    )

    def __init__(self, bench: Workbench, code: HouseholdCode) -> None:
        """Frame and buttons; the household comes with `entered`."""
        super().__init__(bench, tr("Household"))
        self.code = code
        self._view: HouseholdView | None = None
        self.set_head_trailing(CodeDisplay(code.text, Role.NUMBER, name=tr("Household code")))
        self.members = RowList(tr("People"), RowStyle.SHEET)
        self.members.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place = Line("", Role.BODY, "muted", elide=True)
        self.cards = CardsPanel()
        self._history = QVBoxLayout()
        self._history.setSpacing(8)
        self.replace_panel: ReplacePanel | None = None
        self.paper: PaperView | None = None
        self._build()

    @override
    def entered(self) -> None:
        """Load the household."""
        code = self.code
        self.bench.run(lambda desk: registration.show(desk, code), self._show)

    @override
    def help_text(self) -> str:
        """What each key does here."""
        return tr("C corrects, R replaces a card, P prints cards, Ctrl+C copies the code.")

    @override
    def escape(self) -> None:
        """Esc leaves the card that is being replaced first, then the page."""
        if self.replace_panel is not None or self.paper is not None:
            self._close_replace()
        else:
            super().escape()

    def view(self) -> HouseholdView | None:
        """What is shown."""
        return self._view

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._place)
        people = Panel()
        inside = QVBoxLayout(people)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.members)
        people.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(people)
        column.addWidget(self.cards)
        column.addStretch(1)
        self._left = left
        self.body.addWidget(left, 1)
        side = self.side()
        side.addWidget(Line(tr("What was done"), Role.HEADING))
        side.addLayout(self._history)
        side.addStretch(1)
        desk = self.bench.desk
        self.correct_button = Button(tr("Correct"), ButtonKind.PRIMARY, "pencil", "C", shortcut="C")
        self.replace_button = Button(tr("Replace a card"), icon="id", key="R", shortcut="R")
        self.print_button = Button(tr("Print cards"), icon="printer", key="P", shortcut="P")
        self.copy_button = Button(tr("Copy the code"), ButtonKind.QUIET, "file-text", "Ctrl C")
        self.correct_button.clicked.connect(lambda: self.bench.go(GoRegister(self.code)))
        self.replace_button.clicked.connect(lambda: self.replace_card())
        self.print_button.clicked.connect(lambda: self.bench.go(GoCards((self.code,))))
        self.copy_button.clicked.connect(self._copy)
        QShortcut(QKeySequence.StandardKey.Copy, self).activated.connect(self._copy)
        self.cards.chosen.connect(self.replace_card)
        self.set_foot([self.correct_button, self.replace_button, self.print_button], [self.copy_button])
        # after they have a place in the window: a button made visible before is a window of its own
        self.correct_button.setVisible(desk.permits(Permission.CORRECT) or desk.permits(Permission.CORRECT_SAME_DAY))
        self.replace_button.setVisible(desk.permits(Permission.CARD_REPLACE))
        self.print_button.setVisible(desk.permits(Permission.CARD_ISSUE))

    def _copy(self) -> None:
        CodeDisplay(self.code.text).copy()
        self.bench.say(NoticeKind.GOOD, Said(tr("The code was copied: {code}.", code=self.code.grouped)))

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self, view: HouseholdView) -> None:
        self._view = view
        state = "" if view.active else tr("closed: it moved, joined another one or was split")
        count = tr_n("{n} person", "{n} people", len(view.members))
        self._place.setText(joined(where_words(view.pcode, view.village), count, state))
        self.members.set_rows(
            [
                Row(
                    str(member.id),
                    member_line(member),
                    joined(member_note(member), member.id_masked),
                    trailing=tr("holder {slot}", slot=member.slot) if member.slot else "",
                    photo=member.photo,
                    who=member_name(member),
                    person=True,
                )
                for member in view.members
            ]
        )
        self.cards.show_cards(view.cards)
        self.replace_button.setEnabled(bool(self.cards.live()))
        while (item := self._history.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        room = 5 if current().layout.small else 9
        for line in view.history[:room]:
            sentence = tr("{act}: {who}", act=label(EntryKind(line.kind)), who=line.operator)
            self._history.addWidget(_history_line(sentence, time_text(line.at)))
        self.correct_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- replacing a card --------------------------------------------------------------------------------------------

    def replace_card(self, number: str = "") -> None:
        """Open the panel for one card; the only live one when none is named."""
        live = self.cards.live()
        if self._view is None or not live or not self.bench.desk.permits(Permission.CARD_REPLACE):
            return
        chosen = number if number in live else live[0]
        self._close_replace()
        names = {member.slot: member_line(member) for member in self._view.members if member.slot}
        panel = ReplacePanel({one: names.get(CardNumber.parse(one).slot, "") for one in live}, chosen)
        panel.wished.connect(self._wished)
        panel.left.connect(self._close_replace)
        self.replace_panel = panel
        self._left.hide()
        self.body.insertWidget(0, panel, 1)
        panel.show()
        self._foot.hide()
        self.bench.run(operators.operators, self._offer_seconds)
        panel.focus_first()

    def _offer_seconds(self, people: tuple[OperatorView, ...]) -> None:
        me = self.bench.desk.person
        if self.replace_panel is not None:
            self.replace_panel.set_seconds(
                [
                    (one.name, joined(one.name, label(one.role)))
                    for one in people
                    if one.id != me.id and one.role != me.role
                ]
            )

    def _close_replace(self) -> None:
        """Back to the household, from the panel or from the paper after it."""
        for shown in (self.replace_panel, self.paper):
            if shown is not None:
                shown.hide()
                shown.deleteLater()
        self.replace_panel = self.paper = None
        self._left.show()
        self._foot.show()
        self.correct_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wished(self, wish: Wish) -> None:
        opened = self.bench.opened

        def work(desk: Desk) -> IssuedCards:
            second = None if wish.present else second_person(opened, wish.second, wish.passphrase)
            number = CardNumber.parse(wish.number)
            return cards.replace(desk, number, wish.reason, present=wish.present, second=second)

        self.bench.run(work, self._replaced, failed=self._not_replaced)

    def _replaced(self, issued: IssuedCards) -> None:
        """The new card is drawn at once, to be printed or saved; the household's page comes back with Esc."""
        self._close_replace()
        slot = issued.faces[0].number.slot
        more = tr("Print the new one now. The old one is not honoured any more.")
        self.bench.say(NoticeKind.GOOD, Said(tr("The card of holder {slot} was replaced.", slot=slot), more))
        paper = PaperView(tr("New card"), tr("Done"), "Esc")
        self.paper = paper
        self._left.hide()
        self._foot.hide()
        self.body.insertWidget(0, paper, 1)
        paper.show()
        paper.other.connect(self._close_replace)
        paper.printed.connect(lambda: printing_desk.print_paper(self.bench, paper.data, tr("Printing the card")))
        paper.saved.connect(
            lambda: printing_desk.save_pdf(
                self, self.bench, paper.data, f"card-{issued.faces[0].number.text}.pdf", purpose="cards", pages=2
            )
        )
        language = Language.SINDHI if current().language is Language.SINDHI else Language.URDU
        sheet = card_sheet(issued, language, SheetKind.A4_8)
        self.bench.run(lambda _: draw_cards(sheet), paper.show_paper, lane=Lane.PRESS)
        paper.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_replaced(self, told: Told) -> bool:
        if self.replace_panel is None:
            return False
        said = say(told)
        self.replace_panel.refuse(joined(said.what, said.do))
        return True


def _history_line(sentence: str, when: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Paragraph(sentence, Role.SMALL), 1)
    row.addWidget(Line(when, Role.SMALL, "muted"), 0, Qt.AlignmentFlag.AlignTop)
    return made
