"""Camera-like frames made from a printed page, for the tour and for tests: tilted, bent, blurred, noisy, in a hand.

No camera is at a test bench, so a page of ours is put before a pinhole camera in numbers, and the frames are written
as a video that the window plays through the same widget, slot and thread as a live camera. The same seed gives the
same frame. `severity` goes from 0 (a good lamp, a still hand) to 5 (hardly anything to be read).
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.scanning.decoder import Grey

WIDTH, HEIGHT = 1280, 720
FRAMES_A_SECOND = 15.0
_FOCUS = 1230.0  # focal length in pixels of a webcam with a field of view of 55 degrees at 1280 pixels
_JITTER = 0.004  # of the frame's width: how far a hand that holds still still moves


@dataclass(frozen=True)
class Pose:
    """How the page is held: turn in its plane and tilt in degrees, part of the frame's width it fills, place, bend.

    `across` and `down` shift its middle by a part of the frame's width and height; `bend` is the height of a crease
    as a part of the page's width.
    """

    turn: float = 0.0
    tilt: float = 0.0
    tilt_axis: float = 0.0
    fill: float = 0.45
    across: float = 0.0
    down: float = 0.0
    bend: float = 0.0


@dataclass(frozen=True)
class Spoiling:
    """What light, lens and hand do: blur and streak in frame pixels, noise in grey levels, shares from 0 to 1.

    The shadow falls from direction `shadow_from` (radians) with its edge at `shadow_at`; the glare stands at
    `glare_at`, in parts of the frame's width and height. These stay while a card is held up.
    """

    blur: float = 0.5
    streak: float = 0.0
    noise: float = 3.0
    shadow: float = 0.1
    shadow_from: float = 0.0
    shadow_at: float = 0.0
    contrast: float = 1.0
    glare: float = 0.0
    glare_at: tuple[float, float] = (0.5, 0.5)
    jpeg: int = 90
    thumbs: bool = True


def simulate(page: Grey, seed: int, severity: float) -> Grey:
    """One frame of 1280 by 720 that a camera might take of `page` (luma, shape (height, width)) held before it."""
    chance = np.random.default_rng([seed, round(severity * 1000)])
    return photograph(page, chosen_pose(chance, severity), chosen_spoiling(chance, severity), seed)


def chosen_pose(chance: np.random.Generator, severity: float) -> Pose:
    """A pose as careless as `severity` says."""
    t = severity / 5
    return Pose(
        turn=chance.uniform(-8 - 20 * t, 8 + 20 * t),
        tilt=chance.uniform(3, 8 + 40 * t),
        tilt_axis=chance.uniform(0, 360),
        fill=0.5 - chance.uniform(0, 0.2 * t),
        across=chance.uniform(-0.1, 0.1),
        down=chance.uniform(-0.06, 0.06),
        bend=chance.uniform(0, 0.03 * t),
    )


def chosen_spoiling(chance: np.random.Generator, severity: float) -> Spoiling:
    """Light, lens and hand as bad as `severity` says."""
    t = severity / 5
    return Spoiling(
        blur=chance.uniform(0.5, 0.6 + 2.2 * t),
        streak=chance.uniform(0, 5.0 * t),
        noise=chance.uniform(2, 4 + 16 * t),
        shadow=chance.uniform(0.05, 0.1 + 0.5 * t),
        shadow_from=chance.uniform(0, 2 * math.pi),
        shadow_at=chance.uniform(-0.15, 0.15),
        contrast=chance.uniform(1 - 0.65 * t, 1),
        glare=chance.uniform(0, 0.02 * t),
        glare_at=(chance.uniform(0.3, 0.7), chance.uniform(0.3, 0.7)),
        jpeg=round(chance.uniform(88 - 50 * t, 92)),
    )


def hold_up(page: Grey, seed: int, severity: float, frames: int) -> Iterator[Grey]:
    """A hand brings the page in, holds it nearly still, and takes it away: `frames` frames in order.

    The first and last sixth of them show it coming and going, with the streak of its movement.
    """
    chance = np.random.default_rng([seed, round(severity * 1000)])
    pose, spoiling = chosen_pose(chance, severity), chosen_spoiling(chance, severity)
    travel = max(1, frames // 6)
    for number in range(frames):
        away = max(0.0, 1 - number / travel, 1 - (frames - 1 - number) / travel)
        shaken = replace(
            pose,
            across=pose.across + chance.normal(0, _JITTER) + 0.9 * away**2,
            down=pose.down + chance.normal(0, _JITTER) + 0.5 * away**2,
            turn=pose.turn + chance.normal(0, 0.4) + 20 * away,
        )
        moving = replace(spoiling, streak=spoiling.streak + 24 * away)
        yield photograph(page, shaken, moving, seed * 100_003 + number)


def empty_room(seed: int, frames: int) -> Iterator[Grey]:
    """`frames` frames of the ground alone, with nothing held up."""
    for number in range(frames):
        chance = np.random.default_rng([seed, number])
        yield _sensed(_ground(seed), Spoiling(), chance)


def photograph(page: Grey, pose: Pose, spoiling: Spoiling, seed: int) -> Grey:
    """One frame of `page` in this pose and light; `seed` moves the noise, the shadow and the ground behind."""
    chance = np.random.default_rng([seed, 7])
    held = _with_thumbs(page) if spoiling.thumbs else page
    to_frame = _projection(held, pose)
    scale = pose.fill * WIDTH / held.shape[1]
    calm = cv2.GaussianBlur(held, (0, 0), max(0.3, 0.42 / scale))  # else fine modules would alias
    x_map, y_map = _back_to_page(held, to_frame, pose)
    scene = cv2.remap(
        calm, x_map, y_map, cv2.INTER_LINEAR, dst=_ground(seed // 100_003), borderMode=cv2.BORDER_TRANSPARENT
    )
    return _sensed(_grey(scene), spoiling, chance)


def write_video(frames: Iterable[Grey], path: Path, frames_a_second: float = FRAMES_A_SECOND) -> int:
    """Write the frames as a motion-JPEG AVI, as webcams send them; returns how many were written.

    Raises `ValueError` when there is no frame, `OSError` when the file cannot be written.
    """
    film: cv2.VideoWriter | None = None
    number = 0
    for frame in frames:
        if film is None:
            size = (frame.shape[1], frame.shape[0])
            film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), frames_a_second, size)
            if not film.isOpened():
                raise OSError(str(path))
        film.write(cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR))
        number += 1
    if film is None:
        raise ValueError("no frame")
    film.release()
    return number


def _projection(page: Grey, pose: Pose) -> NDArray[np.float64]:
    """The homography from page pixels to frame pixels of a pinhole camera."""
    height, width = page.shape
    lean, axis, turn = (math.radians(angle) for angle in (pose.tilt, pose.tilt_axis, pose.turn))
    about = np.array([math.cos(axis), math.sin(axis), 0.0]) * lean
    turned = cv2.Rodrigues(about)[0] @ cv2.Rodrigues(np.array([0.0, 0.0, turn]))[0]
    scale = pose.fill * WIDTH / width
    distance = _FOCUS / scale  # in page pixels
    to_middle = np.array([[1.0, 0, -width / 2], [0, 1.0, -height / 2], [0, 0, 1.0]])
    placed = np.column_stack((turned[:, 0], turned[:, 1], np.array([0.0, 0.0, distance])))
    camera = np.array(
        [
            [_FOCUS, 0, WIDTH / 2 + pose.across * WIDTH],
            [0, _FOCUS, HEIGHT / 2 + pose.down * HEIGHT],
            [0, 0, 1.0],
        ]
    )
    return np.asarray(camera @ placed @ to_middle, np.float64)


def _back_to_page(
    page: Grey, to_frame: NDArray[np.float64], pose: Pose
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each frame pixel the page pixel that it shows, with the bend of the paper to first order."""
    height, width = page.shape
    back = np.linalg.inv(to_frame).astype(np.float32)
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    depth = back[2, 0] * across + back[2, 1] * down + back[2, 2]
    x_map = (back[0, 0] * across + back[0, 1] * down + back[0, 2]) / depth
    y_map = (back[1, 0] * across + back[1, 1] * down + back[1, 2]) / depth
    if pose.bend:
        crest = np.exp(-np.abs(x_map - width * 0.4) / (0.12 * width)) * pose.bend * width
        y_map = y_map + crest * math.sin(math.radians(pose.tilt + 15))
        x_map = x_map + crest * 0.3 * (y_map / height - 0.5)
    return x_map.astype(np.float32), y_map.astype(np.float32)


