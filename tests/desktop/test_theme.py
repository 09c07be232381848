"""Colours that can be read, icons that are there, sizes that grow."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diplotrack.base.paths import resource
from diplotrack.desktop.commands import COMMANDS
from diplotrack.desktop.theme import DARK, LIGHT, Palette, Theme, contrast
from diplotrack.desktop.theme.direction import END, ISOLATE, elided
from diplotrack.desktop.theme.palette import READ_ON
from diplotrack.desktop.window import MainWindow
from diplotrack.records import KINDS

READABLE = 4.5
VISIBLE = 3.0


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_is_readable_on_every_ground_it_is_laid_on(palette: Palette) -> None:
    poor = [
        (ink, ground, round(contrast(getattr(palette, ink), getattr(palette, ground)), 2))
        for ink, grounds in READ_ON
        for ground in grounds
        if contrast(getattr(palette, ink), getattr(palette, ground)) < READABLE
    ]
    assert poor == []


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_chips_are_readable_at_rest_and_in_a_selected_row(palette: Palette) -> None:
    for tone, tint in palette.tones.items():
        assert contrast(tint.ink, tint.ground) >= READABLE, tone
        assert contrast(tint.ink, palette.surface) >= READABLE, tone


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_overdue_dates_are_readable_in_every_row(palette: Palette) -> None:
    for ground in (palette.surface, palette.hover, palette.selected):
        assert contrast(palette.tones["bad"].ink, ground) >= READABLE


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_ring_can_be_seen(palette: Palette) -> None:
    for ground in (palette.window, palette.surface, palette.raised, palette.field):
        assert contrast(palette.focus, ground) >= VISIBLE


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_icon_named_is_drawn_in_one_hand() -> None:
    named = {kind.__kind__.icon for kind in KINDS.values() if kind.__kind__.icon}
    named |= {command.icon for command in COMMANDS if command.icon}
    for name in sorted(named):
        drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        assert re.search(r'stroke-width="1\.5"', drawing), name
        assert 'stroke="currentColor"' in drawing, name


def test_an_icon_takes_the_colour_of_the_theme(qtbot: QtBot) -> None:
    theme = Theme()
    image = theme.icon("add", "#ff0000").pixmap(32, 32).toImage()
    inked = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 250
    }
    assert inked == {"#ff0000"}


def test_the_switch_turns_the_window_dark_and_back(window: MainWindow, calm: Callable[[], None]) -> None:
    action = window.context.commands.action("appearance")
    action.trigger()
    assert QApplication.palette().window().color() == QColor(DARK.window)
    action.trigger()
    assert QApplication.palette().window().color() == QColor(LIGHT.window)


def test_text_can_be_twice_as_large(window: MainWindow, calm: Callable[[], None]) -> None:
    before = QApplication.font().pixelSize()
    window.context.commands.action("larger").trigger()
    assert QApplication.font().pixelSize() > before
    window.context.theme.resize_text(20)
    assert QApplication.font().pixelSize() == pytest.approx(before * 2, abs=1)
    assert window.minimumSizeHint().width() <= 1280
    window.context.commands.action("usual_size").trigger()


def test_words_cut_in_a_mirrored_window_have_their_ellipsis_where_they_go_on(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        shown = elided(metrics, "Send the yearly list of consular posts", 80)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert shown[0] == ISOLATE
    assert shown[-2:] == f"…{END}"
