"""The Reports page: the pages follow the choices, and what is shown is saved, printed, copied."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.prints.leaves import Leaves
from diplotrack.desktop.prints.order import FOLDER, free_path
from diplotrack.desktop.views.reports.asked import TicksInput
from diplotrack.desktop.views.reports.commands import offer
from diplotrack.desktop.views.reports.page import ReportsPage
from diplotrack.desktop.window import MainWindow
from diplotrack.records import Commitment
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.reports.document import Document, PageBreak, Paragraph
from diplotrack.reports.render import render_pdf
from diplotrack.workspace.printing import COMMON, REPORTS, Order, order

Calm = Callable[[], None]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
FRANCE, JAPAN = 1, 2


@pytest.fixture
def reports(qtbot: QtBot, context: Context, calm: Calm, tmp_path: Path) -> ReportsPage:
    """The page, writing into the test's own folder and opening nothing; there are five promises to print."""
    with context.workspace.change("Date the promises") as work:
        for number in range(1, 6):
            work.get(Commitment, number).made_on = date(2026, 1, number)
    QSettings().setValue(FOLDER, str(tmp_path))
    page = ReportsPage(context)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.delivering.show_file = print
    calm()
    return page


def shown(page: ReportsPage, calm: Calm, wanted: Order) -> str:
    """The text of all pages of that order, once they are shown."""
    page.show_order(wanted)
    return text(page, calm)


def text(page: ReportsPage, calm: Calm) -> str:
    for _turn in range(100):
        calm()
        if page.preview is not None and page.preview.order == page.order:
            break
    assert page.preview is not None, page.empty._advice.text()
    return "\n".join(page.preview.leaves.words(one) for one in range(len(page.preview.leaves)))


def test_what_is_missing_is_asked_for(reports: ReportsPage) -> None:
    assert reports.preview is None
    assert "partner" in reports.empty._advice.text()
    assert not reports.bar.save.isEnabled()
    assert reports.is_populated


def test_the_pages_follow_the_choices(reports: ReportsPage, calm: Calm) -> None:
    assert "France" in shown(reports, calm, order("partner-brief", partner=FRANCE))
    assert reports.choices is not None
    partner = reports.choices.inputs["partner"]
    assert isinstance(partner, ReferenceInput)
    partner.line.chosen.emit(Mention("party", JAPAN, "Japan"))
    assert "Japan" in text(reports, calm)
    assert reports.pages.is_drawn


def test_half_a_name_leaves_the_pages_alone_and_a_wrong_one_is_told(reports: ReportsPage, calm: Calm) -> None:
    shown(reports, calm, order("partner-brief", partner=FRANCE))
    assert reports.choices is not None
    reports.activateWindow()
    partner = reports.choices.inputs["partner"]
    assert isinstance(partner, ReferenceInput)
    partner.line.setFocus()
    partner.line.selectAll()
    QTest.keyClicks(partner.line, "Atlan")
    calm()
    assert reports.order is None
    assert reports.preview is not None
    assert reports.preview.order.choices == {"partner": FRANCE}
    partner.line.put_away()
    reports.documents.setFocus()
    calm()
    assert not reports.bar.save.isEnabled()
    assert "Atlan" in reports.empty._advice.text()


def test_choices_go_along_to_a_document_that_asks_the_same(reports: ReportsPage, calm: Calm) -> None:
    shown(reports, calm, order("partner-brief", partner=FRANCE, copy="hand-over", max_marking="TLP:GREEN"))
    reports.documents.chosen.emit("commitments")
    calm()
    assert reports.order == order("commitments", partner=FRANCE, copy="hand-over", max_marking="TLP:GREEN")
    assert reports.choices is not None
    assert reports.choices.unfold.isChecked()


def test_several_of_a_choice_are_ticked(reports: ReportsPage, calm: Calm) -> None:
    shown(reports, calm, order("commitments", status=["open", CommitmentStatus.FULFILLED]))
    assert reports.choices is not None
    status = reports.choices.inputs["status"]
    assert isinstance(status, TicksInput)
    assert status.value() == [CommitmentStatus.OPEN, CommitmentStatus.FULFILLED]
    status.boxes[CommitmentStatus.FULFILLED].click()
    calm()
    assert reports.order == order("commitments", status=["open"])


