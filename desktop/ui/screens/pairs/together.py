"""Several pairs at once: answered and taken back as one act, with Cancel while it is long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.errors import Cancelled, Told
from desktop.records.pair import PairsDecided
from desktop.ui.background import Job, Lane
from desktop.ui.screens.pairs.list_panel import Both
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Workbench
from desktop.usecases import pairs_together
from desktop.usecases.desk import Desk
from desktop.values.vocabulary import DifferentWhy
from desktop.words.catalogue import tr
from desktop.words.messages import say
from desktop.words.pairs import left_out_sentence, taken_back_sentence, together_sentence
from desktop.words.said import Said


@dataclass(frozen=True)
class Last:
    """What was said last: of one pair, or of several in one act."""

    pair: Both
    count: int = 1


class Together:
    """`busy` while an act is under way, `last` what was said last and can be taken back by one key."""

    def __init__(self, bench: Workbench, begun: Callable[[], None], ended: Callable[[], None]) -> None:
        """`begun` is called when an act begins, `ended` when it is over, however it ended."""
        self._bench = bench
        self._begun, self._ended = begun, ended
        self.busy = False
        self.last: Last | None = None

    def different(self, chosen: Sequence[Both], why: DifferentWhy) -> None:
        """Two different people each."""

        def done(said: PairsDecided) -> None:
            self.last = Last(said.pairs[0], len(said.pairs))
            words = together_sentence(len(said.pairs), why), tr("U takes it back."), left_out_sentence(said)
            self._over(NoticeKind.LOOK if words[2] else NoticeKind.GOOD, Said(*words))

        self._run(
            tr("Answering pairs"),
            lambda desk, job: pairs_together.decide_different(desk, chosen, why, progress=job.progress),
            done,
        )

    def take_back(self, chosen: Sequence[Both]) -> None:
        """What this operator said of these today."""
        self._take_back(lambda desk, job: pairs_together.undo_several(desk, chosen, progress=job.progress))

    def take_back_act(self, pair: Both) -> None:
        """The whole act in which this pair was answered."""
        self._take_back(lambda desk, job: pairs_together.undo_together(desk, *pair, progress=job.progress))

    def _take_back(self, work: Callable[[Desk, Job], PairsDecided]) -> None:
        def done(back: PairsDecided) -> None:
            self.last = None
            self._over(NoticeKind.GOOD, Said(taken_back_sentence(len(back.pairs)), left_out_sentence(back)))

        self._run(tr("Taking answers back"), work, done)

    def _run(self, name: str, work: Callable[[Desk, Job], PairsDecided], done: Callable[[PairsDecided], None]) -> None:
        self.busy = True
        self._begun()
        self._bench.run_named(name, work, done, failed=self._not_done, lane=Lane.DATA)

    def _not_done(self, told: Told) -> bool:
        self._over(NoticeKind.KNOW if isinstance(told, Cancelled) else NoticeKind.LOOK, say(told))
        return True

    def _over(self, kind: NoticeKind, said: Said) -> None:
        self.busy = False
        self._ended()
        self._bench.say(kind, said)
