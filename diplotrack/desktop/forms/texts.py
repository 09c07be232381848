"""The long texts of a record: a switch between its sections, one editor, portion marks before paragraphs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPlainTextEdit, QStackedWidget, QToolButton

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.sections import Sections
from diplotrack.desktop.forms.words import Words
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.records import TextRole
from diplotrack.workspace.editing import Draft, Fault
from diplotrack.workspace.editing.portions import marks, portions, written_out
from diplotrack.workspace.gleaning import LINKS

HEIGHT = 62
"""The height of the editor in units of the space scale."""


class TextsBlock(Block):
    """All long texts of the record, one at a time."""

    def __init__(self, context: Context, draft: Draft, scheme: str, heading: str = "") -> None:
        super().__init__(context, draft, heading)
        self._scheme = scheme
        self.roles: tuple[TextRole, ...] = draft.record.__kind__.texts
        self.editors: dict[str, QPlainTextEdit] = {}
        self._before: dict[str, str] = {}
        self._begun = dict(draft.texts)
        self._stack = QStackedWidget()
        self.tabs = Sections(context.theme, _("Sections of the text"))
        for role in self.roles:
            self._add(role)
        self.tabs.turned.connect(self._turn)
        self._mark = QToolButton()
        self._mark.setText(_("Mark paragraph"))
        self._mark.setToolTip(_("Put a portion mark before the paragraph"))
        self._mark.setAccessibleName(_("Mark the paragraph"))
        self._mark.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._mark.setMenu(self._marks())
        self._help = QLabel()
        self._help.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._help.setProperty("role", "small")
        self._help.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self._help, 1)
        foot.addWidget(self._mark)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self._stack)
        self.column.addLayout(foot)
        self._name_tabs()
        self._turn(0)
        self.words = Words(self) if draft.kind in LINKS else None

    @property
    def editor(self) -> QPlainTextEdit:
        """The editor in front."""
        editor = self._stack.currentWidget()
        assert isinstance(editor, QPlainTextEdit)
        return editor

    @property
    def role(self) -> str:
        """The role of the text in front."""
        return self.roles[self._stack.currentIndex()].role

    @property
    def scheme(self) -> str:
        """The marking scheme of the portion marks."""
        return self._scheme

    def meet(self, other: Block) -> None:
        """What follows from words, and what links objectives, is where chosen words go."""
        if self.words is not None:
            self.words.meet(other)

    def gather(self) -> list[Fault]:
        """The texts that were touched, paragraph by paragraph."""
        for role, editor in self.editors.items():
            text = editor.toPlainText()
            touched = text != self._before[role]
            self.draft.texts[role] = portions(text, self._scheme) if touched else self._begun.get(role, [])
        return []

    def show_section(self, role: str) -> QPlainTextEdit:
        """Bring a section to the front and give its editor."""
        self.tabs.turn_to([one.role for one in self.roles].index(role))
        return self.editors[role]

    def _add(self, role: TextRole) -> None:
        editor = QPlainTextEdit()
        editor.setAccessibleName(str(role.label))
        editor.setAccessibleDescription(str(role.help))
        editor.setTabChangesFocus(True)
        editor.setMinimumHeight(self.context.theme.scale.space(HEIGHT))
        option = QTextOption(editor.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        editor.document().setDefaultTextOption(option)
        editor.setPlainText(written_out(self.draft.texts.get(role.role, [])))
        self._before[role.role] = editor.toPlainText()
        editor.textChanged.connect(self._typed)
        self.editors[role.role] = editor
        self._stack.addWidget(editor)
        self.tabs.add(str(role.label))

    def _typed(self) -> None:
        self._name_tabs()
        self.edited.emit()

    def _name_tabs(self) -> None:
        """A dot after the sections that have a text."""
        for number, role in enumerate(self.roles):
            has_text = bool(self.editors[role.role].toPlainText().strip())
            self.tabs.rename(number, f"{role.label} •" if has_text else str(role.label))
        self.tabs.setVisible(len(self.roles) > 1)

    def _turn(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        if self.roles:
            role = self.roles[number]
            advice = _("A blank line begins a new paragraph; “(C)” before one marks it.")
            self._help.setText(f"{role.help} {advice}".strip())

    def _marks(self) -> QMenu:
        menu = QMenu(self)
        for mark, meaning in marks(self._scheme):
            menu.addAction(f"{mark} {meaning}").triggered.connect(
                lambda _on=False, mark=mark: self._put(mark)
            )
        return menu

    def _put(self, mark: str) -> None:
        """Put the mark before the paragraph in which the cursor stands, in place of the one that it had."""
        editor = self.editor
        cursor = editor.textCursor()
        block = cursor.block()
        while block.previous().isValid() and block.previous().text().strip():
            block = block.previous()
        old = portions(block.text(), self._scheme)
        rest = old[0].text if old else ""
        cursor.beginEditBlock()
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(mark + rest)
        cursor.endEditBlock()
        editor.setFocus()
