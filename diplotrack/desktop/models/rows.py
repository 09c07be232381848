"""The rows of a list as they are shown: read and worded on a reader thread, painted on the interface thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from diplotrack.base.i18n import Label
from diplotrack.records import KINDS, Field, Gathered, Record, fields, gathers
from diplotrack.records.display import display
from diplotrack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: a field of the kind, or one gathered from its parts."""

    name: str
    label: Label
    width: int
    field: Field | None = None
    gathered: Gathered | None = None

    @property
    def type(self) -> str:
        """The field's type, or ``gathered``."""
        return self.field.type if self.field else "gathered"

    @property
    def sortable(self) -> bool:
        """Whether a list can be sorted by it."""
        return self.field.sortable if self.field else True


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its words, and the values behind them, in the order of the columns asked for."""

    texts: tuple[str, ...]
    values: tuple[Any, ...]


@cache
def columns_of(kind: type[Record]) -> dict[str, Column]:
    """Every column that a list of the kind can show, by name: the usual ones first."""
    own, made = fields(kind), gathers(kind)
    names = dict.fromkeys([*kind.__kind__.columns, *own, *made])
    found: dict[str, Column] = {}
    for name in names:
        if name in made:
            found[name] = Column(name, made[name].label, made[name].width, gathered=made[name])
        elif name in own and own[name].type not in ("uid", "json"):
            found[name] = Column(name, own[name].label, own[name].width, field=own[name])
    return found


def usual_columns(kind: type[Record]) -> tuple[str, ...]:
    """The columns that a list shows at first; the title is always among them."""
    about = kind.__kind__
    known = columns_of(kind)
    names = [name for name in about.columns if name in known]
    return tuple(names if about.title in names else [about.title, *names])


def read_rows(workspace: Workspace, kind: str, ids: Sequence[int], names: Sequence[str]) -> dict[int, Row]:
    """The rows of these identifiers; what is gone is missing. For a reader thread."""
    own = [fields(KINDS[kind]).get(name) for name in names]
    found: dict[int, Row] = {}
    for record_id, values in workspace.records.rows(kind, ids, names).items():
        texts = tuple(display(field, value) for field, value in zip(own, values, strict=True))
        found[record_id] = Row(texts, values)
    return found
