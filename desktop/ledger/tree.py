"""The Merkle tree over a log's lines (RFC 6962, section 2): root, right edge for appending, proofs and their checking.

Leaf = SHA-256(00 ‖ line), node = SHA-256(01 ‖ left ‖ right), the root of no lines = SHA-256 of nothing.
"""

from collections.abc import Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(line: bytes) -> bytes:
    """Hash of one line."""
    return sha256(b"\0" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two subtrees."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """The right edge of a tree: one root for each complete subtree, the largest first. Enough to append and to sign."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        """Edge of a tree of `size` leaves; as many peaks as `size` has binary ones. Raises ValueError otherwise."""
        if size < 0 or len(peaks) != size.bit_count() or any(len(peak) != 32 for peak in peaks):
            msg = "peaks do not fit the size"
            raise ValueError(msg)
        self.size = size
        self.peaks = list(peaks)

    def append(self, leaf: bytes) -> None:
        """One more leaf hash, in O(log n)."""
        merged, rest = leaf, self.size
        while rest & 1:
            merged = node_hash(self.peaks.pop(), merged)
            rest >>= 1
        self.peaks.append(merged)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


class Tree:
    """A whole tree in memory, for checking and for proofs: every complete subtree is hashed once (64 bytes a leaf)."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        """Tree over leaf hashes."""
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            below = iter(self._levels[-1])
            # Joined pairs only; a last single one waits, as the right edge, for `_over` to join it.
            self._levels.append(
                [sha256(b"\1" + left + right).digest() for left, right in zip(below, below, strict=False)]
            )

    @property
    def size(self) -> int:
        """How many leaves."""
        return len(self._levels[0])

    def root(self, size: int | None = None) -> bytes:
        """The root when the log had `size` lines (all of them if None). Raises ValueError beyond the tree."""
        return self._over(0, self._within(size))

    def frontier(self, size: int | None = None) -> Frontier:
        """The right edge when the log had `size` lines."""
        whole = self._within(size)
        peaks: list[bytes] = []
        start = 0
        for height in range(whole.bit_length() - 1, -1, -1):
            if whole >> height & 1:
                peaks.append(self._levels[height][start >> height])
                start += 1 << height
        return Frontier(whole, peaks)

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """Hashes beside the way from leaf `index` to the root at `size` (RFC 6962, 2.1.1)."""
        whole = self._within(size)
        if not 0 <= index < whole:
            msg = "no such leaf"
            raise ValueError(msg)
        proof: list[bytes] = []
        start, end = 0, whole
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                proof.append(self._over(middle, end))
                end = middle
            else:
                proof.append(self._over(start, middle))
                start = middle
        return proof[::-1]

    def consistency_proof(self, old: int, size: int | None = None) -> list[bytes]:
        """Hashes that show that the tree at `size` continues the one at `old` (RFC 6962, 2.1.2); `old` from 1."""
        whole = self._within(size)
        if not 0 < old <= whole:
            msg = "no such older tree"
            raise ValueError(msg)
        proof: list[bytes] = []
        start, end, whole_old = 0, whole, True
        while old != end:
            middle = start + _split(end - start)
            if old <= middle:
                proof.append(self._over(middle, end))
                end = middle
            else:
                proof.append(self._over(start, middle))
                start, whole_old = middle, False
        if not whole_old:
            proof.append(self._over(start, end))
        return proof[::-1]

    def _within(self, size: int | None) -> int:
        whole = self.size if size is None else size
        if not 0 <= whole <= self.size:
            msg = "larger than the tree"
            raise ValueError(msg)
        return whole

    def _over(self, start: int, end: int) -> bytes:
        """Root of the subtree over leaves `start` to `end`; looked up where it is complete."""
        count = end - start
        if count == 0:
            return EMPTY_ROOT
        if count & count - 1 == 0:
            height = count.bit_length() - 1
            return self._levels[height][start >> height]
        middle = start + _split(count)
        return node_hash(self._over(start, middle), self._over(middle, end))


def _split(count: int) -> int:
    """The largest power of two smaller than `count` (which is at least 2)."""
    return 1 << (count - 1).bit_length() - 1


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf hash stands at `index` of the tree of `size` with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for part in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(part, found)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            found = node_hash(found, part)
        place >>= 1
        last >>= 1
    return last == 0 and found == root


def verify_consistency(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `size` with `root` continues the one of `old` with `old_root` (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not proof and old_root == root
    path = [old_root, *proof] if old & old - 1 == 0 else list(proof)
    if not path:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place >>= 1
        last >>= 1
    found_old = found = path[0]
    for part in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            found_old, found = node_hash(part, found_old), node_hash(part, found)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            found = node_hash(found, part)
        place >>= 1
        last >>= 1
    return last == 0 and found_old == old_root and found == root
