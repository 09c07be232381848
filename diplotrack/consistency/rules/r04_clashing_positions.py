"""R04: two lines to take are in force, and whoever takes them takes two stances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import named, party_names
from diplotrack.consistency.objectives import codes_in_force
from diplotrack.consistency.position_paths import on_objectives, through_lines
from diplotrack.consistency.reach import down
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import clause
from diplotrack.records import Position, PositionPartner
from diplotrack.records.enumerations import STANCES, Duty
from diplotrack.store.positions import Line, Lines, read_lines
from diplotrack.store.positions.successions import read_successions

CODE = "R04"

STANCE = dict(STANCES)


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Pairs of positions in force today that bind us to different stances toward somebody."""
    wanted = None if scope is None else scope.get("position", frozenset())
    objectives = None if wanted is None else _objectives(read, wanted)
    codes = codes_in_force(read, objectives)
    lines = read_lines(read, objectives)
    on = PartialDate.day(today)
    found = [
        pair
        for objective in sorted(lines.by_objective)
        if objective in codes
        for pair in _clashes(lines, lines.by_objective[objective], on, settings["R04.difference"])
        if wanted is None or pair.one.id in wanted
    ]
    names = party_names(read, (party for pair in found for party in (*pair.one.scope, *pair.other.scope)))
    for pair in found:
        yield _found(codes[pair.one.objective], pair, names)


def _objectives(read: Session, positions: Iterable[int]) -> set[int]:
    known = read_successions(read, positions=positions).by_id
    return {known[one].objective for one in positions if one in known}


class Clash(NamedTuple):
    """Two positions, a public one first; ``narrower`` is the one whose scope lies within the other’s, if any."""

    one: Line
    other: Line
    narrower: Line | None


def _clashes(lines: Lines, alive: list[Line], on: PartialDate, least: int) -> Iterator[Clash]:
    """The pairs that bind us toward somebody, and of which neither is a deliberate exception to the other.

    An exception has a narrower scope and says why; or it supersedes the other, toward its own scope only.
    """
    scopes = lines.scopes
    # A public one first: it is the subject at fault, and what is public weighs more.
    in_force = sorted(
        (line for line in alive if line.in_force(on)), key=lambda line: (not line.is_public, line.id)
    )
    for one, other in combinations(in_force, 2):
        if abs(one.stance - other.stance) < least or lines.successions.are_kin(one.id, other.id):
            continue
        if not scopes.overlap(one.scope, other.scope, on):
            continue
        within = scopes.covers(other.scope, one.scope, on)
        around = scopes.covers(one.scope, other.scope, on)
        narrower = None if within == around else one if within else other
        if narrower is None or not narrower.rationale.strip():
            yield Clash(one, other, narrower)


def _found(code: str, pair: Clash, names: dict[int, str]) -> Found:
    one, other = pair.one, pair.other
    return Found(
        subjects=(Ref("position", one.id), Ref("position", other.id)),
        severity=Severity.HIGH,
        title=say(
            "Two lines on {code}: “{one}” and “{other}”",
            code=code,
            one=STANCE[one.stance],
            other=STANCE[other.stance],
        ),
        why=say(
            "On {code} the line toward {toward_one} is “{one}”: “{line_one}”; the line toward {toward_other} is"
            " “{other}”: “{line_other}”. Both are in force, and {clash}.",
            code=code,
            one=STANCE[one.stance],
            line_one=clause(one.words),
            toward_one=_toward(one, names),
            other=STANCE[other.stance],
            line_other=clause(other.words),
            toward_other=_toward(other, names),
            clash=say("the narrower one does not say why it departs from the other")
            if pair.narrower
            else say("whoever follows one breaks the other"),
        ),
        fix=say("State the rationale of the exception, or let one of the two supersede the other.")
        if pair.narrower
        else say("Let one supersede the other, or narrow one of them."),
        quotes=(Words(Ref("position", one.id), one.words), Words(Ref("position", other.id), other.words)),
        numbers={
            "first": one.stance,
            "second": other.stance,
            "difference": abs(one.stance - other.stance),
        },
        facts={"stances": [one.stance, other.stance], "scopes": [sorted(one.scope), sorted(other.scope)]},
        parties=tuple(dict.fromkeys((*sorted(one.scope), *sorted(other.scope)))),
    )


def _toward(line: Line, names: dict[int, str]) -> list[str] | Said:
    return named([names[party] for party in sorted(line.scope) if party in names]) or say("everyone")


def _lines(scene: Scene, **exception: str) -> None:
    objective = scene.objective("RTS-1")
    usual = {"objective_id": objective.id, "valid_from": scene.ago(300), "is_public": False}
    scene.add(Position(stance=2, line="Every attack on a reporter is to be investigated.", **usual))
    narrower = scene.add(
        Position(stance=0, line="We take no position on pending cases.", **usual, **exception)
    )
    scene.add(PositionPartner(position_id=narrower.id, party_id=scene.partner().id, duty=Duty.SCOPE))


def _bad(scene: Scene) -> None:
    _lines(scene)


def _good(scene: Scene) -> None:
    _lines(scene, rationale="Quiet requests have led to releases there, public ones to none.")


RULE = Rule(
    code=CODE,
    slug="clashing-positions",
    title=N_("Clashing positions"),
    fires=N_(
        "Two positions in force today on one objective differ by {R04.difference} steps or more, and their scopes are"
        " equal, cross, or lie one within the other. A narrower position that states its rationale is a deliberate"
        " exception, and so is one that supersedes the wider toward its own partners. An organization stands for its"
        " members of today."
    ),
    severity=N_("high"),
    rationale=N_(
        "Whoever follows one line breaks the other, and each side will hold us to the one it likes."
    ),
    remedy=N_("Let one supersede the other, or narrow one of them."),
    subjects=("position",),
    find=find,
    reach={
        **through_lines(down(Position.objective_id)),
        "objective": on_objectives(down(Position.objective_id)),
    },
    bad=Example(N_("Strongly for toward everyone, neutral toward one partner, and nothing says why."), _bad),
    good=Example(N_("The same two lines; the narrower one states its rationale."), _good),
    thresholds=(Threshold("R04.difference", 2, N_("Difference of stances that is a clash"), N_("steps")),),
    is_raised=True,
)
