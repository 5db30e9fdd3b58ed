"""Column maps as TOML files and as they are kept under a name; whoever wrote them, they take no forbidden column."""

from typing import Annotated

import msgspec

from desktop.errors import MapWrong
from desktop.exchange.plan_maps import field_told
from desktop.records.household import ConsentDraft
from desktop.records.imports import ReadAs, SavedMap
from desktop.values.import_field import Grouping
from desktop.values.vocabulary import ConsentLanguage, ConsentReader

FILE_LIMIT = 200_000
"""Bytes of a map file."""

_LONGEST = 300


class _Consent(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    register: bool = False
    phone: bool = False
    read_by: ConsentReader = ConsentReader.CLERK
    language: ConsentLanguage = ConsentLanguage.URDU
    heard_in_queue: bool = False


class _Read(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    sheet: int = -1
    repeat: int = -1
    header: int = 0
    encoding: str = ""
    separator: str = ""


class _Map(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    columns: dict[Annotated[str, msgspec.Meta(max_length=_LONGEST)], str]
    place: str = ""
    consent: _Consent | None = None
    read: _Read = msgspec.field(default_factory=_Read)
    households: Grouping | None = None
    """Which rows are one household."""
    split_names: bool | None = None
    villages_as_written: bool = False


def read_map(data: bytes) -> SavedMap:
    """A map of a TOML file. Raises MapWrong."""
    if len(data) > FILE_LIMIT:
        raise MapWrong("size", str(len(data)))
    try:
        told = msgspec.toml.decode(data, type=_Map)
    except (msgspec.MsgspecError, ValueError) as problem:
        raise MapWrong("toml", str(problem).split("\n")[0][:80]) from problem
    return _kept(told)


def kept_map(body: bytes) -> SavedMap:
    """A map as it was kept. Raises MapWrong."""
    try:
        return _kept(msgspec.json.decode(body, type=_Map))
    except (msgspec.MsgspecError, ValueError) as problem:
        raise MapWrong("json", str(problem)[:80]) from problem


def written(told: SavedMap) -> bytes:
    """A map as it is kept."""
    return msgspec.json.encode(_shape(told))


def as_toml(told: SavedMap) -> bytes:
    """A map as a TOML file, for other offices."""
    return msgspec.toml.encode(_shape(told))


def _kept(told: _Map) -> SavedMap:
    for name, field_name in told.columns.items():
        field_told(name, field_name)
    read = ReadAs(told.read.sheet, told.read.repeat, told.read.header, told.read.encoding, told.read.separator)
    consent = None
    if told.consent is not None:
        consent = ConsentDraft(
            register=told.consent.register,
            phone=told.consent.phone,
            read_by=told.consent.read_by,
            language=told.consent.language,
            heard_in_queue=told.consent.heard_in_queue,
        )
    return SavedMap(
        dict(told.columns), told.place, consent, read, told.households, told.split_names, told.villages_as_written
    )


def _shape(told: SavedMap) -> _Map:
    consent = None
    if told.consent is not None:
        consent = _Consent(
            told.consent.register,
            told.consent.phone,
            told.consent.read_by,
            told.consent.language,
            told.consent.heard_in_queue,
        )
    read = told.read
    return _Map(
        dict(told.columns),
        told.place,
        consent,
        _Read(read.sheet, read.repeat, read.header, read.encoding, read.separator),
        told.grouping,
        told.split_names,
        told.as_written,
    )
