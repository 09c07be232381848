"""The pages of the window, in the order of the sidebar. A page is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_, Label
from diplotrack.desktop.views.page import Page
from diplotrack.records import TOP_KINDS
from diplotrack.records.field import NONE

if TYPE_CHECKING:
    from diplotrack.desktop.context import Context

DAILY, LINES, PEOPLE, TRAFFIC, JUDGE = (
    N_("Daily"),
    N_("Policy"),
    N_("Partners"),
    N_("Traffic"),
    N_("Review"),
)
FOOT = N_("Workspace")
"""Pages about the workspace itself: a row of icons at the foot of the sidebar."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A line of the sidebar: name in code (the kind's for a list), label, icon, section, and how the page is made."""

    name: str
    label: Label
    icon: str
    section: Label
    make: Callable[[Context], Page]
    kind: str = ""
    beside: str = ""
    """The page of which this is another arrangement: a switch leads from one to the other, the sidebar has one line."""


def _list(name: str, section: Label) -> PageEntry:
    about = TOP_KINDS[name].__kind__

    def make(context: Context) -> Page:
        from diplotrack.desktop.views.list_page import ListPage

        return ListPage(context, name)

    return PageEntry(name, about.plural, about.icon, section, make, name)


def _today(context: Context) -> Page:
    from diplotrack.desktop.views.today_page import TodayPage

    return TodayPage(context)


def _duplicates(context: Context) -> Page:
    from diplotrack.desktop.views.duplicates.page import DuplicatesPage

    return DuplicatesPage(context)


def _drafts(context: Context) -> Page:
    from diplotrack.desktop.views.drafts_page import DraftsPage

    return DraftsPage(context)


def _settings(context: Context) -> Page:
    from diplotrack.desktop.views.settings.page import SettingsPage

    return SettingsPage(context)


def _help(context: Context) -> Page:
    from diplotrack.desktop.views.help_page import HelpPage

    return HelpPage(context)


def _operations(context: Context) -> Page:
    from diplotrack.desktop.views.operations_page import OperationsPage

    return OperationsPage(context)


def _gaps(context: Context) -> Page:
    from diplotrack.desktop.views.gaps_page import GapsPage

    return GapsPage(context)


def _board(context: Context) -> Page:
    from diplotrack.desktop.views.board_page import BoardPage

    return BoardPage(context)


def _calendar(context: Context) -> Page:
    from diplotrack.desktop.views.calendar_page import CalendarPage

    return CalendarPage(context)


def _tree(context: Context) -> Page:
    from diplotrack.desktop.views.tree_page import TreePage

    return TreePage(context)


def _reports(context: Context) -> Page:
    from diplotrack.desktop.views.reports_page import ReportsPage

    return ReportsPage(context)


def _map(context: Context) -> Page:
    from diplotrack.desktop.views.map.page import MapPage

    return MapPage(context)


def _trash(context: Context) -> Page:
    from diplotrack.desktop.views.trash_page import TrashPage

    return TrashPage(context)


def _handover(context: Context) -> Page:
    from diplotrack.desktop.views.handover.page import HandoverPage

    return HandoverPage(context)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", N_("Today"), "today", NONE, _today),
    _list("engagement", DAILY),
    PageEntry("calendar", N_("Calendar"), "calendar", DAILY, _calendar, "engagement", "engagement"),
    _list("commitment", DAILY),
    PageEntry("board", N_("Board"), "board", DAILY, _board, "commitment", "commitment"),
    _list("action", DAILY),
    _list("communication", TRAFFIC),
    _list("instruction", TRAFFIC),
    _list("ask", TRAFFIC),
    _list("consultation", TRAFFIC),
    _list("objective", LINES),
    PageEntry("tree", N_("Tree"), "tree", LINES, _tree, "objective", "objective"),
    _list("position", LINES),
    _list("statement", LINES),
    _list("deed", LINES),
    _list("party", PEOPLE),
    PageEntry("map", N_("Map"), "map", PEOPLE, _map, beside="party"),
    _list("person", PEOPLE),
    _list("agreement", PEOPLE),
    PageEntry("finding", N_("Gaps"), "finding", JUDGE, _gaps),
    PageEntry("handover", N_("Hand-over"), "handover", JUDGE, _handover),
    PageEntry("reports", N_("Reports"), "report", JUDGE, _reports),
    PageEntry("duplicates", N_("Duplicates"), "duplicates", FOOT, _duplicates),
    PageEntry("trash", N_("Trash"), "trash", FOOT, _trash),
    PageEntry("drafts", N_("Drafts"), "draft", FOOT, _drafts),
    PageEntry("settings", N_("Settings"), "settings", FOOT, _settings),
    PageEntry("operations", N_("What was done"), "history", FOOT, _operations),
    PageEntry("help", N_("Help"), "help", FOOT, _help),
)
"""Every page; the one that opens first stands first."""


def page_named(name: str) -> PageEntry:
    """The page of that name. Raises KeyError."""
    return {entry.name: entry for entry in PAGES}[name]


def arrangements(name: str) -> tuple[PageEntry, ...]:
    """The page of that name and its other arrangements, such as the calendar beside the list of engagements."""
    home = page_named(name).beside or name
    return tuple(entry for entry in PAGES if home in (entry.name, entry.beside))
