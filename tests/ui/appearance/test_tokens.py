"""The colours keep the contrast that the design names."""

import pytest

from desktop.ui.appearance.tokens import (
    AGAIN,
    AMBER,
    BLUE_GREY,
    DARK,
    GREEN,
    INDIGO,
    LIGHT,
    OUTLINE,
    RED,
    SUN,
    THEMES,
    VerdictGround,
    contrast,
)

# Pair, then the ratio in light, dark and sun as the design gives it (None where it gives none).
NAMED = [
    ("ink", "ground", 14.4, 14.7, 21),
    ("ink", "surface", 16.0, 13.1, 21),
    ("muted", "ground", 6.2, 8.6, 15.1),
    ("muted", "surface", 6.9, 7.7, 15.1),
    ("muted", "wash", 5.5, 6.7, 13.5),
    ("accent", "ground", 7.6, 9.4, 12.2),
    ("accent", "accent_soft", 6.8, 6.2, 10.4),
    ("on_accent", "accent", 8.4, 9.0, 12.2),
    ("on_accent", "accent_down", 12.3, 7.3, 17.1),
    ("muted", "danger_soft", 5.7, 6.9, 15.1),
    ("on_bar", "bar", 12.6, 15.6, 21),
    ("bar_muted", "bar", 7.3, 8.1, 21),
    ("warn_mark", "bar", 9.3, 11.4, 13.0),
    ("warn", "warn_soft", 6.5, 7.8, 10.5),
    ("good", "surface", 7.8, 8.7, 10.8),
    ("good", "good_soft", 6.6, 7.4, 10.8),
    ("danger", "danger_soft", 6.7, 7.2, 11.1),
    ("desk", "surface", 9.9, 7.8, 13.3),
    ("edge", "surface", 4.0, 4.5, 21),
    ("edge", "ground", 3.6, None, None),
    ("focus", "surface", 4.4, 9.5, 3.5),
    ("focus", "ground", 4.0, None, None),
]
BORDERS = {"edge", "focus"}
CASES = [
    (theme, ink, ground, ratio)
    for ink, ground, *ratios in NAMED
    for theme, ratio in zip((LIGHT, DARK, SUN), ratios, strict=True)
    if ratio is not None
]


@pytest.mark.parametrize(("theme", "ink", "ground", "ratio"), CASES)
def test_a_pair_has_the_contrast_of_the_design(theme: object, ink: str, ground: str, ratio: float) -> None:
    """Computed from the tokens, to one decimal as the design rounds."""
    assert contrast(getattr(theme, ink), getattr(theme, ground)) == pytest.approx(ratio, abs=0.06)


@pytest.mark.parametrize(("theme", "ink", "ground", "ratio"), CASES)
def test_text_and_borders_reach_what_they_need(theme: object, ink: str, ground: str, ratio: float) -> None:
    """Text 4.5, in sun 7; borders and rings 3."""
    least = 3.0 if ink in BORDERS else 7.0 if theme is SUN else 4.5
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= least


@pytest.mark.parametrize(
    ("ground", "ratio"),
    [(GREEN, 7.8), (AMBER, 13.0), (INDIGO, 9.9), (BLUE_GREY, 10.6), (RED, 8.2), (AGAIN, 12.6), (OUTLINE, 7.8)],
)
def test_a_verdict_is_read_at_arms_length(ground: VerdictGround, ratio: float) -> None:
    """The word on each family's ground."""
    assert contrast(ground.ink, ground.ground) == pytest.approx(ratio, abs=0.06)


def test_contrast_knows_its_ends() -> None:
    """Black on white is 21, a colour on itself is 1, and the order does not matter."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


def test_borders_are_twice_as_wide_in_the_sun() -> None:
    """Sun has 2 px borders, the others 1 px."""
    assert {name: theme.border for name, theme in THEMES.items()} == {"light": 1, "dark": 1, "sun": 2}
