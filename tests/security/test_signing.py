"""Keys sign only what they may, no signature passes for one of another kind, and practice is in the key."""

import itertools

import pytest

from desktop.security.signing import (
    KeyKind,
    Purpose,
    SigningKey,
    card_key,
    derive,
    is_practice,
    log_key,
    new_office_seed,
    office_key,
    verify,
)
from tests.security.offices import new_desk

SEED = bytes(range(32))
# One message of each kind's own form, with the same ending.
BODIES = {purpose: (b"" if purpose.value.added else purpose.value.lead) + b"same body" for purpose in Purpose}
SIGNERS = {purpose: next(kind for kind in KeyKind if purpose in kind.value) for purpose in Purpose}


@pytest.mark.parametrize(("made", "asked"), list(itertools.product(Purpose, Purpose)))
def test_a_signature_of_one_kind_is_refused_as_every_other_kind(made: Purpose, asked: Purpose) -> None:
    key = SigningKey(SIGNERS[made], SEED)  # one seed for all kinds: only the lead keeps them apart
    signature = key.sign(made, BODIES[made])
    for body in (BODIES[made], BODIES[asked], made.signed_bytes(BODIES[made])):
        accepted = verify(key.public, asked, body, signature)
        assert accepted == (made == asked and body == BODIES[made])


def test_no_lead_is_the_beginning_of_another() -> None:
    for one, other in itertools.permutations(Purpose, 2):
        assert not one.value.lead.startswith(other.value.lead)


@pytest.mark.parametrize(("kind", "purpose"), list(itertools.product(KeyKind, Purpose)))
def test_a_key_signs_only_what_its_kind_may(kind: KeyKind, purpose: Purpose) -> None:
    key = SigningKey(kind, SEED)
    if purpose in kind.value:
        assert verify(key.public, purpose, BODIES[purpose], key.sign(purpose, BODIES[purpose]))
    else:
        with pytest.raises(ValueError, match="signs no"):
            key.sign(purpose, BODIES[purpose])


def test_a_card_or_checkpoint_of_another_form_is_not_signed() -> None:
    with pytest.raises(ValueError, match="form"):
        card_key(SEED).sign(Purpose.CARD, b"haqdar.pk/lodhran/desk-01/1\n1\n")
    with pytest.raises(ValueError, match="form"):
        log_key(SEED).sign(Purpose.CHECKPOINT, b"\x84\x6aSignature1")


def test_every_changed_bit_of_a_signature_is_refused() -> None:
    key = office_key(SEED)
    signature = key.sign(Purpose.DESK_LIST, b"{}")
    for place in range(512):
        changed = bytearray(signature)
        changed[place // 8] ^= 1 << place % 8
        assert not verify(key.public, Purpose.DESK_LIST, b"{}", bytes(changed))
    assert not verify(key.public, Purpose.DESK_LIST, b"{}", signature[:-1])


@pytest.mark.parametrize("practice", [True, False])
def test_fresh_keys_lie_on_the_half_that_was_asked_for(practice: bool) -> None:
    for _ in range(20):
        assert office_key(new_office_seed(practice=practice)).practice == practice
        keys = new_desk(practice=practice)
        assert keys.card.practice == keys.log.practice == practice


def test_the_first_bit_of_the_key_id_says_practice() -> None:
    assert is_practice(b"\x80\0\0\0")
    assert not is_practice(b"\x7f\xff\xff\xff")


def test_sub_keys_of_one_secret_differ_and_stay_the_same() -> None:
    assert derive(SEED, "haqdar/a/v1") == derive(SEED, "haqdar/a/v1")
    assert len({derive(SEED, "haqdar/a/v1"), derive(SEED, "haqdar/b/v1"), SEED}) == 3
    assert card_key(SEED).public != log_key(SEED).public
