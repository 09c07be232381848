"""A row of the file as the row of a table, each of its values judged."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Table

from diplotrack.base.i18n import _
from diplotrack.exchange.whole.forms import Unfit, cut
from diplotrack.exchange.whole.layout import CHANGES, partial_days, slots
from diplotrack.records import ANYWHERE, KINDS, Record

MOST_UNKNOWN = 1_000
"""Names of unknown members that are remembered; who sends more is no ledger of ours."""

_ACTIONS = frozenset({"create", "update", "delete"})


class RowReader:
    """Reads the rows of one table; ``unknown`` counts members that it has no column for."""

    def __init__(self, table: Table, kind: type[Record] | None = None) -> None:
        self.kind = kind
        self.unknown: Counter[str] = Counter()
        self._columns = [(one.name, one.form.read, one.may_lack, one.empty) for one in slots(table)]
        self._known = frozenset(one.name for one in slots(table))
        self._spans = partial_days(kind) if kind is not None else ()
        self._is_change = table is CHANGES
        self._is_owned = kind is not None and kind.__kind__.name in ANYWHERE
        self._is_finding = kind is not None and kind.__kind__.name == "finding"

    def read(self, value: Any) -> dict[str, Any]:
        """Column → value. Raises Unfit, naming the column."""
        if type(value) is not dict:
            raise Unfit(_("a row is a JSON object"))
        row: dict[str, Any] = {}
        name = ""
        try:
            for name, read, may_lack, empty in self._columns:
                content = value.get(name)
                if content is not None:
                    row[name] = read(content)
                elif may_lack:
                    row[name] = empty
                else:
                    raise Unfit(_("it is missing"))
        except Unfit as error:
            raise Unfit(f"{name}: {error}") from None
        if not self._known.issuperset(value):
            self._note(value)
        for first, last in self._spans:
            if row[first] is not None and row[last] is not None and row[last] < row[first]:
                raise Unfit(_("{column}: it ends before it begins").format(column=first))
        if self._is_owned and row["owner_kind"] not in KINDS:
            raise Unfit(_("“{kind}” is no kind of record").format(kind=cut(row["owner_kind"])))
        if self._is_change:
            _mind_change(row)
        if self._is_finding:
            _mind_evidence(row["evidence"])
        return row

    def _note(self, value: dict[str, Any]) -> None:
        for name in value.keys() - self._known:
            if name in self.unknown or len(self.unknown) < MOST_UNKNOWN:
                self.unknown[name] += 1


def _mind_change(row: dict[str, Any]) -> None:
    """What history, undo and the record's page take for granted of a change."""
    if row["kind"] not in KINDS:
        raise Unfit(_("“{kind}” is no kind of record").format(kind=cut(row["kind"])))
    if row["action"] not in _ACTIONS:
        raise Unfit(
            _("“{value}” is not one of: {choices}").format(
                value=cut(row["action"]), choices=", ".join(sorted(_ACTIONS))
            )
        )
    if (row["action"] == "create") != (row["before"] is None):
        raise Unfit(_("before: a creation has none, everything else has"))


def _mind_evidence(evidence: dict[str, Any]) -> None:
    """That evidence names records as (kind, identifier) and parties by identifier."""
    for name in ("subject", "records", "named"):
        for pair in _listed(evidence, name):
            sound = type(pair) is list and len(pair) == 2 and pair[0] in KINDS and type(pair[1]) is int
            if not sound:
                raise Unfit(_("evidence.{name}: “{value}” is no record").format(name=name, value=cut(pair)))
    for party in _listed(evidence, "parties"):
        if type(party) is not int:
            raise Unfit(_("evidence.{name}: “{value}” is no record").format(name="parties", value=cut(party)))


def _listed(evidence: dict[str, Any], name: str) -> list[Any]:
    found = evidence.get(name, [])
    if type(found) is not list:
        raise Unfit(_("evidence.{name}: a list is expected").format(name=name))
    return found
