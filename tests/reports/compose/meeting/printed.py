"""Documents on the visit, composed by an order as the command gives it."""

from __future__ import annotations

from typing import Any

from diplotrack.reports.document import Document, KeepTogether, Table, cell, plain
from diplotrack.reports.terms import Composed
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.desk import ON
from tests.reports.compose.spoken import words

_COMPOSED: dict[str, Composed] = {}


def composed(post: tuple[Workspace, dict[str, int]], report: str, at: str, **terms: Any) -> Composed:
    """The document on what stands under that name; composed once, for nobody changes the ledger."""
    workspace, ids = post
    wanted = order(report, engagement=ids[at], **{"on": ON, **terms})
    key = repr((id(workspace), wanted))
    if key not in _COMPOSED:
        _COMPOSED[key] = workspace.printing.compose(wanted)
    return _COMPOSED[key]


def said(post: tuple[Workspace, dict[str, int]], report: str, at: str, **terms: Any) -> str:
    """Everything that it says, its title block included."""
    document = composed(post, report, at, **terms).document
    return "\n".join([words(document), *(f"{label}: {value}" for label, value in document.front)])


def rows(document: Document, name: str) -> list[list[str]]:
    """The cells of a table, a heading across it as one cell."""
    blocks = [
        part
        for block in document.blocks
        for part in (block.blocks if isinstance(block, KeepTogether) else (block,))
    ]
    [table] = [one for one in blocks if isinstance(one, Table) and one.name == name]
    return [
        [plain(cell(one).text) for one in row] if not hasattr(row, "text") else [plain(row.text)]
        for row in table.rows
    ]
