"""Taking in what others wrote: a readout, memcon, communiqué or press release becomes proposals, then records.

Nothing is stored before somebody accepted it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.workspace.intake.proposal import SURE, About, Answers, Proposal, Reading, Rival, Span

if TYPE_CHECKING:
    from diplotrack.exchange.texts.text_file import TextFile
    from diplotrack.workspace.editing import Draft
    from diplotrack.workspace.intake.recording import Recorded
    from diplotrack.workspace.workspace import Workspace


class Intake:
    """Reading texts for what they record."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def open(self, path: Path) -> Reading:
        """Read a file. Raises UserError where it holds no words."""
        from dataclasses import replace

        from diplotrack.exchange.texts.opening import read_file

        return replace(self.read(read_file(path)), path=path)

    def read(self, source: TextFile) -> Reading:
        """What a text says. Nothing is stored."""
        from diplotrack.workspace.intake.reading import read

        with self._workspace.read() as session:
            return read(session, source)

    def draft(self, reading: Reading, answers: Answers) -> Draft:
        """What was accepted, as a draft with what follows from it; stored only when it is saved."""
        from diplotrack.workspace.intake.assembling import assemble

        with self._workspace.read() as session:
            return assemble(session, reading, answers)

    def record(self, reading: Reading, answers: Answers) -> Recorded:
        """Store what was accepted and the file that was read, as one operation that undo takes back whole.

        Raises Unsound, ChangedMeanwhile or UserError; then nothing is written.
        """
        return self.save(reading, self.draft(reading, answers))

    def save(self, reading: Reading, draft: Draft) -> Recorded:
        """Store a draft made of a reading, as somebody left it in its form; see :meth:`record`."""
        from diplotrack.workspace.intake.recording import record

        return record(self._workspace, reading, draft)


__all__ = ["SURE", "About", "Answers", "Intake", "Proposal", "Reading", "Rival", "Span"]
