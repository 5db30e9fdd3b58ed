"""Random households with everything that a register may rightly keep, in three scripts; the same for the same seed."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from desktop.records.household import NO_DOCUMENT, ConsentDraft, HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, VoucherDraft
from desktop.reference.tables import id_types, relationships
from desktop.values.vocabulary import (
    AgeEvent,
    AgeMethod,
    ConsentLanguage,
    ConsentReader,
    Intermediary,
    NumberSeen,
    ParentRelation,
    PhoneOwner,
    Sex,
    VoucherRelation,
    WorkKind,
)
from tests.factories import PLACE

WORDS = (
    "سکینہ", "بی\u200cبی", "عبد\u200cالرحمٰن", "مُحَمَّد", "غلام رسول", "علی ۲", "ڀٽائي", "ٻچل", "جھاڻو", "سنڌو ڏاهري",
    "Ali", "O'Brien-Khan", "José", "Cafe\u0301", "D’Souza", "Zoë (Bhola)", "Mai & <b>Co</b>", "علی\u00a0رضا",
    "Nur  Jehan",    "\u200eLatin\u200f", "ٱلله وسایا", "Ø", "ۓا", "X\u0308y", "Łukasz Ñ", "يوسف ك", "1", "؟ علی،",
)  # fmt: skip
PLACES = (PLACE, "PK61702", "PK617", "PK206")
TODAY_BACK = 4000


def odd_household(random: Random) -> HouseholdDraft:
    """One household; what a rule may stop (a slot given twice, a child that collects) is left out."""
    agreed = ConsentDraft(
        register=True,
        photo=random.random() < 0.5,
        phone=random.random() < 0.9,
        read_by=random.choice(list(ConsentReader)),
        language=random.choice(list(ConsentLanguage)),
        heard_in_queue=random.random() < 0.3,
    )
    members = [_member(random, place) for place in range(random.choice((1, 1, 1, 1, 2, 3, 6)))]
    members = [replace(one, photo=None) for one in members] if not agreed.photo else members
    return HouseholdDraft(
        pcode=random.choice(PLACES),
        village=_name(random) if random.random() < 0.8 else "",
        consent=agreed,
        members=tuple(members),
        home_pcode=random.choice(("", "", PLACE, "PK206")),
        collectors=_collectors(random, members),
        vouchers=_vouchers(random),
        told_size=random.choice((None, 1, 4, 12)),
    )


def _name(random: Random) -> str:
    words = " ".join(random.choice(WORDS) for _ in range(random.choice((1, 1, 2, 3))))
    return words if any(letter.isalpha() for letter in words) else f"{words} Bibi"


def _maybe[Value](random: Random, *values: Value) -> Value | None:
    return random.choice((None, *values))


def _member(random: Random, place: int) -> MemberDraft:
    told, latin = random.choice((("x", ""), ("", "x"), ("x", "x")))
    made = MemberDraft(
        name_as_told=_name(random) if told else "",
        name_latin=_name(random) if latin else "",
        parent_name=_name(random) if random.random() < 0.6 else "",
        parent_latin=_name(random) if random.random() < 0.4 else "",
        parent_relation=_maybe(random, *ParentRelation),
        relation=random.choice(("HEAD", "", "WIFE")) if place == 0 else random.choice(("", *relationships())),
        sex=random.choice(list(Sex)),
        work_kind=_maybe(random, *WorkKind),
        disability=_maybe(random, True, False),
        holder=place + 1 if random.random() < 0.3 else None,
        safe_times=random.choice(("", "after  maghrib", "شام ۶ بجے")),
        washington=random.choice(("", "1-1-11", "111111", "314-21", "-4----")),
        photo=_picture(random) if random.random() < 0.2 else None,
        phone=_phone(random),
        phone_owner=random.choice(list(PhoneOwner)),
        safe_to_call=_maybe(random, True, False),
    )
    made = _numbered(random, _aged(random, made))
    if made.holder is None and random.random() < 0.1:
        made = replace(made, intermediary=random.choice(list(Intermediary)))
    return made


def _picture(random: Random) -> bytes:
    """A small JPEG of one colour."""
    image = QImage(6, 8, QImage.Format.Format_RGB32)
    image.fill(random.randrange(0x1000000))
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "JPG")  # pyright: ignore[reportArgumentType, reportCallIssue]
    return bytes(held.data().data())


def _aged(random: Random, member: MemberDraft) -> MemberDraft:
    day = random.choice((None, date(2026, 12, 1) - timedelta(days=random.randrange(TODAY_BACK))))
    match random.randrange(5):
        case 0:
            if random.random() < 0.3 and (member.parent_name or member.parent_latin):
                bare = replace(member, name_as_told="", name_latin="", unnamed=True, holder=None, photo=None)
                return replace(bare, age_years=random.choice((0, 1)), age_as_of=None)
            return member
        case 1:
            event, then = random.choice(list(AgeEvent)), random.randrange(-3, 70)
            return replace(member, age_event=event, age_then=then, age_as_of=day, photo=None, holder=None)
        case 2:
            known = replace(member, age_years=random.randrange(6, 120), age_method=AgeMethod.EVENT)
            return replace(known, age_event=_maybe(random, *AgeEvent), age_as_of=day)
        case _:
            years = random.choice((random.randrange(6, 121), random.randrange(5, 90)))
            return replace(member, age_years=years, age_method=_maybe(random, *AgeMethod), age_as_of=day)


def _numbered(random: Random, member: MemberDraft) -> MemberDraft:
    """Every kind of paper, with its number in any digits or without one."""
    kind = random.choice(list(id_types()))
    digits = "".join(random.choice("0123456789") for _ in range(12)) + "7"
    number = {"FRC": f"A/{digits[:6]}-b", "CNIC_TOKEN": digits[:11], "VOUCHED": "", NO_DOCUMENT: ""}.get(kind, digits)
    if kind in ("BIRTH", "NIKAH", "DOMICILE"):
        number = random.choice(("یونین ۱۲/٤", "UC 12  / 4", "No. 77"))
    if number == digits and random.random() < 0.3:
        number = random.choice((f"{digits[:5]}-{digits[5:12]}-{digits[12]}", digits.translate(_EASTERN)))
    if random.random() < 0.3:
        number = ""
    return replace(member, id_type=kind, id_number=number, number_seen=_maybe(random, *NumberSeen))


_EASTERN = {ord(str(digit)): chr(0x06F0 + digit) for digit in range(10)}


def _phone(random: Random) -> str:
    """Mobiles, lines, short areas, service numbers, other countries, numbers that nobody uses, damaged ones."""
    seven = "".join(random.choice("0123456789") for _ in range(7))
    return random.choice(
        (
            "",
            f"0300{seven}",
            f"+92345{seven}",
            f"0092301{seven}",
            f"0399{seven}".translate(_EASTERN),
            f"0423{seven}",
            f"021-3{seven}",
            f"0922-5{seven[:5]}",
            f"+92423{seven[:6]}",
            f"021111{seven[:6]}",
            f"0800-{seven[:5]}",
            f"+4420794{seven[:5]}",
            f"+97150{seven}",
            f"+390612{seven[:6]}",
            f"+1212555{seven[:4]}",
            f"+98912{seven}",
            f"+45{seven}1",
            f"+9292300{seven[:6]}",
            f"+9292923{seven}",
            f"+9244207{seven[:6]}",
        )
    )


def _collectors(random: Random, members: list[MemberDraft]) -> tuple[CollectorDraft, ...] | None:
    """Nobody asked, nobody named, a grown-up of the household, somebody else."""
    told, latin = (_name(random), _name(random)) if random.random() < 0.5 else ("", _name(random))
    other = CollectorDraft(told, latin, random.choice(("", "BRO", "SIS")), _phone(random))
    grown = [
        place
        for place, one in enumerate(members)
        if one.intermediary is None and not one.unnamed and (one.age_years or 0) > 20 and one.age_event is None
    ]
    named = CollectorDraft(member=random.choice(grown), phone=_phone(random)) if grown else other
    return random.choice((None, (), (other,), (named,), (named, other) if named is not other else (other,)))


def _vouchers(random: Random) -> tuple[VoucherDraft, ...] | None:
    if random.random() < 0.4:
        return random.choice((None, ()))
    return tuple(
        VoucherDraft(
            _name(random), random.choice(("", _name(random))), _maybe(random, *VoucherRelation), _phone(random)
        )
        for _ in range(random.choice((1, 2, 3)))
    )
