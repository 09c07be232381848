"""What a person does at the desk, act by act, by keyboard: each takes the stage and a source of chance."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.pages import PAGES
from tests.desk.waiting import wait
from tests.screenshots.stage import Stage

Act = Callable[[Stage, random.Random], None]

CONTROL = Qt.KeyboardModifier.ControlModifier
WORDS = ("security", "trade", "france", "human rights", "agreement", "meeting", "japan", "climate", "visit")
NAMES = ("France", "Japan", "Germany", "Brazil", "India", "Kenya", "NATO", "Egypt", "Canada")
SAID = (
    "The Minister said that his government would publish the figures before the end of the year.",
    "We promised to send two experts by March.",
    "Both sides agreed to meet again in the autumn, in the capital, at the level of senior officials.",
)
HASTE = (40, 160)
"""Milliseconds between two keys, least and most."""
THOUGHT = (300, 1500)
"""Milliseconds between two acts."""


KNOWN: dict[str, list[int]] = {}
"""Records to open, by kind: looked up before the clock runs, since nobody looks them up on the interface thread."""


def acquaint(stage: Stage) -> None:
    """Learn which records there are."""
    workspace = stage.context.workspace
    KNOWN["party"] = [workspace.records.party(name).id for name in NAMES]
    for kind in ("engagement", "commitment", "person"):
        KNOWN[kind] = [hit.id for name in NAMES for hit in workspace.search(name, kind=kind, limit=3)]


def press(
    stage: Stage, chance: random.Random, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None
) -> None:
    """One key, where the keyboard is, and the time until the next."""
    target = QApplication.focusWidget() or stage.window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
    wait(chance.randint(*HASTE))


def type_in(stage: Stage, chance: random.Random, words: str) -> None:
    """Words, a key at a time."""
    for letter in words:
        QTest.keyClicks(QApplication.focusWidget() or stage.window, letter)
        wait(chance.randint(*HASTE) // 2)


def think(chance: random.Random) -> None:
    """Look at what is there."""
    wait(chance.randint(*THOUGHT))


def walk(stage: Stage, chance: random.Random) -> None:
    """Go down a list, to its end, and back."""
    listed = chance.choice([entry.name for entry in PAGES if entry.kind and not entry.beside])
    stage.window.show_page(listed)
    think(chance)
    for _step in range(chance.randint(5, 25)):
        press(stage, chance, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        press(stage, chance, key)
    think(chance)


def filter_words(stage: Stage, chance: random.Random) -> None:
    """Type words into the filter of a list, look, take them away."""
    page = stage.window.show_page(chance.choice(("engagement", "commitment", "person", "agreement", "party")))
    if not isinstance(page, ListPage):
        return
    press(stage, chance, Qt.Key.Key_F, CONTROL)
    page.focus_filter()
    type_in(stage, chance, chance.choice(WORDS))
    think(chance)
    page.filters.clear()
    think(chance)


def sort(stage: Stage, chance: random.Random) -> None:
    """Click on the head of a column."""
    page = stage.window.show_page(chance.choice(("engagement", "commitment", "person", "agreement")))
    if isinstance(page, ListPage):
        header = page.view.horizontalHeader()
        section = chance.randrange(max(1, header.count()))
        where = header.viewport().rect().center()
        where.setX(header.sectionViewportPosition(section) + 12)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        think(chance)


def find(stage: Stage, chance: random.Random) -> None:
    """Ctrl+K, a name, Enter."""
    press(stage, chance, Qt.Key.Key_K, CONTROL)
    type_in(stage, chance, chance.choice(NAMES + WORDS))
    think(chance)
    press(stage, chance, Qt.Key.Key_Down)
    press(stage, chance, Qt.Key.Key_Return)
    think(chance)
    _put_away(stage)


def page(stage: Stage, chance: random.Random) -> None:
    """Any page, and a few arrows on it."""
    stage.window.show_page(chance.choice(PAGES).name)
    think(chance)
    arrows = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left)
    for key in chance.sample(arrows, 4):
        press(stage, chance, key)
    think(chance)


def open_in_tab(stage: Stage, chance: random.Random) -> None:
    """A partner or a meeting in a tab of its own, read, closed."""
    kind = chance.choice(("party", "party", "engagement", "commitment", "person"))
    if KNOWN[kind]:
        stage.context.open_in_tab(kind, chance.choice(KNOWN[kind]))
        think(chance)
        for _step in range(4):
            press(stage, chance, Qt.Key.Key_PageDown)
        press(stage, chance, Qt.Key.Key_W, CONTROL)
    think(chance)


def log(stage: Stage, chance: random.Random) -> None:
    """Log an engagement."""
    stage.window.show_page("engagement")
    press(stage, chance, Qt.Key.Key_N, CONTROL)
    think(chance)
    type_in(stage, chance, f"yesterday {chance.randint(8, 18)}:00")
    press(stage, chance, Qt.Key.Key_Tab)
    type_in(stage, chance, chance.choice(NAMES))
    think(chance)
    press(stage, chance, Qt.Key.Key_Return)
    for _step in range(2):
        press(stage, chance, Qt.Key.Key_Tab)
    type_in(stage, chance, chance.choice(SAID))
    think(chance)
    press(stage, chance, Qt.Key.Key_Return, CONTROL)
    think(chance)
    _put_away(stage)


def edit(stage: Stage, chance: random.Random) -> None:
    """Open the form of the row, type into it, save."""
    stage.window.show_page(chance.choice(("engagement", "commitment", "person", "agreement")))
    press(stage, chance, Qt.Key.Key_Down)
    press(stage, chance, Qt.Key.Key_E, CONTROL)
    think(chance)
    press(stage, chance, Qt.Key.Key_Tab)
    press(stage, chance, Qt.Key.Key_Escape)
    think(chance)
    _put_away(stage)


def brief(stage: Stage, chance: random.Random) -> None:
    """Choose a partner for a brief."""
    stage.context.brief(chance.choice(KNOWN["party"]))
    think(chance)


def take_back(stage: Stage, chance: random.Random) -> None:
    """Undo, and redo."""
    stage.window.show_page("today")
    press(stage, chance, Qt.Key.Key_Z, CONTROL)
    think(chance)
    press(stage, chance, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    think(chance)


def _put_away(stage: Stage) -> None:
    """Close what still lies over the window."""
    for widget in QApplication.topLevelWidgets():
        if widget is not stage.window and widget.isVisible():
            if isinstance(widget, QDialog) and hasattr(widget, "discard"):
                widget.discard()
            else:
                widget.close()
    wait(50)


ACTS: tuple[Act, ...] = (
    walk,
    walk,
    filter_words,
    sort,
    find,
    find,
    page,
    page,
    open_in_tab,
    open_in_tab,
    log,
    edit,
    brief,
    take_back,
)
"""What there is to do, the more common things more than once."""
