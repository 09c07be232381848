"""Writing records without a window: drafts, names typed in part, one operation for each saving."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from diplotrack.records.display import Mention
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.editing.completing import Completion
from diplotrack.workspace.editing.draft import (
    AttachedFile,
    ChangedMeanwhile,
    Draft,
    Fault,
    Newcomer,
    PartRow,
    Portion,
    Quoted,
    Unsound,
    blank_row,
    written,
)

if TYPE_CHECKING:
    from diplotrack.workspace.editing.several import Outcome


class Editing:
    """Records of a workspace as they are written."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def blank(self, kind: str, **preset: Any) -> Draft:
        """A new draft with the defaults of its kind and what is ``preset``."""
        from diplotrack.workspace.editing.load import blank

        return blank(kind, **preset)

    def load(self, kind: str, record_id: int) -> Draft:
        """A record as a draft. Raises UserError where it is not there or lies in the trash."""
        from diplotrack.workspace.editing.load import load

        with self._ledger.read() as session:
            return load(session, kind, record_id)

    def save(self, draft: Draft) -> Changed:
        """Write a draft as one operation; afterwards ``draft.id`` is set.

        Raises Unsound, ChangedMeanwhile or UserError; then nothing is written and the draft is as it was.
        """
        from diplotrack.workspace.editing.saving import operation_of, save

        with self._ledger.change(operation_of(draft)) as work:
            record_id = save(work, draft)
        draft.id = record_id
        assert work.changed is not None
        return work.changed

    def save_several(self, drafts: list[Draft]) -> Outcome:
        """Write new drafts as one operation, all that are sound; see :func:`several.save_several`."""
        from diplotrack.workspace.editing.several import save_several

        return save_several(self._ledger, drafts)

    def completions(self, kind: str, words: str, limit: int = 12) -> list[Completion]:
        """The records of a kind that the words may begin to name, likeliest first."""
        from diplotrack.workspace.editing.completing import completions

        with self._ledger.read() as session:
            return completions(session, kind, words, limit)

    def resolve(self, kind: str, words: str) -> Mention:
        """The record of a kind that is called so. Raises UserError where none or several are."""
        from diplotrack.workspace.editing.completing import resolve

        with self._ledger.read() as session:
            return resolve(session, kind, words)

    def ourselves(self) -> Mention | None:
        """Our own government, as the settings name it."""
        code = str(self._setting("we") or "")
        return self.resolve("party", code) if code else None

    def scheme(self) -> str:
        """The marking scheme in which this workspace marks."""
        return str(self._setting("marking_scheme"))

    def _setting(self, key: str) -> Any:
        from diplotrack.store import settings

        with self._ledger.read() as session:
            return settings.read(session, key)

    def offices(self, day: date, people: list[int]) -> dict[int, str]:
        """The office that each of the people held on the day."""
        from diplotrack.workspace.reading.tables import offices_on

        with self._ledger.read() as session:
            return offices_on(session, day, people)


__all__ = [
    "AttachedFile", "ChangedMeanwhile", "Completion", "Draft", "Editing", "Fault", "Newcomer", "PartRow", "Portion",
    "Quoted", "Unsound", "blank_row", "written",
]  # fmt: skip
