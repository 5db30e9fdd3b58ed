"""What the help desk reads about a verdict: the reason and a sentence one may say. Never shown at the lane."""

from datetime import UTC, datetime

from desktop.values.period import PAKISTAN
from desktop.values.vocabulary import BlockReason
from desktop.words.catalogue import mark, tr
from desktop.words.labels import label

REASONS: dict[str, str] = {
    "round_closed": mark("The round is closed."),
    "round_not_open": mark("The round is not open yet."),
    "point_not_open": mark("This point is not open."),
    "typed_unknown": mark("No household has the typed code. Compare the digits with the card."),
    "household_unknown": mark("The card is genuine, but this desk's register does not know the household."),
    "household_inactive": mark("The household is closed in the register: it moved, joined another one or was split."),
    "not_on_list": mark("The household is not on this round's fixed list. Look where it is listed."),
    "outside_areas": mark("This round serves other areas than the household's."),
    "nothing_due": mark("Nothing is planned for this household in this round."),
    "other_point": mark("This household is served at another point: {point}."),
    "desk_stolen": mark(
        "The card comes from a desk that was stolen, and the register does not know it. "
        "Replace it free, without reproach."
    ),
    "blocked": mark("The household is blocked: {reason}. Only two people together lift a block."),
    "collector_refused": mark("Whoever came cannot collect for this household; the holder, or somebody else, may."),
    "collector_limit": mark(
        "Whoever came collects for {households} households of this round already. Somebody else may, or the household "
        "is served at home."
    ),
    "collector_ended": mark(
        "Whoever came was named for this household once, or let for another day, and is not now. Let the holder say."
    ),
    "out_of_stock": mark("What is due to them is not there now. It stays due."),
    "all_out": mark("Nothing is left at this point. What is due stays due."),
    "card_revoked": mark("This card was revoked. Speak in the private corner."),
    "card_replaced": mark("A newer card was printed for this holder (issue {newest}). Ask for that one."),
    "received": mark("The household received on {day} at {time}, at {point}, lane {lane}, receipt {receipt}."),
    "household_received": mark(
        "Another member (holder {slot}) received on {day} at {time}, at {point}, lane {lane}, receipt {receipt}."
    ),
    "drew_before_split": mark(
        "These people were in another household, which received for them too on {day} at {time}, at {point}, "
        "lane {lane}, receipt {receipt}; then they began a household of their own. Look at it together, in private."
    ),
    "drew_after_split": mark(
        "These people and those of another household were one when the round was made. The other one received on {day} "
        "at {time}, at {point}, lane {lane}, receipt {receipt}. Look at it together, in private."
    ),
    "clock_moved": mark(
        "The clock of a laptop was set forward after this household received on {day} at {time}, at {point}, lane "
        "{lane}, receipt {receipt}. Ask which day it is and when they came last; two people may let them draw."
    ),
    "counted_elsewhere": mark(
        "Most people moved between this household and another one since the round was made; the other one received on "
        "{day} at {time}, at {point}, lane {lane}, receipt {receipt}."
    ),
    "drew_before_merge": mark(
        "A household that went into this one received on {day} at {time}, at {point}, lane {lane}, receipt {receipt}."
    ),
    "not_a_card": mark("This is no card of this office."),
    "other_office": mark("This card is of another office."),
    "practice_card": mark("This is a practice card; this office is real."),
    "real_card": mark("This card is of a real office; this is a practice office."),
    "signature": mark("The signature of the card does not hold. Keep calm, note the number, call the supervisor."),
}


def say_why(why: str, facts: dict[str, str]) -> str:
    """The reason in the language spoken now; an unknown code is shown as it is, an empty one gives nothing.

    `facts` as in `desktop.records.distribution.Decision`; `at` (RFC 3339, UTC) becomes the local day and time.
    """
    known = dict(facts)
    if "at" in known:
        at = datetime.strptime(known["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone(PAKISTAN)
        known |= {"day": f"{at:%d-%m-%Y}", "time": f"{at:%H:%M}"}
    if why == "blocked":
        known["reason"] = label(BlockReason(known["reason"]))
    return tr(REASONS[why], **known) if why in REASONS else why
