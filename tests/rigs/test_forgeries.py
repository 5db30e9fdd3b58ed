"""False, old and strange cards held to the scan verb as pictures: verdict, exit code, and nothing handed over."""

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_Q

from desktop.records.distribution import Standing
from desktop.scanning.rehearsal import Pose, Spoiling, photograph
from desktop.security import base45
from desktop.security.card_code import seal, validity
from desktop.security.signing import SigningKey
from desktop.usecases import cards
from desktop.values.identifiers import CardNumber
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardReason
from tests.factories import office
from tests.rigs.counter import Answer, Counter
from tests.security.offices import make_office, new_desk
from tests.usecases.relief_office import Relief

TODAY = date(2026, 11, 24)


@dataclass
class Station:
    """An office with a round, a household with a card, and the scan verb at its point."""

    relief: Relief
    counter: Counter
    standing: Standing

    def card(self) -> tuple[CardNumber, str]:
        """Number and text of the card of a new household."""
        face = self.relief.cards(self.relief.household(4))[0]
        return face.number, face.credential

    @property
    def key(self) -> SigningKey:
        """What this desk signs cards with."""
        return self.relief.office.desk(Role.CLERK).card_key

    def shown(self, text: str, *more: str, role: Role = Role.SCANNER) -> Answer:
        """Hand over to whoever holds this card up: a picture of it goes through the scan verb."""
        picture = self.counter.here / "held-up.png"
        cv2.imwrite(str(picture), held_up(text))
        at = ("--round", self.standing.round_code, "--point", self.standing.point_code)
        return self.counter(role, "scan", *at, "--give", *more, "--image", picture)


def held_up(text: str) -> np.ndarray:
    """A card with this code in a hand, tilted, as a camera sees it."""
    code = qrcode.QRCode(version=None, error_correction=ERROR_CORRECT_Q, border=4, box_size=1)
    code.add_data(text)
    code.make(fit=True)
    modules = np.where(np.array(code.get_matrix()), 25, 240).astype(np.uint8)
    symbol = np.kron(modules, np.ones((9, 9), np.uint8))
    card = np.full((max(638, symbol.shape[0] + 60), 1011), 238, np.uint8)
    card[30 : 30 + symbol.shape[0], 30 : 30 + symbol.shape[1]] = symbol
    return photograph(card, Pose(turn=7, tilt=9, tilt_axis=40, fill=0.62), Spoiling(), 3)


@pytest.fixture(params=[False, True], ids=["real", "practice"])
def station(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Station]:
    """The same in a real office and in a practice office."""
    with office(tmp_path, practice=request.param) as made:
        relief = Relief(made)
        standing = relief.round()
        yield Station(relief, Counter(made.folder, tmp_path, capsys), standing)


def message_of(text: str) -> bytes:
    return zlib.decompress(base45.decode(text))


def text_of(message: bytes) -> str:
    return base45.encode(zlib.compress(message, 0))


def flipped(text: str) -> str:
    """One bit of the signature."""
    message = bytearray(message_of(text))
    message[-5] ^= 1
    return text_of(bytes(message))


def another_number(text: str) -> str:
    """One digit of the number on a genuine card."""
    message = message_of(text)
    place = message.rindex(b"101") + 2
    return text_of(message[:place] + b"2" + message[place + 1 :])


def respelt(text: str) -> str:
    """The same values and the genuine signature in another spelling: a length in two bytes where one does."""
    message = message_of(text)
    assert b"\x58\x40" in message
    return text_of(message.replace(b"\x58\x40", b"\x59\x00\x40"))


def more_behind(text: str) -> str:
    """Bytes behind the message."""
    return text_of(message_of(text) + b"\x00")


def squeezed(text: str) -> str:
    """The genuine message at another level of the compressor."""
    return base45.encode(zlib.compress(message_of(text), 9))


def test_the_genuine_card_is_served_once(station: Station) -> None:
    """The control: the very same way of showing a card, with nothing wrong with it."""
    number, text = station.card()
    first, again = station.shown(text), station.shown(text)
    assert (first.code, first.lines[0]["verdict"], first.lines[0]["card"]) == (0, "G1", number.text)
    assert first.lines[0]["receipt"]
    assert (again.code, again.lines[0]["verdict"]) == (1, "H1")


SPOILT: dict[str, tuple[Callable[[str], str], str, int]] = {
    "flipped": (flipped, "H6", 1),
    "number": (another_number, "H6", 1),
    "respelt": (respelt, "H6", 1),
    "behind": (more_behind, "H6", 1),
    "cut": (lambda text: text[:120], "N1", 3),
    "cut at the end": (lambda text: text[:-3], "N1", 3),
    "foreign": (lambda _: "https://example.org/give-me-flour", "N1", 3),
    "letters": (lambda _: "HQ1:" + "A" * 180, "N1", 3),
}


