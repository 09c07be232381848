"""How a record looks in a tab of its own: the reading pane, or a page made for its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from diplotrack.desktop.context import Context

RecordPage = Callable[["Context", int], "QWidget"]
"""Makes the page of the record with that identifier."""


def _partner(context: Context, party_id: int) -> QWidget:
    from diplotrack.desktop.views.partner.page import PartnerPage

    return PartnerPage(context, party_id)


RECORD_PAGES: dict[str, RecordPage] = {"party": _partner}
"""By kind; a kind that is not here is read in the reading pane."""


def make_record_page(context: Context, kind: str, record_id: int) -> QWidget:
    """The page that shows that record."""
    if kind in RECORD_PAGES:
        return RECORD_PAGES[kind](context, record_id)
    from diplotrack.desktop.views.reading_pane import ReadingPane

    pane = ReadingPane(context)
    pane.show_record(kind, record_id)
    return pane
