"""What a table may lack because its copy kept it back: taking the table in again takes none of that away."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from diplotrack.records import Passage
from diplotrack.release import own_markings


class Withheld:
    """What carries a marking of its own. A copy under a ceiling leaves that out, and nothing in the copy tells so."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, int], bool] = {}

    def may_be(self, kind: str, record_id: int) -> bool:
        """Whether a record may have been left unnamed."""
        if (kind, record_id) not in self._known:
            marking = own_markings(self._session, kind, [record_id])[record_id]
            self._known[kind, record_id] = not marking.is_unmarked
        return self._known[kind, record_id]

    @staticmethod
    def lacks(there: Sequence[Passage], said: Sequence[str]) -> bool:
        """Whether paragraphs may have been left out of a text: it has fewer, and not all of those that are marked."""
        marked = (one.text for one in there if not one.marking().is_unmarked)
        return len(said) < len(there) and any(text not in said for text in marked)
