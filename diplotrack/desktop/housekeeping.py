"""What a window sees to by itself: the log of its operations and faults, and the backup when it is due."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from diplotrack.base.i18n import _
from diplotrack.records import BOOKKEEPING

if TYPE_CHECKING:
    from pathlib import Path

    from diplotrack.desktop.window import MainWindow
    from diplotrack.store.file_texts import Unread
    from diplotrack.store.unit_of_work import Changed

LOG = logging.getLogger(__name__)
BACK_UP_AFTER = 8_000
"""Milliseconds after the opening before a backup begins: first the window is there."""
PUBLISH_AFTER = 1_500
"""Milliseconds after a change before the calendar file is written; further changes in that time are written with it."""
READ_AFTER = 12_000
"""Milliseconds before the words of attached files are read that the search does not know yet."""


def attach(window: MainWindow) -> None:
    """Keep house for that window."""
    context = window.context
    context.changed.connect(_note)
    context.operations.broke.connect(_fault)
    _publish_after_changes(window)
    context.commands.connect_to("log", lambda: _show_log(window))
    timer = QTimer(window)
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: _back_up_if_due(window))
    timer.start(BACK_UP_AFTER)
    QTimer.singleShot(READ_AFTER, window, lambda: _read_attachments(window))


def _note(changed: Changed) -> None:
    # The key of the operation names what was done; its parameters could name a record, and stay out.
    LOG.info("operation %s: %s", changed.change_set_id, changed.operation)


def _publish_after_changes(window: MainWindow) -> None:
    """Let the calendar file, where there is one, follow what is done here and elsewhere."""
    context = window.context
    if context.workspace.ledger.is_read_only:
        return
    timer = QTimer(window)
    timer.setSingleShot(True)
    timer.setInterval(PUBLISH_AFTER)

    def publish() -> None:
        context.read(lambda workspace: workspace.published_calendar.keep(), told, owner=window)

    def told(sentence: str) -> None:
        if sentence:
            context.say(sentence, "error")

    def follow(changed: Changed) -> None:
        if not changed.touched.keys() <= BOOKKEEPING:
            timer.start()

    timer.timeout.connect(publish)
    context.changed.connect(follow)


def _fault(error: BaseException) -> None:
    from diplotrack.desktop import log

    log.fault(error)


def _show_log(window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    from diplotrack.desktop.dialogs.log_window import LogWindow

    dialog = LogWindow(window.context, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


def _read_attachments(window: MainWindow) -> None:
    from diplotrack.desktop.longwork import LongWork

    context = window.context
    work = LongWork(context, window)

    def begin(unread: list[Unread]) -> None:
        if unread:
            work.start(
                lambda workspace, progress: workspace.attaching.read_words(progress),
                lambda _count: None,
                failed=lambda error: LOG.info("attached files were not read: %s", error.sentence),
                writes=False,
                name=_("Reading attached files"),
            )

    context.read(lambda workspace: workspace.attaching.unread(), begin, owner=window)


def _back_up_if_due(window: MainWindow) -> None:
    from diplotrack.desktop.longwork import LongWork

    context = window.context
    work = LongWork(context, window)

    def begin(is_due: bool) -> None:
        if is_due:
            work.start(
                lambda workspace, progress: workspace.backing_up.make(progress), done, name=_("Backing up")
            )

    def done(path: Path) -> None:
        context.say(_("Backed up to “{path}”.").format(path=path))

    context.read(lambda workspace: workspace.backing_up.is_due(), begin, owner=window)
