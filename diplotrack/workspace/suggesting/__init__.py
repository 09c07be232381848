"""What a form may offer while an engagement is written: with whom, under which title, at which level. Pure reading."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from diplotrack.base import clock
from diplotrack.store.ledger import Ledger
from diplotrack.workspace.suggesting.names import Names

if TYPE_CHECKING:
    from diplotrack.records.display import Mention
    from diplotrack.workspace.editing.draft import Draft
    from diplotrack.workspace.suggesting.past import PastPlanned
    from diplotrack.workspace.suggesting.proposing import Proposal
    from diplotrack.workspace.suggesting.whom import Offer, Standing


class Suggesting:
    """Suggestions from what the ledger holds. They answer on any reader thread."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._names = Names()

    def whom(self, words: str, on: date | None = None, limit: int = 12) -> list[Offer]:
        """People and parties whose names the words begin, those met last first, with the office of the day."""
        from diplotrack.workspace.suggesting.whom import offers

        with self._ledger.read() as session:
            return offers(session, self._names, words, on, limit)

    def party(self, words: str) -> Mention | None:
        """The party that is called so, by any of its names or its code; None for one that is new."""
        from diplotrack.base.errors import UserError
        from diplotrack.workspace.editing.completing import resolve

        with self._ledger.read() as session:
            try:
                return resolve(session, "party", words)
            except UserError:
                return None

    def standings(self, people: Collection[int], on: date | None = None) -> dict[int, Standing]:
        """Who each of the people was on the day."""
        from diplotrack.workspace.suggesting.whom import standings

        with self._ledger.read() as session:
            return standings(session, people, on)

    def propose(self, draft: Draft, heard: str = "") -> Proposal:
        """What the draft of an engagement suggests; ``heard`` is the format that its line about the day names."""
        from diplotrack.workspace.suggesting.proposing import propose

        with self._ledger.read() as session:
            return propose(session, draft, heard)

    def another(self, engagement_id: int) -> Draft:
        """A new engagement like that one: its people, form and place; its next usual day. Raises UserError."""
        from diplotrack.workspace.suggesting.another import another

        with self._ledger.read() as session:
            return another(session, engagement_id)

    def past_planned(self, limit: int | None = None) -> list[PastPlanned]:
        """Planned engagements whose day is past at the post, the latest first."""
        from diplotrack.workspace.suggesting.past import past_planned

        with self._ledger.read() as session:
            return past_planned(session, clock.today(self.zone() or None), limit)

    def past_planned_of(self, engagement_id: int) -> PastPlanned | None:
        """That engagement, if it is planned and its day is past at the post; else None."""
        from diplotrack.workspace.suggesting.past import past_planned

        with self._ledger.read() as session:
            found = past_planned(session, clock.today(self.zone() or None), only=engagement_id)
        return found[0] if found else None

    def zone(self) -> str:
        """The post's time zone as an IANA name; "" where the settings name none."""
        from diplotrack.store import settings

        with self._ledger.read() as session:
            return str(settings.read(session, "zone") or "")
