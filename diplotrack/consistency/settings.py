"""What the workspace says to the rules: thresholds, who we are, since when, and the post's working days."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

import diplotrack
from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.store import derive
from diplotrack.store import settings as stored
from diplotrack.store.values import canonical

WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """``thresholds`` by their key (``R13.days_high``), defaults included; ``ours`` are the parties that are us."""

    thresholds: Mapping[str, int] = field(hash=False)
    ours: frozenset[int] = frozenset()
    duty_from: date | None = None
    weekend: frozenset[int] = WEEKEND
    holidays: frozenset[date] = field(default_factory=frozenset)
    zone: str = ""

    def __getitem__(self, key: str) -> int:
        return self.thresholds[key]

    def digest(self, rules_off: Iterable[str] = ()) -> str:
        """A fingerprint of all on which every finding depends: where it differs, all must be looked at again."""
        said = [
            diplotrack.__version__,
            sorted(self.thresholds.items()),
            sorted(self.ours),
            str(self.duty_from),
            sorted(self.weekend),
            sorted(map(str, self.holidays)),
            self.zone,
            sorted(rules_off),
        ]
        return hashlib.sha256(canonical(said).encode()).hexdigest()

    def last_day_before(self, today: date, working_days: int) -> date:
        """The latest day since which more than so many of the post's working days have gone by."""
        day = today
        while clock.add_working_days(day, working_days, self.weekend, self.holidays) >= today:
            day -= timedelta(days=1)
        return day


def read_settings(read: Session, defaults: Mapping[str, int]) -> CheckSettings:
    """The settings of the workspace behind a session. Raises UserError for a day that cannot be read."""
    values = stored.read_all(read)
    own: dict[str, int] = values["rules"] or {}
    return CheckSettings(
        thresholds={**defaults, **{key: value for key, value in own.items() if key in defaults}},
        ours=frozenset(derive.our_parties(read)),
        duty_from=_day(values["duty_from"] or values["created_on"], "duty_from"),
        weekend=frozenset(values["weekend"]) if len(values["weekend"]) < 7 else WEEKEND,
        holidays=frozenset(day for one in values["holidays"] if (day := _day(one, "holidays"))),
        zone=values["zone"] or "",
    )


def _day(value: Any, key: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        sentence = _("The setting {key} holds “{value}”, which is no day; write it as 2026-05-31.")
        raise UserError(sentence.format(key=key, value=value)) from error
