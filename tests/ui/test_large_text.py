"""Large text: on every page, dialog and form that a person may open, nothing is cut and nothing lies out of reach."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QSizeGrip, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look, apply
from desktop.ui.appearance.typefaces import Role as TypeRole
from desktop.ui.background import Inline
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import make_session
from desktop.ui.screens.points.day_page import DayPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, WHERE
from desktop.ui.screens.settings.settings_page import SettingsPage
from desktop.ui.widgets.flash import Flash
from desktop.ui.widgets.line import Line
from desktop.ui.workbench import GoStation, Workbench
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from desktop.words import catalogue
from tests.factories import TestOffice
from tests.ui.cutting import cut, named
from tests.ui.everywhere import DIALOGS, FORMS, Facts, Seat, open_dialogs

CASES = [
    pytest.param(Language.ENGLISH, 1.0, QSize(1366, 768), id="en 100 % 1366"),
    pytest.param(Language.URDU, 1.0, QSize(1024, 600), id="ur 100 % 1024"),
    pytest.param(Language.ENGLISH, 2.0, QSize(1024, 600), id="en 200 % 1024"),
    pytest.param(Language.URDU, 2.0, QSize(1024, 600), id="ur 200 % 1024"),
    pytest.param(Language.SINDHI, 2.0, QSize(1024, 600), id="sd 200 % 1024"),
    pytest.param(Language.URDU, 1.5, QSize(1366, 768), id="ur 150 % 1366"),
]
"""The largest text on the smallest screen in each script; and what is often chosen."""
NONSENSE = "4006381333931"
"""A barcode of something that is sold."""


@dataclass
class Looked:
    """What was seen cut, in windows of one size."""

    size: QSize
    found: list[str] = field(default_factory=list[str])

    def at(self, root: QWidget, name: str) -> None:
        """Let `root` find its place and look at all of it."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for _ in range(20):
            QApplication.processEvents()
        self.found += [f"{name}: {one}" for one in cut(root)]
        if root.width() > self.size.width() or root.height() > self.size.height():
            self.found.append(f"{name}: {root.size()} is larger than the window")


@pytest.fixture
def large(
    qapp: QApplication, qtbot: QtBot, office: TestOffice, language: Language, scale: float, size: QSize
) -> Iterator[tuple[Facts, Looked, Callable[[Role], Seat]]]:
    """An office with something on every page, in large text; one window a role."""
    catalogue.use(language)
    apply(qapp, Look(language=language, scale=scale).at(size))
    facts, windows = Facts(office), list[MainWindow]()

    def seat(role: Role) -> Seat:
        bench = Workbench(facts.office.opened(role), Inline())
        window = MainWindow()
        windows.append(window)
        window.resize(size)
        frame = make_session(bench)
        bench.wanted.disconnect()
        window.show_content(frame)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Seat(window, frame)

    yield facts, Looked(size), seat
    for window in windows:
        window.close()
        window.deleteLater()
    catalogue.use(Language.ENGLISH)
    apply(qapp, Look())


@pytest.mark.parametrize(("language", "scale", "size"), CASES)
def test_every_page_and_form_is_seen_whole(large: tuple[Facts, Looked, Callable[[Role], Seat]]) -> None:
    """Each place that a role may go to, with the steps of the form and of the end of the day."""
    facts, looked, sit = large
    seen: set[object] = set()
    for role in Role:
        seat = sit(role)
        places = facts.destinations(role)
        for place in [*places, *([GoStation(facts.standing)] if role is Role.SCANNER else [])]:
            name = type(place).__name__
            if (key := (role, name) if name == "GoHome" else place) in seen:
                continue
            seen.add(key)
            seat.frame.show_page(place)
            looked.at(seat.window, f"{role.value}, {place}")
            for step, show in steps(seat.page):
                show()
                looked.at(seat.window, f"{role.value}, {place}, {step}")
        seat.window.hide()
    assert not looked.found, "\n".join(looked.found)
    assert len(seen) > len(Role)


