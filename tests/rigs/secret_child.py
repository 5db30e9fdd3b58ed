"""What the rig for secrets watches: a day in an office whose people are planted, ended by a crash of the process.

`python -m tests.rigs.secret_child FOLDER ASKED STICK SEED MANY`
"""

import contextlib
import os
import sys
from pathlib import Path

from desktop.errors import Told
from desktop.log import log_bug
from desktop.opening import Opened, sign_in
from desktop.records.distribution import Standing
from desktop.usecases import cards, distribution, programmes, registration, rosters, safekeeping
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Permission, Role
from desktop.values.vocabulary import Language, RosterSort, SheetKind
from desktop.words.captions.cards import card_sheet
from printing.cards import draw_cards
from tests.factories import household
from tests.rigs.givers import opened_by, typed
from tests.rigs.planted import Planted, people
from tests.rigs.secret_desk import at_the_desk


def day(folder: Path, asked: Path, stick: Path, who: list[Planted]) -> None:
    """Register all of them, print, give, list, back up; type passphrases wrongly; break in the middle of a use case."""
    desks = {role: opened_by(folder, role) for role in (Role.CLERK, Role.SCANNER, Role.LEAD, Role.SUPERVISOR)}
    clerk = desks[Role.CLERK].desk
    codes = [_register(desks[Role.CLERK], person) for person in who]
    registration.keep_draft(clerk, "register", " ".join(who[0].words).encode())
    for person in who[:20]:
        registration.find(clerk, person.name)
        registration.alike(clerk, person.member(), "PK61701", person.village)
    issued = cards.issue(clerk, codes)
    (asked / "cards.pdf").write_bytes(draw_cards(card_sheet(issued, Language.URDU, SheetKind.A4_8)))
    standing = _round(desks)
    for code in codes[: len(codes) // 2]:
        ticket = DisbursementId(new_id())
        distribution.give(desks[Role.SCANNER].desk, standing, typed(code.text), disbursement=ticket, looked=True)
    rosters.roster(desks[Role.LEAD].desk, standing, sort=RosterSort.VILLAGE)
    at_the_desk(desks, asked, who)
    at = desks[Role.SUPERVISOR]
    safekeeping.backup(at.desk, at.certificates, folder, at.unlocked.store_key, stick / "office.backup")
    for person in who[:3]:
        for name in (Role.HELPDESK.value, person.passphrase):
            with contextlib.suppress(Told):
                sign_in(folder, name, person.passphrase)
    _break(desks[Role.CLERK], who[1])


def _register(at: Opened, person: Planted) -> HouseholdCode:
    draft = household(person.member(), village=person.village)
    return registration.register(at.desk, draft, different=True).household.code


def _round(desks: dict[Role, Opened]) -> Standing:
    for round_view in programmes.rounds(desks[Role.SUPERVISOR].desk):
        return Standing(round_view.code, round_view.points[0].code)
    raise AssertionError("the rig made no round")


def _break(at: Opened, person: Planted) -> None:
    """A bug in the middle of a transaction, whose message has everything of a person in it."""
    try:
        with at.desk.transaction(Permission.REGISTER) as work:
            conn = work.conn
            conn.exec_driver_sql("UPDATE household SET village = ?", (person.village,))
            raise RuntimeError(" ".join(person.words))
    except RuntimeError as error:
        log_bug(error)


def main(arguments: list[str]) -> None:
    """As the rig starts it; the process ends as a crash does, with everything in memory and the store open."""
    folder, asked, stick, seed, many = arguments
    day(Path(folder), Path(asked), Path(stick), people(int(many), int(seed)))
    os.abort()


if __name__ == "__main__":
    main(sys.argv[1:])
