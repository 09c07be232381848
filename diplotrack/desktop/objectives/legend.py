"""What the parts of the bars mean."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diplotrack.base.i18n import N_, Label, _
from diplotrack.desktop.objectives.chart import (
    BEARING_LOOKS,
    BEARING_NAMES,
    STANCE_LOOKS,
    STANCE_NAMES,
    Look,
    fill,
)
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.theme.flow import FlowLayout

SAID, DONE, PROMISED = N_("Said"), N_("Done"), N_("Promised")
PROMISES: tuple[tuple[Label, Look], ...] = (
    (N_("Promise made"), Look("quiet", "open")),
    (N_("Kept, advances it"), BEARING_LOOKS[1]),
    (N_("Broken, or kept against it"), BEARING_LOOKS[-1]),
)
"""How a promise is drawn, as a diamond: on the day on which it was made, and on that on which it became a deed."""


class Legend(QWidget):
    """A sample and a word for each look, in as many lines as they need; promises where they are drawn, too."""

    def __init__(self, theme: Theme, *, has_promises: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(_("What the bars mean"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scale.space(0.5))
        lines = [
            (SAID, [(STANCE_NAMES[one], look) for one, look in STANCE_LOOKS.items() if one is not None]),
            (DONE, [(BEARING_NAMES[one], look) for one, look in BEARING_LOOKS.items() if one is not None]),
        ]
        if has_promises:
            lines.append((PROMISED, list(PROMISES)))
        for head, samples in lines:
            line = QWidget()
            flow = FlowLayout(line)
            flow.setSpacing(theme.scale.space(1.5))
            flow.addWidget(Sample(theme, head, None))
            column.addWidget(line)
            for name, look in samples:
                flow.addWidget(Sample(theme, name, look, is_diamond=head is PROMISED))


class Sample(QWidget):
    """One word with its sample."""

    def __init__(self, theme: Theme, label: Label, look: Look | None, *, is_diamond: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._is_diamond = is_diamond
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
            fill(painter, theme, box, self._look, is_diamond=self._is_diamond)
            gap = side + theme.scale.space(1)
            rect = rect.adjusted(0, 0, -gap, 0) if self.isRightToLeft() else rect.adjusted(gap, 0, 0, 0)
        painter.setPen(QColor(theme.palette.muted))
        painter.drawText(rect, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), str(self._label))
        painter.end()
