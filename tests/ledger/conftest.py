"""What the ledger tests share: a real encrypted store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.books import Books, open_books
from tests.security.offices import Office, make_office


@pytest.fixture(scope="session")
def office() -> Office:
    """Another real office."""
    return make_office(practice=False)


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    """An empty ledger."""
    opened = open_books(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def long_books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    """A ledger of 200 lines, for tests that take their changes back."""
    opened = open_books(tmp_path_factory.mktemp("long"))
    opened.write(200)
    yield opened
    opened.store.close()
