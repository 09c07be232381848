"""The pages, and beside them the records that were opened in tabs of their own; which they were is remembered."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop import recent
from diplotrack.desktop.context import Context
from diplotrack.desktop.trail import Trail
from diplotrack.desktop.views.record_tab import RecordTab
from diplotrack.desktop.views.tab_strip import TabStrip
from diplotrack.records import KINDS, TOP_KINDS
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.reading import Key, Standing

LONGEST = 60
"""Letters of a title that a tab takes; the strip cuts it to its width."""


class Tabs(QWidget):
    """The first tab holds ``home``, the stack of pages. ``turned`` follows each change of the tab in front."""

    turned = Signal()

    def __init__(self, context: Context, home: QWidget, settings: QSettings) -> None:
        super().__init__()
        self._context = context
        self._settings = settings
        self._home = ("", "")
        self._tabs: list[RecordTab] = []
        self._trail = Trail.of(context)
        self._kept_as = recent.kept_as(context.workspace, "tabs")
        self.strip = TabStrip(context.theme)
        self.strip.add(closes=False)
        self.strip.hide()
        self._body = QStackedWidget()
        self._body.addWidget(home)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._body, 1)
        self.strip.currentChanged.connect(self._turn)
        self.strip.close_wanted.connect(self.close_at)
        self.strip.others_wanted.connect(self.close_others)
        context.changed.connect(self._changed)
        context.theme.changed.connect(self._dress)
        self._dress()
        self._restore()

    @property
    def front(self) -> RecordTab | None:
        """The tab in front; None where the pages are."""
        place = self.strip.currentIndex()
        return self._tabs[place - 1] if 0 < place <= len(self._tabs) else None

    @property
    def keys(self) -> list[Key]:
        """The records in the tabs, in their order."""
        return [tab.key for tab in self._tabs]

    def name_home(self, title: str, icon: str) -> None:
        """Say which page stands in the first tab."""
        self._home = (title, icon)
        self.strip.name(0, title, icon, title)

    def open(self, kind: str, record_id: int) -> None:
        """Show that record in a tab: in the one that it has, else in a new one."""
        key = (kind, record_id)
        place = self.keys.index(key) + 1 if key in self.keys else self._add(key)
        self._keep()
        self.strip.setCurrentIndex(place)
        if self.front is not None:
            self.front.take_focus()

    def lead(self, kind: str, record_id: int) -> bool:
        """Follow a link within the tab in front; False where the pages are in front, or the record has its own page."""
        tab = self.front
        if tab is None or kind not in TOP_KINDS:
            return False
        tab.go_to((kind, record_id))
        tab.title = ""
        self._keep()
        self._read_titles()
        return True

    def go_home(self) -> None:
        """Bring the pages to the front."""
        self.strip.setCurrentIndex(0)

    def step(self, by: int) -> None:
        """Go that many tabs on, round the end."""
        self.strip.setCurrentIndex((self.strip.currentIndex() + by) % self.strip.count())
        if self.front is not None:
            self.front.take_focus()

    def close_current(self) -> None:
        """Close the tab in front; the pages stay."""
        self.close_at(self.strip.currentIndex())

    def close_at(self, place: int) -> None:
        """Close the tab at that place; the first, with the pages, stays."""
        if place < 1:
            return
        tab = self._tabs.pop(place - 1)
        self.strip.removeTab(place)
        self._trail.forget(tab.way)
        self._body.removeWidget(tab)
        tab.deleteLater()
        self._turn(self.strip.currentIndex())
        self.strip.setVisible(bool(self._tabs))
        self._keep()

    def close_others(self, place: int) -> None:
        """Close every tab but the one at that place."""
        for other in range(len(self._tabs), 0, -1):
            if other != place:
                self.close_at(other)

    # how it goes on

    def _add(self, key: Key) -> int:
        tab = RecordTab(self._context, key)
        self._tabs.append(tab)
        self._body.addWidget(tab)
        place = self.strip.add(closes=True)
        self._name(place, tab)
        self.strip.show()
        self._read_titles()
        return place

    def _turn(self, place: int) -> None:
        if not 0 <= place <= len(self._tabs):
            return
        tab = self.front
        self._trail.turn_to(tab.way if tab is not None else "")
        if tab is not None:
            if tab.page is None:
                self._trail.arrive(*tab.key)
            tab.populate()
        self._body.setCurrentIndex(place)
        self.turned.emit()

    def _read_titles(self) -> None:
        keys = self.keys
        self._context.read(
            lambda workspace: workspace.reading.standings(keys),
            self._show_titles,
            owner=self,
            key=(id(self), "titles"),
        )

    def _show_titles(self, found: dict[Key, Standing]) -> None:
        for place, tab in enumerate(self._tabs, 1):
            tab.tell(found.get(tab.key))
            self._name(place, tab)

    def _name(self, place: int, tab: RecordTab) -> None:
        about = KINDS[tab.key[0]].__kind__
        title = tab.title or str(about.label)
        icon = "trash" if tab.is_out else about.icon
        told = _("{kind}: {title}").format(kind=str(about.label), title=title)
        self.strip.name(place, title[:LONGEST], icon, told)

    def _changed(self, changed: Changed) -> None:
        if any(record_id in changed.touched.get(kind, ()) for kind, record_id in self.keys):
            self._read_titles()

    def _dress(self) -> None:
        self.strip.dress()
        self.strip.name(0, self._home[0], self._home[1], self._home[0])
        for place, tab in enumerate(self._tabs, 1):
            self._name(place, tab)

    # from one run to the next

    def _keep(self) -> None:
        self._settings.setValue(self._kept_as, recent.written(self.keys))

    def _restore(self) -> None:
        for key in recent.read(self._settings.value(self._kept_as, "")):
            self._add(key)
