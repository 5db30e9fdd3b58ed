"""The walk over every log: an honest store fits, every blind edit is found, and the first changed row is named."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from desktop.ledger.audit import Audit, Break, audit
from desktop.ledger.book import Edge, append
from desktop.ledger.checkpoint import Checkpoint, sign
from desktop.ledger.clock import Ground, reading_of
from desktop.ledger.entry import Draft, decode, encode, line_hash
from desktop.ledger.remembered import Head
from desktop.ledger.tree import Frontier, Tree, leaf_hash
from desktop.security.signing import SigningKey
from desktop.values.entry_kind import EntryKind
from tests.ledger.books import DISTRICT, LOG, Books
from tests.security.offices import Office, new_desk

ROWS = 200


def walk(books: Books, conn: Connection, remembered: dict[str, Head] | None = None) -> Audit:
    """Walk within the tampering transaction."""
    return audit(conn, DISTRICT, books.office.certificates, remembered)


def run(conn: Connection, sql: str, **values: object) -> None:
    """One statement of somebody who has the database open."""
    conn.execute(text(sql), values)


def alter(conn: Connection, row: int) -> None:
    """One letter of a line, as blind as can be."""
    run(
        conn,
        "UPDATE ledger_entry SET line = CAST(replace(CAST(line AS TEXT), 'scanner', 'scannel') AS BLOB) WHERE seq = :r",
        r=row,
    )


def alter_content(conn: Connection, row: int) -> None:
    """The item in the content behind a line."""
    changed = "CAST(replace(CAST(content AS TEXT), 'ATTA20', 'ATTA99') AS BLOB)"
    run(conn, f"UPDATE ledger_content SET content = {changed} WHERE seq = :r", r=row)


def delete(conn: Connection, row: int) -> None:
    """A line and its content gone, the rest as it was."""
    run(conn, "DELETE FROM ledger_entry WHERE seq = :r", r=row)
    run(conn, "DELETE FROM ledger_content WHERE seq = :r", r=row)


def close_up(conn: Connection, row: int) -> None:
    """A line gone and the later ones moved down."""
    delete(conn, row)
    for table in ("ledger_entry", "ledger_content"):
        run(conn, f"UPDATE {table} SET seq = -seq WHERE seq > :r", r=row)
        run(conn, f"UPDATE {table} SET seq = -seq - 1 WHERE seq < 0")


def insert(conn: Connection, row: int) -> None:
    """A copy of the first line put in at a place, the later ones moved up."""
    for table in ("ledger_entry", "ledger_content"):
        run(conn, f"UPDATE {table} SET seq = -seq - 1 WHERE seq >= :r", r=row)
        run(conn, f"UPDATE {table} SET seq = -seq WHERE seq < 0")
    run(
        conn,
        "INSERT INTO ledger_entry (district_id, log, seq, line, hash)"
        " SELECT district_id, log, :r, line, hash FROM ledger_entry WHERE seq = :first",
        r=row,
        first=0 if row else 1,
    )


def swap(conn: Connection, row: int) -> None:
    """Two neighbours exchanged (the last one with the one before it)."""
    one, other = (row, row + 1) if row + 1 < ROWS else (row - 1, row)
    for table in ("ledger_entry", "ledger_content"):
        run(conn, f"UPDATE {table} SET seq = -1 WHERE seq = :one", one=one)
        run(conn, f"UPDATE {table} SET seq = :one WHERE seq = :other", one=one, other=other)
        run(conn, f"UPDATE {table} SET seq = :other WHERE seq = -1", other=other)


def duplicate(conn: Connection, row: int) -> None:
    """A line written a second time at the end."""
    run(
        conn,
        "INSERT INTO ledger_entry (district_id, log, seq, line, hash)"
        " SELECT district_id, log, :end, line, hash FROM ledger_entry WHERE seq = :r",
        r=row,
        end=ROWS,
    )


EDITS: dict[str, tuple[Callable[[Connection, int], None], Callable[[int], int]]] = {
    "alter": (alter, lambda row: row),
    "alter content": (alter_content, lambda row: row),
    "delete": (delete, lambda row: row),
    "delete and close up": (close_up, lambda row: row),
    "insert": (insert, lambda row: row),
    "swap": (swap, lambda row: min(row, ROWS - 2)),
    "duplicate": (duplicate, lambda _row: ROWS),
}


def test_an_honest_store_fits_and_says_how_much(long_books: Books) -> None:
    heard: list[int] = []
    with long_books.store.reader.begin() as conn:
        found = audit(conn, DISTRICT, long_books.office.certificates, progress=heard.append)
    assert (found.ok, found.entries, found.first_bad) == (True, ROWS, None)
    assert heard == [ROWS]
    state = found.logs[LOG]
    assert state.head == Head(ROWS, state.root)
    assert state.fingerprint.size == ROWS


def test_an_empty_store_fits(books: Books) -> None:
    assert books.audit() == Audit(0, {}, None)


@pytest.mark.parametrize("edit", list(EDITS))
def test_each_blind_edit_of_each_of_200_rows_is_found_and_the_row_is_named(long_books: Books, edit: str) -> None:
    make, named = EDITS[edit]
    for row in range(ROWS):
        with long_books.tampering() as conn:
            make(conn, row)
            found = walk(long_books, conn).first_bad
            assert found is not None, row
            assert (found.log, found.seq) == (LOG, named(row)), (row, found)
    assert long_books.audit().ok


def put(conn: Connection, row: int, line: bytes) -> None:
    """Another line in a row, with its own hash beside it."""
    run(conn, "UPDATE ledger_entry SET line = :l, hash = :h WHERE seq = :r", l=line, h=leaf_hash(line), r=row)


def rehashed(conn: Connection, row: int) -> None:
    """A changed line whose own hash was mended: only its successor, or the head, still vouches for the old one."""
    line = conn.execute(text("SELECT line FROM ledger_entry WHERE seq = :r"), {"r": row}).scalar_one()
    changed = line.replace(b"scanner", b"scannel")
    run(
        conn,
        "UPDATE ledger_entry SET line = :line, hash = :hash WHERE seq = :r",
        line=changed,
        hash=leaf_hash(changed),
        r=row,
    )


def test_a_changed_line_with_a_mended_hash_is_named_by_its_successor_or_the_head(long_books: Books) -> None:
    for row in range(ROWS):
        with long_books.tampering() as conn:
            rehashed(conn, row)
            assert walk(long_books, conn).first_bad == Break(LOG, row, "prev")


def test_a_changed_prev_is_told_from_a_changed_line_before_it(long_books: Books) -> None:
    for row in range(1, ROWS, 7):
        with long_books.tampering() as conn:
            line = conn.execute(text("SELECT line FROM ledger_entry WHERE seq = :r"), {"r": row}).scalar_one()
            changed = line.replace(decode(line).prev.encode(), b"f" * 64)
            put(conn, row, changed)
            assert walk(long_books, conn).first_bad == Break(LOG, row, "prev")


def ground_after(lines: Sequence[bytes]) -> Ground | None:
    """The ground of the clock after these lines."""
    ground: Ground | None = None
    for line in lines:
        entry = decode(line)
        ground = Ground.after(ground, reading_of(entry), told=entry.do == EntryKind.CLOCK_JUMPED)
    return ground


def all_lines(conn: Connection) -> list[bytes]:
    """Every line in order."""
    return list(conn.execute(text("SELECT line FROM ledger_entry ORDER BY seq")).scalars())


def write_anew(conn: Connection, row: int, key: SigningKey | None, *, mend_head: bool = True) -> None:
    """Change one line and make everything after it fit again, as far as the key in hand allows."""
    lines = all_lines(conn)
    lines[row] = lines[row].replace(b"scanner", b"scannel")
    for place in range(row + 1, len(lines)):
        before = decode(lines[place]).prev.encode()
        lines[place] = lines[place].replace(before, line_hash(lines[place - 1]).encode())
    for place in range(row, len(lines)):
        put(conn, place, lines[place])
    tree = Tree([leaf_hash(line) for line in lines])
    if mend_head:
        edge = Edge(tree.frontier(), line_hash(lines[-1]), decode(lines[-1]).hlc, ground_after(lines))
        run(conn, "UPDATE ledger_head SET root = :root, frontier = :edge", root=tree.root(), edge=edge.to_bytes())
    if key is not None:
        run(conn, "UPDATE ledger_head SET note = :note", note=sign(Checkpoint(LOG, len(lines), tree.root()), key))


def test_a_log_written_anew_without_the_key_is_found_by_the_signed_root(long_books: Books) -> None:
    for row in range(0, ROWS, 20):
        with long_books.tampering() as conn:
            write_anew(conn, row, None)
            assert walk(long_books, conn).first_bad == Break(LOG, ROWS - 1, "root")
        with long_books.tampering() as conn:
            write_anew(conn, row, None, mend_head=False)
            found = walk(long_books, conn).first_bad
            assert found is not None
            assert found.why in {"prev", "root"}


def test_a_walk_without_the_tree_misses_what_the_tree_finds(long_books: Books) -> None:
    """The control: chain and hash column alone take a log that was written anew for an honest one."""

    def chain_alone(conn: Connection) -> bool:
        prev = "0" * 64
        for line, hashed in conn.execute(text("SELECT line, hash FROM ledger_entry ORDER BY seq")):
            if leaf_hash(line) != hashed or decode(line).prev != prev:
                return False
            prev = line_hash(line)
        return True

    missed = 0
    for row in range(0, ROWS, 20):
        with long_books.tampering() as conn:
            write_anew(conn, row, None)
            missed += chain_alone(conn) and not walk(long_books, conn).ok
    assert missed == 10


def test_a_log_written_anew_with_the_real_key_is_found_only_from_outside(long_books: Books) -> None:
    """Who has the desk's key can sign again; a head that is remembered elsewhere tells."""
    remembered = {log: state.head for log, state in long_books.audit().logs.items()}
    for row in range(0, ROWS, 20):
        with long_books.tampering() as conn:
            write_anew(conn, row, long_books.office.desk.log)
            assert walk(long_books, conn).ok
            assert walk(long_books, conn, remembered).first_bad == Break(LOG, ROWS - 1, "other_root")


