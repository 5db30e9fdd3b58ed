"""Reading back before saving: what was understood, to be read aloud."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.household import FoundRegistrant, HouseholdDraft, MemberDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import isolate
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import scrolling
from desktop.ui.widgets.laid_out import clear
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Icon, Panel, Photo
from desktop.values.cnic import format_cnic, read_cnic
from desktop.values.phone import shown_phone
from desktop.values.problem import Problem
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.people import (
    collector_words,
    joined,
    member_line,
    member_note,
    not_named_words,
    paper_short,
    place_name,
    where_words,
)
from desktop.words.problems import field_name, say_problem


class ReadBackPanel(Panel):
    """Everybody in a line each; warnings stay visible."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__("panel", parent)
        pad = 20 if current().layout.small else 24
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 12, pad, 12)
        column.setSpacing(10)
        column.addWidget(Line(tr("Read it back aloud"), Role.HEADING))
        self._area = scrolling(self._inside)
        column.addWidget(self._area, 1)

    def turn_page(self) -> None:
        """Show what there was no room for; nothing happens at the end."""
        bar = self._area.bar()
        bar.setValue(bar.value() + bar.pageStep() * 3 // 4)

    def show_draft(self, draft: HouseholdDraft, problems: Sequence[Problem], alike: Sequence[FoundRegistrant]) -> None:
        """Show what will be saved."""
        clear(self._lines)
        for member in draft.members:
            self._lines.addWidget(_person(member))
        if draft.not_named:
            self._lines.addWidget(Line(not_named_words(draft.not_named), Role.BODY, "muted", elide=True))
        self._lines.addWidget(Line(where_words(draft.pcode, draft.village), Role.BODY, bold=True, elide=True))
        if draft.home_pcode:
            home = tr("home is {place}", place=place_name(draft.home_pcode))
            self._lines.addWidget(Line(home, Role.SMALL, "muted", elide=True))
        self._show_trusted(draft)
        consent = draft.consent
        agreed = joined(
            tr("agreed to be registered"),
            tr("to photos") if consent.photo else "",
            tr("to phone numbers") if consent.phone else "",
        )
        self._lines.addWidget(Line(joined(agreed, label(consent.language)), Role.SMALL, "muted", elide=True))
        for problem in problems:
            sentence = f"{field_name(problem.where)}: {say_problem(problem)}"
            self._lines.addWidget(Paragraph(sentence, Role.SMALL, "warn"))
        if alike:
            self._lines.addWidget(
                Paragraph(
                    tr("Somebody is like one of these people. Both are shown before it is saved."), Role.SMALL, "accent"
                )
            )
        self._lines.addStretch(1)

    def _show_trusted(self, draft: HouseholdDraft) -> None:
        """Whom the household trusts: chosen in private, so it is looked at and not read aloud."""
        collect = joined(*(collector_words(one, draft.members) for one in draft.collectors or ()))
        vouch = joined(*(one.name_as_told or one.name_latin for one in draft.vouchers or ()))
        if collect:
            self._lines.addWidget(_silent(tr("Not aloud: {names} may collect", names=collect)))
        if vouch:
            self._lines.addWidget(_silent(tr("Not aloud: {names} vouch for them", names=vouch)))


def _silent(words: str) -> QWidget:
    """A line that is looked at and not read out."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Icon("volume-off", 18, "muted"))
    row.addWidget(Line(words, Role.SMALL, "muted", elide=True), 1)
    return made


def _person(member: MemberDraft) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    photo = Photo(36, 48)
    photo.set_person(member.name_as_told or member.name_latin, member.photo)
    row.addWidget(photo, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Line(member_line(member), Role.BODY, bold=True, elide=True))
    paper = f"{paper_short(member.id_type)} {isolate(_number(member.id_number))}" if member.id_number else ""
    phone = isolate(shown_phone(member.phone)) if member.phone else ""
    card = tr("holder {slot}", slot=member.holder) if member.holder else ""
    words.addWidget(Line(joined(member_note(member), paper, phone, card), Role.SMALL, "muted", elide=True))
    row.addLayout(words, 1)
    return made


def _number(typed: str) -> str:
    """The number as it stands on the paper: an identity card's in three groups, in plain digits."""
    known = read_cnic(typed).number
    return format_cnic(known) if known else typed
