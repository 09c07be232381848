"""What the colours of the map mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from diplotrack.base.i18n import _
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import is_mirrored, leading_edge
from diplotrack.desktop.theme.graphic import Graphic
from diplotrack.desktop.theme.ramp import bare


class Legend(Graphic):
    """A swatch for each class, for none, and for contested areas; words beside each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[tuple[str, str]] = []
        self.setAccessibleName(_("Legend"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_classes(self, labels: list[str], colours: list[str]) -> None:
        """Show those classes with their colours."""
        self._rows = list(zip(labels, colours, strict=True))
        self.setAccessibleDescription(", ".join([_("none"), *labels, _("contested")]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As many lines as the swatches need in this width."""
        return QSize(self._theme.scale.space(60), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """It breaks into lines."""
        return QSize(self._theme.scale.space(30), self._line)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at that width."""
        boxes = self._boxes(width)
        return round(boxes[-1][0].bottom()) + 1 if boxes else self._line

    @property
    def _line(self) -> int:
        return QFontMetrics(self._theme.font("small")).height() + self._theme.scale.space(1.5)

    def _boxes(self, width: int) -> list[tuple[QRectF, str, str]]:
        """Where each swatch with its words stands, left to right; its words and colour ("" is hatched)."""
        space, metrics = self._theme.scale.space, QFontMetrics(self._theme.font("small"))
        rows = [(_("none"), bare(self._theme.palette)), *self._rows, (_("contested"), "")]
        found, left, top = [], 0.0, 0.0
        for words, colour in rows:
            wide = space(7) + metrics.horizontalAdvance(words)
            if left and left + wide > width:
                left, top = 0.0, top + self._line
            found.append((QRectF(left, top, wide, self._line), words, colour))
            left += wide + space(5)
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw swatches and words."""
        painter, theme, space = QPainter(self), self._theme, self._theme.scale.space
        palette = theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        mirrored = is_mirrored()
        for box, words, colour in self._boxes(self.width()):
            if mirrored:
                box.moveLeft(self.width() - box.right())
            side = space(3.5)
            left = box.right() - space(5) if mirrored else box.left()
            swatch = QRectF(left, box.center().y() - side / 2, space(5), side)
            painter.setPen(QPen(QColor(palette.edge), 1))
            painter.setBrush(QColor(colour or bare(palette)))
            painter.drawRect(swatch)
            if not colour:
                painter.setBrush(QBrush(QColor(palette.muted), Qt.BrushStyle.BDiagPattern))
                painter.setPen(QPen(QColor(palette.muted), 1, Qt.PenStyle.DashLine))
                painter.drawRect(swatch)
            painter.setPen(QColor(palette.text))
            room = box.adjusted(0, 0, -space(7), 0) if mirrored else box.adjusted(space(7), 0, 0, 0)
            painter.drawText(room, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()
