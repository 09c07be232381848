"""Small calendars, line by line, and what tests ask about the meetings that come of them."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from diplotrack.records import Engagement
from diplotrack.workspace import Workspace

DAY = "DTSTART;VALUE=DATE:20260601"


def event(*lines: str, uid: str = "meeting-1@example.org", kind: str = "VEVENT") -> list[str]:
    """The lines of one event."""
    return [f"BEGIN:{kind}", f"UID:{uid}", *lines, f"END:{kind}"]


def calendar(folder: Path, *lines: str, name: str = "calendar.ics", head: tuple[str, ...] = ()) -> Path:
    """A file with one calendar of these lines."""
    path = folder / name
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", *head, *lines, "END:VCALENDAR"]
    path.write_bytes("\r\n".join([*whole, ""]).encode())
    return path


def meetings(workspace: Workspace) -> list[Engagement]:
    """All engagements that are not in the trash, by day and time."""
    with workspace.read() as session:
        query = select(Engagement).where(Engagement.deleted_at.is_(None))
        return list(
            session.scalars(query.order_by(Engagement.starts_on, Engagement.start_time, Engagement.id))
        )


def meeting(workspace: Workspace) -> Engagement:
    """The only one."""
    [one] = meetings(workspace)
    return one
