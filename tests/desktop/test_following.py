"""The gaps follow what is done, here and elsewhere, without anybody asking."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from diplotrack.base.progress import Progress
from diplotrack.desktop import following
from diplotrack.desktop.context import Context
from diplotrack.desktop.following import Following
from diplotrack.desktop.safety import Safety
from diplotrack.desktop.views.gaps_page import GapsPage
from diplotrack.desktop.views.sidebar_delegate import COUNT
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment, CommitmentParty, Party, Update
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace
from diplotrack.workspace.check import Check
from tests.desktop.conftest import TODAY, Calm

SOON = 10_000


@pytest.fixture
def followed(
    qtbot: QtBot, context: Context, calm: Calm, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A window whose gaps follow at once; it has just been opened."""
    monkeypatch.setattr(following, "AFTER_OPENING", 20)
    monkeypatch.setattr(following, "AFTER_CHANGE", 20)
    made = MainWindow(context, QSettings())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: context.workspace.check.last() is not None, timeout=SOON)
    calm()
    yield made
    made.close()


def badge(window: MainWindow) -> int:
    return int(window.sidebar._items["finding"].data(COUNT) or 0)


def promise(work: Work) -> int:
    """A promise of ours that is overdue; all else about it is in order."""
    us = work.add(Party(name="Freedonia", is_own=True))
    values = {"text": "Send two advisers to the port", "made_on": TODAY - timedelta(days=9)}
    made = work.add(
        Commitment(**values, due_on=TODAY - timedelta(days=2), actor="We", action="send", target="2")
    )
    work.add(CommitmentParty(commitment_id=made.id, party_id=us.id, side=CommitmentSide.BY))
    return made.id


def test_the_badge_rises_with_a_promise_overdue_and_falls_when_it_is_kept(
    qtbot: QtBot, followed: MainWindow
) -> None:
    page = followed.show_page("finding")
    assert isinstance(page, GapsPage)
    workspace = followed.context.workspace
    before = badge(followed)
    made: list[int] = []
    followed.context.change("Add", promise, made.append)
    qtbot.waitUntil(lambda: badge(followed) == before + 1, timeout=SOON)
    qtbot.waitUntil(lambda: page.row_count == before + 1, timeout=SOON)
    assert "R13" in {one.rule for one in workspace.check.findings()}

    def keep(work: Work) -> None:
        work.add(Update(commitment_id=made[0], on=TODAY, text="Sent", new_status=CommitmentStatus.FULFILLED))

    followed.context.change("Update", keep)
    qtbot.waitUntil(lambda: badge(followed) == before, timeout=SOON)
    qtbot.waitUntil(lambda: page.row_count == before, timeout=SOON)
    followed.context.write(lambda workspace: workspace.ledger.undo())
    qtbot.waitUntil(lambda: badge(followed) == before + 1, timeout=SOON)


def test_what_another_process_does_is_followed_too(
    qtbot: QtBot, followed: MainWindow, workspace: Workspace, calm: Calm
) -> None:
    safety = followed.findChild(Safety)
    assert safety is not None
    safety.look()
    calm()
    before = badge(followed)
    script = (
        "import sys; from pathlib import Path; from diplotrack.workspace import Workspace\n"
        "from tests.desktop.test_following import promise\n"
        "with Workspace.open(Path(sys.argv[1])) as one, one.change('Add') as work: promise(work)"
    )
    subprocess.run([sys.executable, "-c", script, str(workspace.path)], check=True)
    safety.look()
    qtbot.waitUntil(lambda: badge(followed) == before + 1, timeout=SOON)


def test_changes_during_a_check_are_looked_at_together_after_it(
    qtbot: QtBot, followed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = followed.findChild(Following)
    assert one is not None
    runs: list[int] = []
    follow = followed.context.workspace.check.follow

    def counted(_check: Check, progress: Progress) -> None:
        runs.append(1)
        follow(progress)

    monkeypatch.setattr(Check, "follow", counted)
    one.check()
    for _turn in range(3):
        one.check()
    qtbot.waitUntil(lambda: not one.is_checking and not one._soon.isActive(), timeout=SOON)
    assert len(runs) == 2


def test_a_new_day_asks_for_a_check_of_everything(
    qtbot: QtBot, followed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = followed.findChild(Following)
    assert one is not None
    tomorrow = TODAY + timedelta(days=1)
    monkeypatch.setenv("DIPLOTRACK_TODAY", tomorrow.isoformat())
    one.check()
    last = followed.context.workspace.check.last
    qtbot.waitUntil(lambda: (last() or {})["full"]["day"] == tomorrow.isoformat(), timeout=SOON)
