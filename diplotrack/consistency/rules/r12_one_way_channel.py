"""R12: we consulted a partner, and then its view, or our reply to it, is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, and_, bindparam, func, not_, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.asking import asks_reply
from diplotrack.consistency.changes import is_past
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.position_paths import SUCCESSION
from diplotrack.consistency.reach import down
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import DaysSince, say, say_many, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import clause
from diplotrack.records import Consultation, Objective, Position
from diplotrack.records.enumerations import ConsultationType, ObjectiveStatus
from diplotrack.store.batches import among
from diplotrack.store.positions.successions import read_successions

CODE = "R12"


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Consultations without the partner's view, and views without our reply."""
    values: dict[str, Any] = {
        "today": today,
        "silent_since": today - timedelta(days=settings["R12.days_view"]),
        "viewed_until": today - timedelta(days=settings["R12.days_reply"]),
    }
    if scope is not None:
        values["keys"] = sorted(scope.get("consultation", ()))
    found = read.execute(_consultations(scope is not None), values)
    rows = [row for row in found if _is_gap(row, settings.ours)]
    rows = _still_of_use(read, rows, today)
    names = party_names(read, (row.party_id for row in rows))
    for row in rows:
        yield _unanswered(row, names[row.party_id]) if row.has_view else _silent(row, names[row.party_id])


@cache
def _consultations(is_scoped: bool) -> Any:
    """Consultations without a view for long, and those with a view whose reply is late or long missing.

    What became of a view, told back, is a reply. Made once: at a scoped check, making it costs more than asking it.
    """
    today, since, until = (
        bindparam(name, type_=Date()) for name in ("today", "silent_since", "viewed_until")
    )
    viewed = func.coalesce(Consultation.viewed_on, Consultation.on)
    has_view = or_(func.trim(Consultation.view) != "", Consultation.viewed_on.is_not(None))
    silent = and_(not_(has_view), Consultation.on <= since)
    unanswered = and_(
        has_view,
        Consultation.replied_on.is_(None),
        Consultation.told_back_on.is_(None),
        or_(Consultation.reply_due_on < today, and_(Consultation.reply_due_on.is_(None), viewed <= until)),
    )
    query = (
        select(
            Consultation.id,
            Consultation.summary,
            Consultation.party_id,
            Consultation.on,
            Consultation.view,
            Consultation.reply_due_on,
            viewed.label("viewed"),
            has_view.label("has_view"),
            Position.id.label("position"),
            Position.line,
        )
        .outerjoin(Position, Position.id == Consultation.position_id)
        .outerjoin(Objective, Objective.id == Position.objective_id)
        .where(
            standing(Consultation),
            Consultation.type == ConsultationType.CONSULTATION,
            Consultation.party_id.is_not(None),
            or_(
                Consultation.position_id.is_(None),
                and_(standing(Position), standing(Objective), Objective.status == ObjectiveStatus.IN_FORCE),
            ),
            or_(silent, unanswered),
        )
        .order_by(Consultation.id)
    )
    return query.where(among(Consultation.id)) if is_scoped else query


def _is_gap(row: Any, ours: frozenset[int]) -> bool:
    """Whether words are missing; a view that asks for nothing, in days or in words, needs no reply."""
    if row.party_id in ours:
        return False
    return not row.has_view or row.reply_due_on is not None or asks_reply(row.view)


def _still_of_use(read: Session, rows: list[Any], today: date) -> list[Any]:
    """Without the missing views on positions that have been replaced or have run out; a reply remains owed."""
    silent = {row.position for row in rows if row.position is not None and not row.has_view}
    successions = read_successions(read, positions=silent)
    past = {one for one in silent if is_past(successions.by_id[one], successions, today)}
    return [row for row in rows if row.has_view or row.position not in past]


def _silent(row: Any, party: str) -> Found:
    return Found(
        subjects=(Ref("consultation", row.id),),
        severity=Severity.LOW,
        title=say("No view of {party} on record: {summary}", party=party, summary=shorten(row.summary, 80)),
        why=say_many(
            "{party} was consulted on {on}, {days} day ago, and what it said is not on record.",
            "{party} was consulted on {on}, {days} days ago, and what it said is not on record.",
            "days",
            party=party,
            on=row.on,
            days=DaysSince(row.on),
        ),
        fix=say("Record the view of {party}, or ask for it.", party=party),
        records=_position(row),
        quotes=_line(row),
        numbers={"consulted": row.on, "days": DaysSince(row.on)},
        facts={"consulted": row.on, "view": False},
        parties=(row.party_id,),
    )


