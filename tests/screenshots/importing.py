"""Pictures of a spreadsheet that is taken in: its columns, a bad row, and what it would change. Nothing is imported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPixmap

from diplotrack.desktop.theme.theme import Appearance
from diplotrack.desktop.views.importing.page import ImportingPage
from tests.screenshots.stage import Stage

MEETINGS = """\
Date;Meeting;With;Who;Place;Status;Notes
12/03/2026;Consultations on undersea cables;France;Jean Martin;Paris;held;They asked for the annex by the summer.
31/02/2026;Call on grain;Egipt;;by telephone;held;A short call.
14/03/2026;Energy visit;Japan;Yoko Tanabe;Tokyo;planned;Two days, with the port.
15/03/2026;Round table on fisheries;Norway;Kari Nordmann;Oslo;held;Quotas for 2027.
16/03/2026;Briefing on sanctions;Germany;Hans Weber;Berlin;held;
17/04/2026;Courtesy call;Canada;Louise Tremblay;Ottawa;postponed;New ambassador.
"""


def columns(workspace: Path) -> QPixmap:
    """What each column becomes."""
    stage, page = _brought(workspace)
    page.columns.view.setCurrentIndex(page.columns.rows.index(0, 2))
    stage.calm()
    return _done(stage)


def rows(workspace: Path) -> QPixmap:
    """A row with a day that no calendar has."""
    stage, page = _brought(workspace)
    page.go_to(page.rows)
    stage.calm()
    return _done(stage)


def trial(workspace: Path) -> QPixmap:
    """What it would change, dark."""
    stage, page = _brought(workspace, "dark")
    page.go_to(page.trial)
    stage.calm()
    return _done(stage)


def _brought(workspace: Path, appearance: Appearance = "light") -> tuple[Stage, ImportingPage]:
    path = workspace.parent / "meetings 2026.csv"
    path.write_text(MEETINGS, "utf-8")
    stage = Stage(workspace, appearance=appearance)
    page = stage.window.show_page("importing")
    assert isinstance(page, ImportingPage)
    page.open(path)
    stage.calm()
    return stage, page


def _done(stage: Stage) -> QPixmap:
    drawn = stage.picture()
    stage.close()
    return drawn
