"""Importing a file: choose it, see what would happen, then let it happen or not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.button import push_button
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.longwork import LongWork, ProgressStrip
from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.records import KINDS

SHOWN = 500
"""Refused rows that the table shows; the file of rejects has all of them."""


class ImportDialog(QDialog):
    """``result_shown`` is what the last trial or import gave."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.result_shown: ImportResult | None = None
        self._is_away = False
        self.work = LongWork(context, self)
        self.setWindowTitle(_("Import a file"))
        self.setAcceptDrops(True)
        self.path = QLineEdit()
        self.path.setPlaceholderText(_("A CSV or XLSX file: choose it, type its path, or drop it here"))
        self.path.setAccessibleName(_("File"))
        self.profile = Combo(context.theme)
        self.profile.setAccessibleName(_("How the file is read"))
        self.profile.addItem(_("Tell by its columns"), None)
        self.skip = Tick(_("Take the good rows where some are bad"), context.theme)
        self.skip.setAccessibleDescription(_("The bad ones are written to a file beside it."))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self._rows = QStandardItemModel(0, 4, self)
        self._rows.setHorizontalHeaderLabels([_("Row"), _("Column"), _("Value"), _("What is wrong")])
        self.table = QTableView()
        self.table.setModel(self._rows)
        self.table.setAccessibleName(_("Rows that cannot be taken"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self.table.hide()
        self._lay_out()
        context.read(_profiles, self._list_profiles, owner=self, key=(id(self), "profiles"))

    def try_it(self) -> None:
        """Read the file and tell what importing it would do; nothing is written."""
        self._start(dry_run=True)

    def import_it(self) -> None:
        """Import the file as one operation, which undo takes back whole."""
        self._start(dry_run=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Try the file that was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.path.setText(paths[0])
            self.try_it()

    def reject(self) -> None:
        """Esc stops what runs, then closes."""
        if self.work.is_running:
            self.work.cancel()
            return
        super().reject()

    def leave_it(self) -> None:
        """Let the window be used while the import goes on; it is told there when it has ended."""
        self._is_away = True
        self.hide()

    def _come_back(self) -> None:
        if self._is_away:
            self._is_away = False
            self.open()

    def _start(self, *, dry_run: bool) -> None:
        path = self.path.text().strip()
        if not path:
            self._complain(_("Choose a file first."))
            self.path.setFocus()
            return
        profile, skip = self.profile.currentData(), self.skip.isChecked()
        for button in (self.trial, self.go):
            button.setEnabled(False)
        self.told.setText(_("Reading…"))
        self.work.start(
            lambda workspace, progress: workspace.exchange.import_file(
                Path(path).expanduser(), profile, dry_run=dry_run, skip_bad_rows=skip, progress=progress
            ),
            self._done,
            failed=lambda error: self._complain(error.sentence),
            writes=not dry_run,
            name=_("Reading a file") if dry_run else _("Importing"),
        )
        self.away.setVisible(not dry_run)

    def _done(self, result: ImportResult) -> None:
        self.result_shown = result
        self._say("\n".join(_sentences(result)))
        self._rows.removeRows(0, self._rows.rowCount())
        for error in result.errors[:SHOWN]:
            cells = (str(error.row), error.column, error.value, error.message)
            self._rows.appendRow([QStandardItem(str(cell)) for cell in cells])
        self.table.setVisible(bool(result.errors))
        self.table.resizeColumnsToContents()
        if result.written:
            done = _("Imported: {created} created, {updated} updated.")
            self._context.say(
                done.format(created=format_number(result.created), updated=format_number(result.updated))
            )
        if self._is_away and result.written and not result.errors:
            super().reject()
            return
        self._come_back()
        may_go = not result.written and bool(result.created or result.updated)
        self.go.setEnabled(may_go and (not result.errors or self.skip.isChecked()))

    def _try_again(self, _on: bool) -> None:
        if self.result_shown is not None:
            self.try_it()

    def _ended(self) -> None:
        self.trial.setEnabled(True)
        self.away.hide()
        if self.told.text() == _("Reading…"):
            self.told.setText(_("Stopped; nothing was written."))

    def _complain(self, sentence: str) -> None:
        self._come_back()
        self._say(sentence, bad=True)

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.told.setProperty("role", "bad" if bad else "muted")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self.told.setText(words)

    def _list_profiles(self, names: list[tuple[str, str]]) -> None:
        for name, shown in names:
            self.profile.addItem(shown, name)

    def _choose(self) -> None:
        kinds = _("Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Import a file"), self.path.text(), kinds)
        if chosen:
            self.path.setText(chosen)
            self.try_it()

    def _lay_out(self) -> None:
        space = self._context.theme.scale.space
        browse = push_button(_("Choose…"), self._choose)
        first = QHBoxLayout()
        first.addWidget(self.path, 1)
        first.addWidget(browse)
        label = QLabel(_("Read as"))
        label.setProperty("role", "small")
        label.setBuddy(self.profile)
        second = QHBoxLayout()
        second.addWidget(label)
        second.addWidget(self.profile, 1)
        second.addWidget(self.skip)
        self.trial = push_button(_("Try it"), self.try_it)
        self.go = push_button(_("Import"), self.import_it, "primary")
        self.go.setEnabled(False)
        close = push_button(_("Close"), self.reject, "flat")
        self.away = push_button(_("Go on in the background"), self.leave_it, "flat")
        self.away.hide()
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.away, close, self.trial, self.go):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(ProgressStrip(self._context, self.work))
        column.addStretch(0)
        column.addLayout(foot)
        self.resize(space(180), space(120))
        self.path.textChanged.connect(lambda _words: self.go.setEnabled(False))
        self.path.returnPressed.connect(self.try_it)
        self.profile.activated.connect(lambda _index: self.go.setEnabled(False))
        self.skip.toggled.connect(self._try_again)
        self.work.ended.connect(self._ended)


def _sentences(result: ImportResult) -> list[str]:
    """What would happen, or did, in a few lines."""
    verb = _("Imported as {profile}.") if result.written else _("Would be imported as {profile}.")
    counts = _(
        "{read} rows read: {created} create something, {updated} change something, {unchanged} change nothing, "
        "{skipped} are not taken."
    )
    told = {
        name: format_number(getattr(result, name))
        for name in ("read", "created", "updated", "unchanged", "skipped")
    }
    lines = [verb.format(profile=result.profile) + " " + counts.format(**told)]
    if result.records:
        made = [
            f"{str(KINDS[kind].__kind__.plural).lower()} {format_number(count)}"
            for kind, count in result.records.items()
            if kind in KINDS
        ]
        lines.append(_("Records: {list}.").format(list=", ".join(made)))
    if result.errors:
        sentence = _(
            "{count} faults; nothing is taken until they are mended, or the good rows are taken alone."
        )
        lines.append(sentence.format(count=format_number(len(result.errors))))
    if result.rejects is not None:
        lines.append(_("The rows that were not taken are in {path}.").format(path=result.rejects))
    return lines


def _profiles(_workspace: object) -> list[tuple[str, str]]:
    from diplotrack.exchange.profiles.profile import profiles

    return [(one.name, one.title or one.name) for one in profiles()]