def steps(page: QWidget) -> Iterator[tuple[str, Callable[[], None]]]:
    """What a page shows after its first step."""
    if isinstance(page, RegisterPage):
        for name, step, place in (
            ("people", PEOPLE, None),
            ("a person", PEOPLE, 1),
            ("where", WHERE, None),
            ("read back", READ_BACK, None),
        ):
            yield name, lambda step=step, place=place: page._go_to(step, place)  # pyright: ignore[reportPrivateUsage]
    if isinstance(page, DayPage):
        for name, button in (("count", page.count_button), ("book", page.book_button)):
            yield name, button.click


@pytest.mark.parametrize(("language", "scale", "size"), CASES)
def test_every_dialog_is_seen_whole_and_no_larger_than_the_window(
    large: tuple[Facts, Looked, Callable[[Role], Seat]], qtbot: QtBot
) -> None:
    """Each class of dialog, and each form that stands on a page later."""
    facts, looked, sit = large
    seen: list[str] = []
    for name, _, dialog in open_dialogs(facts, sit, qtbot):
        if name != "QFileDialog":  # it is not ours
            looked.at(dialog, name)
            seen.append(name)
    for name, make in FORMS.items():
        form = make(facts)
        qtbot.addWidget(form)
        width = looked.size.width() - 32
        form.resize(width, max(form.heightForWidth(width), form.minimumSizeHint().height()))
        form.show()
        looked.size = QSize(looked.size.width(), 10_000)  # the page around it is scrolled
        looked.at(form, f"the form {name}")
        form.hide()
    assert not looked.found, "\n".join(looked.found)
    assert len(seen) == len(DIALOGS) - 1


@pytest.mark.parametrize(("language", "scale", "size"), CASES)
def test_a_sentence_over_a_dialog_hides_nothing_of_it(
    large: tuple[Facts, Looked, Callable[[Role], Seat]], qtbot: QtBot
) -> None:
    """Something is scanned while a dialog is open: the message is shown below everything in the dialog."""
    facts, looked, sit = large
    for name, seat, dialog in open_dialogs(facts, sit, qtbot):
        before = dialog.size()
        seat.window.bursts.scanned(NONSENSE)  # no field takes it
        said = dialog.findChild(Flash)
        assert said is not None, name
        if name != "QFileDialog":  # what is not ours is cut in its own ways
            looked.at(dialog, name)
        looked.found += [f"{name}: {one} is covered" for one in _covered(dialog, said)]
        said.end()
        QApplication.processEvents()
        if dialog.size() != before:
            looked.found.append(f"{name}: {dialog.size()} after it, {before} before")
    assert not looked.found, "\n".join(looked.found)


def _covered(dialog: QWidget, said: Flash) -> list[str]:
    """What the sentence hides, of the parts that show something themselves."""
    place = QRect(said.mapTo(dialog, QPoint(0, 0)), said.size())
    parts = [one for one in dialog.findChildren(QWidget) if one.isVisibleTo(dialog) and not one.findChildren(QWidget)]
    return [
        named(one)
        for one in parts
        if one.window() is dialog
        and not isinstance(one, QSizeGrip)  # floats over the corner of Qt's own dialogs
        and not said.isAncestorOf(one)
        and place.intersects(one.visibleRegion().boundingRect().translated(one.mapTo(dialog, QPoint(0, 0))))
    ]


@pytest.mark.parametrize(("language", "scale", "size"), CASES[:1])
def test_what_is_cut_is_found(large: tuple[Facts, Looked, Callable[[Role], Seat]]) -> None:
    """The control: a line without room for its words, and a button beyond the edge."""
    facts, looked, sit = large
    seat = sit(Role.CLERK)
    seat.frame.show_page(next(one for one in facts.destinations(Role.CLERK) if type(one).__name__ == "GoSettings"))
    assert isinstance(seat.page, SettingsPage)
    low = Line("Where does the household live?", TypeRole.HEADING, parent=seat.page)
    low.setGeometry(0, 0, 40, 12)
    low.show()
    beyond = Line("Lahore", parent=seat.page)
    beyond.setGeometry(seat.page.width() - 10, 80, 200, 60)
    beyond.show()
    looked.at(seat.window, "settings")
    assert any("is cut" in one for one in looked.found)
    assert any("beyond the side" in one for one in looked.found)
