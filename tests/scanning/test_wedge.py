"""A hand scanner that types: bursts become codes, a hand's typing passes, and nothing of one gets into the other."""

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.scanning.wedge import Fate, Press, Wedge, character_of
from desktop.values.identifiers import CardNumber, HouseholdCode, NotANumber
from tests.scanning.card_simulator import ALPHABET, credential_like

PLACES = {
    **dict(zip("1234567890-", range(2, 13), strict=True)),
    **dict(zip("QWERTYUIOP", range(16, 26), strict=True)),
    **dict(zip("ASDFGHJKL", range(30, 39), strict=True)),
    **dict(zip("ZXCVBNM,./", range(44, 54), strict=True)),
    " ": 57,
}
SHIFTED = {"$": 5, "%": 6, "*": 9, "+": 13, ":": 39}


@dataclass(frozen=True)
class Key:
    """A press with who made it."""

    press: Press
    scanner: bool


def scanned(text: str, begin: float, gap: float, *, enters: int = 1) -> list[Key]:
    """A scanner's burst as key places on a US keyboard, under an Urdu layout: the layout's text is of no use."""
    keys: list[Key] = []
    at = begin
    for character in text:
        if character in SHIFTED:
            press = Press(at, "ء", SHIFTED[character], shift=True)
        else:
            press = Press(at, "ط", PLACES[character], shift=character.isalpha())
        keys.append(Key(press, scanner=True))
        at += gap
    for _ in range(enters):
        keys.append(Key(Press(at, "\r", 28, enter=True), scanner=True))
        at += gap
    return keys


def typed(text: str, begin: float, gap: float) -> list[Key]:
    """A hand's typing; ``<`` is an arrow key, a line break is Enter."""
    keys: list[Key] = []
    for number, character in enumerate(text):
        at = begin + number * gap
        if character == "<":
            press = Press(at, other=True)
        elif character == "\n":
            press = Press(at, "\r", 28, enter=True)
        else:
            press = Press(at, character, PLACES.get(character.upper(), 0))
        keys.append(Key(press, scanner=False))
    return keys


@dataclass
class Heard:
    """What came out: presses delivered in order, codes, how many bursts came to nothing."""

    delivered: list[Press]
    codes: list[str]
    unfinished: int = 0


def play(keys: list[Key], wedge: Wedge | None = None) -> Heard:
    """Press the keys in order of time, with the timer firing as it does in the window."""
    machine = wedge or Wedge()
    heard = Heard([], [])
    held: list[Press] = []
    for key in sorted(keys, key=lambda one: one.press.at_ms):
        deadline = machine.deadline
        if deadline is not None and deadline < key.press.at_ms:
            late = machine.late(deadline + 0.1)
            heard.delivered += late.give_back
            heard.unfinished += late.unfinished
            held.clear()
        keep = machine.would_keep(key.press)
        outcome = machine.press(key.press)
        assert keep == (outcome.fate is not Fate.THROUGH)
        heard.delivered += outcome.give_back
        heard.unfinished += outcome.unfinished
        if outcome.fate is Fate.THROUGH:
            heard.delivered.append(key.press)
        if outcome.code is not None:
            heard.codes.append(outcome.code)
    deadline = machine.deadline
    if deadline is not None:
        late = machine.late(deadline + 0.1)
        heard.delivered += late.give_back
        heard.unfinished += late.unfinished
    assert machine.deadline is None
    return heard


def leaked(keys: list[Key], heard: Heard) -> list[Press]:
    """Presses of the scanner that reached the screen."""
    scanner = {id(key.press) for key in keys if key.scanner}
    return [press for press in heard.delivered if id(press) in scanner]


def test_a_burst_is_one_code_and_no_key_of_it_reaches_a_field() -> None:
    """All 45 characters of the card's alphabet, under a layout that makes other letters of them."""
    keys = scanned(ALPHABET, 0, 4)
    heard = play(keys)
    assert heard.codes == [ALPHABET]
    assert heard.delivered == []


def test_slow_typing_passes_untouched_and_in_order() -> None:
    """The very presses come out, Enter and arrow keys too, and no code is made."""
    keys = typed("Sakina <\n3520 0123", 0, 90)
    heard = play(keys)
    assert heard.delivered == [key.press for key in keys]
    assert heard.codes == []
    assert heard.unfinished == 0


