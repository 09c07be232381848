"""The map is cut at the edge of the world, and thinned without opening gaps."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def world_map(project_root: Path) -> ModuleType:
    """The script, loaded from its file."""
    spec = importlib.util.spec_from_file_location("world_map", project_root / "packaging" / "world_map.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_land_across_the_edge_becomes_two_parts(world_map: ModuleType) -> None:
    parts = world_map.cut([(170, 0), (-170, 0), (-170, 10), (170, 10)])
    assert sorted((min(x for x, _y in part), max(x for x, _y in part)) for part in parts) == [
        (-180, -170),
        (170, 180),
    ]


def test_land_round_the_pole_is_closed_along_it(world_map: ModuleType) -> None:
    (ring,) = world_map.cut([(x, -75.0) for x in range(-170, 180, 20)])
    assert {y for _x, y in ring} == {-75.0, -90.0}
    assert {x for x, y in ring if y == -90.0} == {-180.0, 180.0}


def test_thinning_keeps_both_ends_and_what_matters(world_map: ModuleType) -> None:
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (2.0, 5.0)]
    assert world_map.thinned(line, 0.01) == [(0.0, 0.0), (2.0, 0.0), (2.0, 5.0)]
    assert world_map.thinned(line, 0.0) == line


def test_western_sahara_is_whole(world_map: ModuleType) -> None:
    ring = [(-13.0, 25.0), (-9.0, 25.0), (-9.0, 33.0), (-13.0, 33.0)]
    parts = dict(world_map.parted("Morocco", ring, "MAR"))
    assert max(y for _x, y in parts["ESH"]) == pytest.approx(world_map.SAHARA)
    assert min(y for _x, y in parts["MAR"]) == pytest.approx(world_map.SAHARA)
    assert [key for key, _ring in world_map.parted("Algeria", ring, "DZA")] == ["DZA"]


def test_differences_read_back(world_map: ModuleType) -> None:
    assert world_map.differences([(1.0, 2.0), (1.001, 2.0), (1.5, 1.5)]) == [100, 200, 50, -50]
