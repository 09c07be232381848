"""A calendar of ours, read by our own reader in a new workspace and by two libraries, says what the ledger says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar
from sqlalchemy.orm import Session

from diplotrack.exchange.outgoing.export import export
from diplotrack.records import (
    AgendaItem,
    Commitment,
    CommitmentParty,
    Engagement,
    EngagementParty,
    Participant,
    Person,
    Tag,
)
from diplotrack.release import ReleaseFilter
from diplotrack.workspace import Workspace
from tests.exchange.calendars.calendars import meetings
from tests.exchange.importing import code, name, parts, take

LONG = "Über die Reform; der Rat, die Sitze\nund “alles” \\ andere: " + "ж" * 300


def fill(workspace: Workspace) -> None:
    """A visit with a lunch under it, a conference known to the month, a call that was called off, and a promise."""
    france = workspace.records.party("FRA").id
    us = workspace.records.party("USA").id
    with workspace.change("Fill") as work:
        visit = Engagement(
            title="State visit; “the” big one, again", starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 3),
            format="visit", level_theirs="head", country_id=us, city="Kalamazoo",
            venue="Hall 1, west; upper",
        )  # fmt: skip
        ada = Person(name="Ada Officer")
        guest, hidden = Person(name='Bernard "B" Kouchner'), Person(name="Jean Valjean", is_protected=True)
        work.session.add_all([visit, ada, guest, hidden])
        work.session.flush()
        lunch = Engagement(
            title="Lunch", starts_on=date(2026, 6, 1), start_time=time(12, 30), end_time=time(14), zone="Asia/Tokyo",
            ends_on=date(2026, 6, 1), format="working_meal", status="held", parent_id=visit.id, purpose=LONG,
            owner_id=ada.id, city="Tokyo",
        )  # fmt: skip
        lunch.marking_scheme, lunch.marking_rank, lunch.marking_text = "neutral", 3, "CONFIDENTIAL"
        conference = Engagement(
            title="Conference",
            starts_on=date(2026, 9, 1),
            starts_on_latest=date(2026, 9, 30),
            setting="multilateral",
        )
        call = Engagement(
            title="Call", starts_on=date(2026, 6, 5), start_time=time(23, 30), end_time=time(0, 15),
            ends_on=date(2026, 6, 6), zone="UTC", format="call", status="cancelled", status_reason="Snow",
        )  # fmt: skip
        promise = Commitment(
            text="Report, yearly", due_on=date(2026, 7, 1), recurs="FREQ=YEARLY", status="open"
        )
        work.session.add_all([lunch, conference, call, promise])
        work.session.flush()
        work.session.add_all(
            [
                EngagementParty(engagement_id=lunch.id, party_id=us, side="ours"),
                EngagementParty(engagement_id=lunch.id, party_id=france, side="theirs"),
                Participant(
                    engagement_id=lunch.id, person_id=guest.id, party_id=france, side="theirs", role="head",
                    attendance="attended", capacity="Foreign Minister", precedence=1,
                ),
                Participant(engagement_id=lunch.id, person_id=hidden.id, party_id=france, attendance="attended"),
                AgendaItem(engagement_id=lunch.id, sequence=1, title="Council; seats, veto"),
                AgendaItem(engagement_id=lunch.id, sequence=2, title="Cables"),
                Tag(owner_kind="engagement", owner_id=lunch.id, name="Council, UN"),
                CommitmentParty(commitment_id=promise.id, party_id=france, side="by"),
                CommitmentParty(commitment_id=promise.id, party_id=us, side="to"),
            ]
        )  # fmt: skip


def write(session: Session, target: Path, release: ReleaseFilter | None = None) -> Path:
    """Everything that a calendar takes."""
    kinds = ["engagement", "commitment", "action"]
    export(session, kinds, target, release=release or ReleaseFilter())
    return target


@pytest.fixture
def published(workspace: Workspace, tmp_path: Path) -> Path:
    fill(workspace)
    with workspace.read() as session:
        return write(session, tmp_path / "out.ics")


@pytest.fixture
def other(founded_template: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(founded_template, tmp_path / "other.diplotrack")
    with Workspace.open(tmp_path / "other.diplotrack") as opened:
        yield opened


COLUMNS = (
    "uid", "title", "starts_on", "starts_on_latest", "start_time", "end_time", "zone", "city", "venue", "format",
    "setting", "status", "status_reason", "level_theirs", "level_ours", "purpose", "marking_text",
)  # fmt: skip


def told(workspace: Workspace) -> list[object]:
    """All that a calendar of ours can carry."""
    found: list[object] = []
    for one in meetings(workspace):
        with workspace.read() as session:
            parent = session.get(Engagement, one.parent_id) if one.parent_id else None
        found.append(
            (
                *(getattr(one, column) for column in COLUMNS),
                max(
                    day
                    for day in (one.ends_on_latest, one.ends_on, one.starts_on_latest, one.starts_on)
                    if day
                ),
                parent.title if parent else None,
                code(workspace, one.country_id),
                name(workspace, one.owner_id),
                sorted(
                    (code(workspace, row.party_id), row.side)
                    for row in parts(workspace, EngagementParty, one)
                ),
                [row.title for row in parts(workspace, AgendaItem, one)],
                [row.name for row in parts(workspace, Tag, one)],
                [
                    (name(workspace, row.person_id), row.side, row.role, row.attendance, row.capacity)
                    for row in parts(workspace, Participant, one)
                    if name(workspace, row.person_id) != "Jean Valjean"
                ],
            )
        )
    return found


def test_our_own_calendar_gives_the_same_engagements_elsewhere(
    workspace: Workspace, other: Workspace, published: Path
) -> None:
    done = take(other, published)
    assert (done.created, done.errors, sum(done.left_out.values())) == (4, [], 1)
    assert told(other) == told(workspace)


def test_in_its_own_workspace_it_changes_nothing(workspace: Workspace, published: Path) -> None:
    before = told(workspace)
    assert take(workspace, published).created == 0
    assert told(workspace) == before


def test_the_same_ledger_gives_the_same_calendar(
    workspace: Workspace, published: Path, tmp_path: Path
) -> None:
    with workspace.read() as session:
        again = write(session, tmp_path / "again.ics")
    assert again.read_bytes() == published.read_bytes()


def test_a_library_reads_all_that_the_format_can_carry(published: Path) -> None:
    calendar = Calendar.from_ical(published.read_bytes())
    assert not any(component.errors for component in calendar.walk())
    found: dict[str, Any] = {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}
    lunch = found["Lunch"]
    assert lunch.decoded("DTSTART") == datetime(2026, 6, 1, 12, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert str(lunch["DESCRIPTION"]) == f"{LONG}\n\nAgenda\n1. Council; seats, veto\n2. Cables"
    assert (str(lunch["STATUS"]), str(lunch["CLASS"])) == ("CONFIRMED", "CONFIDENTIAL")
    assert lunch["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert lunch.categories == ["Working meal", "Council, UN"]
    assert lunch["RELATED-TO"] == found["State visit; “the” big one, again"]["UID"]
    assert (str(found["Call"]["STATUS"]), found["Due: Report, yearly"]["RRULE"]["FREQ"]) == (
        "CANCELLED",
        ["YEARLY"],
    )
    assert {one["TZID"] for one in calendar.walk("VTIMEZONE")} == {"Asia/Tokyo"}


def test_another_library_reads_it_as_well(published: Path) -> None:
    calendar = vobject.readOne(published.read_text("utf-8"))
    titles = {event.summary.value: event for event in calendar.vevent_list}
    assert titles["Lunch"].dtstart.value.utcoffset().total_seconds() == 9 * 3600
    assert titles["Lunch"].description.value.startswith(LONG)
    assert titles["State visit; “the” big one, again"].dtend.value == date(2026, 6, 4)


def test_no_line_is_too_long_and_none_begins_by_accident(published: Path) -> None:
    lines = published.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line[:1].isupper() or line[:1] == b" " for line in lines if line)


def test_a_protected_source_is_not_even_hinted_at(published: Path) -> None:
    text = published.read_text("utf-8")
    assert "Valjean" not in text
    assert text.count("ATTENDEE") == 1


def test_under_a_ceiling_only_what_may_go_out_is_there(
    workspace: Workspace, published: Path, tmp_path: Path
) -> None:
    with workspace.read() as session:
        target = write(session, tmp_path / "low.ics", ReleaseFilter.named("CONFIDENTIAL"))
        assert [one["SUMMARY"] for one in Calendar.from_ical(target.read_bytes()).walk("VEVENT")] == ["Lunch"]
        write(session, target, ReleaseFilter.named("RESTRICTED"))
    assert "VEVENT" not in target.read_text("utf-8")


def test_what_says_the_same_twice_is_two_events_in_a_copy_for_others(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace.change("Fill") as work:
        for hour in (9, 15):
            one = Engagement(title="Talks", starts_on=date(2026, 6, 1), start_time=time(hour), zone="UTC")
            one.marking_scheme, one.marking_rank, one.marking_text = "neutral", 0, "PUBLIC"
            work.session.add(one)
    written = []
    for _time in range(2):
        with workspace.read() as session:
            export(
                session,
                ["engagement"],
                tmp_path / "c.ics",
                release=ReleaseFilter(max_rank=0, release_to="FRA"),
            )
        written.append(
            [str(one["uid"]) for one in Calendar.from_ical((tmp_path / "c.ics").read_bytes()).events]
        )
    assert len(set(written[0])) == 2
    assert written[0] == written[1]


@pytest.mark.parametrize("year", [1, 1066, 2150, 9999])
def test_meetings_of_every_year_go_out_in_a_moment(workspace: Workspace, tmp_path: Path, year: int) -> None:
    with workspace.change("Fill") as work:
        for on in (date(year, 12, 31), date(2026, 6, 1)):
            one = Engagement(title="Talks", starts_on=on, start_time=time(9), zone="Europe/Paris")
            work.session.add(one)
    begun = perf_counter()
    with workspace.read() as session:
        export(session, ["engagement"], tmp_path / "c.ics")
    assert perf_counter() - begun < 2
    assert len(Calendar.from_ical((tmp_path / "c.ics").read_bytes()).events) == 2
