"""R05: somebody of ours said something else than the line in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.positions import Line, Lines, read_lines
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import (
    Communication,
    Membership,
    Objective,
    Position,
    PositionPartner,
    Statement,
    StatementAudience,
)
from diplotrack.records.enumerations import STANCES, Behalf, Duty, Traffic
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

CODE = "R05"

STANCE: dict[int, Label] = dict(STANCES)


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Statements of ours, or joint ones, that differ from the position in force on their date for their audience."""
    lines = read_lines(read)
    rows = _statements(read, scope)
    audiences = _audiences(read, [row.id for row in rows])
    names = party_names(read, (party for parties in audiences.values() for party in parties))
    for row in rows:
        day = PartialDate(row.said_on, row.said_on_latest)
        worst = _worst(lines, row, audiences.get(row.id, []), day)
        if worst is None:
            continue
        line, partner = worst
        difference = abs(row.stance - line.stance)
        audience = names.get(partner, "") if partner is not None else ""
        yield Found(
            subjects=(Ref("statement", row.id),),
            severity=_severity(row.stance, line.stance, settings),
            title=say("Off position on {code}: “{words}”", code=row.code, words=shorten(row.quote, 80)),
            why=say(
                "Said on {day} to {audience}, it takes the stance “{said}” on {code}; the position in force is"
                " “{stated}”, a difference of {difference}.",
                day=day,
                audience=audience or say("the public"),
                said=STANCE[row.stance],
                code=row.code,
                stated=STANCE[line.stance],
                difference=difference,
            ),
            fix=say("Correct the statement, or change the position."),
            records=(Ref("position", line.id),),
            quotes=(Words(Ref("statement", row.id), row.quote), Words(Ref("position", line.id), line.words)),
            numbers={"said": row.stance, "position": line.stance, "difference": difference},
            facts={"said": row.stance, "position": line.stance},
            parties=tuple(audiences.get(row.id, ())),
        )


def _statements(read: Session, scope: Scope | None) -> list[Any]:
    """Statements that speak for us, on objectives that have a position."""
    query = (
        select(
            Statement.id,
            Statement.quote,
            Statement.stance,
            Statement.said_on,
            Statement.said_on_latest,
            Statement.objective_id,
            Objective.code,
        )
        .join(Objective, Objective.id == Statement.objective_id)
        .outerjoin(Communication, Communication.id == Statement.communication_id)
        .where(
            standing(Statement, scope),
            standing(Objective),
            Statement.stance.is_not(None),
            Statement.said_on.is_not(None),
            Statement.behalf.in_((Behalf.OURS, Behalf.JOINT)),
            Statement.is_personal.is_(False),
            or_(Communication.id.is_(None), Communication.traffic != Traffic.INTERNAL),
            Statement.objective_id.in_(select(Position.objective_id).where(standing(Position))),
        )
    )
    return list(read.execute(query.order_by(Statement.id)))


def _audiences(read: Session, ids: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(ids):
        query = select(StatementAudience.statement_id, StatementAudience.party_id).where(
            StatementAudience.statement_id.in_(some), live(StatementAudience)
        )
        for statement, party in read.execute(query.order_by(StatementAudience.id)):
            found[statement].append(party)
    return found


def _worst(lines: Lines, row: Any, audience: list[int], day: PartialDate) -> tuple[Line, int | None] | None:
    """The position from which the statement differs most, over its audience; None where it fits each of them.

    Where several could be in force (a partial date, clashing positions), the nearest is the one that counts.
    """
    worst: tuple[Line, int | None] | None = None
    largest = 0
    partners: list[int | None] = [*audience] or [None]
    for partner in partners:
        alive = lines.toward(row.objective_id, partner, day)
        nearest = min(alive, key=lambda one: (abs(row.stance - one.stance), -one.id), default=None)
        if nearest is not None and abs(row.stance - nearest.stance) > largest:
            largest, worst = abs(row.stance - nearest.stance), (nearest, partner)
    return worst


def _severity(said: int, stated: int, settings: CheckSettings) -> Severity:
    if abs(said - stated) >= settings["R05.difference_high"]:
        return Severity.HIGH
    return Severity.LOW if said * stated > 0 else Severity.MEDIUM


def _position(scene: Scene, stance: int, **values: Any) -> Position:
    objective = scene.objective("SEC-1")
    return scene.add(
        Position(
            objective_id=objective.id,
            stance=stance,
            line="We support the port treaty.",
            valid_from=scene.ago(300),
            **values,
        )
    )


def _bad(scene: Scene) -> None:
    position = _position(scene, 1)
    said = "The port treaty is not in our interest."
    scene.add(
        Statement(
            quote=said, said_on=scene.ago(10), objective_id=position.objective_id, stance=-1, is_public=False
        )
    )


def _good(scene: Scene) -> None:
    position = _position(scene, 1)
    narrower = scene.add(
        Position(
            objective_id=position.objective_id, stance=-1, line="Not with them.", valid_from=scene.ago(200)
        )
    )
    partner = scene.partner("Sylvania")
    scene.add(PositionPartner(position_id=narrower.id, party_id=partner.id, duty=Duty.SCOPE))
    said = scene.add(
        Statement(
            quote="We cannot join it with you.",
            said_on=scene.ago(9),
            objective_id=position.objective_id,
            stance=-1,
        )
    )
    scene.add(StatementAudience(statement_id=said.id, party_id=partner.id))


_ON_OBJECTIVE = up(Position.objective_id) >> down(Statement.objective_id)

RULE = Rule(
    code=CODE,
    slug="off-position-statement",
    title=N_("Statement off position"),
    fires=N_(
        "A statement of ours, or a joint one, takes another stance on an objective than the position in force on its"
        " date for its audience. Toward a partner the narrower position prevails, an organization’s covers its members"
        " on that date. Personal remarks and internal papers are left alone."
    ),
    severity=N_(
        "one step apart on the same side: low; one step, to or from neutral: medium;"
        " {R05.difference_high} steps or more: high"
    ),
    rationale=N_(
        "Partners compare what each of us says. Where one voice differs, the line itself is doubted."
    ),
    remedy=N_("Correct the statement, or change the position."),
    subjects=("statement",),
    find=find,
    reach={
        "position": _ON_OBJECTIVE | (up(Position.supersedes_id) >> _ON_OBJECTIVE),
        "objective": down(Statement.objective_id),
        "communication": down(Statement.communication_id),
        "membership": up(Membership.party_id)
        >> down(StatementAudience.party_id)
        >> up(StatementAudience.statement_id),
    },
    bad=Example(N_("The line is “for”; one of ours said that the treaty is not in our interest."), _bad),
    good=Example(N_("The same words to the one partner toward which a narrower position says so."), _good),
    thresholds=(
        Threshold("R05.difference_high", 2, N_("Difference of stances from which it is high"), N_("steps")),
    ),
    is_raised=True,
)
