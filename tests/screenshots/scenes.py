"""What is drawn: one function for each picture of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest

from diplotrack.desktop.palette import Palette
from diplotrack.desktop.views.reports_page import ReportsPage
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.store.lists import Condition
from tests.screenshots.stage import Stage

MEETING = "Talks with the French Minister on cables"
RUNNING = Condition("status", "any", (CommitmentStatus.OPEN, CommitmentStatus.IN_PROGRESS))
LARGE = QSize(1600, 1000)


def engagements(workspace: Path) -> QPixmap:
    """The list with the reading pane, light."""
    stage = Stage(workspace)
    stage.go("engagement", title=MEETING)
    return _finished(stage, stage.picture())


def commitments(workspace: Path) -> QPixmap:
    """The commitments that still run, the earliest due first, dark."""
    stage = Stage(workspace, appearance="dark")
    stage.context.show_list("commitment", [RUNNING])
    stage.calm()
    return _finished(stage, stage.picture())


def today(workspace: Path) -> QPixmap:
    """The day's page."""
    stage = Stage(workspace)
    stage.go("today")
    return _finished(stage, stage.picture())


def gaps(workspace: Path) -> QPixmap:
    """The gaps with the evidence of one."""
    stage = Stage(workspace)
    stage.go("finding")
    return _finished(stage, stage.picture())


def form(workspace: Path) -> QPixmap:
    """The form of an engagement."""
    stage = Stage(workspace)
    stage.go("engagement", title=MEETING)
    stage.context.edit_record("engagement", stage.record("engagement", MEETING))
    dialog = stage.dialog()
    return _finished(stage, dialog.grab())


def palette(workspace: Path) -> QPixmap:
    """The box in which everything is found, with words typed."""
    stage = Stage(workspace)
    stage.go("engagement", title=MEETING)
    box = stage.window.open_palette()
    assert isinstance(box, Palette)
    QTest.keyClicks(box.line, "france")
    stage.calm()
    return _finished(stage, stage.picture_with(box))


def reports(workspace: Path) -> QPixmap:
    """The page that prints, a partner chosen."""
    stage = Stage(workspace)
    stage.go("reports")
    stage.context.brief(stage.context.workspace.records.party("FRA").id)
    stage.calm()
    assert isinstance(stage.window.page, ReportsPage)
    return _finished(stage, stage.picture())


def large(workspace: Path) -> QPixmap:
    """The same list with text of twice the size."""
    stage = Stage(workspace, text_steps=10, size=LARGE)
    stage.go("engagement", title=MEETING)
    return _finished(stage, stage.picture())


def mirrored(workspace: Path) -> QPixmap:
    """The window as those see it who read from right to left."""
    stage = Stage(workspace, mirrored=True)
    stage.go("engagement", title=MEETING)
    return _finished(stage, stage.picture())


def _finished(stage: Stage, drawn: QPixmap) -> QPixmap:
    stage.close()
    return drawn


SCENES: dict[str, Callable[[Path], QPixmap]] = {
    "engagements": engagements,
    "commitments-dark": commitments,
    "today": today,
    "gaps": gaps,
    "form": form,
    "palette": palette,
    "reports": reports,
    "large-text": large,
    "mirrored": mirrored,
}
"""Pictures by the name of their file."""
