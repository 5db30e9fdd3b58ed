"""What a bug of the program leaves to be shown around: places in our code, and nothing that anybody typed."""

import sys
import traceback


def report_of(error: BaseException) -> str:
    """Kind of bug, places in our code, versions: file names and line numbers only, never a value or a message."""
    lines = [f"{type(error).__name__}, Python {sys.version.split()[0]}, {sys.platform}"]
    for frame in traceback.extract_tb(error.__traceback__):
        name = frame.filename.replace("\\", "/")
        place = name[name.rfind("/desktop/") + 1 :] if "/desktop/" in name else name.rsplit("/", 1)[-1]
        lines.append(f"{place}:{frame.lineno} {frame.name}")
    return "\n".join(lines)
