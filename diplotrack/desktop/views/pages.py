"""The pages of the window, in the order of the sidebar. A page is made when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
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

BAR = N_("In the bar")
"""Pages that a button of the bar above opens: they have no line in the sidebar."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A line of the sidebar: name in code (the kind's for a list), label, icon, section, and the class of the page
    as ``module:Class`` in this folder, loaded when it is first shown."""

    name: str
    label: Label
    icon: str
    section: Label
    page: str
    kind: str = ""
    beside: str = ""
    """The page of which this is another arrangement: a switch leads from one to the other, the sidebar has one line."""

    @property
    def module(self) -> str:
        """The module of the page's class."""
        return f"diplotrack.desktop.views.{self.page.partition(':')[0]}"

    def make(self, context: Context) -> Page:
        """Make the page."""
        page = getattr(import_module(self.module), self.page.partition(":")[2])
        made = page(context, self.kind) if self.kind == self.name else page(context)
        assert isinstance(made, Page)
        return made


def _list(kind: str, section: Label) -> PageEntry:
    about = TOP_KINDS[kind].__kind__
    return PageEntry(kind, about.plural, about.icon, section, "list_page:ListPage", kind)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", N_("Today"), "today", NONE, "today_page:TodayPage"),
    _list("engagement", DAILY),
    PageEntry(
        "calendar",
        N_("Calendar"),
        "calendar",
        DAILY,
        "calendar_page:CalendarPage",
        kind="engagement",
        beside="engagement",
    ),
    _list("commitment", DAILY),
    PageEntry(
        "board",
        N_("Board"),
        "board",
        DAILY,
        "board_page:BoardPage",
        kind="commitment",
        beside="commitment",
    ),
    _list("action", DAILY),
    _list("communication", TRAFFIC),
    _list("instruction", TRAFFIC),
    _list("ask", TRAFFIC),
    _list("consultation", TRAFFIC),
    _list("objective", LINES),
    PageEntry("tree", N_("Tree"), "tree", LINES, "tree_page:TreePage", kind="objective", beside="objective"),
    PageEntry(
        "saydo",
        N_("Words and deeds"),
        "saydo",
        LINES,
        "saydo_page:SaydoPage",
        kind="objective",
        beside="objective",
    ),
    _list("position", LINES),
    _list("statement", LINES),
    _list("deed", LINES),
    _list("party", PEOPLE),
    PageEntry("map", N_("Map"), "map", PEOPLE, "map.page:MapPage", beside="party"),
    _list("person", PEOPLE),
    _list("agreement", PEOPLE),
    PageEntry("finding", N_("Gaps"), "finding", JUDGE, "gaps_page:GapsPage"),
    PageEntry("draft_check", N_("Draft check"), "edit", JUDGE, "draft_check_page:DraftCheckPage"),
    PageEntry("handover", N_("Hand-over"), "handover", JUDGE, "handover.page:HandoverPage"),
    PageEntry("reports", N_("Reports"), "report", JUDGE, "reports.page:ReportsPage"),
    PageEntry("intake", N_("Take in a text"), "intake", BAR, "intake.page:IntakePage"),
    PageEntry("importing", N_("Take in a file"), "import", BAR, "importing.page:ImportingPage"),
    PageEntry("duplicates", N_("Duplicates"), "duplicates", FOOT, "duplicates.page:DuplicatesPage"),
    PageEntry("trash", N_("Trash"), "trash", FOOT, "trash_page:TrashPage"),
    PageEntry("drafts", N_("Drafts"), "draft", FOOT, "drafts_page:DraftsPage"),
    PageEntry("settings", N_("Settings"), "settings", FOOT, "settings.page:SettingsPage"),
    PageEntry("operations", N_("What was done"), "history", FOOT, "operations_page:OperationsPage"),
    PageEntry("help", N_("Help"), "help", FOOT, "help_page:HelpPage"),
)
"""Every page; the one that opens first stands first."""


def page_named(name: str) -> PageEntry:
    """The page of that name. Raises KeyError."""
    return {entry.name: entry for entry in PAGES}[name]


def arrangements(name: str) -> tuple[PageEntry, ...]:
    """The page of that name and its other arrangements, such as the calendar beside the list of engagements."""
    home = page_named(name).beside or name
    return tuple(entry for entry in PAGES if home in (entry.name, entry.beside))
