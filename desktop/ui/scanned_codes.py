"""What a scanned code is worth in a session: the household it names, or why it names none. Loaded with the pages."""

from collections.abc import Callable

from desktop.scanning.reader import Reader, RefusedCode, VerifiedCard
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.ui.workbench import Workbench
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Source
from desktop.words.reasons import say_why


class ScannedCodes:
    """The codes that `bench` knows."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self.searches = bench.desk.permits(Permission.SEARCH)
        """Whether the operator may see a household at all."""

    def read(self, text: str) -> HouseholdCode | str:
        """The household of a card or a typed code, known to the register or not; else why it is refused, in words."""
        keys = keyring(self._bench.opened.certificates)
        reading = Reader(lambda code: open_credential(code, keys)).hear(text, Source.SCANNER)
        assert reading is not None  # a new reader has told nothing yet
        if isinstance(reading, RefusedCode):
            return say_why("not_a_card" if reading.why in ("length", "check", "letters") else reading.why, {})
        return reading.number.household if isinstance(reading, VerifiedCard) else reading.household

    def find(self, code: HouseholdCode, found: Callable[[HouseholdCode], None]) -> None:
        """Look the household up; a refusal is a notice, and `found` is not called."""
        self._bench.run(lambda desk: registration.show(desk, code), lambda view: found(view.code))
