"""Envelopes of the mailbox: one size, alike from outside, opened by the protection key alone."""

import secrets
from collections import Counter
from datetime import date
from uuid import UUID, uuid4

import pyrage
import pytest
from pyrage import x25519

from desktop.errors import EnvelopeUnreadable
from desktop.security import envelope
from desktop.security.envelope import EnvelopeKind

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def private() -> str:
    """A protection key."""
    return envelope.new_protection_key()


@pytest.fixture(scope="module")
def recipient(private: str) -> str:
    """Its public half."""
    return envelope.recipient_of(private)


def test_the_key_opens_the_mark_with_household_and_day(private: str, recipient: str) -> None:
    """What the focal person reads is the household that was meant, and when it was said."""
    household = uuid4()
    letter = envelope.opened(envelope.later_in_private(recipient, household, DAY), private)
    assert letter == envelope.Letter(EnvelopeKind.LATER, household, DAY)


def test_the_key_opens_padding_too(private: str, recipient: str) -> None:
    """Padding is not recognised by failing to open: only its kind says that it says nothing."""
    assert envelope.opened(envelope.padding(recipient), private).kind is EnvelopeKind.PADDING


def test_all_are_alike_from_outside(recipient: str) -> None:
    """512 bytes, lengths of the same range, the same head of an age file, no byte of the household in sight."""
    household = uuid4()
    marks = [envelope.later_in_private(recipient, household, DAY) for _ in range(300)]
    others = [envelope.padding(recipient) for _ in range(300)]
    nobody = [envelope.padding("") for _ in range(300)]
    for group in (marks, others, nobody):
        assert {len(one) for one in group} == {envelope.SIZE}
        assert {one[2:24] for one in group} == {b"age-encryption.org/v1\n"}
        assert len(set(group)) == len(group)
        lengths = [int.from_bytes(one[:2], "big") for one in group]
        assert max(lengths) <= envelope.LONGEST_FILE
        assert 340 < sum(lengths) / len(lengths) < 440, "the grease of age files is as long in each group"
        assert not any(household.bytes in one for one in group)
    # the first byte of the fill, behind the file, is as random in each
    for group in (marks, others, nobody):
        fills = Counter(one[2 + int.from_bytes(one[:2], "big")] for one in group)
        assert len(fills) > 120


def test_another_key_opens_nothing(recipient: str) -> None:
    """Neither the mark nor padding, nor does a file name its recipient."""
    other = envelope.new_protection_key()
    for sealed in (envelope.later_in_private(recipient, uuid4(), DAY), envelope.padding(recipient)):
        with pytest.raises(EnvelopeUnreadable) as told:
            envelope.opened(sealed, other)
        assert told.value.why == "key"
        assert recipient.encode() not in sealed


def test_without_a_recipient_there_is_only_padding(private: str) -> None:
    """It opens for nobody, and a mark that nobody could read is a bug of ours."""
    with pytest.raises(EnvelopeUnreadable):
        envelope.opened(envelope.padding(""), private)
    with pytest.raises(ValueError, match="nobody"):
        envelope.later_in_private("", uuid4(), DAY)


@pytest.mark.parametrize("sealed", [b"", bytes(511), bytes(513), b"\xff\xff" + bytes(510)])
def test_a_wrong_form_is_refused(sealed: bytes, private: str) -> None:
    """Other lengths, and a length that does not fit in."""
    with pytest.raises(EnvelopeUnreadable) as told:
        envelope.opened(sealed, private)
    assert told.value.why == "form"


def test_changed_bytes_are_refused(private: str, recipient: str) -> None:
    """Every byte of the age file counts; the fill behind it does not."""
    sealed = envelope.later_in_private(recipient, uuid4(), DAY)
    length = int.from_bytes(sealed[:2], "big")
    for at in (2, 40, length // 2, length + 1):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(EnvelopeUnreadable):
            envelope.opened(bytes(changed), private)
    filled = sealed[: length + 2] + secrets.token_bytes(len(sealed) - length - 2)
    assert envelope.opened(filled, private).kind is EnvelopeKind.LATER


@pytest.mark.parametrize(
    "content",
    [b"", bytes(95), bytes(96), b"\x02" + bytes(95), b"\x01\x07" + bytes(94), b"\x01\x01" + b"\xff" * 94],
    ids=["empty", "short", "version 0", "version 2", "kind 7", "day beyond the calendar"],
)
def test_contents_of_another_make_are_refused(content: bytes, private: str, recipient: str) -> None:
    """A newer program's kinds, and what a forger who knows the recipient may seal."""
    file = pyrage.encrypt(content, [x25519.Recipient.from_str(recipient)])
    sealed = len(file).to_bytes(2, "big") + file
    with pytest.raises(EnvelopeUnreadable) as told:
        envelope.opened(sealed + bytes(envelope.SIZE - len(sealed)), private)
    assert told.value.why == "content"


def test_a_file_that_is_too_long_is_made_again(monkeypatch: pytest.MonkeyPatch, private: str, recipient: str) -> None:
    """Age files vary in length; the envelope does not."""
    made: list[int] = []
    real = pyrage.encrypt

    def longer_at_first(content: bytes, recipients: list[x25519.Recipient]) -> bytes:
        made.append(1)
        return bytes(511) if len(made) < 3 else real(content, recipients)

    monkeypatch.setattr(pyrage, "encrypt", longer_at_first)
    sealed = envelope.later_in_private(recipient, UUID(int=7), DAY)
    assert len(made) == 3
    assert envelope.opened(sealed, private).household == UUID(int=7)


def test_distress_says_whom_when_and_whether_rights_are_wanted_later() -> None:
    private = envelope.new_protection_key()
    recipient, day, household = envelope.recipient_of(private), date(2026, 11, 27), uuid4()
    for later in (False, True):
        sealed = envelope.distress(recipient, household, day, later=later)
        assert len(sealed) == envelope.SIZE
        assert envelope.opened(sealed, private) == envelope.Letter(EnvelopeKind.DISTRESS, household, day, later)
    unknown = envelope.opened(envelope.distress(recipient, None, day), private)
    assert unknown.household == UUID(int=0)
    with pytest.raises(ValueError, match="nobody can read"):
        envelope.distress("", household, day)
