"""On which side a participant sat, and the office held on the day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from diplotrack.records import Engagement
from diplotrack.records.enumerations import Attendance, EngagementStatus, Side


class Seats:
    """Knows the offices of the people of the sample; ``ours`` are the parties that are us."""

    def __init__(self, ours: set[int]) -> None:
        self.ours = ours
        self._offices: dict[int, list[dict[str, Any]]] = defaultdict(list)

    def learn(self, appointment: dict[str, Any]) -> None:
        """Take in the columns of an appointment."""
        self._offices[appointment["person_id"]].append(appointment)

    def seat(self, engagement: Engagement, row: dict[str, Any]) -> None:
        """Complete the columns of a participant that the sheet leaves out."""
        held = [one for one in self._offices[row["person_id"]] if _holds(one, engagement.starts_on)]
        office = held[-1] if held else {}
        row.setdefault("side", Side.OURS if office.get("party_id") in self.ours else Side.THEIRS)
        row.setdefault("capacity", office.get("office", ""))
        row.setdefault("party_id", office.get("party_id"))
        if engagement.status == EngagementStatus.PLANNED:
            row.setdefault("attendance", Attendance.INVITED)


def _holds(office: dict[str, Any], day: date | None) -> bool:
    begins, ends = office.get("from_on"), office.get("until_on_latest")
    return day is None or ((begins is None or begins <= day) and (ends is None or day <= ends))
