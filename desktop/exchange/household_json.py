"""Household drafts as JSON: one object, or one a line; unknown and wrong fields are refused by their path and value."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any
from uuid import UUID

import msgspec

from desktop.errors import DraftFileWrong
from desktop.exchange.household_shape import (
    WORDS,
    Age,
    Collector,
    Consent,
    Functioning,
    Household,
    Identity,
    Member,
    Phone,
    Place,
    Voucher,
)
from desktop.records.household import NO_DOCUMENT, ConsentDraft, HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, VoucherDraft
from desktop.values.functioning import answers_of, kept_answers
from desktop.values.identifiers import RegistrantId
from desktop.values.vocabulary import Difficulty, Washington

FILE_LIMIT = 10_000_000
"""Bytes of one file; photos lie beside it, so this is some ten thousand households."""

SHOWN = 40
"""Characters of a wrong value that are told back."""

_AT = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_FIELD = re.compile(r"`(?P<name>[^`]*)`")
_STEP = re.compile(r"\[(\d+)\]")
_SAME_NAMES = tuple(
    name
    for name in Member.__struct_fields__
    if name in {one.name for one in fields(MemberDraft)} - {"photo", "washington"}
)
"""Fields of a person that are called alike in the file and in the draft."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class RawDraft:
    """One draft of a file, not yet read; `line` is where it begins, from 1."""

    line: int
    data: bytes


@dataclass(frozen=True)
class HouseholdDraftFile:
    """One draft as its file says it. `photos` are file names, one a member (None: no photo), beside the file."""

    line: int
    draft: HouseholdDraft
    photos: tuple[str | None, ...]


