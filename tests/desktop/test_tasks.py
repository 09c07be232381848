"""Work off the interface thread: delivered there, drained at the end."""

from __future__ import annotations

import threading
import time
from functools import partial

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from diplotrack.desktop.tasks import Tasks


def nap(seconds: float, value: object = None) -> object:
    """Take that long, then answer."""
    time.sleep(seconds)
    return value


def fail(error: BaseException) -> None:
    """For jobs that must not fail."""
    raise error


def test_an_answer_comes_on_the_interface_thread(qtbot: QtBot) -> None:
    tasks = Tasks()
    met: list[tuple[bool, bool]] = []
    main = threading.get_ident()
    tasks.read(
        lambda: threading.get_ident() != main,
        lambda off: met.append((off, threading.get_ident() == main)),
        fail,
    )
    qtbot.waitUntil(lambda: bool(met))
    tasks.drain()
    assert met == [(True, True)]


def test_an_error_comes_on_the_interface_thread_too(qtbot: QtBot) -> None:
    tasks = Tasks()
    met: list[BaseException] = []
    tasks.read(lambda: 1 // 0, None, met.append)
    qtbot.waitUntil(lambda: bool(met))
    tasks.drain()
    assert isinstance(met[0], ZeroDivisionError)


def test_what_was_to_be_written_is_written_before_the_end(qtbot: QtBot) -> None:
    tasks = Tasks()
    written: list[int] = []
    for number in range(5):
        tasks.write(partial(nap, 0.01, number), None, fail)
        tasks.write(partial(written.append, number), None, fail)
    tasks.drain()
    assert written == [0, 1, 2, 3, 4]


def test_readings_that_wait_are_dropped_at_the_end(qtbot: QtBot) -> None:
    tasks = Tasks(readers=1)
    begun = threading.Event()
    read: list[int] = []
    tasks.read(begun.set, None, fail)
    tasks.read(partial(nap, 0.05), None, fail)
    tasks.read(lambda: read.append(1), None, fail)
    begun.wait(2)
    time.sleep(0.01)
    tasks.drain()
    assert read == []
    assert tasks.under_way == 0


def test_no_thread_is_left_after_the_end(qtbot: QtBot) -> None:
    tasks = Tasks()
    tasks.read(QThread.currentThread, None, fail)
    tasks.drain()
    assert not [one for one in threading.enumerate() if one.name.startswith(("writer", "reader"))]


def test_of_two_readings_under_one_key_the_later_answers(qtbot: QtBot) -> None:
    tasks = Tasks(readers=2)
    answers: list[str] = []
    tasks.read(partial(nap, 0.08, "earlier"), answers.append, fail, key="list")
    tasks.read(lambda: "later", answers.append, fail, key="list")
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    tasks.drain()
    assert answers == ["later"]


def test_nothing_is_told_to_an_owner_that_is_gone(qtbot: QtBot) -> None:
    tasks = Tasks()
    told: list[int] = []
    owner = QObject()
    tasks.read(partial(nap, 0.05), lambda _value: told.append(1), fail, owner=owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    tasks.drain()
    assert told == []
