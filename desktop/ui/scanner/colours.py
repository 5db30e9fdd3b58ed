"""A video frame as a colour picture of our own: by arithmetic on its planes, in a few milliseconds, without a GPU."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QTransform
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

type Rows = NDArray[np.uint8]

_Pixel = QVideoFrameFormat.PixelFormat
_Full = QVideoFrameFormat.ColorRange.ColorRange_Full

# Formats of one plane, four bytes a pixel: at which of the four red, green and blue stand.
COLOURED = {
    _Pixel.Format_BGRX8888: (2, 1, 0), _Pixel.Format_BGRA8888: (2, 1, 0), _Pixel.Format_RGBX8888: (0, 1, 2),
    _Pixel.Format_RGBA8888: (0, 1, 2), _Pixel.Format_XRGB8888: (1, 2, 3), _Pixel.Format_ARGB8888: (1, 2, 3),
    _Pixel.Format_XBGR8888: (3, 2, 1), _Pixel.Format_ABGR8888: (3, 2, 1),
}  # fmt: skip
PACKED = {_Pixel.Format_YUYV: cv2.COLOR_YUV2RGB_YUY2, _Pixel.Format_UYVY: cv2.COLOR_YUV2RGB_UYVY}
PAIRED = {_Pixel.Format_NV12: cv2.COLOR_YUV2RGB_NV12, _Pixel.Format_NV21: cv2.COLOR_YUV2RGB_NV21}
PLANAR = {_Pixel.Format_YUV420P: (1, 2), _Pixel.Format_YV12: (2, 1)}

_TURNS = {QtVideo.Rotation.Clockwise90: 90, QtVideo.Rotation.Clockwise180: 180, QtVideo.Rotation.Clockwise270: 270}

# Webcams that send JPEG use all 256 steps, OpenCV expects 16 to 235.
_LUMA = np.round(16 + np.arange(256) * 219 / 255).astype(np.uint8)
_CHROMA = np.round(128 + (np.arange(256) - 128.0) * 224 / 255).astype(np.uint8)


def picture_of(frame: QVideoFrame) -> QImage | None:
    """The frame in colour, copied, upright as its format says; None for an empty one."""
    if not frame.isValid():
        return None
    rows = _rows(frame)
    if rows is None:
        picture = frame.toImage()
        return None if picture.isNull() else picture
    height, width = rows.shape[:2]
    picture = QImage(rows.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()
    turn = _TURNS.get(frame.rotation(), 0)
    return picture.transformed(QTransform().rotate(turn)) if turn else picture


def _rows(frame: QVideoFrame) -> Rows | None:
    """Rows of red, green and blue; None for a format that is not known here, which Qt then turns, slower."""
    pixels = frame.pixelFormat()
    if pixels not in COLOURED and pixels not in PACKED and pixels not in PAIRED and pixels not in PLANAR:
        return None
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return None
    try:
        full = frame.surfaceFormat().colorRange() is _Full
        width, height = frame.width(), frame.height()
        if pixels in COLOURED:
            whole = _plane(frame, 0, width * 4, height).reshape(height, width, 4)
            return np.ascontiguousarray(whole[:, :, COLOURED[pixels]])
        if pixels in PACKED:
            pairs = _plane(frame, 0, width * 2, height).reshape(height, width, 2)
            return _in_colour(pairs, PACKED[pixels])
        luma = _stepped(_plane(frame, 0, width, height), _LUMA, full)
        half = ((width + 1) // 2, (height + 1) // 2)
        if pixels in PAIRED:
            pairs = _stepped(_plane(frame, 1, half[0] * 2, half[1]), _CHROMA, full)
            return np.asarray(cv2.cvtColorTwoPlane(luma, pairs.reshape(half[1], half[0], 2), PAIRED[pixels]), np.uint8)
        chroma = [_stepped(_plane(frame, at, half[0], half[1]), _CHROMA, full) for at in PLANAR[pixels]]
        together = np.stack(chroma, axis=-1)
        return np.asarray(cv2.cvtColorTwoPlane(luma, together, cv2.COLOR_YUV2RGB_NV12), np.uint8)
    finally:
        frame.unmap()


def _plane(frame: QVideoFrame, plane: int, wide: int, high: int) -> Rows:
    """The bytes of one plane, its rows without what stands behind them."""
    rows = np.frombuffer(frame.bits(plane), np.uint8)
    stride = frame.bytesPerLine(plane)
    return np.ascontiguousarray(rows[: stride * high].reshape(high, stride)[:, :wide])


def _stepped(rows: Rows, steps: Rows, full: bool) -> Rows:
    return np.asarray(cv2.LUT(rows, steps), np.uint8) if full else rows


def _in_colour(rows: Rows, code: int) -> Rows:
    return np.asarray(cv2.cvtColor(rows, code), np.uint8)
