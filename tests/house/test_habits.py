"""Habits of the house that no other tool looks at, checked over every file that is kept."""

import ast
import re
from pathlib import Path

import pytest

from tests.tree import ROOT, method_calls, modules, text_files, tracked

CODE = ("desktop", "printing", "tests", "benchmarks", "installer")
# names under which everything and nothing is kept
NOTHING_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "stuff", "base2"}
# where the last net hangs: the lanes, the window, the two doors
OUTERMOST = {"desktop/ui/background.py", "desktop/ui/crash_dialog.py", "desktop/app.py", "desktop/__main__.py"}
MAY_COMMIT = ("desktop/usecases/desk.py", "desktop/storage/")


def offences(found: dict[str, list[int]]) -> list[str]:
    """What a person needs to go there: `path:line`."""
    return [f"{path}:{line}" for path, lines in found.items() for line in lines]


def test_packages_export_nothing() -> None:
    """`__init__` files are empty, so an import says where a thing lives."""
    assert [str(path) for path in tracked() if path.name == "__init__.py" and (ROOT / path).stat().st_size] == []


def test_modules_say_what_they_are_for() -> None:
    """Each module opens with a sentence."""
    silent = [path for path, tree in modules(*CODE) if path.name != "__init__.py" and not ast.get_docstring(tree)]
    assert [str(path) for path in silent] == []


def test_names_say_what_is_inside() -> None:
    """No module is called after nothing."""
    assert [str(path) for path in tracked() if path.suffix == ".py" and path.stem in NOTHING_NAMES] == []


def test_only_the_desk_and_storage_commit() -> None:
    """A transaction ends in one place, so that anybody can say where."""
    found = {
        str(path): method_calls(tree, "commit")
        for path, tree in modules("desktop")
        if not str(path).startswith(MAY_COMMIT)
    }
    assert offences(found) == []


def test_one_style_sheet() -> None:
    """The look is made from tokens in one place; a second sheet would quietly win over it."""
    found = {str(path): method_calls(tree, "setStyleSheet") for path, tree in modules("desktop")}
    assert len(offences(found)) == 1, offences(found)


def test_no_shot_at_nought_for_a_widget() -> None:
    """`QTimer.singleShot(0, widget, ...)` keeps what it was to call for good, when the widget goes before.

    A timer of its own goes with the widget.
    """
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules("desktop")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "singleShot"
        if len(node.args) == 3 and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0
    ]
    assert found == []


def test_no_layout_is_asked_for_its_items() -> None:
    """What `itemAt` gave is kept for as long as the layout lives, also after Qt has destroyed it: see `laid_out`."""
    found = {
        str(path): method_calls(tree, "itemAt")
        for path, tree in modules("desktop")
        if path.name != "flow.py"  # it asks itself
    }
    assert offences(found) == []


def _swallows(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes every exception and does not pass it on."""
    names = (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else {"Exception"}
    )
    passes_on = isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None
    return bool(names & {"Exception", "BaseException"}) and not passes_on


def test_nobody_swallows_bugs() -> None:
    """Only the lanes and the outermost hooks take every exception; elsewhere it would hide a bug as an answer."""
    found = {
        str(path): [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and _swallows(node)]
        for path, tree in modules("desktop", "printing")
        if str(path) not in OUTERMOST
    }
    assert offences(found) == []


def test_nothing_generated_is_kept() -> None:
    """What a command makes again is not kept, apart from small pictures for the documents."""
    generated = {".mo", ".pdf", ".pyc", ".whl", ".deb", ".db", ".sqlite", ".log"}
    assert [str(path) for path in tracked() if path.suffix in generated] == []
    pictures = [path for path in tracked() if path.parts[:2] == ("docs", "pictures")]
    assert [str(path) for path in pictures if (ROOT / path).stat().st_size > 200_000] == []


def test_words_that_people_read_are_joined_by_the_comma_of_their_language() -> None:
    """Urdu and Sindhi have a comma of their own: `catalogue.comma` and `people.joined` know which is meant."""
    found = {
        str(path): [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "join"
            and isinstance(node.func.value, ast.Constant)
            and node.func.value.value in (", ", "، ")
        ]
        for path, tree in modules("desktop")
        if path.parts[1] in ("ui", "words")
    }
    assert offences(found) == []


# put together here, so that this file does not hold what it looks for
PLACES = re.compile(
    "|".join(
        [
            r"\bpypi\." + "org",
            "pythonhosted" + r"\.org",
            "npm" + r"js\.(org|com)",
            "deb" + r"\.debian\.org",
            "--(extra-)?index" + "-url",
            r"(?<![\w.])/(work|farm|root)" + "/",
            r"(?<!\w)/home" + r"/\w+",
            "/tmp" + r"/\w+",
        ]
    )
)


def test_no_place_of_one_machine_or_registry() -> None:
    """The project is the same wherever it is cloned, and packages come from wherever the machine gets them."""
    found = {
        str(path): [number for number, line in enumerate(text.splitlines(), 1) if PLACES.search(line)]
        for path, text in text_files()
    }
    assert offences(found) == []


LABELS = re.compile(
    r"\b(goal|seed|verdict|screen|service|table) [A-Z]\d{1,2}\b|\bdecisions? \d+\.\d|"
    r"\b(decisions|house|cli|look|goals|ground|trust|storage|screens|scanning|domain|peers|anchors)\.md\b"
)
LABEL_IN_NAME = re.compile(r"^\s*def \w*_[rcupq]\d{1,2}(_|\()", re.MULTILINE)


@pytest.mark.parametrize("top", CODE)
def test_code_speaks_in_words(top: str) -> None:
    """A number of some list of goals means nothing to whoever reads the code without the list."""
    found: dict[str, list[int]] = {}
    for path in tracked():
        if (
            path.suffix in {".py", ".sh", ".toml"}
            and path.parts[0] == top
            and path != Path("tests/house/test_habits.py")
        ):
            lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
            found[str(path)] = [
                n for n, line in enumerate(lines, 1) if LABELS.search(line) or LABEL_IN_NAME.search(line)
            ]
    assert offences(found) == []