def test_every_document_and_kind_of_ask_has_an_input(reports: ReportsPage, calm: Calm) -> None:
    for name in REPORTS:
        reports.documents.chosen.emit(name)
        calm()
        assert reports.choices is not None
        assert {ask.name for ask in (*REPORTS[name].asks, *COMMON)} <= set(reports.choices.inputs)


def test_of_a_long_document_only_what_is_seen_is_drawn(reports: ReportsPage, calm: Calm) -> None:
    content = io.BytesIO()
    blocks = [block for number in range(40) for block in (Paragraph(f"Leaf {number}."), PageBreak())]
    render_pdf(Document("Long", tuple(blocks)), content)
    pages = reports.pages
    shown(reports, calm, order("partner-brief", partner=FRANCE))
    pages.show_leaves(Leaves(content.getvalue()))
    calm()
    assert set(pages._pictures) <= {0, 1, 2}
    QTest.keyClick(pages, Key.Key_End)
    calm()
    assert pages.page >= 38
    assert len(pages._pictures) < 10
    QTest.keyClick(pages, Key.Key_Home)
    QTest.keyClick(pages, Key.Key_PageDown)
    assert pages.verticalScrollBar().value() > 0
    before = pages.percent
    QTest.keyClick(pages, Key.Key_Plus)
    calm()
    assert pages.percent > before
    assert reports.bar.zoom.currentText() == f"{pages.percent} %"
    assert pages.is_drawn


def test_the_sign_says_whose_copy_it_is(reports: ReportsPage, calm: Calm) -> None:
    shown(reports, calm, order("partner-brief", partner=FRANCE))
    assert "stays in the house" in reports.bar._sign.text()
    shown(reports, calm, order("partner-brief", partner=FRANCE, copy="hand-over"))
    assert "Hand-over copy" in reports.bar._sign.text()


def test_what_was_left_out_is_told_beside_the_pages_and_not_on_them(reports: ReportsPage, calm: Calm) -> None:
    on_paper = shown(reports, calm, order("commitments", copy="hand-over"))
    assert "5 commitments" in reports.bar._left_out.text()
    assert reports.bar._note.isVisible()
    assert "left out" not in on_paper.casefold()


def test_a_change_of_the_ledger_changes_the_pages(
    reports: ReportsPage, calm: Calm, context: Context, qtbot: QtBot
) -> None:
    assert "Send the trucks" not in shown(reports, calm, order("commitments"))
    context.change("Edit", lambda work: setattr(work.get(Commitment, 1), "text", "Send the trucks"))
    qtbot.waitUntil(
        lambda: (
            any(
                "Send the trucks" in reports.preview.leaves.words(page)
                for page in range(len(reports.preview.leaves))
            )
            if reports.preview
            else False
        ),
        timeout=10_000,
    )


def test_it_is_saved_under_its_own_name_and_then_with_a_number(
    reports: ReportsPage, calm: Calm, qtbot: QtBot, tmp_path: Path
) -> None:
    shown(reports, calm, order("partner-brief", partner=FRANCE))
    for _turn in range(2):
        reports.delivering.written = None
        dialog = reports.delivering.save()
        assert dialog is not None
        dialog.accept()
        qtbot.waitUntil(lambda: reports.delivering.written is not None, timeout=20_000)
        calm()
    assert sorted(one.name for one in tmp_path.glob("*.pdf")) == [
        "Partner brief France as of May 29, 2026 2.pdf",
        "Partner brief France as of May 29, 2026.pdf",
    ]


def test_a_document_with_a_table_is_offered_as_a_spreadsheet(
    reports: ReportsPage, calm: Calm, tmp_path: Path
) -> None:
    shown(reports, calm, order("commitments"))
    dialog = reports.delivering.save()
    assert dialog is not None
    assert any("xlsx" in one for one in dialog.nameFilters())
    dialog.reject()
    assert reports.preview is not None
    reports.delivering.write(reports.preview, tmp_path / "c.csv")
    calm()
    assert "Promise 1" in (tmp_path / "c.csv").read_text("utf-8-sig")


