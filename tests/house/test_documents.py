"""The documents speak of what is there."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.tree import ROOT, tracked

DOCUMENTS = [path for path in tracked() if path.suffix == ".md" and path.parts[0] != "desktop"]
OURS = re.compile(r"`((?:desktop|printing|tests|installer|docs|benchmarks|typings)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_path_and_link_leads_somewhere(document: Path) -> None:
    """A path in a document is one that can be opened."""
    text = (ROOT / document).read_text(encoding="utf-8")
    paths = [ROOT / named for named in OURS.findall(text)]
    links = [(ROOT / document).parent / link for link in LINK.findall(text)]
    assert [str(path.relative_to(ROOT)) for path in [*paths, *links] if not path.exists()] == []


def test_readme_begins_with_the_commands_that_exist() -> None:
    """The first block of commands is what a stranger types, and `make` knows each of them."""
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1]
    targets = re.findall(r"^make (\w+)", block, re.MULTILINE)
    assert targets == ["run", "test"]
    for target in targets:
        subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def test_every_target_explains_itself() -> None:
    """`make help` names every target."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    told = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert re.findall(r"make (\S+)", told) == phony


def test_the_machine_for_changes_runs_the_test_command_of_the_readme() -> None:
    """What is green there is what a stranger sees."""
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").rstrip().endswith("exec make test")


def test_readme_says_why_each_package_is_there() -> None:
    """A package without a reason is a package to take out."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    dependencies = project.split("\ndependencies = [")[1].split("\n]")[0]
    names = re.findall(r'^\s+"([A-Za-z0-9-]+)', dependencies, re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(names) > 15
    assert [name for name in names if f"`{name}`" not in readme] == []
