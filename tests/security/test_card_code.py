"""A card's credential: what is sealed opens again; whatever was altered, cut, foreign or forged is refused by name."""

import random
import time
import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime

import cbor2
import claim169
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import CardSignatureWrong, NotOurCard
from desktop.security import base45
from desktop.security.card_code import LONGEST, Credential, open_credential, quarter_start, seal, validity
from desktop.security.certificates import CardKey, keyring
from desktop.security.signing import KeyKind, Purpose, SigningKey
from desktop.values.identifiers import CardNumber, HouseholdCode
from tests.security.offices import DeskPair, Office, add_desk, new_desk

NUMBER = CardNumber(HouseholdCode.make("617", 1234567), 1, 1)
ISSUED, EXPIRES = validity(date(2026, 11, 24))


@pytest.fixture
def ring(office: Office) -> Mapping[bytes, CardKey]:
    """The card keys of the office."""
    return keyring(office.certificates)


@pytest.fixture
def text(office: Office) -> str:
    """A genuine card of the office."""
    return seal(NUMBER, ISSUED, EXPIRES, office.desk.card)


def message_of(text: str) -> bytes:
    """The COSE message inside a credential."""
    return zlib.decompress(base45.decode(text))


def packed(message: bytes, level: int = 9) -> str:
    """A credential text around any message."""
    return base45.encode(zlib.compress(message, level))


def forged(desk: DeskPair, payload: object, kid: bytes | None = None, protected: bytes = b"\xa1\x01\x27") -> str:
    """A card made by hand and rightly signed over whatever stands in it."""
    body = payload if isinstance(payload, bytes) else cbor2.dumps(payload, canonical=True)
    signing = SigningKey(KeyKind.CARD, b"\x01" * 32) if kid is None else desk.card
    signature = signing.sign(Purpose.CARD, cbor2.dumps(["Signature1", b"\xa1\x01\x27", b"", body]))
    return packed(cbor2.dumps(cbor2.CBORTag(18, [protected, {4: kid or signing.kid}, body, signature])))


def refusal(text: str, ring: Mapping[bytes, CardKey]) -> str:
    """The reason why a text is no card of ours, or the desk whose signature is wrong."""
    with pytest.raises((NotOurCard, CardSignatureWrong)) as refused:
        open_credential(text, ring)
    return refused.value.reason if isinstance(refused.value, NotOurCard) else refused.value.desk_id


def test_what_is_sealed_opens_with_the_same_meaning(office: Office, ring: Mapping[bytes, CardKey], text: str) -> None:
    assert open_credential(text, ring) == Credential(NUMBER, ISSUED, EXPIRES, office.desk.card.kid, "desk-0", False)


@given(serial=st.integers(0, 9_999_999), slot=st.integers(1, 9), issue=st.integers(1, 99), years=st.integers(0, 60))
def test_every_card_has_188_characters_of_the_qr_alphabet(
    office: Office, serial: int, slot: int, issue: int, years: int
) -> None:
    number = CardNumber(HouseholdCode.make("001", serial), slot, issue)
    issued, expires = validity(date(2020 + years, 5, 31))
    text = seal(number, issued, expires, office.desk.card)
    assert len(text) == 188
    assert open_credential(text, keyring(office.certificates)).number == number


def test_a_second_implementation_verifies_it_and_reads_the_same_number(office: Office, text: str) -> None:
    decoded = claim169.decode_with_ed25519(text, office.desk.card.public)
    assert decoded.claim169.id == NUMBER.text
    assert decoded.is_verified()
    with pytest.raises(claim169.SignatureError):
        claim169.decode_with_ed25519(text, office.desk.log.public)


def test_times_are_firsts_of_a_quarter_and_five_years_apart() -> None:
    assert datetime.fromtimestamp(ISSUED, UTC) == datetime(2026, 10, 1, tzinfo=UTC)
    assert datetime.fromtimestamp(EXPIRES, UTC) == datetime(2031, 10, 1, tzinfo=UTC)
    assert quarter_start(date(2026, 3, 31)) == quarter_start(date(2026, 1, 1))
    assert validity(date(2024, 2, 29)) == (quarter_start(date(2024, 1, 1)), quarter_start(date(2029, 1, 1)))


