"""How each kind of list was left: its columns, order and groups, remembered from one run to the next."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from diplotrack.desktop.models.rows import columns_of, usual_columns
from diplotrack.records import KINDS
from diplotrack.store.groups import can_group


class ListMemory:
    """What is remembered of one kind's list. While a saved view is shown nothing is written: a view is another list."""

    def __init__(self, settings: QSettings, kind: str) -> None:
        self.settings = settings
        self._kind = KINDS[kind]
        self._about = self._kind.__kind__
        self.columns: tuple[str, ...] = ()
        self.sort = ""
        self.group = ""
        self.writes = True
        self.recall()

    def recall(self) -> None:
        """Take what was remembered, in place of what a view had put here."""
        self.writes = True
        kept = str(self.settings.value(f"columns/{self._about.name}", "")).split()
        self.columns = self.known(tuple(kept))
        self.sort = str(self.settings.value(f"sort/{self._about.name}", "")) or self._about.sort
        group = str(self.settings.value(f"group/{self._about.name}", ""))
        self.group = group if can_group(self._kind, group.partition(":")[0]) else ""

    def put(self, columns: tuple[str, ...], sort: str, group: str) -> None:
        """Show a view's own; nothing of it is remembered for the kind."""
        self.writes = False
        self.columns = self.known(columns)
        self.sort = sort or self._about.sort
        self.group = group if can_group(self._kind, group.partition(":")[0]) else ""

    def known(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the columns that the kind has; its usual ones where its title is not among them."""
        known = columns_of(self._kind)
        found = tuple(dict.fromkeys(name for name in names if name in known))
        return found if self._about.title in found else usual_columns(self._kind)

    def keep_columns(self, names: tuple[str, ...]) -> None:
        """Show these columns from now on."""
        self.columns = names
        self._write("columns", " ".join(names))

    def keep_sort(self, sort: str) -> None:
        """Sort so from now on."""
        self.sort = sort
        self._write("sort", sort)

    def keep_group(self, group: str) -> None:
        """Group so from now on; "" not at all."""
        self.group = group
        self._write("group", group)

    def _write(self, what: str, value: str) -> None:
        if self.writes:
            self.settings.setValue(f"{what}/{self._about.name}", value)
