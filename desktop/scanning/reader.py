"""Texts from any source to what they are worth: a verified card, a bare code that proves nothing, or a refusal.

Nothing becomes a card here without its signature. One card held up counts once: while it stays in view it is muted,
and so is a foreign code that lies on the table, which is told once and not with each frame. What comes back a moment
after it was last seen is told as shown again.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from desktop.errors import CardSignatureWrong, NotOurCard
from desktop.security.card_code import Credential
from desktop.values.identifiers import CardNumber, HouseholdCode, NotANumber, plain_digits
from desktop.values.vocabulary import Source, Verdict

OUT_OF_VIEW_SECONDS = 3.0
"""A card not seen for so long was taken away; seen again, it counts again."""

AGAIN_SECONDS = 5.0
"""A card seen less than so long ago is the same act of holding it up, also when it left the view in between."""

_REMEMBERED = 256  # things in view; a film of ever new foreign codes must not fill the memory


@dataclass(frozen=True)
class VerifiedCard:
    """A card of this office whose signature holds. Times are seconds since 1970 (UTC); expiry is not judged here.

    `stolen`: the desk that signed is marked stolen, so only the signed list of its cards can honour it. `again`: it was
    seen here a moment ago, so that it is no new act.
    """

    number: CardNumber
    issued: int
    expires: int
    kid: bytes
    desk_id: str
    stolen: bool
    source: Source
    again: bool = False


@dataclass(frozen=True)
class BareCode:
    """A household code or card number with right check digits and no signature: typed, or a roster's row code.

    It proves nothing; the register's row is shown and the face is checked.
    """

    code: HouseholdCode | CardNumber
    source: Source
    again: bool = False

    @property
    def household(self) -> HouseholdCode:
        """The household it names."""
        return self.code if isinstance(self.code, HouseholdCode) else self.code.household


@dataclass(frozen=True)
class RefusedCode:
    """A text that is no card and no code of ours, and why.

    ``not_a_card``, ``other_office``, ``practice_card``, ``real_card`` as in `desktop.errors.NotOurCard`; ``signature``
    for a key of this office whose signature fails (`desk_id` names it); for digits ``length`` or ``check``, and
    ``letters`` for a typed text that is neither.
    """

    why: Literal["not_a_card", "other_office", "practice_card", "real_card", "signature", "length", "check", "letters"]
    source: Source
    text: str
    desk_id: str | None = None
    again: bool = False

    @property
    def verdict(self) -> Verdict:
        """What a lane answers: a well-formed card of an unknown key goes to the help desk, so does one
        of a known key whose signature or form fails; anything else is read again."""
        return _VERDICTS.get(self.why, Verdict.N1)


_VERDICTS = {
    "other_office": Verdict.H3,
    "practice_card": Verdict.H3,
    "real_card": Verdict.H3,
    "signature": Verdict.H6,
}

type Reading = VerifiedCard | BareCode | RefusedCode


class Reader:
    """Turns texts into readings; may be called from the camera's thread and the window's at once."""

    def __init__(
        self, open_credential: Callable[[str], Credential], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`open_credential` raises `NotOurCard` or `CardSignatureWrong`; `clock` gives seconds and never goes back."""
        self._open_credential = open_credential
        self._clock = clock
        self._in_view: dict[str, float] = {}
        self._one_at_a_time = threading.Lock()

    def hear(self, text: str, source: Source) -> Reading | None:
        """What `text` is worth; None when the camera or the scanner still sees what it has told already.

        Pictures and typed codes are always told: each is an act of its own.
        """
        reading = self._worth(text.strip("\r\n\t"), source)
        if source not in (Source.CAMERA, Source.SCANNER):
            return reading
        since = self._seconds_since_seen(sameness(reading))
        if since is not None and since < OUT_OF_VIEW_SECONDS:
            return None
        return replace(reading, again=True) if since is not None and since < AGAIN_SECONDS else reading

    def knows(self, text: str) -> bool:
        """Whether a text is a card or a code of this office; nothing is told or remembered."""
        return not isinstance(self._worth(text.strip("\r\n\t"), Source.SCANNER), RefusedCode)

    def forget(self) -> None:
        """Tell again what is in view: another operator, round or lane begins."""
        with self._one_at_a_time:
            self._in_view.clear()

    def _worth(self, text: str, source: Source) -> Reading:
        digits = plain_digits(text)
        if digits is not None and len(digits) in (12, 15):
            try:
                code = HouseholdCode(digits) if len(digits) == 12 else CardNumber.parse(digits)
            except NotANumber as problem:
                return RefusedCode("check" if problem.why == "check" else "length", source, text)
            return BareCode(code, source)
        try:
            card = self._open_credential(text)
        except CardSignatureWrong as problem:
            return RefusedCode("signature", source, text, problem.desk_id)
        except NotOurCard as problem:
            return RefusedCode(_why(problem.reason, digits, source), source, text)
        return VerifiedCard(card.number, card.issued, card.expires, card.kid, card.desk_id, card.stolen, source)

    def _seconds_since_seen(self, what: str) -> float | None:
        """Note that it is seen now; how long ago it was seen before, None when never."""
        now = self._clock()
        with self._one_at_a_time:
            seen = self._in_view.pop(what, None)
            self._in_view[what] = now  # the last in the dictionary is the last seen
            while len(self._in_view) > _REMEMBERED:
                del self._in_view[next(iter(self._in_view))]
        return None if seen is None else now - seen


def _why(
    reason: str, digits: str | None, source: Source
) -> Literal["not_a_card", "other_office", "practice_card", "real_card", "length", "letters"]:
    match reason:
        case "other_office" | "practice_card" | "real_card":
            return reason
        case _ if source is Source.TYPED:
            return "letters" if digits is None else "length"
        case _:
            return "not_a_card"


def sameness(reading: Reading) -> str:
    """What makes two readings the same thing in view: the card's number, never its text, which may be spelt anew."""
    match reading:
        case VerifiedCard(number=number):
            return f"card {number}"
        case BareCode(code=code):
            return f"code {code}"
        case RefusedCode(text=text):
            return f"refused {text}"
