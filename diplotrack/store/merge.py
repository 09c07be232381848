"""Several records that are one: everything that points at the others points at the one that is kept.

The others go to the trash with ``merged_into``, so that old links still lead somewhere. All of it is part of the
caller's operation, and undo puts every row back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import ANYWHERE, KINDS, Record, fields
from diplotrack.records.enumerations import NameUse
from diplotrack.records.record import utc_now
from diplotrack.store import pointers, sql
from diplotrack.store.collapse import completed, is_unsaid, name_kind, owner_of, says_the_same
from diplotrack.store.merge_follows import narrow_marking, point_imports, point_views
from diplotrack.store.rewriting import Rewriter, Row
from diplotrack.store.unit_of_work import Work

NAME_COLUMNS = {
    "name": NameUse.USUAL,
    "formal_name": NameUse.FORMAL,
    "native_name": NameUse.NATIVE,
    "code": NameUse.ABBREVIATION,
}
"""Columns of the records that go whose words stay as further names, and how such a name is used."""

TEXTS = "text:"
"""Stands before the role of a long text in a choice."""

LISTS = ("tag", "objective_link", "attachment")
"""Rows of any record of which one side may be chosen."""


def proposal(kind: type[Record], rows: Sequence[Row]) -> dict[str, int]:
    """Whose value each field should take, by identifier: the first that says something, a flag that is set."""
    ids = {row["id"] for row in rows}
    found = {}
    for name, field in fields(kind).items():
        if name not in rows[0]:
            continue
        here = field.refers == kind.__kind__.name
        said = [
            row for row in rows if not is_unsaid(kind, name, row[name]) and not (here and row[name] in ids)
        ]
        found[name] = (said or rows)[0]["id"]
    return found


def lists_of(kind: type[Record]) -> tuple[str, ...]:
    """What a merged record can have of both sides: its parts, tags, objectives, files, and each of its texts."""
    parts = [name for name, one in KINDS.items() if one.__kind__.part_of == kind.__kind__.name]
    return (*parts, *LISTS, *(TEXTS + text.role for text in kind.__kind__.texts))


def merge(
    work: Work, kind: type[Record], keep: int, others: Sequence[int], choices: Mapping[str, int] | None = None
) -> None:
    """Let ``others`` become the record ``keep``, as part of the operation ``work``.

    ``choices`` says from which of the records a field (by column) or a list (:func:`lists_of`) is taken; a field not
    named goes by :func:`proposal`, a list has the rows of all. What was not chosen stays with the records that go. The
    marking is rolled up, so that nothing may go out that could not before.
    Raises UserError where one of them is gone, lies in the trash or was merged already.
    """
    _Merge(work, kind, keep, others).run(dict(choices or {}))


class _Merge:
    def __init__(self, work: Work, kind: type[Record], keep: int, others: Sequence[int]) -> None:
        self.work, self.kind, self.name = work, kind, kind.__kind__.name
        self.keep, self.others = keep, [one for one in dict.fromkeys(others) if one != keep]
        self.rewriter = Rewriter(work)
        self.moved: dict[str, set[int]] = defaultdict(set)
        self.came_from: dict[tuple[str, int], int] = {}
        self.touched: dict[str, set[int]] = defaultdict(set)
        self.left: set[tuple[str, int]] = set()

    def run(self, choices: dict[str, int]) -> None:
        session = self.work.session
        session.flush()
        sql.defer_foreign_keys(session)
        found = {row["id"]: row for row in self.rewriter.with_ids(self.name, [self.keep, *self.others])}
        rows = [found[one] for one in (self.keep, *self.others) if one in found]
        self._refuse(rows)
        values = self._values(rows, choices)
        self._leave(choices)
        self._repoint(self.name, self.others, self.keep)
        self._follow_uids(rows)
        self._number_passages()
        self._end_self_reference(values)
        self.rewriter.write(self.name, rows[0], **values)
        self._name(rows, values)
        narrow_marking(self.rewriter, self.kind, rows, self.came_from)
        self._collapse()
        point_views(self.rewriter, self.name, self.others, self.keep)
        point_imports(self.rewriter, self.name, self.others, self.keep, self.touched)
        self._close(rows[1:])
        session.expire_all()

    def _refuse(self, rows: list[Row]) -> None:
        label = str(self.kind.__kind__.label).lower()
        if len(rows) != len(self.others) + 1 or not self.others:
            raise UserError(_("Choose two or more records of the same kind that are still there."))
        for row in rows:
            if row["merged_into"] is not None or row["deleted_at"] is not None:
                sentence = _("The {kind} “{title}” lies in the trash or was merged already; choose another.")
                raise UserError(sentence.format(kind=label, title=row[self.kind.__kind__.title]))

    # fields

    def _values(self, rows: list[Row], choices: dict[str, int]) -> dict[str, Any]:
        by_id = {row["id"]: row for row in rows}
        values: dict[str, Any] = {}
        for name, chosen in {**proposal(self.kind, rows), **choices}.items():
            if name in rows[0] and chosen in by_id:
                values[name] = by_id[chosen][name]
                if f"{name}_latest" in rows[0]:
                    values[f"{name}_latest"] = by_id[chosen][f"{name}_latest"]
        return values

    def _end_self_reference(self, values: dict[str, Any]) -> None:
        ids = {self.keep, *self.others}
        for name, column in pointers.references(self.name):
            if name == self.name and values.get(column) in ids:
                values[column] = None
            elif name != self.name and KINDS[name].__kind__.part_of == self.name:
                owner = KINDS[name].__kind__.owner
                for row in self.rewriter.with_ids(name, [self.keep], owner) if column != owner else ():
                    if row[column] == self.keep:
                        self._drop(name, row)

    def _name(self, rows: list[Row], values: dict[str, Any]) -> None:
        part = name_kind(self.kind)
        if part is None:
            return
        about = part.__kind__
        known = {row["name"] for row in self.rewriter.with_ids(about.name, [self.keep], about.owner)}
        known |= {values.get(column) or "" for column in NAME_COLUMNS} | {""}
        for row in rows:
            for column, use in NAME_COLUMNS.items():
                if column in row and row[column] not in known:
                    known.add(row[column])
                    self.work.add(part(**{about.owner: self.keep, "name": row[column], "use": use}))

    # rows that point here

    def _leave(self, choices: dict[str, int]) -> None:
        """Set the rows of lists that were not chosen apart: they belong to a record that goes, and stay with it."""
        for name in lists_of(self.kind):
            chosen = choices.get(name)
            if chosen not in (self.keep, *self.others):
                continue
            for row_kind, row in self._list_rows(name):
                owner_column = KINDS[row_kind].__kind__.owner
                if row[owner_column] == chosen:
                    continue
                self.left.add((row_kind, row["id"]))
                if row[owner_column] == self.keep:
                    self.rewriter.write(row_kind, row, **{owner_column: self.others[0]})

    def _list_rows(self, name: str) -> Iterable[tuple[str, Row]]:
        ids = [self.keep, *self.others]
        row_kind = "passage" if name.startswith(TEXTS) else name
        for row in self.rewriter.with_ids(row_kind, ids, KINDS[row_kind].__kind__.owner):
            here = row_kind not in ANYWHERE or row["owner_kind"] == self.name
            if here and (row_kind == name or row["role"] == name.removeprefix(TEXTS)):
                yield row_kind, row

    def _repoint(self, kind: str, old: list[int], new: int) -> None:
        for name, column in pointers.references(kind):
            rows = [
                row
                for row in self.rewriter.with_ids(name, old, column)
                if (name, row["id"]) not in self.left and not (name == kind and row["id"] in old)
            ]
            self._take(name, rows, column, new, owns=KINDS[name].__kind__.owner == column)
        for name, kind_column, column in pointers.anywhere():
            of = kind if kind_column == "owner_kind" else ""
            rows = [
                row
                for row in self.rewriter.with_ids(name, old, column, of=of)
                if row[kind_column] == kind and (name, row["id"]) not in self.left
            ]
            self._take(name, rows, column, new, owns=name in ANYWHERE)

    def _take(self, name: str, rows: list[Row], column: str, new: int, *, owns: bool) -> None:
        self.rewriter.write_all(name, rows, **{column: new})
        self.moved[name] |= {row["id"] for row in rows}
        self.touched[name] |= self.moved[name]
        if owns:
            self.came_from |= {(name, row["id"]): row[column] for row in rows}

    def _follow_uids(self, rows: list[Row]) -> None:
        gone = [row["uid"] for row in rows[1:]]
        for name, column in pointers.by_uid():
            found = self.rewriter.rows(name, KINDS[name].__table__.c[column].in_(gone))
            self.rewriter.write_all(name, found, **{column: rows[0]["uid"]})

    def _number_passages(self) -> None:
        mine = [
            row
            for row in self.rewriter.with_ids("passage", [self.keep], "owner_id")
            if row["owner_kind"] == self.name
        ]
        last: dict[str, int] = defaultdict(lambda: -1)
        moved = self.moved["passage"]
        for row in mine:
            if row["id"] not in moved:
                last[row["role"]] = max(last[row["role"]], row["ordinal"])
        order = {other: place for place, other in enumerate(self.others)}
        for row in sorted(
            (row for row in mine if row["id"] in moved),
            key=lambda row: (order.get(self.came_from.get(("passage", row["id"]), 0), 0), row["ordinal"]),
        ):
            last[row["role"]] += 1
            self.rewriter.write("passage", row, ordinal=last[row["role"]])

    # parts that say the same

    def _collapse(self) -> None:
        while any(self.moved.values()):
            name = next(name for name, ids in self.moved.items() if ids)
            moved = self.moved.pop(name)
            kind = KINDS[name]
            if kind.__kind__.is_part:
                self._collapse_kind(name, kind, moved)

    def _collapse_kind(self, name: str, kind: type[Record], moved: set[int]) -> None:
        owner_column = kind.__kind__.owner
        owners = {owner_of(kind, row) for row in self.rewriter.with_ids(name, moved)}
        together: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for row in self.rewriter.with_ids(name, {one for _kind, one in owners}, owner_column):
            if owner_of(kind, row) in owners and (name, row["id"]) not in self.left:
                together[owner_of(kind, row)].append(row)
        for rows in together.values():
            standing: list[Row] = []
            for row in sorted(rows, key=lambda row: (row["id"] in moved, row["id"])):
                same = next((one for one in standing if self._are_one(kind, one, row, moved)), None)
                if same is None:
                    standing.append(row)
                else:
                    self._absorb(name, kind, same, row)

    def _are_one(self, kind: type[Record], one: Row, other: Row, moved: set[int]) -> bool:
        name = kind.__kind__.name
        if other["id"] not in moved:
            return False
        sources = [self.came_from.get((name, row["id"])) for row in (one, other)]
        if sources[0] is not None and sources[0] == sources[1]:
            return False  # both stood in one record before, where somebody wanted both
        return says_the_same(kind, one, other)

    def _absorb(self, name: str, kind: type[Record], kept: Row, gone: Row) -> None:
        self._repoint(name, [gone["id"]], kept["id"])
        for uid_kind, column in pointers.by_uid():
            rows = self.rewriter.rows(uid_kind, KINDS[uid_kind].__table__.c[column] == gone["uid"])
            self.rewriter.write_all(uid_kind, rows, **{column: kept["uid"]})
        values = completed(kind, kept, gone)
        self.rewriter.write(name, kept, **values)
        kept.update(values)
        self.rewriter.remove(name, gone)

    def _drop(self, name: str, row: Row) -> None:
        for owned in ANYWHERE:
            for one in self.rewriter.with_ids(owned, [row["id"]], "owner_id"):
                if one["owner_kind"] == name:
                    self.rewriter.remove(owned, one)
        self.rewriter.remove(name, row)
        self.moved[name].discard(row["id"])

    # the end

    def _close(self, rows: list[Row]) -> None:
        for earlier in self.rewriter.with_ids(self.name, self.others, "merged_into"):
            self.rewriter.write(self.name, earlier, merged_into=self.keep)
        for row in rows:
            self.rewriter.write(
                self.name, row, merged_into=self.keep, deleted_at=row["deleted_at"] or utc_now()
            )
