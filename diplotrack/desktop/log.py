"""The log of the window: what operations were made by name, and what went wrong, on this computer only.

No record and no passphrase is ever written: an error is told by its type and by where it arose, without its message,
since a database's message repeats what was to be stored.
"""

from __future__ import annotations

import logging
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from diplotrack import __version__
from diplotrack.base.paths import log_folder

ROOT = "diplotrack"
LARGEST, KEPT = 1_000_000, 3
"""Bytes of one file, and how many older ones are kept."""
LEVELS = {"warning": logging.WARNING, "info": logging.INFO, "debug": logging.DEBUG}
USUAL = "info"
LEVEL_KEY = "log/level"
"""The setting of this computer that says how much is written."""
_QT = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Discreet(logging.Formatter):
    """Tracebacks without the messages of their errors."""

    def formatException(self, ei: Any) -> str:
        """The chain of errors: types, and where each arose."""
        told: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            told.append(f"{type(error).__module__}.{type(error).__qualname__}")
            told += [
                f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(told)


def path() -> Path:
    """The file that is being written."""
    return log_folder() / f"{ROOT}.log"


def start(level: str = USUAL) -> None:
    """Write the log from now on; where its folder cannot be written, there is none. Called once in a run."""
    logger = logging.getLogger(ROOT)
    logger.propagate = False
    logger.setLevel(LEVELS.get(level, logging.INFO))
    try:
        path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            path(), maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        logger.addHandler(logging.NullHandler())
        return
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    qInstallMessageHandler(_from_qt)
    logger.info("started, version %s", __version__)


def stop() -> None:
    """Let go of the file."""
    qInstallMessageHandler(None)
    logger = logging.getLogger(ROOT)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def choose_level(level: str) -> None:
    """Write more or less from now on."""
    logging.getLogger(ROOT).setLevel(LEVELS.get(level, logging.INFO))


def fault(error: BaseException) -> None:
    """Write down an error that is ours."""
    logging.getLogger(ROOT).error(
        "a fault in %s", threading.current_thread().name, exc_info=(type(error), error, error.__traceback__)
    )


def lines() -> list[str]:
    """What was written, the oldest first, from the file in use and the one before it."""
    found: list[str] = []
    for file in (path().with_name(f"{path().name}.1"), path()):
        if file.is_file():
            found += file.read_text("utf-8", errors="replace").splitlines()
    return found


def entries(words: str = "", least: str = "debug") -> list[str]:
    """The entries of that level or above in which the words occur, whole with their tracebacks, the oldest first."""
    grouped: list[str] = []
    for line in lines():
        if _level_of(line) is not None or not grouped:
            grouped.append(line)
        else:
            grouped[-1] += f"\n{line}"
    floor = LEVELS.get(least, logging.DEBUG)
    wanted = words.casefold()
    return [
        one
        for one in grouped
        if (_level_of(one) or floor) >= floor and (not wanted or wanted in one.casefold())
    ]


def _level_of(entry: str) -> int | None:
    parts = entry.split(" ", 3)
    found = logging.getLevelNamesMapping().get(parts[2]) if len(parts) > 3 else None
    return found if found and entry[:4].isdigit() else None


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger(f"{ROOT}.qt").log(_QT.get(kind, logging.WARNING), "%s", message)
