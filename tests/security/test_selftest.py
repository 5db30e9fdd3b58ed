"""The self-test: every primitive is asked, and one wrong answer stops the opening by name."""

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


def test_a_library_that_changed_its_answers_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(_data: bytes) -> str:
        return "QED8WEX1"

    monkeypatch.setattr(selftest.base45, "encode", changed)
    with pytest.raises(SelfTestFailed) as failed:
        selftest.self_test()
    assert failed.value.primitive == "base45"
