"""The pages themselves: white paper below one another, drawn as they come into sight, at the zoom that is wanted."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.context import Context
from diplotrack.desktop.prints.leaves import Leaves
from diplotrack.desktop.views.reports.framing import WordFrame
from diplotrack.desktop.views.reports.sheaf import POINTS, Fit, Sheaf, stepped

MOST_PIXELS = 16_000_000
"""Of one picture; a page zoomed beyond is drawn so large and stretched."""
KEPT_PIXELS = 24_000_000
"""Of the pictures of pages out of sight: enough for a dozen at the usual zoom."""
LINE = 12
"""Units of the scale that an arrow key scrolls."""


class PagesView(QAbstractScrollArea):
    """Shows one document. Pictures are drawn on a reader's thread, one at a time, those in sight first."""

    turned = Signal(int)
    """The page in front, counted from 0."""
    zoomed = Signal()
    copy_wanted = Signal()
    """The whole document is to be copied."""
    words_wanted = Signal(int, object)
    """The page, and the part of it (a QRectF in points) whose words are to be copied."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.leaves: Leaves | None = None
        self.zoom: Fit | float = Fit.WIDTH
        self.sheaf = Sheaf()
        self._front = -1
        self._drawing = False
        self.frame: WordFrame | None = None
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._fresh: set[int] = set()
        """Pages whose pictures are of this document; others stand in until theirs is drawn."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(_("Pages of the document"))
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._moved)
        context.theme.changed.connect(self._dress)

    # what is shown

    @property
    def page(self) -> int:
        """The page in front, counted from 0."""
        return max(0, self._front)

    @property
    def percent(self) -> int:
        """The zoom in per cent."""
        return round(self.sheaf.factor / POINTS * 100)

    @property
    def is_drawn(self) -> bool:
        """Whether every page in sight stands as it will stay."""
        return not self._drawing and self._next() is None

    def show_leaves(self, leaves: Leaves | None) -> None:
        """Show these pages, from where the reader is."""
        self.leaves = leaves
        self._fresh.clear()
        if leaves is None:
            self._pictures.clear()
        else:
            self._pictures = {page: one for page, one in self._pictures.items() if page < len(leaves)}
        self._lay()

    def set_zoom(self, zoom: Fit | float) -> None:
        """Show the pages that large; what is read stays in sight."""
        self.zoom = zoom
        self._lay()

    def step_zoom(self, by: int) -> None:
        """To the next larger or smaller step."""
        self.set_zoom(stepped(self.percent / 100, by))

    def go_to(self, page: int) -> None:
        """Bring the head of that page to the top."""
        if self.sheaf.rects:
            rect = self.sheaf.rects[max(0, min(page, len(self.sheaf.rects) - 1))]
            self.verticalScrollBar().setValue(rect.top() - self._gap)

    # laying out

    @property
    def _gap(self) -> int:
        return self._context.theme.scale.space(4)

    @property
    def _window(self) -> QRect:
        """The part of the sheaf that is seen."""
        across = self.horizontalScrollBar()
        left = across.maximum() - across.value() if self.isRightToLeft() else across.value()
        return QRect(QPoint(left, self.verticalScrollBar().value()), self.viewport().size())

    def _lay(self) -> None:
        """Lay the pages anew; the place of the reader within the page is kept."""
        before, window, self.frame = self.sheaf, self._window, None
        page = before.foremost(window)
        share = 0.0
        if before.rects and window.top() > self._gap:
            share = (window.top() - before.rects[page].top()) / max(1, before.rects[page].height())
        view = self.viewport().size()
        sizes = self.leaves.sizes if self.leaves is not None else ()
        self.sheaf = Sheaf.lay(sizes, self.zoom, view, self._gap)
        self._measure(view)
        if self.sheaf.rects and before.rects and window.top() > self._gap:
            there = self.sheaf.rects[min(page, len(self.sheaf.rects) - 1)]
            self.verticalScrollBar().setValue(there.top() + round(share * there.height()))
        self._front = -1
        self._moved()
        self.zoomed.emit()

    def _measure(self, view: QSize) -> None:
        for bar, whole, seen in (
            (self.verticalScrollBar(), self.sheaf.size.height(), view.height()),
            (self.horizontalScrollBar(), self.sheaf.size.width(), view.width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(self._context.theme.scale.space(LINE))
            bar.setRange(0, max(0, whole - seen))
        across = self.horizontalScrollBar()
        if not across.value():
            across.setValue(across.maximum() // 2)

    def _moved(self) -> None:
        front = self.sheaf.foremost(self._window)
        if front != self._front:
            self._front = front
            self.turned.emit(front)
        self.viewport().update()
        self._draw_next()

    # drawing

    def _scale(self, page: int) -> float:
        """Pixels of the screen a point, as far as a picture may go."""
        assert self.leaves is not None
        size = self.leaves.sizes[page]
        wanted = self.sheaf.factor * self.devicePixelRatioF()
        return min(wanted, math.sqrt(MOST_PIXELS / max(1.0, size.width() * size.height())))

    def _next(self) -> int | None:
        """The page to be drawn next: those in sight, then their neighbours."""
        if self.leaves is None or not self.isVisible():
            return None
        seen = self.sheaf.within(self._window)
        around = (
            [page for page in (seen[-1] + 1, seen[0] - 1) if 0 <= page < len(self.leaves)] if seen else []
        )
        for page in (*seen, *around):
            picture = self._pictures.get(page)
            if page not in self._fresh or picture is None or picture[0] != self._scale(page):
                return page
        return None

    def _draw_next(self) -> None:
        page, leaves = self._next(), self.leaves
        if self._drawing or page is None or leaves is None:
            return
        self._drawing, scale = True, self._scale(page)
        self._context.read(
            lambda _workspace: leaves.picture(page, scale),
            partial(self._drawn, leaves, page, scale),
            owner=self,
        )

    def _drawn(self, leaves: Leaves, page: int, scale: float, picture: QImage) -> None:
        self._drawing = False
        if leaves is self.leaves:
            self._pictures[page] = (scale, picture)
            self._fresh.add(page)
            self._let_go()
            self.viewport().update()
        self._draw_next()

    def _let_go(self) -> None:
        """Forget the pictures furthest out of sight where they take too much room."""
        front, seen = self.page, set(self.sheaf.within(self._window))
        room = KEPT_PIXELS
        for page in sorted(self._pictures, key=lambda one: abs(one - front)):
            if page in seen:
                continue
            picture = self._pictures[page][1]
            room -= picture.width() * picture.height()
            if room < 0 and abs(page - front) > len(seen):
                del self._pictures[page]
                self._fresh.discard(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White paper with a fine edge, and on it the picture, as far as it is there."""
        palette, window = self._context.theme.palette, self._window
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(palette.window))
        for page in self.sheaf.within(window):
            place = self.sheaf.rects[page].translated(-window.topLeft())
            painter.fillRect(place.adjusted(-1, -1, 1, 2), QColor(palette.edge))
            painter.fillRect(place, QColor("white"))
            if page in self._pictures:
                self._paint(painter, place, page)
        if self.frame is not None and self.frame.is_meant:
            self.frame.paint(painter, self.sheaf, window, palette)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QColor(palette.focus))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint(self, painter: QPainter, place: QRect, page: int) -> None:
        scale, picture = self._pictures[page]
        if scale == self.sheaf.factor * self.devicePixelRatioF():
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            painter.save()
            painter.setClipRect(place)
            painter.drawImage(place.topLeft(), picture)
            painter.restore()
            return
        picture.setDevicePixelRatio(1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages that fit the window fit it again."""
        super().resizeEvent(event)
        self._lay()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Ctrl+C is ours while the keyboard is here, not the list's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys go by what is seen, Home and End to the ends, + and - zoom, W and P fit width and page."""
        key, down = event.key(), self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.step_zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_Escape and self.frame is not None:
            self.frame = None
            self.viewport().update()
        elif key == Qt.Key.Key_W:
            self.set_zoom(Fit.WIDTH)
        elif key == Qt.Key.Key_P:
            self.set_zoom(Fit.PAGE)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            down.setValue(down.value() + down.pageStep() - down.singleStep())
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Backspace):
            down.setValue(down.value() - down.pageStep() + down.singleStep())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            down.setValue(down.minimum() if key == Qt.Key.Key_Home else down.maximum())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A frame around words begins."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.frame = WordFrame.begun(self.sheaf, event.position().toPoint() + self._window.topLeft())
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The frame follows the mouse."""
        if self.frame is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.frame = self.frame.drawn_to(event.position().toPoint() + self._window.topLeft())
            self.viewport().update()

    def _copy(self) -> None:
        """The words in the frame, else the whole document."""
        if self.frame is not None and self.frame.is_meant:
            self.words_wanted.emit(self.frame.page, self.frame.on_page(self.sheaf))
        else:
            self.copy_wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The edge shows where the keyboard is."""
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The edge shows where the keyboard is."""
        self.viewport().update()

    def _dress(self) -> None:
        self._lay()

    def told(self) -> str:
        """Which page of how many is in front."""
        count = len(self.leaves) if self.leaves is not None else 0
        words = _("Page {page} of {count}").format(
            page=format_number(self.page + 1), count=format_number(count)
        )
        return words if count else ""
