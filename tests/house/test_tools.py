"""The tools that read code agree with what is kept here."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.tree import ROOT

TOOLS = Path(sys.executable).parent


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "command", [["lint-imports"], ["ruff", "check", "--no-cache", "."], ["basedpyright"]], ids=lambda c: c[0]
)
def test_tool_finds_nothing(command: list[str]) -> None:
    """Import rules, style and strict types hold for the whole tree."""
    run = subprocess.run([str(TOOLS / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"])
def test_lock_names_exact_files_and_no_place(lock: str) -> None:
    """Every package has one version and its hashes; where it is fetched from is not our business."""
    text = (ROOT / "installer" / lock).read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    packages = [
        entry for entry in text.replace("\\\n", "").splitlines() if entry and not entry.lstrip().startswith("#")
    ]
    assert len(packages) > 30
    assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []


def test_locks_hold_what_the_project_asks_for() -> None:
    """A dependency named in pyproject.toml and forgotten in a lock would only be missed on a bare machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "requirements.lock": project["dependencies"] + extras["setup"],
        "requirements-dev.lock": project["dependencies"] + extras["setup"] + extras["dev"],
        "requirements-bench.lock": project["dependencies"] + extras["setup"] + extras["dev"] + extras["bench"],
    }
    for lock, requirements in wanted.items():
        text = "\n" + (ROOT / "installer" / lock).read_text().lower()
        for requirement in requirements:
            name = requirement.split(">")[0].split("=")[0].lower()
            assert f"\n{name}==" in text, f"{name} is not in {lock}"


def test_tools_lock_changes_no_version_of_the_program() -> None:
    """What is tested is what is installed."""

    def versions(lock: str) -> dict[str, str]:
        lines = (ROOT / "installer" / lock).read_text().splitlines()
        return dict(
            line.split(" ")[0].split("==") for line in lines if "==" in line and not line.startswith((" ", "#"))
        )

    program, tools, benches = map(versions, ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock"))
    assert {name: tools.get(name) for name in program} == program
    assert {name: benches.get(name) for name in tools} == tools
