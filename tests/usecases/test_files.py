"""Where a paper may be written: beside everything, in the place of a paper, never in the place of an office's files."""

import os
import stat
from pathlib import Path

import pytest

from desktop.errors import FileUnwritable
from desktop.usecases import files
from tests.factories import TestOffice


def test_a_paper_takes_the_place_of_a_paper_also_in_the_folder_of_the_office(office: TestOffice) -> None:
    for place in (
        office.folder / "day.pdf",
        office.folder.parent / "office.db.pdf",
        office.folder.parent / "heads.json",
    ):
        for data in (b"first", b"second"):
            files.write_chosen(place, data)
            assert place.read_bytes() == data


def test_no_paper_takes_the_place_of_a_file_that_the_office_lives_in(office: TestOffice) -> None:
    names = [path.name for path in office.folder.iterdir() if path.is_file() and path.suffix != ".pdf"]
    before = {name: (office.folder / name).read_bytes() for name in names}
    assert {"office.db", "keys.json", "certificates.json"} <= set(names)
    for name in (*names, "office.db-wal", "sealed.db", "settings.toml", "folder.lock", "attempts.json", "OFFICE.DB"):
        with pytest.raises(FileUnwritable):
            files.write_chosen(office.folder / name, b"paper")
        with pytest.raises(FileUnwritable):
            files.write_chosen(office.folder / ".." / office.folder.name / name, b"paper")
    assert {name: (office.folder / name).read_bytes() for name in names} == before


def test_no_paper_takes_the_place_of_a_device_or_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (pipe, Path("/dev/full"), Path("/dev/null"), tmp_path):
        with pytest.raises(FileUnwritable):
            files.write_chosen(place, b"paper")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
