"""Where a paper may be written: beside everything, in the place of a paper, never inside an office."""

import os
import resource
import signal
import stat
from pathlib import Path

import pytest

from desktop.errors import FileInOffice, FileThere, FileUnwritable, Told
from desktop.usecases import files
from tests.factories import TestOffice


def test_a_paper_takes_the_place_of_a_paper_but_only_where_that_was_agreed(tmp_path: Path) -> None:
    for place in (tmp_path / "day.pdf", tmp_path / "office.db.pdf", tmp_path / "heads.json", tmp_path / "keys.json"):
        for data in (b"first", b"second"):
            files.write_chosen(place, data)
            assert place.read_bytes() == data
        with pytest.raises(FileThere):
            files.write_chosen(place, b"third", replace=False)
        assert place.read_bytes() == b"second"
    files.write_chosen(tmp_path / "new.pdf", b"first", replace=False)
    assert (tmp_path / "new.pdf").read_bytes() == b"first"
    assert not list(tmp_path.glob(".haqdar-*"))


def test_nothing_is_written_into_an_office_by_no_way_of_naming_it(office: TestOffice, tmp_path: Path) -> None:
    folder = office.folder
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert {"office.db", "keys.json", "certificates.json"} <= set(before)
    (folder / "backups").mkdir(exist_ok=True)
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    (tmp_path / "plain.pdf").symlink_to(folder / "keys.json")
    (tmp_path / "dangling.pdf").symlink_to(folder / "new.pdf")
    names = [*before, "office.db-wal", "sealed.db", "settings.toml", "OFFICE.DB", "Keys.Json", "day.pdf", "backups/b"]
    places = [
        *(folder / name for name in names),
        *(folder / ".." / folder.name / name for name in names),
        *(link / name for name in names),
        tmp_path / "plain.pdf",
        tmp_path / "dangling.pdf",
    ]
    for place in places:
        with pytest.raises(FileInOffice):
            files.write_chosen(place, b"paper")
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_an_office_that_lost_a_file_is_still_one(office: TestOffice) -> None:
    (office.folder / "certificates.json").unlink()
    with pytest.raises(FileInOffice):
        files.write_chosen(office.folder / "day.pdf", b"paper")


def test_no_paper_takes_the_place_of_a_device_or_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to("/dev/full")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    for place in (pipe, Path("/dev/full"), Path("/dev/null"), tmp_path, tmp_path / "link", tmp_path / "ring"):
        with pytest.raises(FileUnwritable):
            files.write_chosen(place, b"paper")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_what_is_written_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    place = tmp_path / "sheet.pdf"
    place.write_bytes(b"an old one that everybody may read")
    place.chmod(0o644)
    before = os.umask(umask)
    try:
        files.write_chosen(place, b"paper")
    finally:
        os.umask(before)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    """A real one: as much as the file system takes of one file, which `ulimit -f` sets."""
    place = tmp_path / "sheet.pdf"
    place.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(Told) as told:
            files.write_chosen(place, bytes(10_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert isinstance(told.value, FileUnwritable)
    assert told.value.full
    assert place.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]
