"""Four scenarios of the scan: a card tells nothing, is forged, is photographed; and the clock is set back. By keys."""

import json
import zlib
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import cbor2
import claim169
import cv2
import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from sqlalchemy import func, select

from desktop import opening
from desktop.ledger.entry import Entry, decode
from desktop.models.disbursement import Disbursement
from desktop.models.ledger_entry import LedgerContent, LedgerEntry
from desktop.models.mailbox import Envelope
from desktop.records.card import CardFaceData
from desktop.records.workplace import WorkplaceDraft
from desktop.scanning.decoder import Grey
from desktop.scanning.photo import cut_and_encode
from desktop.scanning.rehearsal import Pose, Spoiling, photograph
from desktop.security import base45
from desktop.ui.screens.book.check_page import CheckPage
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.help_desk.steps import Step
from desktop.ui.screens.points.day_page import BOOK, COUNT, DayPage
from desktop.ui.screens.points.point_page import PointPage
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.widgets.verdict_values import Family
from desktop.usecases import cards, registration, workplaces
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.period import PAKISTAN
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, PhoneOwner, PointCheckKind, SheetKind, WorkKind, WorkplaceKind
from desktop.words.captions.cards import card_sheet
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.reasons import REASONS
from printing.cards import draw_cards
from tests.factories import PLACE, TestOffice, child, household, woman
from tests.journeys.conftest import Journey, Walk
from tests.journeys.lane_steps import give, hold_up, next_card, step, to_the_desk, to_the_lane, verdict, whole
from tests.journeys.sitting import CONTROL, ENTER, ESC, F2, Sitting
from tests.printing.paperwork import pages, words
from tests.scanning.offices import Clock
from tests.ui.gallery import photo
from tests.usecases.relief_office import Relief, ShiftedClock
from tests.usecases.relief_rows import rows

P, D, SPACE = Qt.Key.Key_P, Qt.Key.Key_D, Qt.Key.Key_Space
TWO_DAYS = timedelta(days=2)
DPI = 300


def plain(picture: Grey) -> list[str]:
    """What any phone reads from a picture; nothing of ours has a hand in it. Lines of a QR look like a bar code at
    times, so it is told what it looks at."""
    codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [found.text for found in codes if found.valid]


def opened_by_hand(credential: str) -> dict[int, object]:
    """The payload of a credential by general libraries alone: base45, zlib, COSE, CBOR."""
    signed = cbor2.loads(zlib.decompress(base45.decode(credential)))
    return cbor2.loads(signed.value[2])


def open_page(at: Sitting, role: Role, tile: str) -> None:
    """Sign in and press the number of a tile."""
    home = at.sign_in(role)
    at.press(Qt.Key(Qt.Key.Key_1 + list(home.tiles).index(tile)))


# --- the card tells nothing ------------------------------------------------------------------------------------------

PRIVATE = {
    "number": "4510100000044",
    "phone": "03017778889",
    "village": "Chak 77 bhatta",
    "workplace": "Rehmat Bricks",
}


def somebody_with_much_to_tell(office: TestOffice) -> HouseholdCode:
    """A kiln worker with a CNIC, a phone and a disability; her kiln is in the register too."""
    clerk = office.desk(Role.CLERK)
    workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.KILN, PLACE, PRIVATE["village"], PRIVATE["workplace"]))
    holder = woman(
        id_type="CNIC",
        id_number=PRIVATE["number"],
        phone=PRIVATE["phone"],
        phone_owner=PhoneOwner.OWN,
        work_kind=WorkKind.KILN,
        disability=True,
    )
    draft = household(holder, child("علی", id_type="CRC", id_number="4510100000052"), village=PRIVATE["village"])
    made = registration.register(clerk, draft, different=True)
    return made.household.code


