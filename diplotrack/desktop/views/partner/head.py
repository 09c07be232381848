"""The head of the page: what the partner is called here, what it is, what can be done from here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from diplotrack.base.i18n import N_, _, format_date, format_number, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.records.display import scale_label
from diplotrack.records.enumerations import TIERS, PartyType
from diplotrack.records.field import Field
from diplotrack.workspace.partner import PartnerView


class PartnerHead(QWidget):
    """``brief_wanted`` and ``log_wanted`` come from its buttons."""

    brief_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.name = QLabel()
        self.name.setProperty("role", "display")
        self.name.setWordWrap(True)
        self._scripts = QLabel()
        self._scripts.setProperty("role", "lead")
        self._formal = QLabel()
        self._formal.setProperty("role", "muted")
        self._bodies = QLabel()
        self._bodies.setProperty("role", "small")
        self._contact = QLabel()
        self._contact.setProperty("role", "lead")
        for label in (self.name, self._scripts, self._formal, self._bodies, self._contact):
            label.setWordWrap(True)
            label.setAlignment(leading_edge())
        self.brief = self._button(_("Prepare a brief"), "primary")
        self.brief.clicked.connect(self.brief_wanted)
        self.log = self._button(_("Log an engagement"), "")
        self.log.clicked.connect(self.log_wanted)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._words = QVBoxLayout()
        for widget in (self.name, self._scripts, self._formal, self._chips, self._contact, self._bodies):
            self._words.addWidget(widget)
        self._acts = QVBoxLayout()
        self._acts.addWidget(self.brief)
        self._acts.addWidget(self.log)
        self._acts.addStretch(1)
        self._row.addLayout(self._words, 1)
        self._row.addLayout(self._acts)
        self._dress()
        context.theme.changed.connect(self._dress)

    def show_view(self, view: PartnerView) -> None:
        """Show that partner."""
        head = view.head
        # A brief is on a partner, and nobody logs a meeting with his own government.
        self.brief.setVisible(not head.is_ours)
        self.log.setVisible(not head.is_ours)
        self.name.setText(head.name)
        self._scripts.setText("   ".join(f"\u2068{one}\u2069" for one in head.scripts))
        self._scripts.setVisible(bool(head.scripts))
        parts = (head.formal_name, _("capital: {city}").format(city=head.capital) if head.capital else "")
        self._formal.setText(" · ".join(part for part in parts if part))
        self._formal.setVisible(bool(self._formal.text()))
        words = [str(head.type.label), head.code]
        if head.tier is not None:
            words.append(scale_label(Field(N_("Tier"), "scale", scale=TIERS), head.tier))
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for word in words:
            if word:
                chip = QLabel(word)
                chip.setProperty("role", "chip")
                self._flow.addWidget(chip)
        if head.type is PartyType.CONTESTED:
            chip = QLabel(_("Named as this workspace's table has it"))
            chip.setProperty("role", "chip")
            self._flow.addWidget(chip)
        self._contact.setText(_contact(view))
        self._contact.setVisible(not head.is_ours or view.cadence.last is not None)
        bodies = _("Member of {names}").format(names=", ".join(head.memberships)) if head.memberships else ""
        self._bodies.setText(bodies)
        self._bodies.setVisible(bool(bodies))

    def _button(self, words: str, role: str) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        if role:
            button.setProperty("role", role)
        return button

    def _dress(self) -> None:
        theme, space = self._context.theme, self._context.theme.scale.space
        self._words.setSpacing(space(1.5))
        self._row.setSpacing(space(6))
        self._acts.setSpacing(space(2))
        self.brief.setIcon(theme.icon("brief", theme.palette.on_accent))
        self.log.setIcon(theme.icon("add"))
        for button in (self.brief, self.log):
            button.setIconSize(QSize(space(4), space(4)))


def _contact(view: PartnerView) -> str:
    cadence = view.cadence
    if cadence.last is None or cadence.days_since is None:
        return _("No engagement is on record.")
    told = _ago(cadence.days_since)
    return _("Last contact {day}, {ago}").format(day=format_date(cadence.last), ago=told)


def _ago(days: int) -> str:
    """So long ago: in days for a quarter, in months for two years, then in years."""
    if not days:
        return _("today")
    if days <= 90:
        count, words = days, ngettext("{count} day ago", "{count} days ago", days)
    elif days < 730:
        count = round(days / 30.44)
        words = ngettext("{count} month ago", "{count} months ago", count)
    else:
        count = int(days / 365.25)
        words = ngettext("{count} year ago", "{count} years ago", count)
    return words.format(count=format_number(count))
