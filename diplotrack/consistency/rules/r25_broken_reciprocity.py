"""R25: of two promises made in return for one another, one is delivered and the other overdue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import condition_met, one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import commitment_parties, named, party_names
from diplotrack.consistency.made import OfScope, ask
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import DaysSince, Said, say, say_many, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment
from diplotrack.records.enumerations import RUNNING, CommitmentSide, CommitmentStatus, Direction

CODE = "R25"


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Overdue commitments whose counterpart, ours for theirs or theirs for ours, has been delivered."""
    # Either of the two may name the other, or both one another.
    pairs = {
        (row.id, row.kept_id): row
        for linked_by in (_named_by_the_late_one, _named_by_the_kept_one)
        for row in ask(read, linked_by, scope, today)
    }
    rows = [pairs[key] for key in sorted(pairs)]
    parties = commitment_parties(read, {row.id for row in rows})
    sides = {row.id: _others(parties[row.id], settings.ours) for row in rows}
    names = party_names(read, (party for others in sides.values() for party in others))
    for row in rows:
        others = named([names[party] for party in sides[row.id]]) or say("the other side")
        yield Found(
            subjects=(Ref("commitment", row.id), Ref("commitment", row.kept_id)),
            severity=Severity.HIGH,
            title=say(
                "They have not kept their side: {text}"
                if row.direction == Direction.THEIRS
                else "We have not kept our side: {text}",
                text=shorten(row.text),
            ),
            why=_why(row, others),
            fix=say("Raise it with {others}.", others=others)
            if row.direction == Direction.THEIRS
            else say("Deliver, or tell {others} why it is late and by when it will be done.", others=others),
            numbers={
                "days_overdue": DaysSince(row.due_on_latest),
                "due": PartialDate(row.due_on, row.due_on_latest),
                "delivered": PartialDate.of(row.kept_on, row.kept_on_latest),
            },
            facts={"due": PartialDate(row.due_on, row.due_on_latest)},
            parties=tuple(dict.fromkeys(sides[row.id])),
        )


def _why(row: Any, others: Any) -> Said:
    shown: dict[str, Any] = {
        "others": others,
        "ours": shorten(row.text if row.direction == Direction.OURS else row.kept_text),
        "theirs": shorten(row.kept_text if row.direction == Direction.OURS else row.text),
        "due": PartialDate(row.due_on, row.due_on_latest),
        "days": DaysSince(row.due_on_latest),
        "kept": _kept(row),
    }
    if row.direction == Direction.THEIRS:
        return say_many(
            "We have delivered “{ours}”{kept}. What {others} promised in return, “{theirs}”, was due {due}; that is"
            " {days} day past.",
            "We have delivered “{ours}”{kept}. What {others} promised in return, “{theirs}”, was due {due}; that is"
            " {days} days past.",
            "days",
            **shown,
        )
    return say_many(
        "{others} delivered “{theirs}”{kept}. What we promised in return, “{ours}”, was due {due}; that is {days} day"
        " past.",
        "{others} delivered “{theirs}”{kept}. What we promised in return, “{ours}”, was due {due}; that is {days} days"
        " past.",
        "days",
        **shown,
    )


def _kept(row: Any) -> Said | str:
    day = PartialDate.of(row.kept_on, row.kept_on_latest)
    return say(" ({day})", day=day) if day else ""


def _others(sides: dict[CommitmentSide, list[int]], ours: frozenset[int]) -> list[int]:
    return [party for ids in sides.values() for party in ids if party not in ours]


def _named_by_the_late_one(scope: OfScope | None, today: date) -> Select[Any]:
    kept = aliased(Commitment)
    return _pairs(kept, Commitment.counter_id == kept.id, today, scope)


def _named_by_the_kept_one(scope: OfScope | None, today: date) -> Select[Any]:
    kept = aliased(Commitment)
    return _pairs(kept, kept.counter_id == Commitment.id, today, scope)


def _pairs(kept: Any, linked: Any, today: date, scope: OfScope | None) -> Select[Any]:
    return (
        select(
            Commitment.id,
            Commitment.text,
            Commitment.direction,
            Commitment.due_on,
            Commitment.due_on_latest,
            kept.id.label("kept_id"),
            kept.text.label("kept_text"),
            kept.completed_on.label("kept_on"),
            kept.completed_on_latest.label("kept_on_latest"),
        )
        .join(kept, linked)
        .where(
            standing(Commitment, scope),
            one_of(Commitment.status, RUNNING),
            Commitment.due_on_latest < today,
            condition_met(today),
            standing(kept),
            kept.status == CommitmentStatus.FULFILLED,
            or_(
                and_(Commitment.direction == Direction.OURS, kept.direction == Direction.THEIRS),
                and_(Commitment.direction == Direction.THEIRS, kept.direction == Direction.OURS),
            ),
        )
    )


def _exchange(scene: Scene, status: CommitmentStatus) -> None:
    ours = scene.commitment(status=status, due_on=scene.ago(60), completed_on=scene.ago(61))
    theirs = {"by": scene.partner(), "to": scene.us}
    scene.commitment(text="Open the port registers", due_on=scene.ago(5), counter_id=ours.id, **theirs)


def _bad(scene: Scene) -> None:
    _exchange(scene, CommitmentStatus.FULFILLED)


def _good(scene: Scene) -> None:
    _exchange(scene, CommitmentStatus.PARTLY_FULFILLED)


RULE = Rule(
    code=CODE,
    slug="broken-reciprocity",
    title=N_("Broken reciprocity"),
    fires=N_(
        "Two commitments are linked as made in return for one another, one ours and one theirs; one is fulfilled, the"
        " other overdue and still owed. Where the other waits for a condition, it is not overdue before that is met."
    ),
    severity=N_("high"),
    rationale=N_(
        "Who delivers first has leverage only as long as somebody remembers. Who has received and not delivered loses"
        " the next exchange."
    ),
    remedy=N_("Raise it, or deliver."),
    subjects=("commitment",),
    reach={"commitment": (up(Commitment.counter_id), down(Commitment.counter_id))},
    find=find,
    bad=Example(N_("We sent our advisers; the registers promised in return are five days late."), _bad),
    good=Example(N_("We have sent one of two advisers: neither side has delivered yet."), _good),
    is_raised=True,
)
