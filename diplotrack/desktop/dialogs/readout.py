"""Which sections of the record go out, up to which marking, and to whom: then the readout is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, current_locale, ngettext
from diplotrack.base.markings import schemes
from diplotrack.desktop.button import default_button, foot
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.line import Line
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.workspace.readouts import USUAL, Made, Order, Record

WIDTH = 118
"""The least width, in units of the space scale."""


def open_readout_dialog(context: Context, engagement: int, parent: QWidget) -> None:
    """Ask for the readout of an engagement, once what it could be made of is read."""

    def show(record: Record) -> None:
        ReadoutDialog(context, record, parent).open()

    context.read(lambda workspace: workspace.readouts.record(engagement), show, owner=parent)


class ReadoutDialog(QDialog):
    """Enter makes it; the form of the new communication opens then."""

    def __init__(self, context: Context, record: Record, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._record = context, record
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Make the readout"))
        self.setAccessibleName(self.windowTitle())
        theme, space = context.theme, context.theme.scale.space
        self.setMinimumWidth(space(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        column.addWidget(self._label(_("Which sections go out?"), "lead"))
        self.sections: dict[str, Tick] = {}
        for section in record.sections:
            count = len(section.markings)
            words = ngettext("{section} – {count} paragraph", "{section} – {count} paragraphs", count)
            tick = Tick(words.format(section=section.label, count=count), theme)
            tick.setChecked(section.role in USUAL)
            tick.toggled.connect(lambda _on: self._count())
            self.sections[section.role] = tick
            column.addWidget(tick)
        column.addWidget(self._label(_("What was noted of the atmosphere never goes out."), "small"))
        self.ceiling = Combo(theme)
        self._ranks: list[int | None] = []
        self._fill_ceiling()
        self.ceiling.activated.connect(lambda _place: self._count())
        self.language = Line(current_locale().partition("_")[0])
        row = QHBoxLayout()
        row.setSpacing(space(3))
        row.addLayout(self._labelled(_("Paragraphs marked at most"), self.ceiling), 2)
        row.addLayout(self._labelled(_("Language"), self.language), 1)
        column.addLayout(row)
        self.public = Tick(_("It is public"), theme)
        self.public.setChecked(record.is_public)
        column.addWidget(self.public)
        self.told = self._label("", "muted")
        column.addWidget(self.told)
        self.make = default_button(_("Make the readout"), self._make)
        column.addLayout(foot(self.reject, self.make))
        self._count()

    @property
    def order(self) -> Order:
        """What is asked for."""
        return Order(
            self._record.engagement.id,
            tuple(role for role, tick in self.sections.items() if tick.isChecked()),
            self._ranks[self.ceiling.currentIndex()],
            self.public.isChecked(),
            self.language.text().strip(),
        )

    def _fill_ceiling(self) -> None:
        record = self._record
        levels = schemes()[record.scheme if record.scheme in schemes() else "neutral"].levels
        for level in levels:
            self.ceiling.addItem(level.text)
            self._ranks.append(level.rank)
        self.ceiling.addItem(_("Whatever their marking"))
        self._ranks.append(None)
        # What carries the record's own marking goes in unless somebody says otherwise; what is marked higher does not.
        usual = record.ceiling if record.ceiling in self._ranks else None
        self.ceiling.setCurrentIndex(self._ranks.index(usual))

    def _count(self) -> None:
        order = self.order
        chosen = [one for one in self._record.sections if one.role in order.roles]
        out = sum(one.left_out(order.ceiling) for one in chosen)
        kept = [one for section in chosen for one in section.markings]
        bare = sum(one.is_unmarked for one in kept)
        going = len(kept) - out
        words = [
            ngettext("{count} paragraph goes in.", "{count} paragraphs go in.", going).format(count=going)
        ]
        if out:
            more = ngettext(
                "{count} is marked higher and stays out.", "{count} are marked higher and stay out.", out
            )
            words.append(more.format(count=out))
        if bare:
            words.append(_("Unmarked paragraphs are in it; mark the readout before it is sent."))
        self.told.setText(" ".join(words))
        self.make.setEnabled(going > 0)

    def _make(self) -> None:
        order = self.order
        self.make.setEnabled(False)
        self._context.write(
            lambda workspace: workspace.readouts.make(order), self._done, owner=self, failed=self._refused
        )

    def _done(self, made: Made) -> None:
        if made.left_out:
            sentence = ngettext(
                "The readout is made; {count} paragraph marked higher was left out.",
                "The readout is made; {count} paragraphs marked higher were left out.",
                made.left_out,
            )
            self._context.say(sentence.format(count=made.left_out))
        else:
            self._context.say(_("The readout is made."))
        self.accept()
        self._context.edit_record("communication", made.id)

    def _refused(self, error: UserError) -> None:
        self.make.setEnabled(True)
        self.told.setText(error.sentence)

    def _label(self, words: str, role: str) -> QLabel:
        label = QLabel(words)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setAlignment(leading_edge())
        return label

    def _labelled(self, words: str, widget: QWidget) -> QVBoxLayout:
        label = self._label(words, "small")
        label.setBuddy(widget)
        widget.setAccessibleName(words)
        column = QVBoxLayout()
        column.setSpacing(self._context.theme.scale.space(0.75))
        column.addWidget(label)
        column.addWidget(widget)
        return column
