"""For everyone: what a screen reader, a keyboard and an eye need of every page and every form."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import partial

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


Faults = dict[str, list[str]]


def faulty(found: Faults) -> Faults:
    """Only where something is wrong."""
    return {name: faults for name, faults in found.items() if faults}


def test_every_control_of_every_page_has_a_name_a_role_and_a_focus_that_shows(
    window: MainWindow, calm: Calm
) -> None:
    names: Faults = {}
    rings: Faults = {}
    for entry in PAGES:
        window.show_page(entry.name)
        calm()
        names[entry.name] = nameless(window)
        rings[entry.name] = without_focus_ring(window.page)
    assert faulty(names) == {}
    assert faulty(rings) == {}


def test_with_text_of_twice_the_size_nothing_is_cut_and_no_page_makes_the_window_wider(
    window: MainWindow, calm: Calm
) -> None:
    window.context.theme.resize_text(10)
    words: Faults = {}
    widths: dict[str, int] = {}
    for entry in PAGES:
        window.resize(1280, 800)
        window.show_page(entry.name)
        calm()
        words[entry.name] = cut(window.page)
        window.resize(1024, 720)
        widths[entry.name] = window.width()
    assert faulty(words) == {}
    assert {name: width for name, width in widths.items() if width > 1024} == {}


def test_every_control_of_every_form_has_a_name_and_a_role_and_takes_all_six_scripts(
    window: MainWindow, calm: Calm
) -> None:
    words = " ".join(SCRIPTS.values())
    names: Faults = {}
    for kind in TOP_KINDS:
        open_form(window.context, kind, None, window)
        calm()
        (form,) = Desk.of(window.context).forms.values()
        form.complete()
        names[kind] = nameless(form)
        for widget in controls(form):
            if isinstance(widget, QPlainTextEdit):
                widget.setPlainText(words)
                assert widget.toPlainText() == words
            elif isinstance(widget, QLineEdit) and not widget.isReadOnly():
                widget.setText(words)
                assert widget.text() == words, (kind, told(widget)[0])
        form.discard()
        calm()
    assert faulty(names) == {}


def test_lists_show_and_find_all_six_scripts(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    with context.workspace.change("Write in six scripts") as work:
        for kind in TOP_KINDS.values():
            for words in SCRIPTS.values():
                setattr(make_bare(work, kind), kind.__kind__.title, words)
    # The filter waits until the fingers rest, so each list is asked for one of them, all of them over and over.
    for kind_name, words in zip(TOP_KINDS, itertools.cycle(SCRIPTS.values()), strict=False):
        page = window.show_page(kind_name)
        assert isinstance(page, ListPage)
        page.filters.words.setText(words)
        qtbot.waitUntil(partial(lists_only, page, words))


def lists_only(page: ListPage, words: str) -> bool:
    """Whether the one row of the list says so."""
    row = [str(page.table.index(0, column).data()) for column in range(page.table.columnCount())]
    return page.row_count == 1 and any(words in cell for cell in row)
