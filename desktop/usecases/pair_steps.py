"""A step that acts about one pair and about many share: taking back what was said of two records."""

from uuid import UUID

from desktop.models import pair_write
from desktop.models.pair_write import PairBefore
from desktop.queries.pair_answers import own_answer
from desktop.queries.pairs import Asker
from desktop.security.canonical import Json
from desktop.usecases.desk import Work
from desktop.values.entry_kind import EntryKind


def take_back(work: Work, a: UUID, b: UUID, *, together: int = 1) -> None:
    """The pair waits again, as nobody had said anything; `together` pairs go back in this act.

    Raises SamePersonTwice, MergedAlready, AnswerStays.
    """
    before = own_answer(work.conn, work.district, Asker(work.person.id, work.now), a, b)
    first, second = pair_write.ordered(a, b)
    pair_write.put_pair_back(work.conn, work.district, a, b, PairBefore(None, None, None))
    content: dict[str, Json] = {"a": str(first), "answer": "", "b": str(second), "undone": before.answer or ""}
    work.record(EntryKind.PAIR_DECIDED, second, content | ({"together": together} if together > 1 else {}))
