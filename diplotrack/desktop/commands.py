"""The commands of the window: one definition each, from which come menus, keys, the palette and the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from diplotrack.base.i18n import N_, Label
from diplotrack.desktop.theme import Theme

RECORDS, GO, VIEW, WORK = N_("Records"), N_("Go to"), N_("View"), N_("Workspace")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done: its name in code, what people call it, its keys (portable spelling) and icon.

    ``page`` is the page that it shows, where that is all it does; nobody needs to connect it then.
    """

    name: str
    label: Label
    section: Label
    keys: str = ""
    icon: str = ""
    page: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("palette", N_("Search or run a command…"), GO, "Ctrl+K", "search"),
    Command("today", N_("Today"), GO, "Ctrl+1", "today", page="today"),
    Command("page_engagement", N_("Engagements"), GO, "Ctrl+2", "engagement", page="engagement"),
    Command("page_commitment", N_("Commitments"), GO, "Ctrl+3", "commitment", page="commitment"),
    Command("page_communication", N_("Communications"), GO, "Ctrl+4", "communication", page="communication"),
    Command("page_objective", N_("Objectives"), GO, "Ctrl+5", "objective", page="objective"),
    Command("page_party", N_("Partners"), GO, "Ctrl+6", "party", page="party"),
    Command("page_person", N_("People"), GO, "Ctrl+7", "person", page="person"),
    Command("page_agreement", N_("Agreements"), GO, "Ctrl+8", "agreement", page="agreement"),
    Command("page_finding", N_("Gaps"), GO, "Ctrl+9", "finding", page="finding"),
    Command("calendar", N_("Calendar"), GO, "Ctrl+Shift+K", "calendar", page="calendar"),
    Command("board", N_("Board of commitments"), GO, "Ctrl+Alt+B", "board", page="board"),
    Command("tree", N_("Objective tree"), GO, "Ctrl+Shift+O", "tree", page="tree"),
    Command("intake", N_("Take in a text"), GO, "Ctrl+Shift+T", "intake", page="intake"),
    Command("draft_check", N_("Check a draft"), GO, "Ctrl+Alt+C", "edit", page="draft_check"),
    Command("drafts", N_("Drafts"), GO, "Ctrl+Shift+D", "draft", page="drafts"),
    Command("new", N_("New"), RECORDS, "Ctrl+N", "add"),
    Command("another", N_("Another like this"), RECORDS, "Ctrl+Shift+N", "engagement"),
    Command("meetings", N_("A day of meetings…"), RECORDS, "Ctrl+Alt+N", "calendar"),
    Command("edit", N_("Edit"), RECORDS, "Ctrl+E", "edit"),
    Command("trash", N_("Move to trash"), RECORDS, "Del", "trash"),
    Command("filter", N_("Filter the list"), RECORDS, "Ctrl+F", "filter"),
    Command("columns", N_("Choose columns…"), RECORDS, "Ctrl+Shift+C", "columns"),
    Command("print", N_("Print this…"), RECORDS, "Ctrl+P", "report"),
    Command("group_by", N_("Group the list by…"), RECORDS, "Ctrl+G", "group"),
    Command("save_view", N_("Save this list as a view…"), RECORDS, "Ctrl+Shift+S", "view"),
    Command("copy_table", N_("Copy as a table"), RECORDS, "Ctrl+C", "copy"),
    Command("export_shown", N_("Export what is shown…"), RECORDS, "Ctrl+Shift+E", "export"),
    Command("bulk_edit", N_("Edit the selected together…"), RECORDS, "Ctrl+Shift+B", "edit"),
    Command("tag", N_("Tags of the selected…"), RECORDS, "Ctrl+T", "tag"),
    Command("trash_page", N_("What lies in the trash"), WORK, "Ctrl+Shift+Del", "trash", page="trash"),
    Command("attach", N_("Attach files…"), RECORDS, "Ctrl+Shift+A", "attachment"),
    Command("readout", N_("Make the readout…"), RECORDS, "Ctrl+Shift+R", "communication"),
    Command("undo", N_("Undo"), RECORDS, "Ctrl+Z", "undo"),
    Command("redo", N_("Redo"), RECORDS, "Ctrl+Shift+Z", "redo"),
    Command("operations", N_("What was done"), GO, "Ctrl+Alt+Z", "history", page="operations"),
    Command("brief", N_("Briefs and reports"), WORK, "Ctrl+B", "report", page="reports"),
    Command("documents_on", N_("Documents on this…"), RECORDS, "Ctrl+Alt+P", "brief"),
    Command("save_report", N_("Save the document as…"), WORK, "Ctrl+S", "export"),
    Command("open_report", N_("Open the document"), WORK, "Ctrl+Alt+O", "open"),
    Command("copy_report", N_("Copy the document"), WORK, "Ctrl+Alt+K", "copy"),
    Command("show_folder", N_("Show the folder of documents"), WORK, "Ctrl+Alt+F", "folder"),
    Command("keep_report", N_("Keep the report under a name…"), WORK, "Ctrl+Alt+S", "view"),
    Command("batch_report", N_("One document for each…"), WORK, "Ctrl+Alt+E", "tree"),
    Command("check", N_("Look for gaps now"), WORK, "F5", "finding"),
    Command("settings", N_("Settings"), WORK, "Ctrl+,", "settings", page="settings"),
    Command("log", N_("Log"), WORK, "Ctrl+Alt+L"),
    Command("duplicates", N_("Duplicates"), WORK, "Ctrl+Alt+D", "duplicates", page="duplicates"),
    Command("merge", N_("Merge the selected records…"), RECORDS, "Ctrl+Alt+M", "duplicates"),
    Command("next_gap", N_("Next gap"), WORK, "F8", "down"),
    Command("previous_gap", N_("Previous gap"), WORK, "Shift+F8", "up"),
    Command("import", N_("Import a file…"), WORK, "Ctrl+Shift+I", "import", page="importing"),
    Command("open_workspace", N_("Open a workspace…"), WORK, "Ctrl+O", "folder"),
    Command("appearance", N_("Light or dark"), VIEW, "Ctrl+Shift+L", "moon"),
    Command("larger", N_("Larger text"), VIEW, "Ctrl++"),
    Command("smaller", N_("Smaller text"), VIEW, "Ctrl+-"),
    Command("usual_size", N_("Usual text size"), VIEW, "Ctrl+0"),
    Command("system_appearance", N_("Follow the system's light or dark"), VIEW, "Ctrl+Alt+Y"),
    Command("back", N_("Back"), GO, "Alt+Left", "back"),
    Command("forward", N_("Forward"), GO, "Alt+Right", "forward"),
    Command("map", N_("Map of the world"), GO, "Ctrl+Shift+M", "map", page="map"),
    Command("saydo", N_("Words and deeds"), GO, "Ctrl+Alt+W", "saydo", page="saydo"),
    Command("handover", N_("Hand-over"), GO, "Ctrl+Shift+H", "handover", page="handover"),
    Command("partner", N_("The partner's page"), GO, "Ctrl+Shift+P", "party"),
    Command("next_page", N_("Next page"), GO, "Ctrl+PgDown"),
    Command("previous_page", N_("Previous page"), GO, "Ctrl+PgUp"),
    Command("open_tab", N_("Open in a tab"), GO, "Ctrl+Return"),
    Command("close_tab", N_("Close the tab"), GO, "Ctrl+W"),
    Command("next_tab", N_("Next tab"), GO, "Ctrl+Tab"),
    Command("previous_tab", N_("Previous tab"), GO, "Ctrl+Shift+Tab"),
    Command("focus_list", N_("Go to the list"), VIEW, "F6"),
    Command("help", N_("Help"), GO, "Shift+F1", "help", page="help"),
    Command("keys", N_("Keyboard shortcuts"), VIEW, "F1", "keyboard"),
    Command("quit", N_("Quit"), WORK, "Ctrl+Q"),
)