def test_a_cut_tail_signed_again_is_found_by_the_remembered_head(long_books: Books) -> None:
    state = long_books.audit().logs[LOG]
    for size in (1, 50, 199):
        with long_books.tampering() as conn:
            last = conn.execute(text("SELECT line FROM ledger_entry WHERE seq = :r"), {"r": size - 1}).scalar_one()
            root = state.tree.root(size)
            ground = ground_after(all_lines(conn)[:size])
            edge = Edge(state.tree.frontier(size), line_hash(last), decode(last).hlc, ground)
            run(conn, "DELETE FROM ledger_entry WHERE seq >= :size", size=size)
            run(conn, "DELETE FROM ledger_content WHERE seq >= :size", size=size)
            note = sign(Checkpoint(LOG, size, root), long_books.office.desk.log)
            run(conn, "UPDATE ledger_head SET size = :s, root = :r, note = :n", s=size, r=root, n=note)
            run(conn, "UPDATE ledger_head SET frontier = :e", e=edge.to_bytes())
            assert walk(long_books, conn).ok
            assert walk(long_books, conn, {LOG: state.head}).first_bad == Break(LOG, size, "shorter")


def test_a_head_signed_by_another_key_or_desk_is_refused(long_books: Books, office: Office) -> None:
    with long_books.tampering() as conn:
        write_anew(conn, 5, new_desk(practice=False).log)
        assert walk(long_books, conn).first_bad == Break(LOG, ROWS - 1, "signature")
    with long_books.store.reader.begin() as conn:
        found = audit(conn, DISTRICT, office.certificates).first_bad
        assert found == Break(LOG, ROWS - 1, "signature")


