"""What is said about lists that are to be imported, and about batches that were."""

from desktop.errors import (
    SheetReaderMissing,
    SheetUnread,
    SheetUnsafe,
)
from desktop.words.catalogue import mark, tr
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


_ANOTHER = mark("Choose another file.")
_AS_XLSX = mark("Open it in a spreadsheet program and save it as XLSX.")

_UNREAD: dict[str, tuple[str, str]] = {
    "html": (mark("The file {file} is a web page that calls itself a workbook."), _AS_XLSX),
    "xml": (mark("The file {file} is an old XML file that calls itself a workbook."), _AS_XLSX),
    "xlsb": (mark("The file {file} is a binary workbook (XLSB)."), mark("Save it as XLSX and choose it again.")),
    "locked": (
        mark("The workbook {file} wants a password."),
        mark("Save it without a password on a machine you trust, and choose it again."),
    ),
    "cut": (mark("The file {file} is damaged or not whole."), mark("Copy it again from where it comes.")),
    "empty": (mark("There is no row in the file {file}."), _ANOTHER),
    "encoding": (
        mark("The letters of the file {file} cannot be read this way."),
        mark("Choose another kind of text, or save it as CSV UTF-8."),
    ),
    "separator": (
        mark("The columns of the file {file} cannot be told apart this way."),
        mark("Choose comma, semicolon, tab or bar."),
    ),
    "csv": (
        mark("A row of the file {file} does not end."),
        mark("Look for a quotation mark that is not closed."),
    ),
    "json": (
        mark("The file {file} holds no submissions."),
        mark("Export it from Kobo or ODK once more, as JSON."),
    ),
    "columns": (mark("The columns of the file {file} are too many, or not the ones that were shown."), _ANOTHER),
    "kind": (
        mark("The file {file} is no list, whatever its name says."),
        mark("Choose an XLSX, XLS, ODS, CSV or Kobo file."),
    ),
}

_UNSAFE: dict[str, str] = {
    "sparse": mark("The sheet in {file} has a cell so far away that the space between would fill the machine."),
    "cells": mark("The sheets in {file} have more cells than are taken at once."),
    "rows": mark("The list in {file} has more rows than are taken at once."),
    "parts": mark("The workbook {file} is made of too many parts."),
    "inflates": mark("The workbook {file} is small on the stick and becomes enormous when it is opened."),
    "lies": mark("The sizes written in the workbook {file} are not true."),
    "entities": mark("The workbook {file} holds texts that are to be multiplied while it is read."),
    "outside": mark("The workbook {file} wants other files to be fetched while it is read."),
    "strings": mark("The workbook {file} has a table of texts that is far too large."),
    "deep": mark("The file {file} is nested deeper than any form."),
    "memory": mark("The file {file} needs more memory than a list may."),
    "time": mark("Reading the file {file} takes longer than any list may."),
    "answer": mark("The reader of {file} did not answer as it should."),
    "crash": mark("The reader broke over the file {file}."),
}


@says(SheetUnread)
def _sheet_unread(told: SheetUnread) -> Said:
    what, do = _UNREAD.get(told.why, _UNREAD["kind"])
    return Said(tr(what, file=told.file), tr(do), _unchanged())


@says(SheetUnsafe)
def _sheet_unsafe(told: SheetUnsafe) -> Said:
    return Said(
        tr(_UNSAFE.get(told.why, _UNSAFE["crash"]), file=told.file),
        tr("Do not open it elsewhere. Ask where it comes from; a list that has grown large can be sent in parts."),
        tr("It was looked at behind closed doors: nothing was changed."),
    )


@says(SheetReaderMissing)
def _reader_missing(_: SheetReaderMissing) -> Said:
    return Said(
        tr("The reader of lists does not start on this machine."), tr("See: haqdar doctor."), tr("Nothing is lost.")
    )
