"""The project's own files, for the tests about the code itself."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is kept in the repository and there, as paths from the root."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(Path(name) for name in names.split("\0") if name and (ROOT / name).is_file())


def modules(*tops: str) -> Iterator[tuple[Path, ast.Module]]:
    """The Python modules below the named folders, each with its syntax tree."""
    for path in tracked():
        if path.suffix == ".py" and path.parts[0] in tops:
            yield path, ast.parse((ROOT / path).read_text(encoding="utf-8"))


def text_files() -> Iterator[tuple[Path, str]]:
    """Every tracked file that is text, with its text."""
    for path in tracked():
        try:
            yield path, (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def method_calls(tree: ast.AST, name: str) -> list[int]:
    """Line numbers where a method of this name is called."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
    ]
