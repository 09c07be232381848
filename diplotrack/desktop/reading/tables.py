"""The tables of a record on its page: who was in the room, and the parts as columns or entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.reading.hand import Hand
from diplotrack.desktop.reading.view import MORE, ROWS, View
from diplotrack.records.display import display
from diplotrack.workspace.reading import Fact, PartRow, PartTable

SHORT = ("day", "number", "money", "time")
"""Types whose values stay on one line."""

WIDE = 3
"""Columns that stand side by side; a table of more is told entry by entry."""


def people(table: PartTable, hand: Hand, view: View) -> list[str]:
    """Who was in the room, side by side as one would tell it: the name, the office of the day, then what is special."""
    names = [column.name for column in table.columns]
    rows = []
    last = None
    for row in shown(table, view):
        told = dict(zip(names, row.values, strict=True))
        side = told.get("side")
        first = hand.small(str(side.label)) if side is not None and side != last else ""
        last = side
        person = hand.value(None, told["person_id"])
        office = told.get("capacity") or (told["party_id"].caption if told.get("party_id") else "")
        special = [
            display(None, told.get(name))
            for name, usual in (("role", "member"), ("attendance", "attended"))
            if told.get(name) and told[name] != usual
        ]
        special += [str(told[name]) for name in ("languages", "is_tete_a_tete") if told.get(name)]
        below = " · ".join(words for words in (office, *special) if words)
        rows.append([first, person + (f"<br>{hand.small(below)}" if below else "")])
    return _set(table, [], rows, hand, lines=False)


def parts(table: PartTable, hand: Hand, view: View) -> list[str]:
    """Any other table."""
    rows = shown(table, view)
    if len(table.columns) > WIDE:
        return _set(table, [], [_entry(table, row, hand) for row in rows], hand)
    cells = [[_cell(column, value, hand) for column, value in _told(table, row)] for row in rows]
    for line, row in zip(cells, rows, strict=True):
        if line and row.portion:
            line[0] = hand.portion(row.portion) + line[0]
    return _set(table, [column.label for column in table.columns], cells, hand)


def shown(table: PartTable, view: View) -> Sequence[PartRow]:
    """The rows that are set: all of them, or the first where there are very many."""
    whole = f"table:{table.kind}" in view.whole or len(table.rows) <= ROWS
    return table.rows if whole else table.rows[:ROWS]


def pieces(
    heads: list[str], rows: list[list[str]], hand: Hand, *, lines: bool = True, first: int = 0
) -> list[str]:
    """A table in pieces of :data:`ROWS` rows, each quickly set; their columns stand one below the other.

    ``first`` is the width of the first column in pixels, 0 for what it needs.
    """
    widths = [first] if first else []
    if len(rows) <= ROWS:
        return [hand.table(heads, rows, lines=lines, widths=widths)]
    widths = widths or ([hand.scale.space(20)] if not heads else [])
    found = []
    for start in range(0, len(rows), ROWS):
        some = rows[start : start + ROWS]
        found.append(hand.table([] if start else heads, some, lines=lines, widths=widths))
    return found


def _set(
    table: PartTable, heads: list[str], rows: list[list[str]], hand: Hand, *, lines: bool = True
) -> list[str]:
    count = format_number(len(table.rows)) if len(table.rows) > ROWS else ""
    found = [hand.heading(table.label, count), *pieces(heads, rows, hand, lines=lines)]
    if len(rows) < len(table.rows):
        words = _("Show all {count}").format(count=format_number(len(table.rows)))
        found.append(f"<p>{hand.link(f'{MORE}:table:{table.kind}', words)}</p>")
    return found


def _told(table: PartTable, row: PartRow) -> list[tuple[Fact, Any]]:
    return list(zip(table.columns, row.values, strict=True))


def _cell(column: Fact, value: Any, hand: Hand) -> str:
    cell = hand.value(column.field, value)
    short = column.field is not None and column.field.type in SHORT and "<" not in cell
    return cell.replace(" ", "&nbsp;") if short else cell


def _entry(table: PartTable, row: PartRow, hand: Hand) -> list[str]:
    """One row as an entry: its day at the side, what it is about, and the rest below in small."""
    cells = _told(table, row)
    side = next((one for one in cells if one[0].field is not None and one[0].field.type == "day"), None)
    rest = [one for one in cells if one is not side and one[1] not in (None, "")]
    texts = [
        one for one in rest if one[0].field is not None and one[0].field.type in ("text", "long", "reference")
    ]
    main = next(iter(texts or rest), None)
    below = [
        hand.small(f"{column.label} ") + hand.value(column.field, value)
        for column, value in rest
        if main is None or column is not main[0]
    ]
    lines = [hand.portion(row.portion) + _cell(*main, hand)] if main is not None else []
    if below:
        lines.append(hand.small(" · ").join(below))
    return [hand.small("") if side is None else hand.muted("") + _cell(*side, hand), "<br>".join(lines)]
