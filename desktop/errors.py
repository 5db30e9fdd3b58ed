"""What may be said when the answer is no: every refusal, lack and broken trust, as facts without sentences.

`desktop.words.messages` gives each class its three sentences (what happened, what to do, is the work safe);
a house test walks all subclasses. Command-line exit codes (the contract of the command line): Refused 1,
BadInput 3, Unavailable 4, BrokenTrust 5, Cancelled 130.
"""

from dataclasses import dataclass


@dataclass(eq=False)
class Told(Exception):
    """An answer that a person is told. Subclasses add facts as fields; none holds a sentence or a name of a person."""


@dataclass(eq=False)
class Refused(Told):
    """A rule says no: not due, not permitted, a second person is needed. Nothing was changed."""


@dataclass(eq=False)
class BadInput(Refused):
    """A file or value cannot be taken as it is. Nothing was changed."""


@dataclass(eq=False)
class Unavailable(Told):
    """Something needed is not there: the right passphrase, room on the disk, a camera. Trying again may help."""


@dataclass(eq=False)
class BrokenTrust(Told):
    """A check found damage or tampering; work stops until a supervisor has looked."""


@dataclass(eq=False)
class Cancelled(Told):
    """The person stopped a long work; nothing is half done."""
