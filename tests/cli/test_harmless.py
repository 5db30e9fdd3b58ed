"""Nothing from outside reaches a terminal with a character that speaks to it or turns a line round."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import qrcode
from PIL import Image

from desktop.cli.answers import harmless, json_line, shown
from desktop.values.permissions import Role
from tests import factories
from tests.cli.test_hard_terms import haqdar
from tests.cli.test_register import FAMILY, Line
from tests.factories import TestOffice

HOSTILE = "a\x1b]0;x\x07b\x9b31mc\u202ed\u2066e\u2069f\u200fg\u061ch\x7fi"
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def test_values_are_seen_and_sentences_keep_their_own_isolates() -> None:
    assert not HARMFUL.search(shown(HOSTILE + "\r\n\t"))
    assert shown("a\nb\x1b") == "a\\nb\\x1b"
    assert harmless("Saved as \u2068نام\u2069.\n") == "Saved as \u2068نام\u2069.\n"
    assert harmless("\u2069 \u202e \u2066x \u2066y\u2069") == "\\u2069 \\u202e \\u2066x \u2066y\u2069"
    line = json_line({"text": HOSTILE})
    assert not HARMFUL.search(line[:-1])
    assert json.loads(line) == {"text": HOSTILE}


def picture(folder: Path, text: str) -> Path:
    """A QR code of this text, in a file with a hostile name."""
    path = folder / "pic\x1b[31m\u202e\n.png"
    code = qrcode.QRCode(box_size=4)
    code.add_data(text.encode())
    dark = np.kron(np.asarray(code.get_matrix(), np.uint8), np.ones((4, 4), np.uint8))
    Image.fromarray(np.asarray(255 * (1 - dark), np.uint8)).save(path)
    return path


def test_no_verb_prints_what_a_stranger_wrote_raw(
    office: TestOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Scan, read, import, find, register; plain, JSON and in Urdu, stdout and stderr; two of them as real processes."""
    office.close()
    text = HOSTILE + "x" * 500
    drawn = picture(tmp_path, text)
    rows = tmp_path / "list\x1b]0;x\x07\u202e.csv"
    rows.write_text(f"name,village{HOSTILE}\n{HOSTILE},Chak 12\n", encoding="utf-8")
    line = Line(tmp_path, capsys)
    draft = line.draft(FAMILY | {"place": {"pcode": HOSTILE, "village": HOSTILE}})
    lane = ("--round", HOSTILE.replace("\0", ""), "--point", "p")

    def is_harmless(said: str) -> None:
        ours = re.sub("[\u2066\u2068][^\u2066-\u2069]*\u2069", "", said)  # around values, by our own words
        assert not HARMFUL.search(ours), said
        assert "Traceback" not in said

    for role, words in (
        (Role.CLERK, ("read", "--any", str(drawn))),
        (Role.CLERK, ("import", str(rows), "--dry-run")),
        (Role.CLERK, ("find", HOSTILE)),
        (Role.CLERK, ("register", draft)),
        (Role.SCANNER, ("scan", *lane, HOSTILE)),
        (Role.SCANNER, ("scan", *lane, "--image", str(drawn))),
        (Role.CLERK, (HOSTILE,)),
    ):
        for more in ((), ("--json",), ("--lang", "ur")):
            _, said = line.plain(role, *words, *more)
            assert said + line.stderr, (words, more)
            is_harmless(said + line.stderr)
    for words in (("read", "--any", str(drawn)), ("find", HOSTILE, "--json")):
        done = haqdar(office, Role.CLERK, *words)
        is_harmless((done.stdout + done.stderr).decode())


def test_foreign_text_that_was_cut_says_so(office: TestOffice, tmp_path: Path) -> None:
    """401 characters; and 400 are whole."""
    office.close()
    for length, cut in ((401, True), (400, False)):
        drawn = picture(tmp_path, "y" * length)
        (code,) = json.loads(haqdar(office, Role.CLERK, "read", "--any", str(drawn), "--json").stdout)["codes"]
        assert (code["text"], code["cut"]) == ("y" * 400, cut)
        assert (b"(cut)" in haqdar(office, Role.CLERK, "read", "--any", str(drawn)).stdout) == cut


def test_a_missing_office_and_a_misspelt_verb_are_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with factories.office(tmp_path) as office:
        office.close()
        line = Line(tmp_path / "nowhere", capsys)
        line.folder.mkdir()
        code, (answer,) = line.json(Role.CLERK, "find", "x")
        assert (code, answer["error"]["code"]) == (4, "no_office")
        for words, meant in ((("fnd", "x"), "find"), (("card", "isue"), "issue"), (("find", "--limt", "x"), "--limit")):
            code, _ = line.plain(Role.CLERK, *words)
            assert code == 2
            assert f"Did you mean '{meant}'" in line.stderr
