"""The palette as a person types into it: phrases, views, what was opened last, tabs, keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from diplotrack.desktop.palette import Palette
from diplotrack.desktop.phrases import heard
from diplotrack.desktop.seek.entry import KEYS
from diplotrack.desktop.seek.nearness import nearness
from diplotrack.desktop.window import MainWindow
from diplotrack.store.lists import ListQuery
from diplotrack.workspace.views import View

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Calm = Callable[[], None]


def typed(window: MainWindow, calm: Calm, words: str) -> Palette:
    palette = window.open_palette()
    assert isinstance(palette, Palette)
    palette.line.insert(words)  # a pasted word; QTest types Latin letters only
    QTest.qWait(120)
    calm()
    return palette


@pytest.mark.parametrize(
    ("query", "title", "far"),
    [("egypte", "Égypte", 0), ("fr", "France", 1), ("grain call", "Call on grain", 2), ("x", "France", 3)],
)
def test_nearness_knows_no_accents(query: str, title: str, far: int) -> None:
    assert nearness(query, title) == far


@pytest.mark.parametrize(
    ("query", "about", "rest"),
    [
        ("Brief on France", "party", "France"),
        ("brief france", "party", "france"),
        ("about Japan", "party", "Japan"),
        ("new call", "kind", "call"),
        ("go partners", "page", "partners"),
        ("check", "command", ""),
    ],
)
def test_a_phrase_is_heard(query: str, about: str, rest: str) -> None:
    said = heard(query)
    assert said is not None
    assert (said[0].about, said[1]) == (about, rest)


def test_other_words_are_no_phrase() -> None:
    assert heard("briefing room") is None


def test_new_call_opens_the_form_of_an_engagement(window: MainWindow, calm: Calm, qtbot: QtBot) -> None:
    palette = typed(window, calm, "new call")
    assert palette.titles[0] == "New engagement"
    with qtbot.waitSignal(window.context.edit_wanted) as asked:
        QTest.keyClick(palette.line, Key.Key_Return)
    calm()

    assert asked.args == ["engagement", None]


def test_go_shows_a_page(window: MainWindow, calm: Calm) -> None:
    palette = typed(window, calm, "go commit")
    QTest.keyClick(palette.line, Key.Key_Return)
    calm()

    assert window.page_name == "commitment"


def test_about_a_partner_opens_its_page_in_a_tab(window: MainWindow, calm: Calm) -> None:
    palette = typed(window, calm, "about egypte")
    assert palette.titles[0] == "All about Égypte"
    QTest.keyClick(palette.line, Key.Key_Return)
    calm()

    assert window.tabs.keys == [("party", 3)]


def test_people_are_found_by_what_they_are_called_in_their_script(window: MainWindow, calm: Calm) -> None:
    assert typed(window, calm, "上川").titles[0] == "上川 陽子"


def test_ctrl_enter_opens_what_was_found_in_a_tab(window: MainWindow, calm: Calm) -> None:
    palette = typed(window, calm, "colonna")
    QTest.keyClick(palette.line, Key.Key_Return, CTRL)
    calm()

    assert window.tabs.keys == [("person", 1)]


def test_what_was_opened_last_stands_first_before_anything_is_typed(window: MainWindow, calm: Calm) -> None:
    for key in (("party", 2), ("person", 1)):
        window.context.open_record(*key)
        calm()

    assert typed(window, calm, "").titles[:2] == ["Catherine Colonna", "Japan"]


def test_a_saved_view_is_found(window: MainWindow, calm: Calm, qtbot: QtBot) -> None:
    window.context.workspace.views.save(View("Owed to us", ListQuery("commitment")))
    palette = typed(window, calm, "owed")
    assert palette.titles[0] == "Owed to us"
    QTest.keyClick(palette.line, Key.Key_Return)
    calm()

    assert window.page_name == "commitment"


def test_a_row_shows_the_keys_that_do_the_same(window: MainWindow, calm: Calm) -> None:
    palette = typed(window, calm, "print this")
    assert palette._model.item(0).data(KEYS) == "Ctrl+P"
