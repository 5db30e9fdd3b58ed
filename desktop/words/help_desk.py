"""The help desk in sentences: why somebody was sent, what may be said to them, how long they wait."""

from collections.abc import Sequence
from datetime import datetime

from desktop.records.distribution import Decision, ItemDue
from desktop.records.help_desk import Visit
from desktop.reference.tables import relief_items
from desktop.values.vocabulary import Look, Verdict
from desktop.words.catalogue import mark, tr, tr_n
from desktop.words.labels import row_label
from desktop.words.people import joined
from desktop.words.reasons import say_why

_MINUTE = 60


_WELCOME = mark("“You did nothing wrong. We look at it together.”")
_HANDED_OUT = mark("“Your household’s share was handed out: here is when and where.”")

_SIGNS = (
    mark("H1: this card received already."),
    mark("H2: the household received, through somebody else of it."),
    mark("H3: not on this list, or a card of another office or for practice."),
    mark("H4: an old card; a newer one was made."),
    mark("H5: stopped for now; the sentence beside it says why."),
    mark("H6: this card cannot be trusted."),
)

_SAY: dict[str, str] = {
    "received": _HANDED_OUT,
    "household_received": _HANDED_OUT,
    "household_unknown": mark("“Your card is good. Our list does not have your household yet.”"),
    "other_office": mark("“Your card is of another office. We look together where your household is listed.”"),
    "practice_card": mark("“This card was made to practise. We look whether there is one of your own.”"),
    "real_card": mark("“Your card is good at your own office. Here we only practise.”"),
    "not_on_list": mark("“This round’s list does not name your household. We ask for you.”"),
    "outside_areas": mark("“This round is for other villages. We ask whether there is one for yours.”"),
    "nothing_due": mark("“This round has nothing for a household like yours. We tell you when the next one is.”"),
    "other_point": mark("“Your share waits for you at {point}.”"),
    "card_replaced": mark("“There is a newer card for you. If you do not have it, we make one now, free.”"),
    "card_revoked": mark("“This card cannot be used any more. We make a new one together, free.”"),
    "desk_stolen": mark("“We make you a new card, free. You did nothing wrong.”"),
    "drew_before_split": mark("“Your former household has received. We look at what is still due to you.”"),
    "drew_after_split": mark("“People of your former household have received. We look at what is still due to you.”"),
    "clock_moved": mark("“The laptop is not sure which day it is. We look at it together.”"),
    "drew_before_merge": mark("“Your share was handed out before your households became one.”"),
    "counted_elsewhere": mark("“Your share was handed out where you lived before.”"),
    "collector_refused": mark("“Please let the holder come, or choose somebody else. Nothing is lost.”"),
    "collector_limit": mark("“One person collects for a few households only. Nothing is lost.”"),
    "collector_ended": mark("“Please let the holder come, or tell us who collects. Nothing is lost.”"),
    "out_of_stock": mark("“Your share stays yours. It is not there now; we tell you when it comes.”"),
    "all_out": mark("“Your share stays yours. We tell you when it comes.”"),
    "round_closed": mark("“This round is over. We tell you of the next one.”"),
    "round_not_open": mark("“This round has not begun yet.”"),
    "point_not_open": mark("“This point does not serve now.”"),
}
"""What may be said aloud: it blames nobody, and of a block it says nothing."""


def signs_in_the_queue() -> str:
    """What the signs mean by which a lane sends somebody: for the help of the page, never for the lane."""
    return " ".join(map(tr, _SIGNS))


def reason_of(visit: Visit, decision: Decision) -> str:
    """Why this household was sent, in one sentence, as the register has it now."""
    if Look.COLLECTS_OFTEN in decision.looks:
        return tr(
            "Whoever came collects for {households} households of this round already. Ask the two questions, and "
            "whether the holder wants it; then they may go back to the lane.",
            **decision.facts,
        )
    if decision.verdict in (Verdict.G1, Verdict.G2):
        return tr("Nothing stands in their way now. They may go back to the lane.")
    return say_why(why_of(visit, decision), decision.facts) or tr("The lane could not serve them.")


def say_of(visit: Visit, decision: Decision) -> str:
    """What may be said to the person."""
    if Look.COLLECTS_OFTEN in decision.looks:
        return tr("“You collect for several households. We ask two things, then you go on.”")
    if decision.verdict in (Verdict.G1, Verdict.G2):
        return tr("“It is settled. Please go back to the lane; you need not queue again.”")
    facts = {name: value for name, value in decision.facts.items() if name == "point"}
    return tr(_SAY.get(why_of(visit, decision), _WELCOME), **facts)


def why_of(visit: Visit, decision: Decision) -> str:
    """The code of the reason; the lane proved a card that the queue only has the number of."""
    if decision.why == "typed_unknown" and visit.number is not None:
        return "household_unknown"
    return decision.why


def waited(since: datetime, now: datetime) -> str:
    """How long somebody waits."""
    minutes = max(0, int((now - since).total_seconds() // _MINUTE))
    return tr("now") if minutes == 0 else tr_n("{n} minute", "{n} minutes", minutes)


def items_said(items: Sequence[ItemDue]) -> str:
    """What is handed out, in words: 4 × flour, 1 × oil."""
    known = relief_items()
    return joined(
        *(
            tr(
                "{count} × {item}",
                count=line.quantity,
                item=row_label(known[line.item]) if line.item in known else line.item,
            )
            for line in items
        )
    )
