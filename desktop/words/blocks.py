"""Blocks in sentences: what stands, since when and by whom, and when it ends by itself."""

from desktop.records.block import BlockView
from desktop.values.period import local_day
from desktop.values.vocabulary import BlockState
from desktop.words.catalogue import tr
from desktop.words.days import day_words
from desktop.words.labels import label
from desktop.words.people import joined


def block_sentence(block: BlockView) -> str:
    """The reason, the state, and who said so on which day."""
    why = label(block.reason)
    match block.state:
        case BlockState.PROPOSED:
            return tr(
                "{why}: proposed by {who} on {day}, waits to be decided.",
                why=why,
                who=block.proposed_by,
                day=day_words(local_day(block.proposed_at)),
            )
        case BlockState.ACTIVE:
            return _active(block, why)
        case BlockState.REFUSED:
            return tr("{why}: not agreed to, by {who} on {day}.", why=why, who=_two(block), day=_decided_on(block))
        case BlockState.LIFTED:
            assert block.lifted_at is not None
            who = _both(block.lifted_by, block.lifted_with)
            return tr("{why}: lifted by {who} on {day}.", why=why, who=who, day=day_words(local_day(block.lifted_at)))


def _active(block: BlockView, why: str) -> str:
    since = tr("{why}: in force since {day}, by {who}", why=why, day=_decided_on(block), who=_two(block))
    if block.until is None:
        return tr("{sentence}.", sentence=joined(since, tr("until it is lifted")))
    day = day_words(local_day(block.until))
    ends = tr("ended by itself on {day}", day=day) if block.lapsed else tr("ends by itself on {day}", day=day)
    return tr("{sentence}.", sentence=joined(since, ends))


def _decided_on(block: BlockView) -> str:
    return day_words(local_day(block.decided_at)) if block.decided_at else ""


def _two(block: BlockView) -> str:
    return _both(block.decided_by, block.decided_with)


def _both(one: str, other: str) -> str:
    return tr("{one} and {other}", one=one, other=other) if other else one
