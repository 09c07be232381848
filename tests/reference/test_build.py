"""The shipped files are what the script makes of the tables."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def build(project_root: Path) -> ModuleType:
    path = project_root / "packaging" / "reference" / "build.py"
    spec = importlib.util.spec_from_file_location("reference_build", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["parties", "organizations", "memberships"])
def test_the_files_made_from_our_tables_alone_are_up_to_date(
    build: ModuleType, project_root: Path, name: str
) -> None:
    # countries.json and worldwide.json also hold names from CLDR, which another version of Babel may spell differently.
    made = {
        "parties": lambda: build.other_parties(build.own_names()),
        "organizations": lambda: build.organizations(build.own_names()),
        "memberships": build.memberships,
    }[name]()
    shipped = (project_root / "resources" / "reference" / f"{name}.json").read_text(encoding="utf-8")
    assert shipped == build.written(made), "run packaging/reference/build.py"


@pytest.mark.parametrize("table", ["countries", "names", "parties", "organizations", "memberships"])
def test_no_row_of_a_table_has_a_cell_too_many_or_too_few(project_root: Path, table: str) -> None:
    with (project_root / "packaging" / "reference" / f"{table}.csv").open(
        encoding="utf-8", newline=""
    ) as stream:
        for row in csv.DictReader(stream):
            assert None not in row
            assert None not in row.values()


def test_names_belong_to_parties_of_the_tables(build: ModuleType) -> None:
    keys = {
        row["key"]
        for table in ("countries.csv", "parties.csv", "organizations.csv")
        for row in build.table(table)
    }
    assert set(build.own_names()) <= keys
