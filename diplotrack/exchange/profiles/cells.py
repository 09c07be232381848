"""What the cells of a column say by its profile: fields and names, each different text understood once."""

from __future__ import annotations

from functools import cache

from diplotrack.exchange.profiles.profile import FieldSpec, NameSpec
from diplotrack.exchange.tables.parsers import (
    choice_key,
    clean_text,
    one_line,
    read_amount,
    read_choice,
    read_flag,
    read_integer,
    read_moment,
    read_number,
    read_time,
)
from diplotrack.exchange.tables.prose import plain_title
from diplotrack.exchange.tables.rows import Cell, Unreadable, as_text
from diplotrack.exchange.tables.written_dates import read_date

SHORT = frozenset({"date", "moment", "time", "number", "amount", "integer", "choice", "flag"})
"""Formats of cells that read alike in many rows."""

REMEMBERED = 20_000
"""Different cells of a column whose meaning is remembered."""


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


class FieldCells:
    """The cells of a field: what stands in many rows is understood once."""

    def __init__(self, spec: FieldSpec, language: str) -> None:
        self.spec, self._language = spec, language
        self._is_short = spec.format in SHORT
        self._known: dict[str, tuple[object, str]] = {}

    def read(self, cell: Cell) -> object:
        """The value of a cell, None when it is blank. Raises Unreadable."""
        if not self._is_short or not isinstance(cell, str):
            return read_cell(self.spec, cell, self._language)
        found = self._known.get(cell)
        if found is None:
            try:
                found = read_cell(self.spec, cell, self._language), ""
            except Unreadable as error:
                found = None, str(error)
            if len(self._known) < REMEMBERED:
                self._known[cell] = found
        value, why = found
        if why:
            raise Unreadable(why)
        return value


class NameCells:
    """The cells of a column of names: divided, blanks left out, and settled names in place of those written."""

    def __init__(self, spec: NameSpec) -> None:
        self.spec = spec
        self._aliases = {choice_key(alias): name for alias, name in spec.aliases.items()}
        self._known: dict[str, tuple[str, ...]] = {}

    def read(self, text: str) -> tuple[str, ...]:
        """The names, none written twice."""
        found = self._known.get(text)
        if found is None:
            names = dict.fromkeys(split_names(text, self.spec.separator))
            found = tuple(
                self._aliases.get(choice_key(name), name) if self._aliases else name
                for name in names
                if not is_blank(name, self.spec.blank)
            )
            if len(self._known) < REMEMBERED:
                self._known[text] = found
        return found


def split_names(text: str, separator: str = "") -> list[str]:
    """The names in a cell, each on one line; with "\\n" each line of the cell is one."""
    return _parts(text, separator) if separator else [part for part in [one_line(text)] if part]


def _parts(text: str, separator: str) -> list[str]:
    return [part for part in (one_line(part) for part in text.split(separator)) if part]
