"""The six questions on functioning: kept in their order, counted from "a lot of difficulty" on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values.functioning import answers_of, disability_by, is_answers, kept_answers
from desktop.values.vocabulary import Difficulty, Washington


@pytest.mark.parametrize(
    ("kept", "disability"),
    [
        ("", None),
        ("------", None),
        ("1-----", None),
        ("12121-", None),
        ("111111", False),
        ("222222", False),
        ("222223", True),
        ("--4---", True),
    ],
)
def test_a_lot_of_difficulty_in_one_thing_counts_and_no_is_said_only_after_all_six(
    kept: str, disability: bool | None
) -> None:
    assert disability_by(kept) is disability


def test_the_order_is_that_of_the_questions() -> None:
    assert kept_answers({Washington.WALKING: Difficulty.LOT, Washington.SEEING: Difficulty.NONE}) == "1-3---"
    assert kept_answers({}) == ""


@given(st.dictionaries(st.sampled_from(Washington), st.sampled_from(Difficulty)))
def test_answers_are_read_back_as_they_were_given(answers: dict[Washington, Difficulty]) -> None:
    kept = kept_answers(answers)
    assert is_answers(kept)
    assert answers_of(kept) == answers


@given(st.text(max_size=10))
def test_no_text_raises_and_only_six_answers_pass(text: str) -> None:
    disability_by(text)
    assert is_answers(text) == (text == "" or (len(text) == 6 and set(text) <= set("1234-")))
