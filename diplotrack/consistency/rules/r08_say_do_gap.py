"""R08: on an objective we say one thing and do another, or say much and do nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.position_paths import Where, WhereOwned
from diplotrack.consistency.reach import descendants, down, owned, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.saydo.entries import read_entries, within
from diplotrack.consistency.saydo.ledger import STRONG, Act, Entry, SayDo, Window, say_do
from diplotrack.consistency.sayings import say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import speaks_for_us
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    Communication,
    Deed,
    Objective,
    ObjectiveLink,
    Party,
    Statement,
    StatementAudience,
    Update,
)
from diplotrack.records.enumerations import DeedCategory, ObjectiveStatus
from diplotrack.store.batches import batches

CODE = "R08"

SHOWN = 12
"""Statements, and deeds, that a finding names: the latest."""
QUOTED = 3


class Case(NamedTuple):
    """A ledger that does not add up: of an objective as a whole, or (with a party) toward one partner."""

    objective: int
    party: int | None
    ledger: SayDo


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """One finding for an objective as a whole; where that adds up, one for each partner toward which it does not."""
    window = Window(today - timedelta(days=settings["R08.days"]), today)
    codes = _spoken_of(read, settings, window, scope)
    entries: dict[int, list[Entry]] = {one: [] for one in codes}
    for one in read_entries(read, settings.ours, today, sorted(codes), window=window, with_promises=False):
        entries[one.objective].append(one)
    cases = [case for one in sorted(entries) for case in _cases(one, entries[one], window, settings)]
    if not cases:
        return
    names = party_names(read, (case.party for case in cases if case.party is not None))
    words = _words(read, [one for case in cases for one in _shown(case.ledger)])
    for case in cases:
        yield _found(case, codes[case.objective], names, words, settings)


def _spoken_of(read: Session, settings: CheckSettings, window: Window, scope: Scope | None) -> dict[int, str]:
    """The objectives in force on which we took a stance often enough, with their codes."""
    query = (
        select(Objective.id, Objective.code)
        .join(Statement, Statement.objective_id == Objective.id)
        .outerjoin(Communication, Communication.id == Statement.communication_id)
        .where(
            standing(Objective, scope),
            Objective.status == ObjectiveStatus.IN_FORCE,
            speaks_for_us(settings.ours),
            Statement.stance.is_not(None),
            within(window, Statement.said_on, Statement.said_on_latest),
        )
        .group_by(Objective.id, Objective.code)
        .having(func.count() >= settings["R08.statements"])
    )
    return {row.id: row.code for row in read.execute(query)}


def _cases(
    objective: int, entries: Sequence[Entry], window: Window, settings: CheckSettings
) -> Iterator[Case]:
    whole = say_do(entries, window)
    if _fires(whole, settings):
        yield Case(objective, None, whole)
        return
    by_party: dict[int, list[Entry]] = defaultdict(list)
    for one in entries:
        for party in one.partners:
            by_party[party].append(one)
    for party, mine in sorted(by_party.items()):
        if sum(one.act is Act.SAID for one in mine) < settings["R08.statements"]:
            continue
        toward = say_do(mine, window)
        if _fires(toward, settings):
            yield Case(objective, party, toward)


def _fires(ledger: SayDo, settings: CheckSettings) -> bool:
    return _is_apart(ledger, settings) or _is_talk(ledger, settings)


def _is_apart(ledger: SayDo, settings: CheckSettings) -> bool:
    # Weights are halves, so that only the division rounds: what is 0.5 must not come out as a hair less.
    gap = ledger.gap
    return (
        gap is not None
        and round(abs(gap) * 100, 6) >= settings["R08.gap"]
        and len(ledger.say.inputs) >= settings["R08.statements"]
        and len(ledger.do.inputs) >= settings["R08.deeds"]
    )


def _is_talk(ledger: SayDo, settings: CheckSettings) -> bool:
    """Strong words enough, and nothing that could be a deed in all that time."""
    return len(_strong(ledger)) >= settings["R08.statements"] and not ledger.deeds


def _strong(ledger: SayDo) -> tuple[Entry, ...]:
    return tuple(one for one in ledger.say.inputs if abs(one.value or 0) >= STRONG)


def _shown(ledger: SayDo) -> list[Entry]:
    return [*ledger.say.inputs[-SHOWN:], *ledger.do.inputs[-SHOWN:]]


def _words(read: Session, entries: Sequence[Entry]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for kind, table, column in (
        ("statement", Statement, Statement.quote),
        ("deed", Deed, Deed.text),
        ("commitment", Commitment, Commitment.text),
    ):
        owner: Any = table
        for some in batches({one.id for one in entries if one.kind == kind}):
            for row_id, text in read.execute(select(owner.id, column).where(owner.id.in_(some))):
                found[kind, row_id] = text
    return found


def _found(
    case: Case,
    code: str,
    names: dict[int, str],
    words: dict[tuple[str, int], str],
    settings: CheckSettings,
) -> Found:
    ledger = case.ledger
    said, done = ledger.say.inputs, ledger.do.inputs
    apart = _is_apart(ledger, settings)
    party = names.get(case.party, "") if case.party is not None else ""
    toward = {"code": code, "party": party, "first": ledger.window.first, "last": ledger.window.last}
    numbers = {
        "say": _rounded(ledger.say.value),
        "do": _rounded(ledger.do.value),
        "gap": _rounded(ledger.gap),
        "statements": len(said),
        "deeds": len(done),
    }
    if apart:
        title = say("Words and deeds apart on {code}", **toward)
        why = say(
            "From {first} to {last} our words on {code} make {say} ({statements} statements), our deeds {do}"
            " ({deeds} deeds), a gap of {gap}.",
            **toward,
            **numbers,
        )
    else:
        numbers["strong"] = len(_strong(ledger))
        title = say("Strong words and no deed on {code}", **toward)
        why = say(
            "From {first} to {last} we took a strong stance on {code} {strong} times, and no deed for or against it is"
            " on record.",
            **toward,
            **numbers,
        )
    if party:
        title = say("{title} toward {party}", title=title, party=party)
        why = say("Toward {party}: {why}", party=party, why=why)
    quoted = [*(said if apart else _strong(ledger))[-QUOTED:], *done[-QUOTED:]]
    objective = Ref("objective", case.objective)
    return Found(
        subjects=(objective,) if case.party is None else (objective, Ref("party", case.party)),
        severity=Severity.HIGH if apart and ledger.is_opposite else Severity.MEDIUM,
        title=title,
        why=why,
        fix=say("Change the words or the deeds."),
        records=tuple(Ref(one.kind, one.id) for one in _shown(ledger)),
        quotes=tuple(Words(Ref(one.kind, one.id), shorten(words[one.kind, one.id], 300)) for one in quoted),
        numbers=numbers | _sums(ledger),
        facts={"say": numbers["say"], "do": numbers["do"], "statements": len(said), "deeds": len(done)},
        parties=(case.party,) if case.party is not None else _parties(ledger),
    )


def _sums(ledger: SayDo) -> dict[str, float]:
    """The inputs of the scores: Σs, Σ|s|, Σ(bearing · |score|), Σ|score|."""
    return {
        "say_sum": ledger.say.total,
        "say_weight": ledger.say.weight,
        "do_sum": ledger.do.total,
        "do_weight": ledger.do.weight,
    }


def _parties(ledger: SayDo) -> tuple[int, ...]:
    inputs = [*ledger.say.inputs, *ledger.do.inputs]
    return tuple(sorted({party for one in inputs for party in one.partners}))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _spoken(scene: Scene, stance: int, **values: Any) -> Objective:
    objective = scene.objective("SEC-1", **values)
    for days in (200, 100, 20):
        scene.add(
            Statement(
                quote="We stand by the arms embargo.",
                said_on=scene.ago(days),
                objective_id=objective.id,
                stance=stance,
            )
        )
    return objective


def _bad(scene: Scene) -> None:
    objective = _spoken(scene, 2)
    for days in (150, 90, 15):
        scene.add(
            Deed(
                text="Licensed the export of ammunition",
                done_on=scene.ago(days),
                actor_id=scene.us.id,
                category=DeedCategory.COOPERATE,
                objective_id=objective.id,
                bearing=-1,
            )
        )


def _good(scene: Scene) -> None:
    objective = _spoken(scene, 2)
    for days, bearing in ((150, 1), (90, 1), (15, 0)):
        scene.add(
            Deed(
                text="Intercepted a shipment",
                done_on=scene.ago(days),
                actor_id=scene.us.id,
                category=DeedCategory.SANCTION,
                objective_id=objective.id,
                bearing=bearing,
            )
        )


_SENT = frozenset({"type", "traffic", "deleted_at", "merged_into"})
_COUNTED = frozenset(
    {
        *("status", "direction", "bearing", "made_on", "made_on_latest", "due_on", "due_on_latest"),
        *("completed_on", "completed_on_latest", "deleted_at", "merged_into"),
    }
)
"""What of a text, and of a commitment, tells whether and how it counts."""
_LINKED = owned(ObjectiveLink, "commitment") >> up(ObjectiveLink.objective_id)
_SERVED_BY_PARTY = (
    ((down(StatementAudience.party_id) >> up(StatementAudience.statement_id)) | down(Statement.party_id))
    >> up(Statement.objective_id)
    | ((down(Deed.target_id) | down(Deed.actor_id)) >> up(Deed.objective_id))
    | (down(CommitmentParty.party_id) >> up(CommitmentParty.commitment_id) >> _LINKED)
)

RULE = Rule(
    code=CODE,
    slug="say-do-gap",
    title=N_("Words and deeds apart"),
    fires=N_(
        "In {R08.days} days, {R08.statements} or more statements of ours on an objective and {R08.deeds} or more deeds"
        " of ours make scores that lie {R08.gap} hundredths or more apart; or {R08.statements} or more statements take"
        " a strong stance and no deed is on record. Commitments kept or broken are deeds; consulting and requesting are"
        " not. Words and deeds toward one partner are looked at by themselves where the whole adds up."
    ),
    severity=N_("medium; words and deeds of opposite signs: high"),
    rationale=N_(
        "Partners believe what is done. Words that no deed bears out lose their worth, and so do the next."
    ),
    remedy=N_("Change the words or the deeds."),
    subjects=("objective",),
    find=find,
    reach={
        "statement": up(Statement.objective_id),
        "statement_audience": up(StatementAudience.statement_id) >> up(Statement.objective_id),
        "communication": Where(
            Communication, _SENT, down(Statement.communication_id) >> up(Statement.objective_id)
        ),
        "deed": up(Deed.objective_id),
        "commitment": Where(Commitment, _COUNTED, _LINKED),
        "commitment_party": up(CommitmentParty.commitment_id) >> _LINKED,
        "update": up(Update.commitment_id) >> _LINKED,
        "objective_link": WhereOwned(ObjectiveLink, "commitment", up(ObjectiveLink.objective_id)),
        "party": descendants(Party.parent_id) >> _SERVED_BY_PARTY,
    },
    bad=Example(N_("Three times strongly for the embargo, and three export licences against it."), _bad),
    good=Example(N_("The same words, and deeds that bear them out."), _good),
    thresholds=(
        Threshold("R08.days", 365, N_("Days that are looked back on")),
        Threshold("R08.statements", 3, N_("Statements from which it is looked at"), N_("statements")),
        Threshold("R08.deeds", 3, N_("Deeds from which it is looked at"), N_("deeds")),
        Threshold("R08.gap", 50, N_("Gap between the scores from which it fires"), N_("hundredths")),
    ),
    is_raised=True,
)
