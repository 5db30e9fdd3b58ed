"""Keeps the form while it is typed: at most one writing at a time, the newest form last, and says how long ago.

The line that says it also says what was just taken back, for a few seconds."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.kept_form import KeptForm, write_kept
from desktop.ui.workbench import Workbench
from desktop.usecases import registration
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr

_TICK_MS = 1000
_SAID_SECONDS = 5.0


class DraftKeeper(QObject):
    """`told(sentence)` each second after something was kept. Without the right to register nothing is kept."""

    told = Signal(str)

    def __init__(self, bench: Workbench, kind: str, parent: QObject) -> None:
        """Keep under `kind`."""
        super().__init__(parent)
        self._bench, self._kind = bench, kind
        self._may = bench.desk.permits(Permission.REGISTER)
        self._waiting: KeptForm | None = None
        self._busy = self._gone = False
        self._kept_at: float | None = None
        self._said_until = 0.0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tell)

    def keep(self, form: KeptForm) -> None:
        """Keep this form; when one is being written just now, this one follows and those between are left out."""
        if not self._may:
            return
        if self._gone:  # the page goes away while a field is left: nobody hears how long ago that was
            self._send(form)
            return
        self._waiting = form
        if not self._busy:
            self._write()

    def say(self, sentence: str) -> None:
        """Say this for a while in the place of how long ago the draft was kept."""
        self._said_until = monotonic() + _SAID_SECONDS
        self.told.emit(sentence)

    def flush(self) -> None:
        """The page goes away: what waits, and what comes after this, is handed to the lane and not heard of again."""
        form, self._waiting = self._waiting, None
        self._gone = True
        self._timer.stop()
        if form is not None and self._may:
            self._send(form)

    def drop(self) -> None:
        """The form is saved or let go: nothing of it stays."""
        self._waiting, self._kept_at = None, None
        self._timer.stop()
        self.told.emit("")
        if self._may:
            kind = self._kind
            self._bench.run(lambda desk: registration.drop_draft(desk, kind), lambda _: None)

    def _write(self) -> None:
        form, self._waiting = self._waiting, None
        if form is not None:
            self._busy = True
            self._send(form, self._written, self._failed)

    def _send(
        self,
        form: KeptForm,
        then: Callable[[None], None] = lambda _: None,
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        kind, body = self._kind, write_kept(form)
        self._bench.run(lambda desk: registration.keep_draft(desk, kind, body), then, failed=failed)

    def _written(self, _: None) -> None:
        self._busy = False
        self._kept_at = monotonic()
        self._timer.start()
        self._tell()
        self._write()

    def _failed(self, _: Exception) -> bool:
        self._busy = False
        self.told.emit(tr("The draft could not be kept"))
        return False

    def _tell(self) -> None:
        if self._kept_at is None or monotonic() < self._said_until:
            return
        seconds = int(monotonic() - self._kept_at)
        if seconds < 60:
            self.told.emit(tr("Draft kept {n} s ago", n=seconds))
        else:
            self.told.emit(tr("Draft kept {n} min ago", n=seconds // 60))
