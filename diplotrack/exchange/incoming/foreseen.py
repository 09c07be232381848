"""What an import would write, in words: fields with their labels, and names in place of identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft, Values, meant
from diplotrack.exchange.incoming.trial import FieldChange
from diplotrack.exchange.profiles.beside import PARTY_PARTS, PERSON_PARTS
from diplotrack.records import KINDS, Record, fields
from diplotrack.records.display import display
from diplotrack.records.field import Field

MARKING = N_("Marking")
IN_MEMORY = ("party", "person")
"""The kinds whose names a desk holds."""
ROLES = {part: column for part, column, _usual in (*PARTY_PARTS.values(), *PERSON_PARTS.values())}
"""The column that says which part somebody takes, by the kind of row beside a record."""


class Foreseen:
    """The names of all that is written about, records to be made among them: these get provisional identifiers."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        self._names: dict[tuple[str, int], str] = {}

    def number(self, drafts: Iterable[Draft]) -> None:
        """Give records to be made an identifier that no record has, so that others can refer to them."""
        for place, draft in enumerate(drafts, 1):
            draft.id = -place
            self._names[draft.name, -place] = draft.caption

    @staticmethod
    def knows(draft: Draft) -> bool:
        """Whether all that a record to be made refers to is in memory, so that it can be told of later too."""
        return _is_known(draft.kind, draft.values) and all(
            _is_known(kind, values) for kind, values in draft.parts
        )

    def record_of(self, draft: Draft) -> int | None:
        """The record that a joined draft turns out to be; None where that is another newcomer."""
        found = meant(draft)
        if isinstance(found, Draft):
            return found.id if found.id is not None and found.id > 0 else None
        return int(found)

    def columns(self, row: Record, values: Values) -> list[FieldChange]:
        """What setting these columns of a record, or of a row beside it, changes."""
        before = self.values(row)
        found = self._told(type(row), before, {**before, **values}, set(values))
        if not row.__kind__.is_part:
            return found
        owner = self._part_name(type(row), before)
        return [FieldChange(f"{owner}: {one.field}", one.before, one.after) for one in found]

    def filled(self, kind: type[Record], values: Values) -> list[FieldChange]:
        """What a new record would say."""
        told = {name for name, value in values.items() if value not in (None, "") and value is not False}
        return self._told(kind, {}, values, told)

    def text(self, kind: type[Record], role: str, before: str, after: str) -> FieldChange:
        """A long text that reads otherwise."""
        label = next((str(one.label) for one in kind.__kind__.texts if one.role == role), role)
        return FieldChange(label, before, after)

    def part(self, kind: type[Record], values: Values, *, gone: bool = False) -> FieldChange:
        """A row beside the record that comes, or goes."""
        name = self._part_name(kind, values)
        return FieldChange(str(kind.__kind__.plural), name if gone else "", "" if gone else name)

    @staticmethod
    def values(row: Record) -> Values:
        """The columns of a row."""
        return {column.key: getattr(row, column.key) for column in row.__table__.columns}

    def _told(self, kind: type[Record], before: Values, after: Values, names: set[str]) -> list[FieldChange]:
        found: list[FieldChange] = []
        for name, field in fields(kind).items():
            if names & {name, f"{name}_latest"}:
                old, new = (self._shown(field, name, one) for one in (before, after))
                found.append(FieldChange(str(field.label), old, new))
        if "marking_text" in names:
            old, new = (str(one.get("marking_text") or "") for one in (before, after))
            found.append(FieldChange(str(MARKING), old, new))
        return found

    def _shown(self, field: Field, name: str, values: Values) -> str:
        value = meant(values.get(name))
        if field.type == "reference" and value is not None:
            return self._caption(field.refers, value)
        if field.type == "day" and field.partial and value is not None:
            value = PartialDate.of(value, values.get(f"{name}_latest"))
        return display(field, value)

    def _part_name(self, kind: type[Record], values: Values) -> str:
        """A row beside a record by what it names and the part that that takes: "France (Theirs)"."""
        about = kind.__kind__
        told = [
            (field, self._shown(field, name, values))
            for name, field in fields(kind).items()
            if name != about.owner and values.get(name) not in (None, "", False)
        ]
        named = [text for field, text in told if field.type == "reference" and text]
        roles = [self._shown(fields(kind)[role], role, values) for role in (ROLES.get(about.name),) if role]
        words = named or [text for field, text in told if field.choices is None and text]
        words = words or [text for _field, text in told if text]
        name = ", ".join(words)
        return f"{name} ({', '.join(roles)})" if roles else name

    def _caption(self, kind: str, value: int | Draft) -> str:
        if isinstance(value, Draft):
            return value.caption
        if kind == "party":
            return self._desk.name(value) or self._names.get((kind, value), "")
        if kind == "person" and value > 0:
            return self._desk.people.name_of(value)
        if (kind, value) not in self._names:
            record = self._session.get(KINDS[kind], value)
            self._names[kind, value] = record.caption if record is not None else ""
        return self._names[kind, value]


def _is_known(kind: type[Record], values: Values) -> bool:
    return not any(values.get(name) is not None for name in _referring(kind))


@cache
def _referring(kind: type[Record]) -> tuple[str, ...]:
    """The columns that refer to records whose names must be looked up in the ledger."""
    return tuple(
        name for name, field in fields(kind).items() if field.refers and field.refers not in IN_MEMORY
    )


def filled(draft: Draft, tell: Foreseen) -> tuple[FieldChange, ...]:
    """All that a new record would say: its fields, the rows beside it, its long texts."""
    found = tell.filled(draft.kind, draft.values)
    beside: dict[str, list[str]] = {}
    for kind, values in draft.parts:
        one = tell.part(kind, values)
        beside.setdefault(one.field, []).append(one.after)
    found += [FieldChange(label, "", "; ".join(names)) for label, names in beside.items()]
    found += [tell.text(draft.kind, role, "", "\n\n".join(words)) for role, words in draft.texts.items()]
    return tuple(found)
