"""For everyone: what a screen reader, a keyboard and an eye need of every page and every form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms import open_form
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.pages import PAGES
from diplotrack.desktop.window import MainWindow
from diplotrack.records import TOP_KINDS
from tests.desktop.conftest import Calm
from tests.records.making import make_bare

SCRIPTS = {
    "Arabic": "محادثات ثنائية",
    "Chinese": "双边会谈",
    "English": "Bilateral talks",
    "French": "Échange à huis clos",
    "Russian": "Двусторонние переговоры",
    "Spanish": "Reunión de señores",
}
"""The languages of the United Nations."""


def controls(inside: QWidget) -> Iterator[QWidget]:
    """What the keyboard or the mouse can work in what is shown there."""
    for widget in inside.findChildren(QWidget):
        internal = widget.objectName().startswith("qt_")
        works = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
        holds = isinstance(widget.parent(), QAbstractScrollArea) or type(widget) is QScrollArea
        if (
            works
            and not internal
            and not holds
            and widget.isVisibleTo(inside)
            and widget.focusProxy() is None
        ):
            yield widget


def told(widget: QObject) -> tuple[str, QAccessible.Role]:
    """The name and the role that a screen reader is told."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip(), interface.role()


def nameless(inside: QWidget) -> list[str]:
    """The controls there that say neither what they are nor what they do."""
    no_role = (QAccessible.Role.NoRole, QAccessible.Role.Client)
    found = []
    for widget in controls(inside):
        name, role = told(widget)
        if not name or role in no_role:
            found.append(f"{type(widget).__name__} “{widget.objectName()}” name “{name}” role {role.name}")
    return found


def without_focus_ring(inside: QWidget) -> list[str]:
    """The controls there that look the same with the keyboard on them as without it."""
    window = inside.window()
    window.activateWindow()
    found = []
    for widget in controls(inside):
        if not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        window.setFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is widget and widget.grab().toImage() == before:
            found.append(f"{type(widget).__name__} “{told(widget)[0]}”")
    return found


def cut(inside: QWidget) -> list[str]:
    """The words there for which there is less room than they take, and which do not say so themselves."""
    found = []
    for widget in inside.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton) or not widget.isVisibleTo(inside):
            continue
        rich = Qt.TextFormat.RichText
        if isinstance(widget, QLabel) and (widget.wordWrap() or widget.textFormat() == rich):
            continue
        needed = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
        if needed > widget.width() and "…" not in widget.text():
            found.append(f"“{widget.text()}” {widget.width()} of {needed} pixels")
    return found


Found = Callable[[MainWindow], list[str]]


def of_every_page(window: MainWindow, calm: Calm, wrong: Found) -> dict[str, list[str]]:
    """What is wrong, page by page."""
    found = {}
    for entry in PAGES:
        window.show_page(entry.name)
        calm()
        found[entry.name] = wrong(window)
    return {name: faults for name, faults in found.items() if faults}


def test_every_control_of_every_page_has_a_name_and_a_role(window: MainWindow, calm: Calm) -> None:
    assert of_every_page(window, calm, nameless) == {}


def test_the_control_that_has_the_keyboard_shows_it(window: MainWindow, calm: Calm) -> None:
    assert of_every_page(window, calm, lambda shown: without_focus_ring(shown.page)) == {}


def test_text_of_twice_the_size_is_not_cut(window: MainWindow, calm: Calm) -> None:
    window.context.theme.resize_text(10)
    window.resize(1280, 800)
    assert of_every_page(window, calm, lambda shown: cut(shown.page)) == {}


def test_no_page_with_large_text_makes_the_window_wider(window: MainWindow, calm: Calm) -> None:
    window.context.theme.resize_text(10)
    window.resize(1024, 720)
    wider = of_every_page(window, calm, lambda shown: ["wider"] if shown.width() > 1024 else [])
    assert wider == {}


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_every_control_of_a_form_has_a_name_and_a_role_and_takes_all_six_scripts(
    window: MainWindow, calm: Calm, kind: str
) -> None:
    open_form(window.context, kind, None, window)
    calm()
    (form,) = Desk.of(window.context).forms.values()
    form.complete()
    assert nameless(form) == []
    words = " ".join(SCRIPTS.values())
    for widget in controls(form):
        if isinstance(widget, QPlainTextEdit):
            widget.setPlainText(words)
            assert widget.toPlainText() == words
        elif isinstance(widget, QLineEdit) and not widget.isReadOnly():
            widget.setText(words)
            assert widget.text() == words, told(widget)[0]
    form.discard()


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_every_list_shows_and_finds_all_six_scripts(
    qtbot: QtBot, window: MainWindow, context: Context, kind: str
) -> None:
    title = TOP_KINDS[kind].__kind__.title
    with context.workspace.change("Write in six scripts") as work:
        for words in SCRIPTS.values():
            setattr(make_bare(work, TOP_KINDS[kind]), title, words)
    page = window.show_page(kind)
    assert isinstance(page, ListPage)

    def shown() -> list[str]:
        """The titles in the list."""
        columns = range(page.table.columnCount())
        cells = [[str(page.table.index(row, at).data()) for at in columns] for row in range(page.row_count)]
        return [words for row in cells for words in SCRIPTS.values() if any(words in cell for cell in row)]

    def listed(only: str) -> bool:
        return shown() == [only]

    for words in SCRIPTS.values():
        page.filters.words.setText(words)
        qtbot.waitUntil(partial(listed, words))