@pytest.mark.parametrize("name", list(SPOILT))
def test_a_spoilt_card_is_told_and_gets_nothing(station: Station, name: str) -> None:
    """Of one whose signature does not hold the book keeps a line without a name; of what is no card of ours nothing."""
    spoil, verdict, code = SPOILT[name]
    _, text = station.card()
    *facts, entries = station.counter.state()
    shown = station.shown(spoil(text), "--looked")
    assert (shown.lines[0]["verdict"], shown.code) == (verdict, code)
    assert shown.lines[0]["receipt"] is None
    assert shown.lines[0]["items"] == []
    assert not shown.lines[0].get("refused_why"), "the lane never hears why"
    assert station.counter.state() == (*facts, entries + (verdict == "H6"))
    assert station.shown(text).lines[0]["verdict"] == "G1", "the real holder is served all the same"


def test_another_spelling_of_the_compressor_is_still_the_same_card(station: Station) -> None:
    number, text = station.card()
    if (other := squeezed(text)) == text or len(other) > 189:
        pytest.skip("this message has one spelling")
    assert station.shown(other).lines[0]["card"] in (number.text, None)
    assert station.shown(text).lines[0]["verdict"] in ("G1", "H1")


def test_a_card_of_another_office_or_kind_of_office_goes_to_the_help_desk(station: Station) -> None:
    number, _ = station.card()
    practice = station.relief.office.desk(Role.CLERK).office.practice
    times = validity(TODAY)
    strangers = {
        "another office": make_office(practice=practice).desk.card,
        "the other kind of office": make_office(practice=not practice).desk.card,
        "a forger with a key of his own": new_desk(practice=practice).card,
    }
    for who, key in strangers.items():
        shown = station.shown(seal(number, *times, key), "--looked")
        assert (shown.lines[0]["verdict"], shown.code) == ("H3", 1), who
        assert shown.lines[0]["household"] is None
    # with the key of the real desk the same number is served: it was the key, not the number
    assert station.shown(seal(number, *times, station.key)).lines[0]["verdict"] == "G1"


def test_a_key_that_names_itself_as_ours_is_found_out(station: Station) -> None:
    """A forger copies the four bytes that name our key."""
    number, text = station.card()
    stranger = new_desk(practice=False).card
    forged = message_of(seal(number, *validity(TODAY), stranger))
    ours = message_of(text)
    shown = station.shown(text_of(ours[:13] + forged[13:]), "--looked")
    assert (shown.lines[0]["verdict"], shown.code) == ("H6", 1)


def test_an_expired_card_is_looked_at_served_and_never_refused(station: Station) -> None:
    number, _ = station.card()
    old = seal(number, *validity(date(2020, 11, 24)), station.key)
    unlooked = station.shown(old)
    assert (unlooked.lines[0]["verdict"], unlooked.code, unlooked.lines[0]["receipt"]) == ("G2", 1, None)
    looked = station.shown(old, "--looked")
    assert (looked.lines[0]["verdict"], looked.code) == ("G2", 0)
    assert looked.lines[0]["receipt"]


def test_a_replaced_and_a_revoked_card_go_to_the_help_desk(station: Station) -> None:
    office_ = station.relief.office
    for verdict in ("H4", "H5"):
        number, text = station.card()
        if verdict == "H4":
            new = cards.replace(office_.desk(Role.CLERK), number, CardReason.LOST, second=office_.second(Role.LEAD))
        else:
            cards.revoke(office_.desk(Role.SUPERVISOR), number, CardReason.LOST, second=office_.second(Role.LEAD))
            new = None
        before = station.counter.state()
        shown = station.shown(text, "--looked")
        assert (shown.lines[0]["verdict"], shown.code, shown.lines[0]["receipt"]) == (verdict, 1, None)
        assert station.counter.state() == before
        if new is not None:
            assert station.shown(new.faces[0].credential).lines[0]["verdict"] == "G1"


@pytest.mark.nightly
def test_ten_thousand_changed_messages_are_never_a_card(station: Station) -> None:
    """Bytes of the message changed at random, straight to the opener: nothing but the very bytes is opened."""
    _, text = station.card()
    message, chance = message_of(text), random.Random(11)
    for _ in range(10_000):
        changed = bytearray(message)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        if bytes(changed) != message:
            with pytest.raises(AssertionError):
                station.relief.presented(text_of(bytes(changed)))
