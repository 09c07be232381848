"""An import as one operation: dry run, all or nothing, rejects, doing it twice, undo, cancelling."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplotrack.base.errors import UserError
from diplotrack.base.progress import Cancelled
from diplotrack.records import Engagement
from diplotrack.store.content import content_hash, counts
from diplotrack.workspace import Workspace
from tests.exchange.importing import TRAVELS, brussels, paris, record, take, write

BAD = paris(id="3", start_date="2008-02-31")


def state(workspace: Workspace) -> tuple[str, dict[str, int]]:
    with workspace.read() as session:
        return content_hash(session), counts(session)


def test_the_profile_is_told_by_the_columns(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, write(tmp_path, TRAVELS, paris()))
    assert (result.profile, result.read, result.created, result.written) == ("state-travels", 1, 1, True)


def test_a_file_that_no_profile_fits_is_refused_with_its_columns(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="when, what"):
        take(workspace, write(tmp_path, ("when", "what"), {"when": "2008", "what": "x"}))


def test_a_dry_run_counts_and_writes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    before = state(workspace)
    result = take(workspace, write(tmp_path, TRAVELS, paris(), brussels()), dry_run=True)
    assert (result.created, result.records["engagement"], result.written) == (2, 3, False)
    assert state(workspace) == before


def test_one_bad_row_keeps_the_whole_file_out(workspace: Workspace, tmp_path: Path) -> None:
    before = state(workspace)
    result = take(workspace, write(tmp_path, TRAVELS, paris(), BAD))
    assert (result.created, result.written) == (0, False)
    assert state(workspace) == before


def test_an_error_tells_row_column_value_and_why(workspace: Workspace, tmp_path: Path) -> None:
    [error] = take(workspace, write(tmp_path, TRAVELS, paris(), BAD)).errors
    assert (error.row, error.column, error.value) == (3, "start_date", "2008-02-31")
    assert error.message


def test_bad_rows_are_skipped_where_asked_for(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, write(tmp_path, TRAVELS, paris(), BAD), skip_bad_rows=True)
    assert (result.read, result.created, result.skipped) == (2, 1, 1)


def test_rejected_rows_stand_beside_the_file_with_their_reason(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, write(tmp_path, TRAVELS, paris(), BAD), skip_bad_rows=True)
    assert result.rejects == tmp_path / "rows.rejects.csv"
    with result.rejects.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["start_date"] == "2008-02-31"
    assert "row 3" in row["rejected_because"]


def test_where_rejects_cannot_be_kept_nothing_is_imported(workspace: Workspace, tmp_path: Path) -> None:
    before = state(workspace)
    with pytest.raises(UserError, match="Nothing was imported"):
        take(
            workspace,
            write(tmp_path, TRAVELS, paris(), BAD),
            skip_bad_rows=True,
            rejects=tmp_path / "nowhere" / "rejects.csv",
        )
    assert state(workspace) == before


def test_mended_rejects_can_be_imported(workspace: Workspace, tmp_path: Path) -> None:
    rejects = take(workspace, write(tmp_path, TRAVELS, paris(), BAD), skip_bad_rows=True).rejects
    assert rejects is not None
    mended = tmp_path / "mended.csv"
    mended.write_text(rejects.read_text("utf-8-sig").replace("02-31", "02-28"), "utf-8")
    assert take(workspace, mended).created == 1


def test_a_second_import_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, TRAVELS, paris(), brussels())
    take(workspace, path)
    before = state(workspace)
    result = take(workspace, path)
    assert (result.created, result.updated, result.unchanged, result.records) == (0, 0, 2, {})
    assert state(workspace) == before


def test_undo_leaves_the_records_as_they_were(workspace: Workspace, tmp_path: Path) -> None:
    before = state(workspace)
    take(workspace, write(tmp_path, TRAVELS, paris(), brussels()))
    workspace.history.undo()
    assert state(workspace) == before


def test_an_import_that_was_undone_can_be_done_again(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, TRAVELS, paris())
    take(workspace, path)
    workspace.history.undo()
    assert take(workspace, path).created == 1


@pytest.mark.parametrize("step", ["Understanding", "Writing", "Indexing"])
def test_cancelling_leaves_nothing(workspace: Workspace, tmp_path: Path, step: str) -> None:
    def cancel(done: int, total: int | None, what: str) -> None:
        if what == step:
            raise Cancelled

    before = state(workspace)
    with pytest.raises(Cancelled):
        take(workspace, write(tmp_path, TRAVELS, paris(), brussels()), progress=cancel)
    assert state(workspace) == before


def test_a_workbook_makes_the_same_records_as_a_text_file(workspace: Workspace, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(TRAVELS))
    for row in (paris(), brussels()):
        sheet.append([row[column] for column in TRAVELS])
    book.save(tmp_path / "rows.xlsx")
    take(workspace, write(tmp_path, TRAVELS, paris(), brussels()))
    result = take(workspace, tmp_path / "rows.xlsx")
    assert (result.created, result.updated, result.unchanged) == (0, 0, 2)


def test_the_order_of_rows_does_not_matter_to_a_second_import(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris(), brussels()))
    result = take(workspace, write(tmp_path, TRAVELS, brussels(), paris()))
    assert (result.created, result.updated, result.unchanged) == (0, 0, 2)


def test_records_of_an_import_are_one_entry_in_the_history(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    latest = workspace.history.operations(1)[0]
    assert (latest.operation, latest.parameters["profile"]) == ("Import {profile}", "state-travels")


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(remarks=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200), min_size=1))
def test_any_remark_is_taken(workspace: Workspace, tmp_path: Path, remarks: list[str]) -> None:
    rows = [paris(id=str(number), remarks=remark) for number, remark in enumerate(remarks)]
    result = take(workspace, write(tmp_path, TRAVELS, *rows), dry_run=True)
    assert (result.created, result.errors) == (len(rows), [])


def test_records_are_marked_as_the_profile_says(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    assert record(workspace, Engagement, "1").marking_text == "PUBLIC"


@pytest.mark.parametrize("ending", ["csv", "json", "ics", "vcf", "eml"])
def test_a_file_that_nobody_may_open_is_told(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = tmp_path / f"file.{ending}"
    path.write_text("x", "utf-8")
    opens = Path.open

    def refuse(one: Path, *args: Any, **options: Any) -> Any:
        if one == path:
            raise PermissionError(13, "Permission denied", str(path))
        return opens(one, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    for ask in (workspace.exchange.import_file, workspace.exchange.try_out):
        with pytest.raises(UserError, match=f"“file.{ending}” cannot be read: Permission denied"):
            ask(path)
