"""What is said about the store, the folder, the disk and the book."""

from desktop.errors import (
    BookBroken,
    Cancelled,
    DamagedStore,
    DiskFull,
    DiskUnreadable,
    FileInOffice,
    FileUnreadable,
    FileUnwritable,
    FingerprintUnreadable,
    FolderNotEmpty,
    ForeignStore,
    InUse,
    LogDoesNotFit,
    NewerSchema,
    NoOffice,
    NotAFile,
    StoreBusy,
    StoreUnwritable,
    TerminalNeeded,
)
from desktop.words.catalogue import tr
from desktop.words.said import Said, says


@says(Cancelled)
def _cancelled(_: Cancelled) -> Said:
    return Said(tr("Stopped, as you asked."), "", tr("Nothing is half done."))


@says(NoOffice)
def _no_office(told: NoOffice) -> Said:
    return Said(
        tr("There is no office in the folder {folder}.", folder=told.folder),
        tr("Choose the folder of your office, or set up a new one."),
        tr("Nothing was changed."),
    )


@says(FolderNotEmpty)
def _folder_not_empty(told: FolderNotEmpty) -> Said:
    return Said(
        tr("The folder {folder} is not empty.", folder=told.folder),
        tr("Choose a new or an empty folder."),
        tr("Nothing in it was touched."),
    )


@says(ForeignStore)
def _foreign_store(told: ForeignStore) -> Said:
    return Said(
        tr("The file {file} is not the store of this office.", file=told.file),
        tr("Bring back the file of this office, or restore the last backup."),
        tr("Nothing was written to it."),
    )


@says(DamagedStore)
def _damaged_store(told: DamagedStore) -> Said:
    return Said(
        tr("The store {file} is damaged and cannot be read to the end.", file=told.file),
        tr("Stop here and call the supervisor. The last backup can be restored by two people."),
        tr("The damaged file stays as it is, so that it can be looked into."),
    )


@says(NewerSchema)
def _newer_schema(told: NewerSchema) -> Said:
    return Said(
        tr("This office was last opened with a newer Haqdar ({found}).", found=told.found),
        tr("Install the newer Haqdar on this machine."),
        tr("Nothing was changed."),
    )


@says(DiskFull)
def _disk_full(told: DiskFull) -> Said:
    return Said(
        tr("The disk is full: {free} MB are left at {folder}.", free=told.free_bytes // 1_000_000, folder=told.folder),
        tr("Make room, then try again."),
        tr("What was kept before is safe. The last step was not kept."),
    )


@says(StoreUnwritable)
def _unwritable(told: StoreUnwritable) -> Said:
    return Said(
        tr("The store cannot be written: {folder}.", folder=told.folder),
        tr("Call the team lead. Is the disk plugged in and not write-protected?"),
        tr("What was kept before is safe. The last step was not kept."),
    )


@says(StoreBusy)
def _busy(_: StoreBusy) -> Said:
    return Said(
        tr("Another program is working with the store."), tr("Wait a little, then try again."), tr("Nothing is lost.")
    )


@says(InUse)
def _in_use(told: InUse) -> Said:
    return Said(
        tr("Haqdar is open in the folder {folder}.", folder=told.folder),
        tr("Close the other window first, then try again."),
        tr("Nothing was changed."),
    )


@says(LogDoesNotFit)
def _log(told: LogDoesNotFit) -> Said:
    return _book(told.log, told.seq)


@says(BookBroken)
def _book_broken(told: BookBroken) -> Said:
    return _book(told.log, told.seq)


def _book(log: str, seq: int) -> Said:
    return Said(
        tr("The book does not fit at entry {seq} of the log {log}.", seq=seq, log=log[:8]),
        tr("Keep all papers. Call the supervisor. Nobody has to act alone."),
        tr("What is stored stays as it is, so that it can be looked into."),
    )


@says(FileUnreadable)
def _file_unreadable(told: FileUnreadable) -> Said:
    return Said(
        tr("The file {file} cannot be opened.", file=told.file),
        tr("Look at its name and place."),
        tr("Nothing was changed."),
    )


@says(NotAFile)
def _not_a_file(told: NotAFile) -> Said:
    return Said(
        tr("{file} is a folder or a device, not a file.", file=told.file),
        tr("Choose a file."),
        tr("Nothing was changed."),
    )


@says(DiskUnreadable)
def _disk_unreadable(told: DiskUnreadable) -> Said:
    what = (
        tr("Reading {file} took too long.", file=told.file)
        if told.slow
        else tr("The disk gave an error while {file} was read.", file=told.file)
    )
    return Said(
        what,
        tr("Pull the stick out and put it in again, or copy the file to another disk. Then try again."),
        tr("Nothing was changed. This is no sign that somebody tampered with it."),
    )


@says(FileInOffice)
def _file_in_office(told: FileInOffice) -> Said:
    return Said(
        tr("{file} would be inside the folder of an office.", file=told.file),
        tr("Choose another place for it."),
        tr("Nothing was written."),
    )


@says(TerminalNeeded)
def _terminal_needed(_: TerminalNeeded) -> Said:
    return Said(
        tr("The second person has to type the passphrase on this terminal."),
        tr("Run the command in a terminal, not from a script or a pipe."),
        tr("Nothing was changed."),
    )


@says(FileUnwritable)
def _file_unwritable(told: FileUnwritable) -> Said:
    return Said(
        tr("The file {file} cannot be written.", file=told.file),
        tr("Make room, then try again.") if told.full else tr("Choose another place for it."),
        tr("Nothing is lost."),
    )


@says(FingerprintUnreadable)
def _fingerprint(told: FingerprintUnreadable) -> Said:
    what = {
        "size": tr("The number before the 24 digits cannot be read."),
        "digits": tr("These are not 24 digits."),
    }.get(told.why, tr("This is not a book code as it stands on a paper."))
    return Said(what, tr("Type the whole line again as it stands on the paper."), tr("Nothing was changed."))
