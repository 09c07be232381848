"""Commitments by status over time: each column is what held at the end of its period."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from diplotrack.records import Commitment, Update
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.release import EVERYTHING, ReleaseFilter
from diplotrack.reports.compose.charts import commitments_by_status
from diplotrack.reports.compose.charts.commitments import GROUPS
from diplotrack.reports.compose.charts.periods import periods
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.document import Chart
from diplotrack.reports.terms import Terms
from diplotrack.store.as_of import statuses
from diplotrack.workspace import Workspace
from tests.reports.compose.desk import ON, PUBLIC, SECRET
from tests.reports.compose.spoken import statements as statements_of


@pytest.fixture(scope="module")
def ledger(founded_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Sixty commitments whose status changed up to four times, now and then without a day."""
    dice = random.Random(7)
    folder = tmp_path_factory.mktemp("chart") / "w.diplotrack"
    shutil.copytree(founded_template, folder)
    workspace = Workspace.open(folder)
    first = date(2007, 3, 1)
    with workspace.change("Promise") as work:
        for number in range(60):
            made = first + timedelta(days=dice.randrange(600))
            one = work.add(Commitment(text=f"Promise {number}", made_on=made))
            one.mark(PUBLIC)
            for _turn in range(dice.randrange(5)):
                change = work.add(
                    Update(
                        commitment_id=one.id,
                        on=made + timedelta(days=dice.randrange(500)) if dice.random() > 0.2 else None,
                        new_status=dice.choice(list(CommitmentStatus)),
                        created_at=datetime(2008, dice.randrange(1, 13), 3, 12),
                    )
                )
                if dice.random() > 0.7:
                    change.mark(SECRET)
    with workspace:
        yield workspace


def chart_of(workspace: Workspace, release: ReleaseFilter = EVERYTHING, on: date = ON) -> Chart | None:
    with workspace.read() as session:
        frame = Frame(session, Terms(on, release=release))
        admitted = frame.admit("commitment", session.scalars(select(Commitment)).all())
        return commitments_by_status(frame, [one.id for one in admitted])


def columns(chart: Chart) -> list[dict[str, float]]:
    """What each column holds, without noughts."""
    return [
        {one.label: value for one in chart.series if (value := one.values[place])}
        for place in range(len(chart.categories))
    ]


def test_every_column_tells_the_statuses_of_its_last_day(ledger: Workspace) -> None:
    chart = chart_of(ledger)
    assert chart is not None
    with ledger.read() as session:
        made = dict(session.execute(select(Commitment.id, Commitment.made_on)).all())
        ends = periods(min(day for day in made.values() if day), ON).ends
        labels = {status: str(label) for label, _tone, group in GROUPS for status in group}
        expected = []
        for end in ends:
            then = [one for one, day in made.items() if day and day <= end]
            expected.append(dict(Counter(labels[one] for one in statuses(session, end, then).values())))
    assert len(expected) == len(chart.categories) > 20
    assert columns(chart) == expected


def test_the_desk_by_hand(desk: Workspace) -> None:
    chart = chart_of(desk)
    assert chart is not None
    assert chart.categories[0] == "Nov 2007"
    assert chart.categories[-1] == "Dec 2008"
    found = columns(chart)
    assert found[0] == {"Open": 1}  # the pipeline
    assert found[4] == {
        "Open": 1,
        "Fulfilled": 1,
    }  # March: the archives; the pipeline was settled on the first
    assert found[5] == {"Open": 1, "In progress": 1, "Fulfilled": 1}  # April: the fund
    assert found[-1] == {"Open": 3, "In progress": 1, "Fulfilled": 1}


def test_an_update_that_is_kept_back_is_told_of_in_no_column(ledger: Workspace) -> None:
    whole, kept = chart_of(ledger), chart_of(ledger, ReleaseFilter(max_rank=PUBLIC.rank))
    assert whole is not None
    assert kept is not None
    with ledger.read() as session:
        made = dict(session.execute(select(Commitment.id, Commitment.made_on)).all())
        secret = set(session.scalars(select(Update.id).where(Update.marking_rank == SECRET.rank)))
        ends = periods(min(day for day in made.values() if day), ON).ends
        labels = {status: str(label) for label, _tone, group in GROUPS for status in group}
        expected = []
        for end in ends:
            then = [one for one, day in made.items() if day and day <= end]
            expected.append(
                dict(Counter(labels[one] for one in statuses(session, end, then, secret).values()))
            )
    assert columns(kept) == expected != columns(whole)


def test_what_may_not_go_out_is_not_counted(desk: Workspace) -> None:
    assert chart_of(desk, ReleaseFilter(max_rank=PUBLIC.rank)) is None


def test_before_the_first_there_is_nothing(ledger: Workspace) -> None:
    assert chart_of(ledger, on=date(2007, 1, 1)) is None


def test_the_marking_of_all_that_is_counted_is_taken(desk: Workspace) -> None:
    with desk.read() as session:
        frame = Frame(session, Terms(ON))
        admitted = frame.admit("commitment", session.scalars(select(Commitment)).all())
        commitments_by_status(frame, [one.id for one in admitted])
        assert "RESTRICTED" in frame.whole.banner


def test_statements_do_not_grow_with_the_rows(ledger: Workspace) -> None:

    one_day, all_days = date(2007, 4, 1), ON
    assert statements_of(ledger, lambda: chart_of(ledger, on=all_days)) == statements_of(
        ledger, lambda: chart_of(ledger, on=one_day)
    )
