"""Contact by quarter as a small bar chart, and contact by level as a table, drawn by ourselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolTip, QWidget

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import is_mirrored, leading_edge
from diplotrack.desktop.theme.graphic import Graphic
from diplotrack.workspace.partner import Cadence, Owed

DAYS_A_MONTH = 30.44


class QuarterChart(Graphic):
    """Bars of the engagements in each quarter, the latest at the far end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._quarters: tuple[tuple[int, int, int], ...] = ()
        self.setAccessibleName(_("Engagements by quarter"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_quarters(self, quarters: tuple[tuple[int, int, int], ...]) -> None:
        """Show those: year, quarter, number of engagements."""
        self._quarters = quarters
        words = "; ".join(_told(one) for one in quarters if one[2]) or _("No engagement in these years.")
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """High enough for bars over a line of years."""
        space = self._theme.scale.space
        return QSize(space(60), space(17) + QFontMetrics(self._theme.font("small")).height())

    def minimumSizeHint(self) -> QSize:
        """It may become narrow, never low."""
        return QSize(self._theme.scale.space(30), self.sizeHint().height())

    def event(self, event: object) -> bool:
        """What a bar stands for is told where the mouse rests."""
        if isinstance(event, QHelpEvent):
            for place, one in enumerate(self._quarters):
                if self._slot(place).contains(event.pos()):
                    QToolTip.showText(event.globalPos(), _told(one), self)
                    return True
        return super().event(event)  # type: ignore[arg-type]  # Qt gives events only

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, their numbers where there is room, and the years."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, small = theme.palette, theme.font("small")
        metrics, space = QFontMetrics(small), theme.scale.space
        most = max((one[2] for one in self._quarters), default=0)
        foot = metrics.height() + space(1)
        floor = self.height() - foot
        painter.setFont(small)
        for place, (year, quarter, count) in enumerate(self._quarters):
            slot = self._slot(place)
            height = (floor - metrics.height()) * count / most if most else 0
            inset = min(slot.width() * 0.18, space(1))
            bar = QRectF(
                slot.left() + inset, floor - max(height, 2), slot.width() - 2 * inset, max(height, 2)
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent if count else palette.line))
            painter.drawRoundedRect(bar, 2, 2)
            words = format_number(count)
            if count and metrics.horizontalAdvance(words) <= slot.width():
                painter.setPen(QColor(palette.muted))
                above = QRectF(slot.left(), bar.top() - metrics.height(), slot.width(), metrics.height())
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, words)
            if quarter == 1:
                painter.setPen(QColor(palette.muted))
                width = min(slot.width() * 4, float(metrics.horizontalAdvance("0000") + 4))
                left = slot.right() - width if is_mirrored() else slot.left()
                left = min(max(left, 0.0), self.width() - width)
                under = QRectF(left, floor + space(1), width, metrics.height())
                painter.drawText(under, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), str(year))
        painter.end()

    def _slot(self, place: int) -> QRectF:
        width = self.width() / max(1, len(self._quarters))
        at = len(self._quarters) - 1 - place if is_mirrored() else place
        return QRectF(at * width, 0, width, self.height())


def _told(one: tuple[int, int, int]) -> str:
    year, quarter, count = one
    words = ngettext(
        "{count} engagement in quarter {quarter} of {year}",
        "{count} engagements in quarter {quarter} of {year}",
        count,
    )
    return words.format(count=format_number(count), quarter=quarter, year=year)


class LevelTable(QWidget):
    """Contact at each level or above: the last, the usual interval, and what the tier asks for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(_("Contact by level"))

    def show_cadence(self, cadence: Cadence) -> None:
        """Show a line for each level."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        heads = (_("At this level or above"), _("Last"), _("Usually every"), _("Owed every"))
        for place, words in enumerate(heads):
            self._put(0, place, words, "section")
        for row, one in enumerate(cadence.levels, 1):
            self._put(row, 0, str(one.level.label), "")
            self._put(row, 1, format_date(one.last) or _("never"), "bad" if one.is_late else "muted")
            self._put(row, 2, _interval(one.usual), "muted")
            self._put(row, 3, _owed(one), "bad" if one.is_late else "muted")
        space = self._theme.scale.space
        self._grid.setHorizontalSpacing(space(4))
        self._grid.setVerticalSpacing(space(1))
        self._grid.setColumnStretch(0, 1)

    def _put(self, row: int, column: int, words: str, role: str) -> None:
        label = QLabel(words)
        label.setProperty("role", role)
        label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        if role == "bad":
            font = QFont(label.font())
            font.setWeight(QFont.Weight.DemiBold)
            label.setFont(font)
        self._grid.addWidget(label, row, column)


def _interval(days: int | None) -> str:
    if days is None:
        return "–"
    if days < 2 * DAYS_A_MONTH:
        return ngettext("{count} day", "{count} days", days).format(count=format_number(days))
    months = round(days / DAYS_A_MONTH)
    return ngettext("{count} month", "{count} months", months).format(count=format_number(months))


def _owed(one: Owed) -> str:
    if one.months is None:
        return "–"
    words = ngettext("{count} month", "{count} months", one.months).format(count=format_number(one.months))
    return _("{months}: overdue").format(months=words) if one.is_late else words
