"""Rows read by a profile: typed fields, names to be resolved, paragraphs, and the key by which a row is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.exchange.profiles.profile import FieldSpec, NameSpec, Profile
from diplotrack.exchange.tables.parsers import (
    choice_key,
    clean_text,
    one_line,
    plain_entities,
    read_amount,
    read_choice,
    read_flag,
    read_integer,
    read_moment,
    read_number,
    read_time,
)
from diplotrack.exchange.tables.prose import plain_paragraphs, plain_title
from diplotrack.exchange.tables.rows import Cell, Row, RowError, RowNote, Table, Unreadable, as_text
from diplotrack.exchange.tables.written_dates import read_date


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
    columns = profile.bind(table)
    keys = _Keys(profile)
    for row in table.rows():
        if row.fault:
            yield TypedRow(row, errors=[row.fault], notes=list(row.notes))
        else:
            yield _Reading(profile, columns, row).typed(keys)


def read_cell(spec: FieldSpec, cell: Cell, language: str = "en") -> object:
    """The value of a cell by a field's format; None when it is blank. Raises Unreadable."""
    text = as_text(cell)
    if not text or is_blank(text, spec.blank):
        return None
    match spec.format:
        case "line":
            return one_line(text)
        case "title":
            return plain_title(text)
        case "date":
            return read_date(cell, spec.pattern, language)
        case "moment":
            return read_moment(cell, spec.pattern)
        case "time":
            return read_time(cell)
        case "number":
            return read_number(cell, spec.decimal)
        case "amount":
            return read_amount(cell, spec.decimal)
        case "integer":
            return read_integer(cell)
        case "choice":
            return read_choice(cell, spec.choices, spec.otherwise)
        case "flag":
            return read_flag(cell)
        case "list":
            return _parts(text, spec.separator)
        case _:
            return clean_text(text)


def is_blank(text: str, blanks: tuple[str, ...]) -> bool:
    """Whether a cell counts as empty: blank, or one of the words that the profile says stand for nothing."""
    if len(blanks) == 1:
        return not text.strip()
    return choice_key(text) in _blank_keys(blanks)


@cache
def _blank_keys(blanks: tuple[str, ...]) -> frozenset[str]:
    return frozenset(choice_key(blank) for blank in blanks)


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
    """One row on its way from cells to values."""

    def __init__(self, profile: Profile, columns: dict[str, str], row: Row) -> None:
        self.profile, self.columns, self.row = profile, columns, row
        self.result = TypedRow(row, notes=list(row.notes), values=dict(profile.constants))

    def typed(self, keys: _Keys) -> TypedRow:
        try:
            self.result.key = keys.key(self.row, self.columns)
        except Unreadable as error:
            self._fault(self.profile.key[0], str(error))
        for spec in self.profile.fields:
            self.result.values[spec.name] = self._value(spec, spec.columns)
        for spread in self.profile.spreads:
            scores = {who: self._value(spread.each, (column,)) for column, who in spread.columns.items()}
            self.result.values[spread.name] = {
                who: score for who, score in scores.items() if score is not None
            }
        for names in self.profile.names:
            self.result.names += self._names(names)
        for text in self.profile.texts:
            paragraphs = plain_paragraphs(self._text(text.column), text.markup == "markdown")
            self.result.texts[text.role] = paragraphs
        return self.result

    def _value(self, spec: FieldSpec, names: tuple[str, ...]) -> object:
        cells = [self._cell(name) for name in names]
        joined: Cell = cells[0]
        if len(cells) > 1:
            joined = spec.join.join(text for text in (one_line(as_text(cell)) for cell in cells) if text)
        try:
            value = read_cell(spec, joined, self.profile.language)
        except Unreadable as error:
            self._fault(names[0], str(error))
            return None
        if value is None and spec.required and spec.default is None:
            self._fault(names[0], _("it is empty and may not be"))
        return spec.default if value is None else value

    def _names(self, spec: NameSpec) -> list[WrittenName]:
        names = split_names(self._text(spec.column), spec.separator)
        on = self._day(spec.on) if spec.on else None
        identifier = one_line(self._text(spec.identifier)) if spec.identifier else ""
        aliases = {choice_key(alias): name for alias, name in spec.aliases.items()}
        return [
            WrittenName(aliases.get(choice_key(name), name) if aliases else name, spec, identifier, on)
            for name in dict.fromkeys(names)
            if not is_blank(name, spec.blank)
        ]

    def _day(self, column: str) -> PartialDate | None:
        """The day that decides which name held, read as the field of that column is; its errors are told there."""
        spec = next(
            (each for each in self.profile.fields if each.columns == (column,) and each.format == "date"),
            None,
        )
        try:
            day = read_cell(
                spec or FieldSpec("", (column,), "date"), self._cell(column), self.profile.language
            )
        except Unreadable as error:
            if spec is None:
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


def split_names(text: str, separator: str = "") -> list[str]:
    """The names in a cell, each on one line; with "\\n" each line of the cell is one."""
    return _parts(text, separator) if separator else [part for part in [one_line(text)] if part]


def _parts(text: str, separator: str) -> list[str]:
    return [part for part in (one_line(part) for part in text.split(separator)) if part]
