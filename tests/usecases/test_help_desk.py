"""The help desk's queue: a lane sends a code once, the help desk hears why, and says what came of it."""

import pytest

from desktop.errors import HouseholdNotFound, NotPermitted, PointUnknown, RoundUnknown, VisitSettled, VisitUnknown
from desktop.records.distribution import Standing
from desktop.usecases import distribution, help_desk, safekeeping
from desktop.values.identifiers import HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import ReferralResult, Source, Verdict
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    return Relief(office)


def sent(relief: Relief, standing: Standing, *, people: int = 3) -> HouseholdCode:
    """A household that received already comes again and is sent to the help desk by its lane."""
    code = relief.household(people)
    (card,) = relief.cards(code)
    shown = relief.presented(card.credential)
    relief.give(standing, shown)
    decision = relief.decide(standing, shown)
    help_desk.send(relief.office.desk(Role.SCANNER), standing, shown, decision.verdict)
    return code


def test_a_lane_sends_and_the_help_desk_hears_why(relief: Relief, office: TestOffice) -> None:
    """The queue shows who and where from; the reason is asked anew and is the help desk's alone."""
    standing = relief.round()
    code = sent(relief, Standing(standing.round_code, standing.point_code, 2))
    (visit,) = help_desk.queue(office.desk(Role.HELPDESK))
    assert (visit.household, visit.verdict, visit.standing.lane, visit.point_name) == (
        code,
        Verdict.H1,
        2,
        "Basti Malook",
    )
    assert visit.name_latin.startswith("Sakina")
    assert (visit.village, visit.known, visit.result) == ("Chak 12", True, None)
    shown = help_desk.presented_by(visit)
    asked = distribution.decide(office.desk(Role.HELPDESK), visit.standing, shown)
    assert (asked.verdict, asked.why) == (Verdict.H1, "received")
    assert asked.facts["lane"] == "2"


def test_a_card_of_nobody_keeps_its_verdict_in_the_queue(relief: Relief, office: TestOffice) -> None:
    """The lane saw a true card of a household that is not here: asked anew it is still H3, not an unknown code."""
    standing = relief.round()
    shown = relief.typed(HouseholdCode.make("617", 9_999_998).text)
    proved = help_desk.Presented(shown.household, None, Source.CAMERA, kid=b"1234")
    help_desk.send(office.desk(Role.SCANNER), standing, proved, Verdict.H3)
    (visit,) = help_desk.queue(office.desk(Role.HELPDESK))
    assert (visit.known, visit.name_as_told, visit.photo) == (False, "", None)


def test_who_is_sent_twice_waits_once(relief: Relief, office: TestOffice) -> None:
    """Once more after the visit ended is a new visit."""
    standing, code = relief.round(), relief.household()
    shown = relief.typed(code.text)
    for _ in range(2):
        help_desk.send(office.desk(Role.SCANNER), standing, shown, Verdict.H3)
    (visit,) = help_desk.queue(office.desk(Role.HELPDESK))
    help_desk.settle(office.desk(Role.HELPDESK), visit.id, ReferralResult.TOLD)
    assert help_desk.queue(office.desk(Role.HELPDESK)) == ()
    help_desk.send(office.desk(Role.SCANNER), standing, shown, Verdict.H3)
    assert len(help_desk.queue(office.desk(Role.HELPDESK))) == 1


def test_the_longest_wait_comes_first(relief: Relief, office: TestOffice) -> None:
    standing = relief.round()
    codes = [relief.household() for _ in range(4)]
    for code in codes:
        help_desk.send(office.desk(Role.SCANNER), standing, relief.typed(code.text), Verdict.H3)
    assert [visit.household for visit in help_desk.queue(office.desk(Role.HELPDESK))] == codes


