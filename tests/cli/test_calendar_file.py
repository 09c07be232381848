"""Every command leaves the calendar file as the ledger is."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.exchange.calendars.calendars import calendar, event


def test_a_command_that_changes_the_ledger_writes_the_calendar_file(
    run: Run, embassy: Path, tmp_path: Path
) -> None:
    file = tmp_path / "post.ics"
    assert run("settings", "set", "calendar_file", file).code == 0
    assert str(file) in run("settings").out
    source = calendar(tmp_path, *event("DTSTART;VALUE=DATE:20990601", "SUMMARY:Jubilee"), name="in.ics")
    assert run("import", source).code == 0
    assert "SUMMARY:Jubilee" in file.read_text("utf-8")
    run("undo")
    assert "SUMMARY:Jubilee" not in file.read_text("utf-8")


def test_a_file_that_cannot_be_written_is_told_and_the_command_done(
    run: Run, embassy: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    run("settings", "set", "calendar_file", folder / "post.ics")
    (folder / "post.ics").unlink()
    folder.rmdir()
    source = calendar(tmp_path, *event("DTSTART;VALUE=DATE:20990601", "SUMMARY:Jubilee"), name="in.ics")
    answer = run("import", source)
    assert (answer.code, "shared" in answer.err) == (0, True)
