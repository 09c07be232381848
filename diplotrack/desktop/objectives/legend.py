"""What the parts of the bars mean."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diplotrack.base.i18n import N_, Label, _
from diplotrack.desktop.objectives.chart import BEARING_LOOKS, BEARING_NAMES, STANCE_LOOKS, STANCE_NAMES, Look
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.theme.flow import FlowLayout

SAID, DONE = N_("Said"), N_("Done")


class Legend(QWidget):
    """A sample and a word for each look, in as many lines as they need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("What the bars mean"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scale.space(0.5))
        for head, looks, names in (
            (SAID, STANCE_LOOKS, STANCE_NAMES),
            (DONE, BEARING_LOOKS, BEARING_NAMES),
        ):
            line = QWidget()
            flow = FlowLayout(line)
            flow.setSpacing(theme.scale.space(1.5))
            flow.addWidget(Sample(theme, head, None))
            column.addWidget(line)
            for value, look in looks.items():
                if value is not None:
                    flow.addWidget(Sample(theme, names[value], look))


class Sample(QWidget):
    """One word with its sample."""

    def __init__(self, theme: Theme, label: Label, look: Look | None) -> None:
        super().__init__()
        self._theme = theme
        self._label = label
        self._look = look
        self._hint = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        metrics, space = QFontMetrics(self._theme.font("small")), self._theme.scale.space
        side = metrics.height() if self._look is not None else 0
        wide = side + metrics.horizontalAdvance(str(self._label)) + space(2)
        self._hint = QSize(wide, metrics.height() + 2)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The sample and the word."""
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is left out."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        theme, rect = self._theme, QRect(self.rect())
        painter.setFont(theme.font("small"))
        if self._look is not None:
            side = rect.height() - 6
            left = rect.right() - side if self.isRightToLeft() else rect.left()
            box = QRectF(left + 0.5, rect.top() + 3.5, side - 1, side - 1)
            tint = theme.tint(self._look.tone)
            ink = QColor(tint.ink)
            painter.setPen(QPen(ink, 1))
            painter.setBrush(ink if self._look.fill == "solid" else QColor(tint.ground))
            painter.drawRect(box)
            if self._look.fill == "hatched":
                painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
                painter.drawRect(box)
            gap = side + theme.scale.space(1)
            rect = rect.adjusted(0, 0, -gap, 0) if self.isRightToLeft() else rect.adjusted(gap, 0, 0, 0)
        painter.setPen(QColor(theme.palette.muted))
        painter.drawText(rect, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), str(self._label))
        painter.end()
