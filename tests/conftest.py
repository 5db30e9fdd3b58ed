"""What every test stands on: no screen, no network, no folder of the person who runs it."""

import os

# before anything imports Qt
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")

import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from desktop.storage import engine
from desktop.words import catalogue
from tests import factories
from tests.factories import TestOffice

# A home of its own for the whole run (one for each worker), so that no test reads or leaves anything in the real one.
_home = Path(tempfile.mkdtemp(prefix="haqdar-tests-"))
os.environ["HOME"] = str(_home)
for variable, folder in {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}.items():
    (_home / folder).mkdir(mode=0o700)
    os.environ[variable] = str(_home / folder)
for variable in [name for name in os.environ if name.startswith("HAQDAR_") and name != "HAQDAR_PICTURES"]:
    del os.environ[variable]  # HAQDAR_PICTURES: where a person who runs the journeys wants to look at them

# no deadline: two slow cores shared with other work say nothing about the code
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", parent=settings.get_profile("house"), max_examples=2_000)
settings.load_profile("house")


_compiled = engine.KeptStatements()
# one for all stores of the run: a third of a test's time would go into compiling what the test before compiled
engine.KeptStatements = lambda: _compiled


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Nothing of ours opens a network connection (Unix sockets, which a test's own database uses, stay allowed)."""
    if event == "socket.connect" and isinstance(arguments[0], socket.socket):
        family = arguments[0].family
        if family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"a test opened a network connection to {arguments[1]!r}")


sys.addaudithook(_refuse_network)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Takes the run's home away again."""
    shutil.rmtree(_home, ignore_errors=True)


def _language_given_back() -> Iterator[None]:
    before = catalogue.language()
    yield
    catalogue.use(before)


# The language is one for the process: what a test, or the fixtures of a module, chose must not reach the next one.
_after_test = pytest.fixture(autouse=True, name="language_after_test")(_language_given_back)
_after_module = pytest.fixture(autouse=True, scope="module", name="language_after_module")(_language_given_back)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """A real office on an encrypted store, with one operator for each role."""
    with factories.office(tmp_path) as made:
        yield made


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[TestOffice]:
    """A practice office, likewise."""
    with factories.office(tmp_path, practice=True) as made:
        yield made


@pytest.fixture
def marks_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a focal person could read the mailbox: the silent keys are offered in real offices too."""
    monkeypatch.setattr("desktop.records.operator.MARKS_ARE_READ", True)
