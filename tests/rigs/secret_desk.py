"""The registration desk's share of the day that the rig for secrets watches: lists, photos, events, consents."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import xlsxwriter
from PIL import Image

from desktop.exchange.safe_csv import write_csv
from desktop.opening import Opened
from desktop.records.consent import ConsentGiving
from desktop.records.household import HouseholdView
from desktop.records.identity import NoteDraft
from desktop.records.imports import BadRowWords
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.records.workplace import VisitDraft, WorkplaceDraft
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.photo import normalise_photo
from desktop.usecases import (
    collectors,
    consents,
    files,
    households,
    identity,
    import_batches,
    imports,
    pairs,
    quiet,
    registration,
    rights,
    workplaces,
)
from desktop.usecases.desk import Desk
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    ConsentLanguage,
    ConsentPurpose,
    ConsentReader,
    IdentityResult,
    Intermediary,
    Language,
    NumberSeen,
    PairAnswer,
    WorkplaceKind,
)
from desktop.words.captions.van import van_headings, van_rows, van_sheet
from printing.van_list import draw_van_list
from tests.factories import PLACE, household
from tests.rigs.planted import Planted

_HEAD = (
    "Name",
    "Name (English)",
    "Father",
    "Sex",
    "Age",
    "CNIC",
    "Phone",
    "Village",
    "Owner",
    "Remarks",
    "Household No",
)


def at_the_desk(desks: dict[Role, Opened], asked: Path, who: list[Planted]) -> None:
    """Lists come in and are taken back, photos are taken, households live, papers are asked for, consents end."""
    clerk, supervisor = desks[Role.CLERK].desk, desks[Role.SUPERVISOR].desk
    _lists(clerk, supervisor, asked, who)
    seated = [_seated(clerk, asked, *people) for people in zip(who[0:8:2], who[1:8:2], strict=True)]
    _lives(clerk, supervisor, seated, who)
    _papers(desks[Role.CLERK], asked, seated)
    _consents(clerk, seated)
    workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.KILN, PLACE, who[9].village, who[10].village, who[11].latin))
    workplaces.visit(clerk, 1, VisitDraft(local_day(clerk.clock().at), 12))
    workplaces.listed(clerk, text=who[9].village)
    for flag in quiet.flags(supervisor):
        quiet.put_aside(supervisor, flag.key, who[12].name)


def _lists(clerk: Desk, supervisor: Desk, asked: Path, who: Sequence[Planted]) -> None:
    """A sheet and a file of text, each with rows that are not taken, one of them taken back afterwards."""
    rows = [
        [
            one.name,
            one.latin,
            one.father,
            "F",
            "30",
            one.cnic,
            one.phone,
            one.village,
            one.latin,
            one.father,
            str(place),
        ]
        for place, one in enumerate(who[:60])
    ]
    rows[3][0], rows[3][3] = "", "?"
    told = io.StringIO()
    csv.writer(told).writerows([_HEAD, *rows])
    (asked / "list.csv").write_text(told.getvalue(), encoding="utf-16")
    with xlsxwriter.Workbook(asked / "list.xlsx", {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([_HEAD, *rows]):
            sheet.write_row(place, 0, row)
    for name in ("list.csv", "list.xlsx"):
        seen = imports.look(clerk, asked / name)
        plan = replace(seen.plan, place=PLACE, consent=household().consent)
        words = (asked / f"bad-{name}.csv", BadRowWords("Row", "Why", lambda _: "not taken"))
        imports.check(clerk, asked / name, seen, plan=plan, errors=words)
        done = import_batches.run(clerk, asked / name, seen, plan=plan, errors=words)
        if done.batch is not None:
            import_batches.undo(supervisor, done.batch)


def _seated(clerk: Desk, asked: Path, one: Planted, other: Planted) -> HouseholdView:
    """Two people with a photo whose file says who they are, a voucher and a collector."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = one.latin, other.latin
    picture = asked / "photo.jpg"
    Image.new("RGB", (600, 800), "tan").save(picture, "JPEG", exif=exif)
    with ClosedReader() as reader:
        photo = normalise_photo(picture, reader).jpeg
    members = (replace(one.member(), photo=photo), replace(other.member(), relation="SIS", holder=2))
    draft = replace(
        household(*members, village=one.village),
        collectors=(CollectorDraft(name_as_told=other.father, phone=other.phone),),
        vouchers=(VoucherDraft(name_as_told=one.father, phone=one.phone),),
    )
    return registration.register(clerk, draft, different=True).household


def _lives(clerk: Desk, supervisor: Desk, seated: Sequence[HouseholdView], who: Sequence[Planted]) -> None:
    today = local_day(clerk.clock().at)
    first, second, third, fourth = seated
    note = IntermediaryDraft(Intermediary.MUNSHI, who[20].name, who[20].latin, who[20].phone, PLACE, who[20].village)
    collectors.note_intermediary(clerk, note)
    households.join(clerk, first.code, replace(who[21].member(), holder=None, id_type="NONE", id_number=""), day=today)
    households.birth(clerk, first.code, replace(who[22].member(), holder=None, age_years=None), day=today)
    split = households.split(clerk, first.code, [first.members[1].id], day=today, village=who[23].village)
    assert split.other is not None
    households.move(clerk, split.other.code, PLACE, who[24].village, day=today)
    households.merge(clerk, second.code, third.code, day=today)
    changed = replace(registration.draft_of(clerk, fourth.code), village=who[24].village)
    registration.correct(clerk, fourth.code, changed)
    households.story(supervisor, first.code)
    pairs.decide(clerk, first.members[0].id, fourth.members[0].id, PairAnswer.LATER)
    pairs.merge(supervisor, second.members[0].id, fourth.members[0].id)
    pairs.unmerge(supervisor, second.members[0].id, fourth.members[0].id)


def _papers(at: Opened, asked: Path, seated: Sequence[HouseholdView]) -> None:
    """What goes out as a file goes where it was asked for, and nowhere else."""
    clerk, today = at.desk, local_day(at.desk.clock().at)
    for view in seated[:1]:
        draft = NoteDraft(IdentityResult.APPLIED, today, view.members[0].name_latin, "", "", NumberSeen.ORIGINAL)
        identity.note(clerk, view.members[0].id, draft)
    made = identity.van_list(clerk)
    sheet = van_sheet(made, Language.URDU, clerk.office, at.certificates.short_of(clerk.office.log))
    files.write_chosen(asked / "van.pdf", draw_van_list(sheet, None))
    lines = van_rows(made.lines, Language.URDU)
    files.write_chosen(asked / "van.xlsx", identity.workbook("van", van_headings(Language.URDU), lines, rtl=True))
    waiting = [(one.a.name, one.b.name) for one in pairs.waiting(clerk)]
    files.write_chosen(asked / "pairs.csv", write_csv(("a", "b"), waiting))


def _consents(clerk: Desk, seated: Sequence[HouseholdView]) -> None:
    view = seated[3]
    rights.tell_rights(clerk, view.code, ConsentLanguage.URDU)
    consents.give(clerk, view.code, ConsentGiving(ConsentPurpose.PHOTO, ConsentReader.CLERK, ConsentLanguage.URDU))
    for purpose in (ConsentPurpose.PHOTO, ConsentPurpose.PHONE):
        consents.withdraw(clerk, view.code, purpose)
        consents.confirm(clerk, view.code, purpose)
