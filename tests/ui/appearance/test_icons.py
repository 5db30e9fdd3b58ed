"""Icons take their colour and weight when they are read, and turn round where direction means something."""

import csv
from importlib.resources import files

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.ui.appearance.icons import MIRRORED, item_drawing, pixmap, stroke_for
from tests.ui.conftest import PutOn

FOLDER = files("desktop.ui").joinpath("resources")
ICONS = sorted(
    path.name.removesuffix(".svg") for path in FOLDER.joinpath("icons").iterdir() if path.name.endswith(".svg")
)


def ink(image: QImage) -> set[tuple[int, int]]:
    """The pixels that are more than half covered."""
    return {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 128}


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_in_the_colour_that_is_asked_for(name: str, put_on: PutOn) -> None:
    """No icon is empty, black by accident, or clipped away."""
    image = pixmap(name, 48, "#0E5566").toImage()
    drawn = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255]
    assert drawn
    assert all(abs(colour.red() - 0x0E) < 6 and abs(colour.blue() - 0x66) < 6 for colour in drawn)


def test_icons_come_with_their_licence_and_source() -> None:
    """MIT text and version beside them."""
    assert "MIT License" in FOLDER.joinpath("icons", "LICENSE-tabler.txt").read_text(encoding="utf-8")
    assert "@tabler/icons 3." in FOLDER.joinpath("icons", "SOURCES.txt").read_text(encoding="utf-8")


def test_directional_icons_turn_round_and_others_do_not(put_on: PutOn) -> None:
    """An arrow is its mirror image in Urdu; a clock stays as it is."""
    for name in ("arrow-left", "chevron-right", "file-import"):
        there, back = (ink(pixmap(name, 24, "#000000", rtl=rtl).toImage()) for rtl in (False, True))
        assert there != back
        assert {(23 - x, y) for x, y in back} == there
    for name in ("clock", "printer", "check", "player-play", "search"):
        assert name not in MIRRORED
        assert pixmap(name, 24, "#000000").toImage() == pixmap(name, 24, "#000000", rtl=True).toImage()


def test_the_larger_the_finer() -> None:
    """Stroke 2 below 20 px, 1.75 from 20, 1.6 at 32."""
    assert [stroke_for(size) for size in (16, 18, 20, 26, 32)] == [2.0, 2.0, 1.75, 1.75, 1.6]


def test_every_relief_item_has_a_drawing(put_on: PutOn) -> None:
    """Each code of the shipped list, and any other code, finds a file that can be drawn."""
    table = files("desktop.reference").joinpath("relief_items.csv").read_text(encoding="utf-8")
    codes = [row["code"] for row in csv.DictReader(table.splitlines())] + ["WHATEVER9"]
    for code in codes:
        picture = pixmap(item_drawing(code), 48, "#1B2326", drawing=True)
        assert ink(picture.toImage()), code
    assert item_drawing("WHATEVER9") == "item-parcel"
    assert (
        len(
            {
                item_drawing(code)
                for code in (
                    "ATTA20",
                    "RICE5",
                    "DAL5",
                    "OIL5",
                    "SUGAR5",
                    "TENT",
                    "TARP",
                    "BLANKET",
                    "JERRY",
                    "HYG",
                    "SOAP",
                    "CASH25K",
                )
            }
        )
        == 12
    )


def test_the_mark_is_one_colour(put_on: PutOn) -> None:
    """The mark takes the colour of the bar's ink."""
    image = pixmap("mark", 48, "#EFEBE1", drawing=True).toImage()
    full = {image.pixelColor(x, y).name() for x, y in ink(image) if image.pixelColor(x, y).alpha() == 255}
    assert full == {QColor("#EFEBE1").name()}
