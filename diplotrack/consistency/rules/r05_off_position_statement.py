"""R05: somebody of ours said something else than the line in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import named, party_names
from diplotrack.consistency.objectives import codes_in_force
from diplotrack.consistency.position_paths import on_objectives, through_lines
from diplotrack.consistency.reach import down
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import Saying, clause, read_statements, read_words
from diplotrack.records import Position, PositionPartner, Statement, StatementAudience
from diplotrack.records.enumerations import STANCES, Duty
from diplotrack.store.positions import Line, Lines, read_lines

CODE = "R05"

STANCE: dict[int, Label] = dict(STANCES)


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Statements of ours, or joint ones, that differ from the position in force on their date for their audience."""
    wanted = None if scope is None else scope.get("statement", ())
    statements = read_statements(read, settings.ours, ids=wanted)
    objectives = None if scope is None else {one.objective for one in statements}
    codes = codes_in_force(read, objectives)
    lines = read_lines(read, objectives)
    found = [
        (one, *worst)
        for one in statements
        if one.objective in codes and (worst := _worst(lines, one)) is not None
    ]
    words = read_words(read, [one.id for one, _line, _partner in found])
    parties = {party for one, line, _partner in found for party in (*one.audience, *line.scope)}
    names = party_names(read, parties)
    for one, line, partner in found:
        code = codes[one.objective]
        audience = _named(names, [partner] if partner is not None else [], say("the public"))
        values = {"said": one.stance, "position": line.stance, "difference": abs(one.stance - line.stance)}
        yield Found(
            subjects=(one.ref,),
            severity=_severity(one.stance, line.stance, settings),
            title=say("Off position on {code}: “{words}”", code=code, words=shorten(words[one.id].text, 80)),
            why=say(
                "Said on {day} to {audience}, these words take the stance “{said}” on {code}. The line in force toward"
                " {toward} is “{stated}”: “{line}”.",
                day=one.days,
                audience=audience,
                said=STANCE[one.stance],
                code=code,
                toward=_named(names, sorted(line.scope), say("everyone")),
                stated=STANCE[line.stance],
                line=clause(line.words),
            ),
            fix=_fix(code, audience if partner is not None else None),
            records=(Ref("position", line.id),),
            quotes=(words[one.id], Words(Ref("position", line.id), line.words)),
            numbers=values,
            facts={"said": one.stance, "position": line.stance},
            parties=one.audience,
        )


def _fix(code: str, audience: list[str] | Said | None) -> Said:
    if audience is None:
        return say("Correct it in public, or change the position on {code}.", code=code)
    return say("Correct it with {audience}, or change the position on {code}.", audience=audience, code=code)


def _named(names: dict[int, str], parties: list[int], nobody: Said) -> list[str] | Said:
    return named([names[one] for one in parties if one in names]) or nobody


def _worst(lines: Lines, one: Saying) -> tuple[Line, int | None] | None:
    """The position from which the statement differs most, over its audience; None where it fits each of them.

    Where several could be in force (a partial date, clashing positions), the nearest is the one that counts.
    """
    worst: tuple[Line, int | None] | None = None
    largest = 0
    for partner in one.partners:
        alive = lines.toward(one.objective, partner, one.days)
        nearest = min(alive, key=lambda line: (abs(one.stance - line.stance), -line.id), default=None)
        if nearest is not None and abs(one.stance - nearest.stance) > largest:
            largest, worst = abs(one.stance - nearest.stance), (nearest, partner)
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


RULE = Rule(
    code=CODE,
    slug="off-position-statement",
    title=N_("Statement off position"),
    fires=N_(
        "A statement of ours, or a joint one, takes another stance on an objective than the position in force on its"
        " date for its audience. Toward a partner the narrower position prevails, an organization’s covers its members"
        " on that date. Personal remarks, internal papers and objectives not in force are left alone."
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
        **through_lines(down(Statement.objective_id)),
        "objective": on_objectives(down(Statement.objective_id)),
        "communication": down(Statement.communication_id),
    },
    bad=Example(N_("The line is “for”; one of ours said that the treaty is not in our interest."), _bad),
    good=Example(N_("The same words to the one partner toward which a narrower position says so."), _good),
    thresholds=(
        Threshold("R05.difference_high", 2, N_("Difference of stances from which it is high"), N_("steps")),
    ),
    is_raised=True,
)
