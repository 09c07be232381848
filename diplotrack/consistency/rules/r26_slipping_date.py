"""R26: a due date is put off again and again, or far, without the other side’s consent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import OUR_BUSINESS, one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import WHOSE, commitment_parties, named, party_names
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say, say_many, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment, DueChange
from diplotrack.records.enumerations import RUNNING, CommitmentSide, Direction, DueAgreement
from diplotrack.store.lists import live

CODE = "R26"
PERCENT = N_("per cent")
TIMES = N_("times")


class Move(NamedTuple):
    """That the due date was moved on a day (None: not known): from when to when, and whether we or they agreed."""

    on: date | None
    old: PartialDate
    new: PartialDate
    is_unilateral: bool
    id: int

    @property
    def is_later(self) -> bool:
        """Certainly, given how exactly both days are known."""
        return self.old.certainly_before(self.new)

    @property
    def days(self) -> int:
        """By how many days the last possible due day moved."""
        return (self.new.latest - self.old.latest).days


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Running commitments whose due date was moved later unilaterally, too often or by too much."""
    moved = (
        select(
            Commitment.id,
            Commitment.text,
            Commitment.direction,
            Commitment.made_on,
            DueChange.id.label("change"),
            DueChange.on,
            DueChange.old_due_on,
            DueChange.old_due_on_latest,
            DueChange.new_due_on,
            DueChange.new_due_on_latest,
            DueChange.agreed,
        )
        .join(DueChange, DueChange.commitment_id == Commitment.id)
        .where(
            standing(Commitment, scope),
            live(DueChange),
            one_of(Commitment.status, RUNNING),
            one_of(Commitment.direction, OUR_BUSINESS),
            DueChange.old_due_on.is_not(None),
            DueChange.new_due_on.is_not(None),
        )
    )
    rows: dict[int, Any] = {}
    moves: dict[int, list[Move]] = defaultdict(list)
    for row in read.execute(moved.order_by(Commitment.id, DueChange.on.nulls_first(), DueChange.id)):
        rows[row.id] = row
        moves[row.id].append(_move(row))
    slipping = {
        commitment: slip
        for commitment, changes in moves.items()
        if (slip := _slip(rows[commitment], _by_day(changes), settings)) is not None
    }
    parties = commitment_parties(read, slipping)
    names = party_names(
        read, (party for sides in parties.values() for ids in sides.values() for party in ids)
    )
    for commitment, slip in slipping.items():
        # We first, as elsewhere where promises of many are told.
        makers = sorted(parties[commitment][CommitmentSide.BY], key=lambda party: party not in settings.ours)
        made_by = named([names[party] for party in makers])
        yield _found(rows[commitment], slip, made_by, settings["R26.percent"])


def _move(row: Any) -> Move:
    return Move(
        row.on,
        PartialDate(row.old_due_on, row.old_due_on_latest or row.old_due_on),
        PartialDate(row.new_due_on, row.new_due_on_latest or row.new_due_on),
        row.agreed == DueAgreement.UNILATERAL,
        row.change,
    )


def _by_day(moves: list[Move]) -> list[Move]:
    """What is moved and moved again within a day is a slip of the pen: it counts as one move."""
    found: list[Move] = []
    for day, some in groupby(moves, key=lambda move: (move.on, move.is_unilateral)):
        together = list(some)
        if day[0] is None:
            found += together
        else:
            found.append(together[-1]._replace(old=together[0].old))
    return found


class Slip(NamedTuple):
    """Unilateral moves to a later day, the first due date, and the first term in days (0: not known)."""

    first: PartialDate
    later: list[Move]
    term: int
    is_far: bool

    @property
    def days(self) -> int:
        """By how many days it was put off in all."""
        return sum(move.days for move in self.later)


