"""Checkpoints: the published note of C2SP, a strict reader, and the digits that stand on paper."""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import FingerprintUnreadable
from desktop.ledger.checkpoint import (
    Checkpoint,
    Fingerprint,
    NoteRefused,
    fingerprint,
    is_origin,
    note_key_id,
    open_note,
    parse,
    parse_fingerprint,
    sign,
)
from desktop.security.signing import KeyKind, SigningKey

ORIGIN = "haqdar.pk/lodhran/desk-03/1"
KEY = SigningKey(KeyKind.LOG, bytes(range(32)))
ROOT = bytes(range(100, 132))
HEAD = Checkpoint(ORIGIN, 184_223, ROOT)
NOTE = sign(HEAD, KEY)
WITNESS = "\u2014 witness.example/w1 " + b64encode(b"abcd" + bytes(72)).decode() + "\n"
TEXT, SIGNATURE = NOTE.split("\n\n")


def test_the_key_id_is_the_one_of_the_specification() -> None:
    """The verifier key and note of the Go checksum database's documentation, by Ed25519 public key and name."""
    verifier_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    name, key_id, key = verifier_key.split("+", 2)
    data = b64decode(key)
    assert data[0] == 1
    assert note_key_id(name, data[1:]).hex() == key_id


def test_a_signed_head_is_opened_again() -> None:
    assert open_note(NOTE, ORIGIN, KEY.public) == HEAD
    assert TEXT.split("\n") == [ORIGIN, "184223", b64encode(ROOT).decode()]
    assert SIGNATURE.startswith(f"\u2014 {ORIGIN} ")


def test_lines_of_witnesses_are_skipped_wherever_they_stand() -> None:
    assert open_note(NOTE + WITNESS, ORIGIN, KEY.public) == HEAD
    assert open_note(f"{TEXT}\n\n{WITNESS}{SIGNATURE}", ORIGIN, KEY.public) == HEAD
    assert len(parse(NOTE + WITNESS * 15)[1]) == 16


def test_an_empty_log_can_be_signed() -> None:
    assert open_note(sign(Checkpoint(ORIGIN, 0, ROOT), KEY), ORIGIN, KEY.public).size == 0


def refusal(note: str) -> str:
    """Why the note is refused."""
    with pytest.raises(NoteRefused) as refused:
        open_note(note, ORIGIN, KEY.public)
    return refused.value.why


B64 = b64encode(ROOT).decode()
SIG = SIGNATURE.split(" ")[2].strip()


def note(origin: str = ORIGIN, size: str = "184223", root: str = B64, rest: str = f"\n{SIGNATURE}") -> str:
    """A note from its parts."""
    return f"{origin}\n{size}\n{root}\n{rest}"


def line(name: str = ORIGIN, signature: str = SIG, dash: str = "\u2014", gap: str = " ", end: str = "\n") -> str:
    """A blank line and a signature line from its parts."""
    return f"\n{dash}{gap}{name}{gap}{signature}{end}"


