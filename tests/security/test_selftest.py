"""The self-test: every primitive is asked, and one wrong answer stops the opening by name."""

from typing import Any

import pytest

from desktop.errors import SelfTestFailed
from desktop.security import selftest


def test_every_primitive_answers_as_published() -> None:
    assert selftest.self_test() == selftest.COUNT == len(selftest.CHECKS)


@pytest.mark.parametrize("name", list(selftest.CHECKS))
def test_one_wrong_answer_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(selftest.CHECKS, name, lambda: False)
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == name


def test_a_primitive_that_fails_with_an_error_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> bool:
        raise ValueError

    monkeypatch.setitem(selftest.CHECKS, "Argon2id", absent)
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == "Argon2id"


def test_a_lost_check_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(selftest.CHECKS, "Ed25519")
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == "count"


class _Forgiving:
    """A cipher or key that gives the published answers and then forgives everything."""

    def __init__(self, real: object) -> None:
        self._real = real

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def public_key(self) -> "_Forgiving":
        return self

    def verify(self, _signature: bytes, _data: bytes) -> None:
        return None

    def decrypt(self, *_parts: object, **_info: object) -> bytes:
        return bytes(16)


def test_a_cipher_that_opens_what_was_changed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = selftest.AESGCM

    def forgiving(key: bytes) -> _Forgiving:
        return _Forgiving(real(key))

    monkeypatch.setattr(selftest, "AESGCM", forgiving)
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == "AES-256-GCM"


def test_a_signature_check_that_takes_everything_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = selftest.Ed25519PrivateKey

    class Forgiving:
        @staticmethod
        def from_private_bytes(data: bytes) -> _Forgiving:
            return _Forgiving(real.from_private_bytes(data))

    monkeypatch.setattr(selftest, "Ed25519PrivateKey", Forgiving)
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == "Ed25519"


class _OtherAnswers:
    """A primitive whose answers are well formed and wrong."""

    def __init__(self, *_parts: object, **_named: object) -> None:
        pass

    def __call__(self, *_parts: object, **_named: object) -> "_OtherAnswers":
        return self

    def encrypt(self, *_parts: object, **_named: object) -> bytes:
        return bytes(32)

    def decrypt(self, *_parts: object, **_named: object) -> bytes:
        return b"other"

    def sign(self, _data: bytes) -> bytes:
        return bytes(64)

    def derive(self, _secret: bytes) -> bytes:
        return bytes(32)

    def from_private_bytes(self, _data: bytes) -> "_OtherAnswers":
        return self

    def exchange(self, _public: object) -> bytes:
        return bytes(32)

    def hexdigest(self) -> str:
        return "0"


@pytest.mark.parametrize(
    ("part", "primitive"),
    [
        ("sha256", "SHA-256"),
        ("HKDF", "HKDF-SHA256"),
        ("Ed25519PrivateKey", "Ed25519"),
        ("AESGCM", "AES-256-GCM"),
        ("Argon2id", "Argon2id"),
        ("Suite", "HPKE"),
    ],
)
def test_a_primitive_with_other_answers_is_named(monkeypatch: pytest.MonkeyPatch, part: str, primitive: str) -> None:
    monkeypatch.setattr(selftest, part, _OtherAnswers())
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == primitive


def test_a_library_that_changed_its_answers_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(_data: bytes) -> str:
        return "QED8WEX1"

    monkeypatch.setattr(selftest.base45, "encode", changed)
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == "base45"


@pytest.mark.parametrize(("part", "primitive"), [("AESGCM", "AES-256-GCM"), ("Suite", "HPKE")])
def test_a_cipher_that_opens_to_something_else_is_found(
    monkeypatch: pytest.MonkeyPatch, part: str, primitive: str
) -> None:
    real = getattr(selftest, part)

    class Wrong:
        def __init__(self, *parts: object) -> None:
            self._real = real(*parts)

        def encrypt(self, *parts: object, **named: object) -> bytes:
            return self._real.encrypt(*parts, **named)

        def decrypt(self, *_parts: object, **_named: object) -> bytes:
            return b"something else"

    monkeypatch.setattr(selftest, part, Wrong)
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == primitive


def test_an_hpke_that_forgets_what_it_was_bound_to_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = selftest.Suite

    class Forgetful:
        def __init__(self, *parts: Any) -> None:
            self._real = real(*parts)

        def encrypt(self, data: bytes, key: Any, *, info: bytes) -> bytes:
            assert info
            return self._real.encrypt(data, key, info=b"")

        def decrypt(self, data: bytes, key: Any, *, info: bytes) -> bytes:
            assert info
            return self._real.decrypt(data, key, info=b"")

    monkeypatch.setattr(selftest, "Suite", Forgetful)
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == "HPKE"
