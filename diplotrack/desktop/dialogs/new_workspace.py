"""What a new workspace needs to know: where it lies, whose it is, at which post, and what locks it."""

from __future__ import annotations

import getpass
import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.dates import zone_named
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.paths import resource
from diplotrack.desktop.forms.combo import Combo
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.views.settings.choices import zones

SUFFIX = ".diplotrack"


def governments() -> list[tuple[str, str]]:
    """The countries that a workspace can be of, as (ISO 3166 alpha-3 code, usual name), by name."""
    rows = json.loads(resource("reference", "countries.json").read_text(encoding="utf-8"))
    found = [(row["alpha3"], row["name"]) for row in rows if row["kind"] == "country"]
    return sorted(found, key=lambda one: one[1])


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new workspace is made from. An empty passphrase makes one that is not encrypted.

    ``source`` is a ledger saved as JSON that fills it, and then tells whose it is and where the post stands.
    """

    path: Path
    we: str = ""
    post: str = ""
    who: str = ""
    zone: str = ""
    passphrase: str = ""
    source: Path | None = None


class NewWorkspace(QDialog):
    """``wanted(Founding)``: the folder to make, whose it is, and what locks it."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New workspace"))
        space = theme.scale.space
        self.place = QLineEdit(str(Path.home() / f"{_('embassy')}{SUFFIX}"))
        self.place.setMinimumWidth(space(90))
        self.place.setAccessibleName(_("Folder of the workspace"))
        browse = QPushButton(_("Choose…"))
        browse.setAccessibleName(_("Choose the folder"))
        browse.clicked.connect(self._browse)
        self.source = QLineEdit()
        self.source.setPlaceholderText(_("Nothing: an empty workspace"))
        self.source.setAccessibleName(_("A ledger saved as JSON that fills it"))
        self.source.textChanged.connect(self._fill_from)
        pick = QPushButton(_("From a ledger saved as JSON…"))
        pick.clicked.connect(self._pick)
        self.we = Combo(theme)
        self.we.setEditable(True)
        self.we.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.we.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        entry = self.we.lineEdit()
        if entry is not None:
            entry.setPlaceholderText(_("Type the name of a country"))
        self.we.setAccessibleName(_("Our government"))
        for code, name in governments():
            self.we.addItem(name, code)
        self.we.setCurrentIndex(-1)
        self.post = QLineEdit()
        self.post.setPlaceholderText(_("Embassy in Paris"))
        self.post.setAccessibleName(_("Post"))
        self.who = QLineEdit()
        self.who.setPlaceholderText(getpass.getuser())
        self.who.setAccessibleName(_("Your name"))
        self.zone = Combo(theme)
        self.zone.setEditable(True)
        self.zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        by_city = self.zone.completer()
        if by_city is not None:
            by_city.setFilterMode(Qt.MatchFlag.MatchContains)
        for name, words in zones():
            self.zone.addItem(words, name)
        city = self.zone.lineEdit()
        if city is not None:
            city.setPlaceholderText(_("Europe/Paris"))
        here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        self.zone.setCurrentIndex(self.zone.findData(here))
        self.zone.setAccessibleName(_("Time zone of the post"))
        self.passphrase, self.again = _secret(_("Passphrase")), _secret(_("Passphrase again"))
        self.passphrase.setPlaceholderText(_("None"))
        self.about = QLabel()
        self.about.setWordWrap(True)
        # Two lines from the start: the dialog must not jump when the sentence changes.
        self.about.setMinimumHeight(2 * self.about.fontMetrics().lineSpacing() + space(1))
        self.about.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        for line in (self.passphrase, self.again):
            line.textEdited.connect(self._explain)
        where = QHBoxLayout()
        where.setSpacing(space(2))
        where.addWidget(self.place, 1)
        where.addWidget(browse)
        filled = QHBoxLayout()
        filled.setSpacing(space(2))
        filled.addWidget(self.source, 1)
        filled.addWidget(pick)
        form = QFormLayout()
        form.setVerticalSpacing(space(3))
        form.addRow(_("Folder"), where)
        form.addRow(_("Filled with"), filled)
        form.addRow(_("We are"), self.we)
        form.addRow(_("Post"), self.post)
        form.addRow(_("Time zone"), self.zone)
        form.addRow(_("Your name"), self.who)
        form.addRow(_("Passphrase"), self.passphrase)
        form.addRow(_("Again"), self.again)
        form.addRow("", self.about)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        make = buttons.addButton(_("Make the workspace"), QDialogButtonBox.ButtonRole.AcceptRole)
        make.setProperty("role", "primary")
        buttons.accepted.connect(self._done)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(5), space(5), space(5), space(4))
        layout.setSpacing(space(5))
        layout.addLayout(form)
        layout.addWidget(buttons)
        self._explain()
        self.we.setFocus()

    def _browse(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, self.windowTitle(), self.place.text())
        if chosen:
            self.place.setText(chosen if chosen.endswith(SUFFIX) else chosen + SUFFIX)

    def _pick(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("A ledger saved as JSON"), self.source.text(), _("Ledgers saved as JSON (*.json)")
        )
        if chosen:
            self.source.setText(chosen)

    def _fill_from(self, path: str) -> None:
        """What the file tells itself is not asked."""
        for told in (self.we, self.post, self.zone, self.who):
            told.setEnabled(not path.strip())
        self._explain()

    def _explain(self) -> None:
        """Say what the passphrase does, or what its lack means."""
        if self.passphrase.text() or self.again.text():
            self._say(
                _("The workspace is encrypted. Nobody can open it without the passphrase, we included.")
            )
        else:
            self._say(
                _("Without a passphrase the workspace is not encrypted: who has the files can read them.")
            )

    def _say(self, sentence: str, role: str = "muted") -> None:
        self.about.setProperty("role", role)
        self.about.style().unpolish(self.about)
        self.about.style().polish(self.about)
        self.about.setText(sentence)
        self.again.setAccessibleDescription(sentence)

    def _done(self) -> None:
        if self.passphrase.text() != self.again.text():
            self._say(_("The two passphrases are not the same. Type the second one once more."), "bad")
            self.again.selectAll()
            self.again.setFocus()
            return
        source = Path(self.source.text().strip()).expanduser() if self.source.text().strip() else None
        if source is not None and not source.is_file():
            self._say(
                _("There is no file “{path}”. Choose a ledger that was saved as JSON.").format(path=source),
                "bad",
            )
            self.source.selectAll()
            self.source.setFocus()
            return
        try:
            if zone := self.zone.currentText().strip():
                zone_named(zone)
        except UserError as error:
            self._say(error.sentence, "bad")
            self.zone.setFocus()
            return
        place = self.we.findText(self.we.currentText(), Qt.MatchFlag.MatchFixedString)
        code = str(self.we.itemData(place)) if place >= 0 else self.we.currentText().strip()
        self.wanted.emit(
            Founding(
                Path(self.place.text()).expanduser(),
                code,
                self.post.text().strip(),
                self.who.text().strip(),
                zone,
                self.passphrase.text(),
                source,
            )
        )
        self.accept()


def _secret(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line
