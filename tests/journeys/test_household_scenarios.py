"""What becomes of households, in the real window by keys alone: a shared phone, a power cut, a woman who goes."""

import multiprocessing
import os
import signal
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.app import application
from desktop.reference.places import area
from desktop.ui.kept_form import KIND
from desktop.ui.screens.household.event_words import Happens
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.quiet.quiet_page import QuietPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, WHO
from desktop.usecases import cards, quiet, registration
from desktop.values.finding import Finding
from desktop.values.permissions import Role
from desktop.values.problem import Problem
from desktop.values.vocabulary import (
    CardState,
    Language,
    ParentRelation,
    PhoneOwner,
    QuietKind,
    Sex,
    Verdict,
)
from desktop.words.problems import say_problem
from tests.factories import TestOffice, child, household, woman
from tests.journeys.conftest import Journey, Walk
from tests.journeys.sitting import CONTROL, ENTER, ONE, PAGE_DOWN, TWO, Sitting
from tests.journeys.typing_people import (
    Told,
    more_people,
    new_household,
    open_household,
    read_back,
    save,
    type_person,
    where,
)
from tests.usecases.living import man, wife
from tests.usecases.relief_office import Relief

SHARED = "03057654321"
OLD_NOOR = Told(("نور بی بی", "Noor Bibi"), of=("قادر بخش", "Qadir Bux"), how=ParentRelation.WIDOW_OF, age="70")


def phone_of_the_whole_hamlet(at: Sitting, office: TestOffice) -> None:
    """A phone on three households: for a fourth it is asked whose it is, it saves, and the supervisor sees the four."""
    with at.aside():
        clerk = office.desk(Role.CLERK)
        told = (("سکینہ", "رحیم بخش", "Chak 12"), ("زینب", "کریم بخش", "Chak 14"), ("ہاجرہ", "بشیر احمد", "Kot Mehr"))
        planted = [
            registration.register(
                clerk,
                household(
                    woman(name, "", parent_name=husband, parent_latin="", phone=SHARED, phone_owner=PhoneOwner.OWN),
                    village=village,
                ),
                different=True,
            ).household.code
            for name, husband, village in told
        ]
    at.sign_in(Role.CLERK)
    page = new_household(at, phone=True)
    head = page.panels.head
    type_person(at, head, replace(OLD_NOOR, sex=Sex.FEMALE))
    at.to(head.phone)
    at.write(SHARED)
    at.press(ENTER)
    many = say_problem(Problem("phone.number", Finding.PHONE_OWNER_NEEDED, facts={"count": "3"}))
    at.until(lambda: many in at.read(head))
    at.picture("1-whose-phone")
    assert head.owner.value() is None, "whose it is, is not guessed"
    more_people(at, page, [])
    where(at, page, "Kot Mehr")
    at.press(Qt.Key.Key_S, held=CONTROL)
    at.until(lambda: page.step == WHO)
    at.picture("2-asked-once-more")
    at.choose(head.owner, PhoneOwner.NEIGHBOUR)
    read_back(at, page)
    fourth = save(at, page)
    at.lock()

    at.sign_in(Role.SUPERVISOR)
    at.press(Qt.Key.Key_Q)
    looks = at.page(QuietPage)
    at.until(lambda: looks.table.present() is not None)
    at.picture("3-quiet-list")
    shown = at.read(looks.panel).replace("\u2007", "")
    assert [code for code in (*planted, fourth) if code.text not in shown] == []
    with at.aside():
        (flag,) = [one for one in quiet.flags(office.desk(Role.SUPERVISOR)) if one.kind is QuietKind.PHONE]
        assert flag.count == 4
        (noor,) = registration.show(office.desk(Role.CLERK), fourth).members
        assert (noor.phone_owner, noor.phone) == (PhoneOwner.NEIGHBOUR, "+923057654321")


