"""What the machine has, as marks for the device strip: printer and battery; each with a word only when it wants one."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinterInfo

from desktop.ui.widgets.device_strip import DeviceMark
from desktop.words.catalogue import tr

LOW_PERCENT = 20
_SUPPLIES = Path("/sys/class/power_supply")


def printer_names() -> list[str]:
    """Names of the printers this machine knows."""
    return QPrinterInfo.availablePrinterNames()


def printer_mark() -> DeviceMark:
    """Quiet with a printer; without one the word says so, and papers can still be saved as files."""
    if printer_names():
        return DeviceMark("printer", "printer", tr("Printer ready"))
    return DeviceMark("printer", "printer", tr("No printer. Papers can be saved as files."))


def battery_mark() -> DeviceMark | None:
    """How full the battery is; amber when low and not charging; None without a battery or where we cannot tell."""
    for supply in sorted(_SUPPLIES.glob("BAT*")):
        try:
            percent = int((supply / "capacity").read_text())
            charging = (supply / "status").read_text().strip() != "Discharging"
        except (OSError, ValueError):
            continue
        spoken = tr("Battery {percent} %", percent=percent)
        low = percent <= LOW_PERCENT and not charging
        return DeviceMark("battery", "battery-2", spoken, f"{percent} %" if low else "", low)
    return None
