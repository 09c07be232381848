"""R31: an action is past its due date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import on_duty, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import caption
from diplotrack.consistency.reach import down
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import DaysSince, say, say_many, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Action, Person
from diplotrack.records.enumerations import ActionStatus, Side

CODE = "R31"

WHOSE = {Side.OURS: N_("ours"), Side.THEIRS: N_("theirs"), Side.THIRD: N_("a third party’s")}


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Open actions whose due day lies before today."""
    late = (
        select(Action.id, Action.text, Action.side, Action.due_on, caption(Person).label("owner"))
        .outerjoin(Person, Person.id == Action.owner_id)
        .where(
            standing(Action, scope),
            Action.status == ActionStatus.OPEN,
            Action.due_on < today,
            on_duty(Action, Action.due_on, settings),
        )
    )
    for row in read.execute(late.order_by(Action.id)):
        yield Found(
            subjects=(Ref("action", row.id),),
            severity=Severity.MEDIUM,
            title=say("Overdue action: {text}", text=shorten(row.text)),
            why=say_many(
                "This action ({whose}, owner: {owner}) was due on {due}, {days} day ago, and is open.",
                "This action ({whose}, owner: {owner}) was due on {due}, {days} days ago, and is open.",
                "days",
                whose=WHOSE[row.side],
                owner=row.owner or say("nobody"),
                due=row.due_on,
                days=DaysSince(row.due_on),
            ),
            fix=say("Do it, or move it with a reason.")
            if row.side == Side.OURS
            else say("Remind them, or move it with a reason."),
            numbers={"days_overdue": DaysSince(row.due_on), "due": row.due_on},
            facts={"due": row.due_on},
        )


def _bad(scene: Scene) -> None:
    scene.add(Action(text="Send the draft", owner_id=scene.officer.id, due_on=scene.ago(1)))


def _good(scene: Scene) -> None:
    scene.add(Action(text="Send the draft", owner_id=scene.officer.id, due_on=scene.today))
    done = scene.ago(8)
    scene.add(Action(text="Book the room", due_on=scene.ago(9), status=ActionStatus.DONE, done_on=done))


RULE = Rule(
    code=CODE,
    slug="overdue-action",
    title=N_("Overdue action"),
    fires=N_("An open action’s due date has passed."),
    severity=N_("medium"),
    rationale=N_("What a meeting agreed is worth what is done about it."),
    remedy=N_("Do it, or move it with a reason."),
    subjects=("action",),
    find=find,
    reach={"person": down(Action.owner_id)},
    bad=Example(N_("An action was due yesterday and is open."), _bad),
    good=Example(N_("One action is due today, another was done late but done."), _good),
    from_duty=True,
)
