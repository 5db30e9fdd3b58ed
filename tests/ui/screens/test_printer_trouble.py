"""Goal R11: whatever the printer does at GIVE, nobody draws twice and every slip number is told for."""

import random
import re
import shutil
import stat
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import insert, select, update

from desktop.models.disbursement import Disbursement, Void
from desktop.records.distribution import Standing
from desktop.ui.screens.station.slip_sheet import SlipSheet
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.workbench import GoStation
from desktop.usecases import distribution, safekeeping
from desktop.values.identifiers import new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import VoidReason
from tests.factories import TestOffice
from tests.printing.paperwork import words
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import ESC, press
from tests.ui.screens.test_station import SPACE, P, hold_up, shown
from tests.usecases.relief_office import Relief

GOOD, NO_PAPER, OFFLINE, VANISHED, UNPLUGGED, NO_SPOOLER = (
    "good",
    "no paper",
    "offline",
    "vanished",
    "unplugged",
    "no spooler",
)
TROUBLE = (NO_PAPER, OFFLINE, VANISHED, UNPLUGGED, NO_SPOOLER)
REFUSED = (OFFLINE, UNPLUGGED, NO_SPOOLER)
"""These say so; the others take the job and nobody hears of it."""

SCRIPT = """#!{shell}
case "$({cat} "{root}/state")" in
  good) {cat} > "{root}/tray/$$.pdf" ;;
  "no paper") {cat} > "{root}/waiting/$$.pdf" ;;
  vanished) {cat} > /dev/null ;;
  offline) {cat} > /dev/null; echo "lp: Unable to send data to the printer." >&2; exit 1 ;;
  unplugged) {cat} > /dev/null; echo "lp: Error - no default destination available." >&2; exit 1 ;;
esac
"""


@dataclass
class Printer:
    """A printer behind an `lp` of our own, which does what its state says."""

    root: Path
    path: Path

    def be(self, state: str) -> None:
        """From now on."""
        (self.root / "state").write_text(state)
        program = self.path / "lp"
        if state == NO_SPOOLER:
            program.unlink(missing_ok=True)
            return
        tools = {"shell": shutil.which("sh", path="/bin:/usr/bin"), "cat": shutil.which("cat", path="/bin:/usr/bin")}
        program.write_text(SCRIPT.format(root=self.root, **tools))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def fill(self) -> None:
        """Paper again: what the spooler kept comes out."""
        for job in (self.root / "waiting").iterdir():
            job.rename(self.root / "tray" / job.name)

    def papers(self, scratch: Path, folder: str = "tray") -> list[int]:
        """Slip numbers on the papers that lie there, unmarked ones only."""
        numbers: list[int] = []
        for job in (self.root / folder).iterdir():
            said = words(job.read_bytes(), scratch)
            found = re.search(r"slip (\d+)", said)
            assert found is not None
            if not re.search(r"copy \d+", said):
                numbers.append(int(found[1]))
        return numbers


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    """The only spooler on the path, with paper."""
    root, path = tmp_path / "printer", tmp_path / "programs"
    for folder in (root / "tray", root / "waiting", path):
        folder.mkdir(parents=True)
    reader = shutil.which("pdftotext")
    assert reader is not None
    (path / "pdftotext").symlink_to(reader)
    monkeypatch.setenv("PATH", str(path))
    one = Printer(root, path)
    one.be(GOOD)
    return one


def complaints(office: TestOffice) -> list[str]:
    """Households that drew twice, slip numbers that are missing or stand twice, and what the book does not tell of."""
    desk = office.desk(Role.SCANNER)
    with desk.store.reader.connect() as conn, conn.begin():
        rows = conn.execute(select(Disbursement.id, Disbursement.household_id, Disbursement.receipt)).all()
        voided = set(conn.scalars(select(Void.disbursement_id)))
    numbers = sorted(row.receipt for row in rows)
    drawn = Counter(row.household_id for row in rows if row.id not in voided)
    wrong = [f"drew {times} times" for times in drawn.values() if times > 1]
    if numbers != list(range(1, len(numbers) + 1)):
        wrong.append(f"slip numbers {numbers}")
    auditor = office.opened(Role.AUDITOR)
    report = safekeeping.check(auditor.desk, auditor.certificates, auditor.folder)
    return wrong if report.ok else [*wrong, "the book and the register differ"]


def give(page: StationPage, credential: str) -> int:
    """A card, Space; the number of its slip."""
    hold_up(page, credential)
    press(SPACE)
    assert shown(page)[0] == "G9"
    assert page.given is not None
    return page.given.receipt


def print_slip(page: StationPage) -> bool:
    """P and the printer's button, then Esc if the paper still stands there; whether the job was taken."""
    page.notices.clear()
    press(P)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, SlipSheet)
    sheet.view.print_button.click()
    taken = QApplication.activeModalWidget() is not sheet
    if not taken:
        QTest.keyClick(sheet, ESC)
    return taken


@pytest.fixture
def standing(office: TestOffice) -> Standing:
    """Lane 2 of an open point."""
    return replace(Relief(office).round(), lane=2)


@pytest.fixture
def page(enter: Enter, standing: Standing) -> StationPage:
    """The station, ready."""
    made = enter(Role.SCANNER, GoStation(standing)).page
    assert isinstance(made, StationPage)
    return made


