"""Papers about people at desks: who is signed in, who the second person is, what office this is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from desktop.values.identifiers import DeskId, OperatorId
from desktop.values.permissions import Role
from desktop.values.vocabulary import SecondBy

type Hand = Callable[[bytes], bytes]
"""Signs a line of the log with a person's own key."""


@dataclass(frozen=True)
class Person:
    """An operator whose passphrase was just proved."""

    id: OperatorId
    name: str
    role: Role


@dataclass(frozen=True)
class Second:
    """The second person of a two-person act, and how that person agreed."""

    person: Person
    hand: Hand = field(repr=False, compare=False)
    by: SecondBy = SecondBy.SAME_LAPTOP
    protection: tuple[str, ...] = field(default=(), repr=False)
    """A focal person's protection keys, so that they can be handed to another focal person."""


MARKS_ARE_READ = False
"""Whether this program lets a focal person read the mailbox; until it does, real offices put padding alone into it."""


@dataclass(frozen=True)
class Sealing:
    """To whom envelopes of the mailbox are sealed, as the office key signed it; each change has the next number."""

    recipient: str
    """An age recipient; empty: to nobody, all envelopes are padding."""
    number: int
    signature: bytes = field(repr=False)


@dataclass(frozen=True)
class OfficeView:
    """The office and the desk at which we sit. `district` is a P-code, `log` the name of this desk's log."""

    name: str
    district: str
    practice: bool
    desk_id: DeskId
    desk_name: str
    log: str
    epoch: int
    sealing: Sealing = Sealing("", 0, b"")
    """Where nothing was signed, nothing can be sealed."""

    @property
    def protection(self) -> str:
        """To whom envelopes of the mailbox are said to be sealed; `Desk.recipient` is proved. Empty: to nobody."""
        return self.sealing.recipient

    @property
    def marks(self) -> bool:
        """Whether private marks and signals are taken: only where somebody can read them, and for training.

        A promise of help that nobody keeps puts a family into danger. A practice office says so on every screen.
        """
        return bool(self.protection) and (self.practice or MARKS_ARE_READ)


@dataclass(frozen=True)
class OperatorView:
    """One operator, ready to show."""

    id: OperatorId
    name: str
    role: Role
    since: datetime


@dataclass(frozen=True)
class EntryRef:
    """Where in the ledger something was recorded: log, position, and the fingerprint after it."""

    log: str
    seq: int
    size: int
    digits: str
    """24 decimal digits in six groups of four: the fingerprint of the first `size` entries."""


@dataclass(frozen=True)
class HelplineView:
    """A helpline that this office test-called."""

    number: str
    tested_at: datetime
