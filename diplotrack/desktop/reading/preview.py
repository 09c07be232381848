"""The card that shows a linked record before one goes there. It never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.reading.hand import Hand, direction
from diplotrack.desktop.theme.direction import is_mirrored
from diplotrack.records import KINDS
from diplotrack.workspace.reading import Glance, Key

WIDTH = 84
"""In units of the space scale."""
WORDS = 220
"""Letters of its first words that the card shows."""


class Preview(QFrame):
    """Shows one record at a glance beside a link."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        flags = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint
        super().__init__(parent, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self._context = context
        self._wanted: Key | None = None
        self._anchor = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("role", "popup")
        self.setAccessibleName(_("Preview"))
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.label)

    def show_record(self, key: Key, anchor: QRect) -> None:
        """Show that record below ``anchor``, a rectangle of the screen, once it has been read."""
        self._wanted, self._anchor = key, anchor
        self._context.read(
            lambda workspace: workspace.reading.glance(*key),
            lambda glance: self._show(key, glance),
            owner=self,
            key=(id(self), "preview"),
        )

    def dismiss(self) -> None:
        """Take the card away, and do not show one that is still being read."""
        self._wanted = None
        self.hide()

    def _show(self, key: Key, glance: Glance | None) -> None:
        if key != self._wanted:
            return
        theme, space = self._context.theme, self._context.theme.scale.space
        hand = Hand(theme.palette, theme.scale, is_mirrored())
        self._column.setContentsMargins(space(3), space(2.5), space(3), space(2.5))
        self.label.setText(card(glance, hand) if glance else gone(key, hand))
        inner = space(WIDTH)
        self.label.setFixedWidth(inner)
        self.label.setFixedHeight(self.label.heightForWidth(inner))
        self.adjustSize()
        self.move(self._place())
        self.show()

    def _place(self) -> QPoint:
        """Below the link, above it where there is no room below; from its leading side."""
        anchor, gap = self._anchor, self._context.theme.scale.space(1)
        screen = QApplication.screenAt(anchor.center()) or QApplication.primaryScreen()
        room = screen.availableGeometry()
        left = anchor.right() - self.width() if is_mirrored() else anchor.left()
        left = max(room.left(), min(left, room.right() - self.width()))
        top = anchor.bottom() + gap
        if top + self.height() > room.bottom():
            top = max(room.top(), anchor.top() - gap - self.height())
        return QPoint(left, top)


def card(glance: Glance, hand: Hand) -> str:
    """What the card says: kind and marking, title, the facts of the line under it, and the first words."""
    space, scale = hand.scale.space, hand.scale
    marks = [hand.chip(glance.marking.banner, "plain")] if glance.marking.banner else []
    if glance.is_trashed:
        marks.append(hand.chip(_("In the trash"), "warn"))
    top = " &nbsp; ".join([hand.small(glance.kind_label), *marks])
    title = glance.title or _("Untitled")
    style = f"margin:{space(1)}px 0; font-weight:600; font-size:{scale.type('strong')}px"
    lines = [
        f'<p style="margin:0">{top}</p>',
        f'<p{hand.title_direction(title)} style="{style}">{hand.escape(_cut(title))}</p>',
    ]
    facts = " &nbsp;·&nbsp; ".join(hand.plain_value(fact.field, fact.value) for fact in glance.facts)
    if facts:
        lines.append(f'<p style="margin:0; color:{hand.palette.muted}">{facts}</p>')
    if glance.lead:
        words = _cut(glance.lead)
        lines.append(f'<p{direction(words)} style="margin:{space(1.5)}px 0 0 0">{hand.escape(words)}</p>')
    return hand.page("".join(lines))


def gone(key: Key, hand: Hand) -> str:
    """What it says of a record that is not there."""
    label = str(KINDS[key[0]].__kind__.label).lower()
    return hand.muted(_("This {kind} is no longer in the ledger.").format(kind=label))


def _cut(words: str) -> str:
    return words if len(words) <= WORDS else words[:WORDS].rsplit(" ", 1)[0] + " …"
