"""What a table may lack because its copy kept it back: taking the table in again takes none of that away."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from diplotrack.base.markings import TLP, UNMARKED, Marking
from diplotrack.exchange.outgoing.records import NAMED_UNMARKED
from diplotrack.records import Marked, Passage, Record
from diplotrack.release import REFERENCE, own_markings


class Withheld:
    """What a copy under a ceiling leaves out of records that are in it, without telling so.

    A record that nobody marked is in no such copy: what its row lacks somebody took out.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, int], Marking] = {}

    def may_be(self, record: Record, kind: str, record_id: int) -> bool:
        """Whether a copy that holds the record may leave the one to which it refers unnamed."""
        if (kind, record_id) not in self._known:
            self._known[kind, record_id] = own_markings(self._session, kind, [record_id])[record_id]
        other = self._known[kind, record_id]
        if other.is_unmarked:
            return not _own(record).is_unmarked and kind not in NAMED_UNMARKED | REFERENCE
        return _is_above(other, _own(record))

    @staticmethod
    def lacks(record: Record, there: Sequence[Passage], said: Sequence[str]) -> bool:
        """Whether paragraphs may have been left out of a text: it has fewer, and not all that are marked above it."""
        above = (one.text for one in there if _is_above(one.marking(), _own(record)))
        return len(said) < len(there) and any(text not in said for text in above)


def _own(record: Record) -> Marking:
    return record.marking() if isinstance(record, Marked) else UNMARKED


def _is_above(part: Marking, whole: Marking) -> bool:
    """Whether a ceiling may let the whole out and not the part."""
    if whole.is_unmarked or part.is_unmarked:
        return False
    ranks = [-1 if one.rank is None else one.rank for one in (part, whole)]
    labels = [TLP.index(one.tlp or TLP[0]) for one in (part, whole)]
    return ranks[0] > ranks[1] or labels[0] > labels[1]
