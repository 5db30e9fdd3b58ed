"""Card sheets: read back by a decoder at several resolutions, measured in millimetres, looked into as text."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from printing.cards import SAFE, card_pages, draw_cards
from printing.qr import NotForThisCode
from printing.sheet import CARD_HEIGHT, CARD_WIDTH, GRIDS
from printing.values import CardCaptions, CardFace, CardSheet, Pair
from tests.printing.paperwork import ALPHANUMERIC, HOSTILE, LONG_NAME, decoded, pages, photograph, words

CAPTIONS = CardCaptions(
    title=Pair("Registration card", "اندراج کارڈ"),
    back=Pair(
        "This card is free and yours.\nNo one else may keep it.\nLost? A new one is free.",
        "یہ کارڈ مفت ہے اور آپ کا ہے۔\nکوئی اور اسے نہیں رکھ سکتا۔\nگم ہو تو نیا مفت ملے گا۔",
    ),
    help=Pair("Help", "مدد"),
    ruler="100 mm: if this line is not 100 mm, print at 100 %",
    fronts="fronts {page} of {pages}",
    backs="backs {page} of {pages}",
)
LONG = CardFace(
    code="352001234580",
    credential="",
    name=LONG_NAME,
    relation="زوجہ صاحبزادہ محمد عبدالقادر جیلانی قریشی ہاشمی",
    name_latin="Syeda Umm-e-Kulsoom Fatima Zahra bint Abul Hassan Shah Gilani Bukhari",
    relation_latin="w/o Sahibzada Muhammad Abdul Qadir Jilani Qureshi Hashmi",
    holder="holder 2, card 01",
    renewal="renew after 01/2032",
    copy="copy 2",
)


def credential(seed: int) -> str:
    return "".join(random.Random(seed).choices(ALPHANUMERIC, k=188))


def card(i: int) -> CardFace:
    return CardFace(
        code=f"35200123{i:04d}",
        credential=credential(i),
        name="سکینہ بی بی",
        relation="زوجہ رحیم بخش",
        name_latin="Sakina Bibi",
        relation_latin="w/o Rahim Bux",
        holder="holder 2, card 01",
        renewal="renew after 01/2032",
        photo=photograph(100 + i) if i % 2 else None,
        initials="SB",
    )


def sheet(count: int = 8, **changes: object) -> CardSheet:
    made = CardSheet(tuple(card(i) for i in range(count)), CAPTIONS, helpline="1099")
    return replace(made, **changes)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_all_eight_codes_of_a_page_are_read_back(tmp_path: Path, dpi: int) -> None:
    back = pages(draw_cards(sheet()), tmp_path, dpi)[1]
    assert sorted(decoded(back)) == sorted(credential(i) for i in range(8))


def test_fronts_carry_no_code_and_backs_are_mirrored_for_the_long_edge(tmp_path: Path) -> None:
    """The first card stands left on the front page and right on the back page."""
    front, back = pages(draw_cards(sheet(3)), tmp_path, 100)
    assert decoded(front) == []
    middle = back.width / 2
    places = {found.text: found.position.top_left.x for found in zxingcpp.read_barcodes(np.asarray(back))}
    assert places[credential(0)] > middle > places[credential(1)]
    assert places[credential(2)] > middle


def test_the_code_is_40_386_mm_with_a_quiet_zone_of_more_than_3_05_mm(tmp_path: Path) -> None:
    back = np.asarray(pages(draw_cards(sheet(1, layout="cr80")), tmp_path, 600)[1]) < 128
    mm = 25.4 / 600
    left = int(3.2 / mm)
    columns = np.flatnonzero(back[:, left : int(48 / mm)].any(axis=0)) + left
    rows = np.flatnonzero(back[:, left : int(48 / mm)].any(axis=1))
    assert (columns[-1] - columns[0] + 1) * mm == pytest.approx(40.386, abs=0.09)
    assert (rows[-1] - rows[0] + 1) * mm == pytest.approx(40.386, abs=0.09)
    after = np.flatnonzero(back[:, columns[-1] + 1 :].any(axis=0))
    assert min(columns[0], rows[0], back.shape[0] - rows[-1], after[0]) * mm >= 3.05


@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("language", ["ur", "sd", "en"])
def test_nothing_is_drawn_outside_the_safe_zone_of_a_card(tmp_path: Path, language: str, practice: bool) -> None:
    made = sheet(1, layout="cr80", language=language, practice=practice)
    made = replace(made, cards=(made.cards[0], replace(LONG, credential=credential(9))))
    for picture in pages(draw_cards(made), tmp_path, 300):
        ink = np.asarray(picture) < 250
        edge = int((SAFE - 0.05) / 25.4 * 300)
        inner = np.zeros_like(ink)
        inner[edge:-edge, edge:-edge] = True
        assert not (ink & ~inner).any()


@pytest.mark.parametrize(("layout", "count", "number"), [("a4-8", 9, 4), ("a4-10", 9, 2), ("cr80", 3, 6)])
def test_each_layout_makes_the_pages_that_it_promises(tmp_path: Path, layout: str, count: int, number: int) -> None:
    made = sheet(count, layout=layout)
    found = pages(draw_cards(made), tmp_path, 100)
    assert len(found) == card_pages(made) == number
    assert sorted(text for page in found for text in decoded(page)) == sorted(credential(i) for i in range(count))


def test_grids_lie_on_the_page_and_cards_keep_apart() -> None:
    for grid in GRIDS.values():
        places = [grid.place(i, back=False) for i in range(grid.count)]
        assert max(x for x, _ in places) + CARD_WIDTH <= grid.width + 1e-6
        assert max(y for _, y in places) + CARD_HEIGHT <= grid.height + 1e-6
        assert len(set(places)) == grid.count


def test_code_names_and_urdu_words_are_found_as_text(tmp_path: Path) -> None:
    text = words(draw_cards(sheet(1)), tmp_path)
    for wanted in ("3520 0123 0000", "Sakina Bibi", "w/o Rahim Bux", "1099", "سکینہ", "زوجہ", "رحیم", "مفت"):
        assert wanted in text, wanted


def test_a_long_name_stands_whole_on_the_card(tmp_path: Path) -> None:
    text = words(draw_cards(sheet(1, cards=(replace(LONG, credential=credential(1)),))), tmp_path, 1)
    for value in (LONG.name, LONG.relation, LONG.name_latin, LONG.relation_latin):
        assert [word for word in value.split() if word not in text.split()] == []


def test_no_ink_is_cut_at_long_names(tmp_path: Path) -> None:
    """All ink of the names at a large page and on the card is the same: nothing hides under anything else."""
    made = sheet(1, layout="cr80", cards=(replace(LONG, credential=credential(1)),))
    picture = np.asarray(pages(draw_cards(made), tmp_path, 300)[0]) < 128
    row = int(11.9 / 25.4 * 300), int(12.3 / 25.4 * 300)
    assert not picture[row[0] : row[1], int(35 / 25.4 * 300) :].all(axis=0).any()  # nothing runs through the rule


def test_the_practice_mark_is_on_every_page_of_practice_and_on_no_other(tmp_path: Path) -> None:
    practice, real = draw_cards(sheet(9, practice=True)), draw_cards(sheet(9))
    for page in range(1, 5):
        cards = 8 if page < 3 else 1
        assert words(practice, tmp_path, page).count("PRACTICE") == cards
        assert words(practice, tmp_path, page).count("مشق") == cards
    assert "PRACTICE" not in words(real, tmp_path)
    assert "Registration card" not in words(practice, tmp_path)


def test_without_a_helpline_no_number_and_no_caption_stand_there(tmp_path: Path) -> None:
    text = words(draw_cards(sheet(1, helpline="")), tmp_path)
    assert "1099" not in text
    assert "مدد" not in text


def test_a_copy_is_marked_and_a_first_print_is_not(tmp_path: Path) -> None:
    copied = replace(card(1), copy="copy 2")
    assert "copy 2" in words(draw_cards(sheet(1, cards=(copied,))), tmp_path)
    assert "copy" not in words(draw_cards(sheet(1)), tmp_path)


def test_a_bad_laser_still_gives_readable_codes(tmp_path: Path) -> None:
    """Pale toner, blotches, blur and a coarse screen at 200 dpi."""
    back = pages(draw_cards(sheet(2)), tmp_path, 200)[1]
    rng = np.random.default_rng(7)
    pale = 70 + np.asarray(back, dtype=float) * (240 - 70) / 255
    screen = (np.indices(pale.shape).sum(axis=0) % 3 == 0) * 25.0
    noisy = np.clip(pale + screen * (pale < 128) + rng.normal(0, 22, pale.shape), 0, 255).astype(np.uint8)
    worn = Image.fromarray(noisy).filter(ImageFilter.GaussianBlur(1.1))
    assert sorted(decoded(worn)) == sorted(credential(i) for i in range(2))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_neither_fails_nor_touches_its_neighbours(tmp_path: Path, name: str) -> None:
    hostile = replace(card(0), name=name, relation=name, name_latin=name, relation_latin=name, initials=name)
    pdf = draw_cards(sheet(2, cards=(hostile, card(1))))
    plain = draw_cards(sheet(2))
    before, after = (np.asarray(pages(made, tmp_path, 100)[0]) for made in (plain, pdf))
    right = int((GRIDS["a4-8"].left + CARD_WIDTH + 4) / 25.4 * 100)
    assert (before[:, right:] == after[:, right:]).all()
    assert "Sakina Bibi" in words(pdf, tmp_path)


def test_a_broken_photograph_gives_way_to_initials(tmp_path: Path) -> None:
    for photo in (b"", b"\xff\xd8nothing", b"GIF89a", photograph()[:20]):
        assert "SB" in words(draw_cards(sheet(1, cards=(replace(card(0), photo=photo),))), tmp_path)


def test_the_same_cards_give_the_same_bytes() -> None:
    assert draw_cards(sheet(9)) == draw_cards(sheet(9))


def test_photographs_go_in_unchanged_and_once() -> None:
    photo = photograph(77)
    made = draw_cards(sheet(2, cards=(replace(card(0), photo=photo), replace(card(1), photo=photo))))
    assert made.count(photo) == 1


def test_progress_is_told_each_page_and_may_stop_the_work() -> None:
    seen: list[tuple[int, int]] = []
    draw_cards(sheet(9), lambda done, total: seen.append((done, total)))
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]

    class Cancelled(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        draw_cards(sheet(17), stop)


def test_a_sheet_without_cards_or_with_a_foreign_credential_is_refused() -> None:
    with pytest.raises(ValueError):
        draw_cards(sheet(0))
    for text in ("", "lower case", "A" * 190):
        with pytest.raises(NotForThisCode):
            draw_cards(sheet(1, cards=(replace(card(0), credential=text),)))


def test_the_printer_is_asked_not_to_scale() -> None:
    assert b"/PrintScaling /None" in draw_cards(sheet(1))


def test_an_english_card_says_its_sentences_once_and_larger(tmp_path: Path) -> None:
    captions = replace(CAPTIONS, title=Pair("Registration card"), back=Pair(CAPTIONS.back.en), help=Pair("Help"))
    made = sheet(1, language="en", captions=captions)
    text = words(draw_cards(made), tmp_path)
    assert " ".join(text.split()).count("Lost? A new one is free.") == 1
    assert "Help" in text


def test_without_photograph_and_initials_no_frame_is_drawn(tmp_path: Path) -> None:
    bare = replace(card(0), photo=None, initials="")
    picture = np.asarray(pages(draw_cards(sheet(1, layout="cr80", cards=(bare,))), tmp_path, 150)[0])
    frame = picture[int(14 / 25.4 * 150) : int(33 / 25.4 * 150), int(9.8 / 25.4 * 150) : int(29 / 25.4 * 150)]
    assert (frame == 255).all()
