"""What is drawn: one function for each picture of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from sqlalchemy import select

from diplotrack.base.spans import Span
from diplotrack.desktop.dialogs.keys import KeysDialog
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.forms.meetings_day import MeetingsDay
from diplotrack.desktop.forms.room import RoomBlock
from diplotrack.desktop.forms.selection import REST as SELECTION_REST
from diplotrack.desktop.forms.when import WhenBlock
from diplotrack.desktop.palette import Palette
from diplotrack.desktop.reading.commands import pane_in_front
from diplotrack.desktop.views.compare_window import CompareWindow
from diplotrack.desktop.views.duplicates.page import DuplicatesPage
from diplotrack.desktop.views.handover.page import HandoverPage
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.views.saydo_page import SaydoPage
from diplotrack.desktop.views.settings.page import SettingsPage
from diplotrack.records import Person
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.workspace.editing import Portion
from diplotrack.workspace.readouts import Order
from diplotrack.workspace.views import View
from tests.desk.waiting import wait
from tests.screenshots import importing
from tests.screenshots.printing import each, reports
from tests.screenshots.stage import Stage
from tests.screenshots.writing import draft_check, drafts, intake

MEETING = "Talks with the French Minister on cables"
CALL = "call yesterday 15:00-15:30 Tokyo"
DAY = (
    ("9-9:30", "france", "They asked for the annex"),
    ("lunch 12:30", "japan", "Landing rights"),
    ("16:00 London", "united kingdom", ""),
)
"""The rows of a day of meetings: when, with whom, what."""
THIS_YEAR = Condition("starts_on", "within", Span("year", 0, 0))
RUNNING = Condition("status", "any", (CommitmentStatus.OPEN, CommitmentStatus.IN_PROGRESS))
LARGE = QSize(1600, 1000)


def engagements(workspace: Path) -> QPixmap:
    """The list with the reading pane, light."""
    stage = Stage(workspace)
    stage.go("engagement", title=MEETING)
    return _finished(stage, stage.picture())


def commitments(workspace: Path) -> QPixmap:
    """The commitments that still run, the earliest due first, dark."""
    stage = Stage(workspace, appearance="dark")
    stage.context.show_list("commitment", [RUNNING])
    stage.calm()
    return _finished(stage, stage.picture())


def lists(workspace: Path) -> QPixmap:
    """Commitments in groups, kept as a view in the sidebar."""
    stage = Stage(workspace)
    soon = Condition("due_on", "within", Span("day", None, 30))
    due = ListQuery("commitment", (soon, RUNNING), "due_on", group="status")
    views = stage.context.workspace.views
    views.save(View("Due or overdue", due))
    france = Condition("partners", "contains", "France")
    views.save(View("France this year", ListQuery("engagement", (france, THIS_YEAR), "-starts_on")))
    stage.calm()
    stage.window.sidebar.view_wanted.emit(
        next(view.id for view in views.all() if view.query.kind == due.kind)
    )
    wait(600)
    stage.calm()
    picture = stage.picture()
    for view in views.all():
        views.remove(view)
    return _finished(stage, picture)


def today(workspace: Path) -> QPixmap:
    """The day's page."""
    stage = Stage(workspace)
    stage.go("today")
    return _finished(stage, stage.picture())


def gaps(workspace: Path) -> QPixmap:
    """The gaps with the evidence of one."""
    stage = Stage(workspace)
    stage.go("finding")
    return _finished(stage, stage.picture())


def form(workspace: Path) -> QPixmap:
    """The form of an engagement."""
    stage = Stage(workspace)
    stage.go("engagement", title=MEETING)
    stage.context.edit_record("engagement", stage.record("engagement", MEETING))
    dialog = stage.dialog()
    return _finished(stage, dialog.grab())


def palette(workspace: Path) -> QPixmap:
    """The box in which everything is found, with words typed."""
    stage = Stage(workspace)
    stage.go("engagement", title=MEETING)
    box = stage.window.open_palette()
    assert isinstance(box, Palette)
    QTest.keyClicks(box.line, "france")
    stage.calm()
    return _finished(stage, stage.picture_with(box))


def large(workspace: Path) -> QPixmap:
    """The same list with text of twice the size."""
    stage = Stage(workspace, text_steps=10, size=LARGE)
    stage.go("engagement", title=MEETING)
    return _finished(stage, stage.picture())


def mirrored(workspace: Path) -> QPixmap:
    """The window as those see it who read from right to left."""
    stage = Stage(workspace, mirrored=True)
    stage.go("engagement", title=MEETING)
    return _finished(stage, stage.picture())


