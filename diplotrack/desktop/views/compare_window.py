"""Our readout and theirs side by side: paragraph beside paragraph, the words marked in which they differ."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.reading.hand import Hand, direction, target
from diplotrack.desktop.theme.direction import is_mirrored, leading_edge
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.comparing import Row
from diplotrack.workspace.readouts import Comparison

WIDTH, HEIGHT = 240, 170
"""The size in which it opens, in units of the space scale."""


class CompareWindow(QDialog):
    """F7 goes to the next difference, Shift+F7 to the one before."""

    def __init__(self, context: Context, ours: int, theirs: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._context, self._pair = context, (ours, theirs)
        self.comparison: Comparison | None = None
        self.place = -1
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Ours and theirs"))
        self.setAccessibleName(self.windowTitle())
        self.sheet = QTextBrowser()
        self.sheet.setOpenLinks(False)
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self.sheet.setAccessibleName(_("The two readouts, side by side"))
        self.sheet.anchorClicked.connect(lambda url: self._follow(url.toString()))
        self.told = QLabel()
        self.told.setProperty("role", "muted")
        self.told.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.before = self._button(_("Previous difference"), "Shift+F7", -1)
        self.next = self._button(_("Next difference"), "F7", 1)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QFrame()
        foot.setProperty("role", "status")
        self._row = QHBoxLayout(foot)
        self._row.addWidget(self.told, 1)
        for button in (self.before, self.next, close):
            self._row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sheet, 1)
        column.addWidget(foot)
        context.changed.connect(self._changed)
        context.theme.changed.connect(self._dress)
        space, room = context.theme.scale.space, parent.window().size()
        self.resize(min(space(WIDTH), max(480, room.width())), min(space(HEIGHT), max(400, room.height())))
        self._dress()
        self._read()

    @property
    def differences(self) -> list[int]:
        """The rows in which the two differ."""
        rows = self.comparison.rows if self.comparison is not None else ()
        return [number for number, row in enumerate(rows) if not row.is_same]

    def step(self, by: int) -> None:
        """Go to another difference."""
        count = len(self.differences)
        if not count:
            return
        self.place = max(0, min(count - 1, self.place + by))
        self.sheet.scrollToAnchor(f"row{self.differences[self.place]}")
        self._tell()

    def _read(self) -> None:
        ours, theirs = self._pair
        self._context.read(
            lambda workspace: workspace.readouts.compare(ours, theirs),
            self._show,
            owner=self,
            key=(id(self), "comparison"),
            failed=self._refused,
        )

    def _show(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._compose()

    def _compose(self) -> None:
        if self.comparison is None:
            return
        theme = self._context.theme
        option = QTextOption()
        mirrored = is_mirrored()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        self.sheet.document().setDefaultTextOption(option)
        self.sheet.document().setDefaultFont(theme.font())
        self.sheet.setHtml(side_by_side(self.comparison, Hand(theme.palette, theme.scale)))
        self._tell()

    def _tell(self) -> None:
        assert self.comparison is not None
        rows, count = self.comparison.rows, len(self.differences)
        alone = sum(not (row.first and row.second) for row in rows)
        if self.place >= 0 and count:
            words = _("Difference {number} of {count}").format(number=self.place + 1, count=count)
        elif not count:
            words = _("The two say the same, word for word.")
        else:
            words = ngettext("{count} paragraph differs.", "{count} paragraphs differ.", count)
            words = words.format(count=count)
            if alone:
                more = ngettext(
                    "{count} of them stands in one only.", "{count} of them stand in one only.", alone
                )
                words = f"{words} {more.format(count=alone)}"
        self.told.setText(words)
        self.sheet.setAccessibleDescription(words)
        self.before.setEnabled(self.place > 0)
        self.next.setEnabled(self.place < count - 1)

    def _refused(self, error: UserError) -> None:
        self.sheet.setPlainText(error.sentence)
        self.before.setEnabled(False)
        self.next.setEnabled(False)

    def _follow(self, link: str) -> None:
        record = target(link)
        if record is not None:
            self._context.open_record(*record)

    def _changed(self, changed: Changed) -> None:
        if changed.concerns("communication") or changed.concerns("passage"):
            self._read()

    def _button(self, words: str, keys: str, by: int) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{words} ({native})")
        button.clicked.connect(lambda _on=False: self.step(by))
        QShortcut(QKeySequence(keys), self).activated.connect(lambda: self.step(by))
        return button

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._row.setContentsMargins(space(6), space(2), space(6), space(2))
        self._row.setSpacing(space(2))
        self.sheet.setViewportMargins(space(6), space(5), space(3), 0)
        self._compose()


def side_by_side(comparison: Comparison, hand: Hand) -> str:
    """The comparison as HTML: two columns, a row for each paragraph."""
    space, line = hand.scale.space, hand.palette.line
    pad = f"padding:{space(2)}px {space(4)}px {space(2)}px 0; border-top:1px solid {line}"
    top = f"padding:0 {space(4)}px {space(3)}px 0"
    head = _along(
        f'<td width="50%" style="{top}">{hand.small(side + (f" – {by}" if by else ""))}<br>{hand.mention(name)}</td>'
        for side, by, name in (
            (_("Ours"), comparison.ours_by, comparison.ours),
            (_("Theirs"), comparison.theirs_by, comparison.theirs),
        )
    )
    rows = []
    for number, row in enumerate(comparison.rows):
        cells = [f'<td width="50%" valign="top" style="{pad}">{cell}</td>' for cell in _cells(row, hand)]
        cells[0] = cells[0].replace(">", f'><a name="row{number}"></a>', 1)
        rows.append(f"<tr>{_along(cells)}</tr>")
    style = f"color:{hand.palette.text}; font-size:{hand.scale.type('body')}px"
    return (
        f'<div style="{style}"><table width="100%" cellspacing="0" cellpadding="0">'
        f"<tr>{head}</tr>{''.join(rows)}</table></div>"
    )


def _along(cells: Iterable[str]) -> str:
    """The cells from the leading edge on: a table of Qt's runs from left to right in a mirrored window too."""
    return "".join(reversed(list(cells)) if is_mirrored() else cells)


def _cells(row: Row, hand: Hand) -> tuple[str, str]:
    if not row.second:
        return _alone(row.first, hand), _absent(_("Not in theirs"), hand)
    if not row.first:
        return _absent(_("Not in ours"), hand), _alone(row.second, hand)
    first, second = [], []
    for kind, old, new in row.difference:
        is_same = kind == "same"
        first += [hand.escape(old) if is_same else _marked(old, hand)] if old else []
        second += [hand.escape(new) if is_same else _marked(new, hand)] if new else []
    return _paragraph(" ".join(first), row.first), _paragraph(" ".join(second), row.second)


def _alone(words: str, hand: Hand) -> str:
    return _paragraph(_marked(words, hand), words)


def _absent(words: str, hand: Hand) -> str:
    return _paragraph(hand.muted(words), words)


def _paragraph(shown: str, words: str) -> str:
    return f'<p{direction(words)} style="margin:0; line-height:130%">{shown}</p>'


def _marked(words: str, hand: Hand) -> str:
    """Words that only one side has: on a ground, and underlined, so that it is told without colours too."""
    tint = hand.palette.tones["warn"]
    style = f"background-color:{tint.ground}; color:{tint.ink}; text-decoration:underline"
    return f'<span style="{style}">{hand.escape(words)}</span>'
