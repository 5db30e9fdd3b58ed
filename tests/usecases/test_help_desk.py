"""The help desk's queue: a lane sends a code once, the help desk hears why, and says what came of it."""

from dataclasses import replace
from typing import Literal

import pytest

from desktop.errors import HouseholdNotFound, NotPermitted, PointUnknown, RoundUnknown, VisitSettled, VisitUnknown
from desktop.records.distribution import Collecting, Presented, Standing
from desktop.records.help_desk import ProxyDraft, Visit
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft
from desktop.scanning.reader import RefusedCode
from desktop.usecases import allowances, collectors, distribution, help_desk, safekeeping
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import CollectionKind, Intermediary, Look, ProxyReason, ReferralResult, Source, Verdict
from desktop.words.help_desk import reason_of
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
    assert shown is not None
    asked = distribution.decide(office.desk(Role.HELPDESK), visit.standing, shown)
    assert (asked.verdict, asked.why) == (Verdict.H1, "received")
    assert asked.facts["lane"] == "2"


@pytest.mark.parametrize(
    ("verdict", "why"),
    [
        (Verdict.H6, "signature"),
        (Verdict.N1, "not_a_card"),
        (Verdict.H3, "other_office"),
        (Verdict.H3, "practice_card"),
        (Verdict.H3, "real_card"),
    ],
)
def test_who_shows_a_false_card_or_none_of_ours_waits_without_a_name(
    relief: Relief,
    office: TestOffice,
    verdict: Verdict,
    why: Literal["signature", "not_a_card", "other_office", "practice_card", "real_card"],
) -> None:
    """Two of them wait apart; the reason is told, no household is shown, and what came of it is kept."""
    standing = replace(relief.round(), lane=2)
    desk, refused = office.desk(Role.HELPDESK), RefusedCode(why, Source.CAMERA, "A TEXT")
    for _ in range(2):
        help_desk.send_unread(office.desk(Role.SCANNER), standing, refused)
    first, second = help_desk.queue(desk)
    assert first.id != second.id
    assert (first.household, first.number, first.known, first.who) == (None, None, False, None)
    assert (first.name_as_told, first.name_latin, first.photo, first.village) == ("", "", None, "")
    assert (first.verdict, first.source, first.standing) == (verdict, Source.CAMERA, standing)
    decision = help_desk.stands_against(desk, first)
    assert (decision.verdict, decision.why, decision.household) == (verdict, why, None)
    assert help_desk.presented_by(first) is None
    help_desk.settle(desk, first.id, ReferralResult.ASKED)
    asked = help_desk.queue(office.desk(Role.SUPERVISOR))
    assert [one.id for one in asked] == [first.id, second.id]
    help_desk.settle(office.desk(Role.SUPERVISOR), first.id, ReferralResult.TOLD)
    assert help_desk.queue(desk) == (second,)
    with pytest.raises(NotPermitted):
        help_desk.send_unread(office.desk(Role.CLERK), standing, refused)
    auditor = office.opened(Role.AUDITOR)
    assert safekeeping.check(auditor.desk, auditor.certificates, auditor.folder).ok


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


# --- who came in the holder's place ----------------------------------------------------------------------------------

NAMED, PROXY = Collecting(CollectionKind.NAMED, 1), Collecting(CollectionKind.PROXY)
BOY = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")


def named(relief: Relief, who: CollectorDraft = BOY) -> Presented:
    """The card of a household that named somebody."""
    code = relief.household(3, holders=2)
    collectors.name_collector(relief.office.desk(Role.CLERK), code, who)
    return relief.presented(relief.cards(code)[0].credential)


def drawn(relief: Relief, standing: Standing, count: int) -> None:
    """So many households for which the boy collected."""
    for _ in range(count):
        shown, scanner = named(relief), relief.office.desk(Role.SCANNER)
        new = DisbursementId(new_id())
        distribution.give(scanner, standing, shown, disbursement=new, looked=True, collector=NAMED)


def sent_with(relief: Relief, standing: Standing, shown: Presented, how: int | Collecting | None) -> Visit:
    """The lane asks, and sends with what it heard."""
    scanner = relief.office.desk(Role.SCANNER)
    verdict = distribution.decide(scanner, standing, shown, collector=how).verdict
    help_desk.send(scanner, standing, shown, verdict, collector=how)
    return help_desk.queue(relief.office.desk(Role.HELPDESK))[-1]


