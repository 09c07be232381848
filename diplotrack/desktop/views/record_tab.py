"""One record in a tab of its own. Its page is made when it is first shown; a link leads on within the tab."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.views.page import draw_a_turn_later
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.views.record_pages import RECORD_PAGES, make_record_page
from diplotrack.records import KINDS
from diplotrack.workspace.reading import Key, Standing

_NUMBERS = itertools.count(1)


class RecordTab(QWidget):
    """Shows one record at a time. ``way`` names its own back and forward (:class:`Trail`)."""

    def __init__(self, context: Context, key: Key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.way = next(_NUMBERS)
        self.key = key
        self.title = ""
        self.is_out = False
        """Whether the record lies in the trash, or is gone."""
        self.page: QWidget | None = None
        self._made_for: Key | None = None
        self._word = QFrame()
        self._word.setProperty("role", "notice")
        self._word.setProperty("tone", "warning")
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._restore = QPushButton(_("Restore"))
        self._restore.setAccessibleName(_("Restore from trash"))
        self._restore.clicked.connect(self._bring_back)
        self._line = QHBoxLayout(self._word)
        self._line.addWidget(self._sentence, 1)
        self._line.addWidget(self._restore)
        self._word.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._word)
        self._column.addStretch(0)
        self._dress()
        context.theme.changed.connect(self._dress)

    def go_to(self, key: Key) -> None:
        """Show another record in this tab."""
        self.key = key
        self.populate()

    def populate(self) -> None:
        """Make the page of the record, unless it is there."""
        if self._made_for == self.key:
            return
        kind, record_id = self.key
        self._made_for = self.key
        if isinstance(self.page, ReadingPane) and kind not in RECORD_PAGES:
            self.page.show_record(kind, record_id)
            return
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
        self.page = make_record_page(self._context, kind, record_id)
        draw_a_turn_later(self.page)
        self._column.insertWidget(1, self.page, 1)

    def take_focus(self) -> None:
        """The keyboard starts in the record."""
        page = self.page
        if isinstance(page, ReadingPane):
            page.sheet.setFocus()
        elif page is not None:
            page.setFocus() if page.focusPolicy() != Qt.FocusPolicy.NoFocus else page.focusNextChild()

    def tell(self, standing: Standing | None) -> None:
        """Say where the record is gone, or lies in the trash; None where it is not in the ledger any more."""
        label = str(KINDS[self.key[0]].__kind__.label).lower()
        if standing is None:
            sentence = _("This {kind} is no longer in the ledger.")
        elif standing.is_trashed:
            sentence = _("This {kind} is in the trash.")
        else:
            sentence = ""
        self._sentence.setText(sentence.format(kind=label))
        self._word.setVisible(bool(sentence))
        self.is_out = bool(sentence)
        self._restore.setVisible(standing is not None)
        self.title = standing.title if standing is not None else _("Gone")

    def _bring_back(self) -> None:
        kind, record_id = self.key
        self._context.change(
            "Restore from trash", lambda work: work.restore(work.get(KINDS[kind], record_id))
        )

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._line.setContentsMargins(space(4), space(1), space(4), space(1))
