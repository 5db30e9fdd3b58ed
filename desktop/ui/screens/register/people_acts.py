"""What is done with the people of the household: one is written, taken out, given a card; each can be taken back."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.ui.screens.register.form_state import FormState
from desktop.ui.screens.register.members import card_turned, is_nobody, without
from desktop.ui.screens.register.people_panel import PeoplePanel
from desktop.ui.screens.register.proposals import Proposals
from desktop.words.catalogue import tr


class PeopleActs(QObject):
    """`head_asked` when the first person is to be changed, which is the first step; `changed` after anything that the
    foot shows, `written` when the draft is another, `all_written` when nobody is left to be written."""

    head_asked = Signal()
    changed = Signal()
    written = Signal()
    all_written = Signal()

    def __init__(self, people: PeoplePanel, state: FormState, commit: Callable[[str], None], parent: QObject) -> None:
        """`commit` takes what stands in the fields into the draft."""
        super().__init__(parent)
        self._people, self._state, self._commit = people, state, commit
        self._proposals = Proposals(people.form)
        people.added.connect(self.add)
        people.edited.connect(self.write)
        people.removed.connect(self.remove)
        people.card_asked.connect(self.give_card)
        people.kept.connect(self.done)
        people.not_named.taken_away.connect(self.nobody_else)
        self.changed.connect(lambda: people.not_named.show_draft(state.draft))

    def add(self) -> None:
        """Open an empty form after the last person."""
        self.write(len(self._state.draft.members), MemberDraft())

    def write(self, place: int, member: MemberDraft | None = None) -> None:
        """Open the form of one person."""
        if place == 0:
            self.head_asked.emit()
            return
        members = self._state.draft.members
        known = members[place] if place < len(members) else MemberDraft()
        self._people.write(place, member or known)
        self._proposals.begin(self._state.draft.members, place)
        self.changed.emit()

    @property
    def is_blank(self) -> bool:
        """Whether the form of a new person is open and not a word stands in it."""
        new = self._people.place is not None and self._people.place >= len(self._state.draft.members)
        return new and self._people.form.member() == MemberDraft()

    def done(self) -> None:
        """This person is written: on to the next one. Nothing written: everybody is, so the step is done.

        Only a relation: the name is asked for, and nobody is added. After a correction in the middle, back to the list.
        """
        place = self._people.place
        if place is None:
            return
        last = place >= len(self._state.draft.members) - 1
        if self.is_blank:
            self._people.show_people(self._state.draft.members)
            self.all_written.emit()
            return
        self._commit("")
        if self._is_nobody(place):
            self._people.form.ask("name")
            self.changed.emit()
        elif last:
            self.add()
        else:
            self.keep()

    def leave(self) -> None:
        """Back to the list; of whom there is nothing but a relation, that is taken out (Undo brings it back)."""
        place = self._people.place
        if place is not None and not self.is_blank:
            self._commit("")
            if self._is_nobody(place):
                self._state.take(without(self._state.draft, place), tr("Taken out"), place)
                self._people.show_people(self._state.draft.members)
                self.written.emit()
                self._to_list()
                return
        self.keep()

    def keep(self) -> None:
        """The form of a person is done: back to the list; somebody without a single word is nobody."""
        place = self._people.place
        if place is None:
            return
        if self.is_blank:
            self._people.show_people(self._state.draft.members)
        else:
            self._commit("")
            self._people.show_people(self._state.draft.members, place)
        self._to_list()

    def _to_list(self) -> None:
        self._people.focus_first()
        self.changed.emit()

    def _is_nobody(self, place: int) -> bool:
        members = self._state.draft.members
        return is_nobody(members[place], members)

    def remove(self, place: int) -> None:
        """Take somebody out of the list."""
        if len(self._state.draft.members) > 1:
            self._change(without(self._state.draft, place), tr("Taken out"), place)

    def give_card(self, place: int) -> None:
        """Give or take an own card."""
        draft = self._state.draft
        self._change(replace(draft, members=card_turned(draft.members, place)), tr("Own card"), place)

    def nobody_else(self) -> None:
        """The number of people that was told was wrong: everybody is named."""
        self._state.take(replace(self._state.draft, told_size=0), tr("Nobody else"))
        self._people.focus_first()
        self.written.emit()
        self.changed.emit()

    def _change(self, draft: HouseholdDraft, what: str, chosen: int) -> None:
        self._state.take(draft, what)
        self._people.show_people(draft.members, chosen)
        self._people.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.written.emit()
        self.changed.emit()
