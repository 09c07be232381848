"""Texts of one series: by the same issuers, to and about the same parties, on the same objective."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from diplotrack.consistency.conditions import standing
from diplotrack.consistency.reach import Path, Rows, Trail, owner, up
from diplotrack.consistency.statements import UNSAID
from diplotrack.language.ladder import in_language
from diplotrack.records import Communication, CommunicationParty, Objective, ObjectiveLink, Passage
from diplotrack.records.enumerations import Correspondent, Traffic
from diplotrack.store import derive
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

_OWNED = {"objective_link": ObjectiveLink, "passage": Passage}


class Text(NamedTuple):
    """A text of ours, or a joint one. ``issuers`` send it, ``forum`` are those to whom it goes and of whom it tells."""

    id: int
    day: date
    title: str
    issuers: frozenset[int]
    forum: frozenset[int]
    objectives: frozenset[int]

    @property
    def partners(self) -> frozenset[int]:
        """All its parties: a position toward one of them, or toward a body of which one is a member, concerns it."""
        return self.issuers | self.forum

    @property
    def keys(self) -> list[tuple[int, frozenset[int], frozenset[int]]]:
        """The series to which it belongs, one for each of its objectives."""
        return [(objective, self.issuers, self.forum) for objective in sorted(self.objectives)]


def read_texts(read: Session, ours: Collection[int], ids: Iterable[int] | None = None) -> list[Text]:
    """The texts of ours on objectives, those of these identifiers or all of them, in order of time.

    Left out is what is internal, prepares or reports (talking points, cables), has no day, or is not in English.
    """
    query = select(
        Communication.id,
        Communication.sent_on,
        Communication.title,
        Communication.traffic,
        Communication.language,
    ).where(
        standing(Communication),
        Communication.traffic.not_in((Traffic.INTERNAL, Traffic.BETWEEN_OTHERS)),
        Communication.type.not_in(UNSAID),
        Communication.sent_on.is_not(None),
    )
    linked = (
        select(ObjectiveLink.owner_id, ObjectiveLink.objective_id)
        .join(Objective, Objective.id == ObjectiveLink.objective_id)
        .where(ObjectiveLink.owner_kind == "communication", live(ObjectiveLink), standing(Objective))
    )
    parties = select(
        CommunicationParty.communication_id, CommunicationParty.party_id, CommunicationParty.part
    ).where(live(CommunicationParty))
    objectives: dict[int, set[int]] = defaultdict(set)
    senders: dict[int, set[int]] = defaultdict(set)
    others: dict[int, set[int]] = defaultdict(set)
    rows: list[Any] = []
    for some in [None] if ids is None else batches(ids):
        chosen = query, linked, parties
        if some is not None:
            chosen = (
                query.where(Communication.id.in_(some)),
                linked.where(ObjectiveLink.owner_id.in_(some)),
                parties.where(CommunicationParty.communication_id.in_(some)),
            )
        rows += read.execute(chosen[0]).all()
        for text, objective in read.execute(chosen[1]):
            objectives[text].add(objective)
        for text, party, part in read.execute(chosen[2]):
            if party is not None:
                (senders if part == Correspondent.FROM else others)[text].add(party)
    found = [
        Text(
            row.id,
            row.sent_on,
            row.title,
            frozenset(senders.get(row.id, ())),
            frozenset(others.get(row.id, ())) - frozenset(senders.get(row.id, ())),
            frozenset(objectives[row.id]),
        )
        for row in rows
        if row.id in objectives
        and in_language(row.language or "en") == "en"
        and (
            senders.get(row.id, set()) & set(ours)
            or (row.traffic == Traffic.OUTGOING and row.id not in senders)
        )
    ]
    return sorted(found, key=lambda one: (one.day, one.id))


def neighbours(
    read: Session,
    ours: Collection[int],
    texts: Iterable[int],
    objectives: Iterable[int] = (),
    parties: Iterable[int] = (),
) -> set[int]:
    """Communications that may belong to a series of these texts, themselves among them.

    They share an objective and a partner with one of them, or an objective where neither names a partner. Also looked
    at are the objectives and parties given. What is in the trash counts too: it was there before.
    """
    found, aims, whom = set(texts), set(objectives), set(parties)
    alone = False
    for some in batches(found):
        link = select(ObjectiveLink.objective_id).where(
            ObjectiveLink.owner_kind == "communication", ObjectiveLink.owner_id.in_(some)
        )
        aims.update(read.scalars(link))
        rows = select(CommunicationParty.communication_id, CommunicationParty.party_id).where(
            CommunicationParty.communication_id.in_(some), CommunicationParty.party_id.is_not(None)
        )
        named = [(text, party) for text, party in read.execute(rows) if party not in ours]
        whom.update(party for _text, party in named if party is not None)
        alone = alone or len({text for text, _party in named}) < len(some)
    if not aims:
        return found
    partners = whom - set(ours)
    here = select(ObjectiveLink.owner_id).where(
        ObjectiveLink.owner_kind == "communication", ObjectiveLink.objective_id.in_(sorted(aims))
    )
    for some in batches(partners):
        with_partner = exists(
            select(CommunicationParty.id).where(
                CommunicationParty.communication_id == ObjectiveLink.owner_id,
                CommunicationParty.party_id.in_(some),
            )
        )
        found.update(read.scalars(here.where(with_partner)))
    if alone or whom & set(ours):
        with_others = exists(
            select(CommunicationParty.id).where(
                CommunicationParty.communication_id == ObjectiveLink.owner_id,
                CommunicationParty.party_id.not_in(sorted(ours)),
                live(CommunicationParty),
            )
        )
        found.update(read.scalars(here.where(~with_others)))
    return found


@dataclass(frozen=True, slots=True)
class Series(Path):
    """From communications, or rows of theirs, to all communications that may belong to a series with them."""

    kind: str = "communication"

    def walk(self, trail: Trail, start: Rows) -> Rows:
        aims: set[int] = set()
        parties: set[int] = set()
        match self.kind:
            case "communication":
                texts = set(start.get("communication", ()))
            case "communication_party":
                texts = trail.along(up(CommunicationParty.communication_id), start)["communication"]
                parties = trail.formerly(start, self.kind, "party_id")
            case _:
                texts = trail.along(owner(_OWNED[self.kind], "communication"), start)["communication"]
                if self.kind == "objective_link":
                    aims = trail.formerly(start, self.kind, "objective_id")
        ours = derive.our_parties(trail.session)
        found = neighbours(trail.session, ours, texts, aims, parties) if texts else set()
        trail.stop_beyond(found)
        return {"communication": found}

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({self.kind, "communication"})

    @property
    def begins(self) -> frozenset[str]:
        return frozenset({self.kind})

    @property
    def ends(self) -> frozenset[str]:
        return frozenset({"communication"})
