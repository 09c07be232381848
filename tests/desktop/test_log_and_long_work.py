"""The log names operations and faults and no record; long work is listed and stopped; a backup comes when it is due."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diplotrack.desktop import housekeeping, log
from diplotrack.desktop.app import Faults
from diplotrack.desktop.dialogs.fault import FaultDialog
from diplotrack.desktop.dialogs.log_window import LogWindow
from diplotrack.desktop.longwork import LongWork, Undertakings
from diplotrack.desktop.views.under_way import UnderWay
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Person
from diplotrack.workspace.preferences import prefer
from tests.desktop.conftest import Calm

SECRET = "zebrawood"


@pytest.fixture
def written(clean_environment: Path) -> Iterator[Path]:
    """A log that is being written."""
    log.start()
    yield log.path()
    log.stop()


def test_operations_stand_by_name_and_faults_without_what_they_say(
    written: Path, window: MainWindow, calm: Calm
) -> None:
    window.context.change("Edit person", lambda work: work.add(Person(name=SECRET)))
    calm()

    def breaks(_workspace: Any) -> None:
        raise RuntimeError(SECRET)

    window.context.operations.broke.disconnect(window._broke)
    window.context.read(breaks, lambda _value: None)
    calm()
    told = written.read_text("utf-8")
    assert "Edit person" in told
    assert "builtins.RuntimeError" in told
    assert "test_log_and_long_work.py" in told
    assert SECRET not in told
    (fault,) = log.entries("RuntimeError", "warning")
    assert fault.count("\n") > 1


def test_the_log_is_read_filtered_and_copied(
    written: Path, window: MainWindow, calm: Calm, qtbot: QtBot
) -> None:
    window.context.change("Edit person", lambda work: work.add(Person(name=SECRET)))
    calm()
    QTest.keyClick(
        window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    shown = window.findChild(LogWindow)
    assert shown is not None
    QTest.keyClicks(shown.filter, "edit PERSON")
    assert shown.text.toPlainText().count("\n") == 0
    shown.copy.click()
    assert "Edit person" in QGuiApplication.clipboard().text()
    shown.level.setCurrentIndex(shown.level.findData("warning"))
    shown.level.activated.emit(0)
    assert QSettings().value(log.LEVEL_KEY) == "warning"
    before = written.read_text("utf-8").count("Edit person")
    window.context.change("Edit person", lambda work: work.add(Person(name="x")))
    calm()
    assert written.read_text("utf-8").count("Edit person") == before
    shown.close()


def test_a_fault_in_any_thread_is_shown(qtbot: QtBot, qapp: QApplication) -> None:
    faults = Faults(qapp)
    error = ValueError("somewhere else")
    told = threading.ExceptHookArgs((ValueError, error, None, None))
    thread = threading.Thread(target=faults.from_thread, args=(told,))
    thread.start()
    thread.join()

    def shown() -> list[FaultDialog]:
        return [one for one in qapp.topLevelWidgets() if isinstance(one, FaultDialog)]

    qtbot.waitUntil(lambda: bool(shown()), timeout=3000)
    assert "somewhere else" in shown()[0].details.toPlainText()
    shown()[0].close()


def test_long_work_is_listed_at_the_foot_and_stopped_from_there(
    window: MainWindow, calm: Calm, qtbot: QtBot
) -> None:
    context = window.context
    foot = window.status.findChild(UnderWay)
    assert foot is not None
    assert foot.isHidden()
    work, begun = LongWork(context, window), threading.Event()
    followed: list[Any] = []

    def count(_workspace: Any, progress: Any) -> None:
        for done in range(10_000):
            progress(done, 10_000, "Counting")
            begun.set()
            threading.Event().wait(0.005)

    work.start(count, followed.append, writes=False, name="Counting sheep")
    qtbot.waitUntil(lambda: begun.is_set() and "%" in foot.text(), timeout=3000)
    assert foot.text().startswith("Counting sheep")
    menu = foot.offer()
    (action,) = menu.actions()
    assert "Counting sheep" in action.text()
    action.trigger()
    menu.close()
    qtbot.waitUntil(foot.isHidden, timeout=3000)
    calm()
    assert not followed
    assert not Undertakings.of(context).running


def test_long_work_ends_where_it_breaks_and_the_next_one_goes_on(window: MainWindow, calm: Calm) -> None:
    context = window.context
    work = LongWork(context, window)
    ends: list[bool] = []
    broke: list[BaseException] = []
    answers: list[str] = []
    context.operations.broke.disconnect(window._broke)
    context.operations.broke.connect(broke.append)
    work.ended.connect(lambda: ends.append(True))

    def breaks(_workspace: Any, _progress: Any) -> None:
        raise RuntimeError("a fault of ours")

    for writes in (True, False):
        work.start(breaks, answers.append, writes=writes)
        calm()
    work.start(lambda _workspace, _progress: "done", answers.append)
    calm()
    assert [str(one) for one in broke] == ["a fault of ours"] * 2
    assert len(ends) == 3
    assert answers == ["done"]
    assert not Undertakings.of(context).running


def test_a_backup_that_is_due_is_made_after_the_window_has_opened(
    window: MainWindow, calm: Calm, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    prefer(window.context.workspace, "backup_folder", str(folder))
    housekeeping._back_up_if_due(window)
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.backup"))), timeout=10_000)
    calm()
    housekeeping._back_up_if_due(window)
    calm()
    assert len(list(folder.glob("*.backup"))) == 1
