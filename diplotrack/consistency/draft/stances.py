"""A stance that a draft is said to take, held against the position in force and what this audience and others heard."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.draft.report import DraftCheck
from diplotrack.consistency.finding import Ref, Severity
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import Saying, read_statements
from diplotrack.store.positions import Line, Lines


@dataclass(frozen=True, slots=True)
class Strayed:
    """A stance that does not fit an earlier record: which, its stance, toward whom it was said."""

    check: DraftCheck
    severity: Severity
    objective: int
    stance: int
    record: Ref
    earlier: int
    day: PartialDate | None
    toward: tuple[int, ...] = ()
    is_public: bool = False


def strayed(
    read: Session,
    settings: CheckSettings,
    today: date,
    stances: Mapping[int, int],
    party: int | None,
    lines: Lines,
) -> list[Strayed]:
    """Where stances given for objectives depart; toward one partner, or toward everyone (None)."""
    if not stances:
        return []
    sayings = read_statements(read, settings.ours, objectives=stances, since=today - timedelta(days=365))
    sayings = [one for one in sayings if one.days.earliest <= today]
    found, apart = [], settings["R06.difference"]
    for objective, stance in sorted(stances.items()):
        mine = [one for one in sayings if one.objective == objective]
        line = _nearest(lines.toward(objective, party, PartialDate.day(today)), stance)
        if line is not None and line.stance != stance:
            severity = severity_between(stance, line.stance, settings)
            found.append(
                Strayed(
                    DraftCheck.STANCE,
                    severity,
                    objective,
                    stance,
                    Ref("position", line.id),
                    line.stance,
                    None,
                )
            )
        elif line is None and (said := _last_told(mine, party)) and abs(said.stance - stance) >= apart:
            found.append(_from_saying(DraftCheck.STANCE, Severity.MEDIUM, stance, said))
        since = today - timedelta(days=settings["R06.days"])
        if other := _contrary(mine, stance, party, since, lines, today, apart):
            is_half_public = other.is_public != (party is None)
            severity = Severity.CRITICAL if is_half_public else Severity.HIGH
            found.append(_from_saying(DraftCheck.MIXED, severity, stance, other))
    return found


def severity_between(stance: int, stated: int, settings: CheckSettings) -> Severity:
    """As R05 weighs a statement against the position in force."""
    if abs(stance - stated) >= settings["R05.difference_high"]:
        return Severity.HIGH
    return Severity.LOW if stance * stated > 0 else Severity.MEDIUM


def _from_saying(check: DraftCheck, severity: Severity, stance: int, said: Saying) -> Strayed:
    return Strayed(
        check,
        severity,
        said.objective,
        stance,
        said.ref,
        said.stance,
        said.days,
        said.audience,
        said.is_public,
    )


def _nearest(lines: Sequence[Line], stance: int) -> Line | None:
    return min(lines, key=lambda one: (abs(stance - one.stance), -one.id), default=None)


def _last_told(sayings: Collection[Saying], party: int | None) -> Saying | None:
    """What this audience heard last."""
    heard = [one for one in sayings if one.is_public or (party is not None and party in one.audience)]
    return max(heard, key=lambda one: (one.days.latest, one.id), default=None)


def _contrary(
    sayings: Collection[Saying],
    stance: int,
    party: int | None,
    since: date,
    lines: Lines,
    today: date,
    apart: int,
) -> Saying | None:
    """The latest that others were told the contrary lately; not where a position toward them says so on purpose."""
    on = PartialDate.day(today)

    def is_deliberate(one: Saying) -> bool:
        own = {line.id for line in lines.toward(one.objective, party, on)}
        return all(
            any(
                line.id not in own and line.stance == one.stance
                for line in lines.toward(one.objective, other, on)
            )
            for other in one.partners
        )

    found = [
        one
        for one in sayings
        if one.days.latest >= since
        and abs(one.stance - stance) >= apart
        and (not one.is_public if party is None else party not in one.audience)
        and not is_deliberate(one)
    ]
    return max(found, key=lambda one: (one.days.latest, one.id), default=None)
