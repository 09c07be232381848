"""R15: a commitment of which nobody could tell whether it was kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import OUR_BUSINESS, day_of, on_duty, one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import WHOSE
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.wording import wording_of
from diplotrack.language.deadlines import deadline_in
from diplotrack.records import Commitment, CommitmentParty
from diplotrack.records.enumerations import (
    RUNNING,
    CommitmentNature,
    CommitmentSide,
    CommitmentStatus,
    Direction,
)
from diplotrack.store.lists import live

CODE = "R15"

ACTOR = N_("an actor (who is to act)")
ACTION = N_("an action (what is to be done)")
TARGET = N_("a target (how much, or to what end)")
DATE = N_("a due date")

NEEDS_NO_DATE = (CommitmentNature.CONTINUING, CommitmentNature.RECURRING)


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Proposed or running commitments that lack an actor, an action, a target or a date.

    Where nobody has filled in the action and the target, the commitment's own words may name them.
    """
    is_made_by_somebody = exists(
        select(CommitmentParty.id).where(
            CommitmentParty.commitment_id == Commitment.id,
            CommitmentParty.side == CommitmentSide.BY,
            live(CommitmentParty),
        )
    )
    # Whoever is named as having made it is to act, unless it names somebody else.
    lacks = {
        ACTOR: and_(func.trim(Commitment.actor) == "", ~is_made_by_somebody),
        ACTION: func.trim(Commitment.action) == "",
        TARGET: func.trim(Commitment.target) == "",
        DATE: and_(
            Commitment.due_on.is_(None),
            or_(
                Commitment.nature.not_in(NEEDS_NO_DATE),
                # One that recurs by a rule has its dates; one that only says so has not.
                and_(Commitment.nature == CommitmentNature.RECURRING, func.trim(Commitment.recurs) == ""),
            ),
        ),
    }
    columns = [condition.label(f"lack_{number}") for number, condition in enumerate(lacks.values())]
    blank = select(
        Commitment.id,
        Commitment.text,
        Commitment.direction,
        Commitment.made_on,
        Commitment.created_at,
        *columns,
    ).where(
        standing(Commitment, scope),
        one_of(Commitment.status, (*RUNNING, CommitmentStatus.PROPOSED)),
        one_of(Commitment.direction, OUR_BUSINESS),
        on_duty(Commitment, Commitment.made_on_latest, settings),
        or_(*lacks.values()),
    )
    for row in read.execute(blank.order_by(Commitment.id)).mappings():
        missing = [name for number, name in enumerate(lacks) if row[f"lack_{number}"]]
        wording = wording_of(row["text"])
        named = {ACTION: wording.has_action, TARGET: wording.has_target}
        missing = [name for name in missing if not named.get(name)]
        if not missing:
            continue
        shown = [_dated(row, settings) or DATE if name is DATE else name for name in missing]
        many = len(missing) >= settings["R15.blanks_medium"]
        yield Found(
            subjects=(Ref("commitment", row["id"]),),
            severity=Severity.MEDIUM if many else Severity.LOW,
            title=say("Cannot be verified: {text}", text=shorten(row["text"])),
            why=say(
                "As recorded, this commitment ({whose}) lacks {missing}.",
                whose=WHOSE[row["direction"]],
                missing=shown,
            ),
            fix=say(_FIXES[row["direction"]], missing=shown),
            numbers={"missing": len(missing)},
            facts={"missing": [name.message for name in missing], "text": row["text"]},
        )


def _dated(row: Any, settings: CheckSettings) -> Said | None:
    """The due date as the words give it, for somebody to enter: words alone remind nobody."""
    made = row["made_on"] or day_of(row["created_at"], settings)
    found = deadline_in(row["text"], today=made)
    if found is None or (found.day is not None and found.day.latest < made):
        return None
    if found.words.split()[0].lower() not in _BY_WHEN:
        return None
    return say("a due date (its words say “{words}”)", words=found.words)


_BY_WHEN = ("by", "before", "until", "within", "no", "not", "over")
"""How a deadline begins; “in 2008” and “on 3 May” may as well tell of something else."""

_FIXES = {
    Direction.OURS: N_("Reword it, or complete the record with {missing}."),
    Direction.THEIRS: N_("Ask them to be precise, or complete the record with {missing}."),
    Direction.MUTUAL: N_("Reword it together, or complete the record with {missing}."),
}


def _bad(scene: Scene) -> None:
    scene.commitment(text="We will do our utmost on ports", made_on=scene.ago(10))


def _good(scene: Scene) -> None:
    scene.commitment(
        text="Train customs officers every year",
        made_on=scene.ago(10),
        nature=CommitmentNature.CONTINUING,
        action="train customs officers",
        target="200 a year",
    )


RULE = Rule(
    code=CODE,
    slug="unverifiable-commitment",
    title=N_("Commitment that cannot be verified"),
    fires=N_(
        "A proposed or running commitment lacks an actor, an action, a target or a due date. A continuing one needs no"
        " date, nor does one that recurs by a rule; the party that made it counts as its actor. Where the fields for"
        " action and target are blank, its own words count; but efforts, measures that are not named and mere thought"
        " are no action, and more or less of something, without a measure or an end, is no target."
    ),
    severity=N_("low; {R15.blanks_medium} or more of these: medium"),
    rationale=N_(
        "Whether a promise was kept can be told only where it says who does what, how much and by when."
    ),
    remedy=N_("Reword it; what is missing is named."),
    subjects=("commitment",),
    find=find,
    reach={},
    bad=Example(N_("“We will do our utmost on ports” names no action, target or date."), _bad),
    good=Example(N_("A continuing commitment says what is done and how much; it needs no date."), _good),
    thresholds=(Threshold("R15.blanks_medium", 2, N_("Blanks from which it is medium"), N_("blanks")),),
    from_duty=True,
)
