"""What is still owed to a household that went into another one goes with its people, as use cases write it."""

from collections import Counter
from uuid import UUID

from desktop.models.owed_write import pass_on
from desktop.usecases.desk import Work
from desktop.values.entry_kind import EntryKind


def record_passed_on(work: Work, gone: UUID, into: UUID) -> None:
    """Write whose the open lines of a household are from now on, with an entry of each round; none without lines."""
    moved = pass_on(work.conn, work.district, gone, into)
    for round_id in dict.fromkeys(line.round_id for line in moved):
        here = [line for line in moved if line.round_id == round_id]
        items: Counter[str] = Counter()
        for line in here:
            items[line.item] += line.quantity
        content = {
            "from": str(gone),
            "round": str(round_id),
            "lines": [f"{line.item} {line.disbursement_id}" for line in here],
            "items": dict(items),
        }
        work.record(EntryKind.OWED_PASSED_ON, into, content)
