"""How strong a passphrase is, in words, while it is typed."""

from desktop.security.passwords import NEEDED_BITS, check_passphrase, estimated_bits
from desktop.ui.widgets.form import FormRow
from desktop.words.catalogue import tr


def strength_in_words(passphrase: str) -> str:
    """A sentence about a passphrase being typed; it never says a number."""
    if not passphrase.strip():
        return tr("At least four words that have nothing to do with each other.")
    if not check_passphrase(passphrase):
        return tr("Strong enough.")
    share = estimated_bits(passphrase) / NEEDED_BITS
    if share < 0.5:
        return tr("Too easy to guess: write more words.")
    return tr("Nearly: one or two words more.")


def tell_strength(row: FormRow, passphrase: str) -> None:
    """Say at the row how strong a passphrase is; what was wrong with the one before goes."""
    row.set_problem("")
    row.hold_hint(strength_in_words(passphrase))
