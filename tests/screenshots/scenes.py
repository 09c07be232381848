"""What is drawn: one function for each picture of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from sqlalchemy import select

from diplotrack.desktop.palette import Palette
from diplotrack.desktop.views.duplicates.page import DuplicatesPage
from diplotrack.desktop.views.handover.page import HandoverPage
from diplotrack.desktop.views.reports_page import ReportsPage
from diplotrack.desktop.views.settings.page import SettingsPage
from diplotrack.records import Person
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


def settings(workspace: Path) -> QPixmap:
    """The rules on the page of settings, dark."""
    stage = Stage(workspace, appearance="dark")
    page = stage.window.show_page("settings")
    assert isinstance(page, SettingsPage)
    page.show_section("rules")
    stage.calm()
    return _finished(stage, stage.picture())


def duplicates(workspace: Path) -> QPixmap:
    """A minister who is there twice, side by side; the second one is taken away again."""
    stage = Stage(workspace)
    ledger = stage.context.workspace.ledger
    with ledger.change("Add person") as work:
        one = work.session.scalars(
            select(Person).where(Person.party_id.is_not(None), Person.family_name != "").order_by(Person.id)
        ).first()
        assert one is not None
        twin = f"{one.given_name[:1]}. {one.family_name}"
        names = {"given_name": one.given_name[:1], "family_name": one.family_name}
        work.add(Person(name=twin, party_id=one.party_id, honorific="H.E.", **names))
    page = stage.window.show_page("duplicates")
    assert isinstance(page, DuplicatesPage)
    stage.calm()
    page.compare("person", [one.id, stage.record("person", twin)])
    stage.calm()
    drawn = stage.picture()
    ledger.undo()
    return _finished(stage, drawn)


def drafts(workspace: Path) -> QPixmap:
    """What was begun and not saved; it is thrown away again."""
    stage = Stage(workspace)
    kept, editing = stage.context.workspace.drafts, stage.context.workspace.editing
    begun = (
        editing.blank("engagement", title="Call with the Finnish minister on the winter exercise"),
        editing.blank("commitment", text="Send the cable faults of the last ten years"),
        editing.blank("communication"),
    )
    keys = [kept.keep("", draft).key for draft in begun]
    kept.discard(keys[1])
    stage.go("drafts")
    drawn = stage.picture()
    for key in keys:
        kept.forget(key)
    return _finished(stage, drawn)


def welcome(workspace: Path) -> QPixmap:
    """The page with which the program begins."""
    stage = Stage(workspace)
    page = stage.session.welcome()
    QTest.qWait(200)
    drawn = page.grab()
    page.close()
    return drawn


def partner(workspace: Path) -> QPixmap:
    """A partner at a glance."""
    stage = Stage(workspace, size=LARGE)
    stage.context.open_in_tab("party", stage.context.workspace.records.party("FRA").id)
    stage.calm()
    return _finished(stage, stage.picture())


def world(workspace: Path) -> QPixmap:
    """The map of the world, dark."""
    stage = Stage(workspace, appearance="dark")
    stage.go("map")
    return _finished(stage, stage.picture())


def handover(workspace: Path) -> QPixmap:
    """What somebody holds, part of it ticked for another."""
    stage = Stage(workspace)
    stage.go("handover")
    page = stage.window.page
    assert isinstance(page, HandoverPage)
    page.show_holder(("person", stage.record("person", "Marcus Oyelaran")), "Marcus Oyelaran")
    stage.calm()
    first = page.tree.topLevelItem(0)
    assert first is not None
    first.setCheckState(0, Qt.CheckState.Checked)
    return _finished(stage, stage.picture())


def _finished(stage: Stage, drawn: QPixmap) -> QPixmap:
    stage.close()
    return drawn


SCENES: dict[str, Callable[[Path], QPixmap]] = {
    "partner": partner,
    "map": world,
    "handover": handover,
    "engagements": engagements,
    "commitments-dark": commitments,
    "today": today,
    "gaps": gaps,
    "form": form,
    "palette": palette,
    "reports": reports,
    "large-text": large,
    "mirrored": mirrored,
    "settings": settings,
    "duplicates": duplicates,
    "drafts": drafts,
    "welcome": welcome,
}
"""Pictures by the name of their file."""
