"""What is said about backups and restoring."""

from desktop.errors import (
    BackupDamaged,
    BookNotAccepted,
    FileThere,
    NotABackup,
    NothingToAccept,
    PaperSpeaksAgainst,
    ReasonMissing,
    TooManyForPractice,
)
from desktop.records.safekeeping import Misfit
from desktop.words.catalogue import tr
from desktop.words.findings import misfit_sentence
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(NotABackup)
def _not_a_backup(told: NotABackup) -> Said:
    return Said(
        tr("The file {file} is no backup of Haqdar.", file=told.file),
        tr("Choose the file that was written as a backup."),
        _unchanged(),
    )


@says(BackupDamaged)
def _backup_damaged(told: BackupDamaged) -> Said:
    return Said(
        tr("The backup {file} was cut or changed ({part}).", file=told.file, part=told.part),
        tr("Take another backup, or copy this one again."),
        tr("Nothing was restored from it."),
    )


@says(FileThere)
def _file_there(told: FileThere) -> Said:
    return Said(
        tr("There is a file {file} already.", file=told.file),
        tr("Choose another name, or replace it with --replace."),
        tr("It was not written over."),
    )


@says(ReasonMissing)
def _reason_missing(_: ReasonMissing) -> Said:
    return Said(tr("This is recorded with a reason."), tr("Write the reason in a few words."), _unchanged())


@says(NothingToAccept)
def _nothing_to_accept(_: NothingToAccept) -> Said:
    return Said(tr("Nothing is lost: the book fits what is remembered of it."), tr("Go on working."), _unchanged())


@says(BookNotAccepted)
def _not_accepted(told: BookNotAccepted) -> Said:
    return Said(
        misfit_sentence(Misfit(told.log, told.seq, told.why)),
        tr("This book cannot be accepted. Keep all papers, and restore a backup by two people."),
        _unchanged(),
    )


@says(PaperSpeaksAgainst)
def _paper_speaks_against(told: PaperSpeaksAgainst) -> Said:
    return Said(
        tr("The paper {paper} is newer than this book, or of another one.", paper=told.paper),
        tr("This book cannot be accepted. Keep all papers, and restore a backup by two people."),
        _unchanged(),
    )


@says(TooManyForPractice)
def _too_many(told: TooManyForPractice) -> Said:
    return Said(
        tr("A practice office has at most {most} households.", most=told.most),
        tr("For measuring, add --large. For a register, make a real office."),
        tr("Nothing was made."),
    )
