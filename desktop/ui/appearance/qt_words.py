"""The words that Qt itself puts on the screen, in dialogs for files and their questions, in the window's language.

Qt brings no Urdu and no Sindhi, so they come from the catalogue like every other word. In English Qt's own stay.
"""

from typing import override

from PySide6.QtCore import QCoreApplication, QTranslator

from desktop.values.vocabulary import Language
from desktop.words.catalogue import language, mark, tr

_FILES = {
    "&Look in:": mark("Folder"),
    "File &name:": mark("Name"),
    "Files of &type:": mark("Kind"),
    "&Open": mark("Open"),
    "&Save": mark("Save"),
    "Back": mark("Back"),
    "Go back": mark("Back"),
    "Forward": mark("Forward"),
    "Go forward": mark("Forward"),
    "Parent Directory": mark("The folder above"),
    "Go to the parent directory": mark("The folder above"),
    "Create New Folder": mark("New folder"),
    "Create a New Folder": mark("New folder"),
    "New Folder": mark("New folder"),
    "&New Folder": mark("New folder"),
    "List View": mark("Names alone"),
    "Change to list view mode": mark("Names alone"),
    "Detail View": mark("With size and day"),
    "Change to detail view mode": mark("With size and day"),
    "Sidebar": mark("Places"),
    "List of places and bookmarks": mark("Places"),
    "Files": mark("Files"),
    "All Files (*)": mark("All files (*)"),
    "&Rename": mark("Rename"),
    "&Delete": mark("Delete"),
    "Show &hidden files": mark("Show hidden files"),
}
_WORDS = {
    "QFileDialog": _FILES,
    "QFileSystemModel": {
        "Name": mark("Name"),
        "Size": mark("Size"),
        "Type": mark("Kind"),
        "Date Modified": mark("Last changed"),
        "Computer": mark("This computer"),
    },
    "QAbstractFileIconProvider": {"Folder": mark("Folder")},
    "QPlatformTheme": {
        "Open": mark("Open"),
        "Save": mark("Save"),
        "Cancel": mark("Cancel"),
        "&Yes": mark("Yes"),
        "&No": mark("No"),
    },
}
_REPLACE = "%1 already exists.\nDo you want to replace it?"


class QtWords(QTranslator):
    """Asked by Qt for each of its own words, in whatever language is on at that moment."""

    @override
    def isEmpty(self) -> bool:
        """It has words."""
        return False

    @override
    def translate(self, context: str, sourceText: str, /, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Our words for Qt's; None lets Qt go on with its own."""
        if language() is Language.ENGLISH:
            return None
        if sourceText == _REPLACE:
            return tr("{file} is there already. Is it to be replaced?", file="%1")
        words = _WORDS.get(context, {}).get(sourceText)
        return None if words is None else tr(words)


def speak(application: QCoreApplication) -> None:
    """Give Qt our words for its own, once for the whole program."""
    if application.findChild(QtWords) is None:
        application.installTranslator(QtWords(application))
