"""The ledger's tables: lines as hashed, the contents their commitments open, and the head of each log.

Insert-only guards (triggers) stand on lines, contents and the account of erased contents;
`desktop.storage.migrate` makes them again at each migration.
"""

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import KEPT_BY_KEY, Base


class LedgerEntry(Base):
    """One line of one desk's log, the exact bytes that were hashed, and who signed it; never changed, never removed.

    The signatures are by the own keys of who acted and, where two acted, of the second person. They lie in the row of
    their line: a table of their own cost each append one more statement and one more encrypted page.
    """

    __tablename__ = "ledger_entry"

    log: Mapped[str] = mapped_column(String(120), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    line: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    own: Mapped[bytes | None] = mapped_column(LargeBinary(64), default=None)
    second: Mapped[bytes | None] = mapped_column(LargeBinary(64), default=None)


class LedgerContent(Base):
    """Salt and canonical content behind one entry's commitment; erasing it leaves the line verifiable and silent."""

    __tablename__ = "ledger_content"
    __table_args__ = KEPT_BY_KEY

    log: Mapped[str] = mapped_column(String(120), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ErasedContent(Base):
    """That a content was erased, and under which entry; the guard lets exactly these contents go."""

    __tablename__ = "erased_content"
    __table_args__ = KEPT_BY_KEY

    log: Mapped[str] = mapped_column(String(120), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    by_log: Mapped[str] = mapped_column(String(120))
    by_seq: Mapped[int] = mapped_column(BigInteger)


class LedgerHead(Base):
    """Size, root, right edge of the tree and signed checkpoint of one log; the only ledger row that is updated."""

    __tablename__ = "ledger_head"
    __table_args__ = KEPT_BY_KEY

    log: Mapped[str] = mapped_column(String(120), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    frontier: Mapped[bytes] = mapped_column(LargeBinary)
    note: Mapped[str] = mapped_column(String(2000))
