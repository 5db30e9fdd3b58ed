"""Base45 (RFC 9285): bytes as the 45 characters that a QR code packs two to eleven bits."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {letter: value for value, letter in enumerate(_ALPHABET)}


def encode(data: bytes) -> str:
    """Three characters for two bytes, two for a last single one."""
    letters: list[str] = []
    for start in range(0, len(data) - 1, 2):
        high, low = divmod(data[start] * 256 + data[start + 1], 45 * 45)
        middle, low = divmod(low, 45)
        letters += (_ALPHABET[low], _ALPHABET[middle], _ALPHABET[high])
    if len(data) % 2:
        high, low = divmod(data[-1], 45)
        letters += (_ALPHABET[low], _ALPHABET[high])
    return "".join(letters)


def decode(text: str) -> bytes:
    """The bytes of `text`. Raises ValueError for a foreign character, a lone last one, or a group out of range."""
    if len(text) % 3 == 1:
        msg = "a character is left over"
        raise ValueError(msg)
    try:
        values = [_VALUE[letter] for letter in text]
    except KeyError:
        msg = "a character outside the alphabet"
        raise ValueError(msg) from None
    data = bytearray()
    for start in range(0, len(values) - 2, 3):
        number = values[start] + values[start + 1] * 45 + values[start + 2] * 2025
        data += number.to_bytes(2, "big") if number < 65536 else _out_of_range()
    if len(values) % 3 == 2:
        number = values[-2] + values[-1] * 45
        data += number.to_bytes(1, "big") if number < 256 else _out_of_range()
    return bytes(data)


def _out_of_range() -> bytes:
    msg = "a group out of range"
    raise ValueError(msg)
