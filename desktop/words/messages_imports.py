"""What is said about lists that are to be imported, and about batches that were."""

from desktop.errors import (
    BatchElsewhere,
    BatchTouched,
    BatchUnknown,
    ColumnNeverKept,
    FileChanged,
    ImportUnderWay,
    ListNotKnown,
    MapDoubtful,
    MapIncomplete,
    MapWrong,
    NothingToImport,
    SheetReaderMissing,
    SheetUnread,
    SheetUnsafe,
)
from desktop.values.vocabulary import BatchState
from desktop.words.catalogue import joined, mark, tr, tr_n
from desktop.words.import_words import field_label
from desktop.words.matters import matter_label
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


@says(ColumnNeverKept)
def _never_kept(told: ColumnNeverKept) -> Said:
    return Said(
        tr("The column {column} is not taken: {matter}.", column=told.column, matter=matter_label(told.matter)),
        tr("We do not keep this of anybody. Leave the column as it is."),
        tr("Nothing of it was read into the register."),
    )


@says(MapWrong)
def _map_wrong(told: MapWrong) -> Said:
    what = {
        "toml": tr("The column map cannot be read: {value}", value=told.value),
        "size": tr("The column map is too large."),
        "name": tr("No column map is kept under this name: {value}", value=told.value or "-"),
        "place": tr("The column map names a place that is not in the list: {value}", value=told.value),
    }.get(
        told.where,
        tr("The column map says {value} at {where}, which is no field.", value=told.value or "-", where=told.where),
    )
    return Said(what, tr("Choose the columns by hand, and keep them as a map."), _unchanged())


@says(MapIncomplete)
def _map_incomplete(told: MapIncomplete) -> Said:
    named = joined(*map(field_label, told.lacking))
    return Said(
        tr("No column is chosen for: {fields}.", fields=named),
        tr("Choose a column, or state place and consent once for the whole list."),
        _unchanged(),
    )


@says(MapDoubtful)
def _map_doubtful(told: MapDoubtful) -> Said:
    return Said(
        tr("Somebody has to say first what these columns are: {columns}.", columns=joined(*told.columns)),
        tr("Look at the columns first. Then correct them by a map, or accept what was guessed."),
        _unchanged(),
    )


@says(ListNotKnown)
def _list_not_known(told: ListNotKnown) -> Said:
    return Said(
        tr("What the columns of import {number} were is not known any more.", number=told.number),
        tr("Look at its file again; the rows to mend can be saved from there."),
        _unchanged(),
    )


@says(FileChanged)
def _file_changed(told: FileChanged) -> Said:
    return Said(
        tr("The file {file} was changed since it was looked at.", file=told.file),
        tr("Choose it again and look at it anew."),
        _unchanged(),
    )


@says(NothingToImport)
def _nothing(told: NothingToImport) -> Said:
    return Said(
        tr_n(
            "No household of {file} can be taken ({n} row).",
            "No household of {file} can be taken ({n} rows).",
            told.refused,
            file=told.file,
        ),
        tr("Look at the columns, and at the file of rows that are not taken."),
        _unchanged(),
    )


@says(BatchUnknown)
def _unknown(told: BatchUnknown) -> Said:
    return Said(
        tr("There is no import with the number {number}.", number=told.number),
        tr("Look at the list of imports."),
        _unchanged(),
    )


@says(BatchElsewhere)
def _elsewhere(told: BatchElsewhere) -> Said:
    what = {
        BatchState.WRITING.value: mark("The import {number} is not finished yet."),
        BatchState.OPEN.value: mark("The import {number} is finished."),
        BatchState.DROPPED.value: mark("The import {number} was given up."),
        BatchState.UNDONE.value: mark("The import {number} was taken back."),
    }.get(told.state, mark("This cannot be done with the import {number}."))
    return Said(tr(what, number=told.number), tr("Look at the list of imports."), _unchanged())


@says(BatchTouched)
def _touched(told: BatchTouched) -> Said:
    counted = (
        (told.cards, tr("cards")),
        (told.corrections, tr("corrections")),
        (told.events, tr("events")),
        (told.given, tr("hand-overs")),
        (told.lists, tr("fixed lists")),
        (told.pairs, tr("answers about doubles")),
    )
    named = joined(*(tr("{what} ({count})", what=what, count=count) for count, what in counted if count))
    return Said(
        tr("The import {number} was worked with: {named}.", number=told.number, named=named),
        tr("Correct single households instead."),
        _unchanged(),
    )


@says(ImportUnderWay)
def _under_way(told: ImportUnderWay) -> Said:
    return Said(
        tr("The import {number} was begun and is not finished.", number=told.number),
        tr("Choose the same file again to go on with it, or drop it."),
        tr("Nobody sees anything of it yet. Nothing was changed."),
    )
