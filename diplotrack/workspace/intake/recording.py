"""Storing what was accepted of a reading: the records, the words they quote and the file they came from, at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.editing.draft import AttachedFile, Draft
from diplotrack.workspace.editing.saving import save

if TYPE_CHECKING:
    from diplotrack.workspace.intake.proposal import Reading
    from diplotrack.workspace.workspace import Workspace

TAKE_IN = N_("Take in a text")
"""What undo and history call it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was stored: the kind and identifier of the record, and the change that undo takes back."""

    kind: str
    id: int
    changed: Changed


def record(workspace: Workspace, reading: Reading, draft: Draft) -> Recorded:
    """Write a draft that was made of a reading, as one operation; the file goes with the text.

    Raises Unsound, ChangedMeanwhile or UserError; then nothing is written.
    """
    keep_files(workspace, reading, draft)
    with workspace.ledger.change(TAKE_IN.message) as work:
        record_id = save(work, draft)
    draft.id = record_id
    assert work.changed is not None
    return Recorded(draft.kind, record_id, work.changed)


def keep_files(workspace: Workspace, reading: Reading, draft: Draft) -> None:
    """Attach the file that was read, or else what a message encloses, to the text, or to the record made of it."""
    home = next((follow for _column, follow in draft.follows if follow.kind == "communication"), draft)
    files: list[AttachedFile] = []
    if reading.path is not None:
        files.append(workspace.attaching.take_in(reading.path))
    else:
        files += [workspace.attaching.take_in_bytes(one.name, one.content) for one in reading.source.enclosed]
    known = {one.sha256 for one in home.files}
    home.files += [one for one in files if one.sha256 not in known]
