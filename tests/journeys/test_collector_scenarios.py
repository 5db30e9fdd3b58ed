"""Who comes in the holder's place: a sister for a disabled man, a neighbour for one day, a boy with six cards."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from sqlalchemy import func, select

from desktop import opening
from desktop.models.disbursement import Collection, Disbursement
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.mailbox import Envelope
from desktop.records.trusted_person import CollectorDraft
from desktop.security import envelope
from desktop.security.envelope import EnvelopeKind
from desktop.ui.screens.help_desk.collector_forms import ProxyForm, WhoPanel
from desktop.ui.screens.help_desk.steps import Step
from desktop.ui.screens.quiet.quiet_page import QuietPage
from desktop.ui.screens.station.slip_sheet import SlipSheet
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.widgets.verdict_values import Family
from desktop.usecases import collectors, help_desk, quiet, registration
from desktop.values.period import PAKISTAN, local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import CollectionKind, Look, ParentRelation, QuietKind, Sex
from desktop.words.catalogue import tr
from desktop.words.help_desk import reason_of
from desktop.words.quiet import flag_facts
from tests.clocks import MorningClock
from tests.factories import TestOffice, child, household, woman
from tests.journeys.conftest import Journey, Walk
from tests.journeys.lane_steps import (
    agrees,
    collects,
    give,
    hold_up,
    named_by,
    next_card,
    sentence,
    spoken,
    step,
    to_the_desk,
    to_the_lane,
    verdict,
    whole,
)
from tests.journeys.sitting import CONTROL, DOWN, ENTER, ESC, F2, THREE, Sitting
from tests.printing.paperwork import words
from tests.ui.test_sounds import Fake
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import handed_over, rows

C, F8, P, Q = Qt.Key.Key_C, Qt.Key.Key_F8, Qt.Key.Key_P, Qt.Key.Key_Q
SISTER = CollectorDraft(name_as_told="نسرین بی بی", name_latin="Nasreen Bibi", relation="SIS", phone="0301-7778881")
NEIGHBOUR = CollectorDraft(name_as_told="رانی", name_latin="Rani")
BOY = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
ACCUSING = re.compile(r"coerc|pressure|distress|steal|stole|fraud|suspect|bond|munshi|cheat", re.I)


# --- a sister for a disabled man -------------------------------------------------------------------------------------


def proxy_for_a_disabled_man(at: Sitting, office: TestOffice) -> None:
    """His sister is named and draws; for a fifth household the help desk is asked, and the holder comes instead."""
    with at.aside():
        relief = Relief(office)
        standing = relief.round()
        son_of = ParentRelation.SON_OF
        man = woman("بشیر احمد", "Bashir Ahmad", sex=Sex.MALE, age_years=58, disability=True, parent_relation=son_of)
        told = household(man, child("علی"))
        his = registration.register(office.desk(Role.CLERK), told, different=True).household.code
        collectors.name_collector(office.desk(Role.CLERK), his, SISTER)
        others = [named_by(relief, SISTER) for _ in range(4)]
        cards = [relief.cards(his)[0].credential, *(text for _, text in others)]
        fifth, ill = others[-1][0], relief.household(2)
        hers = relief.cards(ill)[0].credential
    page = to_the_lane(at)
    for number, card in enumerate(cards[:4]):
        hold_up(at, page, card, "G1")
        collects(at, page, SISTER, "G2")
        view, decision = page.verdict.view(), page.decision
        assert view is not None
        assert decision is not None
        assert (view.family, spoken(at, SISTER) in view.sentence) == (Family.CHECK, True)
        often = Look.COLLECTS_OFTEN in decision.looks
        assert often == (number >= 2), "above two households she is looked at"
        at.picture(f"{number + 1}-{'often' if often else 'named'}")
        give(at, page)
    with at.aside():
        assert handed_over(relief, standing, his) == {"ATTA20": 2, "OIL5": 1}
        (flag,) = [one for one in quiet.flags(office.desk(Role.SUPERVISOR)) if one.kind is QuietKind.COLLECTOR]
        assert (flag.count, flag.name) == (4, SISTER.name_as_told)
    hold_up(at, page, cards[4], "G1")
    collects(at, page, SISTER, "H5")
    at.picture("5-help-desk")
    assert spoken(at, SISTER) not in at.read(page.verdict), "the lane is told no reason and no name"
    next_card(at, page)
    hold_up(at, page, hers, "G1")
    at.press(C)
    at.until(lambda: at.over() is not None)
    at.picture("6-nobody-named")
    at.answer(ESC)
    at.press(F2)
    at.until(lambda: verdict(page) == "" and at.frame.bench.idle)
    at.lock()

    desk = to_the_desk(at)
    at.picture("7-limit")
    assert desk.shown is not None
    assert desk.decision is not None
    assert (desk.shown.household, desk.decision.why) == (fifth, "collector_limit")
    seen = at.read(desk)
    assert reason_of(desk.shown, desk.decision) in seen
    assert spoken(at, SISTER) in seen
    assert list(desk.visit.tiles) == [Step.OTHER, Step.PROXY, Step.DELIVERY, Step.OTHER_DAY, Step.LEAFLET]
    step(at, desk, Step.OTHER)
    at.until(lambda: isinstance(desk.covering, WhoPanel))
    at.picture("8-who-else")
    at.press(ENTER)  # the holder came
    at.until(lambda: Step.LANE in desk.visit.tiles and at.frame.bench.idle)
    at.picture("9-back-to-the-lane")
    assert at.has_keyboard(desk.visit.tiles[Step.LANE]), "the likeliest step has the keyboard again"
    step(at, desk, Step.LANE)
    at.until(lambda: desk.shown is not None and desk.shown.household == ill and at.frame.bench.idle)

    step(at, desk, Step.PROXY)
    at.until(lambda: isinstance(desk.covering, ProxyForm))
    form = desk.covering
    assert isinstance(form, ProxyForm)
    for field, text in ((form.told, "رانی"), (form.latin, "Rani"), (form.phone, "03011112224")):
        at.to(field)
        at.write(text)
    at.to(form.reason)
    at.press(THREE)
    at.picture("10-collects-today")
    at.press(Qt.Key.Key_S, held=CONTROL)
    agrees(at, Role.LEAD, "11-second-person")
    at.until(lambda: desk.shown is None and at.frame.bench.idle)
    at.picture("12-nobody-waits")
    assert tr("{name} may collect today.", name=NEIGHBOUR.name_as_told) in at.read()
    at.lock()

    page = to_the_lane(at)
    hold_up(at, page, cards[4], "G1")  # the holder
    give(at, page)
    hold_up(at, page, hers, "G1")
    collects(at, page, NEIGHBOUR, "G2")
    at.picture("13-let-for-today")
    give(at, page)
    with at.aside():
        kinds = rows(relief, select(Collection.kind, func.count()).group_by(Collection.kind))
        assert {row.kind: row[1] for row in kinds} == {CollectionKind.NAMED: 4, CollectionKind.PROXY: 1}
        assert all(handed_over(relief, standing, code) for code in (his, fifth, ill))
        assert help_desk.queue(office.desk(Role.HELPDESK)) == ()
        assert whole(office)


def test_a_sister_collects_for_a_disabled_man_and_not_for_a_fifth_household(walk: Walk) -> None:
    journey: Journey = proxy_for_a_disabled_man
    walk(journey)


# --- a boy with six cards --------------------------------------------------------------------------------------------


@dataclass
class Trace:
    """Everything about a lane that somebody who stands beside it, or who reads the book, could see or hear."""

    relief: Relief
    page: StationPage
    heard: Fake

    def now(self) -> tuple[QImage, int, int, int, int]:
        """The picture, sounds begun, bytes that reached the loudspeaker, lines of the book, letters in the mailbox."""
        return (
            self.page.grab().toImage(),
            self.heard.begun,
            len(self.heard.sink.got),
            rows(self.relief, select(func.count()).select_from(LedgerEntry))[0][0],
            len(self.letters()),
        )

    def letters(self) -> list[bytes]:
        """What lies in the mailbox."""
        return [row.sealed for row in rows(self.relief, select(Envelope.sealed))]


def printed_slip(at: Sitting, page: StationPage, office: TestOffice, name: str) -> str:
    """P, Ctrl+P: the words of the slip that came out of the printer, each number taken as any number."""
    at.press(P)
    at.until(lambda: isinstance(at.over(), SlipSheet) and at.frame.bench.idle)
    at.picture(name)
    at.press(Qt.Key.Key_P, held=CONTROL)
    at.until(lambda: at.over() is None and at.frame.bench.idle)
    at.program.window.activateWindow()
    at.until(at.program.window.isActiveWindow)
    with at.aside():
        paper = (office.folder.parent / "printed.pdf").read_bytes()
        at.keep(f"{name}.pdf", paper)
        return re.sub(r"\d+", "#", words(paper, office.folder.parent))


def six_cards(at: Sitting, office: TestOffice, watch: MorningClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six cards in forty seconds: a look from the third on, the desk from the fifth; one key that nobody notices."""
    with at.aside():
        relief = Relief(office)
        standing = relief.round()
        homes: list[tuple[object, str]] = []
        for _ in range(6):
            watch.forward(minutes=6)
            homes.append(named_by(relief, BOY))
        before = [row.sealed for row in rows(relief, select(Envelope.sealed))]
        fake = Fake()

    def listen(page: StationPage) -> None:
        monkeypatch.setattr(page.sounds, "_speaker", fake)
        page.sounds.set_volume(0.8)

    page = to_the_lane(at, listen)
    trace = Trace(relief, page, fake)
    slips: list[str] = []
    begun = watch().at
    for number, (_, card) in enumerate(homes):
        if number:
            watch.forward(seconds=8)
        hold_up(at, page, card, "G1")
        collects(at, page, BOY, "G2" if number < 4 else "H5")
        view = page.verdict.view()
        assert view is not None
        if number == 2:
            at.picture("1-third")
            assert (view.family, spoken(at, BOY) in sentence(page)) == (Family.CHECK, True)
            with at.aside():
                at.until(lambda: trace.now() == trace.now())  # a button is painted as pressed for a tenth of a second
                seen = trace.now()
                assert trace.now() == seen, "a picture of the lane is the same twice"
            at.press(F8)
            at.until(lambda: at.frame.bench.idle)
            with at.aside():
                assert trace.now() == seen, "no trace on the screen, in sound, in the book, in the mailbox"
            at.picture("2-after-the-silent-key")
        if number < 4:
            give(at, page)
            if number >= 2:
                slips.append(printed_slip(at, page, office, f"3-slip-{number + 1}"))
        else:
            assert view.family is Family.DESK
            next_card(at, page)
    assert watch().at - begun == timedelta(seconds=40)
    with at.aside():
        assert slips[0] == slips[1], "the slip of the third says what that of the fourth says, but for numbers"
        private = office.opened(Role.FOCAL).unlocked.protection[-1]
        new = [one for one in trace.letters() if one not in before]
        assert {len(one) for one in new} == {512}
        opened = [envelope.opened(one, private) for one in new]
        assert len(new) == 6, "one letter a scan"
        (said,) = [one for one in opened if one.kind is EnvelopeKind.DISTRESS]
        third = rows(relief, select(Disbursement.household_id).order_by(Disbursement.at))[2].household_id
        assert said.household == third
        assert all(one.kind is EnvelopeKind.PADDING for one in opened if one is not said)
        assert len(help_desk.queue(office.desk(Role.HELPDESK))) == 2
    at.lock()

    at.sign_in(Role.SUPERVISOR)
    at.press(Q)
    supervisor = at.page(QuietPage)
    at.until(lambda: supervisor.table.present() is not None)
    with at.aside():
        phone, flag = quiet.flags(office.desk(Role.SUPERVISOR))
        assert (phone.kind, phone.count) == (QuietKind.PHONE, 6), "his number stands with all six"
        assert (flag.kind, flag.count, flag.round_code) == (QuietKind.COLLECTOR, 4, standing.round_code)
        assert (flag.name, flag.phone) == (BOY.name_as_told, "+923017778889")
    at.press(DOWN)
    at.until(lambda: supervisor.table.present() == flag.key)
    at.picture("4-second-look")
    told = at.read(supervisor)
    assert flag_facts(flag) in told
    assert not ACCUSING.search(told), "facts, and no word about why"
    with at.aside():
        assert whole(office)


@pytest.mark.usefixtures("marks_are_read")
def test_a_boy_with_six_cards_is_looked_at_and_a_quiet_key_says_more(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = MorningClock()
    morning = datetime.combine(local_day(watch().at) + timedelta(days=1), time(10), PAKISTAN)
    watch.ahead += morning - watch().at
    monkeypatch.setattr(opening, "machine_clock", watch)

    def boy_with_six_cards(at: Sitting, office: TestOffice) -> None:
        six_cards(at, office, watch, monkeypatch)

    journey: Journey = boy_with_six_cards
    walk(journey)
