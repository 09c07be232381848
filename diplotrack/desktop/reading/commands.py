"""What the keys of the window do with the record that is being read: files attached to it, a readout made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import _

if TYPE_CHECKING:
    from diplotrack.desktop.views.reading_pane import ReadingPane
    from diplotrack.desktop.window import MainWindow


def attach(window: MainWindow) -> None:
    """Connect the commands; copies of files that were opened go when the window closes."""
    from diplotrack.desktop.viewing import Viewing, sweep_leftovers

    context = window.context
    window.installEventFilter(Viewing.of(context))
    context.read(lambda _workspace: sweep_leftovers(), lambda _nothing: None)
    context.commands.connect_to("attach", lambda: _attach(window))
    context.commands.connect_to("readout", lambda: _readout(window))


def pane_in_front(window: MainWindow) -> ReadingPane | None:
    """The reading pane that shows a record now."""
    from diplotrack.desktop.views.reading_pane import ReadingPane

    panes = (one for one in window.findChildren(ReadingPane) if one.isVisible())
    return next((one for one in panes if one.reading is not None), None)


def _attach(window: MainWindow) -> None:
    pane = pane_in_front(window)
    if pane is None:
        window.context.say(_("Open a record first; files are attached to it."), "warning")
        return
    pane.acting.choose_files()


def _readout(window: MainWindow) -> None:
    pane = pane_in_front(window)
    reading = pane.reading if pane is not None else None
    if pane is None or reading is None or reading.kind != "engagement" or not reading.texts:
        window.context.say(_("Open an engagement with a record of conversation first."), "warning")
        return
    pane.acting.make_readout(reading.id)
