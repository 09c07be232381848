"""R13: a commitment's due period has passed and something is still owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import OUR_BUSINESS, condition_met, one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import WHOSE, commitment_parties, named, party_names
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import DaysSince, say, say_many, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment
from diplotrack.records.enumerations import RUNNING, Binding, CommitmentSide, Direction

CODE = "R13"

FIXES = {
    Direction.OURS: N_("Deliver, or renegotiate the date."),
    Direction.THEIRS: N_("Raise it with them, or agree on a new date."),
    Direction.MUTUAL: N_("Deliver our part and raise theirs, or agree on a new date."),
}


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Running commitments whose last possible due day lies before today."""
    late = select(
        Commitment.id,
        Commitment.text,
        Commitment.direction,
        Commitment.status,
        Commitment.binding,
        Commitment.due_on,
        Commitment.due_on_latest,
    ).where(
        standing(Commitment, scope),
        Commitment.due_on_latest < today,
        one_of(Commitment.status, RUNNING),
        one_of(Commitment.direction, OUR_BUSINESS),
        condition_met(today),
    )
    rows = read.execute(late.order_by(Commitment.id)).all()
    parties = commitment_parties(read, [row.id for row in rows])
    names = party_names(
        read, (party for sides in parties.values() for ids in sides.values() for party in ids)
    )
    for row in rows:
        # We first: in a promise of twenty, it is our part that is asked for.
        makers = sorted(parties[row.id][CommitmentSide.BY], key=lambda party: party not in settings.ours)
        days = (today - row.due_on_latest).days
        due = PartialDate(row.due_on, row.due_on_latest)
        yield Found(
            subjects=(Ref("commitment", row.id),),
            severity=_severity(row.binding, days, settings),
            title=say("Overdue: {text}", text=shorten(row.text)),
            why=say_many(
                "This commitment of {makers} ({whose}) was due {due}; that is {days} day past,"
                " and its status is “{status}”.",
                "This commitment of {makers} ({whose}) was due {due}; that is {days} days past,"
                " and its status is “{status}”.",
                "days",
                whose=WHOSE[row.direction],
                makers=named([names[party] for party in makers]) or say("an unnamed party"),
                due=due,
                days=DaysSince(row.due_on_latest),
                status=row.status.label,
            ),
            fix=say(FIXES[row.direction]),
            numbers={"days_overdue": DaysSince(row.due_on_latest), "due": due},
            facts={"due": due, "binding": row.binding},
        )


def _severity(binding: Binding, days: int, settings: CheckSettings) -> Severity:
    if binding == Binding.LEGAL:
        return Severity.CRITICAL
    return Severity.HIGH if days > settings["R13.days_high"] else Severity.MEDIUM


def _bad(scene: Scene) -> None:
    scene.commitment(due_on=scene.ago(41), is_public=False)


def _good(scene: Scene) -> None:
    year = scene.today.year
    scene.commitment(due_on=date(year, 1, 1), due_on_latest=date(year, 12, 31))


RULE = Rule(
    code=CODE,
    slug="overdue-commitment",
    title=N_("Overdue commitment"),
    fires=N_(
        "The last day of a commitment’s due period has passed, its condition (if it has one) is met, and it is open,"
        " in progress or partly fulfilled."
    ),
    severity=N_("medium; more than {R13.days_high} days: high; legally binding: critical"),
    rationale=N_(
        "A promise that quietly runs out costs more trust than one that is renegotiated. Theirs are reported too, so"
        " that they are raised in time."
    ),
    remedy=N_("Deliver, or renegotiate the date."),
    subjects=("commitment",),
    find=find,
    reach={},
    bad=Example(
        N_("We promised advisers by a day that is 41 days past, and the commitment is still open."), _bad
    ),
    good=Example(
        N_("A commitment is due some day this year; while the year lasts, it is not overdue."), _good
    ),
    thresholds=(Threshold("R13.days_high", 30, N_("Days past due beyond which it is high")),),
    is_raised=True,
)
