"""Typed settings of this machine in one TOML file beside the store; no personal data in it.

A damaged file gives the defaults and says so (`Loaded.damaged`); it is kept aside as ``settings.damaged.toml``.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

FILE_NAME = "settings.toml"


class Settings(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a machine remembers between two days."""

    language: Literal["en", "ur", "sd"] = "en"
    compact_naskh: bool = False
    """Urdu in Naskh: a third more rows on a small screen."""
    text_percent: Annotated[int, msgspec.Meta(ge=100, le=200)] = 100
    theme: Literal["light", "dark", "sun"] = "light"
    sound: Annotated[int, msgspec.Meta(ge=0, le=100)] = 80
    lock_minutes: Annotated[int, msgspec.Meta(ge=2, le=15)] = 10
    printer: str = ""
    camera: str = ""
    scanner_prefix: str = ""


@dataclass(frozen=True)
class Loaded:
    """Settings, and whether the file could not be understood."""

    settings: Settings
    damaged: bool


def load_settings(folder: Path) -> Loaded:
    """Read the settings of `folder`; a missing file gives the defaults, a damaged one too and says so."""
    file = folder / FILE_NAME
    try:
        if not file.is_file():
            return Loaded(Settings(), damaged=file.exists())  # a pipe of this name would wait for ever
        return Loaded(msgspec.toml.decode(file.read_bytes(), type=Settings), damaged=False)
    except (OSError, ValueError):  # msgspec's own errors are ValueErrors, and so is text that is not UTF-8
        return Loaded(Settings(), damaged=True)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings whole: a new file renamed over the old one, a damaged old one kept aside."""
    file = folder / FILE_NAME
    if file.exists() and load_settings(folder).damaged:
        file.replace(folder / "settings.damaged.toml")
    fresh = folder / (FILE_NAME + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # private, as all that lies beside it
    with os.fdopen(descriptor, "wb") as out:
        out.write(msgspec.toml.encode(settings))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
