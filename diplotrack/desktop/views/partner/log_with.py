"""A new engagement with a partner, its form filled in so far."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms import open_form
from diplotrack.records.enumerations import Side


def log_with(context: Context, party_id: int, name: str, parent: QWidget) -> None:
    """Open the form of a new engagement in which that party is named."""
    rows = [{"party_id": party_id, "side": Side.THEIRS}]
    captions = {("party", party_id): name}
    open_form(context, "engagement", None, parent, engagement_party=rows, captions=captions)
