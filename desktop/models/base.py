"""What all tables share: naming convention, the district that starts every key, column types for our values."""

import uuid
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, override

from sqlalchemy import BigInteger, Dialect, ForeignKeyConstraint, LargeBinary, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a migration can find it again."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

KEPT_BY_KEY = {"sqlite_with_rowid": False}
"""For tables of the hand-over path and of search: rows lie in the tree of their key, so a row touches one page less."""


class Id(TypeDecorator[uuid.UUID]):
    """A UUID: 16 bytes on SQLite, `uuid` on PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The native type where there is one."""
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    @override
    def process_bind_param(self, value: uuid.UUID | None, dialect: Dialect) -> Any:
        """UUID to what the driver stores."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> uuid.UUID | None:
        """What the driver stores to UUID."""
        if value is None or isinstance(value, uuid.UUID):
            return value
        return uuid.UUID(bytes=bytes(value))


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, stored as whole microseconds since 1970; naive times are refused (ValueError)."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Aware time to microseconds."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a time without its zone"
            raise ValueError(msg)
        return (value - _EPOCH) // timedelta(microseconds=1)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Microseconds to an aware time in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Choice[E: StrEnum](TypeDecorator[E]):
    """A member of a closed list, stored as its value."""

    impl = String
    cache_ok = True

    def __init__(self, members: type[E]) -> None:
        """Column for `members`."""
        super().__init__(32)
        self.members = members

    @override
    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Member to text."""
        return None if value is None else self.members(value).value

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Text to member."""
        return None if value is None else self.members(value)


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Base of all mapped classes of the open store; every key starts with the district."""

    metadata = MetaData(naming_convention=NAMING)

    district_id: Mapped[str] = mapped_column(String(16), primary_key=True, sort_order=-10)
    """P-code of the office's district, so that the schema can be distributed without change."""


def within(column: str, table: str) -> ForeignKeyConstraint:
    """`column` points to the id of `table` in the same district; nothing is ever removed in a chain."""
    return ForeignKeyConstraint(["district_id", column], [f"{table}.district_id", f"{table}.id"], ondelete="RESTRICT")
