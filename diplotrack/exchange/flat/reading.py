"""Cells of a flat table as the values of a record: what the export wrote, and what people write in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.formulas import as_meant
from diplotrack.base.i18n import _
from diplotrack.base.ident import uid_from_text
from diplotrack.base.markings import TLP, Level, level_of_any_scheme, schemes
from diplotrack.exchange.flat.cells import parted
from diplotrack.exchange.flat.columns import flat_columns
from diplotrack.exchange.flat.sheets import as_read
from diplotrack.exchange.incoming.marking import columns_of
from diplotrack.exchange.tables.rows import Cell, Row, RowError, as_text
from diplotrack.records import TOP_KINDS, Field, Record, fields, gathers
from diplotrack.store.passages import paragraphs

YES = frozenset({"true", "yes", "1", "x"})
NO = frozenset({"false", "no", "0"})


@dataclass(slots=True, eq=False)
class FlatRow:
    """One row as it is understood. ``uid`` is None where none was given; ``names`` are references to be looked up,
    ``lists`` those of gathered columns, and ``numbers`` the records that these turn out to be. ``id`` is the record's
    number, once it is known."""

    kind: type[Record]
    row: Row
    uid: bytes | None = None
    values: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    id: int = 0

    def refuse(self, column: str, value: str, why: str) -> None:
        """Note why the row cannot be taken."""
        self.errors.append(RowError(self.row.number, column, value[:200], why))


def read_row(
    kind: type[Record], row: Row, scheme: str, long_texts: dict[tuple[str, str], str], *, sheet: bool = False
) -> FlatRow:
    """The row with each of its cells understood, or refused. Columns that the table lacks are not touched.

    ``scheme`` is that of the workspace; ``long_texts`` are those of a workbook by uid and column.
    """
    found = FlatRow(kind, row)
    if row.fault is not None:
        found.errors.append(row.fault)
        return found
    uid = as_text(row.values.get("uid"))
    if uid:
        try:
            found.uid = uid_from_text(uid)
        except ValueError:
            found.refuse("uid", uid, _("it is no identifier; leave it empty for a new record"))
    read = as_read if sheet else str
    own, roles = fields(kind), {one.role for one in kind.__kind__.texts}
    for column in flat_columns(kind):
        if column == "uid" or column not in row.values:
            continue
        words = long_texts.get((uid, column)) or as_meant(read(as_text(row.values[column])))
        if column in gathers(kind):
            found.lists[column] = parted(words)
        elif column in own:
            try:
                _own(found, column, own[column], words, row.values[column])
            except (ValueError, UserError) as error:
                why = error.sentence if isinstance(error, UserError) else _takes(own[column])
                found.refuse(column, words, why)
        elif column in roles:
            found.texts[column] = paragraphs(words)
        else:
            _mark(found, column, words, scheme)
    return found


def _own(found: FlatRow, column: str, about: Field, words: str, cell: Cell) -> None:
    """Raises ValueError or UserError for what the column does not take."""
    if about.type == "reference":
        found.names[column] = words
        return
    value = _value(about, words, cell)
    if value is None and not found.kind.__table__.c[column].nullable:
        return  # its default
    if about.type == "day" and about.partial:
        found.values[column] = value.earliest if value else None
        found.values[f"{column}_latest"] = value.latest if value else None
    else:
        found.values[column] = value


def _value(about: Field, words: str, cell: Cell) -> Any:
    if about.type in ("text", "long"):
        return words
    bare = words.strip()
    if not bare:
        return None
    match about.type:
        case "choice" if about.choices is not None:
            by_label = {str(one.label).casefold(): one for one in about.choices}
            return by_label.get(bare.casefold()) or about.choices(bare.lower())  # type: ignore[call-arg]
        case "scale":
            steps = {str(label).casefold(): step for step, label in about.scale}
            return steps[bare.casefold()] if bare.casefold() in steps else int(bare)
        case "flag":
            if bare.casefold() not in YES | NO:
                raise ValueError(bare)
            return bare.casefold() in YES
        case "day":
            when = PartialDate.parse(bare)
            if not about.partial and when.precision != "day":
                raise ValueError(bare)
            return when if about.partial else when.earliest
        case "time":
            return time.fromisoformat(bare)
        case "number":
            return float(bare) if "." in bare else int(bare)
        case "money":
            return _money(bare if isinstance(cell, str) else str(cell))
        case "uid":
            return uid_from_text(bare)
        case _:
            return words


def _money(words: str) -> Decimal:
    try:
        found = Decimal(words).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise ValueError(words) from error
    if abs(found) >= Decimal(10) ** 16:
        raise ValueError(words)
    return found


def _takes(about: Field) -> str:
    """What a column takes, for a sentence."""
    match about.type:
        case "choice" if about.choices is not None:
            choices = ", ".join(str(one.value) for one in about.choices)
        case "scale":
            choices = ", ".join(f"{step} ({label})" for step, label in about.scale)
        case "flag":
            choices = _("yes or no")
        case "day":
            choices = _("a day such as 2008-04-03")
        case "time":
            choices = _("a time such as 09:30")
        case "uid":
            choices = _("32 hexadecimal digits")
        case _:
            choices = _("a number")
    return _("it takes {choices}").format(choices=choices)


def _mark(found: FlatRow, column: str, words: str, scheme: str) -> None:
    """The marking of the row. A level that several schemes have is that of the workspace, or else the highest."""
    bare = words.strip()
    if column == "tlp":
        label = bare.upper().removeprefix("TLP:")
        if label and label not in TLP:
            found.refuse(column, words, _("it takes {choices}").format(choices=", ".join(TLP)))
        found.values["tlp"] = label
        return
    if not bare:
        found.values |= columns_of(None)
        return
    try:
        level = _level(bare, scheme)
    except UserError as error:
        found.refuse(column, words, error.sentence)
        return
    found.values |= columns_of(level)


def _level(words: str, scheme: str) -> Level:
    having = [level for one in schemes().values() for level in one.levels if level.text == words]
    own = [level for level in having if level.scheme == scheme]
    if having:
        return own[0] if own else max(having, key=lambda level: level.rank)
    return level_of_any_scheme(words, scheme)


def kind_of(columns: list[str]) -> type[Record] | None:
    """The kind whose own table has these columns; None where it is none of ours, or could be of several kinds.

    Columns may have been taken out or moved, but for the identifier and the title.
    """
    given = set(columns)
    fitting = [
        kind
        for kind in TOP_KINDS.values()
        if {"uid", kind.__kind__.title} <= given and given <= {*flat_columns(kind), *_PASSED_OVER}
    ]
    return fitting[0] if len(fitting) == 1 else None


_PASSED_OVER = frozenset({"rejected_because"})
