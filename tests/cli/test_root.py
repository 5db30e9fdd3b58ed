"""The command line's root: global options stand anywhere, the verb's own stay its own, answers leave by one door."""

import importlib
import subprocess
import sys

import pytest

from desktop.cli.answers import error_name, error_object, exit_code
from desktop.cli.root import VERBS, Doors, globals_first, run
from desktop.errors import BadInput, BrokenTrust, Cancelled, NoOffice, Refused, SecondNeeded, Told, Unavailable


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["find", "Sakina", "--json"], ["--json", "find", "Sakina"]),
        (["--data", "A", "find", "x", "--operator=clerk"], ["--data", "A", "--operator=clerk", "find", "x"]),
        (["roster", "--lang", "ur", "--json"], ["--json", "roster", "--lang", "ur"]),
        (["--lang", "ur", "roster", "--lang", "sd"], ["--lang", "ur", "roster", "--lang", "sd"]),
        (["restore", "F", "--data", "NEW", "--quiet"], ["--quiet", "restore", "F", "--data", "NEW"]),
        (["find", "--", "--json"], ["find", "--", "--json"]),
    ],
)
def test_global_options_before_or_after_the_verb(typed: list[str], meant: list[str]) -> None:
    assert globals_first(typed) == meant


@pytest.mark.parametrize(
    ("told", "code"),
    [(Refused(), 1), (BadInput(), 3), (Unavailable(), 4), (BrokenTrust(), 5), (Cancelled(), 130), (NoOffice("x"), 4)],
)
def test_exit_codes_by_kind_of_answer(told: Told, code: int) -> None:
    assert exit_code(told) == code


def test_an_answer_has_a_name_and_three_sentences() -> None:
    assert error_name(SecondNeeded("void")) == "second_needed"
    answer = error_object(SecondNeeded("void"))
    assert set(answer) == {"code", "what", "do", "safe"}
    assert answer["what"]
    assert answer["do"]


def test_every_verb_of_the_table_is_there() -> None:
    for module, sentence in VERBS.values():
        assert sentence
        assert importlib.import_module(f"desktop.cli.{module}").command


def test_a_bug_says_where_it_is_and_nothing_that_was_typed() -> None:
    """The whole program, with a verb that stumbles over a name."""
    stumbling = (
        "import desktop.__main__ as program\n"
        "def stumble(*_): raise ValueError('Sakina')\n"
        "program.run = stumble\n"
        "raise SystemExit(program.main())\n"
    )
    child = subprocess.run([sys.executable, "-c", stumbling], capture_output=True, text=True, timeout=60)
    assert child.returncode == 1
    assert child.stdout == ""
    assert "Something in the program went wrong" in child.stderr
    assert "ValueError" in child.stderr
    assert "desktop/__main__.py" in child.stderr
    assert "Sakina" not in child.stderr
    assert "Traceback" not in child.stderr


@pytest.mark.parametrize(("typed", "meant"), [("hosehold", "household"), ("chek", "check"), ("workplce", "workplace")])
def test_a_verb_that_is_not_there_is_answered_with_the_nearest(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No verb is loaded for the answer."""

    def shut(*_: object) -> int:
        raise AssertionError

    assert run([typed], Doors(shut, shut, shut)) == 2
    said = capsys.readouterr().err
    assert "Did you mean" in said
    assert meant in said
