"""Dialogs for files speak the language of the window, though Qt knows neither Urdu nor Sindhi."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look
from desktop.ui.appearance.texts import has_arabic
from desktop.ui.printing_desk import ask_where
from desktop.values.vocabulary import Language
from desktop.words import catalogue
from tests.ui.conftest import PutOn


@pytest.fixture
def speak(put_on: PutOn) -> Iterator[PutOn]:
    """Puts on a look and speaks its language."""

    def use(look: Look) -> None:
        catalogue.use(look.language)
        put_on(look)

    yield use
    catalogue.use(Language.ENGLISH)


def said(dialog: QFileDialog) -> list[str]:
    """Every word of the dialog itself: labels, buttons, what a button says when pointed at, heads of columns."""
    words = [one.text() for one in dialog.findChildren(QLabel)]
    words += [one.text() or one.toolTip() for one in dialog.findChildren(QAbstractButton)]
    for header in dialog.findChildren(QHeaderView):
        model, across = header.model(), Qt.Orientation.Horizontal
        words += [str(model.headerData(at, across)) for at in range(model.columnCount())]
    return [word for word in words if word]


@pytest.mark.parametrize("language", [Language.URDU, Language.SINDHI])
def test_a_dialog_for_files_has_no_english_word(language: Language, speak: PutOn, qtbot: QtBot, tmp_path: Path) -> None:
    """Nor has its question whether a file is to be replaced; the name of the file stands in it."""
    (tmp_path / "a.pdf").touch()
    speak(Look(language=language))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ask_where(parent, "۔", str(tmp_path / "a.pdf"), lambda _: None)
    words = said(dialog)
    assert len(words) >= 10
    assert [word for word in words if not has_arabic(word)] == []
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.extend([box.text(), *(one.text() for one in box.buttons())])
        box.reject()

    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText(str(tmp_path / "a.pdf"))
    QTimer.singleShot(0, answer)
    dialog.accept()
    assert len(asked) == 3
    assert all(map(has_arabic, asked))
    assert "a.pdf" in asked[0]


def test_in_english_the_words_are_qt_s_own(speak: PutOn, qtbot: QtBot) -> None:
    speak(Look())
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ask_where(parent, "Save", "a.pdf", lambda _: None)
    assert {"&Save", "Cancel", "File &name:", "Date Modified"} <= set(said(dialog))