def test_other_times_are_not_sealed(office: Office) -> None:
    for issued, expires in ((ISSUED + 1, EXPIRES), (ISSUED, EXPIRES - 1), (EXPIRES, ISSUED), (-86400, EXPIRES)):
        with pytest.raises(ValueError, match="quarter"):
            seal(NUMBER, issued, expires, office.desk.card)


def test_a_key_of_another_kind_seals_no_card(office: Office) -> None:
    with pytest.raises(ValueError, match="signs no"):
        seal(NUMBER, ISSUED, EXPIRES, office.desk.log)


def test_the_same_message_at_another_zlib_level_is_the_same_card(ring: Mapping[bytes, CardKey], text: str) -> None:
    for level in range(10):
        other = packed(message_of(text), level)
        assert len(other) <= LONGEST
        assert open_credential(other, ring).number == NUMBER


def test_a_card_of_another_office_is_known_by_its_key_id(ring: Mapping[bytes, CardKey]) -> None:
    stranger = new_desk(practice=False)
    assert refusal(seal(NUMBER, ISSUED, EXPIRES, stranger.card), ring) == "other_office"


def test_a_practice_card_at_a_real_desk_and_the_reverse(office: Office, practice_office: Office) -> None:
    real = seal(NUMBER, ISSUED, EXPIRES, office.desk.card)
    practice = seal(NUMBER, ISSUED, EXPIRES, practice_office.desk.card)
    assert refusal(practice, keyring(office.certificates)) == "practice_card"
    assert refusal(real, keyring(practice_office.certificates)) == "real_card"


def test_an_office_without_desks_knows_no_card(text: str) -> None:
    assert refusal(text, {}) == "other_office"


def test_a_stolen_desk_is_still_known_and_marked(office: Office, text: str) -> None:
    marked = office.certificates.with_stolen(office.key, "desk-0")
    assert open_credential(text, keyring(marked)).stolen


def test_each_desk_is_known_by_its_own_key(office: Office) -> None:
    second = new_desk(practice=False)
    ring = keyring(add_desk(office.certificates, office.key, second, 1))
    assert open_credential(seal(NUMBER, ISSUED, EXPIRES, second.card), ring).desk_id == "desk-1"


GOOD = {4: EXPIRES, 6: ISSUED, 169: {1: NUMBER.text}}


@pytest.mark.parametrize(
    ("case", "payload"),
    [
        ("another member", GOOD | {2: "x"}),
        ("a name inside", {4: EXPIRES, 6: ISSUED, 169: {1: NUMBER.text, 4: "A"}}),
        ("no expiry", {6: ISSUED, 169: {1: NUMBER.text}}),
        ("number as integer", {4: EXPIRES, 6: ISSUED, 169: {1: int(NUMBER.text)}}),
        ("wrong check digits", {4: EXPIRES, 6: ISSUED, 169: {1: "617123456724101"}}),
        ("slot nought", {4: EXPIRES, 6: ISSUED, 169: {1: NUMBER.household.text + "001"}}),
        ("Urdu digits", {4: EXPIRES, 6: ISSUED, 169: {1: "۶۱۷۱۲۳۴۵۶۷۲۵۱۰۱"}}),
        ("expiry as float", {4: float(EXPIRES), 6: ISSUED, 169: {1: NUMBER.text}}),
        ("expiry true", {4: True, 6: ISSUED, 169: {1: NUMBER.text}}),
        ("not a first of a quarter", {4: EXPIRES + 60, 6: ISSUED, 169: {1: NUMBER.text}}),
        ("expired before issue", {4: ISSUED, 6: EXPIRES, 169: {1: NUMBER.text}}),
        ("payload is a list", [EXPIRES, ISSUED, NUMBER.text]),
        ("keys in another order", bytes.fromhex("a3061a") + ISSUED.to_bytes(4) + b"\x04\x1a" + EXPIRES.to_bytes(4)
         + b"\x18\xa9\xa1\x01\x6f" + NUMBER.text.encode()),
        ("long integer", b"\xa3\x04\x1b\0\0\0\0" + EXPIRES.to_bytes(4) + b"\x06\x1a" + ISSUED.to_bytes(4)
         + b"\x18\xa9\xa1\x01\x6f" + NUMBER.text.encode()),
        ("key in a longer form", b"\xa3\x18\x04\x1a" + EXPIRES.to_bytes(4) + b"\x06\x1a" + ISSUED.to_bytes(4)
         + b"\x18\xa9\xa1\x01\x6f" + NUMBER.text.encode()),
        ("a key twice", b"\xa4\x04\x1a" + EXPIRES.to_bytes(4) + b"\x04\x1a" + EXPIRES.to_bytes(4) + b"\x06\x1a"
         + ISSUED.to_bytes(4) + b"\x18\xa9\xa1\x01\x6f" + NUMBER.text.encode()),
        ("indefinite map", b"\xbf\x04\x1a" + EXPIRES.to_bytes(4) + b"\x06\x1a" + ISSUED.to_bytes(4)
         + b"\x18\xa9\xa1\x01\x6f" + NUMBER.text.encode() + b"\xff"),
    ],
)  # fmt: skip
def test_a_rightly_signed_message_of_any_other_form_is_refused(
    office: Office, ring: Mapping[bytes, CardKey], case: str, payload: object
) -> None:
    text = forged(office.desk, payload, office.desk.card.kid)
    if len(text) > LONGEST:  # longer than the QR holds: never even looked at
        assert refusal(text, ring) == "not_a_card", case
    else:
        assert refusal(text, ring) == "desk-0", case