def test_a_log_of_a_desk_that_nobody_certified_is_refused(books: Books) -> None:
    books.write(3, "haqdar.pk/lodhran/desk-77/1")
    assert books.audit().first_bad == Break("haqdar.pk/lodhran/desk-77/1", 0, "desk")


STRAY = (
    "INSERT INTO ledger_content (district_id, log, seq, salt, content)"
    " SELECT district_id, log, 999, salt, content FROM ledger_content WHERE seq = 7"
)


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE ledger_head SET size = 199", Break(LOG, 0, "head")),
        ("UPDATE ledger_head SET size = 208", Break(LOG, 200, "missing")),
        ("UPDATE ledger_head SET root = zeroblob(32)", Break(LOG, 199, "root")),
        ("UPDATE ledger_head SET frontier = zeroblob(136)", Break(LOG, 199, "prev")),
        ("UPDATE ledger_head SET frontier = x''", Break(LOG, 0, "head")),
        ("UPDATE ledger_head SET note = ''", Break(LOG, 199, "signature")),
        ("UPDATE ledger_head SET note = replace(note, '200', '199')", Break(LOG, 199, "signature")),
        ("DELETE FROM ledger_head", Break(LOG, 0, "head")),
        ("DELETE FROM ledger_entry", Break(LOG, 0, "missing")),
        ("DELETE FROM ledger_content WHERE seq = 7", Break(LOG, 7, "content")),
        ("UPDATE ledger_content SET salt = zeroblob(16) WHERE seq = 7", Break(LOG, 7, "content")),
        ("UPDATE ledger_content SET seq = 999 WHERE seq = 7", Break(LOG, 7, "content")),
        ("UPDATE ledger_entry SET hash = zeroblob(32) WHERE seq = 7", Break(LOG, 7, "hash")),
        ("UPDATE ledger_entry SET line = x'' WHERE seq = 7", Break(LOG, 7, "hash")),
        ("UPDATE ledger_entry SET line = CAST(line AS TEXT) WHERE seq = 7", Break(LOG, 7, "form")),
        ("UPDATE ledger_entry SET seq = -1 WHERE seq = 7", Break(LOG, 0, "stray")),
        (STRAY, Break(LOG, 999, "stray")),
        ("UPDATE ledger_entry SET log = 'haqdar.pk/lodhran/desk-00/9' WHERE seq = 199", Break(LOG, 199, "missing")),
    ],
)
def test_damage_to_one_row_is_named(long_books: Books, sql: str, found: Break) -> None:
    with long_books.tampering() as conn:
        run(conn, sql)
        assert walk(long_books, conn).first_bad == found


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b'"seq":7', b'"seq":8', "place"),
        (b"desk-00/1", b"desk-00/2", "place"),
        (b'"do":"give"', b'"do":"take"', "kind"),
        (b'"app":"', b'"app": "', "form"),
        (b'"hlc":', b'"hlc":1', "prev"),
    ],
)
def test_a_line_that_says_something_impossible_is_named(long_books: Books, old: bytes, new: bytes, why: str) -> None:
    with long_books.tampering() as conn:
        line = conn.execute(text("SELECT line FROM ledger_entry WHERE seq = 7")).scalar_one()
        assert old in line
        changed = line.replace(old, new, 1)
        put(conn, 7, changed)
        found = walk(long_books, conn).first_bad
        assert found is not None
        assert (found.seq, found.why) in {(7, why), (7, "prev"), (7, "form")}
        assert why == "prev" or found.why == why


