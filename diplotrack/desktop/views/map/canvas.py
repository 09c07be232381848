"""The map: drawn once into a picture for each part in sight, with what is under the mouse or in focus drawn over it."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.graphic import Graphic
from diplotrack.desktop.views.map.drawing import SMALL, MapPainter, map_pen
from diplotrack.desktop.views.map.shapes import Shape, Shapes
from diplotrack.desktop.views.map.view import Sight
from diplotrack.desktop.views.map.walking import Direction, Walk
from diplotrack.desktop.views.map.words import told
from diplotrack.workspace.atlas import Place, WorldView

STEP = 1.5
"""How much larger a key or a notch of the wheel makes the map."""
REST = 90
"""Milliseconds without movement after which the part in sight is drawn anew; until then the old picture is moved."""
PATIENCE = 1.0
"""Seconds within which typed letters belong to one name."""

ARROWS: dict[Qt.Key, Direction] = {
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Left: "previous",
    Qt.Key.Key_Up: "above",
    Qt.Key.Key_Down: "below",
}


class MapCanvas(Graphic):
    """``opened(Place)`` asks for a partner's page; ``walked(Place)`` tells which area the keyboard or mouse is on."""

    opened = Signal(object)
    walked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shapes: Shapes | None = None
        self._walk: Walk | None = None
        self._world: WorldView | None = None
        self._sight = Sight()
        self._drawn: tuple[QPixmap, Sight] | None = None
        self._hand = MapPainter(theme)
        self._current = self._hovered = self._typed = ""
        self._typed_at = 0.0
        self._dragged: QPointF | None = None
        self._moved = False
        self.drawn_in = 0.0
        """Seconds that the last drawing took."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._redraw)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Map of the world"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._redraw)

    # what it shows

    def show_world(self, shapes: Shapes, world: WorldView) -> None:
        """Show those figures; the part in sight stays."""
        self._shapes, self._world = shapes, world
        self._walk = Walk(shapes, world)
        self._hand.take(world)
        self._redraw()

    def legend(self) -> tuple[list[str], list[str]]:
        """The classes in words, and their colours."""
        return self._hand.classes.labels(), self._hand.colours()

    @property
    def current(self) -> Place | None:
        """The area that the keyboard is on."""
        return self._world.places.get(self._current) if self._world is not None else None

    @property
    def sight(self) -> Sight:
        """The part in sight."""
        return self._sight

    def go_to(self, key: str) -> None:
        """Put the keyboard on that area, in sight."""
        if self._shapes is None or self._world is None or key not in self._shapes.by_key:
            return
        self._current = key
        self._look(self._sight.holding(self._shapes.by_key[key].box, self._size))
        place = self._world.places[key]
        self.setAccessibleDescription(told(place, self._world.measure))
        self.walked.emit(place)
        self.update()

    def zoom(self, steps: int) -> None:
        """Closer (above 0) or further; around the area in focus, else around the middle. 0 shows the whole map."""
        if steps == 0:
            self._look(Sight())
            return
        shape = self._shapes.by_key.get(self._current) if self._shapes is not None else None
        around = shape.box.center() if shape is not None else self._sight.centre
        self._look(self._sight.zoomed(STEP**steps, around, self._size))

    def sizeHint(self) -> QSize:
        """As wide as the world is in this projection."""
        return QSize(self._theme.scale.space(180), self._theme.scale.space(88))

    def minimumSizeHint(self) -> QSize:
        """Small, but not nothing."""
        return QSize(self._theme.scale.space(60), self._theme.scale.space(36))

    # drawing

    @property
    def _size(self) -> QSizeF:
        return QSizeF(self.size())

    def _look(self, sight: Sight) -> None:
        self._sight = sight
        self._rest.start()
        self.update()

    def _redraw(self) -> None:
        self._rest.stop()
        if self._shapes is None or self._world is None or not self.width() or not self.height():
            return
        began = monotonic()
        density = self.devicePixelRatioF()
        picture = QPixmap(self.size() * density)
        picture.setDevicePixelRatio(density)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._hand.draw(painter, self._shapes, self._world, self._sight, self._size)
        painter.end()
        self._drawn = (picture, self._sight)
        self.drawn_in = monotonic() - began
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture (moved, while something moves), and what is lit up over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._drawn is None or self._shapes is None or self._world is None:
            painter.end()
            return
        picture, sight = self._drawn
        if sight == self._sight:
            painter.drawPixmap(0, 0, picture)
        else:
            painter.save()
            back = sight.transform(self._size).inverted()[0]
            painter.setTransform(back * self._sight.transform(self._size))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(0, 0, picture)
            painter.restore()
        for key, colour, width in (
            (self._hovered, self._theme.palette.text, 1.5),
            (self._current if self.hasFocus() else "", self._theme.palette.focus, 2.5),
        ):
            if key:
                self._light_up(painter, self._shapes.by_key[key], colour, width)
        lit = self._world.places.get(self._hovered or (self._current if self.hasFocus() else ""))
        if lit is not None:
            self._label(painter, lit, self._shapes.by_key[lit.key])
        painter.end()

    def _light_up(self, painter: QPainter, shape: Shape, colour: str, width: float) -> None:
        transform = self._sight.transform(self._size)
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if max(shape.box.width(), shape.box.height()) * self._sight.scale(self._size) < 2 * SMALL:
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(transform.map(shape.centre), 2 * SMALL - 4, 2 * SMALL - 4)
        else:
            painter.setTransform(transform)
            painter.setPen(map_pen(colour, width))
            painter.drawPath(shape.shores)
        painter.restore()

    def _label(self, painter: QPainter, place: Place, shape: Shape) -> None:
        """Its name and figure, above it where there is room."""
        assert self._world is not None  # only what is shown is lit up
        theme, space = self._theme, self._theme.scale.space
        name, figure = place.name, told(place, self._world.measure, named=False)
        strong, small = theme.font("body", QFont.Weight.DemiBold), theme.font("small")
        first, second = QFontMetrics(strong), QFontMetrics(small)
        width = max(first.horizontalAdvance(name), second.horizontalAdvance(figure)) + space(5)
        height = first.height() + second.height() + space(3)
        at = self._sight.transform(self._size).map(shape.centre)
        left = min(max(at.x() - width / 2, 2.0), self.width() - width - 2.0)
        above = at.y() - height - space(5)
        box = QRectF(
            left, above if above > 2 else min(at.y() + space(5), self.height() - height - 2.0), width, height
        )
        painter.setPen(QPen(QColor(theme.palette.edge), 1))
        painter.setBrush(QColor(theme.palette.raised))
        painter.drawRoundedRect(box, space(1.5), space(1.5))
        painter.setPen(QColor(theme.palette.text))
        painter.setFont(strong)
        upper = QRectF(box.left(), box.top() + space(1.5), width, first.height())
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, name)
        painter.setPen(QColor(theme.palette.muted))
        painter.setFont(small)
        lower = QRectF(box.left(), upper.bottom(), width, second.height())
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, figure)

    # keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, + and − zoom, letters find a name, Enter opens the partner."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        place = self.current
        if key in ARROWS and plain and self._walk is not None:
            self.go_to(self._walk.step(self._current, ARROWS[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and plain:
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_Home:
            self.zoom(0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place is not None:
            self.opened.emit(place)
        elif plain and event.text().strip() and self._walk is not None:
            self._type(event.text())
        else:
            super().keyPressEvent(event)

    def _type(self, letters: str) -> None:
        now = monotonic()
        self._typed = letters if now - self._typed_at > PATIENCE else self._typed + letters
        self._typed_at = now
        assert self._walk is not None  # nothing is typed into an empty map
        found = self._walk.named(self._typed, self._current)
        if found:
            self.go_to(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is always on some area."""
        super().focusInEvent(event)
        if not self._current and self._walk is not None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.go_to(self._walk.first)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Dragging moves the map."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand, or light up what is under it."""
        if self._dragged is not None:
            by = self._dragged - event.position()
            if self._moved or by.manhattanLength() > QApplication.startDragDistance():
                scale = self._sight.scale(self._size)
                self._look(self._sight.moved(by / scale, self._size))
                self._dragged, self._moved = event.position(), True
            return
        under = self._under(event.position())
        if under != self._hovered:
            self._hovered = under
            self.setCursor(Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the partner."""
        moved, self._dragged = self._moved, None
        under = self._under(event.position())
        if under and not moved and event.button() == Qt.MouseButton.LeftButton and self._world is not None:
            self.go_to(under)
            self.opened.emit(self._world.places[under])

    def leaveEvent(self, _event: object) -> None:
        """Nothing is under the mouse any more."""
        self._hovered = ""
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms around the mouse."""
        around = self._sight.transform(self._size).inverted()[0].map(event.position())
        self._look(self._sight.zoomed(STEP ** (event.angleDelta().y() / 120), around, self._size))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same part on another size."""
        super().resizeEvent(event)
        self._sight = self._sight.bounded(self._size)
        self._rest.start()

    def _under(self, point: QPointF) -> str:
        """The key of the area at the point: a dot before the land around it, a contested area before others."""
        if self._shapes is None or self._world is None:
            return ""
        transform, scale = self._sight.transform(self._size), self._sight.scale(self._size)
        on_map = transform.inverted()[0].map(point)
        near = [
            ((transform.map(one.centre) - point).manhattanLength(), one.key)
            for one in self._shapes.by_key.values()
            if max(one.box.width(), one.box.height()) * scale < SMALL
            and (transform.map(one.centre) - point).manhattanLength() < SMALL
        ]
        if near:
            return min(near)[1]
        holding = [
            one.key
            for one in self._shapes.by_key.values()
            if one.bounds.contains(on_map) and one.land.contains(on_map)
        ]
        return max(holding, key=lambda key: self._world.places[key].is_contested, default="")  # type: ignore[union-attr]
