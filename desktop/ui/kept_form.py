"""The register form as it is kept while typing: how far it is, and the draft itself; read by the form and by home."""

import msgspec

from desktop.records.household import HouseholdDraft
from desktop.values.identifiers import HouseholdCode
from desktop.words.catalogue import tr, tr_n

KIND = "household"
"""The kept draft of a new household; a correction is kept under its code."""

LAST_KIND = "household.last"
"""Place, village and consent answers of the last household: the next one begins with them. No person is in it."""


class KeptForm(msgspec.Struct, frozen=True):
    """A form under way. `step` is 0 who, 1 people, 2 where; `version` is the one that a correction began with.

    `place` is the person whose form was open in the step of people."""

    draft: HouseholdDraft
    step: int = 0
    version: int | None = None
    place: int | None = None


class LastUsed(msgspec.Struct, frozen=True):
    """What carries over to the next household."""

    pcode: str = ""
    village: str = ""
    read_by: str = ""
    language: str = ""


def kind_of(code: HouseholdCode | None) -> str:
    """Under which kind a form is kept."""
    return f"{KIND}.{code.text}" if code else KIND


def write_kept(kept: KeptForm) -> bytes:
    """The form as JSON, photos in base64; it lies in the encrypted store only."""
    return msgspec.json.encode(kept)


def read_kept(body: bytes) -> KeptForm | None:
    """The form of a body; None when an older program wrote it in another shape."""
    try:
        return msgspec.json.decode(body, type=KeptForm)
    except msgspec.MsgspecError:
        return None


def write_last(last: LastUsed) -> bytes:
    """What carries over, as JSON."""
    return msgspec.json.encode(last)


def read_last(body: bytes) -> LastUsed:
    """What carries over; nothing when it cannot be read."""
    try:
        return msgspec.json.decode(body, type=LastUsed)
    except msgspec.MsgspecError:
        return LastUsed()


def place_in_words(kept: KeptForm) -> str:
    """Where the form stands, for the list of unfinished work."""
    people = tr_n("{n} person written", "{n} people written", len(kept.draft.members))
    match kept.step:
        case 0:
            return tr("at “Who”: {people}", people=people)
        case 1:
            return tr("at “People”: {people}", people=people)
        case _:
            return tr("at “Where”: {people}", people=people)
