"""The schema that the migrations build is the one that the records ask for, on every database that is to come."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from diplotrack.records import Base
from diplotrack.store import ledger_tables  # noqa: F401 - its tables belong to the schema
from diplotrack.store.ledger import Ledger
from diplotrack.store.migrations import differences


def test_migrations_and_records_agree(ledger: Ledger) -> None:
    with ledger.read() as session:
        assert differences(session.connection(), Base.metadata) == []


def test_the_schema_compiles_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in Base.metadata.tables.values():
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert "CREATE" in str(CreateIndex(index).compile(dialect=dialect))