@pytest.mark.parametrize("fingers", ["ab", "th<", "12\n", "abc"])
def test_rolling_fingers_are_a_hand(fingers: str) -> None:
    """Two or three keys within 25 ms are two rolling fingers; they arrive, in order, a moment later."""
    keys = typed(fingers, 0, 12)
    assert play(keys).delivered == [key.press for key in keys]


def test_a_second_enter_is_swallowed_and_a_third_by_hand_is_not() -> None:
    """Scanners that end with CR and LF send two."""
    keys = scanned("352001234580", 0, 5, enters=2)
    hand = typed("\n", 1000, 0)
    heard = play(keys + hand)
    assert heard.codes == ["352001234580"]
    assert heard.delivered == [hand[0].press]


def test_a_burst_without_enter_is_forgotten_after_a_while() -> None:
    """Nothing is delivered, no code is made, and it is said, so that the screen can help; the next card is whole."""
    heard = play(scanned("352001234580", 0, 5, enters=0) + scanned("AB12", 400, 5))
    assert heard.codes == ["AB12"]
    assert heard.delivered == []
    assert heard.unfinished == 1


def test_two_cards_within_a_tenth_of_a_second_are_two_codes() -> None:
    """Household codes at 3 ms a key, the second 5 ms after the first."""
    first = scanned("352001234580", 0, 3)
    second = scanned("352001234677", first[-1].press.at_ms + 5, 3)
    heard = play(first + second)
    assert heard.codes == ["352001234580", "352001234677"]
    assert second[-1].press.at_ms < 100


def test_a_stutter_of_the_machine_does_not_break_a_burst_that_is_under_way() -> None:
    """A gap of 100 ms after the first characters is still the same code."""
    keys = scanned("352001234580", 0, 5)
    late = [Key(Press(key.press.at_ms + 100, key.press.text, key.press.place, enter=key.press.enter), scanner=True)
            for key in keys[6:]]  # fmt: skip
    assert play(keys[:6] + late).codes == ["352001234580"]


def test_with_a_prefix_only_bursts_that_carry_it_are_codes() -> None:
    """What a hand typed in the same moment stands before it and is no part of the code."""
    assert play(scanned("%%352001234580", 0, 5), Wedge("%%")).codes == ["352001234580"]
    assert play(scanned("4006381333931", 0, 5), Wedge("%%")).codes == []
    assert play(typed("x", 0, 0) + scanned("%%AB12", 10, 5), Wedge("%%")).codes == ["AB12"]


def test_a_very_long_burst_is_no_code_and_leaks_nothing() -> None:
    """A page of another program's code: 3,000 characters."""
    keys = scanned("A1" * 1500, 0, 2)
    heard = play(keys)
    assert (heard.codes, heard.delivered, heard.unfinished) == ([], [], 1)


@pytest.mark.parametrize(
    ("press", "character"),
    [
        (Press(0, "ض", 16), "Q"),
        (Press(0, "q", 16), "Q"),
        (Press(0, "Q", 16, shift=True), "Q"),
        (Press(0, "$", 5, shift=True), "$"),
        (Press(0, "۵", 0), "۵"),
        (Press(0, "7", 71), "7"),
        (Press(0, "", 0), None),
        (Press(0, "\t", 15), None),
        (Press(0, "\x08", 14), None),
    ],
)
def test_characters_come_from_the_place_of_the_key(press: Press, character: str | None) -> None:
    """Else from the layout's text; Tab and Backspace are none."""
    assert character_of(press) == character


def own(code: str) -> str | None:
    """The household that a text would serve, if it is one of our typed forms."""
    for form in (HouseholdCode.parse, CardNumber.parse):
        try:
            return form(code).text[:12]
        except NotANumber:
            continue
    return None


def some_code(chance: random.Random) -> str:
    """What scanners read here: credentials, household codes, card numbers, a shop's EAN, another program's text."""
    household = HouseholdCode.make("352", chance.randrange(10_000_000)).text
    texts = [credential_like(chance.randrange(99)), household, f"{household}101", "4006381333931", "HTTP://X.ORG/A%20B"]
    return chance.choices(texts, weights=[1, 8, 8, 4, 4])[0]


def test_ten_thousand_orderly_days_lose_and_leak_nothing() -> None:
    """Hand and scanner in turns: every key of the hand arrives in order, every code whole, nothing else happens."""
    chance = random.Random(11)
    for _ in range(10_000):
        keys: list[Key] = []
        wanted: list[str] = []
        at = 0.0
        for _ in range(chance.randint(1, 4)):
            if chance.random() < 0.5:
                text = "".join(chance.choices("abcسکی 019<\n", k=chance.randint(1, 8)))
                keys += typed(text, at, chance.uniform(31, 200))
            else:
                code = some_code(chance)
                enters = chance.choice([1, 1, 2])
                keys += scanned(code, at, chance.uniform(0.5, 15), enters=enters)
                wanted.append(code)
            at = keys[-1].press.at_ms + chance.uniform(125, 400)
        heard = play(keys)
        assert heard.codes == wanted
        assert heard.delivered == [key.press for key in keys if not key.scanner]


def test_ten_thousand_disorderly_days_leak_nothing_and_serve_nobody_else() -> None:
    """Hand over scanner at any moment, Enter missing or doubled, cards on each other's heels.

    No key of the scanner reaches a field, no text comes out that names a household of a register of 100,000 that was
    not scanned, and a hand's keys that are far from any burst all arrive. (Two digits typed within a shop's code of 13
    make a number of 15, and one in a hundred of those has right check digits; no register knows it.)
    """
    chance = random.Random(12)
    register = {HouseholdCode.make("352", serial * 97 % 10_000_000).text for serial in range(100_000)}
    for day in range(10_000):
        keys: list[Key] = []
        shown: set[str | None] = set()
        spans: list[tuple[float, float]] = []
        at = chance.uniform(0, 50)
        for _ in range(chance.randint(1, 3)):
            code = some_code(chance)
            burst = scanned(code, at, chance.uniform(0.5, 12), enters=chance.choice([0, 1, 1, 2]))
            keys += burst
            shown.add(own(code))
            spans.append((burst[0].press.at_ms - 31, burst[-1].press.at_ms + 121))
            at = burst[-1].press.at_ms + chance.uniform(1, 300)
        for _ in range(chance.randint(0, 6)):
            keys += typed(chance.choice("abc09 <\n"), chance.uniform(-100, at + 200), 0)
        heard = play(keys)
        assert leaked(keys, heard) == []
        assert {own(code) for code in heard.codes} & register <= shown
        arrived = {id(press) for press in heard.delivered}
        if day % 5 == 0:
            assert all(id(press) in arrived for press in far_from_everything(keys, spans))


def far_from_everything(keys: list[Key], spans: list[tuple[float, float]]) -> list[Press]:
    """The hand's presses outside of all bursts, not rolled together with another key; no Enter that may end a burst."""
    far: list[Press] = []
    for key in keys:
        at = key.press.at_ms
        near = 121 if key.press.enter else 31
        lonely = all(abs(one.press.at_ms - at) > near for one in keys if one is not key)
        if not key.scanner and lonely and not any(begin <= at <= end for begin, end in spans):
            far.append(key.press)
    return far


def test_a_hand_that_types_on_after_a_burst_without_enter_loses_nothing() -> None:
    """A scanner set wrongly does not swallow the clerk's next words, even at 90 ms a key."""
    keys = scanned("352001234580", 0, 5, enters=0)
    hand = typed("sakina", keys[-1].press.at_ms + 90, 90)
    heard = play(keys + hand)
    assert heard.delivered == [key.press for key in hand]
    assert (heard.codes, heard.unfinished) == ([], 1)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 200), st.sampled_from(["a", "ک", "5", "", "\r"]), st.sampled_from([0, 2, 16, 28, 57])),
        max_size=40,
    )
)
def test_no_press_is_ever_delivered_twice_or_out_of_order(steps: list[tuple[float, str, int]]) -> None:
    """Any keys at any pace: what comes out is a part of what went in, in its order, each press once."""
    at = 0.0
    keys: list[Key] = []
    for gap, text, place in steps:
        at += gap
        enter = place == 28
        keys.append(Key(Press(at, text, place, enter=enter, other=not text and not place), scanner=False))
    order = {id(key.press): number for number, key in enumerate(keys)}
    numbers = [order[id(press)] for press in play(keys).delivered]
    assert numbers == sorted(set(numbers))
