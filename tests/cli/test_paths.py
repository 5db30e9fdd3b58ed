"""Every path of every verb passes a gate: what is written, what is read, and nothing by another way."""

import ast
import os
import pty
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from desktop.cli.paths import Folder, InFile, OutFile
from desktop.cli.root import root
from desktop.errors import FileInOffice, FileThere, FileUnwritable
from desktop.usecases import registration
from desktop.values.permissions import Role
from tests import factories
from tests.cli.test_hard_terms import haqdar
from tests.cli.test_register import Line
from tests.factories import TestOffice, passphrase_of

HOME = Path(__file__).parents[2] / "desktop"


def parameters(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Parameter]]:
    """Every parameter of every verb, by verb."""
    context = click.Context(command)
    for one in command.params:
        yield f"{name} {one.name}", one
    if isinstance(command, click.Group):
        for verb in command.list_commands(context):
            below = command.get_command(context, verb)
            assert below is not None
            yield from parameters(below, f"{name} {verb}")


def test_every_path_of_every_verb_is_of_a_kind_that_has_a_gate() -> None:
    paths = [(name, one.type) for name, one in parameters(root) if isinstance(one.type, click.Path | click.File)]
    assert {name for name, kind in paths if not isinstance(kind, InFile | OutFile | Folder)} == set()
    assert sum(isinstance(kind, OutFile) for _, kind in paths) > 12
    assert sum(isinstance(kind, InFile) for _, kind in paths) > 12
    named = [name for name, one in parameters(root) if one.metavar and "FILE." in one.metavar]
    assert {name for name in named if name not in dict(paths)} == set()


def test_every_file_that_a_verb_writes_is_refused_inside_an_office_and_over_a_file(
    office: TestOffice, tmp_path: Path
) -> None:
    """Each parameter converted as click does it, before anybody signs in."""
    before = (office.folder / "keys.json").read_bytes()
    (tmp_path / "link").symlink_to(office.folder / "office.db")
    (tmp_path / "there.pdf").write_bytes(b"mine")
    os.mkfifo(tmp_path / "pipe")
    for name, one in parameters(root):
        if not isinstance(one.type, OutFile):
            continue
        context = click.Context(root)
        for place in (office.folder / "keys.json", office.folder / "new.pdf", tmp_path / "link"):
            with pytest.raises(FileInOffice):
                one.type.convert(str(place), one, context)
        for place in (tmp_path, tmp_path / "pipe", Path("/dev/null")):
            with pytest.raises(FileUnwritable):
                one.type.convert(str(place), one, context)
        with pytest.raises(FileThere):
            one.type.convert(str(tmp_path / "there.pdf"), one, context)
        assert one.type.convert(str(tmp_path / "free.pdf"), one, context) == tmp_path / "free.pdf", name
    assert (office.folder / "keys.json").read_bytes() == before


GATES = {"security/chosen_files.py", "security/written_files.py", "security/files.py"}
OWN_FILES = GATES | {
    # files of the program and the office itself, at places that nobody chooses
    "settings.py", "log.py", "opening.py", "storage/backup.py", "storage/engine.py", "storage/rekey.py",
    "storage/migrate.py", "storage/folder_lock.py", "security/vault.py", "security/backoff.py", "ledger/clock.py",
    "reference/tables.py", "security/passwords.py", "exchange/round_template.py", "practice/families.py",
    "practice/office.py", "words/catalogue.py", "words/compile_catalogue.py", "ui/appearance/icons.py",
    "ui/devices.py", "scanning/confinement.py", "cli/session.py", "cli/root.py",
}  # fmt: skip
OPENING = {"read_bytes", "read_text", "write_bytes", "write_text"}


def opens(tree: ast.AST) -> Iterator[int]:
    """Lines on which a file is opened by name."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        modes = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if (isinstance(called, ast.Name) and called.id == "open") or (
            isinstance(called, ast.Attribute) and called.attr in OPENING
        ):
            yield node.lineno
        elif isinstance(called, ast.Attribute) and called.attr == "open":
            of_os = isinstance(called.value, ast.Name) and called.value.id == "os"
            if of_os or any(mode.strip("+btU") in ("r", "w", "a", "x") for mode in modes):
                yield node.lineno


def test_no_module_opens_a_file_beside_the_gates() -> None:
    """What is chosen by a person goes through them; what is the program's own is named here."""
    found = {
        str(path.relative_to(HOME)): lines
        for path in HOME.rglob("*.py")
        if (lines := list(opens(ast.parse(path.read_text(encoding="utf-8"))))) and "tour" not in path.parts
    }
    assert {name: lines for name, lines in found.items() if name not in OWN_FILES} == {}
    assert list(opens(ast.parse("Path('x').open('w')\nopen('x')\nos.open(a, b)\np.write_bytes(b'')"))) == [1, 2, 3, 4]