class Commands(QObject):
    """The actions of one window by name. Pages connect what they do; what nobody connected stays disabled."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions: dict[str, QAction] = {}
        self._connected: set[str] = set()
        self.definitions: dict[str, Command] = {}
        for command in COMMANDS:
            self.define(command)
        theme.changed.connect(self._colour)

    def define(self, command: Command, slot: Callable[[], object] | None = None) -> QAction:
        """Take in a command; its action is enabled once something is connected to it."""
        action = QAction(str(command.label), self)
        action.setObjectName(command.name)
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setEnabled(False)
        self.definitions[command.name] = command
        self._actions[command.name] = action
        self._icon(command)
        if slot is not None:
            self.connect_to(command.name, slot)
        return action

    def connect_to(self, name: str, slot: Callable[[], object]) -> QAction:
        """Let the command do ``slot()``, in place of what it did before."""
        action = self._actions[name]
        if name in self._connected:
            action.triggered.disconnect()
        self._connected.add(name)
        action.triggered.connect(lambda _checked=False: slot())
        action.setEnabled(True)
        return action

    def action(self, name: str) -> QAction:
        """The action of that name."""
        return self._actions[name]

    def run(self, name: str) -> None:
        """Do it, if it can be done now."""
        self._actions[name].trigger()

    def all(self) -> list[tuple[Command, QAction]]:
        """Every command with its action, in the order of definition."""
        return [(command, self._actions[name]) for name, command in self.definitions.items()]

    def _icon(self, command: Command) -> None:
        icon = command.icon
        if icon == "moon" and self._theme.scheme == "dark":
            icon = "sun"  # the button shows what it leads to
        if icon:
            self._actions[command.name].setIcon(self._theme.icon(icon))

    def _colour(self) -> None:
        for command in self.definitions.values():
            self._icon(command)
