"""Pictures of every widget in English and Urdu and both sizes, to be looked at. Run with a folder as argument."""

import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import override

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from reportlab.pdfgen import canvas

from desktop.ui.appearance.icons import paint_item
from desktop.ui.appearance.look import Look, apply, current
from desktop.ui.appearance.texts import isolate
from desktop.ui.appearance.tokens import DARK, SUN
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Chip, Choice, ChoiceChips
from desktop.ui.widgets.code_display import CodeDisplay
from desktop.ui.widgets.device_strip import DeviceMark, DeviceStrip
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.fields import CodeField, TextField
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.job_strip import JobStrip
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.lock_panel import LockPanel
from desktop.ui.widgets.lock_side import LockWords
from desktop.ui.widgets.name_tiles import LockName
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.painting import colour
from desktop.ui.widgets.pdf_preview import PdfPreview
from desktop.ui.widgets.picture import Panel, Photo
from desktop.ui.widgets.practice import PracticeStrip
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.widgets.stepper import Stepper
from desktop.ui.widgets.steps import Steps
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.ui.widgets.tile import Tile
from desktop.ui.widgets.verdict import VerdictPanel
from desktop.ui.widgets.verdict_values import VerdictAction, VerdictItem, VerdictPerson, VerdictView
from desktop.values.vocabulary import Language

LARGE_WINDOW, SMALL_WINDOW = QSize(1366, 768), QSize(1024, 600)


def said(english: str, urdu: str) -> str:
    """The words of the language that is on."""
    return urdu if current().rtl else english


def photo() -> bytes:
    """A drawn face, as PNG bytes: nobody."""
    image = Image.new("RGB", (300, 400), "#DDD8CB")
    pen = ImageDraw.Draw(image)
    for tint, box in (
        ("#A55D4B", (60, 40, 240, 470)),
        ("#A97B4F", (88, 96, 212, 268)),
        ("#6B818C", (-60, 320, 130, 500)),
    ):
        pen.ellipse(box, fill=tint)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def paper() -> bytes:
    """A PDF of two cards, 85.6 x 54 mm."""
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=(242.6, 153))
    for side in ("front", "back"):
        page.roundRect(6, 6, 230, 141, 8)
        page.drawString(30, 70, side)
        page.showPage()
    page.save()
    return out.getvalue()


def form() -> QWidget:
    """A form with every kind of field."""
    made = Form()
    name = TextField("n", width=464)
    name.set_value("محمد اقبال")
    made.add("name", said("Name", "نام"), name)
    latin = TextField("f", width=464)
    latin.set_value("Rahim Bux <b>typed</b>")
    made.add("father", said("Father or husband", "والد یا شوہر"), latin)
    sex = ChoiceChips(
        "s",
        [Choice("F", said("Woman", "عورت")), Choice("M", said("Man", "مرد")), Choice("X", said("Other", "دیگر"))],
    )
    sex.set_value("M")
    made.add("sex", said("Sex", "جنس"), sex)
    cnic = CodeField("c", (5, 7, 1), "-", width=260)
    cnic.set_value("۳۶۳۰۲۱۱۲۲")
    fine = Chip(said("No CNIC: fine, go on", "شناختی کارڈ نہیں، کوئی بات نہیں"), icon="check")
    row = made.add("cnic", said("CNIC", "شناختی کارڈ"), cnic, fine)
    row.set_problem(
        said(
            "4 more digits to come. You can go on without them.",
            "ابھی 4 ہندسے باقی ہیں۔ ان کے بغیر بھی آگے جا سکتے ہیں۔",
        )
    )
    phone = CodeField("p", (4, 7), width=260)
    phone.set_unneeded(said("no phone", "فون نہیں"))
    none = Chip(said("None", "نہیں"), icon="check")
    none.setChecked(True)
    made.add("phone", said("Phone", "فون"), phone, none)
    stepper = Stepper("k", "less", "more", said("children under 14", "چودہ سال سے کم عمر بچے"))
    stepper.set_value(4)
    made.add("kids", said("Children", "بچے"), stepper)
    place = DropDown("v", [Choice("a", said("Chak 14 (96 households)", "چک 14 (96 گھرانے)"))], width=300)
    place.set_value("a")
    made.add("place", said("Village", "گاؤں"), place)
    return made


