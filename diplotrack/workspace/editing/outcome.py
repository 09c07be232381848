"""What became of a planned engagement: held, put off, or called off. Each is one operation."""

from __future__ import annotations

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _, format_date
from diplotrack.language.moments import Moment
from diplotrack.records import Engagement
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.store.events import say_whole
from diplotrack.store.unit_of_work import Work

HELD = N_("Note that it took place")
POSTPONED = N_("Postpone engagement")
CANCELLED = N_("Cancel engagement")


def held(work: Work, engagement_id: int) -> None:
    """It took place as planned. Raises UserError where it is gone."""
    _planned(work, engagement_id).status = EngagementStatus.HELD


def postponed(work: Work, engagement_id: int, until: Moment | None, reason: str) -> None:
    """It was put off: to another moment, for which it is planned now; or without one, with the reason alone."""
    record = _planned(work, engagement_id)
    if until is None:
        record.status = EngagementStatus.POSTPONED
        record.status_reason = reason.strip()
        return
    if record.starts_on is not None:
        before = _("put off from {date}").format(date=format_date(record.starts_on))
        record.status_reason = "; ".join(part for part in (reason.strip(), before) if part)
    record.starts_on, record.starts_on_latest = until.day.earliest, until.day.latest
    say_whole(work.session, record, "starts_on")
    last = until.last_day
    record.ends_on, record.ends_on_latest = (last.earliest, last.latest) if last else (None, None)
    if until.start is not None:
        record.start_time, record.end_time = until.start, until.end
        record.zone = until.zone


def cancelled(work: Work, engagement_id: int, reason: str) -> None:
    """It was called off."""
    record = _planned(work, engagement_id)
    record.status = EngagementStatus.CANCELLED
    record.status_reason = reason.strip()


def _planned(work: Work, engagement_id: int) -> Engagement:
    record = work.get(Engagement, engagement_id)
    if record.status != EngagementStatus.PLANNED:
        sentence = _("“{title}” is not planned any more: {status}.")
        raise UserError(sentence.format(title=record.title, status=str(record.status.label).lower()))
    return record
