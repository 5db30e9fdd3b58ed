"""The Merkle tree: published vectors, every pair of sizes, every changed bit of a proof."""

from hashlib import sha256

import pytest

from desktop.ledger.tree import EMPTY_ROOT, Frontier, Tree, leaf_hash, node_hash, verify_consistency, verify_inclusion

# The leaves and roots of the Certificate Transparency reference tests for RFC 6962.
LINES = [bytes.fromhex(line) for line in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(str(number).encode()) for number in range(256)]
TREE = Tree(LEAVES)


def plain_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(plain_root(leaves[:split]), plain_root(leaves[split:]))


@pytest.mark.parametrize("size", range(9))
def test_published_roots_by_whole_tree_by_appending_and_by_definition(size: int) -> None:
    leaves = [leaf_hash(line) for line in LINES[:size]]
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    assert Tree(leaves).root().hex() == frontier.root().hex() == plain_root(leaves).hex() == ROOTS[size]


def test_appending_agrees_with_the_definition_at_every_size_and_survives_keeping() -> None:
    frontier = Frontier()
    for size in range(257):
        assert frontier.root() == plain_root(LEAVES[:size]) == TREE.root(size)
        kept = Frontier(frontier.size, frontier.peaks)
        assert kept.root() == frontier.root()
        assert TREE.frontier(size).peaks == frontier.peaks
        if size < 256:
            frontier.append(LEAVES[size])
    assert Frontier().root() == EMPTY_ROOT


def test_every_leaf_of_every_tree_up_to_64_has_a_proof_that_fits_only_it() -> None:
    for size in range(1, 65):
        root = TREE.root(size)
        for index in range(size):
            proof = TREE.inclusion_proof(index, size)
            assert verify_inclusion(LEAVES[index], index, size, proof, root)
            assert not verify_inclusion(LEAVES[(index + 1) % 256], index, size, proof, root)
            if size > 1:
                assert not verify_inclusion(LEAVES[index], (index + 1) % size, size, proof, root)
            assert not verify_inclusion(LEAVES[index], index, size, [*proof, LEAVES[0]], root)
            assert not proof or not verify_inclusion(LEAVES[index], index, size, proof[:-1], root)


def test_every_pair_of_sizes_up_to_256_has_a_consistency_proof() -> None:
    roots = [TREE.root(size) for size in range(257)]
    for size in range(1, 257):
        for old in range(1, size + 1):
            proof = TREE.consistency_proof(old, size)
            assert verify_consistency(old, size, roots[old], roots[size], proof)
            assert not verify_consistency(old, size, roots[old - 1], roots[size], proof)


def test_every_changed_bit_of_a_proof_is_refused() -> None:
    for old, size in ((1, 2), (3, 7), (4, 7), (6, 8), (100, 200), (128, 256), (129, 255)):
        proof = TREE.consistency_proof(old, size)
        for place in range(len(proof) * 256):
            changed = bytearray(b"".join(proof))
            changed[place // 8] ^= 1 << place % 8
            parts = [bytes(changed[start : start + 32]) for start in range(0, len(changed), 32)]
            assert not verify_consistency(old, size, TREE.root(old), TREE.root(size), parts)
    for index, size in ((0, 2), (5, 7), (99, 200)):
        proof = TREE.inclusion_proof(index, size)
        for place in range(len(proof) * 256):
            changed = bytearray(b"".join(proof))
            changed[place // 8] ^= 1 << place % 8
            parts = [bytes(changed[start : start + 32]) for start in range(0, len(changed), 32)]
            assert not verify_inclusion(LEAVES[index], index, size, parts, TREE.root(size))


def test_proofs_of_another_length_or_other_sizes_are_refused() -> None:
    proof = TREE.consistency_proof(100, 200)
    old_root, root = TREE.root(100), TREE.root(200)
    for wrong in (proof[:-1], proof[1:], [*proof, LEAVES[0]], [LEAVES[0], *proof], []):
        assert not verify_consistency(100, 200, old_root, root, wrong)
    for old, size in ((99, 200), (101, 200), (200, 100), (0, 200), (-1, 200)):
        assert not verify_consistency(old, size, old_root, root, proof)
    assert not verify_consistency(5, 5, TREE.root(5), TREE.root(5), [LEAVES[0]])
    assert not verify_consistency(5, 5, TREE.root(5), TREE.root(6), [])
    assert not verify_inclusion(LEAVES[0], 0, 0, [], EMPTY_ROOT)


def test_a_rewritten_history_has_no_consistency_proof() -> None:
    forked = list(LEAVES)
    forked[2] = leaf_hash(b"another")
    proof = Tree(forked).consistency_proof(5, 8)
    assert not verify_consistency(5, 8, TREE.root(5), Tree(forked).root(8), proof)


def test_a_node_cannot_pass_for_a_line() -> None:
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != node_hash(LEAVES[0], LEAVES[1])


def test_questions_outside_the_tree_are_refused() -> None:
    small = Tree(LEAVES[:5])
    for ask in (
        lambda: small.root(6),
        lambda: small.root(-1),
        lambda: small.inclusion_proof(5),
        lambda: small.inclusion_proof(-1),
        lambda: small.consistency_proof(0),
        lambda: small.consistency_proof(6),
        lambda: Frontier(3, [LEAVES[0]]),
        lambda: Frontier(1, [b"short"]),
        lambda: Frontier(-1, []),
    ):
        with pytest.raises(ValueError):
            ask()
    assert Tree([]).root() == EMPTY_ROOT