def split(data: bytes) -> tuple[RawDraft, ...]:
    """The drafts of a file: the whole of it when that is one JSON value, else one a line, blank lines left out.

    Raises DraftFileWrong when it is too large, empty, or no UTF-8.
    """
    if len(data) > FILE_LIMIT:
        raise DraftFileWrong(line=1, where="", value=str(len(data)), why="size", wanted=str(FILE_LIMIT))
    data = data.removeprefix(_BOM)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DraftFileWrong(line=line, where="", value="", why="utf8") from error
    lines = [RawDraft(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    if not lines:
        raise DraftFileWrong(line=1, where="", value="", why="empty")
    if len(lines) == 1 or not _is_object(lines[0].data):
        return (RawDraft(lines[0].line, data),)
    return tuple(lines)


def _is_object(data: bytes) -> bool:
    """Whether this alone is a whole JSON object: then the file holds one a line."""
    try:
        return isinstance(msgspec.json.decode(data), dict)
    except (ValueError, RecursionError):
        return False


def read_households(data: bytes) -> Iterator[HouseholdDraftFile]:
    """Each draft of a file in turn. Raises DraftFileWrong at the first that cannot be read."""
    for raw in split(data):
        yield read_household(raw)


def read_person(raw: RawDraft) -> HouseholdDraftFile:
    """One person alone, the only member of an otherwise empty draft. Raises DraftFileWrong."""
    told = _convert(raw, Member)
    return HouseholdDraftFile(raw.line, HouseholdDraft(members=(_member(told),)), (told.photo,))


def _convert[T](raw: RawDraft, kind: type[T]) -> T:
    try:
        value: Any = msgspec.json.decode(raw.data)
    except (ValueError, RecursionError) as error:
        why = "deep" if isinstance(error, RecursionError) else "json"
        raise DraftFileWrong(line=raw.line, where="", value=_json_error(raw.data), why=why) from error
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise _misfit(raw.line, str(error), value) from error


def read_household(raw: RawDraft) -> HouseholdDraftFile:
    """The draft that one piece of a file says; whether it can be kept, the check says. Raises DraftFileWrong."""
    told = _convert(raw, Household)
    draft = HouseholdDraft(
        pcode=told.place.pcode,
        village=told.place.village,
        consent=ConsentDraft(
            register=told.consent.register,
            photo=told.consent.photo,
            phone=told.consent.phone,
            read_by=told.consent.read_by,
            language=told.consent.language,
            heard_in_queue=told.consent.heard_in_queue,
        ),
        members=tuple(_member(member) for member in told.members),
        home_pcode=told.place.home_pcode,
        collectors=None if told.collectors is None else tuple(map(_collector, told.collectors)),
        vouchers=None if told.vouchers is None else tuple(map(_voucher, told.vouchers)),
        told_size=told.people_told,
    )
    return HouseholdDraftFile(raw.line, draft, tuple(member.photo for member in told.members))


def _member(told: Member) -> MemberDraft:
    age, number, phone = told.age, told.id, told.phone
    return MemberDraft(
        name_as_told=told.name_as_told,
        name_latin=told.name_latin,
        parent_name=told.parent_name,
        parent_latin=told.parent_latin,
        parent_relation=told.parent_relation,
        relation=told.relation,
        sex=told.sex,
        age_years=age.years if age else None,
        age_method=age.method if age else None,
        age_as_of=age.as_of if age else None,
        id_type=number.type if number else NO_DOCUMENT,
        id_number=number.number if number else "",
        phone=phone.number if phone else "",
        phone_owner=phone.owner if phone else None,
        safe_to_call=phone.safe_to_call if phone else None,
        work_kind=told.work_kind,
        disability=told.disability,
        holder=told.holder,
        registrant=_registrant(told.registrant),
        unnamed=told.unnamed,
        age_event=age.event if age else None,
        age_then=_age_then(age) if age else None,
        number_seen=number.seen if number else None,
        safe_times=phone.safe_times if phone else "",
        washington=_answers(told.washington) if told.washington else "",
        intermediary=told.intermediary,
    )


def _age_then(age: Age) -> int | None:
    """Age when the event came; born after it is an age below zero."""
    if age.age_then is not None:
        return age.age_then
    return None if age.born_after is None else -age.born_after


def _answers(told: Functioning) -> str:
    given = {
        Washington.SEEING: told.seeing,
        Washington.HEARING: told.hearing,
        Washington.WALKING: told.walking,
        Washington.REMEMBERING: told.remembering,
        Washington.SELF_CARE: told.self_care,
        Washington.COMMUNICATING: told.communicating,
    }
    return kept_answers({one: Difficulty(str(answer)) for one, answer in given.items() if answer is not None})


def _collector(told: Collector) -> CollectorDraft:
    return CollectorDraft(
        name_as_told=told.name_as_told,
        name_latin=told.name_latin,
        relation=told.relation,
        phone=told.phone,
        registrant=_registrant(told.registrant),
        member=told.member,
    )


def _voucher(told: Voucher) -> VoucherDraft:
    return VoucherDraft(
        name_as_told=told.name_as_told,
        name_latin=told.name_latin,
        relation=told.relation,
        phone=told.phone,
        registrant=_registrant(told.registrant),
    )


def write_household(draft: HouseholdDraft) -> dict[str, Any]:
    """A draft in the shape that `read_household` reads, so that reading it back gives the same draft.

    Photos are left out: in a correction a photo that is left out stays.
    """
    given = (msgspec.structs.replace(Member(), **_person(member)) for member in draft.members)
    whole = Household(
        place=Place(draft.pcode, draft.village, draft.home_pcode),
        consent=Consent(**asdict(draft.consent)),
        members=list(given),
        collectors=None if draft.collectors is None else [Collector(**asdict(one)) for one in draft.collectors],
        vouchers=None if draft.vouchers is None else [Voucher(**asdict(one)) for one in draft.vouchers],
        people_told=draft.told_size,
    )
    plain: dict[str, Any] = msgspec.to_builtins(whole)
    return plain


def _person(member: MemberDraft) -> dict[str, Any]:
    answers = {one.value: int(answer) for one, answer in answers_of(member.washington).items()}
    born_after = member.age_then is not None and member.age_then < 0
    return {name: getattr(member, name) for name in _SAME_NAMES} | {
        "age": Age(
            member.age_years,
            member.age_method,
            member.age_as_of,
            member.age_event,
            None if born_after else member.age_then,
            -member.age_then if born_after and member.age_then is not None else None,
        ),
        "id": Identity(member.id_type, member.id_number, member.number_seen),
        "phone": Phone(member.phone, member.phone_owner, member.safe_to_call, member.safe_times),
        "washington": msgspec.convert(answers, Functioning) if answers else None,
    }


def _registrant(told: UUID | None) -> RegistrantId | None:
    return None if told is None else RegistrantId(told)


def _json_error(data: bytes) -> str:
    """What stands where the JSON breaks, to be shown; found by the slower reader of the standard library."""
    text = data.decode("utf-8")
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return text[error.pos : error.pos + SHOWN].split("\n")[0]
    except (RecursionError, ValueError):  # too deep, or a number of thousands of digits
        pass
    return ""


def _misfit(line: int, told: str, value: Any) -> DraftFileWrong:
    """The library's sentence as facts: path, value, and whether the field is unknown, missing or of a wrong kind."""
    at = _AT.search(told)
    steps: list[str] = [step for step in _STEP.sub(r".\1", at["path"] if at else "").split(".") if step]
    said = _AT.sub("", told)
    if said.startswith(("Object contains unknown field", "Object missing required field")):
        found = _FIELD.search(said)
        steps.append(found["name"] if found else "")
        why = "field" if "unknown" in said else "missing"
        return DraftFileWrong(line=line, where=".".join(steps), value=_shown(_at(value, steps)), why=why)
    wanted = _wanted(said, steps)
    return DraftFileWrong(line=line, where=".".join(steps), value=_shown(_at(value, steps)), why="kind", wanted=wanted)


def _at(value: Any, steps: list[str]) -> Any:
    found: Any = value
    for step in steps:
        try:
            found = found[int(step) if step.isdecimal() else step]
        except (LookupError, TypeError):
            return None
    return found


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text[:SHOWN]


def _wanted(said: str, steps: list[str]) -> str:
    """What may stand at a path: the words of a closed list, or the kind of value that the library names."""
    words = WORDS.get(steps[-1] if steps else "")
    if words and said.startswith("Invalid enum value"):
        return " ".join(words)
    found = _FIELD.search(said)
    return found["name"] if found and said.startswith("Expected") else ""
