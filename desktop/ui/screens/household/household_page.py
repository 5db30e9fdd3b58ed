"""One household: members, cards, what was done; record what happened, correct it, replace a card, print."""

from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.records.household import HouseholdStory, HouseholdView
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import Page
from desktop.ui.screens.household.blocking import Blocking
from desktop.ui.screens.household.cards_panel import CardsPanel
from desktop.ui.screens.household.collectors_panel import CollectorsLine
from desktop.ui.screens.household.happenings import Happenings
from desktop.ui.screens.household.naming import Naming
from desktop.ui.screens.household.replace_panel import ReplacePanel
from desktop.ui.screens.household.replacing import Replacing
from desktop.ui.screens.household.side_panel import SidePanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.code_display import CodeDisplay
from desktop.ui.widgets.greyed import allow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.paper_view import PaperView
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.workbench import Destination, GoCards, GoConsent, GoHousehold, GoRegister, Workbench
from desktop.usecases import households, registration
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr, tr_n
from desktop.words.people import (
    born_words,
    joined,
    member_line,
    member_name,
    member_note,
    not_named_words,
    place_name,
    where_words,
)
from desktop.words.said import Said


class HouseholdPage(Page):
    """The page of a code; it loads again when something about cards or households was recorded."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {
            EntryKind.HOUSEHOLD_CORRECTED,
            EntryKind.PERSON_JOINED,
            EntryKind.PERSON_BORN,
            EntryKind.PERSON_LEFT,
            EntryKind.PERSON_DIED,
            EntryKind.HOUSEHOLD_SPLIT,
            EntryKind.HOUSEHOLDS_MERGED,
            EntryKind.HOUSEHOLD_MOVED,
            EntryKind.COLLECTOR_NAMED,
            EntryKind.COLLECTOR_ENDED,
            EntryKind.CARD_ISSUED,
            EntryKind.CARD_PRINTED,
            EntryKind.CARD_COPIED,
            EntryKind.CARD_REPLACED,
            EntryKind.CARD_REVOKED,
            EntryKind.CONSENT_GIVEN,
            EntryKind.CONSENT_WITHDRAWN,
            EntryKind.WITHDRAWAL_DONE,
            EntryKind.RIGHTS_OFFERED,
            EntryKind.GIVEN,
            EntryKind.VOIDED,
            EntryKind.BLOCK_PROPOSED,
            EntryKind.BLOCKED,
            EntryKind.BLOCK_REFUSED,
            EntryKind.UNBLOCKED,
        }
    )

    def __init__(self, bench: Workbench, code: HouseholdCode, *, replace: bool = False) -> None:
        """Frame and buttons; the household comes with `entered`; `replace`: the panel that replaces a card too."""
        super().__init__(bench, tr("Household"))
        self.code = code
        self._replace = replace
        self._view: HouseholdView | None = None
        self.story: HouseholdStory | None = None
        self.set_head_trailing(CodeDisplay(code.text, Role.NUMBER, name=tr("Household code")))
        self.members = RowList(tr("People"), RowStyle.PLAIN)
        self.members.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place = Line("", Role.BODY, "muted", elide=True)
        self.not_named = Line("", Role.BODY, "muted", elide=True)
        self.not_named.hide()
        self.collectors = CollectorsLine()
        self.cards = CardsPanel()
        self.around = SidePanel()
        self.covering: QWidget | None = None
        """What stands in the place of the household: a form, the history, a paper."""
        self.happenings = Happenings(self)
        self.replacing = Replacing(self, self)
        self.naming = Naming(self)
        self.blocking = Blocking(self, self)
        self._build()

    @override
    def entered(self) -> None:
        """Load the household and its story."""
        code = self.code
        self.bench.run(lambda desk: (registration.show(desk, code), households.story(desk, code)), self._show)

    @override
    def help_text(self) -> str:
        """What each key does here."""
        return tr(
            "C corrects, W records what happened, R replaces a card, P prints cards, B blocks, A shows consents, "
            "H the whole history, Ctrl+C copies the code."
        )

    @override
    def escape(self) -> None:
        """Esc leaves what covers the household first, then the page."""
        if self.happenings.back():
            return
        if self.covering is not None:
            self.uncover()
        else:
            super().escape()

    @override
    def as_left(self, destination: Destination) -> Destination:
        """The household itself: a card that was to be replaced has been replaced or not."""
        return GoHousehold(self.code)

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
        people = self._people = Panel()
        inside = QVBoxLayout(people)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.members)
        people.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(people)
        column.addWidget(self.not_named)
        column.addWidget(self.collectors)
        column.addWidget(self.cards)
        column.addStretch(1)
        self._left = left
        self.body.addWidget(left, 1)
        side = self.side()
        side.addWidget(self.around)
        around = side.parentWidget()
        assert around is not None
        self._side = around
        side.addStretch(1)
        desk = self.bench.desk
        self.correct_button = Button(tr("Correct"), ButtonKind.PRIMARY, "pencil", "C", shortcut="C")
        self.happened_button = Button(tr("What happened?"), icon="calendar-event", key="W", shortcut="W")
        self.replace_button = Button(tr("Replace a card"), icon="id", key="R", shortcut="R")
        self.print_button = Button(tr("Print cards"), icon="printer", key="P", shortcut="P")
        self.block_button = Button(tr("Block"), icon="shield-lock", key="B", shortcut="B")
        self.block_button.clicked.connect(self.blocking.open)
        small = current().layout.small  # the foot is full there
        self.history_button = Button(tr("History"), ButtonKind.QUIET, "" if small else "notebook", "H", shortcut="H")
        self.consent_button = Button(
            tr("Consent"), ButtonKind.QUIET, "" if small else "signature", "" if small else "A", shortcut="A"
        )
        self.copy_button = Button(tr("Copy the code"), ButtonKind.QUIET, "file-text", "Ctrl C")
        self.correct_button.clicked.connect(lambda: self.bench.go(GoRegister(self.code)))
        self.happened_button.clicked.connect(self.happenings.offer)
        self.replace_button.clicked.connect(lambda: self.replace_card())
        self.print_button.clicked.connect(lambda: self.bench.go(GoCards((self.code,))))
        self.history_button.clicked.connect(self.happenings.whole_history)
        self.consent_button.clicked.connect(lambda: self.bench.go(GoConsent(self.code)))
        self.copy_button.clicked.connect(self._copy)
        QShortcut(QKeySequence.StandardKey.Copy, self).activated.connect(self._copy)
        self.cards.chosen.connect(lambda number="": self.replace_card(number))
        self.collectors.asked.connect(self.naming.open)
        self.set_foot(
            [self.correct_button, self.happened_button, self.replace_button, self.print_button, self.block_button],
            [self.consent_button, self.history_button, self.copy_button],
        )
        # after they have a place in the window: a button made visible before is a window of its own
        self.correct_button.setVisible(desk.permits(Permission.CORRECT) or desk.permits(Permission.CORRECT_SAME_DAY))
        self.happened_button.setVisible(desk.permits(Permission.HOUSEHOLD_EVENTS))
        self.replace_button.setVisible(desk.permits(Permission.CARD_REPLACE))
        self.print_button.setVisible(desk.permits(Permission.CARD_ISSUE))
        self.block_button.setVisible(self.blocking.may)
        self.collectors.button.setVisible(self.naming.may_name)
        self.consent_button.setVisible(desk.permits(Permission.CONSENT))
        self.copy_button.setVisible(not current().layout.small)  # Ctrl+C is there all the same

    def _copy(self) -> None:
        CodeDisplay(self.code.text).copy()
        self.bench.say(NoticeKind.GOOD, Said(tr("The code was copied: {code}.", code=self.code.grouped)))

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self, loaded: tuple[HouseholdView, HouseholdStory]) -> None:
        self._view, self.story = view, story = loaded
        state = "" if view.active else tr("closed: nobody is here any more, or it joined another one")
        count = tr_n("{n} person", "{n} people", len(view.members))
        home = tr("home is {place}", place=place_name(view.home_pcode)) if view.home_pcode else ""
        self._place.setText(joined(where_words(view.pcode, view.village), home, count, state))
        self.members.set_rows(
            [
                Row(
                    str(member.id),
                    member_line(member),
                    joined(member_note(member), born_words(member), member.id_masked),
                    trailing=tr("holder {slot}", slot=member.slot) if member.slot else "",
                    photo=member.photo,
                    who=member_name(member),
                    person=True,
                )
                for member in view.members
            ]
        )
        self._people.setVisible(bool(view.members))
        self.not_named.setText(not_named_words(view.not_named) if view.not_named else "")
        self.not_named.setVisible(bool(view.not_named))
        self.collectors.show_collectors(view.collectors)
        self.cards.show_cards(view.cards)
        self.around.show_story(story)
        allow(self.replace_button, bool(self.cards.live()), tr("Nobody here holds a card that could be replaced."))
        closed = tr("The household {code} is closed.", code=self.code.grouped)
        for button in (self.correct_button, self.print_button, self.block_button, self.collectors.button):
            allow(button, view.active, closed)
        if self.covering is None:
            self._focus_foot()
        if self._replace:
            self._replace = False
            self._begin_replacing()

    def _begin_replacing(self) -> None:
        if self.cards.live():
            self.replace_card()
        else:
            how = tr("Print its first card with P.")
            self.bench.say(NoticeKind.KNOW, Said(tr("Nobody here holds a card that could be replaced."), how))
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_foot(self) -> None:
        usable = self.correct_button.isEnabled() and not self.correct_button.isHidden()
        first = self.correct_button if usable else self.history_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what covers the household -----------------------------------------------------------------------------------

    def cover(self, widget: QWidget, *, alone: bool = False) -> None:
        """Put something in the place of the household, beside what was done or `alone`."""
        self.uncover()
        self._side.setVisible(not alone)
        self.covering = widget
        self._left.hide()
        self._foot.hide()
        self.body.insertWidget(0, widget, 1)
        widget.show()

    def uncover(self) -> None:
        """Back to the household."""
        if self.covering is not None:
            self.covering.hide()
            self.covering.deleteLater()
        self.covering = None
        self._side.show()
        self.happenings.closed()
        self.replacing.closed()
        self.naming.closed()
        self.blocking.closed()
        self._left.show()
        self._foot.show()
        self._focus_foot()

    def replace_card(self, number: str = "") -> None:
        """Open the panel for one card; the first live one when none is named."""
        self.replacing.open(number, self.cards.live())

    @property
    def replace_panel(self) -> ReplacePanel | None:
        """The panel of replacing, while it is open."""
        return self.replacing.panel

    @property
    def paper(self) -> PaperView | None:
        """The new card, while it is shown."""
        return self.replacing.paper
