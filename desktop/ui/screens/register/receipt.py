"""The receipt of a registration: drawn in the background, then printed, saved, or declined, which is recorded."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.records.household import Registered
from desktop.ui import printing_desk
from desktop.ui.appearance.look import current
from desktop.ui.background import Lane
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.paper_view import PaperView
from desktop.ui.workbench import Workbench
from desktop.usecases import registration
from desktop.values.vocabulary import Language
from desktop.words.captions.registration import registration_receipt
from desktop.words.catalogue import tr
from desktop.words.said import Said
from printing.slips import draw_receipt


def offer_receipt(
    page: QWidget, bench: Workbench, paper: PaperView, registered: Registered, declined: Callable[[], None]
) -> None:
    """Show the receipt in `paper` as soon as it is drawn; `declined` is called when they want none."""
    opened, code = bench.opened, registered.household.code
    certified = opened.certificates.desk_of_log(opened.desk.office.log)
    short = certified.short if certified else "HQ"
    language = Language.SINDHI if current().language is Language.SINDHI else Language.URDU
    household, entry, office = registered.household, registered.entry, opened.desk.office
    name = f"receipt-{code.text}.pdf"

    def decline() -> None:
        said = Said(tr("No receipt: that is fine and is noted without a reason."))
        bench.run(lambda desk: registration.decline_receipt(desk, code), lambda _: bench.say(NoticeKind.GOOD, said))
        paper.other_button.setEnabled(False)
        declined()

    paper.printed.connect(lambda: printing_desk.print_paper(bench, paper.data, tr("Printing the receipt")))
    paper.saved.connect(lambda: printing_desk.save_pdf(page, bench, paper.data, name, purpose="receipt", pages=1))
    paper.other.connect(decline)
    # the words too: the first paper of a session reads a whole catalogue, for which a window must not wait
    bench.run(
        lambda _: draw_receipt(registration_receipt(household, entry, office, language, short)),
        paper.show_paper,
        lane=Lane.PRESS,
    )
