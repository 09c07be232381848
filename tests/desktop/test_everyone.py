"""For everyone: what a screen reader, a keyboard and an eye need of every page and every form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
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

PAGE_NAMES = [entry.name for entry in PAGES]
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


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_every_control_of_a_page_has_a_name_and_a_role(window: MainWindow, calm: Calm, name: str) -> None:
    window.show_page(name)
    calm()
    assert nameless(window) == []


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_every_control_of_a_form_has_a_name_and_a_role(window: MainWindow, calm: Calm, kind: str) -> None:
    open_form(window.context, kind, None, window)
    calm()
    (form,) = Desk.of(window.context).forms.values()
    form.complete()
    assert nameless(form) == []
    form.discard()


def without_focus_ring(window: QWidget) -> list[str]:
    """The controls there that look the same with the keyboard on them as without it."""
    window.activateWindow()
    found = []
    for widget in controls(window):
        if not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        window.setFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is widget and widget.grab().toImage() == before:
            found.append(f"{type(widget).__name__} “{told(widget)[0]}”")
    return found


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_the_control_that_has_the_keyboard_shows_it(window: MainWindow, calm: Calm, name: str) -> None:
    window.show_page(name)
    calm()
    assert without_focus_ring(window.page) == []


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_text_of_twice_the_size_is_not_cut(window: MainWindow, calm: Calm, name: str) -> None:
    window.resize(1280, 800)
    window.context.theme.resize_text(10)
    window.show_page(name)
    calm()
    cut = [
        f"“{widget.text()}” {widget.width()} of {needed} pixels"
        for widget in window.page.findChildren(QWidget)
        if isinstance(widget, QLabel | QPushButton) and widget.isVisibleTo(window.page)
        if not (
            isinstance(widget, QLabel)
            and (widget.wordWrap() or widget.textFormat() == Qt.TextFormat.RichText)
        )
        if (needed := widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))) > widget.width()
        and "…" not in widget.text()
    ]
    assert cut == []


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_no_page_is_wider_than_a_small_window(window: MainWindow, calm: Calm, name: str) -> None:
    window.context.theme.resize_text(10)
    window.show_page(name)
    window.resize(1024, 720)
    calm()
    right = window.page.mapTo(window, QPoint(window.page.width(), 0)).x()
    assert (window.width(), right) == (1024, 1024)


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


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_every_field_takes_all_six_scripts(window: MainWindow, calm: Calm, kind: str) -> None:
    open_form(window.context, kind, None, window)
    calm()
    (form,) = Desk.of(window.context).forms.values()
    form.complete()
    words = " ".join(SCRIPTS.values())
    for widget in controls(form):
        if isinstance(widget, QPlainTextEdit):
            widget.setPlainText(words)
            assert widget.toPlainText() == words
        elif isinstance(widget, QLineEdit) and not widget.isReadOnly():
            widget.setText(words)
            assert widget.text() == words, told(widget)[0]
    form.discard()