def _with_thumbs(page: Grey) -> Grey:
    """The page with two thumb tips over its lower edge, where a hand holds it."""
    held = page.copy()
    height, width = held.shape
    size = (max(2, width // 26), max(3, width // 14))
    for place, lean in ((0.33, 12), (0.67, -12)):
        middle = (round(width * place), height + size[1] // 4)
        cv2.ellipse(held, middle, size, lean, 0, 360, 150, -1, cv2.LINE_AA)
        cv2.ellipse(held, middle, (size[0] * 3 // 5, size[1] * 3 // 4), lean, 180, 360, 185, 2, cv2.LINE_AA)
    return held


def _ground(seed: int) -> Grey:
    """A blotched room behind the card."""
    blots = np.random.default_rng([seed, 11]).integers(60, 170, (18, 32)).astype(np.uint8)
    soft = cv2.GaussianBlur(blots, (0, 0), 1.0)
    return _grey(cv2.resize(soft, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC))


def _sensed(scene: Grey, spoiling: Spoiling, chance: np.random.Generator) -> Grey:
    """The scene through lens, light and sensor, squeezed by JPEG as webcams do."""
    light = cv2.GaussianBlur(scene, (0, 0), max(0.3, spoiling.blur)).astype(np.float32)
    if spoiling.streak >= 1:
        light = cv2.filter2D(light, -1, _streak(spoiling.streak, chance.uniform(0, math.pi)))
    light = light * spoiling.contrast + 20 * (1 - spoiling.contrast)
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    towards = spoiling.shadow_from
    along = ((across - WIDTH / 2) * math.cos(towards) + (down - HEIGHT / 2) * math.sin(towards)) / (WIDTH / 2)
    edge = 1 / (1 + np.exp(-(along - spoiling.shadow_at) * 25))
    light = light * (1 - spoiling.shadow * (0.65 * edge + 0.35 * np.clip((along + 1) / 2, 0, 1)))
    if spoiling.glare:
        reach = math.sqrt(spoiling.glare * WIDTH * HEIGHT / math.pi)
        far = np.hypot(across - spoiling.glare_at[0] * WIDTH, down - spoiling.glare_at[1] * HEIGHT) / reach
        light = light + 420 * np.exp(-(far**2))
    grain = np.asarray(chance.normal(0, spoiling.noise, light.shape), np.float32)
    noisy = np.clip(light + grain, 0, 255)
    squeezed = cv2.imencode(".jpg", _grey(noisy), [cv2.IMWRITE_JPEG_QUALITY, spoiling.jpeg])[1]
    return _grey(cv2.imdecode(squeezed, cv2.IMREAD_GRAYSCALE))


def _streak(length: float, towards: float) -> NDArray[np.float32]:
    """The kernel of a straight movement of `length` pixels."""
    side = max(3, math.ceil(length) | 1)
    kernel = np.zeros((side, side), np.float32)
    middle, reach = side // 2, length / 2
    one = (round(middle - math.cos(towards) * reach), round(middle - math.sin(towards) * reach))
    other = (round(middle + math.cos(towards) * reach), round(middle + math.sin(towards) * reach))
    cv2.line(kernel, one, other, 1.0, 1, cv2.LINE_AA)
    return kernel / kernel.sum()


def _grey(picture: object) -> Grey:
    return np.asarray(picture, dtype=np.uint8)