REFUSED: dict[str, str] = {
    # the text
    **{f"origin {bad!r}": note(origin=bad) for bad in (
        "", " ", "haqdar.pk", "haqdar.pk/lodhran", "haqdar.pk/lodhran/desk-03", "haqdar.pk/lodhran/desk-03/",
        "haqdar.pk/lodhran/desk-03/0", "haqdar.pk/lodhran/desk-03/01", "haqdar.pk/lodhran/desk-03/1/", f" {ORIGIN}",
        f"{ORIGIN} ", f"{ORIGIN}\t", f"{ORIGIN}\r", "Haqdar.pk/lodhran/desk-03/1", "haqdar.pk/Lodhran/desk-03/1",
        "haqdar.pk//desk-03/1", "haqdar.pk/lodhran/desk-03/10000", "haqdar.pk/lodhran/desk-03/1-12",
        "haqdar.pk/lodhran/desk-03/1-12345", "haqdar.pk/lodhran/desk\u2011-03/1", "haqdar.pk/lodhran/desk-03/\u0661",
        "https://haqdar.pk/lodhran/desk-03/1", "example.com/lodhran/desk-03/1", f"{ORIGIN}\0", f"\ufeff{ORIGIN}",
        "haqdar.pk/lodhran+/desk-03/1", "haqdar.pk/" + "a" * 41 + "/b/1",
    )},
    **{f"other log {other}": note(origin=other) for other in (
        "haqdar.pk/lodhran/desk-03/2", "haqdar.pk/lodhran/desk-04/1", "haqdar.pk/lodhran/desk-03/1-4821",
    )},
    **{f"size {bad!r}": note(size=bad) for bad in (
        "", " ", "0184223", "00", "-1", "+184223", "184223 ", " 184223", "184223\r", "184,223", "1e5", "184223.0",
        "0x2cf9f", "\u0661\u0668\u0664", "\u06f1\u06f8\u06f4", "9007199254740992", "10000000000000000", "1" * 30,
        "184223\0",
    )},
    **{f"other size {other}": note(size=other) for other in ("0", "184222", "184224", "1842230")},
    **{f"root {bad!r}": note(root=bad) for bad in (
        "", B64[:-1], B64[:-4], B64 + "=", B64 + "====", B64.replace("=", ""), f"{B64} ", f" {B64}", f"{B64}\r",
        B64.replace("Z", "-", 1), B64.replace("Z", "_", 1), B64[:10] + " " + B64[10:], B64[:-2] + "N=", B64[:-2] + "O=",
        ROOT.hex(), b64encode(ROOT[:-1]).decode(), b64encode(ROOT + b"\0").decode(), b64encode(b"").decode(),
        b64encode(ROOT).decode().swapcase(), "=" * 44, "\u0661" + B64[1:],
    )},
    # lines too many and too few
    "empty": "", "newline": "\n", "blank lines only": "\n\n\n\n\n\n", "text only": f"{TEXT}\n",
    "no blank line": f"{TEXT}\n{SIGNATURE}", "two blank lines": f"{TEXT}\n\n\n{SIGNATURE}",
    "extension line": f"{TEXT}\nextension\n\n{SIGNATURE}", "blank line first": f"\n{NOTE}",
    "blank line inside": note(root=f"{B64}\n"), "no end of line": NOTE[:-1], "blank line last": f"{NOTE}\n",
    "text after": f"{NOTE}more", "line after": f"{NOTE}more\n", "carriage returns": NOTE.replace("\n", "\r\n"),
    "other separators": NOTE.replace("\n", "\u2028"), "twice": NOTE + NOTE, "no signatures": f"{TEXT}\n\n",
    "byte order mark": f"\ufeff{NOTE}", "tab for blank": NOTE.replace("\n\n", "\n\t\n"),
    "too long": NOTE + WITNESS * 400,
    # signature lines
    "signed by a witness only": f"{TEXT}\n\n{WITNESS}", "seventeen signatures": NOTE + WITNESS * 16,
    "our signature twice": NOTE + SIGNATURE,
    **{f"signature line {number}": note(rest=bad) for number, bad in enumerate((
        line(dash="-"), line(dash="--"), line(dash="\u2013"), line(dash="\u2015"), line(dash=""), line(gap="  "),
        line(gap="\t"), line(gap="\u00a0"), line(gap=""), line(name=""), line(name="a b"), line(name="a+b"),
        line(name="a\u2003b"), line(name=f"{ORIGIN}+1"), line(name="other.example/x"), line(name=ORIGIN[:-1]),
        line(name=ORIGIN.upper()), line(name=f"{ORIGIN}\x1b"), line(signature=""), line(signature="="),
        line(signature=SIG[:-1]), line(signature=SIG[:-4]), line(signature=SIG + "="), line(signature=SIG + "AAAA"),
        line(signature=SIG.replace("=", "")), line(signature=SIG.swapcase()), line(signature=f"{SIG} "),
        line(signature=f" {SIG}"), line(signature=f"{SIG} {SIG}"),
        line(signature=SIG.replace("+", "-").replace("/", "_") + "_"), line(signature=b64encode(b"abcd").decode()),
        line(signature=b64encode(b"abcd" + b64decode(SIG)[4:]).decode()),
        line(signature=b64encode(b64decode(SIG)[:4] + bytes(64)).decode()),
        line(signature=b64encode(b64decode(SIG)[:4] + b64decode(SIG)[5:] + b"\0").decode()),
        line(signature=b64encode(b64decode(SIG)[:-1]).decode()), line(end=""), line(end="\r\n"), line(end=" \n"),
        line(signature=b64decode(SIG).hex()), f"\n{SIGNATURE}\n{SIGNATURE}", f"\n {SIGNATURE}", f" \n{SIGNATURE}",
    ))},
}  # fmt: skip


