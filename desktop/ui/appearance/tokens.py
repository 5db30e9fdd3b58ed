"""Colours of the window by name, one frozen set a theme, and the contrast between two of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Colours are `#RRGGBB`; `border` is the width of ordinary borders in pixels."""

    name: str
    ground: str
    surface: str
    sunk: str
    wash: str
    line: str
    edge: str
    ink: str
    muted: str
    accent: str
    accent_hover: str
    accent_down: str
    accent_soft: str
    on_accent: str
    bar: str
    on_bar: str
    bar_muted: str
    focus: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    warn_mark: str
    desk: str
    desk_soft: str
    danger: str
    danger_soft: str
    border: int


LIGHT = Tokens(
    name="light",
    ground="#F6F3EC",
    surface="#FFFFFF",
    sunk="#EDE9DF",
    wash="#E9E4D8",
    line="#D9D3C5",
    edge="#857F72",
    ink="#1B2326",
    muted="#545B5E",
    accent="#0E5566",
    accent_hover="#0A4654",
    accent_down="#083A46",
    accent_soft="#DDEBEC",
    on_accent="#FFFFFF",
    bar="#17292F",
    on_bar="#EFEBE1",
    bar_muted="#A9B7B8",
    focus="#A06F00",
    good="#0A5F2B",
    good_soft="#E2EFE5",
    warn="#7A4B00",
    warn_soft="#FCEFC9",
    warn_mark="#FFC20A",
    desk="#5B2A86",
    desk_soft="#ECE5F3",
    danger="#A3001B",
    danger_soft="#F8E4E4",
    border=1,
)

DARK = Tokens(
    name="dark",
    ground="#12181A",
    surface="#1B2326",
    sunk="#161D1F",
    wash="#232D31",
    line="#333E42",
    edge="#7F8A8C",
    ink="#ECE8DE",
    muted="#AEB5B3",
    accent="#7CC7D3",
    accent_hover="#93D3DD",
    accent_down="#65B5C2",
    accent_soft="#1F3B42",
    on_accent="#0B1E23",
    bar="#0B1012",
    on_bar="#ECE8DE",
    bar_muted="#9FABAC",
    focus="#F2C14E",
    good="#7FD09A",
    good_soft="#173323",
    warn="#F2C14E",
    warn_soft="#3A2F12",
    warn_mark="#F2C14E",
    desk="#C9A8EA",
    desk_soft="#33254A",
    danger="#FF9C9C",
    danger_soft="#42201F",
    border=1,
)

SUN = Tokens(
    name="sun",
    ground="#FFFFFF",
    surface="#FFFFFF",
    sunk="#F2F2F2",
    wash="#F2F2F2",
    line="#000000",
    edge="#000000",
    ink="#000000",
    muted="#262626",
    accent="#003B49",
    accent_hover="#002A35",
    accent_down="#001F27",
    accent_soft="#DDF0F3",
    on_accent="#FFFFFF",
    bar="#000000",
    on_bar="#FFFFFF",
    bar_muted="#FFFFFF",
    focus="#C77700",
    good="#00481D",
    good_soft="#FFFFFF",
    warn="#4A2D00",
    warn_soft="#FFE9A8",
    warn_mark="#FFC20A",
    desk="#43186B",
    desk_soft="#F1E8FA",
    danger="#7E0014",
    danger_soft="#FFFFFF",
    border=2,
)

THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK, SUN)}


@dataclass(frozen=True, slots=True)
class VerdictGround:
    """Ground and ink of one verdict family; the same in all themes, because people learn them by colour."""

    ground: str
    ink: str


GREEN = VerdictGround("#0A5F2B", "#FFFFFF")
AMBER = VerdictGround("#FFC20A", "#000000")
INDIGO = VerdictGround("#5B2A86", "#FFFFFF")
BLUE_GREY = VerdictGround("#3A3F45", "#FFFFFF")
RED = VerdictGround("#A3001B", "#FFFFFF")
AGAIN = VerdictGround("#E7E4DC", "#1B2326")
OUTLINE = VerdictGround("#FFFFFF", "#0A5F2B")


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, relative luminance of sRGB)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
