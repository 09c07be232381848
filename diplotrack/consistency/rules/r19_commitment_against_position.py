"""R19: we promised one thing, and our line to take says another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import commitment_parties, named, party_names
from diplotrack.consistency.objectives import codes_in_force
from diplotrack.consistency.position_paths import on_objectives, through_lines
from diplotrack.consistency.reach import Path, down, owner
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import clause
from diplotrack.records import Commitment, ObjectiveLink, Position
from diplotrack.records.enumerations import RUNNING, STANCES, Direction
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.store.positions import Line, Lines, read_lines

CODE = "R19"

STANCE = dict(STANCES)


class Bearing(NamedTuple):
    """That a running commitment of ours advances an objective (1) or runs against it (−1)."""

    commitment: int
    objective: int
    bearing: int


class Clash(NamedTuple):
    """A line in force that a commitment contradicts, and the partners of the commitment toward which it holds."""

    line: Line
    partners: list[int]


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Each running commitment of ours with each objective on which it contradicts the line in force today."""
    bearings = _bearings(read, scope)
    objectives = {one.objective for one in bearings}
    codes = codes_in_force(read, objectives)
    lines = read_lines(read, None if scope is None else objectives)
    on = PartialDate.day(today)
    contested = {
        (objective, -1 if line.stance > 0 else 1)
        for objective, many in lines.by_objective.items()
        for line in many
        if line.stance and objective in codes and line.in_force(on)
    }
    bearings = [one for one in bearings if (one.objective, one.bearing) in contested]
    parties = commitment_parties(read, {one.commitment for one in bearings})
    found = []
    for one in bearings:
        sides = parties.get(one.commitment, {})
        partners = sorted({party for side in sides.values() for party in side} - settings.ours)
        if clash := _clash(lines, one, partners, on):
            found.append((one, clash))
    words = _words(read, {one.commitment for one, _clash in found})
    names = party_names(
        read, {party for _one, clash in found for party in (*clash.line.scope, *clash.partners)}
    )
    for one, clash in found:
        yield _found(one, codes[one.objective], clash, words[one.commitment], names)


def _bearings(read: Session, scope: Scope | None) -> list[Bearing]:
    """What our running commitments do for or against objectives."""
    query = (
        select(Commitment.id, ObjectiveLink.objective_id, ObjectiveLink.bearing)
        .join(ObjectiveLink, ObjectiveLink.owner_id == Commitment.id)
        .where(
            standing(Commitment, scope),
            one_of(Commitment.status, RUNNING),
            Commitment.direction.in_((Direction.OURS, Direction.MUTUAL)),
            ObjectiveLink.owner_kind == "commitment",
            ObjectiveLink.bearing.in_((1, -1)),
            live(ObjectiveLink),
        )
    )
    return sorted({Bearing(row[0], row[1], row[2] or 0) for row in read.execute(query)})


def _clash(lines: Lines, one: Bearing, partners: list[int], on: PartialDate) -> Clash | None:
    """The line that the commitment contradicts most strongly, over its partners; without any, the line toward everyone.

    Where several lines are in force toward a partner, the commitment may follow any of them.
    """
    found: dict[int, Clash] = {}
    asked: list[int | None] = [*partners] or [None]
    for partner in asked:
        alive = lines.toward(one.objective, partner, on)
        if alive and all(line.stance * one.bearing < 0 for line in alive):
            mildest = min(alive, key=lambda line: (abs(line.stance), line.id))
            toward = found.setdefault(mildest.id, Clash(mildest, [])).partners
            toward += [] if partner is None else [partner]
    return max(found.values(), key=lambda clash: (abs(clash.line.stance), -clash.line.id), default=None)


def _words(read: Session, commitments: Iterable[int]) -> dict[int, str]:
    """The words of commitments: as they were quoted, else as they were put down."""
    found: dict[int, str] = {}
    for some in batches(commitments):
        query = select(Commitment.id, Commitment.quote, Commitment.text).where(Commitment.id.in_(some))
        found |= {one: quote.strip() or text for one, quote, text in read.execute(query)}
    return found


def _found(one: Bearing, code: str, clash: Clash, words: str, names: dict[int, str]) -> Found:
    line = clash.line
    commitment, position = Ref("commitment", one.commitment), Ref("position", line.id)
    return Found(
        subjects=(commitment, Ref("objective", one.objective)),
        severity=Severity.HIGH,
        title=say("Commitment against the line on {code}: {words}", code=code, words=shorten(words, 80)),
        why=_why(one, code, clash, words, names),
        fix=say(
            "Settle which stands: renegotiate the commitment, or change or narrow the position on {code}.",
            code=code,
        ),
        records=(position,),
        quotes=(Words(commitment, words), Words(position, line.words)),
        numbers={"bearing": one.bearing, "stance": line.stance, "product": one.bearing * line.stance},
        facts={"bearing": one.bearing, "stance": line.stance},
        parties=tuple(clash.partners),
    )


def _why(one: Bearing, code: str, clash: Clash, words: str, names: dict[int, str]) -> Said:
    scope = named([names[party] for party in sorted(clash.line.scope) if party in names])
    values: dict[str, Any] = {
        "words": clause(words),
        "code": code,
        "toward": scope or say("everyone"),
        "stance": STANCE[clash.line.stance],
        "line": clause(clash.line.words),
    }
    if clash.partners:
        promised = say("We promised {party} “{words}”", party=_names(clash.partners, names), **values)
    else:
        promised = say("We promised “{words}”", **values)
    if one.bearing > 0:
        return say(
            "{promised}, which advances {code}, and it is still owed; our line on it toward {toward} is “{stance}”:"
            " “{line}”.",
            promised=promised,
            **values,
        )
    return say(
        "{promised}, which runs against {code}, and it is still owed; our line on it toward {toward} is “{stance}”:"
        " “{line}”.",
        promised=promised,
        **values,
    )


def _names(parties: list[int], names: dict[int, str]) -> list[str]:
    return named([names[party] for party in parties if party in names])


def _promise(scene: Scene, bearing: int) -> None:
    objective = scene.objective("ECO-1")
    scene.add(
        Position(
            objective_id=objective.id,
            stance=2,
            line="Shared reserves protect every one of us.",
            valid_from=scene.ago(200),
        )
    )
    commitment = scene.commitment(text="Sell half of our cobalt reserve by the end of the year")
    link = ObjectiveLink(
        owner_kind="commitment", owner_id=commitment.id, objective_id=objective.id, bearing=bearing
    )
    scene.add(link)


def _bad(scene: Scene) -> None:
    _promise(scene, -1)


def _good(scene: Scene) -> None:
    _promise(scene, 0)


_SERVING: Path = down(ObjectiveLink.objective_id) >> owner(ObjectiveLink, "commitment")

RULE = Rule(
    code=CODE,
    slug="commitment-against-position",
    title=N_("Commitment against position"),
    fires=N_(
        "A commitment of ours, or a mutual one, is still owed and bears on an objective the other way than the position"
        " in force today: it runs against what we are for, or advances what we are against. Toward a partner the"
        " narrower position prevails."
    ),
    severity=N_("high"),
    rationale=N_("We shall break either our word or our line; better to choose which than to be found out."),
    remedy=N_("Settle which stands."),
    subjects=("commitment",),
    find=find,
    reach={**through_lines(_SERVING), "objective": on_objectives(_SERVING)},
    bad=Example(N_("A promise to sell the reserve that our line says everyone should keep."), _bad),
    good=Example(N_("The promise neither advances the objective nor runs against it."), _good),
    is_raised=True,
)
