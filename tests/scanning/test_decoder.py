"""The ladder of readers on pictures that were tilted, blurred and soiled on purpose."""

import cv2
import numpy as np
import pytest
import zxingcpp

from desktop.scanning import decoder
from desktop.scanning.decoder import FIRST, FURTHER, LiveDecoder, read_picture, take_step
from desktop.scanning.rehearsal import HEIGHT, WIDTH, Pose, Spoiling, photograph, simulate
from tests.scanning.card_simulator import card_page, credential_like, symbol

TEXT = credential_like(1)
PAGE = card_page(TEXT)


def test_an_easy_card_is_read_by_the_first_step_with_its_place() -> None:
    """Text, reader and corners: the corners lie where the symbol was put."""
    frame = np.full((480, 640), 120, np.uint8)
    square = symbol(TEXT, 5)
    frame[60 : 60 + square.shape[0], 100 : 100 + square.shape[1]] = square
    (found,) = read_picture(frame)
    assert (found.text, found.reader) == (TEXT, "zxing")
    assert np.abs(np.array(found.corners[0]) - (120, 80)).max() <= 2
    assert np.abs(np.array(found.corners[2]) - (385, 345)).max() <= 2


@pytest.mark.parametrize("step", [FIRST, *FURTHER], ids=lambda step: step.name)
def test_each_step_reads_and_places_a_plain_card(step: decoder.Step) -> None:
    """No rung is dead wood: alone it reads an easy card, and gives the corners in the picture's own pixels."""
    frame = photograph(PAGE, Pose(turn=4, tilt=6, fill=0.5), Spoiling(), seed=1)
    found, _ = take_step(step, frame)
    reference, _ = take_step(FIRST, frame)
    assert [code.text for code in found] == [TEXT]
    middle = np.mean(found[0].corners, axis=0)
    assert np.abs(middle - np.mean(reference[0].corners, axis=0)).max() < 12


def test_cards_in_careless_hands_are_read() -> None:
    """Tilt up to 24 degrees, turn to 16, blur, shadow, bend, thumbs: of 24 frames at most three stay unread."""
    read = [read_picture(simulate(PAGE, seed, severity)) for severity in (0.0, 1.0, 2.0) for seed in range(8)]
    assert sum(1 for found in read if [code.text for code in found] == [TEXT]) >= 21
    assert not [code.text for found in read for code in found if code.text != TEXT]


def test_the_ladder_reads_what_zxing_alone_does_not() -> None:
    """On spoilt frames the further steps add readings, and none of them adds a wrong text."""
    frames = [simulate(PAGE, seed, severity) for severity in (3.0, 4.0) for seed in range(8)]
    alone = sum(1 for frame in frames if take_step(FIRST, frame)[0])
    texts = [code.text for frame in frames for code in read_picture(frame)]
    assert len(texts) > alone
    assert set(texts) == {TEXT}


def test_a_sheet_gives_every_code_once() -> None:
    """Eight symbols on one picture come back as eight texts, without doubles when a second step was needed."""
    texts = [credential_like(seed) for seed in range(8)]
    sheet = np.full((4 * 300, 2 * 300), 250, np.uint8)
    for number, text in enumerate(texts):
        square = symbol(text, 4)
        down, across = 300 * (number // 2) + 20, 300 * (number % 2) + 20
        sheet[down : down + square.shape[0], across : across + square.shape[1]] = square
    assert sorted(code.text for code in read_picture(sheet)) == sorted(texts)


def test_noise_and_a_plain_wall_hold_no_code() -> None:
    """An empty list, on the whole ladder."""
    noise = np.random.default_rng(3).integers(0, 255, (480, 640)).astype(np.uint8)
    assert read_picture(noise) == []
    assert read_picture(np.full((480, 640), 90, np.uint8)) == []


def test_other_symbologies_are_not_read() -> None:
    """A shop's EAN code in view is no reading."""
    made = zxingcpp.create_barcode("4006381333931", zxingcpp.BarcodeFormat.EAN13)  # pyright: ignore[reportUnknownMemberType]
    bars = np.asarray(made.to_image(scale=3), np.uint8)
    frame = np.full((HEIGHT, WIDTH), 240, np.uint8)
    frame[50 : 50 + bars.shape[0], 50 : 50 + bars.shape[1]] = bars
    assert zxingcpp.read_barcodes(frame)
    assert read_picture(frame) == []


def test_the_smallest_and_a_very_flat_picture_do_no_harm() -> None:
    """One pixel, one row, one column, the smallest that may hold a code: nothing read, nothing raised."""
    for shape in ((1, 1), (1, 500), (500, 1), (21, 21), (21, 9000)):
        picture = np.full(shape, 128, np.uint8)
        assert read_picture(picture) == []
        live = LiveDecoder()
        assert not any(live.read(picture) for _ in FURTHER)


def test_zbar_orientation_cannot_kill_a_reading() -> None:
    """Some pictures make libzbar answer an orientation that pyzbar cannot name; we never ask it."""
    assert decoder.pyzbar is not None
    assert decoder.pyzbar.zbar_symbol_get_orientation is None
    zbar = next(step for step in FURTHER if step.name == "zbar")
    found, _ = take_step(zbar, symbol(TEXT, 6))
    assert [code.text for code in found] == [TEXT]


def test_without_libzbar_reading_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is missing its steps read nothing and the others still do."""
    monkeypatch.setattr(decoder, "pyzbar", None)
    assert [code.text for code in read_picture(symbol(TEXT, 4))] == [TEXT]
    assert read_picture(np.full((200, 200), 90, np.uint8)) == []


def test_live_frames_take_one_further_step_each_and_all_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty room costs zxing-cpp and one step a frame; after as many frames as steps each had its turn."""
    taken: list[str] = []
    whole = decoder.take_step

    def counted(step: decoder.Step, frame: decoder.Grey) -> tuple[list[decoder.Found], bool]:
        taken.append(step.name)
        return whole(step, frame)

    monkeypatch.setattr(decoder, "take_step", counted)
    live = LiveDecoder()
    wall = np.full((120, 160), 90, np.uint8)
    for _ in FURTHER:
        assert live.read(wall) == []
    assert taken[0::2] == ["zxing"] * len(FURTHER)
    assert taken[1::2] == [step.name for step in FURTHER]


def test_a_frame_that_only_a_further_step_reads_is_read_within_one_round() -> None:
    """Held still, a card that zxing-cpp alone misses is read when its step's turn comes."""
    hard = [simulate(PAGE, seed, 3.0) for seed in range(40)]
    frame = next(one for one in hard if not take_step(FIRST, one)[0] and read_picture(one))
    live = LiveDecoder()
    assert any(live.read(frame) for _ in FURTHER)


def test_luma_range_of_a_camera_does_not_matter() -> None:
    """Cameras send 16 to 235, files 0 to 255: both are read, also at a third of the contrast."""
    frame = cv2.resize(PAGE, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    for low, high in ((0, 255), (16, 235), (90, 160)):
        squeezed = (low + frame.astype(np.float32) / 255 * (high - low)).astype(np.uint8)
        assert [code.text for code in read_picture(squeezed)] == [TEXT]
