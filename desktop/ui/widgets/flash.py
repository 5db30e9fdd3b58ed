"""A sentence over any window for a few seconds, with a sound: a key or a scan that came to nothing is never silent."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.words.catalogue import tr

SECONDS = 6
_EDGE, _WIDEST = 16, 640


class Flash(QWidget):
    """One over its window, at the upper edge, away from fields and buttons; the next takes its place."""

    def __init__(self, window: QWidget, sentence: str, more: str) -> None:
        super().__init__(window)
        self.sentence = sentence
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{sentence} {more}".strip())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Notice(NoticeKind.LOOK, sentence, more))
        width = min(window.width() - 2 * _EDGE, current().wide(_WIDEST))
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry((window.width() - width) // 2, _EDGE // 2, width, height)
        QTimer.singleShot(SECONDS * 1000, self, self.deleteLater)
        self.show()
        self.raise_()


def end_flashes(window: QWidget) -> None:
    """Take every sentence over `window` away: what it was about is no longer there."""
    for old in window.findChildren(Flash, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.hide()
        old.deleteLater()


def flash(window: QWidget, sentence: str, more: str = "") -> None:
    """Show a sentence over `window` for `SECONDS`, with the system's sound."""
    for old in window.findChildren(Flash, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if old.isVisible() and old.sentence == sentence:
            return  # one sentence for a whole word typed into nothing
        old.hide()
        old.deleteLater()
    QApplication.beep()
    Flash(window, sentence, more)


def flash_no_letters(window: QWidget) -> None:
    """Say that a letter came to nothing, and how the keyboard goes on."""
    flash(window, tr("Nothing here takes letters."), tr("Tab goes to the next field or button; F1 shows the keys."))