def card_tells_nothing(at: Sitting, office: TestOffice) -> None:
    """Printed through the window, rendered, read by a plain reader: a number that only the office can place."""
    with at.aside():
        code = somebody_with_much_to_tell(office)
    open_page(at, Role.CLERK, "cards")
    page = at.page(CardsPage)
    at.until(lambda: bool(page.waiting) and at.has_keyboard(page.list))
    at.press(SPACE, ENTER)
    at.until(lambda: page.drawn is not None and at.frame.bench.idle)
    at.picture("1-both-sides")
    at.press(P, held=CONTROL)
    at.until(lambda: at.over() is not None)
    at.picture("2-did-all-come-out-well")
    at.answer(ESC)
    with at.aside():
        paper = (office.folder.parent / "printed.pdf").read_bytes()
        at.keep("card.pdf", paper)
        scratch = office.folder.parent
        found = [text for sheet in pages(paper, scratch, DPI) for text in plain(np.asarray(sheet))]
        (credential,) = set(found)
        number = CardNumber(code, 1, 1)
        payload = opened_by_hand(credential)
        assert set(payload) == {4, 6, 169}, "when it ends, when it began, and the claim"
        assert payload[169] == {1: number.text}, "one field, and nothing beside it"
        key = office.desk(Role.CLERK).card_key.public
        claim = claim169.decode_with_ed25519(credential, key).claim169
        told = {name: value for name in dir(claim) if name[0] != "_" and not callable(value := getattr(claim, name))}
        assert {name for name, value in told.items() if value not in (None, [], {}, "")} == {"id"}
        nothing_private(credential + json.dumps(payload, default=str), words(paper, scratch))


def nothing_private(code: str, text: str) -> None:
    """Neither the code nor the words of the card say what they must not; the name and the number are on it."""
    assert "Sakina Bibi" in text, "the words of the card can be read at all"
    assert "سکینہ" in text
    spoken = [*PRIVATE.values(), "45101-0000004-4", "0301-7778889", "CNIC", "Islam", "Muslim", "Hindu", "Pakistani"]
    spoken += [label(WorkKind.KILN), "kiln", "brick", "worker", "debt", "bond", "disab", "status", "nationality"]
    with_urdu = [*spoken, "بھٹہ", "مزدور", "قرض", "مسلم", "ہندو", "معذور", "قومیت", "شناختی"]
    for one in with_urdu:
        assert one.lower() not in text.lower(), one
        assert one.lower() not in code.lower(), one


def test_a_printed_card_tells_nothing_but_its_number(walk: Walk) -> None:
    journey: Journey = card_tells_nothing
    walk(journey)


# --- a forged card, and a photo of a card ----------------------------------------------------------------------------


@dataclass
class Printed:
    """Cards as they came out of the printer, and a reader's clock that the test moves."""

    relief: Relief
    clock: Clock
    faces: dict[HouseholdCode, CardFaceData]
    backs: dict[HouseholdCode, Grey]

    @classmethod
    def of(cls, relief: Relief, codes: list[HouseholdCode]) -> "Printed":
        """Issued, drawn, and rendered as a printer does."""
        issued = cards.issue(relief.office.desk(Role.CLERK), codes)
        sheet = draw_cards(card_sheet(issued, Language.URDU, SheetKind.CR80))
        sides = [np.asarray(side) for side in pages(sheet, relief.office.folder.parent, DPI)]
        faces = {face.number.household: face for face in issued.faces}
        backs = {code: sides[2 * place + 1] for place, code in enumerate(faces)}
        return cls(relief, Clock(), faces, backs)

    def held(self, code: HouseholdCode) -> str:
        """What the scanner reads from the card in a hand, tilted and in poor light."""
        (text,) = plain(photograph(self.backs[code], Pose(turn=7, tilt=9, tilt_axis=40, fill=0.62), Spoiling(), 3))
        return text

    def photographed(self, code: HouseholdCode) -> str:
        """What it reads from a picture of the card: taken with a telephone, sent as a JPEG, shown on a screen."""
        taken = photograph(self.backs[code], Pose(turn=-4, tilt=5, tilt_axis=10, fill=0.7), Spoiling(), 5)
        sent = cv2.imdecode(cv2.imencode(".jpg", taken, [cv2.IMWRITE_JPEG_QUALITY, 60])[1], cv2.IMREAD_GRAYSCALE)
        (text,) = plain(np.clip(np.asarray(sent, np.int16) + 25, 0, 255).astype(np.uint8))
        return text


