"""Connections to one SQLite file: one writer, a small pool of readers, the same settings on every connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool
from sqlalchemy.util import LRUCache

BUSY_SECONDS = 5.0
APPLICATION_ID = 0x64706C6F
"""Stands in the header of every ledger ("dplo"), so that another program's database is never taken for one."""

Driver = Callable[..., Any]
"""Opens a DB-API connection: ``driver(address, uri=True, ...)``; injected, so that encryption adds no second path."""


def plain_driver(address: str, **options: Any) -> Any:
    """The driver of an unencrypted workspace: Python's own."""
    return sqlite3.connect(address, **options)


def module_of(driver: Driver) -> Any:
    """The DB-API module of a driver, whose errors its connections raise; Python's own where it names none."""
    return getattr(driver, "module", sqlite3)


def address_of(path: Path, mode: str) -> str:
    """The URI of a database file; ``mode`` is rwc, rw, ro or immutable."""
    quoted = path.resolve().as_uri()
    return f"{quoted}?immutable=1" if mode == "immutable" else f"{quoted}?mode={mode}"


def connect(path: Path, mode: str, driver: Driver = plain_driver) -> Any:
    """One connection with the settings that every connection of ours has."""
    connection = driver(
        address_of(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA temp_store=MEMORY")
    if mode in ("rw", "rwc"):
        cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()
    return connection


class Compiled(LRUCache[Any, Any]):
    """Statements compiled once for all engines of a driver: SQLAlchemy keeps them for each engine apart."""

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(_of_driver(key))

    def get(self, key: Any, default: Any = None) -> Any:
        """The compiled statement, or ``default``."""
        return super().get(_of_driver(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_of_driver(key), compiled)


def _of_driver(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *rest = key
    return (dialect.dbapi, *rest)


COMPILED = {"compiled_cache": Compiled(2_000)}
"""What the writer and the readers of every workspace share."""


def writer_engine(path: Path, driver: Driver = plain_driver) -> Engine:
    """The engine through which all writing goes: each transaction takes the write lock at once.

    Taking it late would let two processes read, then refuse one of them half-way; taken at once, the second waits.
    """
    engine = create_engine(
        "sqlite://",
        module=module_of(driver),
        creator=lambda: connect(path, "rw", driver),
        poolclass=NullPool,
        execution_options=COMPILED,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reader_engine(path: Path, mode: str = "rw", driver: Driver = plain_driver) -> Engine:
    """Connections that only ever read; in WAL mode they never wait for the writer."""

    def open_reader() -> Any:
        connection = connect(path, mode, driver)
        connection.execute("PRAGMA query_only=ON")
        return connection

    engine = create_engine(
        "sqlite://",
        module=module_of(driver),
        creator=open_reader,
        execution_options=COMPILED,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine
