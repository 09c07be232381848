"""R17: one piece of evidence, or one sum, is counted in full for more than one promise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import OUR_BUSINESS, on_duty, one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import named
from diplotrack.consistency.reach import down, same, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment, Update
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.store.lists import live

CODE = "R17"
PERCENT = N_("per cent")
WHOLE = 100.0


class Use(NamedTuple):
    """What of a piece of evidence one commitment counts: a share in per cent, and the update that says so."""

    row: Any
    share: float


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Pieces of evidence that commitments share by more than there is of them."""
    by_key: dict[str, list[Any]] = defaultdict(list)
    for row in _updates(read, settings, scope):
        by_key[row.evidence_key].append(row)
    for key in sorted(by_key):
        uses = _uses(by_key[key])
        total = round(sum(one.share for one in uses), 2)
        if len(uses) < 2 or total <= settings["R17.percent"]:
            continue
        found = _found(key, uses, total, settings["R17.percent"])
        if scope is None or found.subjects[0].id in scope["commitment"]:
            yield found


def _updates(read: Session, settings: CheckSettings, scope: Scope | None) -> list[Any]:
    """The updates that name their evidence; those of the scope with all that rest on the same."""
    query = (
        select(
            Update.id,
            Update.commitment_id,
            Update.text,
            Update.evidence_key,
            Update.share,
            Update.amount,
            Commitment.text.label("promise"),
            Commitment.currency,
            Commitment.reaffirms_id,
        )
        .join(Commitment, Commitment.id == Update.commitment_id)
        .where(
            live(Update),
            Update.evidence_key != "",
            or_(Update.share > 0, Update.amount > 0),
            standing(Commitment),
            Commitment.status.not_in((CommitmentStatus.SUPERSEDED, CommitmentStatus.WITHDRAWN)),
            one_of(Commitment.direction, OUR_BUSINESS),
            on_duty(Update, Update.on, settings, opened=Commitment),
        )
        .order_by(Update.commitment_id, Update.id)
    )
    if scope is None:
        return list(read.execute(query).all())
    named_there = select(Update.evidence_key).where(
        Update.commitment_id.in_(sorted(scope["commitment"])), Update.evidence_key != ""
    )
    keys = sorted(set(read.scalars(named_there)))
    return list(read.execute(query.where(Update.evidence_key.in_(keys))).all())


def _uses(rows: list[Any]) -> list[Use]:
    """What each commitment counts of one piece of evidence, those left out that count a known part of nothing.

    A promise and its reaffirmation are one. Where no share is given, a sum counts in full if another promise counts the
    same sum; sums that differ may be parts of a whole that nobody stated.
    """
    promises = {row.commitment_id: row.reaffirms_id for row in rows}
    by_promise: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_promise[_first(row.commitment_id, promises)].append(row)
    sums = Counter(
        one for some in by_promise.values() for one in {(row.currency, row.amount) for row in some}
    )
    found = []
    for promise in sorted(by_promise):
        uses = [Use(row, share) for row in by_promise[promise] if (share := _share(row, sums)) is not None]
        if uses:
            # Later updates carry on what earlier ones counted, so the largest share is the whole of it.
            found.append(max(uses, key=lambda one: one.share))
    return found


def _share(row: Any, sums: Counter[tuple[str, Decimal | None]]) -> float | None:
    if row.share is not None:
        return float(row.share)
    return WHOLE if row.amount is not None and sums[row.currency, row.amount] > 1 else None


def _first(commitment: int, promises: dict[int, int | None]) -> int:
    """The promise that it reaffirms, among those that share the evidence."""
    seen = {commitment}
    while (before := promises.get(commitment)) in promises and before not in seen:
        assert before is not None
        seen.add(before)
        commitment = before
    return commitment


def _found(key: str, uses: list[Use], total: float, limit: int) -> Found:
    uses = sorted(uses, key=lambda one: one.row.commitment_id)
    return Found(
        subjects=tuple(Ref("commitment", one.row.commitment_id) for one in uses),
        severity=Severity.MEDIUM,
        title=say("Counted more than once: {key}", key=shorten(key)),
        why=say(
            "“{key}” is evidence for {count} commitments: {uses}. Together that makes {total} % of it.",
            key=shorten(key),
            count=len(uses),
            uses=named([_said(one) for one in uses]),
            total=_plain(total),
        ),
        fix=say("Apportion it: give each its share, {limit} % in all.", limit=limit),
        records=tuple(Ref("update", one.row.id) for one in uses),
        quotes=tuple(Words(Ref("update", one.row.id), one.row.text) for one in uses if one.row.text),
        numbers={"total_percent": _plain(total), "shares_percent": [_plain(one.share) for one in uses]},
        facts={"key": key, "shares": [one.share for one in uses]},
    )


def _said(one: Use) -> Said:
    shown = {"promise": shorten(one.row.promise, 60), "share": _plain(one.share)}
    if one.row.share is None:
        return say("“{promise}” (the whole sum)", **shown)
    return say("“{promise}” ({share} %)", **shown)


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _counted(scene: Scene, *shares: float) -> None:
    for number, share in enumerate(shares, 1):
        made = scene.commitment(text=f"Send customs advisers to port {number}", made_on=scene.ago(300))
        scene.add(
            Update(
                commitment_id=made.id,
                on=scene.ago(30),
                text="Two advisers arrived",
                share=share,
                evidence_key="advisers of May",
            )
        )


def _bad(scene: Scene) -> None:
    _counted(scene, 100, 50)


def _good(scene: Scene) -> None:
    _counted(scene, 60, 40)


RULE = Rule(
    code=CODE,
    slug="double-counting",
    title=N_("Double counting"),
    fires=N_(
        "Updates of two commitments or more rest on one piece of evidence (their evidence key is the same), and their"
        " shares of it come to more than {R17.percent} %. Where no shares are given, one sum that several commitments"
        " count counts for each in full. A commitment and its reaffirmation are one."
    ),
    severity=N_("medium"),
    rationale=N_(
        "A deed that is counted twice makes a record look kept that is not; outside assessors find it first."
    ),
    remedy=N_("Apportion it."),
    subjects=("commitment",),
    reach={
        "commitment": down(Update.commitment_id) >> same(Update.evidence_key) >> up(Update.commitment_id),
        "update": same(Update.evidence_key) >> up(Update.commitment_id),
    },
    find=find,
    bad=Example(N_("Two advisers count in full for one promise, and by half for another."), _bad),
    good=Example(N_("They count by sixty per cent for one promise, and by forty for the other."), _good),
    thresholds=(Threshold("R17.percent", 100, N_("Shares of one piece of evidence in all"), PERCENT),),
    from_duty=True,
)