def settings(workspace: Path) -> QPixmap:
    """The rules on the page of settings, dark."""
    stage = Stage(workspace, appearance="dark")
    page = stage.window.show_page("settings")
    assert isinstance(page, SettingsPage)
    page.show_section("rules")
    stage.calm()
    return _finished(stage, stage.picture())


def duplicates(workspace: Path) -> QPixmap:
    """A minister who is there twice, side by side; the second one is taken away again."""
    stage = Stage(workspace)
    ledger = stage.context.workspace.ledger
    with ledger.change("Add person") as work:
        one = work.session.scalars(
            select(Person).where(Person.party_id.is_not(None), Person.family_name != "").order_by(Person.id)
        ).first()
        assert one is not None
        twin = f"{one.given_name[:1]}. {one.family_name}"
        names = {"given_name": one.given_name[:1], "family_name": one.family_name}
        work.add(Person(name=twin, party_id=one.party_id, honorific="H.E.", **names))
    page = stage.window.show_page("duplicates")
    assert isinstance(page, DuplicatesPage)
    stage.calm()
    page.compare("person", [one.id, stage.record("person", twin)])
    stage.calm()
    drawn = stage.picture()
    ledger.undo()
    return _finished(stage, drawn)


def words(workspace: Path) -> QPixmap:
    """Words chosen on the page of an engagement, and what they can become."""
    stage = Stage(workspace)
    stage.go("engagement", title=MEETING)
    pane = pane_in_front(stage.window)
    assert pane is not None
    pane.sheet.find("permit rules of the three maritime prefectures can be put into one paper")
    wait(SELECTION_REST + 100)
    return _finished(stage, stage.picture())


def comparison(workspace: Path) -> QPixmap:
    """Our readout and theirs side by side; both are taken away again."""
    stage = Stage(workspace)
    readouts, editing = stage.context.workspace.readouts, stage.context.workspace.editing
    meeting = stage.record("engagement", MEETING)
    ours = readouts.make(Order(meeting, ("summary", "their_points", "outcomes"), None, True, "en")).id
    theirs = readouts.incoming(meeting)
    text = editing.load("communication", ours).texts["text"]
    said = [one.text.replace("will defend", "supports").replace("within the year", "in time") for one in text]
    theirs.texts["text"] = [Portion(one) for one in (*said[:-1], "The Minister also spoke of grain.")]
    editing.save(theirs)
    assert theirs.id is not None
    window = CompareWindow(stage.context, ours, theirs.id, stage.window)
    window.show()
    stage.calm()
    drawn = window.grab()
    window.close()
    for _operation in range(2):
        stage.context.workspace.ledger.undo()
    return _finished(stage, drawn)


def welcome(workspace: Path) -> QPixmap:
    """The page with which the program begins."""
    stage = Stage(workspace)
    page = stage.session.welcome()
    wait(200)
    drawn = page.grab()
    page.close()
    return drawn


def partner(workspace: Path) -> QPixmap:
    """A partner at a glance."""
    stage = Stage(workspace, size=LARGE)
    stage.context.open_in_tab("party", stage.context.workspace.records.party("FRA").id)
    stage.calm()
    return _finished(stage, stage.picture())


def world(workspace: Path) -> QPixmap:
    """The map of the world, dark."""
    stage = Stage(workspace, appearance="dark")
    stage.go("map")
    return _finished(stage, stage.picture())


def handover(workspace: Path) -> QPixmap:
    """What somebody holds, part of it ticked for another."""
    stage = Stage(workspace)
    stage.go("handover")
    page = stage.window.page
    assert isinstance(page, HandoverPage)
    page.show_holder(("person", stage.record("person", "Marcus Oyelaran")), "Marcus Oyelaran")
    stage.calm()
    first = page.tree.topLevelItem(0)
    assert first is not None
    first.setCheckState(0, Qt.CheckState.Checked)
    stage.calm()
    return _finished(stage, stage.picture())


def calendar(workspace: Path) -> QPixmap:
    """A month of the calendar with the entries of one day."""
    from datetime import date

    from diplotrack.desktop.views.calendar_page import CalendarPage

    stage = Stage(workspace)
    stage.go("calendar")
    page = stage.window.page
    assert isinstance(page, CalendarPage)
    page.go_to(date(2026, 5, 15))
    stage.calm()
    return _finished(stage, stage.picture())


def board(workspace: Path) -> QPixmap:
    """The commitments as cards, by status."""
    stage = Stage(workspace)
    stage.go("board")
    return _finished(stage, stage.picture())


