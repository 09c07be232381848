"""A section of the page as a card: its heading with the number, the first entries, and the way to the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.partner.entries import EntryList
from diplotrack.workspace.partner import Section


class SectionCard(QFrame):
    """Shows one section. ``opened(Entry)`` and ``opened_apart(Entry)`` come from its list."""

    opened = Signal(object)
    opened_apart = Signal(object)

    def __init__(self, context: Context, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.section = section
        self.setProperty("role", "card")
        heading = str(section.heading)
        self._title = QLabel(heading, self)
        self._title.setProperty("role", "strong")
        self._count = QLabel(format_number(section.count), self)
        self._count.setProperty("role", "muted")
        self._late = QLabel(self._told_late(section), self)
        self._late.setProperty("role", "bad")
        self._late.setVisible(bool(section.late))
        self.list = EntryList(context.theme, heading)
        self.list.show_entries(section.entries)
        self.list.opened.connect(self.opened)
        self.list.opened_apart.connect(self.opened_apart)
        self._note = QLabel(section.note, self)
        self._note.setProperty("role", "small")
        self._note.setWordWrap(True)
        self._note.setAlignment(leading_edge())
        self._note.setVisible(bool(section.note))
        # Shown before it had its place, a button would be a window for a moment, and take the keyboard with it.
        self.more = QPushButton(self._told_rest(section), self)
        self.more.setProperty("role", "flat")
        self.more.setAccessibleName(_("{heading}: {more}").format(heading=heading, more=self.more.text()))
        self.more.setVisible(bool(section.rest > 0 and (section.more or section.page)))
        self.more.clicked.connect(self._show_all)
        self._lay_out()
        self._dress()
        context.theme.changed.connect(self._dress)

    @staticmethod
    def _told_late(section: Section) -> str:
        if section.name in ("duties", "instructions"):
            return ""
        return _("{count} overdue").format(count=format_number(section.late))

    @staticmethod
    def _told_rest(section: Section) -> str:
        words = ngettext("and {count} more", "and {count} more", section.rest)
        return words.format(count=format_number(section.rest))

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._count)
        self._head.addStretch(1)
        self._head.addWidget(self._late)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.list)
        self._column.addWidget(self._note)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_all(self) -> None:
        if self.section.more is not None:
            self._context.show_list(*self.section.more)
        elif self.section.page:
            self._context.show_page(self.section.page)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._column.setContentsMargins(space(3), space(3), space(3), space(2.5))
        self._column.setSpacing(space(1))
        self._head.setContentsMargins(space(2), 0, space(2), 0)
        self._head.setSpacing(space(2))
        self._note.setContentsMargins(space(2), 0, space(2), 0)