def buttons() -> QWidget:
    """Buttons of each kind."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    off = Button(said("off", "بند"), ButtonKind.PRIMARY)
    off.setEnabled(False)
    for button in (
        Button(said("Next: people", "آگے: گھر والے"), ButtonKind.PRIMARY, "arrow-right", "Enter", icon_after=True),
        Button(said("Same as above", "اوپر جیسا"), key="Ctrl '"),
        Button(said("Undo", "واپس"), ButtonKind.QUIET, "arrow-back-up", "Ctrl Z"),
        Button(said("Remove", "نکالیں"), ButtonKind.DANGER, "trash"),
        off,
    ):
        row.addWidget(button)
    row.addStretch(1)
    return made


def first_page() -> QWidget:
    """Title, steps, form, buttons."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(32, 8, 32, 12)
    head = QHBoxLayout()
    head.addWidget(Line(said("New household", "نیا گھرانہ"), Role.TITLE))
    head.addStretch(1)
    head.addWidget(Steps([said("Who", "کون"), said("People", "گھر والے"), said("Where", "کہاں")], 1))
    column.addLayout(head)
    panel = Panel()
    inner = QVBoxLayout(panel)
    inner.setContentsMargins(24, 12, 24, 12)
    inner.addWidget(form())
    column.addWidget(panel)
    column.addStretch(1)
    column.addWidget(buttons())
    return page


def strip() -> DeviceStrip:
    """The device strip with two things wanting."""
    made = DeviceStrip("devices")
    made.set_marks(
        [
            DeviceMark("scanner", "scan", "scanner"),
            DeviceMark("printer", "printer", "no paper", said("no paper", "کاغذ نہیں"), amber=True),
            DeviceMark("stick", "device-usb", "stick"),
            DeviceMark("list", "list-check", "list", said("list 2 h", "فہرست: 2 گھنٹے")),
            DeviceMark("clock", "clock", "clock", "09:41"),
            DeviceMark("lock", "lock", "lock", "0:28", amber=True),
        ]
    )
    return made


def second_page() -> QWidget:
    """Notices, job, table, rows, tiles."""
    page = QWidget()
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    bar = Panel("bar")
    bar.setFixedHeight(current().layout.bar)
    inside = QHBoxLayout(bar)
    inside.setContentsMargins(24, 0, 24, 0)
    inside.addWidget(Line(said("Basti Malook office", "دفتر بستی ملوک"), Role.SMALL, "on_bar"))
    inside.addStretch(1)
    inside.addWidget(strip())
    outer.addWidget(bar)
    outer.addWidget(PracticeStrip(said("PRACTICE", "مشق"), said("مشق", "PRACTICE")))
    grid = QGridLayout()
    grid.setContentsMargins(32, 4, 32, 8)
    grid.setHorizontalSpacing(24)
    left, right = QVBoxLayout(), QVBoxLayout()
    left.addWidget(
        Notice(NoticeKind.KNOW, said("The list was brought up to date at 09:10.", "فہرست 09:10 پر تازہ ہوئی۔"))
    )
    left.addWidget(
        Notice(
            NoticeKind.LOOK,
            said("The printer has no paper.", "پرنٹر میں کاغذ نہیں۔"),
            said(
                "Put paper in. Nothing is lost: 7 cards are waiting.", "کاغذ ڈالیں۔ کچھ ضائع نہیں ہوا: 7 کارڈ باقی ہیں۔"
            ),
            said("Try again", "دوبارہ"),
            icon="printer",
        )
    )
    left.addWidget(
        Notice(
            NoticeKind.STOP,
            said("The store cannot be written.", "اندراج نہیں لکھا جا رہا۔"),
            said("Call the team lead. All 388 hand-overs are kept.", "ٹیم لیڈ کو بلائیں۔ تمام 388 اندراج محفوظ ہیں۔"),
        )
    )
    job = JobStrip(said("Drawing cards", "کارڈ بن رہے ہیں"), said("Cancel", "روکیں"))
    job.set_progress(0.41, said("412 of 1,000, about 2 s left", "1,000 میں سے 412"))
    left.addWidget(job)
    table = Table(
        "t",
        [
            Column(said("Name", "نام"), bold=True),
            Column(said("Code", "کوڈ"), 190, code=True),
            Column(said("Given", "دیا"), 120, meter=True),
            Column(said("People", "افراد"), 90, number=True),
        ],
    )
    table.set_rows(
        [
            TableRow("1", ("Hajra w/o Bashir", "352118803430", 0.7, "6")),
            TableRow("2", (said("Mohan s/o Kishan", "موہن لال"), "352339012733", 0.3, "4"), ((3, "warn"),)),
        ]
    )
    table.choose("2")
    left.addWidget(table)
    left.addStretch(1)
    people = RowList("r")
    people.set_rows(
        [
            Row(
                "a",
                said("Iqbal s/o Gh. Rasool", "اقبال ولد غلام رسول"),
                said("Chak 14, 34 years", "چک 12، 33 سال"),
                said("same father's name", "والد کا نام ایک، 3 کلومیٹر دور"),
                person=True,
                photo=photo(),
            ),
            Row(
                "b",
                said("Rahim Bux <i>typed</i>", "رحیم بخش"),
                said("Kot Addu, 61 years", "کوٹ ادو، 61 سال"),
                person=True,
                mark="H2",
            ),
        ]
    )
    people.choose("a")
    right.addWidget(people)
    sheet = Panel()
    sheet_column = QVBoxLayout(sheet)
    sheet_column.setContentsMargins(1, 1, 1, 1)
    unfinished = RowList("u", RowStyle.SHEET)
    unfinished.set_rows(
        [
            Row(
                "a",
                said("Household of Hajra Bibi", "ہاجرہ بی بی کا گھرانہ"),
                said("at Where", "کہاں پر"),
                trailing=said("today 09:12", "آج 09:12"),
                icon="pencil",
            ),
            Row(
                "b",
                said("Household of Mohan Lal", "موہن لال کا گھرانہ"),
                said("at People", "گھر والے پر"),
                trailing=said("yesterday", "کل"),
                icon="pencil",
            ),
        ]
    )
    sheet_column.addWidget(unfinished)
    right.addWidget(sheet)
    right.addWidget(CodeDisplay("352001234580", Role.NUMBER))
    faces = QHBoxLayout()
    for who, picture in (("Hajra Bibi", photo()), ("Hajra Bibi", None), ("", None)):
        frame = Photo(54, 72)
        frame.set_person(who, picture) if who else frame.clear("no photo")
        faces.addWidget(frame)
    faces.addStretch(1)
    right.addLayout(faces)
    right.addStretch(1)
    grid.addLayout(left, 0, 0)
    grid.addLayout(right, 0, 1)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    outer.addLayout(grid, 1)
    return page


