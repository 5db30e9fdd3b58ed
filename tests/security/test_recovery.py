"""The recovery code: thirteen words; a mistyped one is named, a swapped one is caught by the check word."""

import pytest

from desktop.errors import RecoveryCodeWrong
from desktop.security.passwords import word_list
from desktop.security.recovery import RecoveryCode, new_recovery_code, parse_recovery_code

CODE = RecoveryCode(tuple(word_list()[place * 600] for place in range(12)))


def refusal(typed: str) -> RecoveryCodeWrong:
    """Why this is no recovery code."""
    with pytest.raises(RecoveryCodeWrong) as refused:
        parse_recovery_code(typed)
    return refused.value


def test_codes_differ_and_are_read_from_the_lines_of_the_sheet() -> None:
    codes = {new_recovery_code() for _ in range(50)}
    assert len(codes) == 50
    for code in codes:
        assert len(code.lines) == 4
        assert parse_recovery_code("\n".join(code.lines)) == code
        assert parse_recovery_code(" ".join(code.lines).upper().replace("-", "")) == code


def test_words_with_a_hyphen_may_be_typed_without() -> None:
    code = RecoveryCode(("drop-down", "felt-tip", "t-shirt", *CODE.words[3:]))
    assert parse_recovery_code(f"dropdown FELTTIP tshirt {' '.join(code.words[3:])} {code.check_word}") == code


def test_two_words_of_the_list_that_sound_alike_are_never_drawn() -> None:
    drawn = {word for _ in range(3000) for word in new_recovery_code().words}
    assert len(drawn) > 7000
    assert not drawn & {"yo-yo", "yoyo"}


def test_the_check_word_never_changes() -> None:
    assert CODE.check_word == RecoveryCode(CODE.words).check_word
    assert CODE.check_word in word_list()


def test_a_word_that_is_not_in_the_list_is_named_with_words_like_it() -> None:
    words = [*CODE.words, CODE.check_word]
    words[4] = "abdomin"
    answer = refusal(" ".join(words))
    assert (answer.why, answer.position) == ("word", 5)
    assert "abdomen" in answer.near


def test_two_words_exchanged_or_another_word_do_not_fit_the_check_word() -> None:
    words = [*CODE.words, CODE.check_word]
    for place in range(12):
        other = list(words)
        other[place] = "zoom" if other[place] != "zoom" else "abacus"
        assert refusal(" ".join(other)).why == "check"
    for place in range(11):
        other = list(words)
        other[place], other[place + 1] = other[place + 1], other[place]
        assert refusal(" ".join(other)).why == "check"


def test_the_count_is_said() -> None:
    answer = refusal(CODE.text)
    assert (answer.why, answer.position) == ("count", 12)
    assert refusal("").why == "count"
    assert refusal(f"{CODE.text} {CODE.check_word} zoom").why == "count"


def test_foreign_text_is_refused_quickly() -> None:
    assert refusal("آداب " * 13).why == "word"
    assert refusal("x" * 100_000).near == ()


def test_the_code_does_not_show_in_logs() -> None:
    assert "abacus" not in repr(CODE)
