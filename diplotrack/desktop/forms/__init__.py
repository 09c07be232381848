"""The forms in which records are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from diplotrack.desktop.context import Context


def open_form(context: Context, kind: str, record_id: int | None, parent: QWidget, **preset: Any) -> None:
    """Open the form of a record, or of a new one with what is ``preset`` where ``record_id`` is None."""
    from diplotrack.desktop.forms.desk import Desk

    Desk.of(context).open(kind, record_id, parent, **preset)
