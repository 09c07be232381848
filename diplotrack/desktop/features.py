"""What every window has beyond its pages. Each feature connects its own commands and listens for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow


def _gaps(window: MainWindow) -> None:
    connect = window.context.commands.connect_to
    connect("next_gap", lambda: _step_gaps(window, 1))
    connect("previous_gap", lambda: _step_gaps(window, -1))


def _step_gaps(window: MainWindow, by: int) -> None:
    """From gap to gap, from wherever one is; the first key press only goes to the page.

    On a draft that is being checked, from remark to remark.
    """
    if window.page_name == "draft_check" and window.page.isVisible():
        from diplotrack.desktop.views.draft_check_page import DraftCheckPage

        if isinstance(window.page, DraftCheckPage):
            window.page.step(by)
            return
    from diplotrack.desktop.views.gaps_page import GapsPage

    was_there = isinstance(window.page, GapsPage)
    page = window.show_page("finding")
    if was_there and isinstance(page, GapsPage):
        page.step(by)


def _partner(window: MainWindow) -> None:
    from diplotrack.desktop.views.partner.open_selected import attach as attach_partner

    attach_partner(window)


def _duplicates(window: MainWindow) -> None:
    from diplotrack.desktop.views.duplicates.open_selected import attach as attach_duplicates

    attach_duplicates(window)


def _safety(window: MainWindow) -> None:
    from diplotrack.desktop.safety import attach as attach_safety

    attach_safety(window)


def _lists(window: MainWindow) -> None:
    from diplotrack.desktop import list_commands, saved_views

    list_commands.attach(window)
    saved_views.attach(window)


def _reading(window: MainWindow) -> None:
    from diplotrack.desktop.reading.commands import attach as attach_reading

    attach_reading(window)


def _reports(window: MainWindow) -> None:
    from diplotrack.desktop.views.reports.commands import attach as attach_reports

    attach_reports(window)


def _housekeeping(window: MainWindow) -> None:
    from diplotrack.desktop.housekeeping import attach as attach_housekeeping

    attach_housekeeping(window)


def _beginnings(window: MainWindow) -> None:
    from diplotrack.desktop.forms import beginnings

    beginnings.attach(window)


def _warming(window: MainWindow) -> None:
    from diplotrack.desktop.warming import attach as attach_warming

    attach_warming(window)


def _following(window: MainWindow) -> None:
    from diplotrack.desktop import following

    following.attach(window)


def _dropping(window: MainWindow) -> None:
    from diplotrack.desktop.views.importing import dropping

    dropping.attach(window)


FEATURES: tuple[Callable[[MainWindow], None], ...] = (
    _gaps,
    _following,
    _partner,
    _duplicates,
    _housekeeping,
    _safety,
    _lists,
    _reading,
    _reports,
    _beginnings,
    _warming,
    _dropping,
)
"""One function a feature, called once when a window is made; what is dear to import is imported when it is used."""


def attach(window: MainWindow) -> None:
    """Attach every feature to the window."""
    for feature in FEATURES:
        feature(window)
