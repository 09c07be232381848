"""R07: one audience heard us go to and fro."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.changes import Announced, Change, announced_changes
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.objectives import codes_in_force
from diplotrack.consistency.position_paths import on_texts, through_lines
from diplotrack.consistency.reach import Path, down, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.saydo.volatility import Volatility, volatility
from diplotrack.consistency.sayings import Said, say, say_many
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import Saying, clause, read_statements, read_words
from diplotrack.records import Statement, StatementAudience
from diplotrack.records.enumerations import STANCES
from diplotrack.store.positions import read_lines

CODE = "R07"

STANCE = dict(STANCES)
QUOTED = 6
"""Statements that a finding quotes: the latest."""


class Series(NamedTuple):
    """Statements to one audience (None: the public) on one objective under one position, in order of time."""

    objective: int
    audience: int | None
    statements: tuple[Saying, ...]
    movement: Volatility


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """One finding for each objective and audience that heard reversals or leaps within the last days."""
    since = today - timedelta(days=settings["R07.days"])
    objectives = None if scope is None else scope.get("objective", frozenset())
    codes = codes_in_force(read, objectives)
    heard = _heard(read, settings, since, today, codes, objectives)
    lines = read_lines(read, {objective for objective, _audience in heard})
    announced = announced_changes(lines)
    found = []
    for (objective, audience), many in sorted(heard.items(), key=lambda one: (one[0][0], one[0][1] or 0)):
        shifting = [
            one for one in _series(objective, audience, many, announced, today) if _is_erratic(one, settings)
        ]
        if shifting:
            found.append(shifting[-1])
    names = party_names(read, (one.audience for one in found if one.audience is not None))
    words = read_words(read, (said.id for one in found for said in one.statements))
    for one in found:
        yield _found(one, codes[one.objective], names, words, settings)


def _heard(
    read: Session,
    settings: CheckSettings,
    since: date,
    today: date,
    codes: dict[int, str],
    objectives: frozenset[int] | None,
) -> dict[tuple[int, int | None], list[Saying]]:
    """By objective and audience, what was certainly said since that day, where it could amount to a shift."""
    found: dict[tuple[int, int | None], list[Saying]] = defaultdict(list)
    for one in read_statements(read, settings.ours, objectives=objectives, since=since):
        if one.objective in codes and since <= one.days.earliest and one.days.latest <= today:
            for partner in one.partners:
                found[one.objective, partner].append(one)
    fewest = min(settings["R07.statements"], settings["R07.reversals"] + 1)
    return {key: many for key, many in found.items() if len(many) >= fewest}


def _series(
    objective: int, audience: int | None, many: list[Saying], announced: Announced, today: date
) -> Iterator[Series]:
    """The statements between announced changes of position, in order of time."""
    parts: dict[int, list[Saying]] = defaultdict(list)
    for one in many:
        changes = announced.toward(objective, [audience], one.days)
        parts[sum(_is_after(one, change, day) for change in changes for day in _cuts(change, today))].append(
            one
        )
    for _place, part in sorted(parts.items()):
        ordered = in_kindest_order(part)
        yield Series(objective, audience, tuple(ordered), volatility([one.stance for one in ordered]))


def _cuts(change: Change, today: date) -> set[date]:
    """The days that divide what was said before a change from what was said after it."""
    days = {change.announced, change.day} - {None}
    return {day for day in days if day is not None and day <= today}


def _is_after(one: Saying, change: Change, day: date) -> bool:
    """Whether words belong after a cut; where they may have been said on the day itself, their stance tells."""
    if one.days.latest < day:
        return False
    if one.days.earliest > day:
        return True
    return abs(one.stance - (change.new.stance or 0)) <= abs(one.stance - (change.old.stance or 0))


def in_kindest_order(many: Iterable[Saying]) -> list[Saying]:
    """Statements in order of time; where the days do not tell it, in the order with the least to and fro."""
    groups: list[list[Saying]] = []
    latest = date.min
    for one in sorted(many, key=lambda one: (one.days, one.id)):
        if groups and one.days.earliest <= latest:
            groups[-1].append(one)
        else:
            groups.append([one])
        latest = max(latest, one.days.latest)
    ordered: list[Saying] = []
    for group in groups:
        group.sort(key=lambda one: (one.stance, one.id))
        if ordered and abs(group[-1].stance - ordered[-1].stance) < abs(group[0].stance - ordered[-1].stance):
            group.reverse()
        ordered += group
    return ordered


def _is_erratic(one: Series, settings: CheckSettings) -> bool:
    movement = one.movement
    if len(movement.reversals) >= settings["R07.reversals"]:
        return True
    mean = movement.exact_mean
    return (
        movement.count >= settings["R07.statements"]
        and mean is not None
        and mean >= settings["R07.mean_step"]
    )


def _found(
    one: Series, code: str, names: dict[int, str], words: dict[int, Words], settings: CheckSettings
) -> Found:
    said, movement = one.statements, one.movement
    audience = names.get(one.audience, "") if one.audience is not None else say("the public")
    objective = Ref("objective", one.objective)
    stances = [said_one.stance for said_one in said]
    reversals = len(movement.reversals)
    return Found(
        subjects=(objective,) if one.audience is None else (objective, Ref("party", one.audience)),
        severity=Severity.HIGH,
        title=say("Shifting words on {code} to {audience}", code=code, audience=audience),
        why=say(
            "In {days} days {audience} heard from us on {code}: {heard}. {movement} No announced change of position"
            " explains it.",
            days=settings["R07.days"],
            audience=audience,
            code=code,
            heard=[_quoted(one, words) for one in said[-QUOTED:]],
            movement=_movement(reversals, movement),
        ),
        fix=say("State to {audience} why the words changed, and hold the line from here.", audience=audience),
        records=tuple(one.ref for one in said),
        quotes=tuple(words[one.id] for one in said[-QUOTED:]),
        numbers={
            "statements": len(said),
            "stances": stances,
            "reversals": reversals,
            "steps": movement.steps,
            "mean_step": round(movement.mean_step or 0, 2),
        },
        facts={"stances": stances},
        parties=() if one.audience is None else (one.audience,),
    )


def _quoted(one: Saying, words: dict[int, Words]) -> Said:
    return say(
        "on {day} “{words}” ({stance})",
        day=one.days,
        words=clause(words[one.id].text, 60),
        stance=STANCE[one.stance],
    )


def _movement(reversals: int, movement: Volatility) -> Said:
    mean = round(movement.mean_step or 0, 2)
    if not reversals:
        return say("That is {mean} steps from one statement to the next.", mean=mean)
    return say_many(
        "That is {n} reversal, and {mean} steps from one statement to the next.",
        "That is {n} reversals, and {mean} steps from one statement to the next.",
        "n",
        n=reversals,
        mean=mean,
    )


def _words(scene: Scene, *stances: int) -> None:
    objective = scene.objective("ECO-2")
    for place, stance in enumerate(stances):
        said = scene.add(
            Statement(
                quote="On duties we are of this mind." if stance > 0 else "On duties we are of another mind.",
                said_on=scene.ago(300 - 80 * place),
                objective_id=objective.id,
                stance=stance,
                is_public=False,
            )
        )
        scene.add(StatementAudience(statement_id=said.id, party_id=scene.partner().id))


def _bad(scene: Scene) -> None:
    _words(scene, 1, -1, 0, 1)


def _good(scene: Scene) -> None:
    _words(scene, 1, 0, 1, 2)


_THEN: Path = up(Statement.objective_id)

RULE = Rule(
    code=CODE,
    slug="erratic-shift",
    title=N_("Erratic shift"),
    fires=N_(
        "In the last {R07.days} days our statements on an objective to one audience changed sign {R07.reversals} times"
        " or more (neutral ones skipped), or {R07.statements} or more of them lie {R07.mean_step} steps apart or more"
        " on average. Words before and after an announced change of position are looked at apart; where the order of"
        " statements is not known, they are read in the order with the least to and fro."
    ),
    severity=N_("high"),
    rationale=N_("Who hears us change our mind again and again stops listening before we have made it up."),
    remedy=N_("State the rationale; hold the line."),
    subjects=("objective",),
    find=find,
    reach={
        **through_lines(),
        "statement": _THEN,
        "statement_audience": up(StatementAudience.statement_id) >> _THEN,
        "communication": on_texts(down(Statement.communication_id) >> _THEN),
    },
    bad=Example(N_("For, against, neutral, and for again to the same partner within a year."), _bad),
    good=Example(N_("Milder and stronger words on the same side."), _good),
    thresholds=(
        Threshold("R07.days", 365, N_("Days that are looked back on")),
        Threshold("R07.reversals", 2, N_("Reversals from which it fires"), N_("reversals")),
        Threshold("R07.mean_step", 2, N_("Mean step between statements from which it fires"), N_("steps")),
        Threshold("R07.statements", 3, N_("Statements from which the mean is taken"), N_("statements")),
    ),
    is_raised=True,
)