def test_who_collects_for_too_many_is_told_with_name_and_number_and_somebody_else_may(relief: Relief) -> None:
    """The lane heard H5 and no reason; the help desk hears it, and what would be said if another came."""
    standing, desk = relief.round(), relief.office.desk(Role.HELPDESK)
    drawn(relief, standing, 4)
    visit = sent_with(relief, standing, named(relief), NAMED)
    assert visit.who is not None
    assert (visit.verdict, visit.who.how, visit.who.name_latin) == (Verdict.H5, NAMED, "Aslam")
    decision = help_desk.stands_against(desk, visit)
    assert (decision.why, decision.facts) == ("collector_limit", {"households": "4"})
    assert visit.household is not None
    may = distribution.who_collects(desk, standing.round_code, visit.household)
    assert [one.how for one in may] == [1, 2, NAMED], "each holder and the boy"
    assert help_desk.stands_against(desk, replace(visit, who=may[1])).verdict is Verdict.G2
    assert help_desk.stands_against(desk, replace(visit, who=None)).verdict is Verdict.G1


def test_one_who_stands_between_workers_and_owners_is_told_to_the_help_desk_alone(relief: Relief) -> None:
    standing, desk = relief.round(), relief.office.desk(Role.HELPDESK)
    who = CollectorDraft(name_as_told="غفور", name_latin="Ghafoor", relation="OTHER", phone="0302-4443332")
    shown = named(relief, who)
    munshi = IntermediaryDraft(
        role=Intermediary.MUNSHI, name_as_told="غفور", phone="0302-4443332", pcode="PK61701", village="Chak 12"
    )
    collectors.note_intermediary(relief.office.desk(Role.CLERK), munshi)
    visit = sent_with(relief, standing, shown, NAMED)
    decision = help_desk.stands_against(desk, visit)
    assert decision.why == "collector_refused"
    assert "munshi" not in reason_of(visit, decision).lower()


def test_what_stands_against_the_household_itself_comes_before_who_came(relief: Relief) -> None:
    standing, desk = relief.round(), relief.office.desk(Role.HELPDESK)
    shown = named(relief)
    relief.give(standing, shown)
    visit = sent_with(relief, standing, shown, NAMED)
    assert help_desk.stands_against(desk, visit).why == "received"


def test_a_third_household_is_looked_at_and_the_number_is_told(relief: Relief) -> None:
    """Nothing stops them, and the help desk reads why the lane was unsure."""
    standing, desk = relief.round(), relief.office.desk(Role.HELPDESK)
    drawn(relief, standing, 2)
    visit = sent_with(relief, standing, named(relief), NAMED)
    decision = help_desk.stands_against(desk, visit)
    assert (decision.verdict, decision.looks) == (Verdict.G2, (Look.COLLECTS_OFTEN, Look.COLLECTOR))
    assert "collects for 2 households of this round already" in reason_of(visit, decision)


def test_who_is_named_no_more_is_said_to_be_so(relief: Relief) -> None:
    """Between lane and help desk the holder ended it: nobody is sent back to a lane that would not know them."""
    standing, desk = relief.round(), relief.office.desk(Role.HELPDESK)
    shown = named(relief)
    visit = sent_with(relief, standing, shown, NAMED)
    assert visit.household is not None
    collectors.end_collector(relief.office.desk(Role.CLERK), visit.household, 1)
    (again,) = help_desk.queue(desk)
    assert again.who is not None
    assert (again.who.how, again.who.name_latin) == (NAMED, "")
    decision = help_desk.stands_against(desk, again)
    assert (decision.verdict, decision.why, decision.looks) == (Verdict.H5, "collector_ended", ())
    relief.give(standing, shown)
    assert help_desk.stands_against(desk, again).why == "received"


def test_sent_again_with_somebody_else_the_last_word_holds(relief: Relief) -> None:
    """One visit: first the holder without a collector, then the neighbour who was let for today, then the holder."""
    standing, desk = relief.round(), relief.office.desk(Role.HELPDESK)
    shown = relief.presented(relief.cards(relief.household())[0].credential)
    assert sent_with(relief, standing, shown, None).who is None
    draft = ProxyDraft("نسرین", "Nasreen", "SIS", "0303-1212121", ProxyReason.ILL)
    second = relief.office.second(Role.LEAD)
    allowances.let_collect(desk, standing.round_code, shown.household, draft, second=second)
    visit = sent_with(relief, standing, shown, PROXY)
    assert visit.who is not None
    assert (visit.who.how, visit.who.name_latin) == (PROXY, "Nasreen")
    assert sent_with(relief, standing, shown, None).who is None
    assert len(help_desk.queue(desk)) == 1


def test_asking_who_may_collect_is_the_help_desks_right(relief: Relief, office: TestOffice) -> None:
    standing = relief.round()
    visit = sent_with(relief, standing, named(relief), NAMED)
    with pytest.raises(NotPermitted):
        help_desk.stands_against(office.desk(Role.SCANNER), visit)
    assert visit.household is not None
    for role in (Role.CLERK, Role.AUDITOR):
        with pytest.raises(NotPermitted):
            distribution.who_collects(office.desk(role), standing.round_code, visit.household)
    with pytest.raises(HouseholdNotFound):
        distribution.who_collects(office.desk(Role.HELPDESK), standing.round_code, HouseholdCode.make("617", 9_999_996))
