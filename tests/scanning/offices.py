"""Cards of an invented office for the tests of reading, opened by its real keyring."""

from datetime import date

from desktop.scanning.reader import Reader
from desktop.security.card_code import Credential, open_credential, seal, validity
from desktop.security.certificates import keyring
from desktop.values.identifiers import CardNumber, HouseholdCode
from tests.security.offices import Office, make_office


class Desk:
    """One desk of an invented office: it signs cards, and a reader that honours them."""

    def __init__(self, *, practice: bool = False) -> None:
        """A fresh office with one desk."""
        self.office: Office = make_office(practice=practice)
        self.keyring = keyring(self.office.certificates)

    def card(self, serial: int, *, slot: int = 1, issue: int = 1) -> str:
        """The text of a card of household `serial`."""
        issued, expires = validity(date(2026, 11, 24))
        return seal(self.number(serial, slot=slot, issue=issue), issued, expires, self.office.desk.card)

    def number(self, serial: int, *, slot: int = 1, issue: int = 1) -> CardNumber:
        """The number of that card."""
        return CardNumber(HouseholdCode.make("617", serial), slot, issue)

    def open_credential(self, text: str) -> Credential:
        """What a reader is given."""
        return open_credential(text, self.keyring)

    def reader(self, clock: "Clock | None" = None) -> Reader:
        """A reader of this office."""
        return Reader(self.open_credential, clock or Clock())


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        """Zero."""
        self.now = 0.0

    def __call__(self) -> float:
        """The present second."""
        return self.now
