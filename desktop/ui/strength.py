"""How strong a passphrase is, in words, while it is typed."""

from desktop.security.passwords import NEEDED_BITS, check_passphrase, estimated_bits
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
