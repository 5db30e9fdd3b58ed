"""The verb `doctor`: what this machine can do for Haqdar, each with the cure when it cannot."""

import importlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from desktop.cli.root import Options, emit
from desktop.errors import Told
from desktop.opening import store_cipher
from desktop.scanning.confinement import lacking
from desktop.security import selftest
from desktop.security.doorplate import read_doorplate
from desktop.security.passwords import Cost, stretch
from desktop.settings import load_settings
from desktop.words.catalogue import tr
from desktop.words.messages import say
from printing.fontfiles import all_paths

ROOM_WANTED = 500_000_000


@dataclass(frozen=True)
class Finding:
    """One thing looked at: is it well, how it stands, what cures it."""

    name: str
    ok: bool
    detail: str
    cure: str = ""


@click.command(name="doctor")
@click.pass_context
def command(ctx: click.Context) -> None:
    """What this machine can do, each with the cure."""
    options: Options = ctx.obj
    found = [finding for look in LOOKS for finding in look(options)]
    if options.json:
        emit({"checks": [{"name": one.name, "ok": one.ok, "detail": one.detail, "cure": one.cure} for one in found]})
    else:
        for one in found:
            click.echo(f"{'+' if one.ok else '!'} {one.name}: {one.detail}" + (f"\n    {one.cure}" if one.cure else ""))
    ctx.exit(0 if all(one.ok for one in found if one.name in NEEDED) else 4)


NEEDED = frozenset({"python", "primitives", "fonts", "cipher", "reader", "window", "folder"})
"""Without these Haqdar does not work; the others are missed only by what needs them (a camera, a printer)."""


def _python(_: Options) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    good = sys.version_info >= (3, 12)
    yield Finding("python", good, version, "" if good else tr("Install Python 3.12 or newer."))


def _folder(options: Options) -> Iterator[Finding]:
    place = _nearest(options.data)
    writable = os.access(place, os.W_OK)
    cure = "" if writable else tr("Choose a folder that you may write, with --data.")
    yield Finding("folder", writable, str(options.data), cure)
    free = shutil.disk_usage(place).free
    roomy = free >= ROOM_WANTED
    cure = "" if roomy else tr("Free some room.")
    yield Finding("room", roomy, tr("{megabytes} MB free", megabytes=free // 1_000_000), cure)
    try:
        seen = read_doorplate(options.data)
    except Told as told:
        yield Finding("office", ok=False, detail=say(told).what, cure=say(told).do)
        return
    known = tr("no office yet") if seen is None else seen.office_name + (" (PRACTICE)" if seen.practice else "")
    yield Finding("office", ok=True, detail=known)
    if seen is not None:
        damaged = load_settings(options.data).damaged
        cure = tr("Choose the settings again; the damaged file is kept aside.") if damaged else ""
        yield Finding("settings", not damaged, tr("damaged, defaults are used") if damaged else tr("readable"), cure)


def _primitives(_: Options) -> Iterator[Finding]:
    try:
        selftest.self_test()
    except Told as told:
        yield Finding("primitives", ok=False, detail=say(told).what, cure=say(told).do)
        return
    begun = time.perf_counter()
    stretch("how long does one guess take", bytes(16), Cost())
    took = time.perf_counter() - begun
    detail = tr("known answers right; one passphrase takes {seconds} s", seconds=took)
    yield Finding("primitives", ok=True, detail=detail)


def _cipher(_: Options) -> Iterator[Finding]:
    version = store_cipher()
    cure = "" if version else tr("Run the set-up again.")
    yield Finding("cipher", bool(version), version or tr("no encryption in this SQLite"), cure)


def _fonts(_: Options) -> Iterator[Finding]:
    missing = [path.name for path in all_paths() if not path.exists()]
    yield Finding("fonts", not missing, tr("{n} files", n=len(all_paths())), ", ".join(missing))


def _readers(_: Options) -> Iterator[Finding]:
    for name, module, needed in (("reader", "zxingcpp", True), ("second reader", "pyzbar.pyzbar", False)):
        there = _imports(module)
        cure = "" if there else (tr("Run the set-up again.") if needed else tr("Install libzbar0t64 for hard cases."))
        yield Finding(name, there, module.partition(".")[0], cure)


def _closed(_: Options) -> Iterator[Finding]:
    """Foreign files are opened in a child; what the system does not offer for it is said, not claimed."""
    missing = lacking()
    said = {
        "limits": tr("no limits of memory and time"),
        "landlock": tr("no Landlock"),
        "seccomp": tr("no seccomp filter"),
    }
    detail = ", ".join(said[one] for one in missing) or tr("files, network, programs and other processes are shut off")
    cure = tr("Open files of strangers on another laptop, or use a newer Linux.") if missing else ""
    yield Finding("closed reader", not missing, detail, cure)


def _imports(module: str) -> bool:
    try:
        importlib.import_module(module)
    except (ImportError, OSError):
        return False
    return True


def _devices(options: Options) -> Iterator[Finding]:
    for name, good, detail, cure in options.doors.probe():
        yield Finding(name, good, detail, cure)


LOOKS: tuple[Callable[[Options], Iterator[Finding]], ...] = (
    _python,
    _folder,
    _primitives,
    _cipher,
    _fonts,
    _readers,
    _closed,
    _devices,
)


def _nearest(path: Path) -> Path:
    """`path`, or the nearest folder above it that exists."""
    return next(one for one in (path, *path.parents) if one.exists())
