"""The office's public certificates: kept, read again, and refused when one thing in them does not hold."""

import json
from pathlib import Path

import msgspec
import pytest

from desktop.errors import CertificatesDamaged
from desktop.security import canonical
from desktop.security.certificates import FILE_NAME, Certificates, keyring
from desktop.security.signing import Purpose, key_id
from tests.security.offices import Office, add_desk, make_office, new_desk


def why(data: bytes) -> str:
    """The reason why these bytes are no certificates."""
    with pytest.raises(CertificatesDamaged) as refused:
        Certificates.from_bytes(data)
    return refused.value.why


def edited(office: Office, old: str, new: str) -> bytes:
    """The office's certificates with one edit."""
    text = office.certificates.to_bytes().decode()
    assert old in text
    return text.replace(old, new).encode()


def test_they_are_saved_whole_and_read_again_without_an_operator(office: Office, tmp_path: Path) -> None:
    office.certificates.save(tmp_path)
    again = Certificates.load(tmp_path)
    assert again.office == office.certificates.office
    assert again.desks == office.certificates.desks
    assert again.to_bytes() == (tmp_path / FILE_NAME).read_bytes()
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_practice_is_read_from_the_key(office: Office, practice_office: Office) -> None:
    assert not office.certificates.practice
    assert practice_office.certificates.practice


def test_a_desk_of_the_other_half_is_not_certified(office: Office) -> None:
    strange = new_desk(practice=True)
    with pytest.raises(CertificatesDamaged) as refused:
        add_desk(office.certificates, office.key, strange, 1)
    assert refused.value.why == "half"


def test_a_desk_certified_by_another_office_is_refused(office: Office) -> None:
    other = make_office(practice=False)
    with pytest.raises(CertificatesDamaged):
        add_desk(office.certificates, other.key, new_desk(practice=False), 1)


def test_the_desk_of_another_office_cannot_be_carried_over(office: Office) -> None:
    other = make_office(practice=False, name="Multan")
    ours, theirs = (json.loads(one.certificates.to_bytes()) for one in (office, other))
    ours["desks"] = theirs["desks"]
    data = msgspec.json.format(msgspec.json.encode(ours, order="deterministic"), indent=1) + b"\n"
    assert why(data) == "signature"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Lodhran"', '"Multan"'),
        ('"LDN00"', '"LDN01"'),
        ('"block": 0', '"block": 1'),
        ("desk-00", "desk-01"),
        ('"number": 1', '"number": 2'),
        ('"stolen": []', '"stolen": ["desk-0"]'),
        ('"district": "617"', '"district": "618"'),
        ('"v": 1', '"v": 2'),
    ],
)
def test_an_edited_statement_is_refused(office: Office, old: str, new: str) -> None:
    assert why(edited(office, old, new)) in {"signature", "form"}


def restated(whose: Office, part: str, **changes: object) -> bytes:
    """One statement changed and signed again by the office itself, as a mistake of ours would."""
    whole = json.loads(whose.certificates.to_bytes())
    signed = whole["desks"][0] if part == "desk" else whole[part]
    signed["body"].update(changes)
    purpose = {"desk": Purpose.DESK_CERTIFICATE, "office": Purpose.OFFICE_CERTIFICATE}[part]
    signed["sig"] = whose.key.sign(purpose, canonical.encode(signed["body"])).hex()
    return msgspec.json.format(json.dumps(whole).encode(), indent=1) + b"\n"


def test_a_desk_that_names_another_office_is_refused_though_ours_signed_it(office: Office) -> None:
    assert Certificates.from_bytes(restated(office, "desk")).to_bytes() == office.certificates.to_bytes()
    assert why(restated(office, "desk", office="55" * 32)) == "office"


@pytest.mark.parametrize(("part", "changes"), [("desk", {"block": "one"}), ("office", {"public": "zz"})])
def test_a_statement_of_another_shape_is_refused(office: Office, part: str, changes: dict[str, object]) -> None:
    assert why(restated(office, part, **changes)) == "form"


def test_every_cut_is_refused(office: Office) -> None:
    data = office.certificates.to_bytes()
    for length in range(0, len(data), 7):
        assert why(data[:length]) in {"json", "form"}


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b'{"v":1}'])
def test_other_json_is_refused(data: bytes) -> None:
    assert why(data) == "json"


