"""Every word of the scan panel, in the window's language and the second one."""

from desktop.ui.scanner.camera_feed import FeedState
from desktop.ui.scanner.code_box import CodeWords
from desktop.ui.scanner.scan_panel import ScanWords
from desktop.ui.screens.station.verdict_words import second_language
from desktop.values.identifiers import HouseholdCode
from desktop.words.catalogue import mark, tr, tr_in, tr_n
from desktop.words.people import joined
from desktop.words.said import Said


def scan_words() -> ScanWords:
    """The words for a lane."""
    show = mark("Show the card")
    return ScanWords(
        show=tr(show),
        show_second=tr_in(second_language(), show),
        preview_name=tr("What the camera sees"),
        states={
            FeedState.OFF: "",
            FeedState.NO_CAMERA: tr("No camera. A hand scanner or the code will do."),
            FeedState.STARTING: tr("The camera is starting."),
            FeedState.SEEING: tr("Hold the back of the card still, a hand away."),
            FeedState.BLIND: tr("The camera sends no picture. Unplug it, plug it in again; or type the code."),
            FeedState.ENDED: "",
        },
        unfinished=tr("The scanner sent half a code. Scan once more."),
        code=CodeWords(
            label=tr("or type the code on it"),
            name=tr("Household code"),
            hint=tr("from any keyboard, in any digits"),
            more_digits=lambda n: tr_n("{n} more digit to come.", "{n} more digits to come.", n),
            mistyped=tr("These digits do not fit together. Compare them with the card."),
        ),
    )


def unsettled_words(codes: tuple[HouseholdCode, ...]) -> Said:
    """Whose GIVE was on the screen when the lane was left, and how it is answered now."""
    return Said(
        tr("Were the goods handed over? GIVE had no answer: {codes}.", codes=joined(*(one.grouped for one in codes))),
        tr("Read this card again, or type its code, and answer."),
    )


def station_help() -> str:
    """What F1 says at a lane."""
    return tr(
        "Hold a card to the camera, scan it, or type its code and press Enter. Space hands over, C when somebody else "
        "collects. V takes back, F2 sends to the help desk, M mutes, Esc twice leaves."
    )
