"""What the office key signed about its operators, and how often the file of keys was changed."""

from sqlalchemy import Connection, Integer, LargeBinary, String, insert, update
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.security.staff import OperatorCertificate as Certificate


class OperatorCertificate(Base):
    """What the office key signed about an operator, every version of it; never changed, never removed."""

    __tablename__ = "operator_certificate"

    operator: Mapped[str] = mapped_column(String(36), primary_key=True)
    """The operator's id, or ``recovery`` for the recovery code."""
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    card: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    role: Mapped[str] = mapped_column(String(16))
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))


class KeysTurn(Base):
    """How often `keys.json` had been changed when this store last saw it: an older file is refused."""

    __tablename__ = "keys_turn"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    turn: Mapped[int] = mapped_column(Integer)


def keep_certificate(conn: Connection, district: str, certificate: Certificate) -> None:
    """Keep what the office key signed about an operator."""
    card = certificate.card_read()
    row = {
        "district_id": district,
        "operator": card.operator,
        "version": card.version,
        "card": certificate.card,
        "signature": certificate.signature,
        "role": certificate.role,
        "salt": certificate.salt,
    }
    conn.execute(insert(OperatorCertificate), row)


def raise_keys_turn(conn: Connection, district: str, turn: int) -> None:
    """From now on a file of keys that was changed less often is refused."""
    mine = (KeysTurn.district_id == district, KeysTurn.id == 1)
    if conn.execute(update(KeysTurn).where(*mine).values(turn=turn)).rowcount == 0:
        conn.execute(insert(KeysTurn), {"district_id": district, "id": 1, "turn": turn})
