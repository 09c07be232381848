"""Parts of the real record sets, imported: shares resolved, doing it twice, undo."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.store.content import content_hash
from diplotrack.workspace import Workspace

EVERY = 12
FILES = {
    "us_people.csv": 2000,
    "us_travels.csv": 3037,
    "us_visits.csv": 2432,
    "wh_readouts.csv": 0,
    "g20_compliance.csv": 0,
    "upr_v2_1-5.csv": 6095,
    "uk_treaties.csv": 6357,
}
"""Lines of each file; every twelfth is taken. None where a row has many lines: there every sixth row is."""


def some_of(path: Path, folder: Path) -> Path:
    """Every so-manieth row of a file and its header, where rows are lines with their bytes and line ends."""
    target = folder / path.name
    if not FILES[path.name]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows[:: EVERY // 2]])
        return target
    content = path.read_bytes()
    end = b"\n" if b"\n" in content else b"\r"
    lines = content.split(end)
    chosen = [lines[0], *itertools.islice((line for line in lines[1:] if line), 0, None, EVERY)]
    target.write_bytes(end.join(chosen) + end)
    return target


@pytest.mark.parametrize("name", ["us_travels.csv", "us_visits.csv"])
def test_nearly_all_rows_resolve_to_a_country(
    workspace: Workspace, tmp_path: Path, real_records: Callable[[str], Path], name: str
) -> None:
    result = workspace.exchange.import_file(some_of(real_records(name), tmp_path), dry_run=True)
    assert sum(result.unresolved.values()) <= 0.01 * result.read, result.unresolved


@pytest.mark.parametrize("name", ["us_travels.csv", "us_visits.csv"])
def test_nearly_all_people_named_come_with_an_office(
    workspace: Workspace, tmp_path: Path, real_records: Callable[[str], Path], name: str
) -> None:
    tally = workspace.exchange.import_file(some_of(real_records(name), tmp_path), dry_run=True).tally
    assert tally["people with office"] >= 0.99 * tally["people"]


@pytest.mark.parametrize("name", ["us_people.csv", "us_travels.csv", "g20_compliance.csv", "upr_v2_1-5.csv"])
def test_twice_changes_nothing_and_undo_takes_all_back(
    workspace: Workspace, tmp_path: Path, real_records: Callable[[str], Path], name: str
) -> None:
    path = some_of(real_records(name), tmp_path)
    with workspace.read() as session:
        before = content_hash(session)
    first: ImportResult = workspace.exchange.import_file(path)
    again = workspace.exchange.import_file(path)
    assert (first.errors, again.created, again.updated, again.unchanged) == ([], 0, 0, first.created)
    workspace.history.undo()
    with workspace.read() as session:
        assert content_hash(session) == before


def test_parties_of_treaties_resolve(
    workspace: Workspace, tmp_path: Path, real_records: Callable[[str], Path]
) -> None:
    result = workspace.exchange.import_file(some_of(real_records("uk_treaties.csv"), tmp_path), dry_run=True)
    assert sum(result.unresolved.values()) <= 0.01 * result.tally["names"]
    assert result.created + result.skipped == result.read
