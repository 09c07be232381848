"""Tables as JSON: one object a row under the columns' keys, numbers and days as values; charts; text line by line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from diplotrack.reports.document import Chart, Table, plain
from diplotrack.reports.render import cells
from diplotrack.reports.render.outcome import Rendered
from diplotrack.reports.render.plaintext import lines_of
from diplotrack.reports.render.target import check, deliver
from diplotrack.reports.render.wording import clean, one_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render import Target


def render(document: Document, target: Target) -> Rendered:
    """Write an object with the document's ``title``, ``subtitle``, ``marking``, ``tlp`` and ``language``, its
    ``tables`` ({name, caption, rows}), and where there are any its ``charts`` and its ``text`` in lines."""
    check(target)
    found = list(cells.blocks(document))
    charts = [_chart(block) for block in found if isinstance(block, Chart)]
    text = [line for block in found if not isinstance(block, Chart) for line in lines_of(block)]
    content = {
        "title": one_line(document.title),
        "subtitle": one_line(document.subtitle),
        "marking": one_line(document.marking),
        "tlp": one_line(document.tlp),
        "language": document.language,
        "tables": [_table(block) for block in found if isinstance(block, Table)],
    }
    content |= ({"charts": charts} if charts else {}) | ({"text": text} if text else {})
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


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "title": one_line(chart.title),
        "told": clean(chart.told),
        "unit": one_line(chart.unit),
        "categories": [clean(one) for one in chart.categories],
        "series": [
            {"label": clean(one.label), "values": [cells.finite(value) for value in one.values]}
            for one in chart.series
        ],
    }
