"""Frames of a camera in colour, for a face photo: the newest one only, nothing is decoded and nothing is kept."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoFrame, QVideoSink

from desktop.ui.scanner.camera_feed import FeedState, best_format, device_named
from desktop.ui.scanner.colours import picture_of

_PATIENCE_MS = 5_000  # without a frame for so long the camera is held by another program, or broken
_FRAMES_A_SECOND = 12  # enough to hold one's face into an oval; each is turned into a picture on the window's thread


class PhotoFeed(QObject):
    """Lives on the window's thread. `frame_seen` carries a `QImage` for the preview, `state_changed` a `FeedState`."""

    frame_seen = Signal(object)
    state_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Off. Call `start`, and `stop` before it goes away."""
        super().__init__(parent)
        self.state = FeedState.OFF
        self._seen_at = 0.0
        self._last: QVideoFrame | None = None
        self._camera: QCamera | None = None
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._on_frame, Qt.ConnectionType.AutoConnection)
        self._session = QMediaCaptureSession(self)
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._fails)
        self._devices = QMediaDevices(self)

    @property
    def sink(self) -> QVideoSink:
        """The one sink; whatever is put into it is seen."""
        return self._sink

    def start(self, name: str = "") -> None:
        """See through the camera of this name; empty or unknown: the system's first."""
        device = device_named(name)
        if device is None:
            self._set_state(FeedState.NO_CAMERA)
            return
        self._camera = self._camera or self._made_camera()
        self._camera.setCameraDevice(device)
        chosen = best_format(device)
        if chosen is not None:
            self._camera.setCameraFormat(chosen)
        self._session.setVideoSink(self._sink)
        self.start_sink()
        self._camera.start()

    def start_sink(self) -> None:
        """See what others put into `sink`: a camera, or a test."""
        self._patience.start()
        self._set_state(FeedState.STARTING)

    def stop(self) -> None:
        """Let the camera go; the last picture is not left anywhere."""
        self._patience.stop()
        self._last = None
        if self._camera is not None:
            self._camera.stop()
        self._set_state(FeedState.OFF)

    def still(self) -> QImage | None:
        """The newest frame as a picture, or None while nothing was seen."""
        return None if self._last is None else picture_of(self._last)

    def _made_camera(self) -> QCamera:
        """Made once and kept: to delete one while its own threads still work has brought the process down."""
        camera = QCamera(self)
        camera.errorOccurred.connect(self._fails)
        self._session.setCamera(camera)
        return camera

    @Slot(QVideoFrame)
    def _on_frame(self, frame: QVideoFrame) -> None:
        if self.state in (FeedState.OFF, FeedState.NO_CAMERA) or not frame.isValid():
            return
        self._last = frame
        self._patience.start()
        self._set_state(FeedState.SEEING)
        now = time.monotonic()
        if now - self._seen_at >= 1 / _FRAMES_A_SECOND:
            self._seen_at = now
            picture = picture_of(frame)
            if picture is not None:
                self.frame_seen.emit(picture)

    def _fails(self) -> None:
        if self.state is not FeedState.OFF:
            self._set_state(FeedState.BLIND)

    def _set_state(self, state: FeedState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
