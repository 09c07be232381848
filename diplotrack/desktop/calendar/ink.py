"""How an entry of the calendar is drawn: its state shows in outline, words and strokes, not in colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from diplotrack.base.i18n import N_, Label, _, format_date
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.icons import paint_icon
from diplotrack.records import KINDS
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.workspace.calendar_entries import Entry

NARROW = 50
"""In units of the scale: a line with less room spares its words."""

STATES: dict[str, Label] = {
    **{one.value: one.label for one in EngagementStatus},
    "open": N_("Open"),
    "late": N_("Overdue"),
    "done": N_("Done"),
}


def hours(entry: Entry) -> str:
    """Its time as the post counts it; "" where none is known."""
    if entry.begins is None:
        return ""
    return f"{entry.begins:%H:%M}" + (f"–{entry.ends:%H:%M}" if entry.ends else "")


def short(entry: Entry, *, narrow: bool = False) -> str:
    """Its words where there is one line for it; a stroke says that it is late where that line is ``narrow``."""
    if entry.state == "late":
        return f"! {entry.title}" if narrow else _("Overdue: {what}").format(what=entry.title)
    if entry.state == "postponed":
        return _("Postponed: {what}").format(what=entry.title)
    return f"{entry.begins:%H:%M} {entry.title}" if entry.begins is not None else entry.title


def whole(entry: Entry) -> str:
    """All that is known of it, for a tip and for a screen reader."""
    parts = [f"{_kind(entry)}, {STATES[entry.state]}: {entry.title}", hours(entry)]
    if entry.local:
        parts.append(_("{time} there").format(time=entry.local))
    if entry.days > 1:
        parts.append(
            _("{first} to {last}").format(first=format_date(entry.first), last=format_date(entry.last))
        )
    return ". ".join(part for part in (*parts, entry.detail) if part)


def _kind(entry: Entry) -> str:
    return str(KINDS[entry.kind].__kind__.label)


class Ink:
    """Draws entries in the colours and sizes of the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.dress()

    def dress(self) -> None:
        """Take fonts from the theme."""
        self.font = self._theme.font("small")
        self.metrics = QFontMetrics(self.font)
        self._medium = QFont(self.font)
        self._medium.setWeight(QFont.Weight.Medium)
        self._struck = QFont(self._medium)
        self._struck.setStrikeOut(True)

    @property
    def line_height(self) -> int:
        """The height of an entry in one line."""
        return self.metrics.height() + self._theme.scale.space(1)

    def draw(self, painter: QPainter, rect: QRectF, entry: Entry, *, lit: bool = False) -> None:
        """Draw an entry into ``rect``: in one line, or with its further words where it is higher."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.layer == "engagement":
            self._engagement(painter, rect, entry, lit=lit)
        else:
            self._mark(painter, rect, entry, lit=lit)
        painter.restore()

    def _engagement(self, painter: QPainter, rect: QRectF, entry: Entry, *, lit: bool) -> None:
        theme, space = self._theme, self._theme.scale.space
        palette, round_by = theme.palette, space(1)
        box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        tint = theme.tint("accent" if entry.state == "planned" else "plain")
        ink = QColor(tint.ink)
        pen = QPen(Qt.PenStyle.NoPen)
        ground = QColor(tint.ground)
        if entry.state == "planned":
            ground, pen = QColor(palette.surface), QPen(ink, 1)
        elif entry.state == "postponed":
            ink = QColor(theme.tint("warn").ink)
            ground, pen = QColor(palette.surface), QPen(ink, 1, Qt.PenStyle.DashLine)
        elif entry.state == "cancelled":
            ink, ground = QColor(palette.muted), QColor(Qt.GlobalColor.transparent)
        if lit:
            ground = QColor(palette.selected)
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, round_by, round_by)
        if entry.state == "held":
            bar = max(2, space(0.75))
            side = box.right() - bar if is_mirrored() else box.left()
            painter.fillRect(QRectF(side, box.top() + 1, bar, box.height() - 2), ink)
        font = self._struck if entry.state == "cancelled" else self._medium
        self._words(painter, box.adjusted(space(1.75), 0, -space(1), 0), entry, font, ink)

    def _mark(self, painter: QPainter, rect: QRectF, entry: Entry, *, lit: bool) -> None:
        theme, space = self._theme, self._theme.scale.space
        ink = theme.tint("bad").ink if entry.state == "late" else theme.palette.muted
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.palette.selected))
            painter.drawRoundedRect(rect, space(1), space(1))
        side = min(rect.height(), self.metrics.height()) - 1
        left = rect.right() - side - space(0.5) if is_mirrored() else rect.left() + space(0.5)
        icon = "done" if entry.state == "done" else KINDS[entry.kind].__kind__.icon
        paint_icon(
            painter,
            QRectF(left, rect.top() + (min(rect.height(), self.line_height) - side) / 2, side, side),
            icon,
            ink,
        )
        shift = side + space(1.25)
        room = rect.adjusted(0, 0, -shift, 0) if is_mirrored() else rect.adjusted(shift, 0, 0, 0)
        self._words(painter, room, entry, self.font, QColor(ink))

    def _words(self, painter: QPainter, rect: QRectF, entry: Entry, font: QFont, ink: QColor) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        line = QRectF(rect.left(), rect.top(), rect.width(), min(rect.height(), self.line_height))
        flags = int(leading_edge() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        metrics = QFontMetrics(font)
        is_high = rect.height() >= 2 * self.metrics.height() + 2
        words = (
            entry.title if is_high else short(entry, narrow=rect.width() < self._theme.scale.space(NARROW))
        )
        painter.drawText(line, flags, elided(metrics, words, int(line.width())))
        if not is_high:
            return
        painter.setFont(self.font)
        painter.setPen(QColor(self._theme.palette.muted))
        more = [part for part in (hours(entry), entry.local, *entry.detail.split("  ·  ")) if part]
        top = line.bottom()
        for words in more:
            if top + self.metrics.height() > rect.bottom():
                break
            row = QRectF(rect.left(), top, rect.width(), self.metrics.height())
            painter.drawText(row, flags, elided(self.metrics, words, int(row.width())))
            top += self.metrics.height()


def draw_more(painter: QPainter, rect: QRectF, words: str, theme: Theme) -> None:
    """Draw "+14" where there is no room for all."""
    painter.setFont(theme.font("small", QFont.Weight.DemiBold))
    painter.setPen(QColor(theme.palette.accent))
    painter.drawText(rect, int(leading_edge() | Qt.AlignmentFlag.AlignVCenter), words)


def draw_focus(painter: QPainter, rect: QRectF, theme: Theme, *, focused: bool) -> None:
    """Draw the frame of the chosen day."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.palette.focus if focused else theme.palette.edge), 2))
    painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -2.5, -2.5), theme.scale.space(1), theme.scale.space(1))
    painter.restore()
