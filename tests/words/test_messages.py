"""Every answer has its sentences, in three languages, in words that blame nobody."""

import dataclasses
import re
import types
import typing
from collections.abc import Iterator

import pytest

from desktop import errors
from desktop.errors import BadInput, BrokenTrust, NotDue, Refused, Told, Unavailable
from desktop.values.finding import Finding
from desktop.values.permissions import Permission, Role
from desktop.values.problem import Problem
from desktop.values.vocabulary import CardState, ConsentPurpose, Look, PointCheckKind, RoundState, Verdict
from desktop.words.catalogue import use
from desktop.words.messages import say
from desktop.words.said import SAYINGS, says

KINDS = {Told, Refused, BadInput, Unavailable, BrokenTrust}

# Facts whose words are looked up in a list; all others are made up from their type.
LISTED: dict[str, object] = {
    "role": Role.SCANNER.value,
    "permission": Permission.CARD_REVOKE.value,
    "verdict": Verdict.H1.value,
    "state": RoundState.CLOSED.value,
    "looks": (Look.TYPED.value,),
    "problems": (Problem("members.0.age.years", Finding.AGE_RANGE, facts={"years": "250", "limit": "120"}),),
    "weaknesses": ("too_easy",),
    "purpose": ConsentPurpose.PHOTO.value,
    "due": "2026-12-01",
    "day": "2026-12-01",
    "unticked": (PointCheckKind.CLOCK.value,),
}


def _told(kind: type[Told]) -> Iterator[type[Told]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _told(below)


ALL = sorted({kind for kind in _told(Told) if kind not in KINDS and kind.__module__ == errors.__name__}, key=str)


def example(kind: type[Told]) -> Told:
    hints = typing.get_type_hints(kind)
    facts: dict[str, object] = {}
    for fact in dataclasses.fields(kind):
        if kind is errors.CardNotLive and fact.name == "state":
            facts["state"] = CardState.REPLACED.value
        elif fact.name in LISTED:
            facts[fact.name] = LISTED[fact.name]
        else:
            facts[fact.name] = _made_up(hints[fact.name], fact.name)
    return typing.cast("typing.Callable[..., Told]", kind)(**facts)


def _made_up(hint: object, name: str) -> object:
    if isinstance(hint, types.GenericAlias) or hint is object:
        return ("fact",)
    return {int: 7, bool: True, str: f"Q{name}Q"}[typing.cast("type", hint)]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


def test_there_are_answers_to_walk() -> None:
    assert len(ALL) > 60


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_answer_has_sentences_of_its_own(kind: type[Told]) -> None:
    assert kind in SAYINGS


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_every_answer_can_be_said(kind: type[Told], language: str) -> None:
    use(language)
    said = say(example(kind))
    text = " ".join((said.what, said.do, said.safe))
    assert said.what
    assert said.do or said.safe
    assert not re.search(r"[{}]", text), text
    assert not re.search(r"\b(error|invalid|failed|suspicious|fraud)\b|!", text, re.IGNORECASE), text


def test_urdu_answers_are_urdu() -> None:
    use("ur")
    for kind in ALL:
        what = say(example(kind)).what
        assert re.search(r"[\u0600-\u06ff]", what), what


def test_facts_reach_the_sentence() -> None:
    assert "Qfolder" in say(errors.NoOffice("Qfolder")).what
    assert "250" in say(example(errors.DraftProblems)).what
    assert "Person 1, Age" in say(example(errors.DraftProblems)).what


def test_the_lane_is_not_told_why() -> None:
    decision = type("Decision", (), {"why": "received"})()
    said = say(NotDue("H1", decision))
    assert said.what == "Nothing can be handed over now: HELP DESK."
    others = {say(NotDue(verdict, decision)) for verdict in ("H2", "H3", "H4", "H5", "H6")}
    assert others == {said}


def test_a_class_without_sentences_gets_those_of_its_kind() -> None:
    class Odd(Unavailable):
        pass

    assert say(Odd()).what == "Something that is needed is not there."
    for kind in (Refused, BadInput, BrokenTrust, Told):
        assert say(kind()).what


def test_a_class_is_not_given_two_sayings() -> None:
    with pytest.raises(KeyError):
        says(errors.NoOffice)(lambda told: say(told))


def test_a_recovery_word_is_named_with_words_that_look_like_it() -> None:
    said = say(errors.RecoveryCodeWrong("word", 3, ("river", "rider")))
    assert said.what == "Word 3 is not a word of the recovery sheet."
    assert "river, rider" in said.do
    assert say(errors.RecoveryCodeWrong("word", 3)).do == "Look at the sheet again."
    assert "thirteen" in say(errors.RecoveryCodeWrong("count", 12)).what
    assert "do not fit together" in say(errors.RecoveryCodeWrong("check", 13)).what


def test_cancelling_without_a_class_of_its_own_is_said_too() -> None:
    class Stopped(errors.Cancelled):
        pass

    assert say(Stopped()).safe == "Nothing is half done."
