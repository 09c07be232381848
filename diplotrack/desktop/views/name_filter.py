"""A filter by one record: its name completes while one types, and an empty line lets everything through."""

from __future__ import annotations

from PySide6.QtCore import Signal

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.naming import NameLine
from diplotrack.records.display import Mention


class NameFilter(NameLine):
    """Holds a Mention, or nothing; ``narrowed`` follows each change of it."""

    narrowed = Signal()

    def __init__(self, context: Context, kind: str, words: str, width: float = 42) -> None:
        super().__init__(context, kind)
        self._theme = context.theme
        self._width = width
        self.held: Mention | None = None
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        self.chosen.connect(self.hold)
        self.textChanged.connect(self._emptied)
        self.editingFinished.connect(self._taken)
        self._dress()
        context.theme.changed.connect(self._dress)

    def hold(self, mention: Mention | None) -> None:
        """Let only what concerns that record through."""
        is_new = mention != self.held
        self.held = mention
        self.blockSignals(True)
        self.setText(mention.caption if mention is not None else "")
        self.setCursorPosition(0)
        self.blockSignals(False)
        if is_new:
            self.narrowed.emit()

    def _emptied(self, words: str) -> None:
        if not words and self.held is not None:
            self.held = None
            self.narrowed.emit()

    def _taken(self) -> None:
        offered = self.offered(self.text())
        if offered is not None and offered != self.held:
            self.hold(offered)

    def _dress(self) -> None:
        self.setFixedWidth(self._theme.scale.space(self._width))
