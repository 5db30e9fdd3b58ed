"""Two hundred planted people, a whole day, a crash: not one of their words stands in any file that nobody asked for."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import office
from tests.rigs.planted import Search, people
from tests.rigs.power_cut import Call, record
from tests.usecases.relief_office import Relief

ROOT = Path(__file__).parents[2]
MANY, SEED = 200, 5

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def relief(tmp_path: Path) -> Iterator[Relief]:
    """An office of its own."""
    with office(tmp_path) as made:
        yield Relief(made)


def lived(relief: Relief, here: Path) -> list[Call]:
    """Let the day be lived in folders of its own; gives what was written on the way, where strace can tell."""
    relief.round()
    relief.office.close()
    environment = dict(os.environ) | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    for name, folder in {
        "HOME": "home",
        "TMPDIR": "tmp",
        "XDG_CACHE_HOME": "home/cache",
        "XDG_CONFIG_HOME": "home/config",
        "XDG_DATA_HOME": "home/data",
        "XDG_STATE_HOME": "home/state",
        "XDG_RUNTIME_DIR": "run",
    }.items():
        (here / folder).mkdir(parents=True, exist_ok=True)
        environment[name] = str(here / folder)
    for folder in ("asked", "stick", "at"):
        (here / folder).mkdir()
    words = (relief.office.folder, here / "asked", here / "stick", SEED, MANY)
    child = [sys.executable, "-m", "tests.rigs.secret_child", *map(str, words)]
    # a shell that allows core files, as a developer's may
    command = ["sh", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "sh", *child]
    if shutil.which("strace") is None:
        warnings.warn(UserWarning("strace is not installed: only what was left behind is searched"), stacklevel=2)
        done = subprocess.run(command, cwd=here / "at", env=environment, check=False, timeout=600)
        assert done.returncode == -signal.SIGABRT
        return []
    trace = relief.office.folder.parent / "trace"
    calls = record(command, where=here / "at", trace=trace, environment=environment, ends=-signal.SIGABRT)
    trace.unlink()
    return calls


def test_no_planted_word_stands_in_any_file_that_nobody_asked_for(relief: Relief, tmp_path: Path) -> None:
    search, here = Search(people(MANY, SEED)), tmp_path / "here"
    calls = lived(relief, here)
    folders = [relief.office.folder, *(path for path in here.iterdir() if path.name != "asked")]
    looked_at = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert {"office.db", "office.db-wal", "attempts.json", "heads.json", "keys.json", "haqdar.log"} <= {
        path.name for path in looked_at
    }, "the crash left the store open, wrong tries were kept and the bug was logged"
    assert (here / "stick" / "office.backup").stat().st_size > 1_000_000
    assert (here / "asked" / "cards.pdf").stat().st_size > 100_000
    assert search.below(folders) == {}
    assert not [path for path in looked_at if path.name.startswith("core")]
    # files that came and went in between: every byte that was written anywhere but into what was asked for
    in_between = [call for call in calls if call.what == "write" and call.path.startswith("/")]
    in_between = [call for call in in_between if not Path(call.path).is_relative_to(here / "asked")]
    assert search.within(b"\n".join(call.data for call in in_between)) == set()


def test_control_a_plain_store_shows_everybody(tmp_path: Path) -> None:
    who = people(MANY, SEED)
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        plain.execute("CREATE TABLE person (words TEXT)")
        plain.executemany("INSERT INTO person VALUES (?)", [(" ".join(person.words),) for person in who])
    plain.close()
    (tmp_path / "settings.toml").write_bytes(who[0].name.encode("utf-16-le"))
    (tmp_path / "name").mkdir()
    (tmp_path / "name" / who[1].latin).touch()
    found = Search(who).below([tmp_path])
    assert found[tmp_path / "plain.db"] == {word for person in who for word in person.words}
    assert found[tmp_path / "settings.toml"] == {who[0].name}
    assert who[1].latin in found[tmp_path / "name" / who[1].latin]


def test_control_the_shell_of_the_rig_allows_core_files(tmp_path: Path) -> None:
    """Without what the program does against it, the very same crash leaves memory in a file, where cores are files."""
    pattern = Path("/proc/sys/kernel/core_pattern")
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    if not pattern.exists() or pattern.read_text().startswith(("|", "/")) or most == 0:
        pytest.skip("this machine leaves no core file in the folder of a crash")
    crash = [sys.executable, "-c", "import os; os.abort()"]
    subprocess.run(["sh", "-c", 'ulimit -c unlimited; exec "$@"', "sh", *crash], cwd=tmp_path, check=False)
    assert list(tmp_path.glob("core*"))
