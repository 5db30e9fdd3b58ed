"""Household drafts from files of the person's choice, with their photos made ours."""

from dataclasses import replace
from pathlib import Path

from desktop.cli.session import read_file
from desktop.errors import DraftFileWrong
from desktop.exchange.household_json import (
    FILE_LIMIT,
    HouseholdDraftFile,
    RawDraft,
    read_household,
    read_person,
    split,
)
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.photo import normalise_photo

STDIN = "-"


class DraftFiles:
    """Reads drafts; the closed-off reader of pictures starts with the first photo and ends with the block."""

    def __init__(self, file: Path) -> None:
        """`file` is what the verb was given; photos lie beside it, or in the working folder for standard input."""
        self._file = file
        self._folder = Path() if str(file) == STDIN else file.parent
        self._reader = ClosedReader()

    def __enter__(self) -> "DraftFiles":
        """Use it in a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the reader, if it was started."""
        self._reader.close()

    def drafts(self) -> tuple[RawDraft, ...]:
        """The drafts of the file, not yet read. Raises FileUnreadable, DraftFileWrong."""
        return split(read_file(self._file, FILE_LIMIT))

    def read(self, raw: RawDraft) -> HouseholdDraft:
        """One draft with its photos. Raises DraftFileWrong and what a photo can raise (NoSuchFile, NotAPicture ...)."""
        told = read_household(raw)
        members = tuple(
            member if photo is None else replace(member, photo=self._photo(told, place, photo))
            for place, (member, photo) in enumerate(zip(told.draft.members, told.photos, strict=True))
        )
        return replace(told.draft, members=members)

    def person(self) -> MemberDraft:
        """The one person of the file: a member of a draft, alone. Raises DraftFileWrong and what a photo can raise."""
        first, *more = self.drafts()
        if more:
            raise DraftFileWrong(line=more[0].line, where="", value=str(1 + len(more)), why="one", wanted="1")
        told = read_person(first)
        (member,), (photo,) = told.draft.members, told.photos
        return member if photo is None else replace(member, photo=self._photo(told, 0, photo))

    def _photo(self, told: HouseholdDraftFile, place: int, name: str) -> bytes:
        path = Path(name)
        if not name or "\0" in name or path.is_absolute() or ".." in path.parts:
            where = f"members.{place}.photo"
            raise DraftFileWrong(line=told.line, where=where, value=name[:40], why="beside", wanted="")
        return normalise_photo(self._folder / path, self._reader).jpeg
