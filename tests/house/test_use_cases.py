"""Every use case says what right it needs, and refuses whoever does not hold it."""

import ast
from pathlib import Path

import pytest

from tests.tree import modules

USE_CASES = [(path, tree) for path, tree in modules("desktop") if path.parts[1] == "usecases" and path.stem != "desk"]


def _takes_desk(function: ast.FunctionDef) -> bool:
    """Whether a parameter is the desk."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return any(isinstance(one.annotation, ast.Name) and one.annotation.id == "Desk" for one in arguments)


def _opens(node: ast.AST) -> list[ast.Call]:
    """The calls by which a transaction or a reading is opened."""
    return [
        call
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"transaction", "reading"}
    ]


def _called(node: ast.AST) -> set[str]:
    """Names of the functions that are called by name."""
    return {call.func.id for call in ast.walk(node) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)}


@pytest.mark.parametrize(("path", "tree"), USE_CASES, ids=[path.stem for path, _ in USE_CASES])
def test_every_use_case_names_a_right(path: Path, tree: ast.Module) -> None:
    """Each public function that is given the desk opens a transaction, itself or through a function of its module."""
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}

    def reaches(name: str, seen: frozenset[str] = frozenset()) -> bool:
        if name not in functions or name in seen:
            return False
        node = functions[name]
        return bool(_opens(node)) or any(reaches(other, seen | {name}) for other in _called(node))

    silent = [name for name, node in functions.items() if name[0] != "_" and _takes_desk(node) and not reaches(name)]
    assert silent == []


def _names_a_right(tree: ast.Module, call: ast.Call) -> bool:
    """Whether the first argument is a Permission in so many words, or a function of the module that returns one."""
    if not call.args:
        return False
    right = call.args[0]
    choosers = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) == "Permission"
    }
    return "ermission" in ast.unparse(right) or bool(_called(right) & choosers)


def test_rights_are_named_where_they_are_asked_for() -> None:
    """A reader and a tool can list what each transaction asks for."""
    calls = [(path, tree, call) for path, tree in USE_CASES for call in _opens(tree)]
    assert calls
    assert [f"{path}:{call.lineno}" for path, tree, call in calls if not _names_a_right(tree, call)] == []