def test_a_logical_clock_that_goes_back_is_found_even_when_signed(long_books: Books) -> None:
    with long_books.tampering() as conn:
        line = conn.execute(text("SELECT line FROM ledger_entry WHERE seq = 199")).scalar_one()
        entry = decode(line)
        changed = line.replace(f'"hlc":{entry.hlc}'.encode(), b'"hlc":5')
        put(conn, 199, changed)
        assert walk(long_books, conn).first_bad == Break(LOG, 199, "clock")


def test_a_content_without_a_commitment_is_stray(books: Books) -> None:
    """A row put in behind a line that commits to nothing."""
    draft = Draft(do=EntryKind.ROUND_CLOSED, who="u", role="supervisor")
    with books.store.writer.begin() as conn:
        append(conn, DISTRICT, LOG, draft, books.signers, books.clock())
    assert books.audit().ok
    with books.tampering() as conn:
        run(
            conn,
            "INSERT INTO ledger_content (district_id, log, seq, salt, content) VALUES (:d, :l, 0, :s, :c)",
            d=DISTRICT,
            l=LOG,
            s=bytes(16),
            c=b"{}",
        )
        assert walk(books, conn).first_bad == Break(LOG, 0, "content")


def test_a_head_whose_edge_or_clock_is_another_is_damage(long_books: Books) -> None:
    state = long_books.audit().logs[LOG]
    with long_books.store.reader.begin() as conn:
        last = conn.execute(text("SELECT line FROM ledger_entry WHERE seq = 199")).scalar_one()
        ground = ground_after(all_lines(conn))
    assert ground is not None
    good = Edge(state.tree.frontier(), line_hash(last), decode(last).hlc, ground)
    other_peaks = Frontier(200, [bytes(32), *good.frontier.peaks[1:]])
    changed = (
        replace(good, frontier=other_peaks),
        replace(good, hlc=good.hlc + 1),
        replace(good, ground=None),
        replace(good, ground=replace(ground, stood=ground.stood + 1)),
    )
    for edge in changed:
        with long_books.tampering() as conn:
            run(conn, "UPDATE ledger_head SET frontier = :edge", edge=edge.to_bytes())
            assert walk(long_books, conn).first_bad == Break(LOG, 199, "head")


