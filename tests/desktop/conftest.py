"""A window on a small real workspace, and how to wait for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diplotrack.desktop.app import application
from diplotrack.desktop.context import Context
from diplotrack.desktop.tasks import Tasks
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment, Engagement, EngagementParty, Party, Person
from diplotrack.records.enumerations import EngagementStatus, Format
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace

TODAY = date(2026, 5, 29)
TITLES = ("Security consultations", "Call on grain", "لقاء وزاري", "日米防衛協力", "Energy visit")


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it."""
    return application()


@pytest.fixture(autouse=True)
def day_and_settings(monkeypatch: pytest.MonkeyPatch, clean_environment: Path) -> None:
    """A fixed day, and settings in the test's own home."""
    monkeypatch.setenv("DIPLOTRACK_TODAY", TODAY.isoformat())
    # Gaps that come by themselves belong to the tests that wait for them.
    for delay in ("AFTER_OPENING", "AFTER_CHANGE"):
        monkeypatch.setattr(f"diplotrack.desktop.following.{delay}", 3_600_000)
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(clean_environment / ".config")
    )


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three partners, two people, 250 engagements on consecutive days, five commitments; made once, then copied."""
    ledger = Ledger.create(tmp_path_factory.mktemp("made") / "desk.diplotrack")
    with ledger.change("Set up the desk") as work:
        parties = work.add_all(
            Party,
            [
                {"name": name, "code": code, "sort_key": name.casefold()}
                for name, code in (("France", "FRA"), ("Japan", "JPN"), ("Égypte", "EGY"))
            ],
        )
        for name in ("Catherine Colonna", "上川 陽子"):
            work.add(Person(name=name, party_id=parties[0]))
        meetings = work.add_all(
            Engagement,
            [
                {
                    "title": f"{TITLES[number % len(TITLES)]} {number}",
                    "sort_key": f"{TITLES[number % len(TITLES)].casefold()} {number:04}",
                    "starts_on": TODAY - timedelta(days=number),
                    "format": Format.CALL if number % 2 else Format.MEETING,
                    "status": EngagementStatus.HELD,
                }
                for number in range(250)
            ],
        )
        work.add_all(
            EngagementParty, [{"engagement_id": one, "party_id": parties[one % 3]} for one in meetings]
        )
        for number in range(5):
            work.add(Commitment(text=f"Promise {number}", due_on=TODAY - timedelta(days=10 * number - 20)))
    path = ledger.folder.path
    ledger.close()
    return path


@pytest.fixture
def workspace(desk: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A desk of the test's own."""
    shutil.copytree(desk, tmp_path / desk.name)
    with Workspace.open(tmp_path / desk.name) as opened:
        yield opened


@pytest.fixture
def context(qtbot: QtBot, workspace: Workspace) -> Iterator[Context]:
    """The surroundings of a window; its threads have ended when the test ends."""
    theme = Theme()
    theme.choose("light")
    made = Context(workspace, Tasks(), theme)
    yield made
    made.tasks.drain()


Calm = Callable[[], None]


@pytest.fixture
def calm(qtbot: QtBot, context: Context) -> Calm:
    """Waits until nothing is being read or written, and what follows from it has happened."""

    def wait() -> None:
        for _turn in range(2):
            qtbot.wait(70)  # longer than the rests that the window itself makes before it reads
            qtbot.waitUntil(lambda: not context.tasks.under_way, timeout=10_000)

    return wait


@pytest.fixture
def window(qtbot: QtBot, context: Context, calm: Calm) -> MainWindow:
    """The main window, shown on its engagements."""
    made = MainWindow(context, QSettings())
    qtbot.addWidget(made)
    made.show_page("engagement")
    made.show()
    calm()
    return made
