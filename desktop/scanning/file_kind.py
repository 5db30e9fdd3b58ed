"""What kind of file the first bytes say it is; names and endings are not asked."""

from typing import Literal

type FileKind = Literal["pdf", "video", "picture"]

HEAD = 1024  # bytes of the file that are looked at

_STILL_BRANDS = (b"heic", b"heix", b"mif1", b"avif", b"avis")  # pictures in the same box format as MP4


def kind_of(head: bytes) -> FileKind:
    """``pdf``, ``video`` (AVI, MP4, QuickTime, Matroska, WebM) or else ``picture``, from the first bytes of a file.

    Only these containers count as video: the video library would else follow play lists to other files.
    """
    if b"%PDF-" in head[:HEAD]:
        return "pdf"
    boxes = head[4:8] == b"ftyp" and head[8:12] not in _STILL_BRANDS
    matroska = head[:4] == b"\x1a\x45\xdf\xa3"
    avi = head[:4] == b"RIFF" and head[8:12] == b"AVI "
    return "video" if boxes or matroska or avi else "picture"
