"""The luma of a video frame as an array of our own: a copy of one plane, never a conversion to a colour picture."""

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from desktop.scanning.decoder import Grey

_Pixel = QVideoFrameFormat.PixelFormat

# Formats whose first plane is luma, a byte a pixel; webcams send these or JPEG, which Qt opens into them.
PLANAR = {
    _Pixel.Format_YUV420P, _Pixel.Format_YUV422P, _Pixel.Format_YV12, _Pixel.Format_NV12, _Pixel.Format_NV21,
    _Pixel.Format_IMC1, _Pixel.Format_IMC2, _Pixel.Format_IMC3, _Pixel.Format_IMC4, _Pixel.Format_Y8,
}  # fmt: skip

# One plane of several bytes a pixel: how many, and which of them is taken. That is the luma of a pair, the upper byte
# of a deep luma, or the green of a colour, which is luma enough for black on white.
ONE_BYTE_OF = {
    _Pixel.Format_YUYV: (2, 0), _Pixel.Format_UYVY: (2, 1),
    _Pixel.Format_Y16: (2, 1), _Pixel.Format_P010: (2, 1), _Pixel.Format_P016: (2, 1),
    _Pixel.Format_BGRX8888: (4, 1), _Pixel.Format_BGRA8888: (4, 1), _Pixel.Format_RGBX8888: (4, 1),
    _Pixel.Format_RGBA8888: (4, 1), _Pixel.Format_XRGB8888: (4, 2), _Pixel.Format_ARGB8888: (4, 2),
    _Pixel.Format_XBGR8888: (4, 2), _Pixel.Format_ABGR8888: (4, 2),
}  # fmt: skip


def luma_of(frame: QVideoFrame) -> Grey | None:
    """Luma of shape (height, width), copied, so that the camera gets its buffer back; None for an empty frame.

    The last frame of a film is an empty one. Cameras give 16 to 235, files mostly 0 to 255.
    """
    if not frame.isValid():
        return None
    pixels = frame.pixelFormat()
    if pixels not in PLANAR and pixels not in ONE_BYTE_OF:
        return _of_picture(frame.toImage())
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return None
    try:
        rows = np.frombuffer(frame.bits(0), np.uint8)
        stride, width, height = frame.bytesPerLine(0), frame.width(), frame.height()
        whole = rows[: stride * height].reshape(height, stride)
        if pixels in PLANAR:
            return whole[:, :width].copy()
        step, taken = ONE_BYTE_OF[pixels]
        return whole[:, taken : step * width : step].copy()
    finally:
        frame.unmap()


def _of_picture(picture: QImage) -> Grey | None:
    """For what we do not know (a whole JPEG, say): slower, and right."""
    if picture.isNull():
        return None
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()
