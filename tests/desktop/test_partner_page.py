"""A partner's page, as a person reads and walks through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.views.partner.page import PartnerPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment, CommitmentParty, Deed, PartnerTier, Party, Statement
from diplotrack.records.enumerations import CommitmentSide, Level, Side
from tests.desktop.conftest import TODAY

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Calm = Callable[[], None]
FRANCE = 1


@pytest.fixture
def relations(context: Context) -> None:
    """We are Japan; nine promises of France to us, one of ours to it, a statement, a deed, and contact owed."""
    with context.workspace.change("Deal with France") as work:
        work.get(Party, 2).is_own = True
        for number in range(10):
            due = TODAY - timedelta(days=30) if number == 4 else TODAY + timedelta(days=number + 1)
            made = TODAY - timedelta(days=100 + number)
            one = work.add(
                Commitment(text=f"Send list {number}", due_on=due, due_on_latest=due, made_on=made)
            )
            by, to = (2, FRANCE) if number == 9 else (FRANCE, 2)
            work.add(CommitmentParty(commitment_id=one.id, party_id=by, side=CommitmentSide.BY))
            work.add(CommitmentParty(commitment_id=one.id, party_id=to, side=CommitmentSide.TO))
        work.add(Statement(quote="We stand by it.", party_id=FRANCE, said_on=TODAY - timedelta(days=10)))
        work.add(Deed(text="Sent a ship", actor_id=FRANCE, done_on=TODAY - timedelta(days=20)))
        work.add(PartnerTier(party_id=FRANCE, tier=1, level=Level.MINISTER, months=6))


@pytest.fixture
def page(relations: None, qtbot: QtBot, context: Context, calm: Calm) -> PartnerPage:
    """The page of France, shown."""
    made = PartnerPage(context, FRANCE)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    calm()
    return made


@pytest.fixture
def focus(qtbot: QtBot, page: PartnerPage) -> Callable[[QWidget], None]:
    """Gives the keyboard to a widget of the page, as a click or Tab does."""

    def give(widget: QWidget) -> None:
        page.activateWindow()
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)

    return give


Focus = Callable[[QWidget], None]


def test_what_is_open_both_ways_stands_with_the_overdue_first(page: PartnerPage) -> None:
    theirs = page.cards["theirs"].section
    assert theirs.count == 9
    assert theirs.late == 1
    assert theirs.entries[0].title == "Send list 4"
    assert theirs.entries[0].is_late
    assert [one.title for one in page.cards["ours"].section.entries] == ["Send list 9"]


def test_the_rest_opens_as_a_list(page: PartnerPage, context: Context) -> None:
    wanted = QSignalSpy(context.list_wanted)
    more = page.cards["theirs"].more
    assert "3" in more.text()
    more.click()
    kind, conditions = wanted.at(0)
    assert kind == "commitment"
    assert ("made_by", "is", FRANCE) in [(one.column, one.operator, one.value) for one in conditions]


def test_arrows_and_enter_open_a_line(page: PartnerPage, context: Context, focus: Focus) -> None:
    wanted = QSignalSpy(context.record_wanted)
    entries = page.cards["theirs"].list
    focus(entries)
    QTest.keyClick(entries, Key.Key_Down)
    QTest.keyClick(entries, Key.Key_Return)
    second = page.cards["theirs"].section.entries[1]
    assert wanted.at(0) == ["commitment", second.id]


def test_ctrl_enter_opens_a_line_in_a_tab(page: PartnerPage, context: Context, focus: Focus) -> None:
    wanted = QSignalSpy(context.tab_wanted)
    entries = page.cards["ours"].list
    focus(entries)
    QTest.keyClick(entries, Key.Key_Return, CTRL)
    assert wanted.count() == 1


def test_the_timeline_is_walked_by_keyboard(page: PartnerPage, context: Context, focus: Focus) -> None:
    wanted = QSignalSpy(context.record_wanted)
    timeline = page.history.timeline
    focus(timeline)
    QTest.keyClick(timeline, Key.Key_Home)
    first = timeline.current
    assert first is not None
    QTest.keyClick(timeline, Key.Key_End)
    for _lane in range(2):
        QTest.keyClick(timeline, Key.Key_Up)
    said = timeline.current
    assert said is not None
    assert (said.lane, said.kind) == ("said", "statement")
    assert "We stand by it." in timeline.accessibleDescription()
    QTest.keyClick(timeline, Key.Key_Return)
    assert wanted.at(0) == ["statement", said.id]


def test_the_timeline_zooms_and_is_a_list_too(page: PartnerPage, focus: Focus) -> None:
    timeline = page.history.timeline
    focus(timeline)
    before = timeline.span.days
    QTest.keyClick(timeline, Key.Key_Plus)
    assert timeline.span.days < before
    page.history.as_list.click()
    assert page.view is not None
    assert page.history.list.isVisible()
    assert not timeline.isVisible()
    assert page.history.list.entries.rowCount() == len(page.view.marks)


def test_contact_is_held_against_what_is_owed(page: PartnerPage) -> None:
    assert page.view is not None
    cadence = page.view.cadence
    assert cadence.days_since == 2
    owed = next(one for one in cadence.levels if one.level is Level.MINISTER)
    assert owed.months == 6
    assert owed.is_late
    assert sum(count for _year, _quarter, count in cadence.quarters) > 0


def test_what_is_written_elsewhere_shows_at_once(page: PartnerPage, context: Context, calm: Calm) -> None:
    with context.workspace.change("Rename") as work:
        work.get(Party, FRANCE).contested_name = "Gallia"
    calm()
    assert page.head.name.text() == "Gallia"


def test_the_chosen_partner_opens_by_keyboard(window: MainWindow, qtbot: QtBot, calm: Calm) -> None:
    window.show_page("party").show_record(FRANCE)
    calm()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Key.Key_P, CTRL | SHIFT)
    calm()
    tab = window.tabs.front
    assert tab is not None
    assert isinstance(tab.page, PartnerPage)
    assert tab.page.head.name.text() == "France"


def test_a_meeting_is_logged_with_the_partner_named(window: MainWindow, context: Context, calm: Calm) -> None:
    context.open_in_tab("party", FRANCE)
    calm()
    tab = window.tabs.front
    assert tab is not None
    assert isinstance(tab.page, PartnerPage)
    QTest.mouseClick(tab.page.head.log, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    calm()
    form = Desk.of(context).forms["engagement", None]
    rows = form.draft.parts["engagement_party"]
    assert [(row.values["party_id"], row.values["side"]) for row in rows] == [(FRANCE, Side.THEIRS)]
    form.discard()
