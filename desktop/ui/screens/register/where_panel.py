"""Where the household lives: the tehsil by search over all places, and the village as it is told."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.household import HouseholdDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.register.place_search import PlaceSearch
from desktop.ui.screens.register.trusted_panel import TrustedPanel
from desktop.ui.screens.register.untouched import with_changes
from desktop.ui.screens.register.walking import PlainForm, WalkingPanel
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.line import Line, Paragraph
from desktop.words.catalogue import tr
from desktop.words.kept_words import FreeText


class WherePanel(WalkingPanel):
    """`left(field)` when a place was chosen or a field left. Behind one key, `turned`: whom the household trusts."""

    left = Signal(str)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """No place yet."""
        super().__init__("panel", parent)
        pad = 20 if current().layout.small else 24
        self.form = PlainForm()
        self.place = PlaceSearch(
            self.form, "pcode", tr("Place"), tr("Tehsil or taluka"), tr("write a few letters, in any script")
        )
        self.search, self.list = self.place.field, self.place.list
        self.village = TextField(
            tr("Village, chak, goth or quarter"), tr("as people call it"), width=464, keeps=FreeText.PLACE
        )
        self.village.setMaxLength(12_000)
        self.form.add("village", tr("Village"), self.village)
        self._where = QWidget()
        self._where.setProperty("role", "clear")
        inside = QVBoxLayout(self._where)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(current().layout.row_gap)
        inside.addWidget(Line(tr("Where does the household live?"), Role.HEADING))
        inside.addWidget(self.form)
        inside.addWidget(
            Paragraph(
                tr("The place is what reports and rounds are made by. The village is never printed on the card."),
                Role.SMALL,
                "muted",
            )
        )
        inside.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(pad, 12, pad, 12)
        self._column.addWidget(self._where, 1)
        self.trusted: TrustedPanel | None = None
        self._draft = self._shown = HouseholdDraft()
        self.place.chosen.connect(self._chosen)
        self.village.was_left.connect(lambda _="": self.left.emit(tr("Village")))

    def pcode(self) -> str:
        """The place chosen."""
        return self.place.pcode()

    def set_where(self, pcode: str, village: str) -> None:
        """Show a place and a village in place of what was typed, without telling anybody."""
        self.search.set_value("")
        self._set_where(pcode, village)

    def show_draft(self, draft: HouseholdDraft) -> None:
        """Show place, village and whom the household trusts, without telling anybody."""
        self._draft = draft
        self._set_where(draft.pcode, draft.village)
        self._shown = self._told(draft)
        if self.trusted is not None:
            self.trusted.show_draft(draft)
        self.show_trusted(on=False)

    def answers(self, draft: HouseholdDraft) -> HouseholdDraft:
        """The draft with what was answered here since it was shown."""
        trusted = draft if self.trusted is None else self.trusted.answers(draft)
        return with_changes(trusted, self._shown, self._told(self._shown))

    def _told(self, draft: HouseholdDraft) -> HouseholdDraft:
        return replace(draft, pcode=self.pcode(), village=self.village.value())

    def _set_where(self, pcode: str, village: str) -> None:
        blocked = self.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.village.set_value(village)
        self.place.show_pcode(pcode)
        self.blockSignals(blocked)

    def turn_more(self) -> None:
        """F2: whom the household trusts, and back."""
        self.show_trusted(on=not self.is_turned)

    @property
    def is_turned(self) -> bool:
        """Whether it is asked whom the household trusts."""
        return self.trusted is not None and self.trusted.isVisibleTo(self)

    def more_told(self) -> int:
        """How many trusted people are named, and the home."""
        told = self.answers(self._draft)
        return len(told.collectors or ()) + len(told.vouchers or ()) + bool(told.home_pcode)

    def show_trusted(self, *, on: bool) -> None:
        """Show whom the household trusts in place of where it lives, or the place again."""
        if self.trusted is None:
            if not on:
                return
            self.trusted = TrustedPanel()
            self.trusted.show_draft(self._draft)
            self._column.addWidget(self.trusted, 1)
            self.trusted.left.connect(self.left)
            self.trusted.closed.connect(self.turn_more)
        self.trusted.setVisible(on)
        self._where.setVisible(not on)
        if on:
            self.trusted.focus_first()
        elif self.isVisible():
            self.village.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def focus_first(self) -> None:
        """The first question that has no answer yet; the place where both have one, as after the household before.

        Enter goes on to the village and selects it: who types another one must not write on behind it.
        """
        only_village = bool(self.pcode()) and not self.village.value()
        (self.village if only_village else self.search).setFocus(Qt.FocusReason.TabFocusReason)

    def focus_path(self, where: str) -> None:
        """The field of a problem (``place.village``, ``vouchers.0.name_as_told``) has the keyboard."""
        if where.startswith(("collectors", "vouchers", "place.home")):
            self.show_trusted(on=True)
            assert self.trusted is not None
            self.trusted.focus_path(where)
        else:
            (self.village if where == "place.village" else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, sentences: dict[str, str]) -> None:
        """Sentences for ``pcode`` and ``village``, and for those whom the household trusts."""
        self.form.show_problems(sentences)
        if self.trusted is not None:
            self.trusted.show_problems(sentences)

    def _chosen(self, _: str) -> None:
        self.left.emit(tr("Place"))
        self.village.setFocus(Qt.FocusReason.TabFocusReason)
