"""What the power-cut rig watches: a process that registers, gives and backs up, and says what has returned.

`python -m tests.rigs.power_child FOLDER SAID STICK ROUND POINT TIMES [SYNCHRONOUS]`
"""

import os
import sys
from pathlib import Path

from desktop.opening import remove_operator, second_person
from desktop.records.distribution import Standing
from desktop.storage import engine
from desktop.usecases import cards, distribution, registration, safekeeping
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from tests.factories import child, household, passphrase_of, woman
from tests.rigs.givers import opened_by, typed


def work(folder: Path, said: int, stick: Path, standing: Standing, times: int) -> None:
    """Register, print for and give to so many households, a backup in the middle; then restore, and remove somebody.

    A line is said for each that returned.

    The lines go out by one `write` each, so that they stand in the record of system calls at the moment they were said.
    """
    clerk, scanner = opened_by(folder, Role.CLERK), opened_by(folder, Role.SCANNER)
    supervisor = opened_by(folder, Role.SUPERVISOR)

    def say(*words: object) -> None:
        os.write(said, (" ".join(map(str, words)) + "\n").encode())

    for number in range(times):
        code = _register(clerk.desk, number)
        say("household", code.text)
        if number % 4 == 0:
            for face in cards.issue(clerk.desk, [code]).faces:
                say("card", face.number.text)
        ticket = DisbursementId(new_id())
        given = distribution.give(scanner.desk, standing, typed(code.text), disbursement=ticket, looked=True)
        say("given", ticket, given.receipt)
        if number == times // 2:
            key = supervisor.unlocked.store_key
            safekeeping.backup(supervisor.desk, supervisor.certificates, folder, key, stick / "office.backup")
            say("backup office.backup")
    for opened in (clerk, scanner, supervisor):
        opened.close()
    first, second = (safekeeping.Proof(role.value, passphrase_of(role)) for role in (Role.SUPERVISOR, Role.CONTROLLER))
    restored = safekeeping.restore(stick / "office.backup", stick / "restored", first, second, "the rig asks for it")
    say("restored", restored.log)
    controller = opened_by(folder, Role.CONTROLLER)
    beside = second_person(controller, Role.SUPERVISOR.value, passphrase_of(Role.SUPERVISOR))
    remove_operator(controller, Role.INSPECTOR.value, second=beside)
    say("removed", Role.INSPECTOR)


def _register(desk: registration.Desk, number: int) -> HouseholdCode:
    family = household(woman(f"سکینہ {number}", f"Sakina {number}"), child(f"علی {number}"))
    return registration.register(desk, family, different=True).household.code


def main(arguments: list[str]) -> None:
    """As the rig starts it; a last argument weakens `synchronous`, for the control."""
    folder, said, stick, round_code, point, times, *weaker = arguments
    if weaker:
        changed = {"synchronous": ("synchronous", weaker[0], {"NORMAL": "1", "OFF": "0"}[weaker[0]])}
        engine.PRAGMAS = tuple(changed.get(pragma[0], pragma) for pragma in engine.PRAGMAS)
    handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    work(Path(folder), handle, Path(stick), Standing(round_code, point), int(times))


if __name__ == "__main__":
    main(sys.argv[1:])
