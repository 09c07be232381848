"""Words held against deeds, as a person reads them and walks along the axis."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.saydo.ledger import Act
from diplotrack.desktop.context import Context
from diplotrack.desktop.saydo.choices import BETWEEN
from diplotrack.desktop.saydo.scores import DO, GAP, KEPT, SAY, SHIFTS
from diplotrack.desktop.views.saydo_page import SaydoPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Deed,
    Objective,
    ObjectiveLink,
    Party,
    Score,
    Statement,
    StatementAudience,
    Update,
)
from diplotrack.records.enumerations import Assessment, CommitmentSide, CommitmentStatus, DeedCategory
from diplotrack.workspace import Workspace

Key = Qt.Key
Calm = Callable[[], None]
TODAY = date(2026, 5, 29)
FRANCE, JAPAN = 1, 2


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def ledger(workspace: Workspace) -> Workspace:
    """Two objectives; on the second, words to France that turned, a deed against, a promise kept and scored twice."""
    with workspace.change("Write") as work:
        us = work.add(Party(name="Freedonia", code="FRE", is_own=True))
        work.add(Objective(code="ECO-1", title="Trade"))
        aim = work.add(Objective(code="SEC-1", title="Ports"))
        for days, stance, to in ((200, 2, FRANCE), (100, -1, FRANCE), (50, 1, None), (900, 1, FRANCE)):
            said = work.add(
                Statement(
                    quote=f"Words of {days} days ago",
                    said_on=ago(days),
                    objective_id=aim.id,
                    stance=stance,
                )
            )
            if to is not None:
                work.add(StatementAudience(statement_id=said.id, party_id=to))
        work.add(
            Deed(
                text="Sent the brigade home",
                done_on=ago(20),
                actor_id=us.id,
                target_id=JAPAN,
                objective_id=aim.id,
                category=DeedCategory.AID,
                bearing=-1,
            )
        )
        promise = work.add(Commitment(text="Keep the port open", made_on=ago(90), bearing=1))
        for party, side in ((us.id, CommitmentSide.BY), (FRANCE, CommitmentSide.TO)):
            work.add(CommitmentParty(commitment_id=promise.id, party_id=party, side=side))
        work.add(ObjectiveLink(owner_kind="commitment", owner_id=promise.id, objective_id=aim.id))
        work.add(Update(commitment_id=promise.id, on=ago(10), new_status=CommitmentStatus.FULFILLED))
        for report, score, days in ((Assessment.INTERIM, 0, 60), (Assessment.FINAL, 1, 5)):
            work.add(
                Score(
                    commitment_id=promise.id,
                    party_id=us.id,
                    score=score,
                    cycle_end_on=ago(days),
                    report=report,
                )
            )
    return workspace


@pytest.fixture
def page(qtbot: QtBot, context: Context, ledger: Workspace, calm: Calm) -> SaydoPage:
    made = SaydoPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.show()
    made.activateWindow()
    calm()
    return made


def listed(page: SaydoPage) -> list[str]:
    return [one.title for one in page.list.entries.entries]


def press(page: SaydoPage, name: str) -> None:
    QTest.mouseClick(page.scores.buttons[name], Qt.MouseButton.LeftButton)


def test_it_opens_where_words_and_deeds_lie_furthest_apart(page: SaydoPage) -> None:
    assert page.choices.objective.currentText() == "SEC-1  Ports"
    assert page.scores.buttons[SAY].text() == "Say  +0.50"
    assert page.scores.buttons[DO].text() == "Do  -0.33"
    assert page.scores.buttons[GAP].text() == "Gap  +0.83"
    assert page.scores.buttons[KEPT].accessibleName() == "Compliance 100 %"
    assert len(listed(page)) == 6
    assert listed(page)[0] == "Keep the port open"


def test_a_score_tells_what_it_is_made_of(page: SaydoPage) -> None:
    press(page, DO)
    assert "-0.33 = -5.0 ÷ 15.0, over 2 deeds" in page._why.text()
    assert listed(page) == ["Keep the port open", "Sent the brigade home"]
    press(page, SAY)
    assert len(listed(page)) == 3
    assert not page.scores.buttons[DO].isChecked()
    press(page, SAY)
    assert len(listed(page)) == 6


def test_reversals_stand_beside_one_another(page: SaydoPage) -> None:
    press(page, SHIFTS)
    text = page.sheet.toPlainText()
    assert page.sheet.isVisible()
    assert not page.list.isVisible()
    assert "1 reversal, mean step 3.00, over 2 statements" in text
    assert text.index("Words of 200 days ago") < text.index("Words of 100 days ago")


def test_compliance_shows_interim_and_final(page: SaydoPage) -> None:
    press(page, KEPT)
    text = page.sheet.toPlainText()
    assert "Interim 2026: 0 → Final 2026: +1" in text
    assert "Political; 3 of 4 parts stated" in text
    assert "Freedonia" in text


def test_a_partner_and_a_window_are_chosen(page: SaydoPage, calm: Calm) -> None:
    names = [page.choices.partner.itemText(place) for place in range(page.choices.partner.count())]
    assert names == ["All partners", "The public, nobody named", "France", "Japan"]
    page.choices.partner.setCurrentIndex(3)
    calm()
    assert listed(page) == ["Sent the brigade home"]
    assert page.scores.buttons[SAY].accessibleName() == "Say no score"
    page.choices.partner.setCurrentIndex(2)
    page.choices.span.setCurrentText("All time")
    calm()
    assert "Words of 900 days ago" in listed(page)


def test_two_days_make_a_window(page: SaydoPage, calm: Calm) -> None:
    page.choices.span.setCurrentIndex(page.choices.span.findData(BETWEEN))
    page.choices.first.line.clear()
    QTest.keyClicks(page.choices.first.line, ago(100).isoformat())
    page.choices.last.show_value(PartialDate.day(ago(50)))
    QTest.keyClick(page.choices.first.line, Key.Key_Return)
    calm()
    assert [one for one in listed(page) if one.startswith("Words")] == [
        "Words of 50 days ago",
        "Words of 100 days ago",
    ]
    page.choices.last.show_value(PartialDate.day(ago(101)))
    page.choices.last.line.editingFinished.emit()
    assert page.choices.choice is None
    assert page.choices.last.echo.text()


def test_the_keyboard_walks_along_the_axis_and_opens(page: SaydoPage, context: Context, calm: Calm) -> None:
    wanted = QSignalSpy(context.record_wanted)
    page.chart.setFocus()
    assert page.chart.current is not None
    assert page.chart.current.act is Act.KEPT
    QTest.keyClick(page.chart, Key.Key_Left)
    assert page.chart.current.kind == "deed"
    assert "Sent the brigade home" in page.chart.accessibleDescription()
    assert "Sent the brigade home" in page._why.text()
    QTest.keyClick(page.chart, Key.Key_Home)
    assert "Words of 200 days ago" in page.chart.accessibleDescription()
    QTest.keyClick(page.chart, Key.Key_Return)
    assert wanted.at(0) == ["statement", 1]


def test_words_are_drawn_above_the_axis_and_deeds_below(page: SaydoPage) -> None:
    chart, axis = page.chart, page.chart._axis()
    for one, box in zip(chart.entries, chart._boxes, strict=True):
        if one.act is Act.SAID:
            assert box.bottom() < axis
        elif one.act is Act.PROMISED:
            assert box.top() < axis < box.bottom()
        else:
            assert box.top() > axis
    strong, weak = chart._boxes[0], chart._boxes[1]
    assert strong.height() > 1.8 * weak.height()


def test_a_click_chooses_and_an_entry_opens_its_record(page: SaydoPage, context: Context) -> None:
    at = page.chart._boxes[0].center().toPoint()
    QTest.mouseClick(page.chart, Qt.MouseButton.LeftButton, pos=at)
    assert page.chart.current == page.chart.entries[0]
    wanted = QSignalSpy(context.record_wanted)
    page.list.setFocus()
    QTest.keyClick(page.list, Key.Key_Return)
    assert wanted.at(0) == ["commitment", 6]


def test_what_is_written_meanwhile_is_read(page: SaydoPage, context: Context, calm: Calm) -> None:
    with context.workspace.change("Say") as work:
        work.add(Statement(quote="New words", said_on=TODAY, objective_id=2, stance=1))
    calm()
    assert listed(page)[0] == "New words"


def test_an_objective_without_a_word_says_so(page: SaydoPage, calm: Calm) -> None:
    page.show_record(1)
    calm()
    assert page.choices.objective.currentText().startswith("ECO-1")
    assert page._nothing.isVisible()
    assert not page.chart.isVisible()


def test_without_objectives_the_page_offers_one(window: MainWindow, context: Context, calm: Calm) -> None:
    context.run_command("saydo")
    calm()
    page = window.page
    assert isinstance(page, SaydoPage)
    wanted = QSignalSpy(context.edit_wanted)
    QTest.mouseClick(page._empty.button, Qt.MouseButton.LeftButton)
    assert wanted.at(0) == ["objective", None]
