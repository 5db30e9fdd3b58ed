"""Fills the recovery sheet: twelve words and a check word that open the store when nobody else can."""

from desktop.values.vocabulary import Language
from desktop.words.captions.bilingual import pair, practice_pair
from printing.values import RecoverySheet


def recovery_sheet(
    words: tuple[str, ...], check_word: str, office_name: str, day: str, language: Language, *, practice: bool
) -> RecoverySheet:
    """The sheet of a new office; drawn once, kept nowhere by the program."""
    return RecoverySheet(
        title=pair(language, "Recovery sheet"),
        subtitle=f"{office_name} · {day}",
        intro=pair(language, "Whoever holds this paper can open the register. Seal it, keep it away from the laptop."),
        words=words,
        check=pair(language, "Check word"),
        check_word=check_word,
        steps=(
            pair(language, "Fold the sheet, put it into an envelope, seal it."),
            pair(language, "Two people sign across the flap."),
            pair(language, "Keep it in a locked place outside this office."),
            pair(language, "To open: restore a backup with --recovery-file, by two people, with a reason."),
        ),
        signed=pair(language, "Sealed by"),
        language=language.value,
        practice=practice,
        practice_caption=practice_pair(language),
    )
