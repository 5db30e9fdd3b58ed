"""What a layout places is found in reading order, and nothing of the layout itself is remembered afterwards."""

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.laid_out import clear, laid_out
from tests.ui.widgets.layouts_child import end_what_was_left


def test_widgets_come_as_they_are_read(qtbot: QtBot) -> None:
    """Through layouts in layouts, a grid by row and column, a flow by its own order; nobody's child is left out."""
    window = QWidget()
    qtbot.addWidget(window)
    named = {name: QLabel(name) for name in ("top", "a1", "a2", "b1", "b2", "left", "right", "f1", "f2", "end")}
    column = QVBoxLayout(window)
    column.addWidget(named["top"])
    grid, row, flow = QGridLayout(), QHBoxLayout(), Flow([named["f2"]])
    for name, at in (("b2", (1, 1)), ("a1", (0, 0)), ("b1", (1, 0)), ("a2", (0, 1))):
        grid.addWidget(named[name], *at)
    column.addLayout(grid)
    column.addStretch(1)
    column.addLayout(row)
    row.addSpacing(8)
    row.addWidget(named["left"])
    row.addWidget(named["right"])
    column.addLayout(flow)
    column.addWidget(named["end"])
    flow.put_first(named["f1"])
    QLabel("laid out by nobody", window)
    assert laid_out(column) == list(named.values())
    assert laid_out(QVBoxLayout()) == []


def test_a_cleared_layout_takes_new_widgets(qtbot: QtBot) -> None:
    """The old ones are not seen from that moment, spaces are gone too, and Qt takes the widgets."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    old = QLabel("old")
    column.addWidget(old)
    column.addStretch(1)
    window.show()
    ended: list[bool] = []
    old.destroyed.connect(lambda: ended.append(True))
    clear(column)
    assert (column.count(), old.isHidden()) == (0, True)
    column.addWidget(new := QLabel("new"))
    end_what_was_left()
    assert ended
    assert laid_out(column) == [new]


@pytest.mark.parametrize(("how", "harm"), [("laid_out", False), ("by_items", True)], ids=["as_it_is", "control"])
def test_a_list_that_takes_an_items_address_is_a_list(how: str, harm: bool) -> None:
    """The control asks the layout for its items: it falls, or the list of a drop-down is taken for one of them."""
    child = [sys.executable, "-m", "tests.ui.widgets.layouts_child", how]
    ended = subprocess.run(child, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode != 0) is harm, ended.stderr
