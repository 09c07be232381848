"""Our own icons, drawn once as strokes and coloured by the theme."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from diplotrack.base.paths import resource

STROKE = "currentColor"


@cache
def drawing(name: str) -> str:
    """The SVG text of an icon. Raises FileNotFoundError for a name that was never drawn."""
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


class StrokeEngine(QIconEngine):
    """Draws an icon at any size and density, straight from its strokes."""

    def __init__(self, name: str, plain: str, lit: str, faint: str) -> None:
        super().__init__()
        self._name = name
        self._colours = {
            QIcon.Mode.Normal: plain,
            QIcon.Mode.Active: plain,
            QIcon.Mode.Selected: lit,
            QIcon.Mode.Disabled: faint,
        }
        self._lit = lit

    def clone(self) -> QIconEngine:
        """Another one like it (Qt owns what it is given)."""
        colours = self._colours
        return StrokeEngine(self._name, colours[QIcon.Mode.Normal], self._lit, colours[QIcon.Mode.Disabled])

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into ``rect``; lit where the button that carries it is on."""
        colour = self._lit if state is QIcon.State.On else self._colours[mode]
        paint_icon(painter, QRectF(rect), self._name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The picture of that size in pixels."""
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The picture for a denser screen: Qt gives the size in real pixels."""
        pixmap = self.pixmap(size, mode, state)
        pixmap.setDevicePixelRatio(scale)
        return pixmap


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(drawing(name).replace(STROKE, colour).encode()))


@lru_cache(maxsize=512)
def _picture(name: str, colour: str, side: int) -> QImage:
    """The icon as a picture of so many pixels: a list draws the same ones in every line."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _renderer(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Draw an icon inside ``rect``, as large as fits, in ``colour``."""
    side = min(rect.width(), rect.height())
    density = painter.device().devicePixelRatio()
    pixels = max(1, round(side * density))
    side = pixels / density
    # On whole pixels, where its strokes stay as sharp as they were drawn.
    left = round((rect.center().x() - side / 2) * density) / density
    top = round((rect.center().y() - side / 2) * density) / density
    painter.drawImage(QRectF(left, top, side, side), _picture(name, colour, pixels))


class IconSet:
    """Icons made so far, by name and colours."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, str, str], QIcon] = {}

    def icon(self, name: str, plain: str, lit: str, faint: str) -> QIcon:
        """The icon; ``lit`` where it is on or selected, ``faint`` where it is disabled."""
        key = (name, plain, lit, faint)
        if key not in self._made:
            drawing(name)
            self._made[key] = QIcon(StrokeEngine(name, plain, lit, faint))
        return self._made[key]
