"""Another engagement like one that is there: the same people, form and place, on its next usual day; nothing said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.records import KINDS, Engagement, EngagementParty
from diplotrack.records.enumerations import Attendance, EngagementStatus, Side
from diplotrack.store import lists
from diplotrack.workspace.editing.draft import Draft, PartRow, default_of
from diplotrack.workspace.editing.load import blank, load
from diplotrack.workspace.suggesting.proposing import TITLES, title_for

KEPT = (
    "format",
    "setting",
    "level_ours",
    "level_theirs",
    "city",
    "venue",
    "zone",
    "country_id",
    "owner_id",
    "parent_id",
)
"""What stays the same from one to the next, beside the times of day."""
LATEST, LEAST, SPREAD = 6, 3, 3
"""How many of a series are looked at, how many make one, and by how many days its steps may differ."""


def another(session: Session, engagement_id: int) -> Draft:
    """A new draft like that engagement. Raises UserError where it is gone or in the trash."""
    old = load(session, "engagement", engagement_id)
    new = blank("engagement", **{name: old.values[name] for name in KEPT})
    new.values |= {name: old.values[name] for name in ("start_time", "end_time")}
    new.captions = dict(old.captions)
    for part in ("engagement_party", "participant", "agenda_item"):
        new.parts[part] = [_anew(part, row) for row in old.parts[part]]
    if not _was_suggested(session, old):
        new.values["title"] = next_title(str(old.values["title"]))
    day = _next_usual(session, old)
    if day is not None:
        new.values["starts_on"] = PartialDate.day(day)
        if day > clock.today():
            new.values["status"] = EngagementStatus.PLANNED
    new.seen = None
    new.remember()
    return new


def next_title(title: str) -> str:
    """The title of the next of a series: a number at its end goes up, everything else stays."""
    found = re.fullmatch(r"(.*\s#?)(\d{1,3})", title)
    return f"{found[1]}{int(found[2]) + 1}" if found else title


def _anew(part: str, row: PartRow) -> PartRow:
    values = dict(row.values)
    if part == "participant":
        kind = KINDS[part]
        values |= {"attendance": default_of(kind, "attendance"), "replaced_by_id": None, "capacity": ""}
        if row.values.get("attendance") == Attendance.REPLACED and row.values.get("replaced_by_id"):
            values["person_id"] = row.values["replaced_by_id"]
    return PartRow(values)


def _was_suggested(session: Session, old: Draft) -> bool:
    """Whether the title says no more than who met: then the new one says it again by itself."""
    begins = str(TITLES[old.values["format"]]).partition("{")[0]
    return str(old.values["title"]) == title_for(session, old) or old.values["title"] == begins.strip()


def _next_usual(session: Session, old: Draft) -> date | None:
    """The day on which a series with the same parties and format would go on; None where they keep no rhythm."""
    parties = {
        row.values["party_id"] for row in old.parts["engagement_party"] if row.values["side"] != Side.OURS
    }
    if not parties:
        return None
    with_all = select(EngagementParty.engagement_id).where(
        EngagementParty.party_id.in_(parties), EngagementParty.deleted_at.is_(None)
    )
    query = (
        select(Engagement.starts_on)
        .where(
            lists.live(Engagement),
            Engagement.id.in_(with_all),
            Engagement.format == old.values["format"],
            Engagement.starts_on.is_not(None),
            Engagement.status.in_((EngagementStatus.HELD, EngagementStatus.PLANNED)),
        )
        .order_by(Engagement.starts_on.desc())
        .limit(LATEST)
    )
    days = sorted({day for day in session.scalars(query) if day is not None})
    steps = [(later - earlier).days for earlier, later in pairwise(days)]
    if len(days) < LEAST or not steps or max(steps) - min(steps) > SPREAD or min(steps) < 1:
        return None
    step = round(median(steps))
    if abs(step - 7 * round(step / 7)) <= 1 and step >= 6:
        step = 7 * round(step / 7)  # the same weekday
    return days[-1] + timedelta(days=step)
