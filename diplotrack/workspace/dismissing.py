"""Words of a text that somebody judged to be no promise: kept with the record, so that nobody is asked again."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.consistency.promised import bare
from diplotrack.records import KINDS, Dismissal, Marked, Passage
from diplotrack.store.ledger import Ledger
from diplotrack.store.lists import live
from diplotrack.store.unit_of_work import Changed

DISMISS = N_("Dismiss words that are no promise")
"""What undo and history call it."""


class Dismissing:
    """Dismisses words of the texts of a workspace's records."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def dismiss(self, kind: str, record_id: int, words: str, reason: str = "") -> Changed | None:
        """Keep with a record that these words of a text of its are no promise; None where they were dismissed before.

        Raises UserError where the words stand in none of its texts, or the record is gone.
        """
        with self._ledger.change(DISMISS.message) as work:
            record = work.get(KINDS[kind], record_id)
            passage = _holding(work.session, kind, record_id, words)
            if bare(words) in {bare(one) for one in _dismissed(work.session, kind, record_id)}:
                return None
            made = Dismissal(
                owner_kind=kind, owner_id=record_id, quote=" ".join(words.split()), reason=reason
            )
            # The words are as sensitive where they are quoted as where they stand.
            own = passage.marking_rank is not None
            if own or isinstance(record, Marked):
                made.mark(passage.marking() if own else record.marking())  # type: ignore[attr-defined]
            work.add(made)
        return work.changed

    def dismissed(self, kind: str, record_id: int) -> tuple[str, ...]:
        """The words of a record's texts that are no promise."""
        with self._ledger.read() as session:
            return _dismissed(session, kind, record_id)


def _dismissed(session: Session, kind: str, record_id: int) -> tuple[str, ...]:
    query = select(Dismissal.quote).where(
        Dismissal.owner_kind == kind, Dismissal.owner_id == record_id, live(Dismissal)
    )
    return tuple(session.scalars(query.order_by(Dismissal.id)))


def _holding(session: Session, kind: str, record_id: int, words: str) -> Passage:
    """The paragraph in which words stand, white space apart."""
    query = select(Passage).where(Passage.owner_kind == kind, Passage.owner_id == record_id, live(Passage))
    wanted = " ".join(words.split())
    for passage in session.scalars(query.order_by(Passage.ordinal, Passage.id)):
        if wanted and wanted in " ".join(passage.text.split()):
            return passage
    sentence = _("The words “{words}” stand in no text of this record; copy them from it.")
    raise UserError(sentence.format(words=wanted))
