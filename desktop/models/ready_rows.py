"""Rows made ready for the driver before a transaction begins, so that writing them holds the store only briefly."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from sqlalchemy import Connection, Dialect, Insert, insert, inspect
from sqlalchemy.types import TypeEngine

from desktop.models.base import Base


@dataclass(frozen=True)
class ReadyRows:
    """The rows of one table and the statement that writes them."""

    statement: str | Insert
    rows: Sequence[Any]

    @classmethod
    def of(cls, conn: Connection, kind: type[Base], rows: Sequence[dict[str, Any]]) -> Self:
        """`rows` have the same keys: every column that the database does not fill in by itself.

        On SQLite, where one writer holds the lock, the values are turned into what the driver takes here and now;
        elsewhere that is left to SQLAlchemy.
        """
        if conn.dialect.name != "sqlite" or not rows:
            return cls(insert(kind), rows)
        names = tuple(rows[0])
        statement, binds = _plain(kind, conn.dialect, names)
        made = [
            tuple(row[name] if bind is None else bind(row[name]) for name, bind in zip(names, binds, strict=True))
            for row in rows
        ]
        return cls(statement, made)

    def insert(self, conn: Connection) -> None:
        """Write them."""
        if not self.rows:
            return
        if isinstance(self.statement, str):
            conn.exec_driver_sql(self.statement, list(self.rows))
        else:
            conn.execute(self.statement, self.rows)


@cache
def _plain(kind: type[Base], dialect: Dialect, names: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    columns = {column.name: column for column in inspect(kind).columns}
    needed = columns.keys() - set(names)
    unfilled = [name for name in needed if not columns[name].nullable and columns[name].server_default is None]
    assert not unfilled, f"{kind.__tablename__} needs {unfilled}"
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {kind.__tablename__} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  names of our own columns
    return statement, tuple(_bind(columns[name].type, dialect) for name in names)


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> Any:
    return kind.dialect_impl(dialect).bind_processor(dialect)