def test_a_second_spelling_is_refused(office: Office) -> None:
    data = office.certificates.to_bytes()
    for other in (data.strip(), msgspec.json.format(data, indent=0), data.replace(b"Lodhran", b"Lodhr\\u0061n")):
        assert why(other) == "form"
    signature = json.loads(data)["office"]["sig"]
    assert why(data.replace(signature.encode(), signature.upper().encode())) == "signature"


def test_a_desk_block_log_or_key_twice_is_refused(office: Office) -> None:
    with pytest.raises(CertificatesDamaged) as refused:
        add_desk(office.certificates, office.key, new_desk(practice=False), 0)
    assert refused.value.why == "twice"
    with pytest.raises(CertificatesDamaged) as refused:
        add_desk(office.certificates, office.key, office.desk, 1)
    assert refused.value.why == "twice"


@pytest.mark.parametrize(
    ("field", "value"),
    [("log", "example.org/x/y"), ("log", "haqdar.pk/Lodhran/desk"), ("short", "ldn"), ("short", ""), ("block", 100)],
)
def test_a_desk_with_an_impossible_name_is_refused(office: Office, field: str, value: object) -> None:
    desk = new_desk(practice=False)
    fields = {
        "desk_id": "d",
        "name": "D",
        "short": "LDN09",
        "block": 9,
        "log": "haqdar.pk/lodhran/d",
        "made": "2026-11-24",
    }
    with pytest.raises(CertificatesDamaged) as refused:
        office.certificates.with_desk(
            office.key,
            card_public=desk.card.public,
            log_public=desk.log.public,
            **(fields | {field: value}),  # pyright: ignore[reportArgumentType]
        )
    assert refused.value.why == "desk"


def test_a_missing_or_huge_file_is_said(tmp_path: Path) -> None:
    for content, reason in ((None, "missing"), (b" " * 1_000_001, "size")):
        if content is not None:
            (tmp_path / FILE_NAME).write_bytes(content)
        with pytest.raises(CertificatesDamaged) as refused:
            Certificates.load(tmp_path)
        assert refused.value.why == reason


def test_a_desk_that_nobody_certified_cannot_be_marked_stolen(office: Office) -> None:
    with pytest.raises(CertificatesDamaged) as refused:
        office.certificates.with_stolen(office.key, "desk-77")
    assert refused.value.why == "desk"


def test_a_key_of_another_length_is_refused(office: Office) -> None:
    with pytest.raises(CertificatesDamaged) as refused:
        office.certificates.with_desk(
            office.key, desk_id="d", name="D", short="LDN09", block=9, log="haqdar.pk/lodhran/d",
            card_public=b"short", log_public=office.desk.log.public, made="2026-11-24",
        )  # fmt: skip
    assert refused.value.why == "key"


def test_the_statement_of_one_office_under_the_key_of_another_is_refused(office: Office) -> None:
    """A list signed by a second office whose file is otherwise ours."""
    other = make_office(practice=False)
    ours, theirs = (json.loads(one.certificates.to_bytes()) for one in (office, other))
    ours["list"] = theirs["list"]
    assert why(msgspec.json.format(msgspec.json.encode(ours, order="deterministic"), indent=1) + b"\n") == "signature"


def test_the_keyring_names_desk_and_key_and_whether_it_is_stolen(office: Office) -> None:
    second = new_desk(practice=False)
    certificates = add_desk(office.certificates, office.key, second, 1).with_stolen(office.key, "desk-1")
    ring = keyring(certificates)
    assert set(ring) == {office.desk.card.kid, second.card.kid}
    assert ring[second.card.kid].stolen
    assert not ring[office.desk.card.kid].stolen
    assert all(key_id(card.public) == kid for kid, card in ring.items())
    assert certificates.desk_list.number == 2


def test_the_desk_of_a_log_is_found_in_any_epoch(office: Office) -> None:
    for epoch in ("1", "2-4821"):
        desk = office.certificates.desk_of_log(f"haqdar.pk/lodhran/desk-00/{epoch}")
        assert desk is not None
        assert desk.log_public == office.desk.log.public
    assert office.certificates.desk_of_log("haqdar.pk/lodhran/desk-000/1") is None