@pytest.mark.parametrize("case", list(REFUSED))
def test_what_is_almost_a_note_is_refused(case: str) -> None:
    assert REFUSED[case] != NOTE
    refusal(REFUSED[case])


def test_there_are_more_than_a_hundred_refusals_and_they_have_names() -> None:
    assert len(set(REFUSED.values())) > 100
    assert {refusal(bad) for bad in REFUSED.values()} == {
        "long", "shape", "origin", "size", "root", "signatures", "other_log", "unsigned", "signature",
    }  # fmt: skip


def test_another_key_and_a_changed_head_are_refused() -> None:
    other = SigningKey(KeyKind.LOG, bytes(32))
    assert refusal(sign(HEAD, other)) == "unsigned"
    assert refusal(NOTE.replace("184223", "184224")) == "signature"


def test_every_changed_character_is_refused() -> None:
    for place in range(len(NOTE)):
        for letter in ("A", "1", "\n", " "):
            if NOTE[place] != letter:
                refusal(NOTE[:place] + letter + NOTE[place + 1 :])


@given(st.text(max_size=300))
def test_any_text_is_refused_without_another_error(text: str) -> None:
    with pytest.raises(NoteRefused):
        open_note(text, ORIGIN, KEY.public)


def test_origins_name_district_desk_and_epoch() -> None:
    assert is_origin("haqdar.pk/lodhran/desk-03/2-4821")
    assert not is_origin("haqdar.pk/lodhran/desk-03/1\n")


def test_a_fingerprint_has_the_size_and_24_digits_of_the_root() -> None:
    found = fingerprint(184_223, ROOT)
    assert int(found.digits) == int.from_bytes(ROOT, "big") % 10**24
    assert len(found.digits) == 24
    assert found.line("LDN03") == f"HQ LDN03 184223 {' '.join(found.groups)}"
    assert fingerprint(1, bytes(31) + b"\7").digits == "0" * 23 + "7"


LINE = fingerprint(184_223, ROOT).line("LDN03")
URDU = str.maketrans({chr(ord("0") + n): chr(0x06F0 + n) for n in range(10)})
ARABIC = str.maketrans({chr(ord("0") + n): chr(0x0660 + n) for n in range(10)})


@pytest.mark.parametrize(
    "typed",
    [
        LINE,
        LINE.lower(),
        LINE.removeprefix("HQ "),
        f"  {LINE.replace(' ', '   ')}\n",
        LINE.replace(" ", "\u2007"),
        "HQ LDN03" + LINE[8:].translate(URDU),
        LINE.translate(ARABIC),
        LINE[:-29] + LINE[-29:].replace(" ", ""),
        LINE[:-29] + LINE[-29:].replace(" ", "-"),
    ],
)
def test_a_typed_line_is_read_in_three_scripts_and_any_grouping(typed: str) -> None:
    assert parse_fingerprint(typed) == ("LDN03", fingerprint(184_223, ROOT))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "shape"),
        ("HQ", "shape"),
        ("HQ LDN03 184223", "shape"),
        ("آداب 184223 4071", "shape"),
        ("HQ LDN03 many 4071 9926 4071 9926 4071 9926", "size"),
        ("HQ LDN03 184223 4071 9926 4071 9926 4071 992", "digits"),
        ("HQ LDN03 184223 4071 9926 4071 9926 4071 99266", "digits"),
        ("HQ LDN03 184223 4071 9926 4071 9926 4071 99I6", "digits"),
    ],
)
def test_an_unreadable_line_says_what_is_wrong(typed: str, why: str) -> None:
    with pytest.raises(FingerprintUnreadable) as refused:
        parse_fingerprint(typed)
    assert refused.value.why == why


def test_one_changed_line_changes_the_fingerprint() -> None:
    assert Fingerprint.of(5, ROOT) != Fingerprint.of(6, ROOT)
    assert Fingerprint.of(5, ROOT) != Fingerprint.of(5, ROOT[:-1] + b"\0")