RAMZAN = Told(
    ("محمد رمضان", "Muhammad Ramzan"),
    of=("غلام رسول", "Ghulam Rasool"),
    how=ParentRelation.SON_OF,
    sex=Sex.MALE,
    age="41",
)
FOUR_MORE = (
    Told(("سکینہ بی بی", "Sakina Bibi"), relation="WIFE", age="36"),
    Told(("علی رضا", "Ali Raza"), relation="SON", age="12"),
    Told(("زینب بی بی", "Zainab Bibi"), relation="DAU", age="9"),
    Told(("محمد بلال", "Muhammad Bilal"), relation="SON", age="4"),
)
SIXTH = Told(("رخسانہ", ""), relation="DAU")
LATIN_OF_THE_SIXTH = "Rukhsana"


def type_until_the_power_goes(folder: Path, language: Language, told: Connection) -> None:
    """Five people are written and the sixth's name; her name in Latin letters is in hand when it ends, by a kill."""
    at = Sitting(application(), folder, language)
    at.sign_in(Role.CLERK)
    page = new_household(at)
    type_person(at, page.panels.head, RAMZAN)
    at.press(PAGE_DOWN)
    form = page.panels.people.form
    for one in FOUR_MORE:
        type_person(at, form, one)
        at.press(PAGE_DOWN)
    type_person(at, form, SIXTH)
    at.to(form.name_latin)
    at.until(lambda: at.frame.bench.idle)  # what was left before is on the disk
    at.write(LATIN_OF_THE_SIXTH[:4])
    told.send("half a name")
    at.until(lambda: False)


def power_cut(at: Sitting, office: TestOffice) -> None:
    """An unsaved sixth: after the start five are intact, the half entry is offered back, and is finished."""
    context = multiprocessing.get_context("spawn")
    told, telling = context.Pipe(duplex=False)
    with at.aside():
        typing = context.Process(target=type_until_the_power_goes, args=(office.folder, at.language, telling))
        typing.start()
        telling.close()
        try:
            assert told.recv() == "half a name"
        finally:
            assert typing.pid is not None
            os.kill(typing.pid, signal.SIGKILL)
            typing.join()
        assert registration.nobody_yet(office.desk(Role.CLERK))

    home = at.sign_in(Role.CLERK)
    assert RAMZAN.name[0] in at.read(home)
    at.picture("1-unfinished")
    at.press(ONE)
    page = at.page(RegisterPage)
    assert page.offer is not None
    assert at.has_keyboard(page.offer.resume_button)
    at.picture("2-offered")
    at.press(ENTER)
    at.until(lambda: page.offer is None and page.step == PEOPLE)
    form = page.panels.people.form
    at.until(lambda: at.has_keyboard(form))
    assert page.panels.people.place == 5
    assert form.name.value() == SIXTH.name[0]
    assert [(one.name_as_told, one.name_latin, one.age_years) for one in page.draft.members[:5]] == [
        (*one.name, int(one.age)) for one in (RAMZAN, *FOUR_MORE)
    ]
    at.picture("3-sixth")
    at.to(form.name_latin)
    at.press(Qt.Key.Key_A, held=CONTROL)
    at.write(LATIN_OF_THE_SIXTH)
    at.to(form.age)
    at.write("2")
    at.press(PAGE_DOWN, PAGE_DOWN)
    where(at, page, "چک 12")
    read_back(at, page)
    at.picture("4-read-back")
    code = save(at, page)
    with at.aside():
        view = registration.show(office.desk(Role.CLERK), code)
        assert [one.name_as_told for one in view.members] == [one.name[0] for one in (RAMZAN, *FOUR_MORE, SIXTH)]
        assert view.members[5].name_latin == LATIN_OF_THE_SIXTH
        assert registration.kept_draft(office.desk(Role.CLERK), KIND) is None


SHELTER = "دارالامان"


