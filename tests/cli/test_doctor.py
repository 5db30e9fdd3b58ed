"""`doctor` as a person or an installer meets it: a real process, every part with its cure, and nothing between them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import doctor
from desktop.cli.root import Doors, run
from desktop.scanning.confinement import lacking


def no_door(*_: object) -> int:
    raise AssertionError("doctor opened a window")


def looked(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """Exit code and what stands on stdout, with devices that are all there."""
    doors = Doors(no_door, no_door, lambda: [("window", True, "offscreen", ""), ("camera", False, "none", "Plug one")])
    code = run(["--data", str(folder), "doctor", *more], doors)
    return code, capsys.readouterr().out


def test_the_whole_process_says_each_part_and_no_word_of_a_library(tmp_path: Path) -> None:
    """On a machine without screen and devices too: stderr stays empty."""
    ran = subprocess.run(
        [sys.executable, "-m", "desktop", "--data", str(tmp_path / "office"), "--json", "doctor"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "QT_LOGGING_RULES"},  # as at a person's desk
    )
    assert ran.stderr == ""
    checks = {one["name"]: one for one in json.loads(ran.stdout)["checks"]}
    assert set(checks) >= doctor.NEEDED | {"room", "office", "closed reader", "camera", "printer", "sound"}
    assert ran.returncode == (0 if all(checks[name]["ok"] for name in doctor.NEEDED) else 4)
    assert all(one["cure"] for one in checks.values() if not one["ok"])


def test_what_the_closed_child_lacks_is_said_and_nothing_is_claimed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Landlock and seccomp it works, and says so; where nothing is missing, what is shut off is named."""
    monkeypatch.setattr(doctor, "lacking", lambda: ("landlock", "seccomp"))
    code, said = looked(tmp_path, capsys)
    assert code == 0
    assert "! closed reader: no Landlock, no seccomp filter" in said
    assert "another laptop" in said
    monkeypatch.setattr(doctor, "lacking", tuple)
    assert "+ closed reader: files, network, programs and other processes are shut off" in looked(tmp_path, capsys)[1]
    monkeypatch.undo()
    assert ("! closed reader" in looked(tmp_path, capsys)[1]) is bool(lacking())


def test_a_folder_that_is_not_there_is_no_office_and_a_missing_need_ends_with_4(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A camera is missed only by what needs it; the encryption by everything."""
    code, said = looked(tmp_path / "nowhere", capsys)
    assert (code, "+ office: no office yet" in said, "! camera: none\n    Plug one" in said) == (0, True, True)
    monkeypatch.setattr(doctor, "store_cipher", lambda: "")
    code, said = looked(tmp_path, capsys)
    assert code == 4
    assert "! cipher: no encryption in this SQLite\n    Run the set-up again." in said