def _unanswered(row: Any, party: str) -> Found:
    view = clause(row.view)
    if row.reply_due_on is not None:
        since = row.reply_due_on
        why = say_many(
            "On {viewed} {party} gave its view: “{view}”. Our reply was due on {due}, {days} day ago, and none is on"
            " record.",
            "On {viewed} {party} gave its view: “{view}”. Our reply was due on {due}, {days} days ago, and none is on"
            " record.",
            "days",
            viewed=row.viewed,
            party=party,
            view=view,
            due=since,
            days=DaysSince(since),
        )
    else:
        since = row.viewed
        why = say_many(
            "On {viewed}, {days} day ago, {party} gave its view: “{view}”. Neither a reply nor what became of it is on"
            " record.",
            "On {viewed}, {days} days ago, {party} gave its view: “{view}”. Neither a reply nor what became of it is on"
            " record.",
            "days",
            viewed=row.viewed,
            party=party,
            view=view,
            days=DaysSince(since),
        )
    consultation = Ref("consultation", row.id)
    return Found(
        subjects=(consultation,),
        severity=Severity.MEDIUM,
        title=say("View of {party} unanswered: {summary}", party=party, summary=shorten(row.summary, 80)),
        why=why,
        fix=say("Reply to {party}, and tell it what became of its view.", party=party),
        records=_position(row),
        quotes=((Words(consultation, row.view),) if row.view.strip() else ()) + _line(row),
        numbers={"viewed": row.viewed, "due": row.reply_due_on, "days": DaysSince(since)},
        facts={"viewed": row.viewed, "due": row.reply_due_on, "view": True},
        parties=(row.party_id,),
    )


def _position(row: Any) -> tuple[Ref, ...]:
    return () if row.position is None else (Ref("position", row.position),)


def _line(row: Any) -> tuple[Words, ...]:
    return () if row.position is None else (Words(Ref("position", row.position), row.line),)


def _consulted(scene: Scene, days_ago: int, **values: Any) -> None:
    scene.add(
        Consultation(
            **{
                "summary": "New line on the treaty",
                "party_id": scene.partner().id,
                "on": scene.ago(days_ago),
                **values,
            }
        )
    )


def _bad(scene: Scene) -> None:
    _consulted(scene, 14)


def _good(scene: Scene) -> None:
    _consulted(scene, 13)
    _consulted(
        scene,
        90,
        view="We can go along if the text says when.",
        viewed_on=scene.ago(80),
        replied_on=scene.ago(70),
    )


RULE = Rule(
    code=CODE,
    slug="one-way-channel",
    title=N_("One-way channel"),
    fires=N_(
        "{R12.days_view} days after a partner was consulted its view is not on record; or our reply to its view is past"
        " the day on which it was due. Where no day was set and the view asks for a reply in words, it is missed"
        " {R12.days_reply} days after the view. What became of a view, told back, is a reply. Notices ask for no"
        " view, and a view on a position that has been replaced or has run out is not missed."
    ),
    severity=N_("no view: low; no reply: medium"),
    rationale=N_("A partner that is asked and never answered will be asked in vain the next time."),
    remedy=N_("Record the view, or reply."),
    subjects=("consultation",),
    find=find,
    reach={
        "position": SUCCESSION >> down(Consultation.position_id),
        "objective": down(Position.objective_id) >> down(Consultation.position_id),
    },
    bad=Example(N_("A fortnight after the consultation nobody has noted what the partner said."), _bad),
    good=Example(
        N_("One consultation is a day younger; of another both the view and our reply are on record."), _good
    ),
    thresholds=(
        Threshold("R12.days_view", 14, N_("Days after consulting within which the view is to be recorded")),
        Threshold("R12.days_reply", 60, N_("Days after a view within which we reply, where no day is set")),
    ),
)
