"""The steps of taking in a file, in a line above them: where one is, what is done, what still asks for something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.chip import paint_chip
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.theme.icons import paint_icon


@dataclass(frozen=True, slots=True)
class Mark:
    """How a step stands: ``is_done``, or so many things ``asking`` for a decision. ``is_open``: one can go there."""

    is_open: bool = False
    is_done: bool = False
    asking: int = 0


class StepButton(QAbstractButton):
    """A round number or a tick, the name of the step, and how much of it asks for something."""

    def __init__(self, theme: Theme, number: int, words: str) -> None:
        super().__init__()
        self._theme, self._number, self._words = theme, number, words
        self.mark = Mark()
        self._is_short = False
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_mark(Mark())

    def show_mark(self, mark: Mark) -> None:
        """Show how the step stands."""
        self.mark = mark
        self.setEnabled(mark.is_open)
        told = self._words
        if mark.asking:
            told = _("{step}, {count} open").format(step=told, count=format_number(mark.asking))
        elif mark.is_done:
            told = _("{step}, done").format(step=told)
        self.setAccessibleName(_("Step {number}: {step}").format(number=self._number, step=told))
        self.setToolTip(told)
        self.updateGeometry()
        self.update()

    def shorten(self, *, is_short: bool) -> None:
        """Show the number and the count alone, the words too where one stands at this step."""
        self._is_short = is_short
        self.updateGeometry()
        self.update()

    def width_of(self, *, is_short: bool) -> int:
        """How wide it would be, shortened or not."""
        space = self._theme.scale.space
        if is_short and not self.isChecked():
            return space(9) + self._chip_width()
        words = QFontMetrics(self._font(bold=True)).horizontalAdvance(self._words)
        return space(11.5) + words + self._chip_width()

    def sizeHint(self) -> QSize:
        """Room for the number, the words and the count."""
        return QSize(self.width_of(is_short=self._is_short), self._theme.scale.space(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The number in its ring, the words, the count."""
        theme, palette, space = self._theme, self._theme.palette, self._theme.scale.space
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, mirrored = self.isChecked(), self.isRightToLeft()
        if self.hasFocus() or here or (self.underMouse() and self.isEnabled()):
            painter.setPen(QPen(QColor(palette.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected if here else palette.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), space(1.5), space(1.5))
        inner = QRectF(self.rect()).adjusted(space(2), 0, -space(2), 0)
        side = space(5)
        left = inner.right() - side if mirrored else inner.left()
        self._ring(painter, QRectF(left, inner.center().y() - side / 2, side, side))
        taken = side + space(2)
        words = inner.adjusted(0, 0, -taken, 0) if mirrored else inner.adjusted(taken, 0, 0, 0)
        painter.setFont(self._font(bold=here))
        painter.setPen(QColor(palette.text if self.isEnabled() else palette.muted))
        side_of = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side_of | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        if here or not self._is_short:
            painter.drawText(words, int(flags), self._words)
        if self.mark.asking:
            width = self._chip_width() - space(1.5)
            start = inner.left() if mirrored else inner.right() - width
            box = QRectF(start, inner.center().y() - space(2.25), width, space(4.5))
            font = theme.font("small", QFont.Weight.DemiBold)
            paint_chip(painter, box, format_number(self.mark.asking), font, theme.tint("warn"))
        painter.end()

    def _ring(self, painter: QPainter, ring: QRectF) -> None:
        theme, palette, space = self._theme, self._theme.palette, self._theme.scale.space
        here, done = self.isChecked(), self.mark.is_done and not self.mark.asking
        painter.setPen(QPen(QColor(palette.accent if here or done else palette.edge), 1))
        painter.setBrush(QColor(palette.accent) if here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring.adjusted(0.5, 0.5, -0.5, -0.5))
        if done and not here:
            paint_icon(
                painter, ring.adjusted(space(1), space(1), -space(1), -space(1)), "done", palette.accent
            )
            return
        painter.setFont(theme.font("small", QFont.Weight.DemiBold))
        painter.setPen(QColor(palette.on_accent if here else palette.muted))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, format_number(self._number))

    def _font(self, *, bold: bool) -> QFont:
        return self._theme.font("body", QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    def _chip_width(self) -> int:
        if not self.mark.asking:
            return 0
        space = self._theme.scale.space
        metrics = QFontMetrics(self._theme.font("small", QFont.Weight.DemiBold))
        return int(metrics.horizontalAdvance(format_number(self.mark.asking))) + space(5.5)


class StepLine(QWidget):
    """The steps that this file goes through. ``wanted(int)`` carries the place of one that somebody asks for."""

    wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Steps"))
        self.buttons: list[StepButton] = []
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._dress)
        self._dress()

    def show_steps(self, labels: Sequence[str]) -> None:
        """List these steps; the first is the one shown."""
        if [one.text() for one in self.buttons] == list(labels):
            return
        self._flow.empty()
        self.buttons = [StepButton(self._theme, number, words) for number, words in enumerate(labels, 1)]
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _on=False, place=place: self.wanted.emit(place))
            self._flow.addWidget(button)
        self.updateGeometry()

    def show_place(self, place: int, marks: Sequence[Mark]) -> None:
        """Show which step is in front, and how each stands."""
        for at, (button, mark) in enumerate(zip(self.buttons, marks, strict=True)):
            button.setChecked(at == place)
            button.show_mark(mark)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the steps are their numbers, and stay in one line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gaps = max(0, len(self.buttons) - 1) * self._flow.spacing()
        is_short = sum(one.width_of(is_short=False) for one in self.buttons) + gaps > self.width()
        for button in self.buttons:
            button.shorten(is_short=is_short)
        self._flow.invalidate()

    def _dress(self) -> None:
        self._flow.setSpacing(self._theme.scale.space(1))
        self.updateGeometry()
