"""What stands beside commitments in a report: sources, evidence, scores, moved due dates, objectives, owners.

Each is read at once for all of them, and what may not go out is left away here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.records import KINDS, DueChange
from diplotrack.records.enumerations import DueAgreement
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import admitted_rows
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.serving import served
from diplotrack.store.as_of import LatestUpdate, by_day, latest_scorings, latest_updates
from diplotrack.store.batches import batches


class Source(NamedTuple):
    """The record in which a commitment was made."""

    kind: str
    id: int
    uid: bytes
    title: str


class Moved(NamedTuple):
    """That a due date was moved, from which."""

    old: PartialDate | None
    how: DueAgreement


class Beside:
    """What is known of some commitments beyond their own rows."""

    def __init__(self, frame: Frame, promises: Sequence[Promise], *, objectives: bool = False) -> None:
        self._frame = frame
        ids = [one.id for one in promises]
        self.updates = self._admitted(latest_updates(frame.session, frame.on, ids))
        self.scorings = latest_scorings(frame.session, frame.on, ids)
        self.moved = self._moved(ids)
        self._sources = self._read_sources(promises)
        self.objectives = served(frame, "commitment", ids) if objectives else {}
        owners = {one.owner_id for one in promises if one.owner_id} if frame.internal else set()
        self._people = People(frame, owners)
        self._owners: dict[int, str] = {}

    def source(self, one: Promise) -> Source | None:
        """Where it was made: at an engagement, in a communication, or under an agreement."""
        sources = self._sources
        if one.engagement_id is not None and ("engagement", one.engagement_id) in sources:
            return sources["engagement", one.engagement_id]
        if one.communication_id is not None and ("communication", one.communication_id) in sources:
            return sources["communication", one.communication_id]
        return sources.get(("agreement", one.agreement_id or 0))

    def owner(self, one: Promise) -> str:
        """Who looks after it; "" in a copy that is handed over."""
        if one.owner_id is None:
            return ""
        if one.owner_id not in self._owners:
            named = self._people.named(one.owner_id)
            self._owners[one.owner_id] = named.text if named else ""
        return self._owners[one.owner_id]

    def _admitted(self, updates: dict[int, LatestUpdate]) -> dict[int, LatestUpdate]:
        portions = [(one, "commitment", owner) for owner, one in updates.items()]
        kept = {one.id for one in self._frame.admit_portions("update", portions)}
        return {owner: one for owner, one in updates.items() if one.id in kept}

    def _moved(self, ids: Iterable[int]) -> dict[int, list[Moved]]:
        """The changes of due dates by the day, in their order."""
        found: dict[int, list[Moved]] = defaultdict(list)
        for some in batches(ids):
            query = (
                select(
                    DueChange.commitment_id,
                    DueChange.old_due_on,
                    DueChange.old_due_on_latest,
                    DueChange.agreed,
                )
                .where(
                    DueChange.commitment_id.in_(some),
                    DueChange.deleted_at.is_(None),
                    by_day(DueChange, "on", self._frame.on),
                )
                .order_by(DueChange.on, DueChange.id)
            )
            for commitment_id, old, latest, how in self._frame.session.execute(query):
                found[commitment_id].append(Moved(PartialDate.of(old, latest), how))
        return dict(found)

    def _read_sources(self, promises: Sequence[Promise]) -> dict[tuple[str, int], Source]:
        wanted: dict[str, set[int]] = defaultdict(set)
        for one in promises:
            if one.engagement_id is not None:
                wanted["engagement"].add(one.engagement_id)
            if one.communication_id is not None:
                wanted["communication"].add(one.communication_id)
            if one.agreement_id is not None:
                wanted["agreement"].add(one.agreement_id)
        found: dict[tuple[str, int], Source] = {}
        for name, ids in wanted.items():
            for row in admitted_rows(self._frame, KINDS[name], ("title",), among=ids):
                found[name, row.id] = Source(name, row.id, row.uid, row.title)
        return found
