"""A document as a file of one's own: where to, in which format, under which name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from diplotrack.base.i18n import N_, Label, _
from diplotrack.desktop.prints.order import FOLDER, folder
from diplotrack.workspace.printing.batch import numbered

FORMATS: dict[str, Label] = {
    ".pdf": N_("PDF (*.pdf)"),
    ".docx": N_("Word document (*.docx)"),
    ".xlsx": N_("Spreadsheet (*.xlsx)"),
    ".csv": N_("Table (*.csv)"),
    ".json": N_("For other programs (*.json)"),
}
"""Suffix → what people call such files."""


def ask_where(
    parent: QWidget, name: str, suffixes: Sequence[str], write: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a file, ``name`` (without suffix) proposed under one that is free; then ``write(path)``.

    The chosen format gives the suffix where none was typed. The folder is remembered.
    """
    dialog = QFileDialog(parent, _("Save as"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {str(FORMATS[one]): one for one in suffixes}
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(suffixes[0].lstrip("."))
    dialog.filterSelected.connect(lambda words: dialog.setDefaultSuffix(filters[words].lstrip(".")))
    dialog.selectFile(str(numbered(folder() / f"{name}{suffixes[0]}")))

    def chosen(words: str) -> None:
        path = Path(words)
        QSettings().setValue(FOLDER, str(path.parent))
        write(path)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def show_file(path: Path) -> bool:
    """Open the file (or folder) with the program that the system has for it; False where it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