def test_it_is_opened_from_a_private_copy(reports: ReportsPage, calm: Calm) -> None:
    shown(reports, calm, order("partner-brief", partner=FRANCE))
    opened: list[Path] = []
    reports.delivering.show_file = opened.append
    reports.delivering.open()
    calm()
    assert opened[0].read_bytes().startswith(b"%PDF-")
    assert opened[0].parent.stat().st_mode & 0o077 == 0


def test_it_is_copied_with_its_tables(reports: ReportsPage, calm: Calm) -> None:
    shown(reports, calm, order("commitments"))
    reports.pages.setFocus()
    QTest.keyClick(reports.pages, Key.Key_C, CONTROL)
    calm()
    content = QGuiApplication.clipboard().mimeData()
    assert "<td>" in content.html()
    assert "Promise 1" in content.text()
    assert "\t" in content.text()


def test_words_in_a_frame_drawn_with_the_mouse_are_copied(reports: ReportsPage, calm: Calm) -> None:
    shown(reports, calm, order("partner-brief", partner=FRANCE))
    pages, port = reports.pages, reports.pages.viewport()
    rect = pages.sheaf.rects[0]
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(5, 5))
    corner = QPoint(rect.right() - 5, port.height() - 5)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(corner),
        QPointF(port.mapToGlobal(corner)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(port, move)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=corner)
    QTest.keyClick(pages, Key.Key_C, CONTROL)
    calm()
    copied = QGuiApplication.clipboard().text()
    assert "France" in copied
    assert "Page 1 of" not in copied  # the foot of the page lay outside
    QTest.keyClick(pages, Key.Key_Escape)
    assert pages.frame is None


def test_the_record_in_front_leads_to_its_documents(window: MainWindow, calm: Calm) -> None:
    window.context.open_in_tab("party", FRANCE)
    calm()
    asked: list[Order] = []
    window.context.report_wanted.connect(asked.append)
    menu = offer(window)
    if menu is not None:  # several documents on a partner
        menu.actions()[0].trigger()
        menu.close()
    calm()
    assert asked[0].choices == {"partner": FRANCE}
    assert window.page_name == "reports"


def test_where_there_is_no_document_it_is_said(window: MainWindow, calm: Calm) -> None:
    window.show_page("trash")
    calm()
    assert offer(window) is None
    assert "no document" in window.notices.label.text()


def test_an_order_is_kept_opened_renamed_and_removed(
    reports: ReportsPage, calm: Calm, context: Context
) -> None:
    shown(reports, calm, order("commitments", overdue=True, on=date(2026, 5, 1)))
    dialog = reports.keeping.save()
    assert dialog is not None
    dialog.line.setText("Late")
    dialog.go.click()
    calm()
    kept = context.workspace.printing.kept
    (late,) = kept.all()
    reports.documents.chosen.emit("partner-brief")
    calm()
    reports.documents.kept_chosen.emit(late.id)
    calm()
    assert reports.order == late.order == order("commitments", overdue=True, on=date(2026, 5, 1))
    renaming = reports.keeping.rename(late.id)
    assert renaming is not None
    renaming.line.setText("Overdue")
    renaming.go.click()
    calm()
    assert [one.name for one in kept.all()] == ["Overdue"]
    reports.keeping.remove(late.id)
    calm()
    assert kept.all() == []


def test_the_first_choice_of_a_kind_is_shown_as_it_is_taken(reports: ReportsPage, calm: Calm) -> None:
    assert reports.choices is not None
    copy = reports.choices.inputs["copy"]
    assert isinstance(copy, ChoiceInput)
    shown(reports, calm, order("commitments"))
    copy.show_value(next(one for one in type(copy.value()) if one.value == "hand-over"))
    copy.edited.emit()
    calm()
    assert reports.preview is not None
    assert reports.preview.order.copy == "hand-over"


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    day = date(2026, 5, 29)
    free_path(tmp_path, "Brief A/B", day, ".pdf").touch()
    assert free_path(tmp_path, "Brief A/B", day, ".pdf").name == "Brief A B 2026-05-29 2.pdf"
