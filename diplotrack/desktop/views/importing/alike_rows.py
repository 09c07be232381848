"""What comes in and looks like something that is there, pair by pair, and what was said about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.chip import paint_chip
from diplotrack.desktop.theme.direction import elided, is_mirrored, leading_edge
from diplotrack.desktop.theme.palette import Tone
from diplotrack.desktop.theme.row import paint_ground
from diplotrack.exchange.likeness.newcomers import Alike

Index = QModelIndex | QPersistentModelIndex
ALIKE = Qt.ItemDataRole.UserRole


class AlikeRows(QAbstractListModel):
    """The pairs. What was said: the same, another, or nothing yet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs: list[Alike] = []
        self._said: dict[tuple[str, int | str], bool] = {}

    def show_pairs(self, pairs: Sequence[Alike], same: Mapping[str, int | str]) -> None:
        """List these. Answers given before stay, and answered pairs stay listed though nobody asks about them again."""
        asked = {(one.key, one.choice) for one in pairs}
        answered = [
            one
            for one in self.pairs
            if (one.key, one.choice) in self._said and (one.key, one.choice) not in asked
        ]
        self.beginResetModel()
        self.pairs = [*pairs, *answered]
        self._said |= dict.fromkeys(same.items(), True)
        self.endResetModel()

    def forget(self) -> None:
        """Another file: nothing was said about it."""
        self.beginResetModel()
        self.pairs, self._said = [], {}
        self.endResetModel()

    def at(self, row: int) -> Alike | None:
        """The pair in a row; None where there is none."""
        return self.pairs[row] if 0 <= row < len(self.pairs) else None

    def said(self, one: Alike) -> bool | None:
        """Whether it was said that the two are the same; None where nothing was said."""
        return self._said.get((one.key, one.choice))

    def say(self, row: int, same: bool) -> None:
        """Say of a pair whether the two are the same; whoever is the same as one is no other's same."""
        one = self.pairs[row]
        if same:
            self._said |= {key: False for key, said in self._said.items() if key[0] == one.key and said}
        self._said[(one.key, one.choice)] = same
        self.dataChanged.emit(self.index(0), self.index(len(self.pairs) - 1))

    @property
    def asking(self) -> int:
        """How many pairs nothing was said about."""
        return sum(self.said(one) is None for one in self.pairs)

    def next_open(self, row: int) -> int:
        """The next pair that nothing was said about, from the top again after the last; -1 where there is none."""
        order = [*range(row + 1, len(self.pairs)), *range(row + 1)]
        return next(
            (one for one in order if one < len(self.pairs) and self.said(self.pairs[one]) is None), -1
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many pairs there are."""
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The pair, and how it is told."""
        one = self.pairs[index.row()]
        if role == ALIKE:
            return one
        if role == int(Qt.ItemDataRole.DisplayRole):
            return one.name
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            words = _("{one} looks like {other}, {score} of 100: {reasons}. {answer}")
            return words.format(
                one=one.name,
                other=one.other_name,
                score=one.score,
                reasons=", ".join(one.reasons),
                answer=answer_words(self.said(one)),
            )
        return None


def answer_words(said: bool | None) -> str:
    """What was said about a pair, in words."""
    if said is None:
        return _("Not decided")
    return _("The same") if said else _("Another")


class AlikeDelegate(QStyledItemDelegate):
    """The two names, the reasons under them; at the end the score, or what was said."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Three lines."""
        theme = self._theme
        strong = QFontMetrics(theme.font("strong")).height()
        small = QFontMetrics(theme.font("small")).height()
        return QSize(theme.scale.space(40), 2 * strong + small + theme.scale.space(4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a pair."""
        one, model = index.data(ALIKE), index.model()
        if not isinstance(one, Alike) or not isinstance(model, AlikeRows):
            return
        theme, palette, space = self._theme, self._theme.palette, self._theme.scale.space
        said = model.said(one)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        paint_ground(painter, rect, option.state, theme)
        inner = rect.adjusted(space(4), space(2), -space(4), -space(2))
        words = format_number(one.score) if said is None else answer_words(said)
        tone: Tone = "warn" if said is None else "good" if said else "plain"
        taken = self._chip(painter, inner, words, tone)
        room = inner.adjusted(taken, 0, 0, 0) if is_mirrored() else inner.adjusted(0, 0, -taken, 0)
        strong, small = theme.font("body", QFont.Weight.DemiBold), theme.font("small")
        high, top = QFontMetrics(strong).height(), inner.top()
        for caption, font, ink in (
            (one.name, strong, palette.text),
            (one.other_name, theme.font(), palette.text),
            ("  ·  ".join(one.reasons), small, palette.muted),
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            line = QRectF(room.left(), top, room.width(), high)
            flags = leading_edge() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(line, int(flags), elided(QFontMetrics(font), caption, int(room.width())))
            top += high
        painter.restore()

    def _chip(self, painter: QPainter, inner: QRectF, words: str, tone: Tone) -> float:
        theme, space = self._theme, self._theme.scale.space
        font = theme.font("small", QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(words) + space(4), metrics.height() + space(0.5)
        left = inner.left() if is_mirrored() else inner.right() - width
        paint_chip(
            painter, QRectF(left, inner.top() + space(0.5), width, height), words, font, theme.tint(tone)
        )
        return float(width + space(3))
