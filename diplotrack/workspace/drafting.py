"""Drafts that are kept while somebody writes, so that neither a closed window nor a killed program loses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import TOP_KINDS
from diplotrack.store import drafts
from diplotrack.store.drafts import KeptDraft
from diplotrack.store.ledger import Ledger
from diplotrack.workspace.editing.draft import Draft, Fault

TITLE_LENGTH = 300
"""Characters of a title that a list of drafts can use."""

Asides = list[list[Any]]
"""Words that stand in inputs and are not yet to be read as values, each with where it stands, as the forms say it."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft taken up again."""

    kept: KeptDraft
    draft: Draft
    asides: Asides


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft as a list shows it: ``missing`` says what keeps it from being saved, one sentence each;
    ``is_elsewhere`` that another program has it open."""

    kept: KeptDraft
    missing: tuple[str, ...] = ()
    is_elsewhere: bool = False


class Drafting:
    """The drafts of a workspace. They are no operations: history and undo do not know them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._store = drafts.Drafts(ledger)

    def all(self) -> list[KeptDraft]:
        """Every draft that is left open, the latest first; none of them is decoded."""
        return [one for one in self._store.all() if one.kind in TOP_KINDS]

    def discarded(self) -> list[KeptDraft]:
        """What was thrown away in this run of the program and can be brought back."""
        return [one for one in self._store.all(discarded=True) if one.owner == drafts.this_process()]

    def lines(self) -> list[DraftLine]:
        """Every draft with what is missing in it."""
        return [DraftLine(one, self._missing(one), self.is_elsewhere(one)) for one in self.all()]

    def of_record(self, kind: str, record_id: int) -> KeptDraft | None:
        """The latest draft of a record, unless another window is writing it now; None where there is none."""
        mine = [one for one in self.all() if (one.kind, one.record_id) == (kind, record_id)]
        return next((one for one in mine if not self.is_elsewhere(one)), None)

    def is_elsewhere(self, kept: KeptDraft) -> bool:
        """Whether another process that still runs has the draft open."""
        return kept.owner != drafts.this_process() and drafts.is_at_work(kept.owner)

    def keep(self, key: str, draft: Draft, asides: Asides | None = None) -> KeptDraft:
        """Keep a draft; see :meth:`keep_packed`."""
        from diplotrack.workspace.editing.packing import dumps, pack

        return self.keep_packed(key, draft.kind, draft.id, title_of(draft), dumps(pack(draft), asides or []))

    def keep_packed(self, key: str, kind: str, record_id: int | None, title: str, payload: str) -> KeptDraft:
        """Keep a draft that was packed already, under ``key`` ("" begins one); the row names the key to go on with.

        Raises ReadOnlyWorkspace, UserError.
        """
        bare = title.encode("utf-8", "replace").decode()[:TITLE_LENGTH]
        return self._store.keep(key, kind, record_id, bare, payload)

    def open(self, key: str) -> OpenDraft:
        """Take a draft up again: from now on this process writes it. Raises UserError where that cannot be."""
        from diplotrack.workspace.editing.load import name_all
        from diplotrack.workspace.editing.packing import loads

        kept = next((one for one in self._store.all() if one.key == key), None)
        draft, asides = loads(self._store.payload(key))
        if kept is None:
            raise UserError(_("This draft is no longer there; it was saved or discarded in another window."))
        with self._ledger.read() as session:
            name_all(session, draft)
        if not self._ledger.is_read_only:
            self._store.take_over(key)
        return OpenDraft(kept, draft, asides)

    def forget(self, key: str) -> None:
        """Let go of a draft that was saved."""
        self._store.forget(key)

    def discard(self, key: str) -> None:
        """Throw a draft away; :meth:`bring_back` takes that back until this run of the program ends."""
        self._store.discard(key)

    def bring_back(self, key: str) -> None:
        """Take back that a draft was thrown away."""
        self._store.bring_back(key)

    def digests(self) -> set[bytes]:
        """The hashes of all files that drafts, discarded ones too, are to be saved with."""
        from diplotrack.workspace.editing.packing import digests

        kept = [*self._store.all(), *self._store.all(discarded=True)]
        return {digest for one in kept for digest in digests(self._store.payload(one.key))}

    def tidy(self) -> str:
        """Let go of what was thrown away in earlier runs; returns a sentence where the drafts could not be read."""
        self._store.tidy()
        aside = self._store.put_aside
        if aside is None:
            return ""
        sentence = _("The file of drafts was damaged and could not be read; it was put aside as “{name}”.")
        return sentence.format(name=aside.name)

    def _missing(self, kept: KeptDraft) -> tuple[str, ...]:
        from diplotrack.workspace.editing.checking import faults_of
        from diplotrack.workspace.editing.packing import loads

        try:
            draft, asides = loads(self._store.payload(kept.key))
        except UserError as error:
            return (error.sentence,)
        found = [fault.sentence for fault in _spoken(faults_of(draft))]
        found += [_("“{words}” cannot be read yet.").format(words=one[-1]) for one in asides]
        return tuple(dict.fromkeys(found))


def title_of(draft: Draft) -> str:
    """The title as it is written; "" where there is none yet."""
    return str(draft.values.get(draft.record.__kind__.title) or "")


def _spoken(faults: list[Fault]) -> list[Fault]:
    """Faults of the record itself before those of its rows."""
    return sorted(faults, key=lambda fault: len(fault.place))
