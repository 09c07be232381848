"""What the file consists of: its sections, and the columns of each of their rows.

The writer, the reader and the published schema go by this one description. Left out are what follows from the rest
(search index, sort keys, what findings show) and what belongs to a place rather than to the ledger (which copy this
is, where its backups go, what is just being typed).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Table

from diplotrack.base.i18n import _
from diplotrack.exchange.whole.forms import Form, Unfit, form_of
from diplotrack.records import KINDS, Field, Record, fields
from diplotrack.store import settings
from diplotrack.store.ledger_tables import Change, ChangeSet
from diplotrack.store.values import canonical

FORMAT = "diplotrack ledger"
VERSION = 1
"""Goes up when a file could no longer be read by an older application."""

HEAD = ("format", "version", "ledger_schema")
"""What stands before the sections: what it is, in which version, and the version of the ledger's schema."""
SECTIONS = ("settings", "identifiers", "records", "operations", "changes", "files")

REBUILT = frozenset({"sort_key"})
OF_THE_PLACE = frozenset(
    {settings.NODE, "backup_folder", "backup_days", "backup.last", "calendar_file", "calendar.told"}
)
"""Settings that do not go with the ledger."""

PIECE = ("sha256", "size", "piece", "base64")
"""The members of a row of ``files``: one piece of a file's bytes; a file whose bytes are left out has one row without
``base64``."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of a row. What is ``empty`` is not written, and is what is read where nothing is written."""

    name: str
    form: Form
    field: Field | None = None
    may_lack: bool = False
    empty: Any = None


@cache
def slots(table: Table) -> tuple[Slot, ...]:
    """The columns of a table that are carried, in its order."""
    known: dict[str, Field] = next((fields(kind) for kind in KINDS.values() if kind.__table__ is table), {})
    made = []
    for column in table.columns:
        if column.key in REBUILT:
            continue
        form = _VALUES if table is Change.__table__ and column.key in ("before", "after") else form_of(column)
        empty = "" if _is_blank_text(column) else None
        made.append(Slot(column.key, form, known.get(column.key), column.nullable or empty == "", empty))
    return tuple(made)


def _is_blank_text(column: Any) -> bool:
    """Whether the column holds text that is empty where there is none."""
    return column.default is not None and column.default.is_scalar and column.default.arg == ""


@cache
def partial_days(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The pairs of columns that hold partial dates."""
    return tuple((name, f"{name}_latest") for name, field in fields(kind).items() if field.partial)


OPERATIONS, CHANGES = ChangeSet.__table__, Change.__table__
NUMBERED: tuple[Table, ...] = (*(kind.__table__ for kind in KINDS.values()), OPERATIONS, CHANGES)
"""The tables whose highest identifier so far is carried, so that none is ever given twice."""


def _written_values(text: str) -> Any:
    """The values of a change, which the history keeps as canonical JSON, as JSON proper; as text where they are not."""
    try:
        found = json.loads(text)
        return found if type(found) is dict and canonical(found) == text else text
    except (ValueError, RecursionError):
        return text


def _read_values(value: Any) -> str:
    if type(value) is dict:
        return canonical(value)
    if type(value) is str:
        try:
            if type(json.loads(value)) is dict:
                return value
        except (ValueError, RecursionError):
            pass
    raise Unfit(_("the values of a change are a JSON object"))


_VALUES = Form({"type": ["object", "string"]}, _read_values, _written_values)
