"""The translations as a whole: complete, with the same placeholders, and findable in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from desktop.words.compile_catalogue import LOCALE, Message, read_po

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = frozenset(("tr", "tr_n", "tr_c", "tr_in", "mark"))
KEYWORDS = {"tr": None, "tr_n": (1, 2), "tr_c": ((1, "c"), 2), "tr_in": (2,), "pair": (2,), "mark": None}


def entries(language: str) -> list[Message]:
    text = (LOCALE / language / "LC_MESSAGES" / "haqdar.po").read_text(encoding="utf-8")
    return [message for message in read_po(text) if message.source]


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


def test_placeholders_are_the_same_in_every_translation() -> None:
    wrong = [
        (language, message.source, form)
        for language in ("ur", "sd")
        for message in entries(language)
        for form in message.forms.values()
        if form and placeholders(form) != placeholders(message.plural or message.source)
    ]
    assert wrong == []


def test_a_lost_placeholder_would_be_seen() -> None:
    assert placeholders("کارڈ {n}") != placeholders("{n} cards of {total}")


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_nothing_is_fuzzy_or_twice(language: str) -> None:
    messages = entries(language)
    assert [message.source for message in messages if message.fuzzy] == []
    assert len({(message.context, message.source) for message in messages}) == len(messages)


@pytest.mark.parametrize("role", ["Supervisor", "Controller"])
@pytest.mark.parametrize("language", ["ur", "sd"])
def test_a_role_has_one_word_in_all_sentences(language: str, role: str) -> None:
    """Two roles once shared one Urdu word, and who may take back an import read like the first person of the office."""
    messages = entries(language)
    (word,) = {message.forms[0] for message in messages if message.source == role}
    named = [message for message in messages if role.lower() in message.source.lower()]
    assert len(named) > 2
    assert [message.source for message in named if any(word not in form for form in message.forms.values())] == []


def test_urdu_differs_from_english() -> None:
    """Over the whole catalogue: an untranslated sentence shows its English and counts as the same."""
    messages = entries("ur")
    differ = [message for message in messages if message.usable and message.forms[0] != message.source]
    assert len(differ) / len(messages) >= 0.95


def test_every_sentence_of_the_code_is_in_the_urdu_catalogue() -> None:
    """`make translations` adds what is missing; then it is translated."""
    wanted = {
        message if isinstance(message, str) else message[0]
        for _, _, message, _, _ in extract_from_dir(ROOT / "desktop", keywords=KEYWORDS)
    }
    have = {message.source for message in entries("ur") if message.usable}
    assert sorted(wanted - have) == []


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in FUNCTIONS:
                yield node


def _put_together(node: ast.expr) -> bool:
    """Whether a text is made before it is looked up, so that no catalogue entry can match it."""
    formatted = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return formatted or isinstance(node, ast.JoinedStr | ast.BinOp)


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "desktop").rglob("*.py"))
        for call in _calls(ast.parse(path.read_text(encoding="utf-8")))
        if any(map(_put_together, call.args))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", ['tr(f"{n} cards")', 'tr("a" + b)', 'words.tr("%s" % a)', 'tr("{}".format(a))'])
def test_a_sentence_put_together_would_be_found(code: str) -> None:
    (call,) = _calls(ast.parse(code))
    assert any(map(_put_together, call.args))