def tiles_page() -> QWidget:
    """Tiles of the home screen and answers of the help desk, and a preview."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(32, 16, 32, 16)
    grid.setSpacing(16)
    grid.addWidget(
        Tile(
            said("Register a household", "گھرانہ درج کریں"),
            said("about 4 minutes, papers or none", "تقریباً 4 منٹ"),
            "home-plus",
            "1",
            filled=True,
        ),
        0,
        0,
    )
    grid.addWidget(Tile(said("Print cards", "کارڈ چھاپیں"), said("12 waiting", "12 باقی"), "printer", "2"), 0, 1)
    grid.addWidget(
        Tile(
            said("Explained, all clear", "سمجھا دیا"),
            said("close this visit", "یہ ملاقات ختم"),
            "circle-check",
            "3",
            low=True,
        ),
        1,
        0,
    )
    grid.addWidget(Tile(said("Ask later", "بعد میں پوچھیں"), "", "clock-pause", "4", low=True), 1, 1)
    preview = PdfPreview("p", together=2)
    preview.show_pdf(paper())
    grid.addWidget(preview, 2, 0)
    grid.addWidget(
        EmptyState(
            said("Nobody is registered here yet", "یہاں ابھی کوئی درج نہیں"),
            said("Start with one household.", "ایک گھرانے سے شروع کریں۔"),
            Button(said("Register the first household", "پہلا گھرانہ درج کریں"), ButtonKind.PRIMARY, "home-plus", "1"),
        ),
        2,
        1,
    )
    return page


def dialog_page() -> QWidget:
    """The question in the way."""
    return Question(
        said("Leave without printing 5 cards?", "5 کارڈ چھاپے بغیر جانا ہے؟"),
        said("They stay in the list.", "وہ فہرست میں رہیں گے۔"),
        said("Stay here", "یہیں رہیں"),
        said("Leave", "جائیں"),
        "L",
    )


def lock_page() -> QWidget:
    """The lock screen."""
    made = LockPanel(
        LockWords(
            said("Who is at the desk?", "ڈیسک پر کون ہے؟"),
            said("Choose your name, then type your passphrase.", "اپنا نام چنیں، پھر پاس فریز لکھیں۔"),
            said("Passphrase", "پاس فریز"),
            said("Choose your name as well.", "اپنا نام بھی چنیں۔"),
            said("Unlock", "کھولیں"),
            said("I forgot it", "بھول گیا"),
            said("Help", "مدد"),
            "languages",
            said("Capital letters are on", "بڑے حروف کھلے ہیں"),
            said("Capital letters are off", "بڑے حروف بند ہیں"),
            said("Basti Malook office · Desk 03", "دفتر بستی ملوک · ڈیسک 03"),
            said("Everything stays on this laptop.", "سب کچھ اسی لیپ ٹاپ پر رہتا ہے۔"),
        ),
        [Choice("en", "English"), Choice("ur", "اردو"), Choice("sd", "سنڌي")],
        "ur" if current().rtl else "en",
    )
    made.set_names(
        [
            LockName("a", said("Nadia Baloch", "نادیہ بلوچ")),
            LockName("b", said("Yusuf Mengal", "یوسف مینگل")),
            LockName("c", "Shazia Khan"),
            LockName("d", "Abdul Rauf"),
        ]
    )
    made.passphrase.setText("four words of the list")
    return made


def verdict_views() -> dict[str, VerdictView]:
    """All twelve verdicts, and some hard ones."""
    person = VerdictPerson(
        said("Sakina", "سکینہ بی بی"),
        said("w/o Rahim Bux", "زوجہ رحیم بخش"),
        said("سکینہ بی بی زوجہ رحیم بخش", "Sakina w/o Rahim Bux"),
        said("Household of 7 · card 2", "7 افراد کا گھرانہ · کارڈ 2"),
        "352001234580",
        photo(),
    )
    flour = VerdictItem(
        "ATTA20", 2, said("flour 20 kg", "آٹا " + isolate("20 kg")), said("آٹا " + isolate("20 kg"), "flour 20 kg")
    )
    oil = VerdictItem("OIL5", 1, said("oil 5 l", "تیل " + isolate("5 l")), said("تیل " + isolate("5 l"), "oil 5 l"))
    rest = [VerdictItem(code, 1, code, "چینی") for code in ("SUGAR5", "DAL5", "BLANKET", "CASH25K", "TENT")]
    given = VerdictAction("given", said("Given", "دے دیا"), "Space", "Space")
    desk = VerdictAction("desk", said("Help desk", "مدد میز"), "F2", "F2")
    later = VerdictAction("not_now", said("Not now", "ابھی نہیں"), "Esc", "Esc")
    sent = VerdictAction("sent", said("Sent to desk", "میز پر بھیج دیا"), "Enter", "Return")
    done = VerdictAction("next", said("Next card", "اگلا کارڈ"), "Enter", "Return")
    counts = said("me 41 · lane 96", "میں 41 · قطار 96")
    walk = (
        said("Please walk with this person.", "براہِ کرم اس شخص کے ساتھ مدد میز تک جائیں۔"),
        said("براہِ کرم اس شخص کے ساتھ مدد میز تک جائیں۔", "Please walk with this person."),
    )
    free = said("The next card is accepted", "اگلا کارڈ لیا جا سکتا ہے")

    def pair(english: str, urdu: str) -> tuple[str, str]:
        return (said(english, urdu), said(urdu, english))

    views = {
        "G1": VerdictView("G1", *pair("GIVE", "دے دیں"), "", "", (given, desk, later), counts, person, (flour, oil)),
        "G1-six": VerdictView(
            "G1",
            *pair("GIVE", "دے دیں"),
            "",
            "",
            (given, desk, later),
            counts,
            VerdictPerson(
                "Ghulam Mustafa Abdul Rehman Khan",
                "s/o Muhammad Nawaz Sharif Din",
                "غلام مصطفیٰ عبدالرحمٰن ولد محمد نواز",
                "Household of 12 · card 1",
                "352001234580",
            ),
            (flour, oil, *rest),
        ),
        "G2": VerdictView(
            "G2",
            *pair("GIVE, CHECK", "دیکھ کر دیں"),
            said("Look first: is this the person in the photo?", "پہلے دیکھیں: کیا تصویر میں یہی شخص ہے؟"),
            "",
            (given, desk, later),
            counts,
            person,
            (flour, oil),
        ),
        "G9": VerdictView("G9", *pair("GIVEN", "دے دیا"), said("Slip 118", "پرچی 118"), "", (done,), counts),
        "T1": VerdictView(
            "T1",
            *pair("LATER", "بعد میں"),
            *pair("Their day is Thursday 14 November.", "ان کا دن جمعرات 14 نومبر ہے۔"),
            (done,),
            free,
        ),
        "N1": VerdictView(
            "N1",
            *pair("AGAIN", "دوبارہ"),
            *pair(
                "Wipe the card, turn it, more light. Then type the code.",
                "کارڈ صاف کریں، گھمائیں، روشنی بڑھائیں۔ پھر کوڈ لکھیں۔",
            ),
            (done,),
            free,
        ),
        "S1": VerdictView(
            "S1",
            *pair("STOP LANE", "رکیں"),
            *pair("Call the team lead. People keep their place.", "ٹیم لیڈ کو بلائیں۔ لوگ اپنی جگہ رہیں۔"),
            (done,),
            "",
        ),
    }
    for code in ("H1", "H2", "H3", "H4", "H5", "H6"):
        views[code] = VerdictView(code, *pair("HELP DESK", "مدد میز"), *walk, (sent,), free)
    return views


def drawings_page() -> QWidget:
    """All relief items."""

    class Sheet(QWidget):
        @override
        def paintEvent(self, event: object) -> None:
            del event
            painter = QPainter(self)
            for at, code in enumerate(ITEM_CODES):
                paint_item(painter, QRectF(20 + at % 8 * 125, 20 + at // 8 * 130, 110, 110), code, colour("ink"))

    return Sheet()


ITEM_CODES = [
    "CASH25K",
    "ATTA20",
    "RICE5",
    "DAL5",
    "OIL5",
    "SUGAR5",
    "SALT1",
    "TEA1",
    "RATION95",
    "TENT",
    "TARP",
    "BLANKET",
    "MAT",
    "MOSQ",
    "KITCHEN",
    "JERRY",
    "SOAP",
    "HYG",
    "AQUATAB",
    "SEED",
]
PAGES: dict[str, Callable[[], QWidget]] = {
    "form": first_page,
    "things": second_page,
    "tiles": tiles_page,
    "lock": lock_page,
    "dialog": dialog_page,
}


def save(app: QApplication, widget: QWidget, size: QSize, path: Path) -> None:
    """Show, draw and put away one widget."""
    widget.resize(size)
    widget.show()
    app.processEvents()
    FocusRing(widget)
    app.processEvents()
    widget.grab().save(str(path))
    if widget.size() != size and not isinstance(widget, Question):
        print(f"{path.stem}: wanted {size.width()} x {size.height()}, took {widget.width()} x {widget.height()}")
    widget.close()
    widget.deleteLater()
    app.processEvents()


def main(folder: Path) -> None:
    """Write every picture into the folder."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    looks = {
        "en": (Look(), LARGE_WINDOW),
        "ur": (Look(language=Language.URDU), LARGE_WINDOW),
        "en-small": (Look().at(SMALL_WINDOW), SMALL_WINDOW),
        "ur-small": (Look(language=Language.URDU).at(SMALL_WINDOW), SMALL_WINDOW),
        "sd": (Look(language=Language.SINDHI), LARGE_WINDOW),
        "naskh-dark": (Look(tokens=DARK, language=Language.URDU, compact=True), LARGE_WINDOW),
        "sun": (Look(tokens=SUN), LARGE_WINDOW),
        "en-big": (Look(scale=1.5), LARGE_WINDOW),
    }
    for name, (look, size) in looks.items():
        apply(app, look)
        for page, build in PAGES.items():
            save(app, build(), QSize(420, 150) if page == "dialog" else size, folder / f"{page}-{name}.png")
        if name in ("en", "ur", "en-small", "ur-small"):
            for code, view in verdict_views().items():
                panel = VerdictPanel()
                panel.show_verdict(view)
                save(
                    app,
                    panel,
                    QSize(size.width(), size.height() - look.layout.bar),
                    folder / f"verdict-{code}-{name}.png",
                )
    apply(app, Look())
    save(app, drawings_page(), QSize(1024, 420), folder / "items.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
