"""R28: one thing is promised to two parties, or more money than its source holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.funding import Ceiling, ceiling_of
from diplotrack.consistency.lookups import commitment_parties, named, party_names
from diplotrack.consistency.reach import same, up
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment, CommitmentParty
from diplotrack.records.enumerations import RUNNING, CommitmentStatus, Direction
from diplotrack.store.batches import batches

CODE = "R28"
QUOTED = 6
"""Commitments quoted side by side; the others are named."""


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Running commitments of ours that cannot all be kept: what is exclusive, and sums beyond their source."""
    for found in (*_exclusive(read, settings, scope), *_overdrawn(read, settings, scope)):
        if scope is None or found.subjects[0].id in scope["commitment"]:
            yield found


def _exclusive(read: Session, settings: CheckSettings, scope: Scope | None) -> Iterator[Found]:
    ours = (Direction.OURS, Direction.MUTUAL)
    rows = _running(read, Commitment.exclusive_key, ours, scope)
    by_key: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_key[row.exclusive_key].append(row)
    shared = {key: some for key, some in by_key.items() if len(some) > 1}
    parties = commitment_parties(read, [row.id for some in shared.values() for row in some])
    others = {
        owner: tuple(
            dict.fromkeys(party for ids in sides.values() for party in ids if party not in settings.ours)
        )
        for owner, sides in parties.items()
    }
    names = party_names(read, (party for ids in others.values() for party in ids))
    for key in sorted(shared):
        promised = [row for row in shared[key] if others.get(row.id)]
        if len({frozenset(others[row.id]) for row in promised}) < 2:
            continue
        yield Found(
            subjects=tuple(Ref("commitment", row.id) for row in promised),
            severity=Severity.HIGH,
            title=say("Promised to several, for one only: {key}", key=shorten(key)),
            why=say(
                "“{key}” can be promised to one party only, and it is promised {times} times: {promises}.",
                key=shorten(key),
                times=len(promised),
                promises=named([_promise(row, [names[one] for one in others[row.id]]) for row in promised]),
            ),
            fix=say("Settle which promise stands, and tell the others before they find out."),
            quotes=_quotes(promised),
            numbers={"promises": len(promised)},
            facts={"key": key},
            parties=tuple(dict.fromkeys(party for row in promised for party in others[row.id])),
        )


def _promise(row: Any, others: list[str]) -> Said:
    made = PartialDate.of(row.made_on, row.made_on_latest)
    if made is None:
        return say("to {others}", others=named(others))
    return say("to {others} ({made})", others=named(others), made=made)


def _overdrawn(read: Session, settings: CheckSettings, scope: Scope | None) -> Iterator[Found]:
    rows = _running(read, Commitment.funding_source, (Direction.OURS,), scope)
    by_source: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row.amount is not None:
            by_source[row.funding_source].append(row)
    for source in sorted(by_source):
        ceiling = ceiling_of(source)
        if ceiling is None:
            continue
        drawn = [row for row in by_source[source] if row.currency.strip().upper() == ceiling.currency]
        total = sum((row.amount for row in drawn), Decimal(0))
        if total > ceiling.amount:
            yield _beyond(source, ceiling, drawn, total)


def _beyond(source: str, ceiling: Ceiling, drawn: list[Any], total: Decimal) -> Found:
    shown: dict[str, Any] = {
        "source": shorten(source),
        "currency": ceiling.currency,
        "total": _figure(total),
        "ceiling": _figure(ceiling.amount),
        "beyond": _figure(total - ceiling.amount),
        "count": len(drawn),
    }
    return Found(
        subjects=tuple(Ref("commitment", row.id) for row in drawn),
        severity=Severity.HIGH,
        title=say("Promised beyond its source: {source}", **shown),
        why=say(
            "Running commitments of ours promise {currency} {total} from “{source}” ({count} in number), which holds"
            " {currency} {ceiling}: {currency} {beyond} too much.",
            **shown,
        ),
        fix=say("Settle which promise stands, or find another source."),
        quotes=_quotes(drawn),
        numbers={
            "total": _figure(total),
            "ceiling": _figure(ceiling.amount),
            "currency": ceiling.currency,
            "amounts": [_figure(row.amount) for row in drawn],
        },
        facts={"source": source, "total": _figure(total)},
    )


def _figure(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _quotes(rows: list[Any]) -> tuple[Words, ...]:
    return tuple(Words(Ref("commitment", row.id), row.quote or row.text) for row in rows[:QUOTED])


def _running(read: Session, key: Any, directions: tuple[Direction, ...], scope: Scope | None) -> list[Any]:
    """The running commitments that carry such a key, those of the scope with all that carry the same."""
    query = select(
        Commitment.id,
        Commitment.text,
        Commitment.quote,
        Commitment.made_on,
        Commitment.made_on_latest,
        Commitment.exclusive_key,
        Commitment.funding_source,
        Commitment.amount,
        Commitment.currency,
    ).where(
        standing(Commitment),
        key != "",
        one_of(Commitment.status, RUNNING),
        one_of(Commitment.direction, directions),
    )
    if scope is None:
        return list(read.execute(query.order_by(Commitment.id)).all())
    keys: set[str] = set()
    for some in batches(scope["commitment"]):
        keys.update(read.scalars(select(key).where(Commitment.id.in_(some), key != "")))
    if not keys:
        return []
    return list(read.execute(query.where(key.in_(sorted(keys))).order_by(Commitment.id)).all())


def _course(scene: Scene, partner: str, **values: Any) -> None:
    text = f"Train two crews of {partner} at our school"
    scene.commitment(to=scene.partner(partner), text=text, exclusive_key="school, next course", **values)


def _bad(scene: Scene) -> None:
    _course(scene, "France")
    _course(scene, "Japan")


def _good(scene: Scene) -> None:
    _course(scene, "France", status=CommitmentStatus.WITHDRAWN)
    _course(scene, "Japan")
    for amount in (200_000, 100_000):
        scene.commitment(amount=amount, currency="EUR", funding_source="Training fund, EUR 300 000")


RULE = Rule(
    code=CODE,
    slug="conflicting-commitments",
    title=N_("Conflicting commitments"),
    fires=N_(
        "Running commitments of ours promise what has one exclusive key to different parties. Or those from one funding"
        " source promise more, in one currency, than its name says that it holds (“Reserve fund, USD 300 million”): the"
        " ledger keeps no budgets, so a source whose name states no sum, or a sum a year, is not judged."
    ),
    severity=N_("high"),
    rationale=N_(
        "Both sides will hold us to it, and one of them will be told that our word depends on who asks."
    ),
    remedy=N_("Settle which stands."),
    subjects=("commitment",),
    reach={
        "commitment": (same(Commitment.exclusive_key), same(Commitment.funding_source)),
        "commitment_party": up(CommitmentParty.commitment_id)
        >> (same(Commitment.exclusive_key) | same(Commitment.funding_source)),
    },
    find=find,
    bad=Example(N_("One place at our school was promised to France, and to Japan as well."), _bad),
    good=Example(
        N_(
            "One of two such promises was withdrawn; and two sums make up what their source holds, and no more."
        ),
        _good,
    ),
    is_raised=True,
)
