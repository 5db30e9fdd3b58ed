"""A program of its own that walks layouts, ends their widgets and makes drop-downs: it may harm its own memory.

`python -m tests.ui.widgets.layouts_child laid_out|by_items`; ends with 0 when nothing fell and no drop-down lost its
list.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QLayout, QVBoxLayout, QWidget

from desktop.ui.widgets.laid_out import laid_out


def end_what_was_left() -> None:
    """Let Qt destroy what is to go with the next turn of the event loop."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def by_items(layout: QLayout) -> None:
    """Ask the layout for its items, which PySide does not bear."""
    for at in range(layout.count()):
        layout.itemAt(at)


WAYS: dict[str, Callable[[QLayout], object]] = {"laid_out": laid_out, "by_items": by_items}


def _goes_wrong(find: Callable[[QLayout], object]) -> bool:
    kept: list[QWidget] = []
    for _ in range(50):
        window = QWidget()
        kept.append(window)
        column = QVBoxLayout(window)
        for number in range(200):
            column.addWidget(QLabel(f"{number}"))
        find(column)
        for label in window.findChildren(QLabel):
            label.deleteLater()
        end_what_was_left()
        for _ in range(200):
            QTimer.singleShot(0, lambda: None)
        QApplication.processEvents()
        lists: list[object] = [QComboBox().view() for _ in range(20)]
        if not all(isinstance(one, QAbstractItemView) for one in lists):
            return True
    return False


if __name__ == "__main__":
    app = QApplication([])
    sys.exit(_goes_wrong(WAYS[sys.argv[1]]))
