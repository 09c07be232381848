"""A record is read as a page: escaped, linked, in its own direction, and with a way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from diplotrack.desktop.reading.chronicle import words
from diplotrack.desktop.reading.hand import Hand, runs_right_to_left
from diplotrack.desktop.reading.page import page
from diplotrack.desktop.theme import LIGHT, Scale
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.reading_pane import ReadingPane
from diplotrack.desktop.window import MainWindow
from diplotrack.records import KINDS, TOP_KINDS, Engagement, Party, parts
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing.portions import portions
from tests.records.making import make

Calm = Callable[[], None]
HAND = Hand(LIGHT, Scale())


def pane_of(window: MainWindow) -> ReadingPane:
    assert isinstance(window.page, ListPage)
    return window.page.reading


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_every_kind_is_set_as_a_page(workspace: Workspace, kind: str) -> None:
    with workspace.change("Add") as work:
        record = make(work, KINDS[kind])
        for part in parts(KINDS[kind]).values():
            setattr(make(work, part), part.__kind__.owner, record.id)

    assert "zebrawood" in page(workspace.reading(kind, record.id), HAND)


def test_markup_in_a_record_is_words(workspace: Workspace) -> None:
    with workspace.change("Add") as work:
        one = work.add(Engagement(title="<b>Talks</b> & more", purpose="<img src=x>"))

    html = page(workspace.reading("engagement", one.id), HAND)

    assert "&lt;b&gt;Talks&lt;/b&gt; &amp; more" in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [("لقاء وزاري", True), ("(1) שיחה", True), ("Talks with عمان", False), ("日米", False), ("12", False)],
)
def test_a_paragraph_runs_as_its_first_letter_does(text: str, is_rtl: bool) -> None:
    assert runs_right_to_left(text) is is_rtl


def test_a_marked_paragraph_shows_its_mark(workspace: Workspace) -> None:
    draft = workspace.editing.load("engagement", 1)
    draft.texts["summary"] = portions("(C) Closed.", "us")
    workspace.editing.save(draft)

    assert "(C)</span> Closed." in page(workspace.reading("engagement", 1), HAND)


def test_a_difference_strikes_what_went_and_shows_what_came() -> None:
    told = words("the old text stays", "the new text stays", HAND)

    assert 'line-through">old</span>' in told
    assert ">new</span>" in told
    assert told.startswith("the ")


def test_a_link_goes_to_its_record_and_back_again(window: MainWindow, calm: Calm) -> None:
    window.context.open_record("engagement", 7)
    calm()
    pane_of(window).sheet.followed.emit("record:party:1")
    calm()
    assert window.page_name == "party"
    reading = pane_of(window).reading
    assert reading is not None
    assert reading.id == 1

    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    calm()
    assert window.page_name == "engagement"
    back = pane_of(window).reading
    assert back is not None
    assert back.id == 7

    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    calm()
    assert window.page_name == "party"


def test_a_link_within_a_kind_is_a_step_too(window: MainWindow, calm: Calm) -> None:
    window.context.open_record("engagement", 7)
    calm()
    pane_of(window).sheet.followed.emit("record:engagement:9")
    calm()
    window.context.run_command("back")
    calm()

    reading = pane_of(window).reading
    assert reading is not None
    assert reading.id == 7


def test_a_change_elsewhere_is_read_at_once(window: MainWindow, calm: Calm, workspace: Workspace) -> None:
    window.context.open_record("engagement", 7)
    calm()
    draft = workspace.editing.load("engagement", 7)
    draft.values["city"] = "Ulaanbaatar"
    workspace.editing.save(draft)
    calm()

    assert "Ulaanbaatar" in pane_of(window).sheet.toPlainText()


def test_a_link_finds_its_record_far_down_a_list_not_yet_read(window: MainWindow, calm: Calm) -> None:
    with window.context.workspace.change("Add") as work:
        last = [work.add(Party(name=f"Partner {number:03}")).id for number in range(300)][-1]
    window.context.open_record("party", last)
    calm()

    reading = pane_of(window).reading
    assert reading is not None
    assert reading.title == "Partner 299"
    assert isinstance(window.page, ListPage)
    assert window.page.view.current_id == last
