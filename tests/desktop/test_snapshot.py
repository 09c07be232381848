"""The program from outside: a picture and a line of JSON; a sentence where it cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from diplotrack.workspace import Workspace

START = (
    "import sys; from pathlib import Path; from diplotrack.desktop.app import main;"
    " sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))"
)


def start(*arguments: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", START, *map(str, arguments)]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environ, check=False)


def test_a_snapshot_prints_what_it_shows_and_draws_it(workspace: Workspace, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    answer = start(workspace.path, picture)
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert set(said) == {"page", "rows", "modules"}
    assert said["rows"] > 0
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 800)
    inks = {image.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 800, 7)}
    assert len(inks) > 20  # a page with text on it, not an empty window
