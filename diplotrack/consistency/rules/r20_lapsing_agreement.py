"""R20: an agreement runs out, or can soon no longer be given notice of, and nobody has decided what then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.agreements import agreement_with, of_ours, partners, running
from diplotrack.consistency.conditions import standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Agreement, AgreementParty
from diplotrack.records.enumerations import Renewal, RenewalDecision
from diplotrack.store.sql import plus_days

CODE = "R20"


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Agreements of ours that end, or whose notice window closes, before long without a decision on renewal."""
    horizon = today + timedelta(days=settings["R20.days"])
    notice = func.coalesce(Agreement.notice_days, 0)
    ending = select(
        Agreement.id,
        Agreement.title,
        Agreement.ends_on,
        Agreement.ends_on_latest,
        Agreement.notice_days,
        Agreement.renewal,
    ).where(
        standing(Agreement, scope),
        Agreement.ends_on.is_not(None),
        plus_days(Agreement.ends_on, -notice) <= horizon,
        running(today),
        Agreement.renewal_decision.is_(None),
        # One that names no entry into force has its term all the same, as a memorandum has from its signature.
        or_(
            Agreement.in_force_on.is_(None), Agreement.in_force_on <= today, Agreement.provisional_on <= today
        ),
        of_ours(settings, today),
    )
    rows = [
        (row, last) for row in read.execute(ending.order_by(Agreement.id)) if (last := _last_day(row, today))
    ]
    rows = [(row, last) for row, last in rows if last.earliest <= horizon]
    others = partners(read, [row.id for row, _last in rows], settings.ours)
    names = party_names(read, (party for ids in others.values() for party in ids))
    for row, last in rows:
        end = PartialDate(row.ends_on, row.ends_on_latest)
        is_near = (last.earliest - today).days <= settings["R20.days_high"]
        yield Found(
            subjects=(Ref("agreement", row.id),),
            severity=Severity.HIGH if is_near else Severity.MEDIUM,
            title=say("Lapsing: {title}", title=shorten(row.title)),
            why=_why(row, end, last, [names[party] for party in others.get(row.id, ())]),
            fix=say(AUTOMATIC if row.renewal == Renewal.AUTOMATIC else DECIDE),
            numbers={"ends": end, "notice_days": row.notice_days, "decide_by": last},
            facts={"ends": end, "notice_days": row.notice_days, "renewal": row.renewal},
        )


DECIDE = N_("Decide: renew it, replace it, or let it lapse; then tell the other side.")
AUTOMATIC = N_("Decide: let it be renewed, replace it, or give notice in time.")


def _last_day(row: Any, today: date) -> PartialDate | None:
    """The day by which somebody has to decide; None where nothing is left to decide, or nothing is known of it."""
    end = PartialDate(row.ends_on, row.ends_on_latest)
    window = timedelta(days=row.notice_days or 0)
    closing = PartialDate(end.earliest - window, end.latest - window) if window else None
    if closing is not None and closing.latest >= today:
        return closing
    # Renewed automatically, it does not end: once its window is closed (or none is known), it goes on.
    return None if row.renewal == Renewal.AUTOMATIC else end


def _why(row: Any, end: PartialDate, last: PartialDate, others: list[str]) -> Said:
    shown: dict[str, Any] = {
        "agreement": agreement_with(others),
        "end": end,
        "last": last,
        "days": row.notice_days,
    }
    if row.renewal == Renewal.AUTOMATIC:
        return say(
            "{agreement} renews itself at its end ({end}), unless notice is given {days} days before"
            " ({last}). No decision is on record.",
            **shown,
        )
    if last != end:
        return say(
            "{agreement} ends ({end}), and notice has to be given {days} days before ({last})."
            " No decision on its renewal is on record.",
            **shown,
        )
    return say("{agreement} ends ({end}). No decision on its renewal is on record.", **shown)


def _lapsing(scene: Scene, **values: Any) -> None:
    made = scene.add(
        Agreement(
            title="Memorandum on port fees",
            signed_on=scene.ago(1000),
            in_force_on=scene.ago(1000),
            ends_on=scene.ago(-150),
            **values,
        )
    )
    for party in (scene.us, scene.partner()):
        scene.add(AgreementParty(agreement_id=made.id, party_id=party.id))


def _bad(scene: Scene) -> None:
    _lapsing(scene, renewal=Renewal.DECISION, notice_days=60)


def _good(scene: Scene) -> None:
    _lapsing(scene, renewal=Renewal.DECISION, renewal_decision=RenewalDecision.RENEW)
    _lapsing(scene, renewal=Renewal.AUTOMATIC, notice_days=180)


RULE = Rule(
    code=CODE,
    slug="lapsing-agreement",
    title=N_("Lapsing agreement"),
    fires=N_(
        "An agreement of ours ends, or the window in which notice can be given of it closes, within {R20.days} days,"
        " and no decision on its renewal is on record. Where it is renewed automatically, the window alone counts: once"
        " that is closed, or where none is recorded, it goes on by itself."
    ),
    severity=N_("medium; within {R20.days_high} days: high"),
    rationale=N_(
        "An agreement that lapses unnoticed takes its obligations with it, and one that renews itself unnoticed binds"
        " for another term."
    ),
    remedy=N_("Decide: renew, replace, or let lapse."),
    subjects=("agreement",),
    reach={},
    find=find,
    bad=Example(
        N_("A memorandum ends in 150 days with 60 days’ notice, and nobody has decided on it."), _bad
    ),
    good=Example(
        N_(
            "One memorandum is to be renewed, as was decided; another renews itself, and the day for notice has passed."
        ),
        _good,
    ),
    thresholds=(
        Threshold("R20.days", 180, N_("Days ahead in which a decision is due")),
        Threshold("R20.days_high", 60, N_("Days ahead within which it is high")),
    ),
)
