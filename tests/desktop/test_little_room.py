"""Long names in little room: they end in an ellipsis and push nothing out of sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diplotrack.desktop.forms.pill import Pill
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.desktop.views.list_page import ListPage
from diplotrack.desktop.views.sidebar_delegate import NAME
from diplotrack.desktop.window import MainWindow
from diplotrack.store.lists import ListQuery
from diplotrack.workspace.views import View

Calm = Callable[[], None]
LONG = "All talks about undersea cables of the last ten years with everybody on every coast"


def test_the_long_name_of_a_view_leaves_the_reading_pane_its_room(window: MainWindow, calm: Calm) -> None:
    page = window.page
    assert isinstance(page, ListPage)
    before = page.reading.width()
    page.head.show_name(LONG)
    calm()
    assert page.reading.width() == before
    assert page.head.heading.toolTip() == LONG


def test_when_the_view_in_front_is_removed_its_list_is_marked(window: MainWindow, calm: Calm) -> None:
    views = window.context.workspace.views
    views.save(View("Ours", ListQuery("engagement")))
    calm()
    window.sidebar.show_views(views.all())
    (view,) = views.all()
    window.sidebar.view_wanted.emit(view.id)
    calm()
    window.sidebar.show_views([])
    assert window.sidebar.list.currentIndex().data(NAME) == "engagement"


def test_a_name_wider_than_its_side_of_the_form_stays_within_it(qtbot: QtBot) -> None:
    body = QWidget()
    qtbot.addWidget(body)
    flow = FlowLayout(body)
    pill = Pill("Judith Amsel-Park · Under Secretary of State for Political Affairs", has_cross=True)
    flow.addWidget(pill)
    body.resize(180, 60)
    body.show()
    qtbot.waitUntil(lambda: 0 < pill.width() <= 180)
