"""The world by partner: a map, what it counts, and the same figures as a list."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.arrangement_switch import ArrangementSwitch
from diplotrack.desktop.views.map.canvas import MapCanvas
from diplotrack.desktop.views.map.legend import Legend
from diplotrack.desktop.views.map.shapes import Shapes, shapes
from diplotrack.desktop.views.map.words import disclaimer, told
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.partner.entries import EntryList
from diplotrack.desktop.views.scrolling import scrolling_column
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.atlas import Measure, Place, WorldView
from diplotrack.workspace.partner import Entry

SHOWN = "map/shown"
"""The application's setting: whether the map is drawn; the list is there either way."""
MEASURE = "map/measure"
LIST_WIDTH, SIDE_BY_SIDE = 62, 150
"""In units of the scale: the width of the list, and of a page that holds both side by side."""


class MapPage(Page):
    """Reads the figures on a reader thread; the shapes are made there too, once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._settings = QSettings()
        self.world: WorldView | None = None
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = MapCanvas(context.theme)
        self.canvas.opened.connect(self._open_place)
        self.canvas.walked.connect(self._tell)
        self.legend = Legend(context.theme)
        self.list = EntryList(context.theme, _("Partners and their figures"), scrolls=True, compact=True)
        self.list.opened.connect(self._open)
        self.list.opened_apart.connect(self._open)
        self.measure = Combo(context.theme)
        self.measure.setAccessibleName(_("What the map counts"))
        for one in Measure:
            self.measure.addItem(str(one.label), one)
        kept = str(self._settings.value(MEASURE, Measure.EVER.value))
        self.measure.setCurrentIndex(next((at for at, one in enumerate(Measure) if one.value == kept), 0))
        self.measure.currentIndexChanged.connect(self._choose)
        self._lay_out()
        self._show_map(self.is_shown, keep=False)
        context.changed.connect(self._changed)
        context.theme.changed.connect(self._dress)
        self._dress()
        self.read()

    @property
    def is_shown(self) -> bool:
        """Whether the map is drawn."""
        return str(self._settings.value(SHOWN, "true")).lower() not in ("false", "0")

    @property
    def is_populated(self) -> bool:
        """Whether the figures are there."""
        return self.world is not None

    @property
    def row_count(self) -> int:
        """How many partners have a figure."""
        return len(self.list.entries.entries)

    def came_to_front(self) -> None:
        """The map takes the keyboard, or the list where there is none."""
        shown = self.is_shown
        if shown != self._map.isVisibleTo(self):
            self._show_map(shown, keep=False)
        (self.canvas if shown else self.list).setFocus()

    def read(self) -> None:
        """Read the figures anew."""
        measure = self.measure.currentData()
        measure = next(one for one in Measure if one.value == str(measure))

        def gather(workspace: Workspace) -> tuple[WorldView, Shapes]:
            return workspace.atlas.view(measure), shapes()

        self._context.read(gather, self._show, owner=self, key=(id(self), "world"))

    # what it shows

    def _show(self, found: tuple[WorldView, Shapes]) -> None:
        world, made = found
        self.world = world
        self.canvas.show_world(made, world)
        self.legend.show_classes(*self.canvas.legend())
        self._note.setText(disclaimer(world))
        places = [*world.places.values(), *world.elsewhere]
        with_figure = {one.party_id: one for one in reversed(places) if one.party_id and not one.is_ours}
        ordered = sorted(with_figure.values(), key=lambda one: (-one.count, one.name))
        self.list.show_entries([_entry(one) for one in ordered])
        self.counted.emit(self.row_count)
        self.populated.emit()

    def _tell(self, place: Place) -> None:
        if self.world is not None:
            self._told.setText(told(place, self.world.measure))

    def _choose(self) -> None:
        self._settings.setValue(MEASURE, str(self.measure.currentData()))
        self.read()

    def _show_map(self, shown: bool, *, keep: bool = True) -> None:
        if keep:
            self._settings.setValue(SHOWN, shown)
        self._map.setVisible(shown)
        self._off.setVisible(not shown)
        for button in (self.closer, self.further, self.whole):
            button.setEnabled(shown)
        words = _("Hide the map") if shown else _("Show the map")
        self.switch.setText(words)
        self.switch.setToolTip(words)
        self.switch.setAccessibleName(words)
        self._fit()

    # going elsewhere

    def _open(self, entry: Entry) -> None:
        self._context.open_in_tab(entry.kind, entry.id)

    def _open_place(self, place: Place) -> None:
        if place.party_id is not None:
            self._context.open_in_tab("party", place.party_id)
        elif self.world is not None:
            self._context.say(told(place, self.world.measure), "warning")

    # layout

    def _lay_out(self) -> None:
        title = QLabel(_("World"))
        title.setProperty("role", "title")
        self._head = QHBoxLayout()
        self._head.addWidget(title)
        self._head.addWidget(self.measure)
        # The buttons stand below where there is no room for them beside the rest.
        self._tools = QWidget()
        self._buttons = FlowLayout(self._tools)
        self._head.addWidget(self._tools, 1)
        self.further = self._button("−", _("Further away"), lambda: self.canvas.zoom(-1))
        self.closer = self._button("+", _("Closer"), lambda: self.canvas.zoom(1))
        self.whole = self._button(_("Whole world"), _("Whole world"), lambda: self.canvas.zoom(0))
        self.switch = self._button("", "", lambda: self._show_map(not self.is_shown))
        self._head.addWidget(ArrangementSwitch(self._context, "map"))
        self._told = QLabel()
        self._told.setProperty("role", "muted")
        self._told.setAlignment(leading_edge())
        self._told.setText(_("Arrow keys walk, letters find a name, Enter opens the partner."))
        self._note = QLabel()
        self._note.setProperty("role", "small")
        self._note.setWordWrap(True)
        self._note.setAlignment(leading_edge())
        self._off = QLabel(
            _("The map is off. The figures are in the list; “Show the map”, or the settings, draw it again.")
        )
        self._off.setProperty("role", "muted")
        self._off.setWordWrap(True)
        self._off.setAlignment(leading_edge())
        self._map = QWidget()
        self._under = QVBoxLayout(self._map)
        self._under.setContentsMargins(0, 0, 0, 0)
        self._under.addWidget(self.canvas, 1)
        for widget in (self._told, self.legend, self._note):
            self._under.addWidget(widget)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.addWidget(self._map, 1)
        self._both.addWidget(self.list)
        # Where the window is low or the text large, the page scrolls and the map keeps its size.
        self._column = scrolling_column(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._off)
        self._column.addLayout(self._both, 1)

    def _button(self, words: str, name: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(act)
        self._buttons.addWidget(button)
        return button

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._column.setContentsMargins(space(5), space(4), space(5), space(4))
        self._column.setSpacing(space(3))
        self._head.setSpacing(space(1.5))
        self._under.setSpacing(space(2))
        self._both.setSpacing(space(4))
        self.measure.setMinimumWidth(space(55))
        self.canvas.setMinimumHeight(space(64))
        self.measure.setIconSize(QSize(space(4), space(4)))
        if self.world is not None:
            self.legend.show_classes(*self.canvas.legend())
        self._fit()

    def _fit(self) -> None:
        space = self._context.theme.scale.space
        wide = self.width() >= space(SIDE_BY_SIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(across if wide else down)
        self.list.setMaximumWidth(space(LIST_WIDTH) if wide and self.is_shown else 16777215)
        self.list.setMinimumWidth(space(LIST_WIDTH) if wide and self.is_shown else 0)
        self.list.setMaximumHeight(16777215 if wide or not self.is_shown else space(50))
        self.list.setMinimumHeight(space(50))
        room = self.width() - self._column.contentsMargins().left() * 2
        across_map = room - (space(LIST_WIDTH) + self._both.spacing() if wide else 0)
        self._map.setMinimumHeight(self._under.minimumHeightForWidth(across_map))
        if wide != (self._head.indexOf(self._tools) >= 0):
            if wide:
                self._column.removeWidget(self._tools)
                self._head.insertWidget(2, self._tools, 1)
            else:
                self._head.removeWidget(self._tools)
                self._column.insertWidget(1, self._tools)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list beside the map where there is room, else below."""
        super().resizeEvent(event)
        self._fit()

    # staying true

    def _changed(self, changed: Changed) -> None:
        if changed.change_set_id and self.isVisible():
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read when it is seen again: settings change without an operation."""
        super().showEvent(event)
        if self.world is not None:
            self.read()


def _entry(place: Place) -> Entry:
    assert place.party_id is not None  # only partners are listed
    return Entry("party", place.party_id, place.name, "", format_number(place.count) if place.count else "–")