def test_two_damaged_neighbours_are_named_by_the_first_that_nobody_vouches_for(long_books: Books) -> None:
    with long_books.tampering() as conn:
        rehashed(conn, 50)
        put(conn, 52, b"{}")
        assert walk(long_books, conn).first_bad == Break(LOG, 51, "prev")


def test_a_second_log_is_walked_after_the_first_and_its_break_is_its_own(books: Books) -> None:
    books.write(5)
    second = "haqdar.pk/lodhran/desk-00/2-4821"
    books.write(5, second)
    assert books.audit().entries == 10
    with books.tampering() as conn:
        run(conn, "DELETE FROM ledger_entry WHERE log = :log AND seq = 3", log=second)
        found = walk(books, conn)
        assert found.first_bad is not None
        assert found.first_bad == Break(second, 3, "missing")
        assert list(found.logs) == [LOG]
        error = found.first_bad.as_error()
        assert (error.log, error.seq, error.why) == (second, 3, "missing")


def test_another_district_in_the_same_store_is_not_mixed_in(long_books: Books) -> None:
    with long_books.store.reader.begin() as conn:
        assert audit(conn, "PK618", long_books.office.certificates) == Audit(0, {}, None)


def test_a_walk_is_quick(long_books: Books) -> None:
    """50,000 lines within half a second of processor time is the aim; allowed is five times that, by the line."""
    started = time.process_time()
    for _ in range(5):
        assert long_books.audit().ok
    assert (time.process_time() - started) / (5 * ROWS) < 100e-6


def test_what_was_written_is_what_a_reader_of_the_line_sees(long_books: Books) -> None:
    with long_books.store.reader.begin() as conn:
        lines = list(conn.execute(text("SELECT line FROM ledger_entry ORDER BY seq")).scalars())
    assert all(encode(decode(line)) == line for line in lines)
