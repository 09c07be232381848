"""Points to expect, each beside our response: what they ask, what they said last time, what is late on either side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.records import Ask, Engagement, Objective, ObjectiveLink, Passage
from diplotrack.records.enumerations import Response
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.partner.asks import UNSETTLED, asks_between, response_on
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.due import owed_both_ways
from diplotrack.reports.compose.partner.points import agreed
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.room import SENTENCE, Room
from diplotrack.reports.compose.texts import texts_of
from diplotrack.reports.compose.wording import days_overdue, full_stop
from diplotrack.reports.document import Block, Cell, Column, Row, Span, Table
from diplotrack.store.as_of import LatestUpdate, latest_updates
from diplotrack.store.batches import batches
from diplotrack.store.positions.toward import InForce

LOOKED_BACK = 4
"""Occasions among which the last with a record of what they said is looked for."""
OPEN = (*UNSETTLED, Response.NOTED)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What was read for the section."""

    asks: Sequence[Ask]
    served: Mapping[int, frozenset[int]]
    said: Sequence[Passage]
    said_at: Engagement | None
    ours_late: Sequence[Promise]
    theirs_late: Sequence[Promise]
    updates: Mapping[int, LatestUpdate]
    lines: Mapping[int, InForce]
    objectives: Mapping[int, Objective]


def points_to_expect(dossier: Dossier, room: Room) -> list[Block]:
    """One table in two columns: what they may say, and what is on record to answer it."""
    ground = dossier.once(_ground)
    rows: list[Row] = [_asked(dossier, room, ground, one) for one in room.some(ground.asks, 5, 1, of=_more)]
    if dossier.internal:
        rows += [_said(dossier, room, ground, one) for one in room.some(ground.said, 2, 0)]
        rows += [_theirs(dossier, room, ground, one) for one in room.some(ground.theirs_late, 3, 0)]
        rows += [_ours(dossier, room, ground, one) for one in room.some(ground.ours_late, 3, 0)]
    if not rows:
        return []
    columns = (
        Column(_("They may say") if dossier.internal else _("Their ask"), 1.1, key="expected"),
        Column(_("Our response"), 1, key="response"),
    )
    return [Table(columns, rows, name="expected")]


def _more(count: int) -> str:
    return ngettext("{count} ask of theirs", "{count} asks of theirs", count).format(
        count=format_number(count)
    )


def _ground(dossier: Dossier) -> _Ground:
    asks = [one for one in dossier.once(asks_between, ours=False) if response_on(dossier, one) in OPEN]
    ours, theirs, _together = dossier.once(owed_both_ways)
    late = [[one for one in some if one.overdue] for some in (ours, theirs)]
    said_at, said = _last_said(dossier) if dossier.internal else (None, [])
    lines, objectives = dossier.once(agreed)
    return _Ground(
        asks,
        _served(dossier, [one.id for one in asks]),
        said,
        said_at,
        late[0],
        late[1],
        _updates(dossier, [one.id for some in late for one in some]),
        {line.position.objective_id: line for line in lines},
        objectives,
    )


def _served(dossier: Dossier, ids: Sequence[int]) -> dict[int, frozenset[int]]:
    """The objectives of each ask."""
    found: dict[int, set[int]] = {one: set() for one in ids}
    for some in batches(ids):
        query = select(ObjectiveLink.owner_id, ObjectiveLink.objective_id).where(
            ObjectiveLink.owner_kind == "ask",
            ObjectiveLink.owner_id.in_(some),
            ObjectiveLink.deleted_at.is_(None),
        )
        for ask_id, objective_id in dossier.session.execute(query):
            found[ask_id].add(objective_id)
    return {one: frozenset(objectives) for one, objectives in found.items()}


def _updates(dossier: Dossier, ids: Sequence[int]) -> dict[int, LatestUpdate]:
    """How each late commitment last went on, as far as it may be printed."""
    found = latest_updates(dossier.session, dossier.on, ids)
    portions = [(update, "commitment", commitment) for commitment, update in found.items()]
    kept = {one.id for one in dossier.admit_portions("update", portions)}
    return {commitment: update for commitment, update in found.items() if update.id in kept}


def _last_said(dossier: Dossier) -> tuple[Engagement | None, list[Passage]]:
    """What they said at the last engagement on the objectives at hand that has it on record."""
    ids = [one.id for occasion in dossier.occasions[:LOOKED_BACK] for one in occasion]
    texts = texts_of(dossier, "engagement", ids)
    spoken = [one for one in ids if texts.get(one, {}).get("their_points")]
    if not spoken:
        return None, []
    linked = select(ObjectiveLink.owner_id).where(
        ObjectiveLink.owner_kind == "engagement",
        ObjectiveLink.owner_id.in_(spoken),
        ObjectiveLink.objective_id.in_(dossier.about),
        ObjectiveLink.deleted_at.is_(None),
    )
    near = set(dossier.session.scalars(linked))
    chosen = next((one for one in spoken if one in near), None)
    if chosen is None:
        return None, []
    return dossier.session.get(Engagement, chosen), texts[chosen]["their_points"]


