"""Every page of the window, in light and in dark: drawn one after the other in one run of the program."""

from __future__ import annotations

from pathlib import Path

from diplotrack.desktop.theme.theme import Appearance
from diplotrack.desktop.views.pages import PAGES
from tests.screenshots import png
from tests.screenshots.stage import Stage

PAGES_IN: dict[str, Appearance] = {"pages-light": "light", "pages-dark": "dark"}
"""Folders of pictures, and the appearance of the pages in them."""


def draw_pages(workspace: Path, appearance: Appearance, folder: Path) -> None:
    """Draw each page of the registry into a file of its name, and say how large they are together."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(workspace, appearance=appearance)
    size = 0
    for entry in PAGES:
        stage.go(entry.name)
        size += png.write(png.of_pixmap(stage.picture()), folder / f"{entry.name}.png")
    stage.close()
    print(f"{folder.name}/  {len(PAGES)} pages, {size // 1000} kB")
