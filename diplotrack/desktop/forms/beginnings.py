"""Two more ways to begin engagements: another like the one that is selected, and a whole day of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import _

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow


def attach(window: MainWindow) -> None:
    """Connect both commands to the window."""
    connect = window.context.commands.connect_to
    connect("another", lambda: begin_another(window))
    connect("meetings", lambda: begin_day(window))


def begin_another(window: MainWindow) -> None:
    """Open the form of a new engagement like the one in front; say so where none is."""
    here = window.record_in_front
    if here is None or here[0] != "engagement":
        window.context.say(_("Select an engagement first: the new one is begun like it."), "warning")
        return
    from diplotrack.desktop.forms.desk import Desk

    key = here[1]
    window.context.read(
        lambda workspace: workspace.suggesting.another(key),
        lambda draft: Desk.of(window.context).show_draft(draft, window),
        owner=window,
        key="another",
    )


def begin_day(window: MainWindow) -> None:
    """Open the window for a day of meetings."""
    from diplotrack.desktop.forms.meetings_day import MeetingsDay

    window.context.read(
        lambda workspace: workspace.editing.scheme(),
        lambda scheme: MeetingsDay(window.context, scheme, window).show(),
        owner=window,
        key="meetings",
    )
