"""The mailbox: sealed envelopes of one size, one for each saved registration; from outside all are alike."""

import uuid

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import KEPT_BY_KEY, Base, Id


class Envelope(Base):
    """512 bytes. The id is random, so that rows lie in no order of time; no time and no household stands beside it."""

    __tablename__ = "envelope"
    __table_args__ = KEPT_BY_KEY

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary(512))
