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


def test_rights_are_named_where_they_are_asked_for() -> None:
    """The right stands in the call or comes in as a Permission, so that a reader and a tool can list them."""
    calls = [(path, call) for path, tree in USE_CASES for call in _opens(tree)]
    assert calls
    unnamed = [
        f"{path}:{call.lineno}" for path, call in calls if not call.args or "ermission" not in ast.unparse(call.args[0])
    ]
    assert unnamed == []
