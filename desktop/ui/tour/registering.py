"""The tour at the registration desk: a family of five without papers, from consent to the code and the rights."""

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.practice.office import chance
from desktop.practice.portraits import portrait
from desktop.ui.scanner.camera_feed import FeedState
from desktop.ui.screens.find.find_page import FindPage
from desktop.ui.screens.register.person_form import PersonForm
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, SAVED, WHERE
from desktop.ui.tour.guide import CONTROL, ENTER, ESC, PAGE_DOWN, Guide, rest, type_into
from desktop.values.identifiers import HouseholdCode
from desktop.values.vocabulary import AgeEvent, ParentRelation, PhoneOwner, VoucherRelation, Washington

PLACE, VILLAGE = "PK61701", "Chak 12"
WOMAN = "سکینہ بی بی"
BY_SOUND = "skino bi bi"
"""The keys that give her name on the keyboard by sound."""
PHONE = "03000000021"


def keyboard(guide: Guide) -> None:
    """Ctrl+K: Latin keys give Urdu letters, and the keys stand on the screen for whoever needs them."""
    guide.home()
    guide.press(Qt.Key.Key_1)
    page = guide.page(RegisterPage)
    consent, head = page.panels.consent, page.panels.head
    type_into(consent.agreed, "1")
    type_into(consent.photo, " ")
    type_into(consent.phone, " ")
    type_into(head.name, "")
    guide.press(Qt.Key.Key_K, held=CONTROL)
    keys = guide.program.window.letters.keyboard
    guide.until(lambda: keys is not None and keys.isVisible(), "the keys stand on the screen")
    assert keys is not None
    guide.write(BY_SOUND[:-1])
    QTest.mouseClick(keys, Qt.MouseButton.LeftButton, pos=keys.key_place(BY_SOUND[-1]))
    guide.true(head.name.value() == WOMAN, "the name is written by sound, the last letter by a click")


def photo(guide: Guide) -> Path:
    """F4: the camera, or a picture from a file where none is plugged in; only our own small copy is kept."""
    guide.press(Qt.Key.Key_K, held=CONTROL)
    keys = guide.program.window.letters.keyboard
    guide.true(keys is not None and not keys.isVisible(), "Ctrl+K puts the keys away")
    page = guide.page(RegisterPage)
    guide.press(Qt.Key.Key_F4)
    guide.until(lambda: page.photos.panel is not None, "the photo is asked for")
    panel = page.photos.panel
    assert panel is not None
    guide.true(panel.feed.state is not FeedState.OFF and bool(panel.status()), "it is said what the camera does")
    guide.true(panel.file_button.isEnabled(), "a file will do as well")
    seen = guide.picture("photo")
    with tempfile.TemporaryDirectory(prefix="haqdar-portrait-") as place:
        drawn = Path(place) / "drawn.jpg"
        drawn.write_bytes(portrait(chance(7), woman=True))
        page.take_photo(drawn)
        guide.until(lambda: bool(page.panels.head.member().photo), "the picture of the file is on the form")
    return seen


def who(guide: Guide) -> None:
    """The head: her name, whose wife she is, her age by the flood of 2010, no paper, a phone that is safe to call."""
    page = guide.page(RegisterPage)
    head = page.panels.head
    type_into(head.name_latin, "Sakina Bibi")
    guide.choose(head.parent_relation, ParentRelation.WIFE_OF)
    type_into(head.parent_name, "اللہ دتہ")
    type_into(head.parent_latin, "Allah Ditta")
    type_into(head.sex, "1")
    type_into(head.age_method, "4")
    type_into(head.event_age.which, "2")
    type_into(head.event_age.years, "17")
    type_into(head.work, "1")
    type_into(head.no_paper, " ")
    type_into(head.phone, PHONE)
    guide.choose(head.owner, PhoneOwner.OWN)
    type_into(head.safe, " ")
    rest(0.5)
    told = head.member()
    guide.true((told.age_event, told.age_then) == (AgeEvent.FLOOD_2010, 17), "her age is told by the flood of 2010")
    guide.true(told.id_type == "NONE" and told.safe_to_call is True, "no paper is an answer, and so is a safe phone")


def more(guide: Guide) -> None:
    """F2: what is asked only where it matters."""
    page = guide.page(RegisterPage)
    guide.press(Qt.Key.Key_F2)
    panel = page.panels.head.more
    guide.true(panel is not None and page.panels.head.is_turned, "F2 shows what is asked only where it matters")
    assert panel is not None
    type_into(panel.times, "after sunset")
    type_into(panel.six[Washington.SEEING], "2")
    told = page.panels.head.member()
    guide.true(told.safe_times == "after sunset" and bool(told.washington), "what was answered is kept")


def alike(guide: Guide) -> None:
    """The husband has the name of two men who are here already: it is shown while typing, and stops nobody."""
    page = guide.page(RegisterPage)
    guide.press(Qt.Key.Key_F2)
    guide.press(PAGE_DOWN)
    guide.until(lambda: page.step == PEOPLE and page.panels.people.place is not None, "the next person is asked for")
    form = page.panels.people.form
    type_into(form.relation, "1")
    _named(form, "اللہ دتہ", "Allah Ditta")
    guide.choose(form.parent_relation, ParentRelation.SON_OF)
    type_into(form.parent_name, "غلام محمد")
    type_into(form.parent_latin, "Ghulam Muhammad")
    _aged(form, sex="2", years="36")
    guide.until(lambda: bool(page.matches.found), "who is alike is shown while it is typed")


