"""Commitments by status over time: how many stood in each at the end of every month, quarter or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from diplotrack.base.i18n import N_, Label, _, format_date, format_number, join_names
from diplotrack.records import Commitment, Update
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.reports.compose.charts.periods import Length, Periods, periods
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.promises import kept_back
from diplotrack.reports.document import Chart, ChartForm, Series, Tone
from diplotrack.store.as_of import statuses
from diplotrack.store.batches import batches

STATUS = CommitmentStatus
GROUPS: tuple[tuple[Label, Tone, tuple[CommitmentStatus, ...]], ...] = (
    (N_("Open"), Tone.THEIRS, (STATUS.PROPOSED, STATUS.OPEN)),
    (N_("In progress"), Tone.OURS, (STATUS.IN_PROGRESS,)),
    (N_("Partly fulfilled"), Tone.FAIR, (STATUS.PARTLY_FULFILLED,)),
    (N_("Fulfilled"), Tone.GOOD, (STATUS.FULFILLED,)),
    (N_("Not fulfilled"), Tone.BAD, (STATUS.NOT_FULFILLED,)),
    (N_("Superseded or withdrawn"), Tone.QUIET, (STATUS.SUPERSEDED, STATUS.WITHDRAWN)),
)
"""The series from the foot upward: what is owed, what was done, what came of nothing."""
UNITS: dict[Length, Label] = {
    "month": N_("number at the end of each month"),
    "quarter": N_("number at the end of each quarter"),
    "year": N_("number at the end of each year"),
}


class _Step(NamedTuple):
    """A change of status. ``since`` is the day from which it is known; the order is that of ``store.as_of``."""

    since: date
    dated: bool
    on: date
    id: int
    status: CommitmentStatus

    @property
    def order(self) -> tuple[bool, date, int]:
        return (self.dated, self.on, self.id)


def commitments_by_status(
    frame: Frame, commitments: Collection[int], first: date | None = None
) -> Chart | None:
    """The chart of commitments that :meth:`Frame.admit` let pass, until the day of the frame; None for none.

    ``first`` is where it begins; by default with the first of them. The last column holds the statuses of the day as
    every report tells them; an update that the release filter keeps back is told of in none.
    """
    made = {one: day for one, day in _made(frame, commitments).items() if day <= frame.on}
    if not made:
        return None
    steps = _steps(frame, made)
    over = periods(max(first or date.min, min(made.values())), frame.on)
    ends = over.ends
    counts = [Counter[CommitmentStatus]() for _end in ends]
    for one, day in made.items():
        frame.print("commitment", one)
        _follow(counts, ends, day, steps.get(one, ()))
    counts[-1] = Counter(statuses(frame.session, frame.on, made, kept_back(frame, made)).values())
    return _chart(frame, counts, over)


def _chart(frame: Frame, counts: list[Counter[CommitmentStatus]], over: Periods) -> Chart:
    series = []
    for label, tone, group in GROUPS:
        values = [sum(count[status] for status in group) for count in counts]
        if any(values):
            series.append(Series(str(label), values, tone))
    now = [
        _("{status}: {count}").format(status=one.label, count=format_number(one.values[-1]))
        for one in series
        if one.values[-1]
    ]
    told = _("Commitments by status, {first} to {last}. On {day}: {counts}.").format(
        first=over.name(0), last=over.name(-1), day=format_date(frame.on), counts=join_names(now)
    )
    title = _("Commitments by status over time")
    return Chart(ChartForm.STACKED, title, over.labels, series, told, unit=str(UNITS[over.length]))


def _follow(
    counts: list[Counter[CommitmentStatus]], ends: Sequence[date], made: date, steps: Iterable[_Step]
) -> None:
    """Count a commitment at the end of every period since it was made, under the status that it had then."""
    waiting = sorted(steps, key=lambda step: step.since, reverse=True)
    latest: _Step | None = None
    for place, end in enumerate(ends):
        while waiting and waiting[-1].since <= end:
            step = waiting.pop()
            if latest is None or step.order > latest.order:
                latest = step
        if made <= end:
            counts[place][latest.status if latest else STATUS.OPEN] += 1


def _made(frame: Frame, commitments: Collection[int]) -> dict[int, date]:
    """When each was made; without a date, when it was entered."""
    found: dict[int, date] = {}
    for some in batches(commitments):
        query = select(Commitment.id, Commitment.made_on, Commitment.created_at).where(
            Commitment.id.in_(some)
        )
        for one, made_on, entered in frame.session.execute(query):
            found[one] = made_on or entered.date()
    return found


def _steps(frame: Frame, commitments: Collection[int]) -> dict[int, list[_Step]]:
    """Commitment → its changes of status by the day that may be told of."""
    found: dict[int, list[_Step]] = {}
    for some in batches(commitments):
        query = select(
            Update.id,
            Update.commitment_id,
            Update.on,
            Update.created_at,
            Update.new_status,
            Update.marking_scheme,
            Update.marking_rank,
            Update.marking_text,
            Update.tlp,
        ).where(Update.commitment_id.in_(some), Update.new_status.is_not(None), Update.deleted_at.is_(None))
        rows = frame.session.execute(query).all()
        for row in frame.admit_portions("update", [(row, "commitment", row.commitment_id) for row in rows]):
            since = row.on or row.created_at.date()
            if since <= frame.on:
                frame.mention("update", row.id)
                step = _Step(since, row.on is not None, row.on or date.min, row.id, row.new_status)
                found.setdefault(row.commitment_id, []).append(step)
    return found
