"""The map of the world, as a person looks at it and walks over it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.theme.palette import PALETTES, Scheme, contrast, luminance
from diplotrack.desktop.theme.ramp import bare, ramp, water
from diplotrack.desktop.views.map.classes import MOST, classes
from diplotrack.desktop.views.map.page import MapPage
from diplotrack.desktop.views.map.shapes import WORLD, shapes
from diplotrack.records import Party
from diplotrack.records.enumerations import PartyType
from diplotrack.workspace.atlas.world import HALF_WIDTH, areas

Key = Qt.Key
Calm = Callable[[], None]
FRANCE, JAPAN = 1, 2


@pytest.fixture
def page(qtbot: QtBot, context: Context, calm: Calm) -> MapPage:
    """The map over the desk's engagements; Taiwan is a contested entity there."""
    with context.workspace.change("Add Taiwan") as work:
        work.add(Party(name="Taiwan", code="TWN", type=PartyType.CONTESTED))
    made = MapPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.activateWindow()
    calm()
    made.canvas.setFocus()
    return made


def test_the_figures_are_on_the_map_and_in_the_list(page: MapPage) -> None:
    assert page.world is not None
    assert page.world.places["FRA"].count > 80
    listed = {one.title: one.end for one in page.list.entries.entries}
    assert listed["France"] == str(page.world.places["FRA"].count)


def test_letters_find_a_country_and_enter_opens_its_page(page: MapPage, context: Context) -> None:
    wanted = QSignalSpy(context.tab_wanted)
    QTest.keyClicks(page.canvas, "jap")
    assert page.canvas.current is not None
    assert page.canvas.current.key == "JPN"
    assert "Japan" in page.canvas.accessibleDescription()
    QTest.keyClick(page.canvas, Key.Key_Return)
    assert wanted.at(0) == ["party", JAPAN]


def test_arrows_walk_and_come_back(page: MapPage) -> None:
    page.canvas.go_to("FRA")
    QTest.keyClick(page.canvas, Key.Key_Right)
    assert page.canvas.current is not None
    assert page.canvas.current.key != "FRA"
    QTest.keyClick(page.canvas, Key.Key_Left)
    assert page.canvas.current.key == "FRA"
    QTest.keyClick(page.canvas, Key.Key_Down)
    assert shapes().by_key[page.canvas.current.key].centre.y() > shapes().by_key["FRA"].centre.y()


def test_plus_comes_closer_and_home_shows_the_whole(page: MapPage) -> None:
    page.canvas.go_to("FRA")
    for _time in range(3):
        QTest.keyClick(page.canvas, Key.Key_Plus)
    assert page.canvas.sight.zoom > 3
    QTest.keyClick(page.canvas, Key.Key_Home)
    assert page.canvas.sight.zoom == 1


def test_a_click_opens_what_is_under_the_mouse(page: MapPage, context: Context) -> None:
    wanted = QSignalSpy(context.tab_wanted)
    canvas = page.canvas
    at = canvas.sight.transform(canvas.size().toSizeF()).map(shapes().by_key["FRA"].centre)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert wanted.at(0) == ["party", FRANCE]


def test_contested_areas_follow_the_table_of_the_workspace(
    page: MapPage, context: Context, calm: Calm
) -> None:
    assert page.world is not None
    assert page.world.places["TWN"].is_contested
    assert page.world.places["CRIMEA"].party_id is None
    context.workspace.ledger.set(
        contested_names={"TWN": "Taiwan (our table)", "CRIMEA": "Crimea (our table)"},
        contested_areas={"XKX": "FRA"},
    )
    page.read()
    calm()
    places = page.world.places
    assert places["TWN"].name == "Taiwan (our table)"
    assert places["CRIMEA"].name == "Crimea (our table)"
    assert places["XKX"].drawn_with == "France"
    assert places["XKX"].count == places["FRA"].count
    assert not places["XKX"].is_contested
    assert "France" in page._note.text()


def test_the_map_can_be_off(page: MapPage, context: Context, qtbot: QtBot, calm: Calm) -> None:
    page.switch.click()
    assert not page.canvas.isVisible()
    assert page.list.isVisible()
    assert not page.is_shown
    again = MapPage(context)
    qtbot.addWidget(again)
    again.show()
    calm()
    assert not again.canvas.isVisible()
    assert again.row_count > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_classes_are_told_apart_by_lightness_alone(scheme: Scheme) -> None:
    palette = PALETTES[scheme]
    colours = [bare(palette), *ramp(palette, MOST)]
    steps = [contrast(one, other) for one, other in pairwise(colours)]
    assert min(steps) >= 1.35
    rising = [luminance(one) < luminance(other) for one, other in pairwise(colours)]
    assert len(set(rising)) == 1
    assert contrast(bare(palette), water(palette)) >= 1.15


def test_figures_fall_into_classes() -> None:
    made = classes([0, 1, 1, 2, 3, 5, 8, 13, 100])
    assert made.of(0) == -1
    assert made.of(1) == 0
    assert made.of(100) == len(made.firsts) - 1
    assert len(made.labels()) == len(made.firsts) <= MOST
    assert classes([0, 0]).labels() == []


def test_no_land_reaches_across_the_edge_of_the_map() -> None:
    by_key = {one.key: one for one in areas()}
    for key in ("RUS", "FJI", "ATA"):
        for line in by_key[key].shores:
            assert all(abs(ax - bx) < HALF_WIDTH for (ax, _ay), (bx, _by) in pairwise(line)), key
    assert all(
        WORLD.adjusted(-0.01, -0.01, 0.01, 0.01).contains(one.bounds) for one in shapes().by_key.values()
    )


@pytest.mark.parametrize(
    ("key", "lon_lat"),
    [("ESH", (-13.2, 25.0)), ("CRIMEA", (34.2, 45.2)), ("XKX", (20.9, 42.6)), ("UKR", (31.0, 49.0))],
)
def test_contested_land_belongs_to_nobody_else(key: str, lon_lat: tuple[float, float]) -> None:
    from diplotrack.workspace.atlas.world import project

    x, y = project(*lon_lat)
    holding = {one.key for one in shapes().by_key.values() if one.land.contains(QPointF(x, -y))}
    assert holding == {key}
