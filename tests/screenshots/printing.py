"""Pictures of what prints: a document beside its choices, and one document for many."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPixmap

from diplotrack.desktop.views.reports.page import ReportsPage
from tests.screenshots.stage import Stage


def reports(workspace: Path) -> QPixmap:
    """The page that prints, a partner chosen."""
    stage, _page = _on_france(workspace)
    drawn = stage.picture()
    stage.close()
    return drawn


def each(workspace: Path) -> QPixmap:
    """One brief for each partner of the first tier, about to be made."""
    stage, page = _on_france(workspace)
    dialog = page.ask_for_each()
    assert dialog is not None
    dialog.list_tier(1)
    stage.calm()
    drawn = stage.picture_with(dialog)
    stage.close()
    return drawn


def _on_france(workspace: Path) -> tuple[Stage, ReportsPage]:
    """The page with the brief on France."""
    stage = Stage(workspace)
    page = stage.window.show_page("reports")
    assert isinstance(page, ReportsPage)
    stage.calm()
    stage.context.brief(stage.context.workspace.records.party("FRA").id)
    stage.calm()
    return stage, page
