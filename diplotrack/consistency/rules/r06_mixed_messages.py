"""R06: within weeks we told one audience this and another audience that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.changes import Announced, announced_changes
from diplotrack.consistency.finding import Found, Severity
from diplotrack.consistency.lookups import named, party_names
from diplotrack.consistency.objectives import codes_in_force
from diplotrack.consistency.position_paths import Near, on_objectives, on_texts, through_lines
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import Saying, read_statements, read_words
from diplotrack.records import Statement, StatementAudience
from diplotrack.records.enumerations import STANCES
from diplotrack.store.positions import Lines, read_lines

CODE = "R06"

STANCE = dict(STANCES)


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Each statement with the gravest contradiction in what another audience was told shortly before it."""
    wanted = None if scope is None else scope.get("statement", frozenset())
    statements = _statements(read, settings, wanted)
    apart = dict(_contradictions(statements, settings, wanted))
    codes = codes_in_force(read, {later.objective for later in apart})
    apart = {later: earlier for later, earlier in apart.items() if later.objective in codes}
    if not apart:
        return
    lines = read_lines(read, {later.objective for later in apart})
    announced = announced_changes(lines)
    least = settings["R06.difference"]
    pairs = []
    on_objective: dict[int, list[Saying]] = defaultdict(list)
    for one in statements:
        on_objective[one.objective].append(one)
    for later, many in apart.items():
        standing = [
            one
            for one in many
            if not _is_explained(lines, announced, one, later, least)
            and not _is_correction(on_objective[later.objective], one, later, settings)
        ]
        if standing:
            pairs.append((_gravest(standing, later), later))
    words = read_words(read, (one.id for pair in pairs for one in pair))
    names = party_names(read, (party for pair in pairs for one in pair for party in one.audience))
    for earlier, later in pairs:
        yield _found(codes[later.objective], earlier, later, names, words)


def _statements(read: Session, settings: CheckSettings, wanted: frozenset[int] | None) -> list[Saying]:
    """All statements; or those that bear on some: on their objectives, up to two steps of days before them."""
    if wanted is None:
        return read_statements(read, settings.ours)
    asked = read_statements(read, settings.ours, ids=wanted)
    if not asked:
        return []
    return read_statements(
        read,
        settings.ours,
        objectives={one.objective for one in asked},
        since=min(one.days.earliest for one in asked) - timedelta(days=2 * settings["R06.days"]),
        until=max(one.days.latest for one in asked),
    )


def _contradictions(
    statements: list[Saying], settings: CheckSettings, wanted: frozenset[int] | None
) -> Iterator[tuple[Saying, list[Saying]]]:
    """Statements with those before them, certainly within the days, to another audience and of another stance."""
    days, least = settings["R06.days"], settings["R06.difference"]
    for _objective, many in groupby(statements, key=lambda one: one.objective):
        # By their last possible days: what is too long before the latest is too long before all that follow.
        ordered = sorted(many, key=lambda one: (one.days.latest, one.days.earliest, one.id))
        start = 0
        for place, later in enumerate(ordered):
            while (later.days.latest - ordered[start].days.latest).days > days:
                start += 1
            if wanted is not None and later.id not in wanted:
                continue
            before = [
                one
                for one in ordered[start:place]
                if abs(one.stance - later.stance) >= least
                and _audience(one) != _audience(later)
                and (later.days.latest - one.days.earliest).days <= days
                and (one.days.latest - later.days.earliest).days <= days
            ]
            if before:
                yield later, before


def _audience(one: Saying) -> tuple[bool, frozenset[int]]:
    """Who heard it. The same words to the same partner, in public and in private, are for two audiences."""
    return one.is_public, frozenset(one.audience)


def _is_explained(lines: Lines, announced: Announced, one: Saying, other: Saying, least: int) -> bool:
    """Whether an announced change lies between, or positions toward these audiences differ in the same sense."""
    partners = (*one.partners, *other.partners)
    if announced.between(one.objective, one.days, other.days, partners):
        return True
    sense = 1 if one.stance > other.stance else -1
    return any(
        sense * (mine.stance - theirs.stance) >= least
        for partner in one.partners
        for mine in lines.toward(one.objective, partner, one.days)
        for another in other.partners
        for theirs in lines.toward(other.objective, another, other.days)
        if mine.scope != theirs.scope
    )


def _is_correction(said: Iterable[Saying], one: Saying, other: Saying, settings: CheckSettings) -> bool:
    """Whether the second statement puts the first right: it tells all who heard that what was said shortly before it.

    Otherwise whoever clarifies a contradiction, as asked, would make the next.
    """
    days, least = settings["R06.days"], settings["R06.difference"]
    return _reached(other, one) and any(
        before.days.latest < one.days.earliest
        and (one.days.latest - before.days.earliest).days <= days
        and abs(before.stance - other.stance) < least <= abs(before.stance - one.stance)
        for before in said
    )


