"""The tour at the lane: every verdict that looks different, from a real card, a typed code or a foreign picture."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.practice.relief import KOT, MALOOK, OPEN_ROUND
from desktop.records.distribution import Presented, Standing
from desktop.ui.screens.after.after_page import AfterPage
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.tour.film import show_card, show_foreign
from desktop.ui.tour.guide import ENTER, ESC, Guide, rest, type_into
from desktop.ui.widgets.verdict_values import Family
from desktop.ui.workbench import GoAfter, GoStation
from desktop.usecases import distribution
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Source, Verdict

LANE, ELSEWHERE = Standing(OPEN_ROUND, MALOOK.point_code, 2), Standing(OPEN_ROUND, KOT.point_code, 1)


def choose(guide: Guide) -> None:
    """Where the lane stands: round, point and number."""
    guide.sign_in(Role.SCANNER)
    guide.frame.bench.go(GoStation())
    guide.page(StationPage)
    rest(0.3)


def waiting(guide: Guide) -> None:
    """The station, before the first card."""
    _stand(guide, LANE)
    rest(0.3)


def give(guide: Guide) -> None:
    """The card in the camera: what is due."""
    page = guide.page(StationPage)
    show_card(guide, page)
    guide.until(lambda: verdict_of(page) is Verdict.G1, "the filmed card is GIVE")


def given(guide: Guide) -> None:
    """Space: it is handed over, durably."""
    page = guide.page(StationPage)
    QTest.keyClick(page.verdict, Qt.Key.Key_Space)
    guide.until(lambda: page.given is not None, "the hand-over is durable")


def second_try(guide: Guide) -> None:
    """The same card again: the help desk, and no reason."""
    page = guide.page(StationPage)
    page.wait()
    page.scan.stop()
    page.reader.forget()
    show_card(guide, page)
    guide.until(lambda: verdict_of(page) is Verdict.H1, "the second try goes to the help desk")


def sent(guide: Guide) -> None:
    """Enter: they walk there with somebody, and stand in its queue."""
    page = guide.page(StationPage)
    page.scan.stop()
    QTest.keyClick(page.verdict, ENTER)
    guide.until(lambda: page.decision is None and guide.frame.bench.idle, "whoever stood there is sent")


def look(guide: Guide) -> None:
    """A code typed by hand proves nothing: look first, then give. Whoever was split off shares what was drawn."""
    listed = _not_come(guide)
    guide.sign_in(Role.SCANNER)
    guide.due = guide.ask(lambda desk: next((code for code in listed if _is_due(desk, code)), None))
    guide.true(guide.due is not None, "something is due to somebody who did not come yet")
    page = _stand(guide, LANE)
    assert guide.due is not None
    _type(guide, page, guide.due)
    guide.until(lambda: verdict_of(page) is Verdict.G2, "a typed code asks for a look")


def later(guide: Guide) -> None:
    """At a point that serves one area only: somebody who is served at the other."""
    page = _stand(guide, ELSEWHERE)
    assert guide.due is not None
    _type(guide, page, guide.due)
    guide.until(lambda: verdict_of(page) is Verdict.T1, "they are served at the other point")


def again(guide: Guide) -> None:
    """A code that is no card of ours."""
    page = guide.page(StationPage)
    _away(guide, page)
    show_foreign(guide, page)
    guide.until(lambda: _family(page) is Family.AGAIN, "a foreign code is held up again")
    page.scan.stop()


def recent(guide: Guide) -> Path:
    """V: the last twenty, with taking back; Esc goes on with the queue."""
    page = guide.page(StationPage)
    _away(guide, page)
    guide.press(Qt.Key.Key_V)
    guide.until(lambda: guide.over() is not None, "the last hand-overs are shown")
    seen = guide.picture("lane-recent")
    guide.press(ESC)
    guide.until(lambda: guide.over() is None, "the list is put away")
    return seen


def stopped(guide: Guide) -> None:
    """The day of the point is closed: no lane goes on, whoever comes."""
    guide.sign_in(Role.SCANNER)
    page = _stand(guide, LANE)
    assert guide.due is not None
    _type(guide, page, guide.due)
    guide.until(lambda: verdict_of(page) is Verdict.S1, "the lane stops")


def rehearsal(guide: Guide) -> None:
    """A point that is not open yet: a real card is read, and nothing is recorded of it."""
    assert guide.fresh is not None
    page = _stand(guide, guide.fresh)
    show_card(guide, page)
    guide.until(lambda: page.decision is not None and page.decision.rehearsal, "the card is read, as a rehearsal")
    page.scan.stop()


def verdict_of(page: StationPage) -> Verdict | None:
    """What was decided for what stands there."""
    return page.decision.verdict if page.decision is not None else None


def _stand(guide: Guide, standing: Standing) -> StationPage:
    """Go to a lane, and wait until it is ready."""
    guide.frame.bench.go(GoStation(standing))

    def ready() -> bool:
        page = guide.frame.page
        return isinstance(page, StationPage) and page.standing == standing and page.round is not None

    guide.until(ready, "the station is ready")
    return guide.page(StationPage)


def _not_come(guide: Guide) -> list[HouseholdCode]:
    """Who did not come to the lane's point yet, as the team lead is told."""
    guide.sign_in(Role.LEAD)
    guide.frame.bench.go(GoAfter(Standing(LANE.round_code, LANE.point_code)))
    page = guide.page(AfterPage)
    guide.until(lambda: page.waiting.told is not None, "it is told who did not come yet")
    told = page.waiting.told
    return [line.code for line in told.lines] if told is not None else []


def _is_due(desk: Desk, code: HouseholdCode) -> bool:
    """Their typed code is to be looked at here, and they are not served at the other point."""
    typed = Presented(code, None, Source.TYPED)
    asked = tuple(distribution.decide(desk, standing, typed).verdict for standing in (LANE, ELSEWHERE))
    return asked == (Verdict.G2, Verdict.T1)


def _family(page: StationPage) -> Family | None:
    view = page.verdict.view()
    return view.family if view is not None and page.verdict.isVisible() else None


def _away(guide: Guide, page: StationPage) -> None:
    """Esc takes a verdict away."""
    guide.press(ESC)
    guide.until(lambda: page.decision is None and not page.verdict.isVisible(), "the lane waits for the next card")


def _type(guide: Guide, page: StationPage, code: HouseholdCode) -> None:
    field = page.scan.box().field()
    field.set_value("")
    type_into(page.scan.box(), code.text)
    guide.true(field.value() == code.text, "the code is typed")
    QTest.keyClick(field, ENTER)


FIRST = (
    ("lane-choose", choose),
    ("waiting", waiting),
    ("verdict-give", give),
    ("hand-over", given),
    ("second-try", second_try),
    ("lane-sent", sent),
)
MORE = (
    ("verdict-look", look),
    ("lane-recent", recent),
    ("verdict-later", later),
    ("verdict-again", again),
)
CLOSED = (
    ("verdict-stop", stopped),
    ("verdict-rehearsal", rehearsal),
)
