"""Tables as JSON: one object a row under the columns' keys, numbers and days as values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diplotrack.reports.document import plain
from diplotrack.reports.render import cells
from diplotrack.reports.render.outcome import Rendered
from diplotrack.reports.render.target import check, deliver
from diplotrack.reports.render.wording import clean, one_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Document, Table
    from diplotrack.reports.render import Target


def render(document: Document, target: Target) -> Rendered:
    """Write ``{"title", "subtitle", "marking", "tlp", "language", "tables": [{"name", "caption", "rows": [...]}]}``."""
    check(target)
    content = {
        "title": one_line(document.title),
        "subtitle": one_line(document.subtitle),
        "marking": one_line(document.marking),
        "tlp": one_line(document.tlp),
        "language": document.language,
        "tables": [_table(table) for table in cells.tables(document)],
    }
    deliver((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8"), target)
    return Rendered()


def _table(table: Table) -> dict[str, Any]:
    keys = [column.key or clean(str(column.label)) for column in table.columns]
    grouped = cells.is_grouped(table)
    return {
        "name": table.name,
        "caption": clean(plain(table.caption)),
        "rows": [
            ({"group": group} if grouped else {})
            | dict(zip(keys, map(cells.machine_value, row), strict=True))
            for group, row in cells.rows(table)
        ],
    }