def a_woman_goes(at: Sitting, office: TestOffice) -> None:
    """With two children, elsewhere: a household from today, help once a round, and not a word to where she left."""
    with at.aside():
        relief = Relief(office)
        children = (child("علی", name_latin="Ali"), child("زارا", "DAU", name_latin="Zara"))
        told = household(man(), wife(), *children, child("حسن", name_latin="Hassan"))
        old = registration.register(office.desk(Role.CLERK), told).household.code
        card, hers = cards.issue(office.desk(Role.CLERK), [old]).faces
        round_now = relief.round()
        relief.give(round_now, relief.presented(card.credential))

    at.sign_in(Role.CLERK)
    page = open_household(at, old)
    at.press(Qt.Key.Key_W)
    at.until(lambda: page.happenings.events is not None)
    at.picture("1-what-happened")
    at.press(Qt.Key(Qt.Key.Key_1 + list(Happens).index(Happens.SPLIT)))
    at.until(lambda: page.happenings.form is not None)
    form = page.happenings.form
    assert form is not None
    at.press(TWO, Qt.Key.Key_3, Qt.Key.Key_4)
    at.to(form.rows.where)
    at.press(TWO)
    at.to(form.rows.place)
    at.write("lahore city")
    at.press(ENTER)
    at.to(form.rows.village)
    at.write(SHELTER)
    at.picture("2-she-goes")
    at.press(Qt.Key.Key_S, held=CONTROL)
    at.until(lambda: bool(form.reading()))
    at.press(Qt.Key.Key_S, held=CONTROL)
    at.until(lambda: isinstance(at.frame.page, HouseholdPage) and at.frame.page.code != old)
    new = at.page(HouseholdPage).code
    assert SHELTER in at.read()
    at.picture("3-her-household")

    at.home()
    page = open_household(at, old)
    seen = at.read()
    at.picture("4-where-she-left")
    at.press(Qt.Key.Key_H)
    at.until(lambda: page.happenings.whole is not None)
    seen += at.read()
    at.picture("5-history")
    plain = seen.replace("\u2007", "").replace(" ", "")
    with at.aside():
        place = registration.show(office.desk(Role.CLERK), new).pcode
        assert new.text not in plain
        assert not any(told in seen for told in (SHELTER, *place_names(place)))
        assert "Sakina Bibi" in seen or "سکینہ بی بی" in seen, "that she began a household of her own is told"

        clerk = office.desk(Role.CLERK)
        stayed = registration.show(clerk, old)
        gone = registration.show(clerk, new)
        assert [one.name_latin for one in stayed.members] == ["Rahim Bux", "Hassan"]
        assert [one.name_latin for one in gone.members] == ["Sakina Bibi", "Ali", "Zara"]
        states = {line.number: line.state for line in stayed.cards}
        assert (states[card.number.text], states[hers.number.text]) == (CardState.LIVE, CardState.REVOKED)
        (her_new,) = cards.issue(clerk, [new]).faces
        next_round = relief.round()
        verdicts = {
            (name, which): relief.decide(standing, relief.presented(face.credential)).verdict
            for name, standing in (("now", round_now), ("next", next_round))
            for which, face in (("his", card), ("hers", her_new))
        }
        assert verdicts == {
            ("now", "his"): Verdict.H1,
            ("now", "hers"): Verdict.H5,
            ("next", "his"): Verdict.G1,
            ("next", "hers"): Verdict.G1,
        }
        reviewed = relief.decide(round_now, relief.presented(her_new.credential), Role.HELPDESK)
        assert reviewed.why == "drew_before_split"


def place_names(pcode: str) -> tuple[str, ...]:
    """A place's names in every script it has."""
    name = area(pcode).name
    return tuple(filter(None, (name.en, name.ur, name.sd)))


@pytest.mark.parametrize("journey", [phone_of_the_whole_hamlet, power_cut, a_woman_goes])
@pytest.mark.timeout(300)
def test_a_household_changes(journey: Journey, walk: Walk) -> None:
    """In English and in Urdu: each journey says in its first line what it shows, and no key waits long."""
    walk(journey)
