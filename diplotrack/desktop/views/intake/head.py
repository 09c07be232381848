"""The head of the page: which text is in front, which others lie behind it, opening another, closing this one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.button import push_button
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.elided_label import ElidedLabel
from diplotrack.desktop.views.intake.tray import Tray


class IntakeHead(QWidget):
    """``opened`` and ``closed`` tell which button was pressed, ``turned(int)`` which of the texts is wanted."""

    opened = Signal()
    closed = Signal()
    turned = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.heading = QLabel(_("Take in a text"))
        self.heading.setProperty("role", "title")
        self.name = ElidedLabel()
        self.name.setProperty("role", "muted")
        self.choice = Combo(theme)
        self.choice.setAccessibleName(_("Texts that lie here"))
        self.choice.activated.connect(self.turned)
        self.open = push_button(_("Open a file…"), self.opened.emit, tip=_("A text, document or message"))
        self.close_text = push_button(
            _("Close"), self.closed.emit, "flat", _("Ctrl+W; Ctrl+Z brings the text back")
        )
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.heading)
        self._row.addWidget(self.name, 1)
        self._row.addWidget(self.choice, 1)
        self._row.addWidget(self.open)
        self._row.addWidget(self.close_text)
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._dress()
        theme.changed.connect(self._dress)

    def tell(self, tray: Tray, *, is_reading: bool) -> None:
        """Say what is in front, and where several lie here, which; or that one is being read."""
        texts, front = tray.texts, tray.front
        several = len(texts) > 1
        title = front.title if front is not None else ""
        self.name.setText(_("Reading…") if is_reading else title)
        self.name.setVisible(is_reading or not several)
        self.choice.setVisible(several and not is_reading)
        self.choice.clear()
        self.choice.addItems([one.title for one in texts])
        if front is not None:
            self.choice.setCurrentIndex(texts.index(front))
        # On the empty page the same button stands in the middle.
        self.open.setVisible(front is not None)
        self.close_text.setVisible(front is not None)

    def _dress(self) -> None:
        space = self._theme.scale.space
        self._row.setContentsMargins(space(4), space(3.5), space(3), space(2.5))
        self._row.setSpacing(space(2.5))
        self.name.setContentsMargins(0, space(0.75), 0, 0)
        self.name.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
