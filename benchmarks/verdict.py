"""Picture of an easy card to the station's verdict, beside opening the picture and zxing-cpp on the same files."""

import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import cv2

from benchmarks.crowd import Crowd, crowd
from benchmarks.measuring import Row, milliseconds
from benchmarks.reading import alone, card, pose_of, spent
from desktop.records.distribution import Standing
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.reader import Reader, Source, VerifiedCard
from desktop.scanning.rehearsal import Spoiling, photograph
from desktop.security.card_code import open_credential, seal, validity
from desktop.security.certificates import Certificates, keyring
from desktop.usecases import distribution
from desktop.values.vocabulary import Verdict

CARDS, ROUNDS = 20, 5


def measure() -> Iterable[Row]:
    """Processor time of this process and of the reader's child, for each of twenty cards of twenty households."""
    with crowd(CARDS) as office, tempfile.TemporaryDirectory() as folder, ClosedReader() as child:
        standing = office.round("bench")
        office.open(standing)
        files = _pictures(office, Path(folder))
        decide = _station(office, standing, child)
        whole = apart = 0.0
        for turn in range(ROUNDS + 1):
            for file in files:
                begun = spent(child)
                assert decide(file) is Verdict.G1
                took = spent(child) - begun
                begun = time.process_time()
                assert alone(file)
                if turn:  # the first turn warms both
                    whole, apart = whole + took, apart + time.process_time() - begun
        runs = ROUNDS * len(files)
        limit = 2 * apart / runs + 0.005
        yield Row(
            "picture to verdict, 1280x720 easy card, CPU",
            f"<= 2 x + 5 ms = {milliseconds(limit)}",
            milliseconds(whole / runs),
            f"open + zxing-cpp {milliseconds(apart / runs)}",
            whole / runs <= limit,
        )


def _station(office: Crowd, standing: Standing, child: ClosedReader) -> Callable[[Path], Verdict]:
    keys = keyring(Certificates.load(office.scanner.store.path.parent))

    def decide(file: Path) -> Verdict:
        reader = Reader(lambda text: open_credential(text, keys))
        reading = reader.hear(child.codes(file)[0].text, Source.PICTURE)
        assert isinstance(reading, VerifiedCard)
        return distribution.decide(office.scanner, standing, distribution.presented_by(reading)).verdict

    return decide


def _pictures(office: Crowd, folder: Path) -> list[Path]:
    issued, expires = validity(datetime.now(UTC).date())
    files: list[Path] = []
    for place, presented in enumerate(office.cards):
        assert presented.number is not None
        text = seal(presented.number, issued, expires, office.card_key)
        files.append(folder / f"{place}.jpg")
        cv2.imwrite(str(files[-1]), photograph(card(text), pose_of(place), Spoiling(), place))
    return files
