"""What the security tests share: an invented real office and an invented practice office."""

import pytest

from tests.security.offices import Office, make_office


@pytest.fixture(scope="session")
def office() -> Office:
    """A real office."""
    return make_office(practice=False)


@pytest.fixture(scope="session")
def practice_office() -> Office:
    """A practice office."""
    return make_office(practice=True)
