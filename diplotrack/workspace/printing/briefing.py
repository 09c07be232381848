"""A brief at the length that was chosen: fitted to its pages, or whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from diplotrack.workspace.printing.asks import PAGES, Length

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from diplotrack.reports.compose.partner.gaps import Worded
    from diplotrack.reports.compose.room import Room
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace


class Brief(Protocol):
    """What can be composed for a room of any size, and in full."""

    def composed(self, room: Room) -> Composed: ...

    def in_full(self) -> Composed: ...


class BriefOn(Protocol):
    """Makes the brief on a record, for a reader."""

    def __call__(
        self, session: Session, record_id: int, terms: Terms, worded: Worded, reader: str, /
    ) -> Brief: ...


def brief(workspace: Workspace, chosen: Chosen, terms: Terms, made: BriefOn, about: str) -> Composed:
    """The brief on the record that ``about`` asks for, as long as was chosen."""
    from diplotrack.workspace.printing.fitting import fitted
    from diplotrack.workspace.printing.wording import finding_in_words

    length = chosen.choice("length", Length) or Length.TWO_PAGES
    with workspace.read() as session:
        one = made(session, chosen.required(about), terms, finding_in_words, chosen.text("reader"))
        return one.in_full() if length is Length.DOSSIER else fitted(one.composed, PAGES[length], terms.paper)