def test_a_forger_with_an_own_key_under_our_key_id_is_refused(office: Office, ring: Mapping[bytes, CardKey]) -> None:
    forger = SigningKey(KeyKind.CARD, b"\x02" * 32)
    message = message_of(seal(NUMBER, ISSUED, EXPIRES, forger))
    assert refusal(packed(message.replace(forger.kid, office.desk.card.kid)), ring) == "desk-0"


def test_another_number_under_the_old_signature_is_refused(ring: Mapping[bytes, CardKey], text: str) -> None:
    other = CardNumber(HouseholdCode.make("617", 1234568), 1, 1)
    changed = message_of(text).replace(NUMBER.text.encode(), other.text.encode())
    assert refusal(packed(changed, 0), ring) == "desk-0"


def test_a_signature_of_the_same_desk_for_another_purpose_is_refused(
    office: Office, ring: Mapping[bytes, CardKey], text: str
) -> None:
    note = b"haqdar.pk/lodhran/desk-00/1\n1\n"
    changed = message_of(text)[:-64] + office.desk.log.sign(Purpose.CHECKPOINT, note)
    assert refusal(packed(changed), ring) == "desk-0"


def test_another_algorithm_in_the_header_is_refused(office: Office, ring: Mapping[bytes, CardKey]) -> None:
    for protected in (b"\xa1\x01\x26", b"\xa0", b""):
        assert refusal(forged(office.desk, GOOD, office.desk.card.kid, protected), ring) == "desk-0"


def test_an_untagged_message_with_our_key_is_refused(ring: Mapping[bytes, CardKey], text: str) -> None:
    assert refusal(packed(message_of(text)[1:]), ring) == "desk-0"


def test_a_map_key_that_only_compares_equal_is_refused(ring: Mapping[bytes, CardKey], text: str) -> None:
    message = bytearray(message_of(text))
    assert message[7] == 4
    message[7] = 0xE4  # simple value 4, which a lenient reader takes for the integer
    assert refusal(packed(bytes(message)), ring) == "desk-0"


@pytest.mark.parametrize("extra", [b"\0", b"\xf6", b"\xd2\x84"])
def test_bytes_after_the_message_are_refused(ring: Mapping[bytes, CardKey], text: str, extra: bytes) -> None:
    assert refusal(packed(message_of(text) + extra, 0), ring) in {"desk-0", "not_a_card"}


def test_bytes_after_the_zlib_stream_are_refused(ring: Mapping[bytes, CardKey], text: str) -> None:
    assert refusal(base45.encode(base45.decode(text) + b"\0"), ring) == "not_a_card"