def test_a_file_is_replaced_only_when_that_was_said(office: TestOffice, tmp_path: Path) -> None:
    """Without a terminal exit 1 and nothing touched, with --replace done; and nobody else may read it."""
    code = registration.register(office.desk(Role.CLERK), factories.household()).household.code
    office.close()
    out = tmp_path / "cards.pdf"
    out.write_bytes(b"the backup of last week")
    words = ("card", "issue", "--household", code.text, "--out", str(out))
    refused = haqdar(office, Role.CLERK, *words)
    assert (refused.returncode, out.read_bytes()) == (1, b"the backup of last week")
    assert b"--replace" in refused.stderr
    done = haqdar(office, Role.CLERK, *words, "--replace")
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_on_a_terminal_the_person_is_asked(office: TestOffice, tmp_path: Path) -> None:
    """A real terminal; anything but y leaves the file."""
    office.close()
    out = tmp_path / "list.csv"
    for answer, replaced in (("n", False), ("y", True)):
        out.write_bytes(b"mine")
        said, code = on_terminal(office, Role.CLERK, ["duplicates", "--csv", str(out)], [(b"Replace it?", answer)])
        assert (out.read_bytes() != b"mine") == replaced, said
        assert code == (0 if replaced else 130)


def test_the_file_of_bad_rows_destroys_no_office(office: TestOffice, tmp_path: Path) -> None:
    """Row 9 of the hostile tester's list."""
    held = tmp_path / "list.csv"
    held.write_text("name,village\nSakina,\x01\n", encoding="utf-8")
    office.close()
    for name in ("keys.json", "office.db", "certificates.json"):
        before = (office.folder / name).read_bytes()
        target = str(office.folder / name)
        done = haqdar(office, Role.CLERK, "import", str(held), "--dry-run", "--errors", target, "--replace")
        assert done.returncode == 1
        assert (office.folder / name).read_bytes() == before


def test_what_is_no_file_is_refused_at_once_wherever_a_file_is_read(
    office: TestOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipe, a device through a link, a socket and a folder: exit 3, a sentence, no waiting."""
    office.close()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "socket"))
    line = Line(tmp_path, capsys)
    for name in ("pipe", "zero", "socket", "."):
        place = str(tmp_path / name)
        for role, words in (
            (Role.CLERK, ("import", place, "--dry-run")),
            (Role.CLERK, ("register", place)),
            (Role.SUPERVISOR, ("round", "create", place)),
            (Role.SUPERVISOR, ("programme", "check", place, "--size", "3")),
            (Role.CLERK, ("import", str(tmp_path / "clerk.txt"), "--map", place)),
            (Role.CLERK, ("read", place)),
        ):
            begun = time.monotonic()
            code, answers = line.json(role, *words)
            assert time.monotonic() - begun < 20
            assert code == 3, (name, words)
            assert answers[0]["error"]["code"] == "not_a_file", (name, words)


def on_terminal(
    office: TestOffice, role: Role, words: list[str], answers: list[tuple[bytes, str]], *, stdin: int | None = None
) -> tuple[bytes, int]:
    """The program on a terminal of its own, whose questions are answered; what stood there, and the exit code."""
    file = office.folder.parent / f"{role.value}.txt"
    file.write_text(passphrase_of(role), encoding="utf-8")
    line = [sys.executable, "-m", "desktop", "--data", str(office.folder), "--operator", role.value]
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        ["setsid", "--ctty", "--wait", *line, "--passphrase-file", str(file), *words],
        stdin=theirs if stdin is None else stdin, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    waiting = list(answers)
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other side is closed
            break
        if not piece:
            break
        said += piece
        if waiting and waiting[0][0] in said:
            os.write(ours, waiting.pop(0)[1].encode() + b"\n")
    os.close(ours)
    return said, child.wait(60)


def test_the_second_person_types_on_the_terminal_in_a_real_office(office: TestOffice) -> None:
    """A pipe does not do, whatever is in it; a terminal does. A practice office takes both."""
    office.close()
    add = ["operator", "remove", "scanner", "--second", Role.SUPERVISOR.value]
    words = passphrase_of(Role.SUPERVISOR)
    piped = haqdar(office, Role.CONTROLLER, *add, stdin=None, input=f"{words}\n".encode())
    assert piped.returncode == 4
    assert b"terminal" in piped.stderr
    said, code = on_terminal(office, Role.CONTROLLER, add, [(b"Passphrase of supervisor", words)])
    assert code == 0, said
    assert words.encode() not in said


def test_a_practice_office_takes_the_second_passphrase_from_a_pipe(practice: TestOffice) -> None:
    practice.close()
    add = ["operator", "remove", "scanner", "--second", Role.SUPERVISOR.value]
    words = passphrase_of(Role.SUPERVISOR)
    piped = haqdar(practice, Role.CONTROLLER, *add, stdin=None, input=f"{words}\n".encode())
    assert piped.returncode == 0, piped.stderr
