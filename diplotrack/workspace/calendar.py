"""The calendar of a workspace: what stands on which day, as the post counts its days, and moving what is planned."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, current_locale
from diplotrack.records import Engagement
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace.calendar_entries import LAYERS, Entry, engagements, marks

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

USUAL_WEEKEND = [5, 6]


@dataclass(frozen=True, slots=True)
class Custom:
    """How this post counts: the first day of its week and its weekend (Monday is 0), its zone and its today."""

    first_weekday: int
    weekend: frozenset[int]
    zone: str
    today: date

    def week_of(self, day: date) -> date:
        """The first day of the week that the day is in."""
        return day - timedelta(days=(day.weekday() - self.first_weekday) % 7)


@dataclass(frozen=True, slots=True)
class Span:
    """What stands on the days from ``first`` to ``last``, in order: the longer, then the earlier ones first."""

    first: date
    last: date
    custom: Custom
    entries: tuple[Entry, ...]

    def on(self, day: date) -> list[Entry]:
        """What stands on that day; what is known to a month only stands on no day of it."""
        return [one for one in self.entries if one.first <= day <= one.last and not is_vague(one)]

    @property
    def undated(self) -> list[Entry]:
        """Engagements of which only the month or year is known."""
        return [one for one in self.entries if is_vague(one)]


def is_vague(entry: Entry) -> bool:
    """Whether it lies somewhere within its span rather than on a day; what is due by a month is due on its last day."""
    return entry.layer == "engagement" and entry.span is not None


class Calendar:
    """Days as the post counts them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def custom(self) -> Custom:
        """How the post counts: a week begins after the weekend set; the usual weekend leaves it to the locale."""
        settings = self._workspace.settings()
        weekend = list(settings["weekend"])
        zone = str(settings["zone"] or "")
        first = _locale_week() if weekend == USUAL_WEEKEND else _after(weekend)
        return Custom(first, frozenset(weekend), zone, clock.today(zone or None))

    def between(self, first: date, last: date, layers: Collection[str] = tuple(LAYERS)) -> Span:
        """What stands on those days, both inclusive, of the layers named (see ``LAYERS``)."""
        custom = self.custom()
        with self._workspace.read() as session:
            found = marks(session, first, last, layers, custom.today)
            if "engagement" in layers:
                found += engagements(session, first, last, custom.zone)
        order = list(LAYERS)
        found.sort(
            key=lambda one: (
                one.first if one.days > 1 else date.max,
                one.first,
                order.index(one.layer),
                one.begins is not None,
                (one.begins.hour, one.begins.minute) if one.begins else (0, 0),
                one.id,
            )
        )
        return Span(first, last, custom, tuple(found))

    def move(self, engagement_id: int, days: int) -> Changed:
        """Put a planned engagement so many days later (earlier, where negative), one operation.

        Raises UserError for one that is not planned or has no day of its own.
        """
        with self._workspace.change("Move engagement") as work:
            one = work.get(Engagement, engagement_id)
            if one.status is not EngagementStatus.PLANNED:
                sentence = _(
                    "“{title}” is not planned but {status}; its day is part of the record. Edit it instead."
                )
                raise UserError(sentence.format(title=one.title, status=str(one.status.label).lower()))
            if one.starts_on is None or one.starts_on_latest not in (None, one.starts_on):
                sentence = _("“{title}” has no day yet; give it one in its form.")
                raise UserError(sentence.format(title=one.title))
            by = timedelta(days=days)
            for name in ("starts_on", "starts_on_latest", "ends_on", "ends_on_latest"):
                value = getattr(one, name)
                if value is not None:
                    setattr(one, name, value + by)
        assert work.changed is not None
        return work.changed


def _locale_week() -> int:
    from babel import Locale

    return int(Locale.parse(current_locale()).first_week_day)


def _after(weekend: list[int]) -> int:
    """The day on which work begins again."""
    return next((day + 1) % 7 for day in sorted(weekend, reverse=True) if (day + 1) % 7 not in weekend)
