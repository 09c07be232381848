"""R33: what is still to be done belongs to somebody who has left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label
from diplotrack.consistency.conditions import OUR_BUSINESS, on_duty, one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import caption
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import KINDS, Action, Appointment, Commitment, Objective, Person
from diplotrack.records.enumerations import RUNNING, ActionStatus, ObjectiveStatus
from diplotrack.store.lists import live

CODE = "R33"

TITLES: dict[str, Label] = {
    "objective": N_("Objective without its owner: {title}"),
    "commitment": N_("Commitment without its owner: {title}"),
    "action": N_("Action without its owner: {title}"),
}


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Open objectives, commitments and actions whose owner holds no office any more."""
    for name, (day, is_open) in _open(today).items():
        kind = KINDS[name]
        if scope is not None and not scope.get(name):
            continue
        title = kind.__table__.c[kind.__kind__.title].label("title")
        owned = (
            select(
                kind.id,
                title,
                Person.id.label("owner_id"),
                caption(Person).label("owner"),
                Person.died_on_latest,
                _last_office(today).label("last"),
            )
            .join(Person, Person.id == kind.__table__.c.owner_id)
            .where(
                standing(kind, scope),
                is_open,
                on_duty(kind, day, settings),
                or_(Person.died_on_latest < today, _has_left(today)),
            )
        )
        for row in read.execute(owned.order_by(kind.id)):
            yield Found(
                subjects=(Ref(name, row.id),),
                severity=Severity.MEDIUM,
                title=say(TITLES[name], title=shorten(row.title)),
                why=_why(row, today),
                fix=say("Hand it over: name who has it now."),
                records=(Ref("person", row.owner_id),),
                numbers={"since": row.last},
                facts={"owner": row.owner_id, "since": row.last},
            )


def _open(today: date) -> dict[str, tuple[Any, ColumnElement[bool]]]:
    """By kind: its latest possible day, and which of its records are open."""
    return {
        "objective": (
            Objective.valid_from_latest,
            and_(
                Objective.status == ObjectiveStatus.IN_FORCE,
                or_(Objective.valid_until.is_(None), Objective.valid_until_latest >= today),
            ),
        ),
        "commitment": (
            Commitment.made_on_latest,
            and_(one_of(Commitment.status, RUNNING), one_of(Commitment.direction, OUR_BUSINESS)),
        ),
        "action": (Action.due_on, Action.status == ActionStatus.OPEN),
    }


def _has_left(today: date) -> ColumnElement[bool]:
    """That the person has held office, and certainly holds none today; of whom none is known, nothing is said."""
    office = select(Appointment.id).where(Appointment.person_id == Person.id, live(Appointment))
    today_at_the_latest = or_(Appointment.from_on.is_(None), Appointment.from_on <= today)
    still = or_(Appointment.until_on.is_(None), Appointment.until_on_latest >= today)
    was_in_office = exists(office.where(Appointment.until_on_latest < today))
    return and_(was_in_office, ~exists(office.where(today_at_the_latest, still)))


def _last_office(today: date) -> ColumnElement[date | None]:
    """The last day on which the person held an office."""
    ended = select(func.max(Appointment.until_on_latest)).where(
        Appointment.person_id == Person.id, live(Appointment), Appointment.until_on_latest < today
    )
    return ended.scalar_subquery()


def _why(row: Any, today: date) -> Said:
    if row.died_on_latest is not None and row.died_on_latest < today:
        return say("It belongs to {owner}, who has died.", owner=row.owner)
    return say(
        "It is still open and belongs to {owner}, whose last office ended on {last}.",
        owner=row.owner,
        last=row.last,
    )


def _owner(scene: Scene, *terms: tuple[int, int | None]) -> int:
    """A person with an office from so many days ago until so many days ago."""
    person = scene.add(Person(name="Ben Carrier", party_id=scene.us.id))
    for first, last in terms:
        until = None if last is None else scene.ago(last)
        values = {"person_id": person.id, "party_id": scene.us.id, "from_on": scene.ago(first)}
        scene.add(Appointment(office="Desk officer", until_on=until, **values))
    return person.id


def _bad(scene: Scene) -> None:
    scene.commitment(owner_id=_owner(scene, (900, 30)), made_on=scene.ago(100))


def _good(scene: Scene) -> None:
    scene.commitment(owner_id=_owner(scene, (900, 30), (29, None)), made_on=scene.ago(100))
    scene.add(Action(text="Send the draft", owner_id=scene.officer.id))


RULE = Rule(
    code=CODE,
    slug="orphaned",
    title=N_("Orphaned"),
    fires=N_(
        "The owner of an objective in force, a running commitment or an open action has held office, and certainly"
        " holds none today. Who moved to another office keeps what is theirs; of somebody without any office on record,"
        " nothing is said."
    ),
    severity=N_("medium"),
    rationale=N_(
        "Files do not hand themselves over. What belongs to somebody who has left belongs to nobody."
    ),
    remedy=N_("Hand over."),
    subjects=("objective", "commitment", "action"),
    reach={
        "person": down(Objective.owner_id) | down(Commitment.owner_id) | down(Action.owner_id),
        "appointment": up(Appointment.person_id)
        >> (down(Objective.owner_id) | down(Commitment.owner_id) | down(Action.owner_id)),
    },
    find=find,
    bad=Example(N_("The owner of a running commitment left office a month ago."), _bad),
    good=Example(
        N_("The owner went from one office to the next; of another officer no office is on record."), _good
    ),
    from_duty=True,
)