def people(guide: Guide) -> None:
    """A boy, a girl without a name yet, and a brother-in-law: five at one hearth."""
    page = guide.page(RegisterPage)
    form = page.panels.people.form
    guide.press(PAGE_DOWN)
    type_into(form.relation, "2")
    _named(form, "علی", "Ali")
    _aged(form, sex="2", years="9")
    guide.press(PAGE_DOWN)
    type_into(form.relation, "3")
    _aged(form, sex="1", years="0")
    guide.press(PAGE_DOWN)
    type_into(form.relation, "4")
    rest(0.05)
    guide.choose(form.relation.others, "BIL")
    _named(form, "بشیر احمد", "Bashir Ahmad")
    _aged(form, sex="2", years="24")
    guide.press(ESC)
    guide.until(lambda: page.panels.people.place is None, "Esc shows the list of people")
    told = page.draft.members
    guide.true([one.relation for one in told] == ["HEAD", "HUSB", "SON", "DAU", "BIL"], "five people are written")
    guide.true([one.unnamed for one in told] == [False, False, False, True, False], "the infant needs no name")


def where(guide: Guide) -> None:
    """The tehsil by a few letters, the village as people call it."""
    page = guide.page(RegisterPage)
    guide.press(PAGE_DOWN)
    guide.until(lambda: page.step == WHERE, "the place is asked")
    panel = page.panels.where
    type_into(panel.search, "Lahore Cantt")
    guide.until(lambda: bool(panel.list.rows()), "places are found")
    panel.search.setFocus()
    guide.press(ENTER)
    guide.until(lambda: panel.pcode() == PLACE, "the place is chosen")
    type_into(panel.village, VILLAGE)


def trusted(guide: Guide) -> None:
    """F2: who may collect and who vouches, asked of the holder alone."""
    page = guide.page(RegisterPage)
    guide.press(Qt.Key.Key_F2)
    panel = page.panels.where.trusted
    guide.true(panel is not None and page.panels.where.is_turned, "it is asked whom the household trusts")
    assert panel is not None
    collector, voucher = panel.collectors[0], panel.vouchers[0]
    guide.choose(collector.who, "else")
    type_into(collector.name, "رانی")
    guide.choose(collector.relation, "SIS")
    type_into(collector.phone, "03000000022")
    type_into(voucher.name, "نسیم مائی")
    guide.choose(voucher.relation, VoucherRelation.NEIGHBOUR)
    type_into(voucher.phone, "03000000023")
    voucher.name.setFocus()
    told = page.panels.where.answers(page.draft)
    guide.true((len(told.collectors or ()), len(told.vouchers or ())) == (1, 1), "one collects, one vouches")


def read_back(guide: Guide) -> None:
    """Ctrl+S: everything to be read aloud before it is saved."""
    page = guide.page(RegisterPage)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: page.step == READ_BACK, "everything can be read back")


def same_person(guide: Guide) -> None:
    """Ctrl+S again: each who is alike beside the one who is there, with three equal answers."""
    page = guide.page(RegisterPage)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: page.doubles.panel is not None, "it is asked whether this is the same person")


def saved(guide: Guide) -> None:
    """Two different people; the household is saved, its code stands there, its rights are read and noted."""
    page = guide.page(RegisterPage)
    while page.doubles.panel is not None:
        asked = page.doubles.panel
        guide.press(Qt.Key.Key_2)
        guide.until(lambda before=asked: page.doubles.panel is not before, "the answer is taken")
    guide.until(lambda: page.step == SAVED and page.saved is not None, "the household is saved")
    assert page.saved is not None
    guide.code = HouseholdCode(page.saved.code.code())
    guide.page(RegisterPage)
    guide.press(Qt.Key.Key_T)
    guide.until(lambda: page.foot.told, "it is noted that rights were offered")


def find(guide: Guide) -> None:
    """Found by another spelling."""
    guide.home()
    guide.press(Qt.Key.Key_2)
    page = guide.page(FindPage)
    guide.write("Sakeena")
    code = guide.code
    assert code is not None
    guide.until(lambda: any(row.key.startswith(code.text) for row in page.list.rows()), "she is found as Sakeena")


def _named(form: PersonForm, told: str, latin: str) -> None:
    type_into(form.name, told)
    type_into(form.name_latin, latin)


def _aged(form: PersonForm, *, sex: str, years: str) -> None:
    type_into(form.sex, sex)
    type_into(form.age, years)
    type_into(form.age_method, "2")


STEPS = (
    ("keyboard-on-screen", keyboard),
    ("photo", photo),
    ("register-who", who),
    ("register-more", more),
    ("register-alike", alike),
    ("register-people", people),
    ("register-where", where),
    ("register-trusted", trusted),
    ("register-read-back", read_back),
    ("register-same-person", same_person),
    ("register", saved),
    ("find", find),
)
