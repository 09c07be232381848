"""One column of the board: its head with a count, a line for evidence when it is needed, and its cards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.board.cards import CARD, MIME, Cards
from diplotrack.desktop.board.ink import CardDelegate
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.line import Line
from diplotrack.desktop.theme.direction import elided, leading_edge
from diplotrack.workspace.board import Card, Column

WIDE = 62
"""The width of a column in units of the scale."""


class CardList(QListView):
    """The cards. ``walked(int)`` and ``carried(int)`` ask for the column so many further on, alone or with the card."""

    walked = Signal(int)
    carried = Signal(int)
    opened = Signal(object)
    dropped = Signal(int)
    """The commitment that was dropped here."""

    def __init__(self, cards: Cards, context: Context) -> None:
        super().__init__()
        self.setModel(cards)
        self.setItemDelegate(CardDelegate(context.theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(CARD)))
        context.theme.changed.connect(self.doItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk from column to column; with Ctrl+Shift they take the card along; Enter opens it."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and held in (Qt.KeyboardModifier.NoModifier, control):
            by = 1 if (key == Qt.Key.Key_Right) != self.isRightToLeft() else -1
            (self.carried if held == control else self.walked).emit(by)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            card = self.currentIndex().data(CARD)
            if isinstance(card, Card):
                self.opened.emit(card)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not search: the cards are not read to their end for it."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Cards of another column may come in."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Cards of another column may come in."""
        self._consider(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """A card was let go here."""
        if event.source() is not self and event.mimeData().hasFormat(MIME):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(int(event.mimeData().data(MIME).toStdString()))

    def _consider(self, event: QDragMoveEvent) -> None:
        if event.source() is not self and event.mimeData().hasFormat(MIME):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()


class BoardColumn(QFrame):
    """A column. ``answered(str)`` brings the evidence that was asked for; "" where it was left empty."""

    answered = Signal(str)
    declined = Signal()

    def __init__(self, context: Context, column: Column) -> None:
        super().__init__()
        self._theme = context.theme
        self.column = column
        self.setProperty("role", "lane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel()
        self._label.setProperty("role", "section")
        self._count = QLabel()
        self._count.setProperty("role", "small")
        self.cards = Cards(context, column, self)
        self.list = CardList(self.cards, context)
        self.list.setAccessibleName(column.label)
        self.evidence = Line()
        self.evidence.setPlaceholderText(_("What shows it? Enter takes it, empty too"))
        self.evidence.setAccessibleName(_("Evidence that it was fulfilled; may be left empty"))
        self.evidence.returnPressed.connect(self._answer)
        self.evidence.hide()
        self._head = QHBoxLayout()
        self._head.addWidget(self._label, 1)
        self._head.addWidget(self._count)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.evidence)
        self._column.addWidget(self.list, 1)
        self._dress()
        self._theme.changed.connect(self._dress)
        self.show_count(column.count)

    def show_count(self, count: int) -> None:
        """Tell how many cards it has."""
        self._count.setText(format_number(count))
        said = _("{column}, {count}").format(column=self.column.label, count=format_number(count))
        self.list.setAccessibleDescription(said)

    def ask(self) -> None:
        """Ask for evidence."""
        self.evidence.clear()
        self.evidence.show()
        self.evidence.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the card where it was."""
        if event.key() == Qt.Key.Key_Escape and self.evidence.isVisible():
            self.evidence.hide()
            self.declined.emit()
            return
        super().keyPressEvent(event)

    def _answer(self) -> None:
        self.evidence.hide()
        self.answered.emit(self.evidence.text().strip())

    def _dress(self) -> None:
        space = self._theme.scale.space
        self.setFixedWidth(space(WIDE))
        self._column.setContentsMargins(space(1), space(2.5), space(1), space(1))
        self._column.setSpacing(space(1.5))
        self._head.setContentsMargins(space(2.5), 0, space(2.5), 0)
        room = space(WIDE) - space(20)
        self._label.setText(elided(self._label.fontMetrics(), self.column.label, room))
        self._label.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._label.setToolTip(self.column.label)