def test_sending_writes_no_line_and_ending_names_no_household(relief: Relief, office: TestOffice) -> None:
    """Nothing in the book says who was sent to the help desk."""
    standing = relief.round()
    opened = office.opened(Role.AUDITOR)
    code = relief.household()
    before = safekeeping.check(opened.desk, opened.certificates, office.folder).entries
    help_desk.send(office.desk(Role.SCANNER), standing, relief.typed(code.text), Verdict.H3)
    after = safekeeping.check(opened.desk, opened.certificates, office.folder)
    assert after.entries == before
    (visit,) = help_desk.queue(office.desk(Role.HELPDESK))
    help_desk.settle(office.desk(Role.HELPDESK), visit.id, ReferralResult.LEFT)
    checked = safekeeping.check(opened.desk, opened.certificates, office.folder)
    assert (checked.entries, checked.first_bad) == (before + 1, None)


def test_the_supervisor_answers_what_the_help_desk_asked(relief: Relief, office: TestOffice) -> None:
    """Asked is no end: it leaves the help desk's queue and stands in the supervisor's until it is answered, once."""
    standing, code = relief.round(areas=("PK604",)), relief.household()
    help_desk.send(office.desk(Role.LEAD), standing, relief.typed(code.text), Verdict.H3)
    (visit,) = help_desk.queue(office.desk(Role.HELPDESK))
    help_desk.settle(office.desk(Role.HELPDESK), visit.id, ReferralResult.ASKED)
    assert help_desk.queue(office.desk(Role.HELPDESK)) == ()
    with pytest.raises(VisitSettled):
        help_desk.settle(office.desk(Role.HELPDESK), visit.id, ReferralResult.ASKED)
    (asked,) = help_desk.queue(office.desk(Role.SUPERVISOR))
    assert asked.result is ReferralResult.ASKED
    ended = help_desk.settle(office.desk(Role.SUPERVISOR), visit.id, ReferralResult.ADDED)
    assert ended.visit.result is ReferralResult.ADDED
    assert help_desk.queue(office.desk(Role.SUPERVISOR)) == ()
    with pytest.raises(VisitSettled):
        help_desk.settle(office.desk(Role.SUPERVISOR), visit.id, ReferralResult.TOLD)


def test_two_help_desks_end_one_visit_once(relief: Relief, office: TestOffice) -> None:
    sent(relief, relief.round())
    (visit,) = help_desk.queue(office.desk(Role.HELPDESK))
    help_desk.settle(office.desk(Role.HELPDESK), visit.id, ReferralResult.TOLD)
    with pytest.raises(VisitSettled):
        help_desk.settle(office.desk(Role.LEAD), visit.id, ReferralResult.LEFT)
    with pytest.raises(VisitUnknown):
        help_desk.settle(office.desk(Role.LEAD), new_id(), ReferralResult.LEFT)


def test_a_collector_is_known_by_two_questions(relief: Relief, office: TestOffice) -> None:
    """Whose daughter or wife the head is, and how many live there: the answers are the register's."""
    code = relief.household(5)
    asked = help_desk.question(office.desk(Role.HELPDESK), code)
    assert (asked.parent, asked.people, asked.children) == ("رحیم بخش", 5, 4)
    assert asked.parent_of.startswith("سکینہ")
    with pytest.raises(HouseholdNotFound):
        help_desk.question(office.desk(Role.HELPDESK), HouseholdCode.make("617", 9_999_997))


def test_the_lane_sends_and_does_not_read(relief: Relief, office: TestOffice) -> None:
    """Nor does the help desk send; a round or a point that is not there is said."""
    standing, code = relief.round(), relief.household()
    shown = relief.typed(code.text)
    with pytest.raises(NotPermitted):
        help_desk.queue(office.desk(Role.SCANNER))
    with pytest.raises(NotPermitted):
        help_desk.question(office.desk(Role.SCANNER), code)
    with pytest.raises(NotPermitted):
        help_desk.send(office.desk(Role.HELPDESK), standing, shown, Verdict.H3)
    with pytest.raises(PointUnknown):
        help_desk.send(office.desk(Role.SCANNER), Standing(standing.round_code, "nowhere"), shown, Verdict.H3)
    with pytest.raises(RoundUnknown):
        help_desk.send(office.desk(Role.SCANNER), Standing("none", "nowhere"), shown, Verdict.H3)
    assert help_desk.queue(office.desk(Role.HELPDESK)) == ()
