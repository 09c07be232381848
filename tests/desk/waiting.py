"""Letting the program go on while a script waits."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def wait(milliseconds: int) -> None:
    """Let the program go on for so long; ``QTest.qWait`` holds Python meanwhile, and the readers stand still."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
