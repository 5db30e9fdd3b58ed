"""What can be known of an office without a passphrase: its name, its desk, who works there, whether it is practice.

It stands on no database, so that the window asks for a name before the store's libraries are loaded.
"""

from dataclasses import dataclass
from pathlib import Path

from desktop.security.certificates import Certificates
from desktop.security.vault import SlotInfo, Vault

KEYS = "demo-keys"
"""Folder of the passphrase files inside a practice office."""


@dataclass(frozen=True)
class Doorplate:
    """Names for the lock screen."""

    office_name: str
    desk_name: str
    practice: bool
    slots: tuple[SlotInfo, ...]
    passphrase_files: Path | None = None
    """Where a practice office has the passphrase of each role; None elsewhere."""


def read_doorplate(folder: Path) -> Doorplate | None:
    """What stands on the door; None where there is no office. Raises CertificatesDamaged, KeysDamaged."""
    vault = Vault(folder)
    if not vault.exists():
        return None
    certificates = Certificates.load(folder)
    desks = certificates.desks
    files = folder / KEYS
    return Doorplate(
        office_name=certificates.office.name,
        desk_name=desks[0].name if desks else "",
        practice=certificates.practice,
        slots=vault.slots(),
        passphrase_files=files if certificates.practice and files.is_dir() else None,
    )
