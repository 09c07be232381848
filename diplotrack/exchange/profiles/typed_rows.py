"""Rows read by a profile: typed fields, names to be resolved, paragraphs, and the key by which a row is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.exchange.profiles.cells import FieldCells, NameCells
from diplotrack.exchange.profiles.profile import FieldSpec, NameSpec, Profile
from diplotrack.exchange.tables.parsers import one_line, plain_entities
from diplotrack.exchange.tables.prose import plain_paragraphs
from diplotrack.exchange.tables.rows import Cell, Row, RowError, RowNote, Table, Unreadable, as_text


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as the file has it, still to be resolved: what kind of thing it names, in which role, on which day."""

    text: str
    spec: NameSpec
    identifier: str = ""
    on: PartialDate | None = None


@dataclass(slots=True)
class TypedRow:
    """What a row says. ``values`` has every field of the profile (None where blank) and every constant;
    a spread is a dict from bearer to value. A row with ``errors`` must not become a record."""

    row: Row
    key: str = ""
    values: dict[str, object] = field(default_factory=dict)
    names: list[WrittenName] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    notes: list[RowNote] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The row as a person counts it."""
        return self.row.number


def typed_rows(table: Table, profile: Profile) -> Iterator[TypedRow]:
    """The rows of a table by a profile, errors in the rows and not raised.

    Raises UserError when the table lacks a column, or cannot be read on.
    """
    reading, keys = _Reading(profile, profile.bind(table)), _Keys(profile)
    for row in table.rows():
        if row.fault:
            yield TypedRow(row, errors=[row.fault], notes=list(row.notes))
        else:
            yield reading.typed(row, keys)


class _Keys:
    """The external reference of each row: its key columns, or a digest of its content where there is no identifier.

    Two rows of the same content get the digest and the digest with "#2": whichever comes first, the pair of keys is
    the same, so that importing the file again, or in another order, finds the same records.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.seen: dict[str, tuple[int, int]] = {}

    def key(self, row: Row, columns: dict[str, str]) -> str:
        """Raises Unreadable when it is blank or belongs to an earlier row."""
        parts = [one_line(row.text(columns[name])) if name in columns else "" for name in self.profile.key]
        if not any(parts):
            raise Unreadable(_("it is empty, and identifies the row"))
        key = "|".join(parts)
        if self.profile.key_by == "content":
            key = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]
        first, times = self.seen.get(key, (row.number, 0))
        if times and self.profile.key_repeats == "refuse":
            raise Unreadable(_("it is the same as in row {row}").format(row=first))
        self.seen[key] = (first, times + 1)
        return key if not times else f"{key}#{times + 1}"


class _Reading:
    """The rows of one table on their way from cells to values, one after the other."""

    row: Row
    result: TypedRow

    def __init__(self, profile: Profile, columns: dict[str, str]) -> None:
        self.profile, self.columns = profile, columns
        self._fields = [FieldCells(spec, profile.language) for spec in profile.fields]
        self._spreads = [FieldCells(spread.each, profile.language) for spread in profile.spreads]
        self._names_in = [NameCells(spec) for spec in profile.names]
        self._days = {spec.on: self._day_field(spec.on) for spec in profile.names if spec.on}

    def typed(self, row: Row, keys: _Keys) -> TypedRow:
        self.row = row
        self.result = TypedRow(row, notes=list(row.notes), values=dict(self.profile.constants))
        try:
            self.result.key = keys.key(self.row, self.columns)
        except Unreadable as error:
            self._fault(self.profile.key[0], str(error))
        for each in self._fields:
            self.result.values[each.spec.name] = self._value(each, each.spec.columns)
        for spread, each in zip(self.profile.spreads, self._spreads, strict=True):
            scores = {who: self._value(each, (column,)) for column, who in spread.columns.items()}
            self.result.values[spread.name] = {
                who: score for who, score in scores.items() if score is not None
            }
        for names in self._names_in:
            self.result.names += self._names(names)
        for text in self.profile.texts:
            paragraphs = plain_paragraphs(self._text(text.column), text.markup == "markdown")
            self.result.texts[text.role] = paragraphs
        return self.result

    def _value(self, cells: FieldCells, names: tuple[str, ...]) -> object:
        spec = cells.spec
        if len(names) == 1:
            joined = self._cell(names[0])
        else:
            texts = (one_line(self._text(name)) for name in names)
            joined = spec.join.join(text for text in texts if text)
        try:
            value = cells.read(joined)
        except Unreadable as error:
            self._fault(names[0], str(error))
            return None
        if value is None and spec.required and spec.default is None:
            self._fault(names[0], _("it is empty and may not be"))
        return spec.default if value is None else value

    def _names(self, names: NameCells) -> list[WrittenName]:
        spec = names.spec
        on = self._day(spec.on) if spec.on else None
        identifier = one_line(self._text(spec.identifier)) if spec.identifier else ""
        return [WrittenName(name, spec, identifier, on) for name in names.read(self._text(spec.column))]

    def _day_field(self, column: str) -> FieldCells:
        """As what a day is read that decides which name held: as the field of that column is, where there is one."""
        told = (one for one in self._fields if one.spec.columns == (column,) and one.spec.format == "date")
        return next(told, FieldCells(FieldSpec("", (column,), "date"), self.profile.language))

    def _day(self, column: str) -> PartialDate | None:
        """The day that decides which name held; the errors of a field are told there."""
        cells = self._days[column]
        try:
            day = cells.read(self._cell(column))
        except Unreadable as error:
            if not cells.spec.name:
                self._fault(column, str(error))
            return None
        return day if isinstance(day, PartialDate) else None

    def _cell(self, name: str) -> Cell:
        cell = self.row.values.get(self.columns[name]) if name in self.columns else None
        return plain_entities(cell) if self.profile.entities and isinstance(cell, str) else cell

    def _text(self, name: str) -> str:
        return as_text(self._cell(name))

    def _fault(self, name: str, why: str) -> None:
        column = self.columns.get(name, name)
        self.result.errors.append(RowError(self.row.number, column, self.row.text(column), why))
