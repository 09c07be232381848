"""What the tests of lists share: a day, and the rows of a document's tables by the keys of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diplotrack.reports.document import Block, Document, Group, KeepTogether, Table, cell, plain

TODAY = date(2026, 5, 29)


def tables(blocks: Sequence[Block]) -> dict[str, Table]:
    """The tables by their names, those that are kept together among them."""
    found: dict[str, Table] = {}
    for block in blocks:
        if isinstance(block, Table):
            found[block.name] = block
        elif isinstance(block, KeepTogether):
            found |= tables(block.blocks)
    return found


def rows(document: Document, name: str) -> list[dict[str, str]]:
    """The rows of a table, by the keys of its columns."""
    table = tables(document.blocks)[name]
    keys = [column.key for column in table.columns]
    return [
        dict(zip(keys, (plain(cell(one).text) for one in row), strict=True))
        for row in table.rows
        if not isinstance(row, Group)
    ]


def heads(document: Document, name: str) -> list[str]:
    """The rows that head groups."""
    table = tables(document.blocks)[name]
    return [plain(row.text) for row in table.rows if isinstance(row, Group)]
