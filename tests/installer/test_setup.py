"""The set-up changes nothing when a person has to type something first."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.tree import ROOT


def _machine(folder: Path, **commands: str) -> dict[str, str]:
    """An environment in which the named commands are these shell lines."""
    folder.mkdir()
    for name, line in commands.items():
        command = folder / name.replace("_", "-")
        command.write_text(f"#!/bin/sh\n{line}\n")
        command.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHON": ""}


def _clone(folder: Path) -> Path:
    shutil.copytree(ROOT / "installer", folder / "installer")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_without_rights_it_prints_the_one_line_and_stops(tmp_path: Path) -> None:
    """Neither root nor password-less sudo: the line names what is missing and only that; nothing else happens.

    What only the tests need is not asked of somebody who wants to run the program.
    """
    clone = _clone(tmp_path)
    environment = _machine(
        tmp_path / "bin",
        dpkg_query='case "$*" in *libzbar0t64*|*libgl1*|*strace*) exit 1;; *) printf "install ok installed";; esac',
        id="echo 1000",
        sudo="exit 1",
        apt_get="echo called >> called",
    )
    run = subprocess.run(["installer/setup.sh", "run"], cwd=clone, env=environment, capture_output=True, text=True)
    assert run.returncode == 3
    assert run.stderr.splitlines()[-1] == "sudo apt-get install -y --no-install-recommends libgl1 libzbar0t64"
    assert not (clone / ".venv").exists()
    assert not (clone / "called").exists()


def test_with_rights_it_installs_what_is_missing_and_says_when_it_cannot(tmp_path: Path) -> None:
    """As root `apt-get` gets just the missing names; when it fails the machine is told to be without network."""
    clone = _clone(tmp_path)
    environment = _machine(
        tmp_path / "bin",
        dpkg_query='case "$*" in *libgl1*) exit 1;; *) printf "install ok installed";; esac',
        id="echo 0",
        apt_get='echo "$*" >> called; [ "$1" = update ]',
    )
    run = subprocess.run(["installer/setup.sh", "dev"], cwd=clone, env=environment, capture_output=True, text=True)
    assert run.returncode == 4
    asked = (clone / "called").read_text().splitlines()
    assert asked == ["update -qq", "install -y --no-install-recommends libgl1"]
    assert "network" in run.stderr
    assert not (clone / ".venv").exists()


def test_an_unknown_kind_is_wrong_usage() -> None:
    """A mistyped word does not install anything."""
    run = subprocess.run(["installer/setup.sh", "everything"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 2