def with_another_number(credential: str, other: HouseholdCode) -> str:
    """The forger's work: another household's code in the place of the own one, everything else as it was."""
    message = zlib.decompress(base45.decode(credential))
    own = str(opened_by_hand(credential)[169][1])[:12]  # type: ignore[index]
    assert message.count(own.encode()) == 1
    return base45.encode(zlib.compress(message.replace(own.encode(), other.text.encode()), 0))


def code_on_paper(text: str) -> str:
    """The same text as any program prints it, and as it is read from that paper."""
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")  # pyright: ignore[reportUnknownMemberType]
    paper = np.pad(np.asarray(symbol.to_image(scale=6), np.uint8), 60, constant_values=255)
    (read,) = plain(paper)
    return read


def lines(relief: Relief) -> list[Entry]:
    """The book, in order."""
    return [decode(bytes(row.line)) for row in rows(relief, select(LedgerEntry.line).order_by(LedgerEntry.seq))]


def kept(relief: Relief) -> tuple[int, int, int]:
    """Lines of the book, letters in the mailbox, hand-overs."""
    lines_, letters, given = (
        rows(relief, select(func.count()).select_from(table))[0][0] for table in (LedgerEntry, Envelope, Disbursement)
    )
    return lines_, letters, given


def forged_card(at: Sitting, office: TestOffice) -> None:
    """Another household's number on a genuine card's signature: the help desk, a line without a name, the next one."""
    with at.aside():
        relief = Relief(office)
        standing = relief.round()
        mine, theirs, honest = (relief.household(people) for people in (2, 6, 3))
        printed = Printed.of(relief, [mine, theirs, honest])
        forged = code_on_paper(with_another_number(printed.held(mine), theirs))
        assert forged != printed.held(mine)
    page = to_the_lane(at)
    with at.aside():
        before = kept(relief)
    at.scan(forged)
    at.until(lambda: verdict(page) == "H6" and at.frame.bench.idle)
    at.picture("1-forged")
    view = page.verdict.view()
    assert view is not None
    assert view.family is Family.DESK
    assert (view.word, view.person, view.items) == (HELP_DESK[at.language], None, ()), "a stop like every other, no red"
    assert page.decision is None
    at.press(Qt.Key.Key_Space)
    at.until(lambda: at.frame.bench.idle)
    assert verdict(page) == "H6", "Space hands nothing over"
    next_card(at, page)
    at.picture("2-the-next-one")
    with at.aside():
        after = kept(relief)
        assert (after[0] - before[0], after[1] - before[1], after[2] - before[2]) == (1, 1, 0)
        (entry,) = [one for one in lines(relief) if one.do == EntryKind.CARD_DOUBTED]
        (content,) = [
            bytes(row.content).decode()
            for row in rows(relief, select(LedgerContent.content).where(LedgerContent.seq == entry.seq))
        ]
        for code in (mine, theirs):
            face = printed.faces[code]
            for told in (code.text, str(face.number), face.name_latin, face.name_as_told, face.credential, forged):
                assert told not in content + json.dumps(entry.do + (entry.ref or "")), "an attempt has no name"
    hold_up(at, page, printed.held(honest), "G1")
    give(at, page)
    hold_up(at, page, printed.held(theirs), "G1")  # whose number it was loses nothing by it
    give(at, page)
    with at.aside():
        assert kept(relief)[2] == 2
    at.lock()

    desk = to_the_desk(at)
    at.until(lambda: desk.decision is not None and bool(desk.visit.tiles))
    at.picture("3-why")
    assert desk.shown is not None
    assert (desk.shown.household, desk.shown.verdict.value) == (None, "H6")
    at.until(lambda: tr(REASONS["signature"]) in at.read(desk.visit))
    for face in printed.faces.values():
        for told in (face.name_latin, face.name_as_told, face.number.household.grouped):
            assert told not in at.read(desk), "whose number it was is nobody's to read here"
    assert list(desk.visit.tiles) == [Step.ASK, Step.PROVISIONAL, Step.OTHER_DAY, Step.LEAFLET]
    step(at, desk, Step.ASK)
    at.until(lambda: desk.shown is None and at.frame.bench.idle)
    at.lock()

    open_page(at, Role.AUDITOR, "check")
    book = at.page(CheckPage)
    at.until(lambda: book.found is not None and book.noted.isVisible() and at.frame.bench.idle)
    at.picture("4-the-auditor")
    seen = at.read(book.noted)
    assert tr("A card whose signature does not hold was shown in lane {lane}", lane=str(standing.lane)) in seen
    assert mine.text not in seen
    with at.aside():
        assert whole(office)


