"""How far the checker has followed the ledger, and whether what happened since can be checked by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from diplotrack.consistency.report import became
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Finding, FindingEvent
from diplotrack.store import settings as stored
from diplotrack.store import since
from diplotrack.store.unit_of_work import Changed

LAST = "check.last"
"""The application's own setting that holds when the last check ran, what it found first, and how far it followed.

``at``, ``day``, ``findings``, ``new``, ``closed``: the last check. ``change_set``: the last operation that was looked
at. ``full``: of the last check of everything, its ``day``, a digest of the settings (``settings``), and the last step
of any finding after it (``event``) and after the full check before it (``before``).
"""

MOST = 20_000
"""Changed rows beyond which everything is checked again."""

_LAST_EVENT = select(func.max(FindingEvent.id))


OFTEN = 500
"""Operations after which how far the ledger was followed is written down, though nothing came of them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far this process has followed, under which settings, on which day."""

    settings: str
    day: date
    head: int


@dataclass(frozen=True, slots=True)
class Due:
    """What the next check has to look at: ``changes``, or everything where these are None."""

    last: dict[str, Any] | None
    head: int
    day: date
    settings: str
    changes: Changed | None

    @property
    def is_full(self) -> bool:
        """Whether everything must be looked at."""
        return self.changes is None

    @property
    def mark(self) -> Mark:
        """How far the check that looks at this will have followed."""
        return Mark(self.settings, self.day, self.head)

    @property
    def is_worth_noting(self) -> bool:
        """Whether it is to be written down though the check changed nothing: another process would look again."""
        return self.is_full or self.last is None or self.head - self.last["change_set"] > OFTEN

    @property
    def is_idle(self) -> bool:
        """Whether nothing has happened that a rule could notice."""
        return self.changes is not None and not self.changes.touched


def due(
    read: Session,
    settings: CheckSettings,
    rules_off: frozenset[str],
    today: date,
    mark: Mark | None = None,
) -> Due:
    """Everything is due on a new day, after a change of settings, and where very much has happened.

    ``mark`` is how far this process followed without writing it down.
    """
    now = begin(read, settings, rules_off, today)
    full = (now.last or {}).get("full")
    changes = None
    if now.last and full and full["day"] == today.isoformat() and full["settings"] == now.settings:
        followed = now.last["change_set"]
        if mark is not None and (mark.settings, mark.day) == (now.settings, today) and mark.head <= now.head:
            followed = max(followed, mark.head)
        changes = since.changed_since(read, followed, MOST)
    return replace(now, changes=changes)


def begin(read: Session, settings: CheckSettings, rules_off: frozenset[str], today: date) -> Due:
    """Where a check begins that is told itself what to look at: everything is due, whatever happened since."""
    last: dict[str, Any] | None = stored.read(read, LAST)
    return Due(last, since.latest(read), today, settings.digest(rules_off), None)


def note(
    session: Session, due: Due, today: date, counts: dict[str, Any], *, is_full: bool, is_whole: bool
) -> None:
    """Remember a check that was just stored; ``is_whole``: by all rules that are on."""
    before = due.last or {}
    kept = {name: before[name] for name in ("change_set", "full") if name in before}
    if is_whole:
        kept["change_set"] = due.head
    if is_full and is_whole:
        event = session.scalar(_LAST_EVENT) or 0
        earlier = before.get("full", {}).get("event", 0)
        kept["full"] = {"day": today.isoformat(), "settings": due.settings, "event": event, "before": earlier}
    stored.write(session, LAST, {**counts, **kept})


def since_last(read: Session) -> dict[str, list[int]]:
    """What became of findings since the check of everything before the last one (see :func:`report.became`)."""
    last: dict[str, Any] | None = stored.read(read, LAST)
    before = ((last or {}).get("full") or {}).get("before", 0)
    rows = read.execute(_STEPS, {"before": before}).all()
    return became([(one.finding_id, one.step) for one in rows], {one.finding_id: one.now for one in rows})


_STEPS = (
    select(FindingEvent.finding_id, FindingEvent.state.label("step"), Finding.state.label("now"))
    .join(Finding, Finding.id == FindingEvent.finding_id)
    .where(FindingEvent.id > bindparam("before"), FindingEvent.deleted_at.is_(None))
    .order_by(FindingEvent.id)
)
