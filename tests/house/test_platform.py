"""The installed Python and Qt bindings can be trusted with a day's work."""

import subprocess
import sys

VOID_CALLS = """
import gc, os, sys, tracemalloc
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
label = QLabel()
mortal = "".join(["a string ", "made at run time"])
label.setText(mortal)

def resident():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

def soak(times):
    for _ in range(times):
        label.setText(mortal)
        label.setVisible(False)
        label.setEnabled(True)

soak(10_000)
gc.collect()
count, memory = sys.getrefcount(mortal), resident()
soak(100_000)
gc.collect()
assert sys.getrefcount(mortal) == count, f"references of a string: {count} before, {sys.getrefcount(mortal)} after"
assert resident() - memory < 5 * 1024 * 1024, f"grew by {resident() - memory} bytes"
print("sound")
"""


def test_python_is_new_enough() -> None:
    """PySide6 6.12 corrupts reference counts on 3.11, so an older Python must not pass unnoticed."""
    assert sys.version_info >= (3, 12)


def test_hundred_thousand_void_calls_leave_no_trace() -> None:
    """In a child process, because bindings that miscount abort the whole interpreter."""
    child = subprocess.run([sys.executable, "-W", "error", "-c", VOID_CALLS], capture_output=True, text=True)
    assert (child.returncode, child.stdout) == (0, "sound\n"), child.stderr
