"""What texts are worth, and that one card held up counts once."""

import random
import threading
from datetime import date

import pytest

from desktop.scanning.reader import (
    AGAIN_SECONDS,
    OUT_OF_VIEW_SECONDS,
    BareCode,
    Reader,
    Reading,
    RefusedCode,
    Source,
    VerifiedCard,
)
from desktop.security.card_code import open_credential, seal, validity
from desktop.security.certificates import keyring
from desktop.values.identifiers import CardNumber, HouseholdCode
from tests.scanning.offices import Clock, Desk
from tests.security.offices import make_office


@pytest.fixture(scope="module")
def desk() -> Desk:
    """One office for the module."""
    return Desk()


def test_a_card_of_ours_is_verified_with_all_that_it_says(desk: Desk) -> None:
    """Number, times, key, desk, and from where it was read."""
    issued, expires = validity(date(2026, 11, 24))
    reading = desk.reader().hear(desk.card(7, slot=2, issue=3), Source.CAMERA)
    assert reading == VerifiedCard(
        desk.number(7, slot=2, issue=3), issued, expires, desk.office.desk.card.kid, "desk-0", False, Source.CAMERA
    )


def test_a_card_of_a_stolen_desk_says_so(desk: Desk) -> None:
    """The signature holds and proves nothing; the use case must ask the signed list."""
    ring = keyring(desk.office.certificates.with_stolen(desk.office.key, "desk-0"))
    reader = Reader(lambda text: open_credential(text, ring), Clock())
    reading = reader.hear(desk.card(7), Source.CAMERA)
    assert isinstance(reading, VerifiedCard)
    assert reading.stolen


