"""The columns of a kind as a flat table, and its records as rows under them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.ident import uid_text
from diplotrack.exchange.flat.cells import SHORT, joined, told_apart, which
from diplotrack.records import KINDS, Gathered, Marked, Record, fields, gathers
from diplotrack.release import ProtectedNames

MARKS = ("marking_text", "tlp")


@cache
def flat_columns(kind: type[Record]) -> tuple[str, ...]:
    """The columns of a table of a kind: its fields, marking, gathered names and texts."""
    own = [name for name, field in fields(kind).items() if field.exported]
    marks = list(MARKS) if issubclass(kind, Marked) else []
    texts = [one.role for one in kind.__kind__.texts]
    return tuple(dict.fromkeys(["uid", *own, *marks, *gathers(kind), *texts]))


def caption_column(kind: str) -> str:
    """The column by which records of a kind are named where others refer to them."""
    return "code" if kind == "objective" else KINDS[kind].__kind__.title


class Naming:
    """How one copy names the records that others refer to: told apart where several are called the same.

    What lies in the trash is not in the copy, and so is not named by it.
    """

    def __init__(self, session: Session, protected: ProtectedNames | None = None) -> None:
        self._session, self._protected = session, protected
        self._known: dict[str, tuple[Counter[str], Counter[str], frozenset[str]]] = {}

    def named(self, mention: dict[str, str]) -> str:
        """The name of a record as a cell holds it; "" for what is not in the copy."""
        name, uid = mention["name"], mention.get("uid")
        if uid is None:  # a copy for others, or a protected source
            return name
        called, short, trashed = self._of_kind(mention["kind"])
        if uid in trashed:
            return ""
        if name and called[name] == 1 and not which(name)[1]:
            return name
        return told_apart(name, uid, SHORT if short[uid[-SHORT:]] == 1 else len(uid))

    def _of_kind(self, kind: str) -> tuple[Counter[str], Counter[str], frozenset[str]]:
        """How many live records have a name, and the last digits of a uid; and the uids of those in the trash."""
        if kind not in self._known:
            table = KINDS[kind].__table__
            query = select(table.c[caption_column(kind)], table.c.uid, table.c.deleted_at)
            called: Counter[str] = Counter()
            short: Counter[str] = Counter()
            trashed: set[str] = set()
            for name, uid, deleted in self._session.execute(query):
                digits = uid_text(uid)
                if deleted is not None:
                    trashed.add(digits)
                    continue
                words = str(name or "")
                called[self._protected.hide(words) if self._protected else words] += 1
                short[digits[-SHORT:]] += 1
            self._known[kind] = called, short, frozenset(trashed)
        return self._known[kind]


def flat(kind: type[Record], record: dict[str, Any], naming: Naming, columns: Iterable[str]) -> list[Any]:
    """A record as one row under some of :func:`flat_columns`: names for references, several of them in one cell."""
    texts = record.get("texts", {})
    own = fields(kind)
    row: list[Any] = []
    for column in columns:
        gathered = gathers(kind).get(column)
        if gathered is not None:
            row.append(joined(_gathered(record, gathered, naming)))
        elif column in record:
            value = record[column]
            if isinstance(value, dict):
                value = naming.named(value)
            elif value is not None and column in own and own[column].type == "money":
                value = Decimal(value)
            row.append(value)
        else:
            row.append(texts.get(column))
    return row


def _gathered(record: dict[str, Any], gathered: Gathered, naming: Naming) -> list[str]:
    column, value = gathered.only
    rows = [row for row in record.get(gathered.part, []) if not column or row.get(column) == value]
    values = [row.get(gathered.column) for row in rows]
    names = [naming.named(one) if isinstance(one, dict) else str(one) for one in values if one]
    return [name for name in dict.fromkeys(names) if name]
