"""A whole sheet read through: its names and choices tested, its bad rows mended in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diplotrack.exchange.mapping.checked import Found
from diplotrack.exchange.mapping.mapping import Mapping
from diplotrack.exchange.mapping.mended import Mends
from diplotrack.exchange.mapping.preview import Opening
from diplotrack.records import Person
from diplotrack.workspace import Workspace
from tests.exchange.mapping.test_trial import mapping, write

ROWS = [
    {"id": "1", "subject": "a", "date": "1985-05-03", "with": "Frence; Burma", "state": "done"},
    {"id": "2", "subject": "b", "date": "2024-05-03", "with": "Frence; CZE; Allemagne", "state": "perhaps"},
    {"id": "3", "subject": "c", "date": "31/02/2024", "with": "France", "who": "Ann Example", "state": ""},
    {"id": "Total", "subject": "", "date": "", "with": "", "state": ""},
]


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    return write(tmp_path, ROWS)


def strict(unknown: str = "error") -> Mapping:
    chosen = mapping("ours", unknown)
    [use] = chosen.of("with")
    return chosen.with_use(replace(use, unknown="error"))


def test_each_name_is_told_with_what_it_means_and_how(workspace: Workspace, opening: Opening) -> None:
    names = workspace.mapping.check(opening, strict()).names
    told = {one.written: (one.count, one.means, one.found) for one in names if one.column == "with"}
    assert told == {
        "Frence": (2, "", Found.UNKNOWN),
        "Burma": (1, "Myanmar", told["Burma"][2]),
        "CZE": (1, "Czechia", Found.CODE),
        "Allemagne": (1, "Germany", Found.OTHER_LANGUAGE),
        "France": (1, "France", Found.EXACT),
    }
    [unknown] = [one for one in names if one.written == "Frence"]
    assert (unknown.rows, unknown.near[0]) == ((2, 3), "France")


def test_a_name_that_may_mean_several_says_which(workspace: Workspace, tmp_path: Path) -> None:
    rows = [ROWS[0] | {"with": "Yugoslavia; Frankreich; Tschechien", "date": ""}]
    [wrong] = workspace.mapping.check(write(tmp_path, rows), strict()).errors
    assert wrong.value == "Yugoslavia"
    assert wrong.message == ("it may mean Serbia and Montenegro (SCG) and Yugoslavia (YUG); write the code")


def test_a_settled_name_means_what_was_said(workspace: Workspace, opening: Opening) -> None:
    settled = strict().settled("with", "Frence", "France")
    [one] = [one for one in workspace.mapping.check(opening, settled).names if one.written == "Frence"]
    assert (one.means, one.found, one.settled) == ("France", Found.SETTLED, "France")


def test_two_people_of_one_name_are_told_apart(workspace: Workspace, opening: Opening) -> None:
    with workspace.change("Add") as work:
        work.add(Person(name="Ann Example"))
        work.add(Person(name="Ann  example"))
    names = workspace.mapping.check(opening, strict()).names
    assert [one.found for one in names if one.column == "who"] == [Found.SEVERAL]


def test_bad_rows_are_those_that_the_import_refuses(workspace: Workspace, opening: Opening) -> None:
    checked = workspace.mapping.check(opening, strict())
    tried = workspace.mapping.try_out(opening, strict())
    assert sorted(checked.errors, key=str) == sorted(tried.result.errors, key=str)
    assert [row.number for row in checked.refused] == [2, 3, 4, 5]
    assert (checked.rows, checked.bad, checked.totals) == (4, 4, (5,))


def test_words_without_a_meaning_come_first(workspace: Workspace, opening: Opening) -> None:
    choices = workspace.mapping.check(opening, strict()).choices
    assert [(one.written, one.count, one.means) for one in choices] == [
        ("perhaps", 1, None),
        ("done", 1, "held"),
    ]


def test_mended_rows_are_taken_and_the_file_stays(
    workspace: Workspace, opening: Opening, tmp_path: Path
) -> None:
    before = opening.path.read_bytes()
    chosen = strict("create").settled("with", "Frence", "France")
    mends = Mends().with_cell(4, "date", "2024-02-29").with_cell(3, "state", "off").without_rows(5)
    seen = workspace.mapping.preview(opening)
    assert [error.column for error in workspace.mapping.errors_of(seen, seen.rows[2:3], chosen)] == ["date"]
    assert workspace.mapping.errors_of(seen, seen.rows, chosen, mends) == ()
    result = workspace.mapping.take(opening, chosen, mends)
    assert (result.created, result.errors, result.written) == (3, [], True)
    assert opening.path.read_bytes() == before
    page = workspace.mapping.page(opening, 1, 2, mends)
    assert [(row.number, row.text("date"), row.text("state")) for row in page] == [
        (3, "2024-05-03", "off"),
        (4, "2024-02-29", ""),
    ]


def test_a_mend_can_be_taken_back(workspace: Workspace, opening: Opening) -> None:
    mends = Mends().with_cell(4, "date", "2024-02-29").without_rows(5)
    back = mends.without_cell(4, "date").with_rows(5)
    assert (bool(mends), bool(back)) == (True, False)
    assert workspace.mapping.check(opening, strict(), back) == workspace.mapping.check(opening, strict())


def test_a_row_with_too_few_cells_is_mended_by_filling_them(workspace: Workspace, tmp_path: Path) -> None:
    opening = write(tmp_path, [])
    with opening.path.open("a", encoding="utf-8") as file:
        file.write("9,Talks,2024-05-03\n")
    [error] = workspace.mapping.check(opening, mapping("ours")).errors
    assert "cells" in error.message
    mends = Mends()
    for column in ("with", "who", "state", "notes"):
        mends = mends.with_cell(2, column, "")
    assert workspace.mapping.check(opening, mapping("ours"), mends).errors == ()
