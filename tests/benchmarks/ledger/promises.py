"""Commitments of a generated ledger, ours and theirs, and what became of them."""

from __future__ import annotations

from datetime import date, timedelta

from diplotrack.records import Commitment, CommitmentParty, DueChange, ObjectiveLink, Score, Update
from tests.benchmarks.ledger.writing import TODAY, Ground, entered


def write(
    base: Ground, count: int, met: list[tuple[int, int, date]], agreements: list[tuple[int, int]]
) -> None:
    """So many commitments, most made at an engagement, each with an update or two; one in fifty has scores."""
    for number in range(count):
        if agreements and number % 30 == 0:
            agreement, partner = base.chance.choice(agreements)
            _commitment(base, number, partner, base.a_day(), agreement_id=agreement)
        else:
            engagement, partner, day = base.chance.choice(met)
            _commitment(base, number, partner, min(day, TODAY), engagement_id=engagement)


def _commitment(base: Ground, number: int, partner: int, made_on: date, **source: int) -> None:
    due = made_on + timedelta(days=base.chance.randint(120, 1_000))
    is_ours = base.maybe(0.5)
    is_over = due < TODAY and base.maybe(0.985)
    status = base.chance.choices(("fulfilled", "not_fulfilled"), (95, 5))[0] if is_over else "open"
    completed = due - timedelta(days=base.chance.randint(0, 60)) if status == "fulfilled" else None
    at = entered(made_on)
    subject, objective = base.words.subject(), base.objective()
    # What we promise serves our line of today, as a rule.
    served = -1 if base.lines[objective][-1].stance < 0 else 1
    bearing = served if base.maybe(0.999) else -served
    made = base.pen.put(
        Commitment, at, text=f"Conclude work no. {number} on {subject}", made_on=made_on, due_on=due, status=status,
        direction="ours" if is_ours else "theirs", completed_on=max(completed, made_on) if completed else None,
        actor="The ministry", action="conclude", target="a text by both sides" if base.maybe(0.99) else "",
        owner_id=base.chance.choice(base.officers), bearing=bearing, is_public=base.maybe(0.2), **source,
    )  # fmt: skip
    by, to = (base.us, partner) if is_ours else (partner, base.us)
    base.pen.put(CommitmentParty, at, commitment_id=made, party_id=by, side="by")
    base.pen.put(CommitmentParty, at, commitment_id=made, party_id=to, side="to")
    if base.maybe(0.985):
        base.pen.put(
            ObjectiveLink,
            at,
            owner_kind="commitment",
            owner_id=made,
            objective_id=base.objective(),
            bearing=1,
        )
    _went_on(base, made, made_on, due, None if status == "open" else status)
    if base.maybe(0.01):
        first = due - timedelta(days=60)
        for moved in range(base.chance.randint(1, 2)):
            new = first + timedelta(days=30 * (moved + 1))
            base.pen.put(
                DueChange, at, commitment_id=made, on=made_on + timedelta(days=30), old_due_on=first, new_due_on=new,
                agreed="agreed" if base.maybe(0.8) else "unilateral", reason="More time was needed.",
            )  # fmt: skip
    if base.maybe(0.02):
        base.pen.put(
            Score, at, commitment_id=made, party_id=by, score=base.chance.choice((-1, 0, 1)), report="final",
            cycle_start_on=made_on, cycle_end_on=min(due, TODAY),
        )  # fmt: skip


def _went_on(base: Ground, commitment: int, made_on: date, due: date, status: str | None) -> None:
    last = min(due, TODAY - timedelta(days=base.chance.randint(1, 80 if base.maybe(0.97) else 400)))
    if last <= made_on:
        return
    if base.maybe(0.5):
        between = made_on + (last - made_on) / 2
        base.pen.put(
            Update, entered(between), commitment_id=commitment, on=between, text="It goes on.", step=2
        )
    base.pen.put(
        Update, entered(last), commitment_id=commitment, on=last, text="Reported by the department.",
        step=5 if status == "fulfilled" else 3, new_status=status,
    )  # fmt: skip
