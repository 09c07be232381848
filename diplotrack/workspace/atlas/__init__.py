"""The world by partner: which area belongs to which party here, what it is called, and a figure for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplotrack.base import clock
from diplotrack.workspace.atlas.figures import Measure

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

WITHOUT_PARTY = {"SIACHEN-GLACIER": "Siachen Glacier"}
"""Contested areas for which no party is shipped: their name where the workspace's table has none."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area of the map as this workspace sees it.

    ``party_id`` is the party that its figure is of, None where nobody's; ``is_contested`` says that it is to be drawn
    apart; ``drawn_with`` names the party with which the workspace's table draws it.
    """

    key: str
    name: str
    party_id: int | None
    count: int
    is_contested: bool = False
    is_ours: bool = False
    drawn_with: str = ""


@dataclass(frozen=True, slots=True)
class WorldView:
    """A figure for every area of the map, by its key, and the figures of states that the map does not show."""

    measure: Measure
    places: dict[str, Place]
    elsewhere: tuple[Place, ...]


class Atlas:
    """The map of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def view(self, measure: Measure) -> WorldView:
        """The figures of a measure as of the post's today, on every area under the name in use here."""
        from diplotrack.records.enumerations import PartyType
        from diplotrack.store import settings
        from diplotrack.store.derive import our_parties
        from diplotrack.store.party_names import called_on
        from diplotrack.workspace.atlas.figures import figures
        from diplotrack.workspace.atlas.world import areas

        with self._workspace.read() as session:
            today = clock.today(settings.read(session, "zone") or None)
            names: dict[str, str] = settings.read(session, "contested_names") or {}
            drawn: dict[str, str] = settings.read(session, "contested_areas") or {}
            called = called_on(session, today)
            ours = frozenset(our_parties(session))
            counts = figures(session, measure, today)
        by_code = {one.code: one for one in called.values() if one.code}
        places: dict[str, Place] = {}
        for area in areas():
            own, other = by_code.get(area.key), by_code.get(drawn.get(area.key, ""))
            party = other or own
            name = (own.name if own else "") or names.get(area.key) or WITHOUT_PARTY.get(area.key, area.key)
            contested = other is None and (own is None or own.type == PartyType.CONTESTED)
            places[area.key] = Place(
                area.key,
                name,
                party.id if party else None,
                counts.get(party.id, 0) if party else 0,
                contested,
                party is not None and party.id in ours,
                other.name if other is not None and other.code != area.key else "",
            )
        shown = {one.party_id for one in places.values()}
        states = (PartyType.COUNTRY, PartyType.TERRITORY, PartyType.CONTESTED)
        elsewhere = tuple(
            Place(one.code, one.name, one.id, counts[one.id], one.type == PartyType.CONTESTED)
            for one in called.values()
            if one.type in states and one.id in counts and one.id not in shown
        )
        return WorldView(measure, places, elsewhere)


__all__ = ["Atlas", "Measure", "Place", "WorldView"]
