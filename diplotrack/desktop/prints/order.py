"""Where a printed file goes, and what it is called."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

from diplotrack.workspace.printing.batch import numbered

FOLDER = "prints_folder"


def folder(settings: QSettings | None = None) -> Path:
    """The folder that was chosen, else the person's documents, else their home."""
    kept = str((settings or QSettings()).value(FOLDER, ""))
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    places = (Path(place) for place in (kept, documents) if place)
    return next((place for place in places if place.is_dir()), Path.home())


def free_path(where: Path, title: str, day: date, suffix: str) -> Path:
    """A path that is not taken: "Brief France 2024-05-14.pdf", then with 2, 3, … before the suffix."""
    clean = re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", title)
    return numbered(where / f"{' '.join(clean.split())[:80]} {day.isoformat()}{suffix}")