def test_every_cut_and_one_character_more_are_refused(ring: Mapping[bytes, CardKey], text: str) -> None:
    for length in range(len(text)):
        assert refusal(text[:length], ring) in {"not_a_card", "desk-0"}
    for more in ("0", "00", " ", "\n"):
        assert refusal(text + more, ring) == "not_a_card"
        assert refusal(more + text, ring) == "not_a_card"


@pytest.mark.parametrize(
    "foreign",
    [
        "",
        " ",
        "0",
        "https://example.org/",
        "617123456725101",
        "آداب",
        "\0" * 188,
        ":" * 189,
        "A" * 10_000_000,
        "HC1:6BF",
    ],
)
def test_foreign_texts_are_no_cards(ring: Mapping[bytes, CardKey], foreign: str) -> None:
    assert refusal(foreign, ring) == "not_a_card"


def test_a_small_text_that_inflates_beyond_the_limit_is_refused(ring: Mapping[bytes, CardKey]) -> None:
    bomb = packed(b"\0" * 100_000)
    assert len(bomb) <= LONGEST
    assert refusal(bomb, ring) == "not_a_card"


def mutated(text: str, chance: random.Random) -> str:
    """The text with a few characters, or bytes of its message, changed, moved, cut or added."""
    if chance.random() < 0.5:
        message = bytearray(message_of(text))
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(message))
            match chance.randrange(4):
                case 0:
                    message[place] ^= 1 << chance.randrange(8)
                case 1:
                    message[place] = chance.randrange(256)
                case 2:
                    del message[place]
                case _:
                    message.insert(place, chance.randrange(256))
        return packed(bytes(message), chance.choice((0, 1, 9)))
    letters = list(text)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(letters))
        match chance.randrange(4):
            case 0:
                letters[place] = chance.choice("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:ab\x00\x1d\nپ")
            case 1:
                del letters[place]
            case 2:
                letters.insert(place, chance.choice("0A:\x7f"))
            case _:
                other = chance.randrange(len(letters))
                letters[place], letters[other] = letters[other], letters[place]
    return "".join(letters)


def accepted_mutations(office: Office, rounds: int) -> int:
    """How many of `rounds` altered cards are taken for anything but the card they were made from; slow ones count."""
    ring = keyring(office.certificates)
    chance = random.Random(20261124)
    texts = [
        seal(CardNumber(HouseholdCode.make("617", chance.randrange(10**7)), 1, 1), ISSUED, EXPIRES, office.desk.card)
        for _ in range(50)
    ]
    wrong = 0
    for turn in range(rounds):
        source = texts[turn % 50]
        text = mutated(source, chance)
        started = time.perf_counter()
        try:
            found = open_credential(text, ring)
        except (NotOurCard, CardSignatureWrong):
            found = None
        slow = time.perf_counter() - started > 1.0
        # Swapping two equal letters leaves the card as it was: the same meaning is right.
        wrong += slow or (found is not None and found != open_credential(source, ring))
        assert found is None or message_of(text) == message_of(source)
    return wrong


def test_a_hundred_thousand_altered_cards_are_refused(office: Office) -> None:
    assert accepted_mutations(office, 100_000) == 0


@pytest.mark.nightly
@pytest.mark.timeout(1200)
def test_a_million_altered_cards_are_refused(office: Office) -> None:
    assert accepted_mutations(office, 1_000_000) == 0


@given(st.text(max_size=200))
def test_any_text_is_refused_without_another_error(office: Office, text: str) -> None:
    with pytest.raises(NotOurCard):
        open_credential(text, keyring(office.certificates))


@given(st.binary(max_size=150), st.integers(0, 9))
def test_any_message_behind_our_head_is_refused_without_another_error(office: Office, tail: bytes, level: int) -> None:
    head = message_of(seal(NUMBER, ISSUED, EXPIRES, office.desk.card))[:13]
    with pytest.raises((NotOurCard, CardSignatureWrong)):
        open_credential(packed(head + tail, level), keyring(office.certificates))
