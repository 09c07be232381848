"""Help in the window: reading, going on, finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.help import shelf
from diplotrack.desktop.help.markdown import Setter
from diplotrack.desktop.reading.hand import Hand
from diplotrack.desktop.theme import LIGHT, Scale
from diplotrack.desktop.views.help_page import HelpPage
from diplotrack.desktop.window import MainWindow


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> HelpPage:
    made = HelpPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def setter(tmp_path: Path) -> Setter:
    return Setter(Hand(LIGHT, Scale()), "monospace", tmp_path, 600)


def test_help_opens_by_its_key_on_the_first_page(window: MainWindow) -> None:
    assert window.context.commands.action("help").shortcut().toString() == "Shift+F1"
    window.context.run_command("help")
    assert isinstance(window.page, HelpPage)
    assert window.page.sheet.toPlainText().startswith("Help\n")


def test_every_page_can_be_set(page: HelpPage) -> None:
    for name in shelf.names():
        page.show_help(name)
        shown = page.sheet.toPlainText()
        assert shown.startswith(shelf.title(name))
        assert [mark for mark in ("**", "](", "```", "|---") if mark in shown] == [], name


def test_a_link_leads_to_a_page_and_back(page: HelpPage) -> None:
    page.follow("kinds.md#commitment")
    assert page.shown == ("kinds", "commitment")
    assert page.sheet.verticalScrollBar().value() > 0
    page.follow("#engagement")
    assert page.shown == ("kinds", "engagement")
    page.step(-2)
    assert page.shown == ("index", "")
    page.step(1)
    assert page.shown == ("kinds", "commitment")


def test_a_link_that_leads_nowhere_changes_nothing(page: HelpPage) -> None:
    page.follow("../../secret.md")
    assert page.shown == ("index", "")


def test_typed_words_find_a_section_and_enter_opens_it(page: HelpPage) -> None:
    QTest.keyClicks(page.seek, "rel to")
    assert "REL TO" in page.list.item(0).text()
    QTest.keyClick(page.seek, Qt.Key.Key_Return)
    assert page.shown == ("markings", "rel-to")


def test_words_that_are_nowhere_are_told_so(page: HelpPage) -> None:
    QTest.keyClicks(page.seek, "zeppelin")
    assert page.list.count() == 1
    assert page.list.item(0).flags() == Qt.ItemFlag.NoItemFlags
    page.seek.clear()
    assert page.list.count() == len(shelf.names())


def test_search_passes_over_accents() -> None:
    assert [place.page for place in shelf.find("demarche visit")]


def test_a_page_is_dressed_anew_with_the_theme(page: HelpPage, context: Context) -> None:
    context.theme.choose("dark")
    assert context.theme.palette.text in page.sheet.toHtml()


def test_text_is_never_markup(setter: Setter) -> None:
    assert "&lt;b&gt; &amp; co" in setter.page("<b> & co")
    assert "&lt;i&gt;" in setter.page("`<i>`")


def test_a_table_keeps_a_bar_that_is_escaped(setter: Setter) -> None:
    shown = setter.page("| A | B |\n|---|---|\n| `x\\|y` | z |")
    assert "x|y" in shown
    assert shown.count("<td") == 4


def test_a_list_ends_where_its_paragraph_does(setter: Setter) -> None:
    shown = setter.page("Words:\n\n- one\n  more\n- two\n\nAfter.")
    assert shown.count("<li") == 2
    assert "one more" in shown
    assert shown.index("</ul>") < shown.index("After.")
