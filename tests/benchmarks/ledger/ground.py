"""People and their offices, tiers, objectives and the positions on them, and who is owed word of a change."""

from __future__ import annotations

from datetime import date, timedelta

from diplotrack.records import (
    Appointment,
    Consultation,
    Indicator,
    Objective,
    ObjectiveNotice,
    PartnerTier,
    Person,
    Position,
    PositionPartner,
)
from tests.benchmarks.ledger.writing import TODAY, YEARS, Ground, Line, entered

START = TODAY - timedelta(days=YEARS * 365)
OFFICES = (
    ("Minister of Foreign Affairs", "minister"), ("Ambassador", "ambassador"),
    ("Head of department", "senior_official"),
    ("Desk officer", "working"), ("President", "head"),
)  # fmt: skip


def write(base: Ground, *, people: int, objectives: int) -> None:
    """So many people, one in twenty ours, and so many objectives, one in ten with others below it."""
    for number in range(people):
        _person(base, ours=number % 20 == 0)
    for place, partner in enumerate(base.partners[:60]):
        tier = 1 if place < 15 else 2 if place < 35 else 3
        level, months = (("minister", 12), ("deputy_minister", 12), ("ambassador", 6))[tier - 1]
        base.pen.put(
            PartnerTier,
            entered(START),
            party_id=partner,
            tier=tier,
            level=level,
            months=months,
            from_on=START,
        )
    for number in range(objectives):
        _objective(base, number)


def _person(base: Ground, *, ours: bool) -> None:
    given, family = base.words.name()
    party = base.us if ours else base.partner()
    first = base.a_day()
    person = base.pen.put(
        Person, entered(first), name=f"{given} {family}", given_name=given, family_name=family, party_id=party
    )
    (base.officers if ours else base.counterparts.setdefault(party, [])).append(person)
    office, level = base.chance.choice(OFFICES)
    last = first + timedelta(days=base.chance.randint(300, 2_000))
    base.pen.put(
        Appointment, entered(first), person_id=person, office=office, level=level, party_id=party, from_on=first,
        # Ours stay: those who leave hand over, and few forget to.
        until_on=None if last >= TODAY or (ours and base.maybe(0.97)) else last,
    )  # fmt: skip


def _objective(base: Ground, number: int) -> None:
    first = START + timedelta(days=base.chance.randint(0, 6_000))
    parent = base.objectives[number // 10] if number >= 10 else None
    made = base.pen.put(
        Objective, entered(first), code=f"OBJ-{number + 1}", title=f"Objective on {base.words.subject()}",
        proposition="We hold that this serves us.", parent_id=parent, priority=1 + number % 5, valid_from=first,
        owner_id=base.chance.choice(base.officers), status="in_force",
        valid_until=None if base.maybe(0.1) else TODAY + timedelta(days=base.chance.randint(800, 2_500)),
    )  # fmt: skip
    base.objectives.append(made)
    if base.maybe(0.8):
        base.pen.put(
            Indicator, entered(first), objective_id=made, name="Texts agreed", baseline="0", measure="a year"
        )
    for partner in base.partners[:15]:
        if base.maybe(0.9):
            base.pen.put(
                ObjectiveNotice, entered(TODAY), objective_id=made, party_id=partner, told_on=base.ago(1, 380)
            )
    _positions(base, made, first)


def _positions(base: Ground, objective: int, first: date) -> None:
    side = base.chance.choice((-1, 1))
    before: int | None = None
    day = first
    lines = base.lines.setdefault(objective, [])
    while day < TODAY:
        stance = side * base.chance.choice((1, 1, 2)) if base.maybe(0.9) else 0
        made = base.pen.put(
            Position, entered(day), objective_id=objective, stance=stance, line=f"We hold to {base.words.subject()}.",
            valid_from=day, supersedes_id=before, announced_on=day, is_public=base.maybe(0.5),
        )  # fmt: skip
        lines.append(Line(day, made, stance))
        for partner in dict.fromkeys(base.partner() for _number in range(6)):
            duty = "notify" if base.maybe(0.6) else "consult"
            base.pen.put(PositionPartner, entered(day), position_id=made, party_id=partner, duty=duty)
            if base.maybe(0.92):
                _told(base, made, partner, duty, day)
        before, day = made, day + timedelta(days=base.chance.randint(700, 2_500))


def _told(base: Ground, position: int, partner: int, duty: str, day: date) -> None:
    on = day - timedelta(days=base.chance.randint(1, 25 if duty == "notify" else 150))
    view = {"view": base.words.paragraph(1), "viewed_on": on} if base.maybe(0.95) else {}
    base.pen.put(
        Consultation, entered(on), summary="New line", position_id=position, party_id=partner, on=on,
        type="notice" if duty == "notify" else "consultation", **view,
    )  # fmt: skip