def _reached(after: Saying, before: Saying) -> bool:
    """Whether words were addressed to all who had heard earlier ones, or to the public if it had."""
    return set(before.audience) <= set(after.audience) if before.audience else not after.audience


def _gravest(many: list[Saying], later: Saying) -> Saying:
    return max(
        many,
        key=lambda one: (one.is_public != later.is_public, abs(one.stance - later.stance), one.days, one.id),
    )


def _found(code: str, one: Saying, other: Saying, names: dict[int, str], words: Any) -> Found:
    is_double = one.is_public != other.is_public
    first, second = _heard(one, names), _heard(other, names)
    values: dict[str, Any] = {
        "earlier": one.stance,
        "later": other.stance,
        "difference": abs(one.stance - other.stance),
    }
    return Found(
        subjects=(other.ref, one.ref),
        severity=Severity.CRITICAL if is_double else Severity.HIGH,
        title=say(
            "Mixed messages on {code}: to {first}, and to {second}", code=code, first=first, second=second
        ),
        why=say(
            "On {day_one}, to {first}: “{words_one}” ({stance_one}). On {day_two}, to {second}: “{words_two}”"
            " ({stance_two}). No change of position was announced between the two, and the lines toward these audiences"
            " do not differ so.",
            day_one=one.days,
            first=first,
            words_one=shorten(words[one.id].text),
            stance_one=STANCE[one.stance],
            day_two=other.days,
            second=second,
            words_two=shorten(words[other.id].text),
            stance_two=STANCE[other.stance],
        ),
        fix=say(
            "Tell {both} which of the two is our position on {code}.",
            both=_both(one, other, names),
            code=code,
        ),
        quotes=(words[one.id], words[other.id]),
        numbers={**values, "said_earlier": one.days, "said_later": other.days},
        facts={**values, "public": [one.is_public, other.is_public]},
        parties=tuple(dict.fromkeys((*one.audience, *other.audience))),
    )


def _heard(one: Saying, names: dict[int, str]) -> Said:
    """The audience: “the public”, “France in public”, or “France in private”."""
    audience = named([names[party] for party in one.audience if party in names])
    if not audience:
        return say("the public")
    if one.is_public:
        return say("{audience} in public", audience=audience)
    return say("{audience} in private", audience=audience)


def _both(one: Saying, other: Saying, names: dict[int, str]) -> list[Any]:
    """Whom to tell: the partners of both audiences, and the public where there is no other audience to one of them."""
    partners = dict.fromkeys((*one.audience, *other.audience))
    told = named([names[party] for party in partners if party in names])
    return told if one.audience and other.audience else [*told, say("the public")]


def _two_words(scene: Scene, second: int) -> None:
    objective = scene.objective("ECO-2")
    scene.add(
        Statement(
            quote="The moratorium should be made permanent.",
            said_on=scene.ago(40),
            objective_id=objective.id,
            stance=2,
        )
    )
    said = scene.add(
        Statement(
            quote="We could live with duties that are low and few.",
            said_on=scene.ago(10),
            objective_id=objective.id,
            stance=second,
            is_public=False,
        )
    )
    scene.add(StatementAudience(statement_id=said.id, party_id=scene.partner().id))


def _bad(scene: Scene) -> None:
    _two_words(scene, -1)


def _good(scene: Scene) -> None:
    _two_words(scene, 1)


DAYS = 30

_NEAR = Near("R06.days", DAYS, steps=2)

RULE = Rule(
    code=CODE,
    slug="mixed-messages",
    title=N_("Mixed messages"),
    fires=N_(
        "Two statements of ours, or joint ones, on one objective lie {R06.days} days apart or less, went to different"
        " audiences, and differ by {R06.difference} steps or more. They are left alone where an announced change of"
        " position lies between, where the positions toward these audiences differ so, or where the later one tells"
        " those who heard the earlier what was said shortly before it. Each statement is shown with the gravest"
        " contradiction before it."
    ),
    severity=N_("high; one of them public and the other private: critical"),
    rationale=N_("Audiences talk to one another, and each will believe what the other was told."),
    remedy=N_("Clarify to both."),
    subjects=("statement",),
    find=find,
    reach={
        **through_lines(down(Statement.objective_id)),
        "statement": _NEAR,
        "statement_audience": up(StatementAudience.statement_id) >> _NEAR,
        "objective": on_objectives(down(Statement.objective_id)),
        "communication": on_texts(down(Statement.communication_id) >> _NEAR),
    },
    bad=Example(N_("Strongly for in public; thirty days later, against it in private to one partner."), _bad),
    good=Example(N_("The same partner heard the line a step milder."), _good),
    thresholds=(
        Threshold("R06.days", DAYS, N_("Days within which two statements are compared")),
        Threshold("R06.difference", 2, N_("Difference of stances from which they are mixed"), N_("steps")),
    ),
    is_raised=True,
)