@pytest.mark.parametrize("trouble", TROUBLE)
def test_trouble_at_give_leaves_one_hand_over_and_one_number(
    trouble: str, page: StationPage, office: TestOffice, printer: Printer, tmp_path: Path
) -> None:
    """GIVEN stands whatever the printer does; the card again is a stop, Space gives nothing more, no number is lost."""
    relief = Relief(office)
    (first,), (second,) = (relief.cards(relief.household()) for _ in range(2))
    printer.be(trouble)
    assert give(page, first.credential) == 1
    assert print_slip(page) is (trouble not in REFUSED)
    assert bool(page.notices.notices()) or trouble not in REFUSED
    assert shown(page)[0] == "G9"
    press(SPACE)
    hold_up(page, first.credential)
    assert shown(page)[0] == "H1"
    press(SPACE)
    printer.be(GOOD)
    printer.fill()
    assert give(page, second.credential) == 2
    assert print_slip(page)
    assert complaints(office) == []
    wanted = {NO_PAPER: [1, 2]}.get(trouble, [2])
    assert sorted(printer.papers(tmp_path)) == wanted


def test_a_day_of_trouble_doubles_nothing_and_every_number_is_told_for(
    page: StationPage, standing: Standing, office: TestOffice, printer: Printer, tmp_path: Path
) -> None:
    """Twenty households, the printer in another mood each time, impatient hands, one hand-over taken back."""
    chance, relief = random.Random(11), Relief(office)
    cards = [relief.cards(relief.household())[0].credential for _ in range(20)]
    told: dict[int, str] = {}
    for card in cards:
        mood = chance.choice((GOOD, GOOD, *TROUBLE))
        printer.be(mood)
        number = give(page, card)
        told[number] = "printed" if print_slip(page) and mood == GOOD else mood
        for _ in range(chance.randint(0, 3)):  # what hands do when nothing comes out
            match chance.choice(("space", "card", "printer")):
                case "space":
                    press(SPACE)
                case "card":
                    hold_up(page, card)
                    assert shown(page)[0] == "H1"
                    break
                case _:
                    printer.be(GOOD)
                    printer.fill()
        if chance.random() < 0.1:
            recent = distribution.recent(office.desk(Role.SCANNER), standing, 1)[0]
            distribution.void(office.desk(Role.SCANNER), recent.disbursement, VoidReason.CAME_BACK)
    printer.be(GOOD)
    printer.fill()
    assert complaints(office) == []
    papers = printer.papers(tmp_path)
    assert len(set(papers)) == len(papers)
    assert set(papers) <= set(told)
    unprinted = {number for number, mood in told.items() if mood not in ("printed", NO_PAPER)}
    assert set(told) - set(papers) == unprinted
    assert sorted(told) == list(range(1, 21))
    assert {"printed", *TROUBLE} == set(told.values())


def test_a_lane_that_gave_again_for_a_new_slip_would_be_found_out(
    page: StationPage, office: TestOffice, printer: Printer
) -> None:
    """The control: the protections taken away, and the hand-over written once more because no paper came."""
    relief = Relief(office)
    (face,) = relief.cards(relief.household())
    printer.be(VANISHED)
    give(page, face.credential)
    print_slip(page)
    assert complaints(office) == []
    with office.desk(Role.SCANNER).store.writer.connect() as conn, conn.begin():
        row = conn.execute(select(*Disbursement.__table__.columns)).mappings().one()
        conn.execute(insert(Disbursement).values({**row, "id": new_id(), "receipt": row["receipt"] + 2}))
    wrong = complaints(office)
    assert "drew 2 times" in wrong
    assert "slip numbers [1, 3]" in wrong
    assert "the book and the register differ" in wrong


def test_a_second_printing_is_a_copy_and_says_so(
    page: StationPage, office: TestOffice, printer: Printer, tmp_path: Path
) -> None:
    """A job that vanished may have come out after all: the next of that number is marked; a refused one is not."""
    relief = Relief(office)
    (first,), (second,) = (relief.cards(relief.household()) for _ in range(2))
    printer.be(OFFLINE)
    number = give(page, first.credential)
    assert not print_slip(page)
    printer.be(GOOD)
    for _ in range(3):
        assert print_slip(page)
    said = [words(job.read_bytes(), tmp_path) for job in (printer.root / "tray").iterdir()]
    assert sorted(re.findall(r"copy \d+", " ".join(said))) == ["copy 1", "copy 2"]
    assert all(f"slip {number}" in one for one in said)
    assert printer.papers(tmp_path) == [number]
    give(page, second.credential)
    assert print_slip(page)
    assert sorted(printer.papers(tmp_path)) == [number, number + 1]


def test_without_the_mark_two_papers_of_one_number_would_be_found_out(
    page: StationPage, office: TestOffice, printer: Printer, tmp_path: Path
) -> None:
    """The control: a store that forgets what was printed puts out two that look like two hand-overs."""
    (face,) = Relief(office).cards(Relief(office).household())
    number = give(page, face.credential)
    for _ in range(2):
        assert print_slip(page)
        with office.desk(Role.SCANNER).store.writer.connect() as conn, conn.begin():
            conn.execute(update(Disbursement).values(slips=0))
    assert printer.papers(tmp_path) == [number, number]