def _slip(row: Any, moves: list[Move], settings: CheckSettings) -> Slip | None:
    later = [move for move in moves if move.is_unilateral and move.is_later]
    first = moves[0].old
    term = max((first.latest - row.made_on).days, 0) if row.made_on is not None else 0
    days = sum(move.days for move in later)
    is_far = term > 0 and days * 100 > term * settings["R26.percent"]
    return Slip(first, later, term, is_far) if is_far or len(later) >= settings["R26.times"] else None


def _found(row: Any, slip: Slip, makers: list[Any], percent: int) -> Found:
    return Found(
        subjects=(Ref("commitment", row.id),),
        severity=Severity.MEDIUM,
        title=say("Slipping: {text}", text=shorten(row.text)),
        why=_why(row, slip, makers, percent),
        fix=say(FIXES[row.direction]),
        records=tuple(Ref("due_change", move.id) for move in slip.later),
        numbers={
            "times": len(slip.later),
            "days_moved": slip.days,
            "first_term_days": slip.term or None,
            "first_due": slip.first,
            "due": slip.later[-1].new,
        },
        facts={"moves": [f"{move.old.iso()} {move.new.iso()}" for move in slip.later]},
    )


def _why(row: Any, slip: Slip, makers: list[Any], percent: int) -> Said:
    shown: dict[str, Any] = {
        "whose": WHOSE[row.direction],
        "makers": makers or say("an unnamed party"),
        "first": slip.first,
        "now": slip.later[-1].new,
        "times": len(slip.later),
        "days": slip.days,
        "compared": say(
            ", more than {percent} % of its first term of {term} days", term=slip.term, percent=percent
        )
        if slip.is_far
        else "",
    }
    return say_many(
        "This commitment of {makers} ({whose}) was first due {first}. It was put off {times} time without agreement,"
        " by {days} days in all{compared}; the last time to {now}.",
        "This commitment of {makers} ({whose}) was first due {first}. It was put off {times} times without agreement,"
        " by {days} days in all{compared}; the last time to {now}.",
        "times",
        **shown,
    )


FIXES = {
    Direction.OURS: N_("Renegotiate the date once, with a reason, and keep to it."),
    Direction.THEIRS: N_("Raise it with them, and agree on one date."),
    Direction.MUTUAL: N_("Agree on one date with the other side, with a reason."),
}


def _slipping(scene: Scene, agreed: DueAgreement) -> None:
    made = scene.commitment(made_on=scene.ago(400), due_on=scene.ago(-60))
    for on, old, new in ((200, 190, 90), (100, 90, -60)):
        days = {"on": scene.ago(on), "old_due_on": scene.ago(old), "new_due_on": scene.ago(new)}
        scene.add(DueChange(commitment_id=made.id, agreed=agreed, **days))


def _bad(scene: Scene) -> None:
    _slipping(scene, DueAgreement.UNILATERAL)


def _good(scene: Scene) -> None:
    _slipping(scene, DueAgreement.AGREED)


RULE = Rule(
    code=CODE,
    slug="slipping-date",
    title=N_("Slipping date"),
    fires=N_(
        "The due date of a running commitment was moved later {R26.times} times or more without agreement, or by more"
        " than {R26.percent} % of its first term (from the day it was made until its first due date). What is moved"
        " again on the same day counts once, and a date that is only stated more exactly has not moved."
    ),
    severity=N_("medium"),
    rationale=N_(
        "A date that keeps moving is no date. The other side stops planning with it, and says so later."
    ),
    remedy=N_("Renegotiate once, with a reason."),
    subjects=("commitment",),
    reach={},
    find=find,
    bad=Example(N_("We put off sending our advisers twice and told nobody."), _bad),
    good=Example(N_("The date was moved twice as well, and both sides agreed to it."), _good),
    thresholds=(
        Threshold("R26.times", 2, N_("Unilateral moves to a later day from which it slips"), TIMES),
        Threshold("R26.percent", 50, N_("Share of the first term beyond which it slips"), PERCENT),
    ),
)
