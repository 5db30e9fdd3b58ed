"""Frames of a camera, or of a film in its place, to readings: one sink, one slot, one thread for both.

A camera and a film differ only in what is plugged into the sink, so what is shown with a film holds for a camera.
"""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QMediaPlayer,
    QVideoFrame,
    QVideoSink,
)

from desktop.scanning.camera import HEIGHT, WIDTH
from desktop.scanning.reader import Reader, Reading
from desktop.ui.scanner.decode_thread import DecodeThread
from desktop.ui.scanner.luma import luma_of

_PATIENCE_MS = 5_000  # without a frame for so long the camera is held by another program, or broken
_LEAST_RATE = 14.0  # frames a second; under it a card held up for a moment is missed


class FeedState(StrEnum):
    """How it stands with the eye."""

    OFF = "off"
    NO_CAMERA = "no_camera"
    STARTING = "starting"
    SEEING = "seeing"
    BLIND = "blind"
    """A camera is plugged in and sends nothing: another program holds it, or it may not be used."""
    ENDED = "ended"
    """The film is over."""


class CameraFeed(QObject):
    """Lives on the window's thread. `code_read` carries a `Reading`, `frame_seen` the luma for a preview,
    `state_changed` a `FeedState`."""

    code_read = Signal(object)
    state_changed = Signal(object)
    frame_seen = Signal(object)
    _told = Signal(int, object)

    def __init__(self, reader: Reader, parent: QObject | None = None) -> None:
        """Off. Call `start_camera` or `play_file`, and `stop` before it goes away."""
        super().__init__(parent)
        self._reader = reader
        self._state = FeedState.OFF
        self._wanted: str | None = None
        self._thread: DecodeThread | None = None
        self._camera: QCamera | None = None
        self._player: QMediaPlayer | None = None
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._on_frame, Qt.ConnectionType.AutoConnection)
        self._session = QMediaCaptureSession(self)
        self._run = 0
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._fails)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self._plugged)

    @property
    def state(self) -> FeedState:
        """How it stands now."""
        return self._state

    @property
    def sink(self) -> QVideoSink:
        """The one sink; whatever is put into it is seen."""
        return self._sink

    @property
    def frames_read(self) -> int:
        """How many frames were decoded since the start."""
        return 0 if self._thread is None else self._thread.frames_read

    def start_camera(self, name: str = "") -> None:
        """See through the camera of this name (empty or unknown: the system's first), now or once it is plugged in."""
        self.stop()
        self._wanted = name
        self._open_camera(name)

    def play_file(self, path: Path) -> None:
        """See a film in place of a camera, at its own pace."""
        self.stop()
        self._begin(FeedState.STARTING)
        self._player = self._player or self._made_player()
        self._player.setVideoOutput(self._sink)
        self._player.setSource(QUrl.fromLocalFile(str(path.resolve())))
        self._player.play()

    def start_sink(self) -> None:
        """See what others put into `sink`: a remote camera, or a test."""
        self.stop()
        self._begin(FeedState.STARTING)

    def stop(self) -> None:
        """Let the camera go and end the thread; nothing is told afterwards."""
        self._wanted = None
        self._let_go()
        self._set_state(FeedState.OFF)

    def _begin(self, state: FeedState) -> None:
        self._run += 1
        run, told = self._run, self._told
        self._thread = DecodeThread(self._reader, lambda reading: told.emit(run, reading))
        self._thread.start()
        self._patience.start()
        self._set_state(state)

    def _open_camera(self, name: str) -> None:
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
        self._begin(FeedState.STARTING)
        self._camera.start()

    # Camera and player are made once, when first needed, and kept: to delete one while its own threads still work has
    # brought the process down.

    def _made_camera(self) -> QCamera:
        camera = QCamera(self)
        camera.errorOccurred.connect(self._fails)
        self._session.setCamera(camera)
        return camera

    def _made_player(self) -> QMediaPlayer:
        player = QMediaPlayer(self)
        player.mediaStatusChanged.connect(self._film_stands)
        player.errorOccurred.connect(self._fails)
        return player

    def _let_go(self) -> None:
        self._patience.stop()
        if self._player is not None:
            self._player.stop()
            self._player.setVideoOutput(None)  # pyright: ignore[reportArgumentType]  (Qt takes none)
            self._player.setSource(QUrl())
        if self._camera is not None:
            self._camera.stop()
        if self._thread is not None:
            self._thread.stop()
            self._thread = None

    @Slot(QVideoFrame)
    def _on_frame(self, frame: QVideoFrame) -> None:
        """On the window's thread, however busy the camera's own threads are: one copy of a plane, 0.1 ms."""
        if self._thread is None:
            return
        grey = luma_of(frame)
        if grey is None:
            return
        self._thread.slot.put(grey)
        self._patience.start()
        self._set_state(FeedState.SEEING)
        self.frame_seen.emit(grey)

    @Slot(int, object)
    def _tell(self, run: int, reading: Reading) -> None:
        """On the window's thread; what an ended run still had in the queue is not told."""
        if self._thread is not None and run == self._run:
            self.code_read.emit(reading)

    def _film_stands(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.EndOfMedia:
            self._patience.stop()
            self._set_state(FeedState.ENDED)
        elif status is QMediaPlayer.MediaStatus.InvalidMedia:
            self._set_state(FeedState.BLIND)

    def _fails(self) -> None:
        if self._thread is not None:
            self._set_state(FeedState.BLIND)

    def _plugged(self) -> None:
        """A camera came or went: a wanted one is opened, a lost one is let go."""
        if self._wanted is None:
            return
        present = {device.id() for device in QMediaDevices.videoInputs()}
        if self._thread is not None and self._camera is not None and self._camera.cameraDevice().id() in present:
            return
        self._let_go()
        self._open_camera(self._wanted)

    def _set_state(self, state: FeedState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)


def camera_names() -> list[str]:
    """Names of the cameras that are plugged in, for settings and for the check of devices."""
    return [device.description() for device in QMediaDevices.videoInputs()]


def device_named(name: str) -> QCameraDevice | None:
    """The camera of this name, else the system's first; None where there is none."""
    devices = QMediaDevices.videoInputs()
    for device in devices:
        if name and name == device.description():
            return device
    default = QMediaDevices.defaultVideoInput()
    if not default.isNull():
        return default
    return devices[0] if devices else None


def best_format(device: QCameraDevice) -> QCameraFormat | None:
    """The format nearest to 1280 by 720 that is quick enough; None leaves the choice to Qt."""
    formats = device.videoFormats()
    quick = [one for one in formats if one.maxFrameRate() >= _LEAST_RATE] or formats
    if not quick:
        return None

    def distance(one: QCameraFormat) -> tuple[int, float]:
        size = one.resolution()
        return abs(size.width() - WIDTH) + abs(size.height() - HEIGHT), -one.maxFrameRate()

    return min(quick, key=distance)
