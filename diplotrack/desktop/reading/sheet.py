"""The sheet on which records are read: set in portions, with links that show what they lead to."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.reading.hand import target
from diplotrack.desktop.reading.preview import Preview
from diplotrack.records import TOP_KINDS

MEASURE = 190
"""The widest that lines of text become, in units of the space scale: about eighty letters."""
LOOK_AFTER = 400
"""Milliseconds that the pointer rests on a link before the card comes."""


class Sheet(QTextBrowser):
    """Text in a column that is never too wide to read.

    ``followed(str)`` carries a link that was followed; one that was followed with Ctrl or the middle button opens its
    record in a tab. ``laid`` is sent once the last portion stands.
    """

    followed = Signal(str)
    laid = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self._rest: deque[str] = deque()
        self._place = 0
        self._link = ""
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("The record"))
        self.preview = Preview(context, self)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER)
        self._look.timeout.connect(self._look_at_pointer)
        self._lay = QTimer(self)
        self._lay.setInterval(0)
        self._lay.timeout.connect(self._lay_next)
        self.anchorClicked.connect(self._clicked)
        self.highlighted.connect(self._hovered)
        self.verticalScrollBar().valueChanged.connect(self._leave_link)

    # setting

    def set_pieces(self, pieces: Sequence[str], place: int = 0) -> None:
        """Set pieces of HTML one below the other, the first at once; ``place`` is where the reader was, in pixels."""
        self._leave_link()
        self._lay.stop()
        self._rest = deque(pieces)
        self._place = place
        # Where the reader goes on further down, nothing moves before that place has been reached.
        self.viewport().setUpdatesEnabled(place <= 0)
        self.setHtml(self._rest.popleft() if self._rest else "")
        self._settle()

    @property
    def is_laid(self) -> bool:
        """Whether the last portion stands."""
        return not self._rest

    def _lay_next(self) -> None:
        if self._rest:
            selected = self.textCursor()
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            piece = self._rest.popleft()
            cursor.insertBlock(_opening(piece), QTextCharFormat())
            cursor.insertHtml(piece)
            if selected.hasSelection():
                self.setTextCursor(selected)
        self._settle()

    def _settle(self) -> None:
        bar = self.verticalScrollBar()
        if self._place > 0 and (bar.maximum() >= self._place or not self._rest):
            bar.setValue(self._place)
            self._place = 0
        if self._place <= 0:
            self.viewport().setUpdatesEnabled(True)
        if self._rest:
            self._lay.start()
        else:
            self._lay.stop()
            self.laid.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure."""
        self.fit()
        super().resizeEvent(event)

    def fit(self) -> None:
        """Put what is too much of the width on both sides."""
        space = self._theme.scale.space
        edge = space(6)
        side = edge + max(0, (self.width() - 2 * edge - space(MEASURE)) // 2)
        self.setViewportMargins(side, space(4), max(space(2), side - space(3)), 0)

    # links

    @property
    def focused_link(self) -> str:
        """The link on which the keyboard stands; "" for none."""
        cursor = self.textCursor()
        return cursor.charFormat().anchorHref() if cursor.hasSelection() and self.hasFocus() else ""

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter on a link is the link's, not the window's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_enter(event)
            and self.focused_link
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space shows the card of the link on which the keyboard stands; any other key takes it away."""
        link = self.focused_link
        seen = self.preview.isVisible()
        self._leave_link()
        if link and event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not seen:
                self._show_card(link, self._link_on_screen())
            return
        if link and _is_enter(event):
            self._go(link, in_tab=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return
        if seen and event.key() == Qt.Key.Key_Escape:
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button opens a link in a tab."""
        if event.button() is Qt.MouseButton.MiddleButton:
            link = self.anchorAt(event.position().toPoint())
            if link:
                self._go(link, in_tab=True)
            return
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What moves away from the pointer is no longer looked at."""
        self._leave_link()
        super().wheelEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nor is a link that the keyboard left."""
        self._leave_link()
        super().focusOutEvent(event)

    def _clicked(self, url: QUrl) -> None:
        held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self._go(url.toString(), in_tab=bool(held))

    def _go(self, link: str, *, in_tab: bool) -> None:
        self._leave_link()
        record = target(link)
        if in_tab and record is not None and record[0] in TOP_KINDS:
            self._context.open_in_tab(*record)
        else:
            self.followed.emit(link)

    def _hovered(self, url: QUrl) -> None:
        self._leave_link()
        self._link = url.toString()
        if target(self._link) is not None:
            self._look.start()

    def _leave_link(self) -> None:
        self._link = ""
        self._look.stop()
        self.preview.dismiss()

    def _look_at_pointer(self) -> None:
        gap = self._theme.scale.space(3)
        self._show_card(self._link, QRect(QCursor.pos() - QPoint(gap, gap), QSize(2 * gap, 2 * gap)))

    def _show_card(self, link: str, anchor: QRect) -> None:
        record = target(link)
        if record is not None:
            self.preview.show_record(record, anchor)

    def _link_on_screen(self) -> QRect:
        place = self.cursorRect()
        return QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())


def _opening(piece: str) -> QTextBlockFormat:
    """The format of the block in which a piece begins: Qt keeps that of the block that is there.

    Before a table it is as good as nothing, so that a table set in several pieces stays one to the eye.
    """
    first, paragraph = piece.find("<table"), piece.find("<p")
    if paragraph >= 0 and (first < 0 or paragraph < first):
        probe = QTextDocument()
        probe.setHtml(piece[: piece.find("</p>", paragraph) + len("</p>")])
        return probe.begin().blockFormat()
    thin = QTextBlockFormat()
    thin.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return thin


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
