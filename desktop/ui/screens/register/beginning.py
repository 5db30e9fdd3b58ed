"""How the form begins: with what was kept (after asking), with the household to be corrected, or with a new one."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.records.consent import ReadAloud
from desktop.records.household import DayCount, HouseholdDraft, HouseholdView, KeptDraft
from desktop.ui.kept_form import LAST_KIND, KeptForm, kind_of, read_kept, read_last
from desktop.ui.screens.register.draft_offer import DraftOffer
from desktop.ui.screens.register.form_state import FormState
from desktop.usecases import registration, rights
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import PAKISTAN
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr


@dataclass(frozen=True)
class Found:
    """What lies in the store for this form."""

    kept: KeptDraft | None = None
    last: KeptDraft | None = None
    view: HouseholdView | None = None
    draft: HouseholdDraft | None = None
    today: DayCount | None = None
    read: ReadAloud | None = None
    """When the waiting group heard the consent text today."""


def look(desk: Desk, code: HouseholdCode | None) -> Found:
    """What was kept, what carries over, the household of `code`, and this operator's count of the day."""
    may_keep = desk.permits(Permission.REGISTER)
    kept = registration.kept_draft(desk, kind_of(code)) if may_keep else None
    last = registration.kept_draft(desk, LAST_KIND) if may_keep else None
    if code is None:
        today = registration.own_days(desk, 1)[0] if desk.permits(Permission.OWN_COUNT) else None
        read = rights.read_aloud_today(desk) if may_keep else None
        return Found(kept, last, today=today, read=read)
    return Found(kept, last, registration.show(desk, code), registration.draft_of(desk, code))


class Beginning(QObject):
    """`begun(form)` when writing may start: a `KeptForm` that is gone on with, or None. `dropped` when the kept form
    was let go. `offered(widget)` puts the question on the page; it takes itself away."""

    begun = Signal(object)
    dropped = Signal()
    offered = Signal(object)

    def __init__(self, parent: QObject) -> None:
        """Nothing is asked yet."""
        super().__init__(parent)
        self.offer: DraftOffer | None = None

    def start(self, found: Found, state: FormState, *, resume: bool) -> None:
        """Fill `state` and begin, or ask first."""
        if found.last is not None:
            state.last = read_last(found.last.body)
        if found.view is not None and found.draft is not None:
            state.draft, state.version = found.draft, found.view.version
        else:
            state.start_from_last()
            if found.read is not None:
                state.heard_in_queue(found.read)
        form = read_kept(found.kept.body) if found.kept else None
        if found.kept is None or form is None or resume:
            self.begun.emit(form)
        else:
            self._ask(form, found.kept)

    def _ask(self, form: KeptForm, kept: KeptDraft) -> None:
        members = form.draft.members
        name = members[0].name_as_told or members[0].name_latin if members else ""
        people = tr("{n} people written", n=len(members)) if len(members) > 1 else ""
        offer = DraftOffer(name, people, f"{kept.kept_at.astimezone(PAKISTAN):%d-%m-%Y %H:%M}")
        offer.resumed.connect(lambda: self._answered(form))
        offer.dropped.connect(lambda: self._answered(None))
        self.offer = offer
        self.offered.emit(offer)
        offer.focus_first()

    def _answered(self, form: KeptForm | None) -> None:
        offer, self.offer = self.offer, None
        assert offer is not None
        offer.hide()
        offer.deleteLater()
        if form is None:
            self.dropped.emit()
        self.begun.emit(form)
