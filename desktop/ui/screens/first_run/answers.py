"""What the first run asks for, one answer after the other, until an office can be made from them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.errors import Cancelled
from desktop.opening import FirstPerson, MadeOffice, make_office, now_utc
from desktop.security.passwords import check_passphrase, propose_passphrase
from desktop.ui.background import Asked, Lanes
from desktop.values.period import PAKISTAN
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from desktop.words.captions.recovery import recovery_sheet
from desktop.words.catalogue import language
from printing.safekeeping import draw_recovery


@dataclass
class PersonAnswer:
    """One of the two people who make the office."""

    name: str = ""
    passphrase: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    offered: str = field(default="", repr=False)
    """Words drawn by lot for this person: the same on every visit, since somebody may have written them down."""

    def draw(self) -> None:
        """Offer other words. Typed ones go, so that what is read on the screen is never beside another passphrase."""
        self.offered, self.passphrase, self.again = propose_passphrase(), "", ""

    @property
    def complete(self) -> bool:
        """A name, a passphrase that is strong enough, typed twice alike."""
        return bool(self.name) and not check_passphrase(self.passphrase) and self.passphrase == self.again


@dataclass
class Answers:
    """Everything the first run was told."""

    stage: int = 0
    """Which question is asked: 0 language, 1 kind, 2 office, 3 controller, 4 supervisor, 5 summary."""
    district: str = ""
    office: str = ""
    desk: str = ""
    controller: PersonAnswer = field(default_factory=PersonAnswer)
    supervisor: PersonAnswer = field(default_factory=PersonAnswer)


@dataclass(frozen=True)
class Sheet:
    """The recovery sheet to be kept before the office appears."""

    pdf: bytes = field(repr=False)
    check_word: str = field(repr=False)


def make(folder: Path, answers: Answers, lanes: Lanes, show: Callable[[Sheet], None], asked: Asked) -> MadeOffice:
    """Make the office on a lane; its recovery sheet is shown on the main thread and waited for.

    Raises Cancelled when the sheet is not kept, and everything that `make_office` raises.
    """
    spoken = language() if language() is not Language.ENGLISH else Language.URDU

    def keep_sheet(words: tuple[str, ...], check_word: str) -> None:
        day = now_utc().astimezone(PAKISTAN).strftime("%d-%m-%Y")
        values = recovery_sheet(words, check_word, answers.office, day, spoken, practice=False)
        sheet = Sheet(draw_recovery(values), check_word)
        lanes.on_main(lambda: show(sheet))
        if not asked.wait():
            raise Cancelled

    people = (
        FirstPerson(answers.controller.name, Role.CONTROLLER, answers.controller.passphrase),
        FirstPerson(answers.supervisor.name, Role.SUPERVISOR, answers.supervisor.passphrase),
    )
    return make_office(
        folder,
        district=answers.district,
        name=answers.office,
        desk_name=answers.desk,
        people=people,
        keep_sheet=keep_sheet,
    )
