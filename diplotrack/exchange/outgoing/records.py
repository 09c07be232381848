"""Records on their way out: whole, as plain values, with what may not leave left out before anything is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.ident import uid_text
from diplotrack.exchange.flat.columns import MARKS
from diplotrack.records import ANYWHERE, BOOKKEEPING, KINDS, Record, fields, parts
from diplotrack.records.display import Mention, plain
from diplotrack.records.record import Marked
from diplotrack.release import EVERYTHING, KEPT_COLUMNS, ProtectedNames, ReleaseFilter, own_markings
from diplotrack.store import lists
from diplotrack.store.batches import BATCH
from diplotrack.store.passages import passages_of

HANDED_OVER = frozenset({"owner_id", "link", "source_uid", "announced_by", "evidence_key"})
"""Columns that a copy for another party never carries."""
OWN_TABLES = ("passage", "rel_to")
"""Rows of any record that stand in the record itself, not in a list beside it."""

NAMED_UNMARKED = frozenset({"person", "appointment", "objective"})
"""Kinds whose unmarked records are named within records that may go out, and go under their marking."""

OURS_ALONE = ("tag", "external_reference", "dismissal")
"""Rows of any record that tell of our own work with it; a copy for another party never carries them."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One export: under which filter, and whether protected sources are hidden (all but on our own screen)."""

    session: Session
    release: ReleaseFilter = EVERYTHING
    protected: ProtectedNames | None = None

    @property
    def is_handed_over(self) -> bool:
        """Whether the copy is for another party."""
        return bool(self.release.release_to)

    def allowed(self, kind: str, ids: Sequence[int]) -> list[int]:
        """Those that may go out, in their order; protected people stay where names are hidden."""
        some = self.release.allowed_ids(self.session, kind, ids)
        hidden = self.protected.ids if self.protected and kind == "person" else frozenset()
        return [one for one in ids if one in some and one not in hidden]

    def records(self, kind: type[Record], ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        """The records in order: fields, gathered names left out, texts by role, parts by kind."""
        for start in range(0, len(ids), BATCH):
            yield from self._some(kind, self.allowed(kind.__kind__.name, ids[start : start + BATCH]))

    def shown(
        self, kind: type[Record], ids: Sequence[int], columns: Sequence[str]
    ) -> Iterator[tuple[int, list[Any]]]:
        """Rows as a list shows them: identifier and the values of those columns; names that may not go out are None."""
        for start in range(0, len(ids), BATCH):
            some = self.allowed(kind.__kind__.name, ids[start : start + BATCH])
            found = lists.rows(self.session, kind.__kind__.name, some, columns)
            flat_values = [[one for value in row for one in listed(value)] for row in found.values()]
            known = self._mentions(flat_values)
            for one in some:
                if one in found:
                    yield one, [self._seen(value, known) for value in found[one]]

    def _seen(self, value: Any, known: dict[tuple[str, int], dict[str, str]]) -> Any:
        if isinstance(value, list):
            seen = [self._seen(one, known) for one in value]
            return [one for one in seen if one is not None]
        if isinstance(value, Mention):
            named = known.get((value.kind, value.id))
            return named["name"] if named else None
        return self._words(value) if type(value) is str else value

    def _some(self, kind: type[Record], ids: list[int]) -> Iterator[dict[str, Any]]:
        own = self._rows(kind, ids)
        texts = self._texts(kind, ids)
        lists_of = {name: self._parts(kind, name, part, ids) for name, part in self._part_kinds(kind)}
        for one in ids:
            if one in own:
                record = own[one]
                record |= {"texts": texts[one]} if texts.get(one) else {}
                record |= {name: rows[one] for name, rows in lists_of.items() if rows.get(one)}
                yield record

    def _part_kinds(self, kind: type[Record]) -> list[tuple[str, type[Record]]]:
        anywhere = [(name, part) for name, part in ANYWHERE.items() if name not in OWN_TABLES]
        if self.is_handed_over:
            anywhere = [(name, part) for name, part in anywhere if name not in OURS_ALONE]
        return [*parts(kind).items(), *anywhere]

    def left_out(self, kind: type[Record]) -> frozenset[str]:
        """The columns of a kind that this copy does not carry."""
        ours = HANDED_OVER if self.is_handed_over else frozenset()
        kept = frozenset() if self.release.is_open else KEPT_COLUMNS.get(kind.__kind__.name, frozenset())
        return ours | kept

    def _columns(self, kind: type[Record]) -> list[str]:
        kept = [
            name for name, field in fields(kind).items() if field.exported and name != kind.__kind__.owner
        ]
        left_out = self.left_out(kind)
        return [name for name in kept if name not in left_out]

    def _rows(self, kind: type[Record], ids: list[int]) -> dict[int, dict[str, Any]]:
        columns = self._columns(kind)
        marks = list(MARKS) if issubclass(kind, Marked) else []
        found = lists.rows(self.session, kind.__kind__.name, ids, ["uid", *columns, *marks])
        known = self._mentions(found.values())
        result: dict[int, dict[str, Any]] = {}
        for one, (uid, *values) in found.items():
            row: dict[str, Any] = {} if self.is_handed_over else {"uid": uid_text(uid)}
            for name, value in zip([*columns, *marks], values, strict=True):
                row[name] = self._plain(value, known)
            result[one] = row
        return result

    def _mentions(self, rows: Collection[Sequence[Any]]) -> dict[tuple[str, int], dict[str, str]]:
        """How records referred to are named in this copy; absent where they may not be named."""
        wanted: dict[str, set[int]] = defaultdict(set)
        captions: dict[tuple[str, int], str] = {}
        for row in rows:
            for value in row:
                if isinstance(value, Mention):
                    wanted[value.kind].add(value.id)
                    captions[value.kind, value.id] = value.caption
        found: dict[tuple[str, int], dict[str, str]] = {}
        for kind, ids in wanted.items():
            for one, uid in self._uids(kind, self._nameable(kind, ids)).items():
                found[kind, one] = self._named(kind, one, uid, captions[kind, one])
        return found

    def _nameable(self, kind: str, ids: set[int]) -> set[int]:
        """Those that may be named in this copy: what may go out, and who and what is named without a marking.

        The title of a meeting that nobody marked tells as much as the meeting, whichever record points at it.
        """
        some = self.release.allowed_ids(self.session, kind, ids)
        if kind in NAMED_UNMARKED:
            some |= {one for one, own in own_markings(self.session, kind, ids).items() if own.is_unmarked}
        return some

    def _named(self, kind: str, record_id: int, uid: str, caption: str) -> dict[str, str]:
        hidden = self.protected is not None and kind == "person" and record_id in self.protected.ids
        name = self.protected.name_of(record_id, caption) if self.protected and kind == "person" else caption
        shown = {"kind": kind, "name": self._words(name)}
        return (
            shown if hidden or self.is_handed_over else {"kind": kind, "uid": uid, "name": self._words(name)}
        )

    def _uids(self, kind: str, ids: set[int]) -> dict[int, str]:
        table = KINDS[kind].__table__
        ordered = sorted(ids)
        found: dict[int, str] = {}
        for start in range(0, len(ordered), BATCH):
            query = select(table.c.id, table.c.uid).where(table.c.id.in_(ordered[start : start + BATCH]))
            found |= {one: uid_text(uid) for one, uid in self.session.execute(query)}
        return found

    def _plain(self, value: Any, known: dict[tuple[str, int], dict[str, str]]) -> Any:
        if isinstance(value, Mention):
            return known.get((value.kind, value.id))
        shown = plain(value)
        return self._words(shown) if isinstance(shown, str) else shown

    def _words(self, text: str) -> str:
        return self.protected.hide(text) if self.protected else text

    def _texts(self, kind: type[Record], ids: list[int]) -> dict[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = {}
        for one, roles in passages_of(self.session, kind.__kind__.name, ids).items():
            passages = [passage for some in roles.values() for passage in some]
            free = self.release.allowed_ids(self.session, "passage", [passage.id for passage in passages])
            texts = {
                role: "\n\n".join(self._words(passage.text) for passage in some if passage.id in free)
                for role, some in roles.items()
            }
            found[one] = {role: text for role, text in texts.items() if text}
        return found

    def _parts(
        self, kind: type[Record], name: str, part: type[Record], ids: list[int]
    ) -> dict[int, list[dict[str, Any]]]:
        table = part.__table__
        owner = table.c[part.__kind__.owner]
        query = (
            select(table.c.id, owner).where(owner.in_(ids), table.c.deleted_at.is_(None)).order_by(table.c.id)
        )
        if name in ANYWHERE:
            query = query.where(table.c.owner_kind == kind.__kind__.name)
        owners = dict(self.session.execute(query).all())
        rows = self._rows(part, self.allowed(name, list(owners)))
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for part_id, owner_id in owners.items():
            if part_id in rows:
                found[owner_id].append(rows[part_id])
        return found


def listed(value: Any) -> list[Any]:
    """A value as a list: those of a gathered column, or the one there is."""
    return value if isinstance(value, list) else [value]


def exportable() -> list[str]:
    """The kinds that can be exported, in the order of the registry."""
    return [name for name, kind in KINDS.items() if not kind.__kind__.is_part and name not in BOOKKEEPING]
