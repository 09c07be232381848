"""What chosen words can become: a small bar beside them, the same by keys and in the menu of the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPlainTextEdit, QTextEdit, QToolButton, QWidget

from diplotrack.base.i18n import N_, _
from diplotrack.desktop.context import Context
from diplotrack.workspace.gleaning import GLEANED

REST = 180
"""Milliseconds that a choice of words stands still before the bar comes."""

DISMISSAL = "dismissal"
NO_PROMISE = (N_("No promise"), "Ctrl+Alt+X")
"""What chosen words are not, and its keys: said of a stored text, so that nobody is asked again."""

KEYS = {
    Qt.Key.Key_P: "commitment",
    Qt.Key.Key_S: "statement",
    Qt.Key.Key_A: "action",
    Qt.Key.Key_O: "ask",
    Qt.Key.Key_X: DISMISSAL,
}
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class SelectionBar(QFrame):
    """Stands beside the chosen words of a text while some are chosen; ``wanted(kind)`` tells what they become.

    The keys work without the bar, and where no words are chosen too: whoever listens takes the sentence then.
    """

    wanted = Signal(str)

    def __init__(self, context: Context, text: QPlainTextEdit | QTextEdit) -> None:
        super().__init__(text)
        self._context, self._text = context, text
        self.may_take: Callable[[], bool] = lambda: True
        """Whether the words of the text can be taken now."""
        self.may_stand: Callable[[], bool] = lambda: True
        """Whether those that are chosen are words of which something can be made."""
        self.may_dismiss: Callable[[], bool] = lambda: False
        """Whether it can be said of the words that they are no promise."""
        self.setProperty("role", "popup")
        self.setAccessibleName(_("Make of the words"))
        self.buttons = {kind: self._button(kind) for kind, _label, _keys in GLEANED}
        self._row = QHBoxLayout(self)
        for button in self.buttons.values():
            self._row.addWidget(button)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.settle)
        text.selectionChanged.connect(self._chosen)
        text.verticalScrollBar().valueChanged.connect(lambda _place: self.settle())
        text.installEventFilter(self)
        text.viewport().installEventFilter(self)
        context.theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def settle(self) -> None:
        """Come to stand beside the words, or go where none are chosen."""
        cursor = self._text.textCursor()
        room = self._text.viewport()
        if not self._has_words() or not self._text.isVisible() or self._rest.isActive():
            self.hide()
            return
        for button in self.buttons.values():
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self.sizeHint().width() > room.width():
            for button in self.buttons.values():
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.adjustSize()
        first, last = self._text.textCursor(), self._text.textCursor()
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        top, bottom = self._text.cursorRect(first), self._text.cursorRect(last)
        gap = self._context.theme.scale.space(1)
        y = top.top() - self.height() - gap
        if y < 0:
            y = bottom.bottom() + gap
        if y + self.height() > room.height():
            y = max(0, min(top.top(), room.height() - self.height()))
        x = top.right() - self.width() if self.isRightToLeft() else top.left()
        x = max(0, min(x, room.width() - self.width()))
        self.move(room.mapTo(self._text, QPoint(x, y)))
        before: QWidget = self._text
        for button in self.buttons.values():
            # The keyboard comes to the bar right after the text, wherever both have been put meanwhile.
            QWidget.setTabOrder(before, button)
            before = button
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys, the menu, and leaving the text."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return self._key(event)
        if isinstance(event, QContextMenuEvent) and watched is self._text.viewport():
            return self._menu(event)
        if kind == QEvent.Type.MouseButtonRelease:
            self._chosen()
        if kind == QEvent.Type.Hide and watched is self._text:
            self.hide()
        if kind == QEvent.Type.Resize:
            self._rest.start()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self.isVisible() and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if key == Qt.Key.Key_Escape and self.isVisible():
            self.hide()
            return True
        if (
            key not in KEYS
            or not self.may_take()
            or (KEYS[key] == DISMISSAL and not self.may_dismiss())
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != BOTH
        ):
            return False
        # Where AltGr comes as Ctrl+Alt it writes letters of some languages: “ś” must stay a letter.
        if event.text() and event.text().isprintable() and event.text().lower() != chr(event.key()).lower():
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._take(KEYS[key])
        return True

    def _menu(self, event: QContextMenuEvent) -> bool:
        """The menu of the text with what its words can become before it."""
        if not self._has_words():
            return False
        menu = self._text.createStandardContextMenu()
        self.fill(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
        return True

    def fill(self, menu: QMenu) -> None:
        """Put what the words can become at the head of a menu."""
        first = menu.actions()[0] if menu.actions() else None
        own = []
        for kind, label, keys in GLEANED:
            action = QAction(self._context.theme.icon(kind), str(label), menu)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, kind=kind: self._take(kind))
            own.append(action)
        if self.may_dismiss():
            label, keys = NO_PROMISE
            action = QAction(self._context.theme.icon("close"), str(label), menu)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False: self._take(DISMISSAL))
            own.append(action)
        line = QAction(menu)
        line.setSeparator(True)
        if first is not None:
            menu.insertActions(first, [*own, line])
        else:
            menu.addActions(own)

    def _take(self, kind: str) -> None:
        self._rest.stop()
        self.hide()
        self._text.setFocus()
        self.wanted.emit(kind)

    def _has_words(self) -> bool:
        return self._text.textCursor().hasSelection() and self.may_take() and self.may_stand()

    def _chosen(self) -> None:
        if self._has_words():
            self._rest.start()
        else:
            self._rest.stop()
            self.hide()

    def _button(self, kind: str) -> QToolButton:
        label, keys = next((label, keys) for name, label, keys in GLEANED if name == kind)
        button = QToolButton()
        button.setText(str(label))
        button.setAccessibleName(_("Make of the words: {kind}").format(kind=label))
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{label} ({native})")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _on=False: self._take(kind))
        return button

    def _dress(self) -> None:
        theme = self._context.theme
        space = theme.scale.space
        self._row.setContentsMargins(space(0.5), space(0.5), space(0.5), space(0.5))
        self._row.setSpacing(space(0.5))
        for kind, button in self.buttons.items():
            button.setIcon(theme.icon(kind))
            button.setIconSize(QSize(space(4), space(4)))
        self._rest.start()
