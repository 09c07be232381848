"""What the palette offers without asking the ledger: commands, pages, new records, saved views."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.seek.entry import Entry
from diplotrack.desktop.views.pages import PAGES
from diplotrack.records import KINDS, TOP_KINDS
from diplotrack.workspace.reading import Key, Standing
from diplotrack.workspace.views import View

ITSELF = "palette"


def offered(context: Context) -> list[Entry]:
    """Every command that can be run now, every page, and a new record of every kind; nothing twice."""
    found = [
        Entry(
            action.text(),
            str(command.section),
            command.icon,
            partial(context.run_command, command.name),
            action.shortcut().toString(),
        )
        for command, action in context.commands.all()
        if command.name != ITSELF and action.isEnabled()
    ]
    by_command = {command.page for command, _action in context.commands.all()}
    for page in PAGES:
        if page.name not in by_command:
            title = str(page.label)
            found.append(Entry(title, _("Page"), page.icon, partial(context.show_page, page.name)))
    for name, kind in TOP_KINDS.items():
        title = _("New {kind}").format(kind=str(kind.__kind__.label).lower())
        found.append(Entry(title, _("Command"), "add", partial(context.edit_record, name)))
    return found


def view_entries(views: list[View], show: Callable[[int], object]) -> list[Entry]:
    """The saved views."""
    return [
        Entry(
            view.name,
            _("Saved view of {plural}").format(plural=str(KINDS[view.query.kind].__kind__.plural).lower()),
            "view",
            partial(show, view.id),
        )
        for view in views
        if view.query.kind in KINDS
    ]


def record_entry(context: Context, key: Key, title: str, detail: str) -> Entry:
    """A record of the ledger."""
    about = KINDS[key[0]].__kind__
    return Entry(title, detail, about.icon, partial(context.open_record, *key), record=key)


def recent_entries(context: Context, keys: list[Key], found: dict[Key, Standing]) -> list[Entry]:
    """The records opened last that are still there."""
    return [
        record_entry(context, key, found[key].title or _("Untitled"), str(KINDS[key[0]].__kind__.label))
        for key in keys
        if key in found and not found[key].is_trashed
    ]