def tree(workspace: Path) -> QPixmap:
    """The objectives as a tree, and one of them with its chart, dark."""
    stage = Stage(workspace, appearance="dark")
    stage.go("tree")
    stage.window.page.show_record(stage.record("objective", "Undersea cables"))
    stage.calm()
    return _finished(stage, stage.picture())


def saydo(workspace: Path) -> QPixmap:
    """What was said, promised and done on an objective, above and below one axis of time."""
    stage = Stage(workspace)
    stage.go("saydo")
    page = stage.window.page
    page.show_record(stage.record("objective", "No customs duties"))
    assert isinstance(page, SaydoPage)
    page.choices.span.setCurrentText("All time")
    stage.calm()
    page.scores.buttons["gap"].click()
    return _finished(stage, stage.picture())


def logging(workspace: Path) -> QPixmap:
    """A call being logged: the moment as it is read, those who met, one of them new."""
    stage = Stage(workspace)
    stage.context.edit_record("engagement")
    form = stage.dialog()
    assert isinstance(form, RecordForm)
    room = next(one for one in form.blocks if isinstance(one, RoomBlock))
    QTest.keyClicks(next(one for one in form.blocks if isinstance(one, WhenBlock)).phrase.line, CALL)
    for name in ("france", "Anna Kovács (Hungary)"):
        room.theirs.line.setText(name)
        QTest.keyClick(room.theirs.line, Qt.Key.Key_Return)
        stage.calm()
    return _finished(stage, form.grab())


def meetings(workspace: Path) -> QPixmap:
    """A day of meetings, dark."""
    stage = Stage(workspace, appearance="dark")
    day = MeetingsDay(stage.context, "neutral", stage.window)
    day.show()
    QTest.keyClicks(day.day.line, "yesterday")
    for row, (when, whom, what) in zip(day.rows, DAY, strict=True):
        QTest.keyClicks(row.when.phrase.line, when)
        row.room.theirs.line.setText(whom)
        QTest.keyClick(row.room.theirs.line, Qt.Key.Key_Return)
        QTest.keyClicks(row.what.what.line, what)
        stage.calm()
    drawn = day.grab()
    for row in day.rows:
        row.is_touched = False
    return _finished(stage, drawn)


def tabs(workspace: Path) -> QPixmap:
    """Records in tabs, with the card of a link, dark."""
    stage = Stage(workspace, appearance="dark")
    stage.go("engagement", title=MEETING)
    open_in_tab = stage.context.open_in_tab
    open_in_tab("commitment", stage.record("commitment", "fault data"))
    open_in_tab("engagement", stage.record("engagement", MEETING))
    stage.calm()
    tab = stage.window.tabs.front
    assert tab is not None
    assert isinstance(tab.page, ReadingPane)
    sheet = tab.page.sheet
    stage.window.activateWindow()
    QTest.keyClick(sheet, Qt.Key.Key_Tab)
    QTest.keyClick(sheet, Qt.Key.Key_Space)
    stage.calm()
    return _finished(stage, stage.picture_with(sheet.preview))


def keys(workspace: Path) -> QPixmap:
    """The sheet of keys, a word typed."""
    stage = Stage(workspace)
    stage.go("engagement", title=MEETING)
    stage.context.run_command("keys")
    dialog = stage.dialog()
    assert isinstance(dialog, KeysDialog)
    QTest.keyClicks(dialog.line, "open")
    stage.calm()
    return _finished(stage, stage.picture_with(dialog))


def _finished(stage: Stage, drawn: QPixmap) -> QPixmap:
    stage.close()
    return drawn


SCENES: dict[str, Callable[[Path], QPixmap]] = {
    "partner": partner,
    "map": world,
    "handover": handover,
    "engagements": engagements,
    "commitments-dark": commitments,
    "lists": lists,
    "today": today,
    "gaps": gaps,
    "calendar": calendar,
    "board": board,
    "tree-dark": tree,
    "saydo": saydo,
    "form": form,
    "palette": palette,
    "reports": reports,
    "report-each": each,
    "large-text": large,
    "mirrored": mirrored,
    "settings": settings,
    "duplicates": duplicates,
    "drafts": drafts,
    "draft-check": draft_check,
    "intake": intake,
    "import-columns": importing.columns,
    "import-rows": importing.rows,
    "import-trial-dark": importing.trial,
    "welcome": welcome,
    "words": words,
    "comparison": comparison,
    "logging": logging,
    "meetings-dark": meetings,
    "tabs-dark": tabs,
    "keys": keys,
}
"""Pictures by the name of their file."""
