"""Key presses with their times to codes of a hand scanner that types: a pure state machine, without a keyboard.

A scanner types a code as a burst, its characters closer together than a hand can, and ends it with Enter or Tab. So the
first characters of anything are *held* until the next one is late (a hand: they are given back, in order and unchanged)
or in time (a scanner: they belong to the code and never reach a text field). Characters are taken from the place of the
key on a US keyboard, since scanners send key places and an Urdu layout would make other letters of them.
"""

from dataclasses import dataclass
from enum import Enum

SCANNER_GAP_MS = 30.0
"""Characters closer than this come from a scanner (evidence: screens, wedge discipline)."""

UNDER_WAY_GAP_MS = 120.0
"""Inside a burst that is surely a scanner's one gap at a time may be longer: scanners and busy machines stutter."""

SURE = 4
"""So many characters at a scanner's pace are a scanner; two rolling fingers make two or three."""

SECOND_ENTER_MS = 60.0
"""An Enter this soon after a code is the scanner's second one (CR and LF) and is swallowed too."""

BEFORE_MS = 250.0
"""A burst may have lost its beginning to a field when the last key there is not older than this."""

MOST_BEFORE = 8
"""So many keys before a burst may turn out to be its beginning."""

LONGEST = 512
"""A burst longer than this is no code; its rest is swallowed."""

# Places of keys as in PC scan code set 1, which are Linux evdev codes too: (number, plain, shifted).
_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
    (71, "789-456+1230.", "789-456+1230."),  # keypad
    (55, "*", "*"),
    (98, "/", "/"),
)
_BY_PLACE = {
    first + offset: (plain[offset], shifted[offset]) for first, plain, shifted in _ROWS for offset in range(len(plain))
}


class Fate(Enum):
    """What becomes of a key press now: let through, held until more is known, or swallowed."""

    THROUGH = "through"
    HELD = "held"
    SWALLOWED = "swallowed"


@dataclass(frozen=True, eq=False)
class Press:
    """One key going down, compared by identity.

    `place` is the key's number in scan code set 1 (0 when not known), `text` what the layout makes of it, `at_ms` when
    it went down. `enter` marks Enter, `tab` Tab: either ends a burst. `other` marks keys that make no character (Tab,
    arrows, F keys, Ctrl with a letter) and repeated ones. Shift and its like are never given to the wedge.
    """

    at_ms: float
    text: str = ""
    place: int = 0
    shift: bool = False
    enter: bool = False
    tab: bool = False
    other: bool = False

    @property
    def ends(self) -> bool:
        """Whether a scanner may end its code with this key."""
        return self.enter or self.tab


@dataclass(frozen=True)
class Outcome:
    """What to do: first deliver the held presses `give_back` in this order, then `fate` for the press just taken.

    Held presses that are neither given back nor held any more are forgotten. `code` is a whole code. `unfinished`:
    a burst came to nothing (no Enter, no prefix, too long), so that the screen can say how to set the scanner; `left`
    is its text when only the Enter was missing.

    `take_back`: presses that were given back before their time was over by the keys' own clocks, and were a scanner's:
    what they wrote has to be taken away again. `longer` is `code` or `left` with one, two and more of the presses
    given back just before it; whoever knows codes tries them in this order when the text alone is none.
    """

    fate: Fate = Fate.THROUGH
    give_back: tuple[Press, ...] = ()
    code: str | None = None
    unfinished: bool = False
    left: str | None = None
    take_back: tuple[Press, ...] = ()
    longer: tuple[tuple[str, tuple[Press, ...]], ...] = ()


@dataclass(frozen=True)
class _Over:
    """What was under way when it was decided that it is over."""

    delivered: tuple[Press, ...]
    burst: tuple[str, ...]
    sure: bool
    began_ms: float
    last_ms: float
    patience: float