def _asked(dossier: Dossier, room: Room, ground: _Ground, ask: Ask) -> Row:
    """An ask of theirs; our answer as recorded, else the line to take on what it is about."""
    mark = dossier.print("ask", ask.id)
    due = ask.answer_due_on
    late = days_overdue((dossier.on - due).days) if due is not None and due < dossier.on else ""
    told = [
        str(response_on(dossier, ask).label).lower(),
        _("answer {late}").format(late=late) if late else "",
    ]
    words = dossier.span(full_stop(room.words(ask.text, 300, 120)))
    told_span = dossier.span("  ({})".format("; ".join(part for part in told if part)), ask.uid, quiet=True)
    answer = room.words(ask.answer, 300, 100) if response_on(dossier, ask) is not Response.NONE else ""
    reply = _cell(mark, dossier.span(answer)) if answer else _line(dossier, room, ground, ask)
    return (_cell(mark, words, told_span), reply)


def _line(dossier: Dossier, room: Room, ground: _Ground, ask: Ask) -> Cell:
    lines = [ground.lines[one] for one in ground.served.get(ask.id, ()) if one in ground.lines]
    if not lines:
        return Cell(Span(_("No answer on record."), quiet=True) if dossier.internal else "")
    position = lines[0].position
    mark = dossier.print("position", position.id)
    objective = ground.objectives.get(position.objective_id)
    lead = f"{objective.code}: " if objective is not None and dossier.internal else ""
    words = dossier.span(room.words(position.line, 260, 110, whole=SENTENCE))
    return _cell(mark, dossier.span(lead, position.uid, bold=True), words)


def _ours(dossier: Dossier, room: Room, ground: _Ground, one: Promise) -> Row:
    """A promise of ours that is late: where it stands by its latest update."""
    words = _("You have not yet kept: “{commitment}”")
    return (_late(dossier, room, one, words), _standing(dossier, room, ground, one))


def _theirs(dossier: Dossier, room: Room, ground: _Ground, one: Promise) -> Row:
    """A promise of theirs that is late: what they have said of it, and since when it is due."""
    update = ground.updates.get(one.id)
    if update is None:
        expected = _late(dossier, room, one, _("On “{commitment}”: no word yet"))
    else:
        mark = dossier.print("update", update.id)
        told = dossier.span(_("On their late promise: "), update.uid, quiet=True)
        expected = _cell(mark, told, dossier.span(room.words(update.text, 260, 110)))
    mark = dossier.print("commitment", one.id)
    due = _("Due {day}, {late}: ").format(day=format_date(one.due), late=days_overdue(one.overdue))
    words = dossier.span(room.words(one.text, 200, 90, sentences=False))
    return (expected, _cell(mark, dossier.span(due, one.uid, bold=True), words))


def _late(dossier: Dossier, room: Room, one: Promise, words: str) -> Cell:
    mark = dossier.print("commitment", one.id)
    told = dossier.span(words.format(commitment=room.words(one.text, 200, 90, sentences=False)))
    late = dossier.span(f"  ({days_overdue(one.overdue)})", one.uid, quiet=True)
    return _cell(mark, told, late)


def _standing(dossier: Dossier, room: Room, ground: _Ground, one: Promise) -> Cell:
    update = ground.updates.get(one.id)
    if update is None:
        return Cell(Span(_("Nothing on record of how it goes on."), quiet=True))
    mark = dossier.print("update", update.id)
    day = f"{format_date(update.on)}: " if update.on else ""
    words = dossier.span(room.words(update.text, 260, 110))
    return _cell(mark, dossier.span(day, update.uid, bold=True), words)


def _said(dossier: Dossier, room: Room, ground: _Ground, passage: Passage) -> Row:
    """What they said last time; our line on it where the two meet on one objective."""
    mark = dossier.print("passage", passage.id)
    told = _("Said {day}: ").format(day=format_date(ground.said_at.starts_on)) if ground.said_at else ""
    uid = ground.said_at.uid if ground.said_at else None
    words = dossier.span(room.words(passage.text, 260, 110))
    return (_cell(mark, dossier.span(told, uid, quiet=True), words), Cell(_seen(ground)))


def _seen(ground: _Ground) -> Span | str:
    codes = [one.code for one in ground.objectives.values()]
    if not codes:
        return ""
    return Span(
        _("See the points to make on {codes}.").format(codes=", ".join(sorted(codes)[:3])), quiet=True
    )


def _cell(mark: str, *parts: str | Span) -> Cell:
    return Cell((*marked(mark), *parts))