HELP_DESK = {Language.ENGLISH: "HELP DESK", Language.URDU: "مدد میز"}


def test_a_forged_card_goes_to_the_help_desk_and_the_next_honest_one_is_served(walk: Walk) -> None:
    journey: Journey = forged_card
    walk(journey)


def photo_of_a_card(at: Sitting, office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is as good as the card, once: who brings it is looked at; the card itself comes too late then."""
    with at.aside():
        relief = Relief(office)
        relief.round()
        draft = household(woman(photo=cut_and_encode(photo())), child("علی"))
        code = registration.register(office.desk(Role.CLERK), draft, different=True).household.code
        printed = Printed.of(relief, [code])
        picture, card = printed.photographed(code), printed.held(code)
        assert picture == card, "a machine cannot tell one from the other"

    page = to_the_lane(at, lambda page: monkeypatch.setattr(page.reader, "_clock", printed.clock))
    hold_up(at, page, picture, "G1")
    view = page.verdict.view()
    assert view is not None
    assert view.person is not None
    assert view.person.photo, "whose card it is stands there to be compared"
    at.picture("1-look-at-the-face")
    with at.aside():
        before = kept(relief)
    at.press(F2)  # a stranger with a picture on a telephone: the faces differ
    at.until(lambda: verdict(page) == "" and at.frame.bench.idle)
    at.picture("2-a-stranger-walks-to-the-desk")
    with at.aside():
        assert kept(relief)[2] == before[2], "nothing was handed over"

    printed.clock.now += 60
    hold_up(at, page, picture, "G1")  # the holder herself, who has only the picture with her
    give(at, page)
    at.picture("3-given")
    with at.aside():
        given = kept(relief)
    printed.clock.now += 4  # her son holds the card itself up beside it
    at.scan(card)
    at.until(lambda: at.frame.bench.idle)
    at.picture("4-the-same-card-at-once")
    assert verdict(page) == "G9", "within five seconds it is the same act: nobody who was just served is sent away"
    with at.aside():
        assert kept(relief) == given
    printed.clock.now += 600
    hold_up(at, page, card, "H1")
    at.picture("5-already")
    view = page.verdict.view()
    assert view is not None
    assert (view.word, view.person) == (HELP_DESK[at.language], None)
    assert "received" not in at.read(page.verdict).lower()
    next_card(at, page)
    with at.aside():
        assert kept(relief)[2] == given[2] == 1
        (handed,) = rows(relief, select(Disbursement.at, Disbursement.receipt))
    at.lock()

    desk = to_the_desk(at)
    at.until(lambda: desk.decision is not None and desk.decision.verdict.value == "H1")
    at.picture("6-when-and-where")
    at.until(desk.visit.reason.isVisible)
    seen = at.read(desk.visit)
    local = handed.at.astimezone(PAKISTAN)
    reason = desk.visit.reason.text()
    assert local.strftime("%H:%M") in reason
    assert "Basti Malook" in reason
    assert reason in seen, "it can be read, not only known"
    with at.aside():
        assert whole(office)


def test_a_photo_of_a_card_is_served_after_a_look_and_the_card_itself_no_more(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def journey(at: Sitting, office: TestOffice) -> None:
        photo_of_a_card(at, office, monkeypatch)

    journey.__name__ = "photo_of_a_card"
    walk(journey)


# --- the clock is set back -------------------------------------------------------------------------------------------


def clock_set_back(at: Sitting, office: TestOffice, clock: ShiftedClock) -> None:
    """Two days back when the point opens: it is said, it is kept, and nobody waits for it."""
    with at.aside():
        clock.by = timedelta(0)
        relief = Relief(office)
        relief.round(points_open=False)
        codes = [relief.household(people) for people in (2, 5)]
        printed = Printed.of(relief, codes)
        clock.by = -TWO_DAYS
    open_page(at, Role.LEAD, "point")
    page = at.page(PointPage)
    strip_says_so(at)
    at.picture("1-the-strip-says-so")
    found = page.checklist.found(PointCheckKind.CLOCK)
    assert "1" in found, "before anything is written the checklist knows of it"
    for place, kind in enumerate(page.checklist.chips):
        at.press(Qt.Key(Qt.Key.Key_1 + place))
        at.until(lambda kind=kind: page.checklist.chips[kind].isChecked() and at.frame.bench.idle)
    at.press(Qt.Key.Key_O, held=CONTROL)
    at.until(lambda: page.close_button.isVisible() and at.frame.bench.idle)
    at.picture("2-open-all-the-same")
    at.lock()

    lane = to_the_lane(at)
    for code in codes:
        hold_up(at, lane, printed.held(code), "G1")
        give(at, lane)
    strip_says_so(at)
    at.picture("3-given")
    printed_again(at, lane, printed.held(codes[0]))
    at.lock()

    with at.aside():
        book = lines(relief)
        assert all(one.seq < other.seq and one.hlc < other.hlc for one, other in pairwise(book)), "never backwards"
        (jumped,) = [one for one in book if one.do == EntryKind.CLOCK_JUMPED]
        after = [one for one in book if one.seq > jumped.seq]
        assert {one.do for one in after} >= {EntryKind.POINT_OPENED, EntryKind.GIVEN}
        assert whole(office)

    open_page(at, Role.LEAD, "point")
    page = at.page(PointPage)
    at.until(lambda: page.close_button.isVisible() and at.frame.bench.idle)
    at.press(D, held=CONTROL)
    day = at.page(DayPage)
    at.until(lambda: day.account is not None and at.frame.bench.idle)
    at.picture("4-the-day-counts-it")
    assert day.account is not None
    assert day.account.figures.clock_jumps == 1
    at.until(lambda: tr("jumps of the clock") in at.read(day.figures))
    at.press(ENTER)
    at.until(lambda: day.steps.present() == COUNT)
    at.press(D, held=CONTROL)
    at.until(lambda: day.closed is not None and day.steps.present() == BOOK and at.frame.bench.idle)
    at.lock()

    open_page(at, Role.AUDITOR, "check")
    check = at.page(CheckPage)
    at.until(lambda: check.found is not None and check.noted.isVisible() and at.frame.bench.idle)
    at.picture("5-the-auditor")
    assert len(check.noted.rows()) == 1
    assert "2" in check.noted.rows()[0].name
    assert check.noted.rows()[0].name in at.read(check)
    with at.aside():
        assert whole(office)


def strip_says_so(at: Sitting) -> None:
    """Within a second, in amber and in words."""
    at.until(lambda: at.frame.strip.wanting() is not None)
    mark = at.frame.strip.wanting()
    assert mark is not None
    assert (mark.key, mark.amber) == ("clock", True)
    assert mark.words != mark.words.split(" ")[0], "more than the time"


def printed_again(at: Sitting, page: StationPage, card: str) -> None:
    """A card that was served under the wrong clock is known to have been."""
    page.reader.forget()
    hold_up(at, page, card, "H1")
    next_card(at, page)


def test_a_clock_that_was_set_back_is_told_and_stops_nobody(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = ShiftedClock()
    monkeypatch.setattr(opening, "machine_clock", clock)

    def journey(at: Sitting, office: TestOffice) -> None:
        clock_set_back(at, office, clock)

    journey.__name__ = "clock_set_back"
    walk(journey)
