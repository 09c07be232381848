"""Merging two people by keyboard, taking it back, and saying that two are not the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from diplotrack.desktop.context import Context
from diplotrack.desktop.views.duplicates.page import DuplicatesPage
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Participant, Person
from tests.desktop.conftest import Calm


@pytest.fixture
def twins(context: Context) -> list[int]:
    """The same minister twice, once at a meeting."""
    with context.workspace.change("People") as work:
        first = work.session.scalars(select(Person).where(Person.name == "Catherine Colonna")).one()
        second = work.add(Person(name="Colonna Catherine", party_id=first.party_id, honorific="H.E."))
        for one in (first.id, second.id):
            work.add(Participant(engagement_id=one, person_id=one))
        return [first.id, second.id]


@pytest.fixture
def page(window: MainWindow, twins: list[int], calm: Calm, qtbot: QtBot) -> DuplicatesPage:
    window.context.run_command("duplicates")
    calm()
    assert isinstance(window.page, DuplicatesPage)
    return window.page


def names(context: Context) -> list[str]:
    with context.workspace.read() as session:
        return list(
            session.scalars(select(Person.name).where(Person.deleted_at.is_(None)).order_by(Person.id))
        )


def test_ctrl_enter_merges_the_pair_and_undo_takes_it_back(
    page: DuplicatesPage, context: Context, calm: Calm, qtbot: QtBot, twins: list[int]
) -> None:
    assert page.model.rowCount() == 1
    assert page.desk.comparison is not None
    page.desk.cards["name"][1].click()
    assert "1" in page.desk.moving()
    QTest.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    calm()
    kept = names(context)
    assert len(kept) == 2
    assert "Colonna Catherine" in kept
    context.run_command("undo")
    calm()
    assert len(names(context)) == 3
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10_000)


def test_del_sets_a_pair_apart_and_the_other_list_brings_it_back(
    page: DuplicatesPage, context: Context, calm: Calm, qtbot: QtBot
) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    calm()
    assert page.model.rowCount() == 0
    assert len(names(context)) == 3
    page._which.setCurrentIndex(1)
    page._which.activated.emit(1)
    calm()
    assert page.model.rowCount() == 1
    QTest.mouseClick(page.apart_button, Qt.MouseButton.LeftButton)
    calm()
    assert page.model.rowCount() == 0
    assert len(context.workspace.duplicates.find("person")) == 1


def test_rows_selected_in_a_list_are_laid_side_by_side(
    window: MainWindow, context: Context, calm: Calm, twins: list[int]
) -> None:
    people = window.show_page("person")
    calm()
    assert isinstance(people, ListPage)
    context.run_command("merge")
    assert window.page_name == "person"
    people.view.selectAll()
    context.run_command("merge")
    calm()
    page = window.page
    assert isinstance(page, DuplicatesPage)
    assert page.desk.comparison is not None
    assert len(page.desk.heads) == 3
    assert not page.apart_button.isVisible()
    page.merge()
    calm()
    assert len(names(context)) == 1
