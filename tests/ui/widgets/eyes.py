"""Pictures as other eyes see them: without colour, without one kind of cones, tired, through dust.

Sources stand beside the numbers they gave.
"""

from collections.abc import Callable
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

type Picture = NDArray[np.float64]
"""Height x width x 3, sRGB from 0 to 255."""

# Viénot, Brettel and Mollon, "Digital video colourmaps for checking the legibility of displays by dichromats",
# Color Research and Application 24 (1999): linear RGB to cones, and what is left without long and without medium ones.
_CONES = np.array([[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]])
_NO_LONG = np.array([[0, 2.02344, -2.52581], [0, 1, 0], [0, 0, 1]])
_NO_MEDIUM = np.array([[1, 0, 0], [0.494207, 0, 1.24827], [0, 0, 1]])

# Brettel, Viénot and Mollon, "Computerized simulation of color appearance for dichromats", JOSA A 14 (1997): without
# short cones two half planes are needed; as matrices on linear RGB by libDaltonLens (public domain, daltonlens.org).
_NO_SHORT_1 = np.array([[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]])
_NO_SHORT_2 = np.array([[0.93678, 0.18979, -0.12657], [0.06154, 0.81526, 0.12320], [-0.37562, 1.12767, 0.24796]])
_BETWEEN = np.array([0.03901, -0.02788, -0.01113])

_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])  # ITU-R BT.709, as sRGB is defined


def linear(picture: Picture) -> Picture:
    """From sRGB to light (IEC 61966-2-1)."""
    part = picture / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def coded(light: Picture) -> Picture:
    """From light to sRGB."""
    light = np.clip(light, 0, 1)
    return 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def grey(picture: Picture) -> Picture:
    """Lightness only."""
    light = linear(picture) @ _LUMINANCE
    return coded(np.repeat(light[..., None], 3, axis=2))


def without(missing: Picture, picture: Picture) -> Picture:
    """As seen by somebody without one kind of cones (Viénot 1999)."""
    return coded(linear(picture) @ (np.linalg.inv(_CONES) @ missing @ _CONES).T)


def tritanopia(picture: Picture) -> Picture:
    """As seen by somebody without short cones (Brettel 1997)."""
    light = linear(picture)
    first = (light @ _BETWEEN >= 0)[..., None]
    return coded(np.where(first, light @ _NO_SHORT_1.T, light @ _NO_SHORT_2.T))


VISIONS: dict[str, Callable[[Picture], Picture]] = {
    "grey": grey,
    "protanopia": partial(without, _NO_LONG),
    "deuteranopia": partial(without, _NO_MEDIUM),
    "tritanopia": tritanopia,
}


def blurred(picture: Picture) -> Picture:
    """Seen by a tired eye: each point runs into its neighbours by most of its width."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.7), np.float64)


def dusty(picture: Picture, number: int) -> Picture:
    """Seen by a tired eye on a dusty screen: a noise of ten steps besides."""
    noise = np.random.default_rng(number).normal(0, 10, picture.shape)
    return np.clip(blurred(picture) + noise, 0, 255)
