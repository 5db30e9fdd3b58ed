"""The program on a real terminal of its own, at which somebody types the next line at each question."""

import os
import pty
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

TIMEOUT = 110


def typed_at(
    command: Sequence[str], lines: Sequence[str], *, cwd: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command whose standard input is its terminal; stdout and stderr are kept apart."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        ["setsid", "--ctty", "--wait", *command],
        cwd=cwd, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env,
    )  # fmt: skip
    os.close(theirs)
    typist = threading.Thread(target=_answer, args=(ours, list(lines)))
    typist.start()
    out, said = child.communicate(timeout=TIMEOUT)
    typist.join()
    os.close(ours)
    return subprocess.CompletedProcess(command, child.returncode, out, said)


def _answer(terminal: int, lines: list[str]) -> None:
    """Type the next line at each question, until nobody is there."""
    while True:
        try:
            asked = os.read(terminal, 4096)
        except OSError:
            return
        if asked.rstrip(b" ").endswith(b":"):
            os.write(terminal, lines.pop(0).encode() + b"\n")
