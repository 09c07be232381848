"""R16: we scored full compliance, and nothing beyond a reaffirmation bears it out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import on_duty, standing, within
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.made import OfScope, ask
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment, Score, Update
from diplotrack.records.enumerations import LADDER, CommitmentStatus
from diplotrack.store.lists import live

CODE = "R16"
FULL = 1
REAFFIRMED = 1


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Scores of +1 by us, the latest for each party, without evidence above reaffirmation within their cycle."""
    rows = ask(read, _scored_in_full, scope, settings).all()
    names = party_names(read, [row.party_id for row in rows])
    for row in rows:
        yield Found(
            subjects=(Ref("commitment", row.commitment_id), Ref("party", row.party_id)),
            severity=Severity.HIGH,
            title=say(
                "Score of {party} unsupported: {text}", party=names[row.party_id], text=shorten(row.text)
            ),
            why=say(
                "We scored {party} +1 (full compliance); {evidence} within the cycle ({cycle}).",
                party=names[row.party_id],
                evidence=say("the evidence does not go beyond “{step}”", step=_step(row.step))
                if row.step
                else say("there is no evidence"),
                cycle=_cycle(row.cycle_start_on, row.cycle_end_on),
            ),
            fix=say("Add evidence above reaffirmation, or rescore."),
            records=(Ref("score", row.id),),
            numbers={"score": FULL, "step": row.step, "needed": settings["R16.step"]},
            facts={"score": row.id, "step": row.step},
            parties=(row.party_id,),
        )


def _scored_in_full(scope: OfScope | None, settings: CheckSettings) -> Any:
    # The latest of our scores for a party stands; the earlier ones are history.
    place = func.row_number().over(
        partition_by=(Score.commitment_id, Score.party_id),
        order_by=(Score.cycle_end_on.desc().nulls_last(), Score.id.desc()),
    )
    of_ours = (live(Score), Score.is_outside.is_(False), within(Score.commitment_id, Commitment, scope))
    latest = select(Score.id, place.label("place")).where(*of_ours).subquery()
    highest = func.coalesce(func.max(Update.step), 0)
    return (
        select(
            Score.id,
            Score.commitment_id,
            Score.party_id,
            Score.cycle_start_on,
            Score.cycle_end_on,
            Commitment.text,
            highest.label("step"),
        )
        .join(latest, latest.c.id == Score.id)
        .join(Commitment, Commitment.id == Score.commitment_id)
        .outerjoin(
            Update,
            (Update.commitment_id == Score.commitment_id)
            & live(Update)
            & or_(Update.party_id.is_(None), Update.party_id == Score.party_id)
            & or_(Score.cycle_start_on.is_(None), Update.on >= Score.cycle_start_on)
            & or_(Score.cycle_end_on.is_(None), Update.on <= Score.cycle_end_on),
        )
        .where(
            latest.c.place == 1,
            Score.score == FULL,
            standing(Commitment, scope),
            Commitment.status.not_in((CommitmentStatus.SUPERSEDED, CommitmentStatus.WITHDRAWN)),
            on_duty(Score, Score.cycle_end_on, settings, opened=Commitment),
        )
        .group_by(Score.id, Commitment.id)
        .having(highest < settings["R16.step"])
        .order_by(Score.id)
    )


def _step(step: int) -> object:
    return next((label for value, label in LADDER if value == step), str(step))


def _cycle(start: date | None, end: date | None) -> object:
    if start and end:
        return say("{start} to {end}", start=start, end=end)
    if end:
        return say("until {end}", end=end)
    return say("from {start}", start=start) if start else say("no dates given")


def _scored(scene: Scene, step: int) -> None:
    made = scene.commitment(made_on=scene.ago(400))
    scene.add(Update(commitment_id=made.id, on=scene.ago(100), text="Adviser posts budgeted", step=step))
    scene.add(
        Score(
            commitment_id=made.id,
            party_id=scene.us.id,
            score=FULL,
            cycle_start_on=scene.ago(365),
            cycle_end_on=scene.ago(1),
        )
    )


def _bad(scene: Scene) -> None:
    _scored(scene, REAFFIRMED)


def _good(scene: Scene) -> None:
    _scored(scene, 3)


RULE = Rule(
    code=CODE,
    slug="unsupported-score",
    title=N_("Score without evidence"),
    fires=N_(
        "Our latest score of a committing party is +1 (full compliance), and no update within its cycle shows evidence"
        " above reaffirmation. Outside assessors’ scores are left alone."
    ),
    severity=N_("high"),
    rationale=N_(
        "Saying again what was promised is no compliance. A score that rests on it will not survive a reader."
    ),
    remedy=N_("Add evidence, or rescore."),
    subjects=("commitment",),
    find=find,
    reach={},
    bad=Example(N_("We scored ourselves +1 for a year in which we only repeated the promise."), _bad),
    good=Example(N_("Money was budgeted within the year: the score has evidence."), _good),
    thresholds=(
        Threshold(
            "R16.step", 2, N_("Lowest step of the evidence ladder that supports a score of +1"), N_("step")
        ),
    ),
    from_duty=True,
)
