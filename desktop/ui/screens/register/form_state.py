"""What the form knows while it is written: the draft, the step, what can be taken back, and what carried over."""

from dataclasses import dataclass, field, replace

from desktop.records.consent import ReadAloud
from desktop.records.household import ConsentDraft, HouseholdDraft, MemberDraft
from desktop.ui.kept_form import KeptForm, LastUsed
from desktop.ui.screens.register.steps import WHERE, WHO
from desktop.values.identifiers import HouseholdCode
from desktop.values.kinship import HEAD
from desktop.values.vocabulary import ConsentLanguage, ConsentReader

_UNDO_MOST = 200


@dataclass
class FormState:
    """One household under the pen. `code` names the household that is corrected; None: a new one."""

    code: HouseholdCode | None = None
    draft: HouseholdDraft = field(default_factory=lambda: HouseholdDraft(members=(MemberDraft(relation=HEAD),)))
    step: int = WHO
    version: int | None = None
    last: LastUsed = field(default_factory=LastUsed)
    _history: list[tuple[str, KeptForm]] = field(default_factory=list)

    def kept(self, place: int | None = None) -> KeptForm:
        """The form as it is kept now; `place` is the person whose form is open."""
        return KeptForm(self.draft, min(self.step, WHERE), self.version, place)

    def take(self, now: HouseholdDraft, what: str, place: int | None = None) -> bool:
        """Take the draft as it is now, after `what` (a field, in words) was changed; False when nothing was."""
        if now == self.draft:
            return False
        self._history.append((what, self.kept(place)))
        del self._history[:-_UNDO_MOST]
        self.draft = now
        return True

    def take_back(self) -> tuple[str, KeptForm] | None:
        """Go back by one change: what it was, and the form before it. None when there is nothing to take back."""
        if not self._history:
            return None
        what, form = self._history.pop()
        self.draft = form.draft
        return what, form

    def next_undo(self) -> str:
        """What would be taken back next, in words; empty: nothing."""
        return self._history[-1][0] if self._history else ""

    def forget(self) -> None:
        """It is saved: nothing can be taken back by a key any more."""
        self._history.clear()

    def take_up(self, form: KeptForm) -> None:
        """Go on with a kept form."""
        self.draft, self.step = form.draft, min(form.step, WHERE)
        self.version = form.version if form.version is not None else self.version

    def start_from_last(self) -> None:
        """A new household begins with place, village and the way consent was asked of the one before."""
        consent = ConsentDraft(
            read_by=ConsentReader(self.last.read_by or ConsentReader.CLERK),
            language=ConsentLanguage(self.last.language or ConsentLanguage.URDU),
        )
        self.draft = replace(self.draft, pcode=self.last.pcode, village=self.last.village, consent=consent)

    def heard_in_queue(self, read: ReadAloud) -> None:
        """The waiting group heard the text today: so did this household, unless the clerk says otherwise."""
        consent = replace(self.draft.consent, read_by=read.read_by, language=read.language, heard_in_queue=True)
        self.draft = replace(self.draft, consent=consent)

    def carried(self) -> LastUsed:
        """What carries over to the next household."""
        consent = self.draft.consent
        return LastUsed(self.draft.pcode, self.draft.village, consent.read_by, consent.language)