@pytest.mark.parametrize("source", list(Source))
def test_no_changed_credential_becomes_a_card(desk: Desk, source: Source) -> None:
    """A thousand cards with one to three characters changed: refused, each of them, from every source."""
    chance = random.Random(3)
    whole = desk.card(7)
    reader = desk.reader()
    for _ in range(1000):
        changed = list(whole)
        for place in chance.sample(range(len(whole)), chance.randint(1, 3)):
            changed[place] = chance.choice("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
        text = "".join(changed)
        if text != whole:
            reading = reader.hear(text, source)
            assert reading is None or isinstance(reading, RefusedCode)


def test_each_kind_of_foreign_card_is_told_apart(desk: Desk) -> None:
    """A forged one (our key's id, another signature), another office's, a practice card, a shop's, an empty one."""
    issued, expires = validity(date(2026, 11, 24))
    other, practice = make_office(practice=False), make_office(practice=True)
    forged = desk.card(7)[:-6] + "AAA" + desk.card(7)[-3:]
    texts = {
        seal(desk.number(7), issued, expires, other.desk.card): "other_office",
        seal(desk.number(7), issued, expires, practice.desk.card): "practice_card",
        "https://example.org/menu": "not_a_card",
        "": "not_a_card",
        "4006381333931": "not_a_card",
    }
    reader = desk.reader()
    for text, why in texts.items():
        assert reader.hear(text, Source.PICTURE) == RefusedCode(why, Source.PICTURE, text)  # pyright: ignore[reportArgumentType]
    told = reader.hear(forged, Source.PICTURE)
    assert isinstance(told, RefusedCode)
    assert told.why in ("signature", "not_a_card")
    at_practice = Desk(practice=True).reader()
    assert at_practice.hear(desk.card(7), Source.PICTURE) == RefusedCode("real_card", Source.PICTURE, desk.card(7))


def test_a_signature_by_another_key_under_our_key_id_is_a_forgery(desk: Desk) -> None:
    """Told as a wrong signature, with the desk that it pretends to be of."""
    text = forged_card(desk)
    assert desk.reader().hear(text, Source.CAMERA) == RefusedCode("signature", Source.CAMERA, text, "desk-0")


def forged_card(desk: Desk) -> str:
    """A credential in perfect form that names our key and is signed by a forger's."""
    issued, expires = validity(date(2026, 11, 24))
    forger = make_office(practice=False).desk.card
    forger.kid = desk.office.desk.card.kid
    return seal(desk.number(7), issued, expires, forger)


@pytest.mark.parametrize("typed", ["6170 0000 07{} ", "۶۱۷۰-۰۰۰۰-۰۷{}", "٦١٧٠٠٠٠٠٠٧{}"])
def test_a_typed_code_in_three_digit_scripts_is_bare(desk: Desk, typed: str) -> None:
    """Grouped or not: right digits, no proof."""
    code = HouseholdCode.make("617", 7)
    text = typed.format(code.text[10:])
    assert desk.reader().hear(text, Source.TYPED) == BareCode(code, Source.TYPED)


def test_a_typed_or_printed_card_number_is_bare_and_never_a_card(desk: Desk) -> None:
    """Also when it comes from a QR before the camera: fifteen digits prove nothing."""
    number = desk.number(7)
    for source in Source:
        reading = desk.reader().hear(number.text, source)
        assert reading == BareCode(number, source)
        assert isinstance(reading, BareCode)
        assert reading.household == number.household


@pytest.mark.parametrize(
    ("typed", "why"),
    [("617000000700", "check"), ("61700", "length"), ("sakina", "letters"), ("617000000700001", "check")],
)
def test_a_mistyped_code_says_what_is_wrong(desk: Desk, typed: str, why: str) -> None:
    """So that the screen can say which."""
    reading = desk.reader().hear(typed, Source.TYPED)
    assert isinstance(reading, RefusedCode)
    assert reading.why == why


def shown(reader: Reader, clock: Clock, texts: list[str], seconds: float) -> list[Reading]:
    """Readings while the texts are in view at 15 frames a second."""
    told: list[Reading] = []
    for _ in range(round(seconds * 15)):
        clock.now += 1 / 15
        told += [one for text in texts if (one := reader.hear(text, Source.CAMERA)) is not None]
    return told


def test_a_card_held_up_for_a_minute_counts_once_and_again_after_it_was_away(desk: Desk) -> None:
    """Away means not seen for three seconds; a shorter blink is no leaving."""
    clock = Clock()
    reader = desk.reader(clock)
    assert len(shown(reader, clock, [desk.card(7)], 60)) == 1
    clock.now += OUT_OF_VIEW_SECONDS - 0.2
    assert shown(reader, clock, [desk.card(7)], 1) == []
    clock.now += OUT_OF_VIEW_SECONDS + 0.1
    assert len(shown(reader, clock, [desk.card(7)], 1)) == 1


def test_a_card_that_comes_back_within_five_seconds_is_told_as_shown_again(desk: Desk) -> None:
    """Counted from when it was last seen, not from when it was told; after five seconds it is a new act."""
    clock = Clock()
    reader = desk.reader(clock)
    assert [one.again for one in shown(reader, clock, [desk.card(7)], 10)] == [False]
    clock.now += AGAIN_SECONDS - 0.2
    assert [one.again for one in shown(reader, clock, [desk.card(7), desk.card(8)], 1)] == [True, False]
    clock.now += AGAIN_SECONDS + 0.1
    assert [one.again for one in shown(reader, clock, [desk.card(7)], 1)] == [False]
    reader.forget()
    assert [one.again for one in shown(reader, clock, [desk.card(7)], 1)] == [False]


def test_a_foreign_code_and_a_row_code_come_back_as_shown_again_and_what_is_typed_never_does(desk: Desk) -> None:
    """Typing is an act of its own each time, and so is a file."""
    clock = Clock()
    reader = desk.reader(clock)
    texts = ["HTTP://X.ORG", desk.number(7).household.text]
    for again in (False, True):
        told = [reader.hear(text, Source.SCANNER) for text in texts]
        assert [one is not None and one.again for one in told] == [again, again]
        clock.now += AGAIN_SECONDS - 1
    for source in (Source.TYPED, Source.PICTURE):
        told = [reader.hear(text, source) for text in (*texts, *texts)]
        assert [one is not None and one.again for one in told] == [False] * 4


def test_the_same_card_spelt_anew_is_the_same_card(desk: Desk) -> None:
    """A copy sealed with other times has another text and the same number: it stays muted."""
    clock = Clock()
    reader = desk.reader(clock)
    issued, expires = validity(date(2025, 5, 1))
    older = seal(desk.number(7), issued, expires, desk.office.desk.card)
    assert older != desk.card(7)
    assert len(shown(reader, clock, [desk.card(7), older], 2)) == 1


def test_two_cards_in_turns_count_once_each(desk: Desk) -> None:
    """A and B before the camera frame by frame, for ten seconds."""
    clock = Clock()
    reader = desk.reader(clock)
    told = [one for number in range(150) if (one := tick(reader, clock, desk.card(7 if number % 2 else 8))) is not None]
    assert [one.number for one in told if isinstance(one, VerifiedCard)] == [desk.number(8), desk.number(7)]


def tick(reader: Reader, clock: Clock, text: str) -> Reading | None:
    """One frame later."""
    clock.now += 1 / 15
    return reader.hear(text, Source.CAMERA)


def test_camera_and_scanner_share_the_view(desk: Desk) -> None:
    """A card held so that both see it counts once."""
    reader = desk.reader()
    assert reader.hear(desk.card(7), Source.CAMERA) is not None
    assert reader.hear(desk.card(7), Source.SCANNER) is None


def test_a_foreign_code_on_the_table_is_told_once(desk: Desk) -> None:
    """While cards come and go beside it."""
    clock = Clock()
    reader = desk.reader(clock)
    told = shown(reader, clock, ["HTTP://X.ORG", desk.card(7)], 10)
    assert [type(one) for one in told] == [RefusedCode, VerifiedCard]


def test_pictures_and_typed_codes_are_always_told(desk: Desk) -> None:
    """A second file or a second typing is an act of its own."""
    reader = desk.reader()
    assert reader.hear(desk.card(7), Source.CAMERA) is not None
    for _ in range(2):
        assert reader.hear(desk.card(7), Source.PICTURE) is not None
        assert reader.hear(desk.number(7).household.text, Source.TYPED) is not None


def test_forgetting_tells_what_is_still_in_view(desk: Desk) -> None:
    """A new operator begins with what lies before the camera."""
    reader = desk.reader()
    assert reader.hear(desk.card(7), Source.CAMERA) is not None
    reader.forget()
    assert reader.hear(desk.card(7), Source.CAMERA) is not None


def test_a_flood_of_foreign_codes_fills_no_memory(desk: Desk) -> None:
    """Ten thousand different ones: told once each, few remembered."""
    reader = desk.reader()
    told = sum(1 for number in range(10_000) if reader.hear(f"HTTP://X.ORG/{number}", Source.CAMERA) is not None)
    assert told == 10_000
    assert len(reader._in_view) <= 256  # pyright: ignore[reportPrivateUsage]


def test_two_threads_with_one_card_tell_it_once(desk: Desk) -> None:
    """Camera and scanner at the same moment, many times."""
    for serial in range(50):
        assert len(told_to_two_threads(desk.reader(), desk.card(serial))) == 1


def told_to_two_threads(reader: Reader, text: str) -> list[Reading]:
    """What camera and scanner are told of one text at the same moment."""
    told: list[Reading] = []
    start = threading.Barrier(2)

    def look(source: Source) -> None:
        start.wait()
        reading = reader.hear(text, source)
        if reading is not None:
            told.append(reading)

    threads = [threading.Thread(target=look, args=(one,)) for one in (Source.CAMERA, Source.SCANNER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_a_bare_card_number_is_not_a_verified_card_for_anybody(desk: Desk) -> None:
    """The types differ, so nobody can take one for the other."""
    assert not isinstance(desk.reader().hear(CardNumber.parse(desk.number(7).text).text, Source.CAMERA), VerifiedCard)
