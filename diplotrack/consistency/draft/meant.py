"""Departures that are meant: which belong to an intended change, and which earlier texts it contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.consistency.draft.departures import Departure, Held, hold, told
from diplotrack.consistency.draft.ground import TOUCHED, Answer, Ground
from diplotrack.consistency.draft.sources import (
    Source,
)
from diplotrack.consistency.draft.text import stems_of
from diplotrack.consistency.finding import Ref
from diplotrack.language.alignment import share
from diplotrack.records import ObjectiveLink
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.store.positions import Line


def meant_in(ground: Ground, held: Held) -> dict[tuple[int, Source], int]:
    """By sentence and source, the objective on which a departure is meant."""
    if not ground.aim.intended:
        return {}
    departures = [*held.departures, *held.mixed]
    links = _linked(ground.read, departures)
    found: dict[tuple[int, Source], int] = {}
    for one in departures:
        about = {one.source.objective, *links.get(one.source.record, ())}
        for objective in ground.aim.intended:
            title = stems_of(ground.named[objective].title)
            if objective in about or share(title, ground.draft.stems[one.number]) >= TOUCHED:
                found[one.number, one.source] = objective
    return found


def _linked(read: Session, departures: Sequence[Departure]) -> dict[Ref, list[int]]:
    """The objectives to which the communications are linked."""
    ids = {one.source.record.id for one in departures if one.source.record.kind == "communication"}
    found: dict[Ref, list[int]] = {}
    for some in batches(ids):
        query = select(ObjectiveLink.owner_id, ObjectiveLink.objective_id).where(
            ObjectiveLink.owner_kind == "communication", ObjectiveLink.owner_id.in_(some), live(ObjectiveLink)
        )
        for owner, objective in read.execute(query):
            found.setdefault(Ref("communication", owner), []).append(objective)
    return found


def note_text(answer: Answer, objective: int, one: Departure) -> None:
    difference = " ".join(told(change) for change in one.changes)
    answer.texts.setdefault(objective, []).append((one.source.record, one.earlier.sentence.words, difference))


def texts_against(
    ground: Ground,
    lines: Mapping[Source, Line],
    here: Sequence[Source],
    there: Sequence[Source],
    answer: Answer,
) -> None:
    """Earlier texts that the sentences of an intended change contradict, where a line speaks of the same first."""
    about = {
        objective: {source for source, line in lines.items() if line.objective == objective}
        for objective in ground.aim.intended
    }
    for objective, sources in about.items():
        if not sources:
            continue
        on_line = hold(ground.draft, list(sources), [], [], [], ground.likeness)
        changed = {one.number for one in on_line.departures}
        if not changed:
            continue
        held = hold(ground.draft, [], here, there, [], ground.likeness)
        for one in (*held.departures, *held.mixed):
            if one.number in changed:
                note_text(answer, objective, one)
