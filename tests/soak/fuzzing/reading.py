"""How each reader of files from outside reads a file, and the proof that a refused one left nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from diplotrack.base.errors import UserError
from diplotrack.records import KINDS
from diplotrack.workspace import Workspace

ROWS = 2_000
"""Rows of a table that are read."""

Read = Callable[[Workspace, Path], object]


def words(_workspace: Workspace, path: Path) -> None:
    """The words of an attached file."""
    from diplotrack.exchange.texts.words import READERS, words_of

    reader, found = words_of(path.read_bytes(), path.name)
    assert reader in READERS
    assert "\x00" not in found


def attached(workspace: Workspace, path: Path) -> None:
    """The bytes of a file and its words, kept."""
    file = workspace.attaching.take_in(path)
    assert file.size == path.stat().st_size


def table(_workspace: Workspace, path: Path) -> None:
    """The rows of a table, of every sheet where there are several."""
    from diplotrack.exchange.tables.filetype import kind_of_file
    from diplotrack.exchange.tables.tabular import open_table
    from diplotrack.exchange.tables.workbook import sheets_of

    sheets = [name for name, _rows, _shown in sheets_of(path)] if kind_of_file(path) == "workbook" else [None]
    for sheet in sheets:
        found = open_table(path, sheet=sheet)
        for row in islice(found.rows(), ROWS):
            assert all(len(row.text(name)) >= 0 for name in found.columns)


def profile(_workspace: Workspace, path: Path) -> None:
    """An import profile."""
    from diplotrack.exchange.profiles.profile_format import read_profile
    from diplotrack.exchange.profiles.writing import written

    written(read_profile(path))


def mapped(workspace: Workspace, path: Path) -> None:
    """The wizard's way through a table: a look, a suggestion, its names and values tested, and a trial."""
    from diplotrack.exchange.mapping.preview import Opening

    seen = workspace.mapping.preview(Opening(path))
    mapping = workspace.mapping.suggest(seen).mapping
    workspace.mapping.check(seen.opening, mapping)
    workspace.mapping.try_out(seen.opening, mapping)


def taken_for_a_record(workspace: Workspace, path: Path) -> None:
    """A text that is read for what it records, and the draft of all of it."""
    from diplotrack.workspace.intake import Answers

    reading = workspace.intake.open(path)
    for one in reading.proposals:
        assert all(0 <= span.start < span.end <= len(reading.text) for span in one.spans), one
    workspace.intake.draft(reading, Answers.sure(reading))
    workspace.intake.draft(reading, Answers.sure(reading, 0))


def recorded(workspace: Workspace, path: Path) -> None:
    """What a text says, stored as far as it is sure, and undone."""
    from diplotrack.workspace.editing import Unsound
    from diplotrack.workspace.intake import Answers

    reading = workspace.intake.open(path)
    answers = Answers.sure(reading)
    if not answers.accepted:
        return
    before = _counts(workspace)
    try:
        workspace.intake.record(reading, answers)
    except (UserError, Unsound):
        assert _counts(workspace) == before, "records are there after a text was refused"
        return
    workspace.history.undo()
    assert _counts(workspace) == before, "records are there after a text was undone"


def checked(workspace: Workspace, path: Path) -> None:
    """A draft held against the ledger."""
    from diplotrack.exchange.texts.draft import read_draft

    workspace.check.draft(read_draft(path))


def planned(workspace: Workspace, path: Path) -> None:
    """What an import would do: many times as fast as doing it."""
    workspace.exchange.import_file(path, dry_run=True)


def importing(**options: Any) -> Read:
    """An import, undone."""

    def read(workspace: Workspace, path: Path) -> None:
        before = _counts(workspace)
        try:
            result = workspace.exchange.import_file(path, skip_bad_rows=True, **options)
        except UserError:
            assert _counts(workspace) == before, "records are there after a file was refused"
            raise
        if result.written and result.records:
            workspace.history.undo()

    return read


def whole(workspace: Workspace, path: Path) -> None:
    """A whole ledger tried out on a workspace in which nobody has worked."""
    before = _counts(workspace)
    try:
        workspace.exchange.import_file(path, dry_run=True)
    finally:
        assert _counts(workspace) == before, "a trial changed the workspace"


def whole_new(_workspace: Workspace, path: Path) -> None:
    """A workspace made of a whole ledger: none where the file is refused, else one that can be read and is sound."""
    from diplotrack.workspace.whole import new_from

    folder = path.with_name("made.diplotrack")
    try:
        told = new_from(folder, path).table_notes
    except UserError:
        assert not folder.exists(), "a folder is there after a file was refused"
        raise
    try:
        with Workspace.open(folder) as made:
            damage = list(made.safekeeping.damage())
            assert told or not damage, damage  # what was altered is taken, and told
            with made.read() as session:
                for kind in KINDS.values():
                    list(session.scalars(select(kind)))
    finally:
        shutil.rmtree(folder)


def _counts(workspace: Workspace) -> list[int]:
    with workspace.read() as session:
        counts = (select(func.count()).select_from(kind.__table__) for kind in KINDS.values())
        return [session.scalar(one) or 0 for one in counts]