class Wedge:
    """The state machine: call `press` for each key press, and `late` when `deadline` has come without one.

    A busy machine brings keys late, so `late` may be called before a key that was in time by its own clock is seen.
    Such a key goes on with what was called over, and its beginning is taken back.
    """

    def __init__(self, prefix: str = "") -> None:
        """`prefix` is what the scanner was set to send before each code; empty when it sends none."""
        self._prefix = prefix.upper()
        self._held: list[Press] = []
        self._burst: list[str] = []
        self._sure = False
        self._began_ms = 0.0
        self._last_ms = 0.0
        self._code_ended_ms: float | None = None
        self._over: _Over | None = None
        self._lent: list[Press] = []
        """Presses of what is under way that were given back too early."""
        self._before: list[Press] = []
        """Characters given back last, one soon after another."""

    @property
    def deadline(self) -> float | None:
        """The time in ms after which `late` wants to be called; None when nothing waits."""
        return self._last_ms + self._patience if self._under_way else None

    def press(self, key: Press) -> Outcome:
        """Take one press. A time before the last one counts as that one."""
        before = self._settle(key.at_ms)
        after = self._take(key)
        unfinished = before.unfinished or after.unfinished
        give_back, longer = before.give_back + after.give_back, before.longer or after.longer
        return Outcome(after.fate, give_back, after.code, unfinished, before.left, after.take_back, longer)

    def late(self, now_ms: float) -> Outcome:
        """Time has passed: if the deadline is over, a hand's presses go back and a scanner's are forgotten."""
        return self._settle(now_ms)

    def would_keep(self, key: Press) -> bool:
        """Whether `press` would hold or swallow this press; nothing changes. Shortcuts are asked before the press."""
        in_time = self._under_way and key.at_ms - self._last_ms <= self._patience
        if key.ends and (self._is_second_enter(key) or (in_time and (self._sure or key.enter))):
            return True
        if self._goes_on(key):
            return True
        if key.other or key.ends or character_of(key) is None:
            return in_time and bool(self._held)
        return True

    @property
    def _under_way(self) -> bool:
        return bool(self._burst or self._held)

    @property
    def _patience(self) -> float:
        surely_going_on = self._sure and not (self._held or self._lent) and len(self._burst) >= SURE
        return UNDER_WAY_GAP_MS if surely_going_on else SCANNER_GAP_MS

    def _settle(self, now_ms: float) -> Outcome:
        """End what the present moment does not belong to any more."""
        if not self._under_way or now_ms - self._last_ms <= self._patience:
            return Outcome()
        held, sure = tuple(self._held), self._sure
        delivered = (*self._lent, *held)
        self._over = _Over(delivered, tuple(self._burst), sure, self._began_ms, self._last_ms, self._patience)
        burst = "".join(self._burst)
        left = self._without_prefix(burst) if sure and not held else None
        longer = self._longer(burst) if sure and not held else ()
        self._clear()
        for press in delivered:
            if press.other or press.enter:
                self._before.clear()
            else:
                self._before.append(press)
        del self._before[:-MOST_BEFORE]
        return Outcome(give_back=held, unfinished=sure, left=left, longer=longer)

    def _goes_on(self, key: Press) -> bool:
        """Whether this key was in time, by its own clock, for what was called over meanwhile."""
        over = self._over
        if over is None or self._under_way or key.at_ms - over.last_ms > over.patience:
            return False
        if any(press.other or press.enter for press in over.delivered):
            return False  # an arrow or an Enter did something already
        return over.sure if key.ends else not key.other and character_of(key) is not None

    def _take(self, key: Press) -> Outcome:
        if self._goes_on(key) and self._over is not None:
            over = self._over
            self._burst, self._sure, self._lent = list(over.burst), over.sure, list(over.delivered)
            self._began_ms, self._last_ms = over.began_ms, over.last_ms
            del self._before[len(self._before) - min(len(self._lent), len(self._before)) :]
        self._over = None
        character = None if key.other or key.enter else character_of(key)
        if character is not None:
            return self._character(key, character)
        if not (key.ends and self._sure):
            self._before.clear()  # the cursor may have moved
        if key.ends and self._sure and self._burst:
            return self._end(key)
        if key.ends and self._is_second_enter(key):
            return Outcome(Fate.SWALLOWED)
        if not self._held:
            return Outcome()
        # Nobody knows yet whose the characters before this key are; it waits with them, and keeps its order.
        self._held.append(key)
        return Outcome(Fate.HELD)

    def _character(self, key: Press, character: str) -> Outcome:
        if self._code_ended_ms is not None and key.at_ms - self._code_ended_ms <= SCANNER_GAP_MS:
            self._sure = True  # no hand follows a scanner's Enter so closely
        self._code_ended_ms = None
        stutter = self._sure and bool(self._burst) and key.at_ms - self._last_ms > SCANNER_GAP_MS
        if not self._under_way:
            self._began_ms = key.at_ms
        self._last_ms = max(self._last_ms, key.at_ms) if self._under_way else key.at_ms
        if self._before and self._began_ms - self._before[-1].at_ms > BEFORE_MS:
            self._before.clear()
        if len(self._burst) < LONGEST:
            self._burst.append(character)
        # A slow key after a burst is a stutter of the scanner if a quick one follows, else a hand that types on.
        if stutter or (len(self._burst) < SURE and not self._sure):
            self._held.append(key)
            return Outcome(Fate.HELD)
        # Surely a scanner. A hand's arrow key that waited may go now; its Enter may not: it could hand something over.
        others = tuple(held for held in self._held if held.other)
        take_back = tuple(self._lent)
        self._held.clear()
        self._lent.clear()
        self._sure = True
        return Outcome(Fate.SWALLOWED, others, take_back=take_back)

    def _end(self, key: Press) -> Outcome:
        burst = "".join(self._burst)
        others = tuple(held for held in self._held if held.other)
        take_back, longer = tuple(self._lent), self._longer(burst)
        self._clear()
        self._before.clear()
        self._code_ended_ms = key.at_ms
        code = self._without_prefix(burst)
        return Outcome(Fate.SWALLOWED, others, code, code is None, take_back=take_back, longer=longer)

    def _longer(self, burst: str) -> tuple[tuple[str, tuple[Press, ...]], ...]:
        """The burst with the last press given back before it, with the last two, and so on."""
        found: list[tuple[str, tuple[Press, ...]]] = []
        for many in range(1, len(self._before) + 1):
            presses = tuple(self._before[-many:])
            text = self._without_prefix("".join(character_of(press) or "" for press in presses) + burst)
            if text is not None:
                found.append((text, presses))
        return tuple(found)

    def _is_second_enter(self, key: Press) -> bool:
        return self._code_ended_ms is not None and key.at_ms - self._code_ended_ms <= SECOND_ENTER_MS

    def _without_prefix(self, burst: str) -> str | None:
        """The code, or None when it is too short or too long or the wanted prefix is not in it.

        What stands before the prefix was typed by a hand at the very moment of the scan, and is no part of the code.
        """
        found = True
        if self._prefix:
            _, found, burst = burst.partition(self._prefix)
        return burst if found and SURE <= len(burst) < LONGEST else None

    def _clear(self) -> None:
        self._held.clear()
        self._lent.clear()
        self._burst.clear()
        self._sure = False


def character_of(key: Press) -> str | None:
    """The character that a US keyboard makes of the press, in upper case (our codes have no other); None for none.

    Without a known place the layout's own text is taken, digits of three scripts included.
    """
    if key.place in _BY_PLACE:
        return _BY_PLACE[key.place][key.shift].upper()
    if len(key.text) == 1 and key.text.isprintable():
        return key.text.upper()
    return None
