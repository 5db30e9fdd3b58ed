"""Whom the household trusts, asked in private: who may collect for it, who vouches, and where its home is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, VoucherDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.kin_choices import kin_choices
from desktop.ui.screens.register.place_search import PlaceSearch
from desktop.ui.screens.register.untouched import with_changes
from desktop.ui.screens.register.walking import PlainForm
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import PhoneField, TextField
from desktop.ui.widgets.form import FormRow
from desktop.ui.widgets.line import Line, Paragraph
from desktop.values.age import ADULT
from desktop.values.text import script_of
from desktop.values.vocabulary import VoucherRelation
from desktop.words.catalogue import tr
from desktop.words.kept_words import FreeText
from desktop.words.labels import label
from desktop.words.people import member_name

_NOBODY, _ELSE = "", "else"
_VOUCHERS = 2
_TYPED_MOST = 12_000
_NAMED = (frozenset(("name_as_told", "name_latin", "registrant")),)
"""Another name is another person: not the one whom the register knew."""


@dataclass
class _CollectorRows:
    """Fields of one collector: a member of the household, or somebody else by name, relation and phone."""

    who: DropDown
    name: TextField
    relation: DropDown
    phone: PhoneField
    row: FormRow
    more: FormRow
    base: CollectorDraft | None = None
    who_shown: str | None = None
    shown: CollectorDraft = field(default_factory=CollectorDraft)

    def told(self) -> CollectorDraft | None:
        """Who is named; whoever was not touched stays the same person of the register."""
        who = self.who.value()
        if who == self.who_shown and self.base is not None:
            return with_changes(self.base, self.shown, self.written(), _NAMED)
        if not who:
            return None
        return self.written() if who == _ELSE else CollectorDraft(member=int(who))

    def written(self) -> CollectorDraft:
        """Somebody else, as the fields say it."""
        return CollectorDraft(*_two_scripts(self.name.value()), self.relation.value() or "", self.phone.value())


@dataclass
class _VoucherRow:
    """Fields of one voucher."""

    name: TextField
    relation: DropDown
    phone: PhoneField
    row: FormRow
    base: VoucherDraft | None = None
    shown: VoucherDraft = field(default_factory=VoucherDraft)

    def told(self) -> VoucherDraft | None:
        """Who vouches; whoever was not touched stays the same person of the register."""
        written = self.written()
        if written == VoucherDraft() and written != self.shown:
            return None
        made = with_changes(self.base or VoucherDraft(), self.shown, written, _NAMED)
        return self.base if made == VoucherDraft() else made

    def written(self) -> VoucherDraft:
        """A voucher as the fields say it."""
        relation = self.relation.value()
        return VoucherDraft(
            *_two_scripts(self.name.value()), VoucherRelation(relation) if relation else None, self.phone.value()
        )


class TrustedPanel(QWidget):
    """`left(field in words)` when a field was left, `closed` on Enter in the last field and back from the first."""

    left = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody is named."""
        super().__init__(parent)
        self._draft = HouseholdDraft()
        self.form = PlainForm()
        if current().layout.small:
            self.form.set_spacing(4)
        self.collectors = tuple(self._collector_rows(number) for number in range(2))
        self.vouchers = tuple(self._voucher_row(number) for number in range(_VOUCHERS))
        self.home = PlaceSearch(
            self.form, "home", tr("Home elsewhere"), tr("Home, when it is elsewhere"), tr("tehsil, in any script")
        )
        self.home.chosen.connect(lambda _="": self.left.emit(tr("Home")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4 if current().layout.small else 10)
        column.addWidget(Line(tr("Who may collect, who vouches"), Role.HEADING))
        column.addWidget(
            Paragraph(
                tr("Ask the card holder alone, where nobody else listens. All of it may be left empty."),
                Role.SMALL,
                "muted",
            )
        )
        column.addWidget(self.form)
        column.addStretch(1)

    def _collector_rows(self, number: int) -> _CollectorRows:
        words = tr("May collect too") if number else tr("May collect")
        small = current().layout.small
        who = DropDown(words, [], width=190 if small else 220)
        name = TextField(tr("Name"), tr("as told"), keeps=FreeText.NAME)
        relation = DropDown(
            tr("Relation to the head"),
            kin_choices(),
            width=190 if small else 220,
        )
        relation.setPlaceholderText(tr("Relation"))
        phone = _phone(small=small)
        row = self.form.add(f"collector.{number}", words, who, name)
        more = self.form.add(f"collector.{number}.more", "", relation, phone)
        name.setMaxLength(_TYPED_MOST)
        held = name.sizePolicy()
        held.setRetainSizeWhenHidden(True)  # else the row would close up over its place
        name.setSizePolicy(held)
        made = _CollectorRows(who, name, relation, phone, row, more)
        who.chosen.connect(partial(self._who_chosen, made))
        relation.chosen.connect(lambda _="": self.left.emit(tr("Who may collect")))
        for written in (name, phone):
            written.was_left.connect(lambda _="": self.left.emit(tr("Who may collect")))
        return made

    def _who_chosen(self, rows: _CollectorRows, _: str) -> None:
        self._follow(rows)
        self.left.emit(tr("Who may collect"))

    def _voucher_row(self, number: int) -> _VoucherRow:
        small = current().layout.small
        words = tr("Vouches too") if number else tr("Vouches for them")
        name = TextField(words, tr("name, as told"), keeps=FreeText.NAME)
        name.setMaxLength(_TYPED_MOST)
        relation = DropDown(
            tr("How this person knows them"),
            [Choice(one.value, label(one)) for one in VoucherRelation],
            width=138 if small else 200,
        )
        relation.setPlaceholderText(tr("Known as"))
        phone = _phone(small=small)
        row = self.form.add(f"voucher.{number}", words, name, relation, phone)
        for written in (name, phone):
            written.was_left.connect(lambda _="": self.left.emit(tr("Who vouches")))
        relation.chosen.connect(lambda _="": self.left.emit(tr("Who vouches")))
        return _VoucherRow(name, relation, phone, row)

    # --- draft in, draft out -----------------------------------------------------------------------------------------

    def show_draft(self, draft: HouseholdDraft) -> None:
        """Fill in without telling anybody."""
        self._draft = draft
        choices = [Choice(_NOBODY, tr("Nobody")), *_grown_ups(draft.members), Choice(_ELSE, tr("Somebody else"))]
        named = draft.collectors or ()
        for place, rows in enumerate(self.collectors):
            rows.base = named[place] if place < len(named) else None
            rows.who.set_choices(choices)
            rows.who.set_value(_key(rows.base, draft.members))
            told = rows.base or CollectorDraft()
            rows.name.set_value(told.name_as_told or told.name_latin)
            rows.relation.set_value(told.relation or None)
            rows.phone.set_value(told.phone)
            rows.who_shown, rows.shown = rows.who.value(), rows.written()
            self._follow(rows)
        said = draft.vouchers or ()
        for place, row in enumerate(self.vouchers):
            row.base = said[place] if place < len(said) else None
            told = row.base or VoucherDraft()
            row.name.set_value(told.name_as_told or told.name_latin)
            row.relation.set_value(told.relation)
            row.phone.set_value(told.phone)
            row.shown = row.written()
        self.home.show_pcode(draft.home_pcode)

    def answers(self, draft: HouseholdDraft) -> HouseholdDraft:
        """The draft with what is answered here."""
        collectors = tuple(one for rows in self.collectors if (one := rows.told()) is not None)
        vouchers = tuple(one for row in self.vouchers if (one := row.told()) is not None)
        vouchers += (self._draft.vouchers or ())[_VOUCHERS:]  # more than two stay as they are
        return replace(
            draft,
            home_pcode=self.home.pcode(),
            collectors=collectors if collectors or draft.collectors is not None else None,
            vouchers=vouchers if vouchers or draft.vouchers is not None else None,
        )

    def show_problems(self, sentences: Mapping[str, str]) -> None:
        """Sentences by ``collectors.0``, ``vouchers.1`` and ``home``."""
        for place, rows in enumerate(self.collectors):
            rows.row.set_problem(sentences.get(f"collectors.{place}", ""))
        for place, row in enumerate(self.vouchers):
            row.row.set_problem(sentences.get(f"vouchers.{place}", ""))
        self.home.row.set_problem(sentences.get("home_pcode", ""))

    # --- the keyboard ------------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The first question has the keyboard."""
        self.collectors[0].who.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, where: str) -> None:
        """The field of a problem (``collectors.0.phone``) has the keyboard."""
        kind, _, rest = where.partition(".")
        if kind == "place":
            self.home.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        number = int(rest.partition(".")[0]) if rest[:1].isdecimal() else 0
        if kind == "vouchers":
            field: QWidget = self.vouchers[min(number, _VOUCHERS - 1)].name
        else:
            rows = self.collectors[min(number, 1)]
            field = rows.phone if rest.endswith("phone") else rows.who
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the last question, or Shift+Enter in the first one, goes back to the place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            last = self.home.field if not back else self.collectors[0].who
            if self.focusWidget() is last:
                self.closed.emit()
                return
        super().keyPressEvent(event)

    def _follow(self, rows: _CollectorRows) -> None:
        somebody_else = rows.who.value() == _ELSE
        rows.name.setVisible(somebody_else)
        rows.more.setVisible(somebody_else)


def _phone(*, small: bool) -> PhoneField:
    return PhoneField(tr("Phone"), width=150 if small else 172)


def _grown_ups(members: Sequence[MemberDraft]) -> list[Choice]:
    """Members who may collect: the adults who hold no card; a holder needs no naming."""
    return [
        Choice(str(place), member_name(member))
        for place, member in enumerate(members)
        if (member.age_years is None or member.age_years >= ADULT) and not member.unnamed and not member.holder
    ]


def _key(collector: CollectorDraft | None, members: Sequence[MemberDraft]) -> str:
    if collector is None:
        return _NOBODY
    if collector.member is not None:
        return str(collector.member)
    same = (at for at, one in enumerate(members) if one.registrant and one.registrant == collector.registrant)
    place = next(same, None)
    return _ELSE if place is None else str(place)


def _two_scripts(name: str) -> tuple[str, str]:
    """One field for a name in any script: as told, and in Latin letters."""
    return ("", name) if script_of(name) == "latin" else (name, "")
