"""The sample workspace: every rule finds something in it, everything hangs together, and it is always fresh."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.records import KINDS, TOP_KINDS, Commitment, Passage, Statement, fields
from diplotrack.store.attachments import pieces
from diplotrack.store.content import content_hash
from diplotrack.workspace import Workspace
from diplotrack.workspace.sample import fill
from diplotrack.workspace.sample.days import Days

DAY = date(2026, 5, 13)
A_SUNDAY = date(2028, 2, 27)
WRITTEN_DAY = re.compile(
    r"\d+|January|February|March|April|May|June|July|August|September|October|November|December|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)


def filled(folder: Path, day: date, founded: Path) -> Workspace:
    """A workspace with the sample of that day."""
    with clock.on_day(day):
        workspace = Workspace.open(Path(shutil.copytree(founded, folder)))
        fill(workspace)
    return workspace


@pytest.fixture(scope="module")
def sample_folder(founded_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the sample of DAY, to be copied or read."""
    folder = tmp_path_factory.mktemp("sample") / "w.diplotrack"
    filled(folder, DAY, founded_template).close()
    return folder


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with the sample of DAY, on that day."""
    with clock.on_day(DAY), Workspace.open(Path(shutil.copytree(sample_folder, tmp_path / "s"))) as workspace:
        yield workspace


def rows_of(workspace: Workspace, kind: str) -> list[dict[str, Any]]:
    """All rows of a kind, by column."""
    with workspace.read() as session:
        table = KINDS[kind].__table__
        return [dict(row) for row in session.execute(select(table).order_by(table.c.id)).mappings()]


def test_every_rule_finds_a_few_gaps(sample: Workspace) -> None:
    found = Counter(finding.rule for finding in sample.check.run().findings)
    assert set(found) == {rule.code for rule in sample.check.rules()}
    assert max(found.values()) <= 6, found


def test_every_kind_is_there_in_plausible_numbers(sample: Workspace) -> None:
    counts = sample.records.counts()
    assert set(counts) == set(TOP_KINDS)
    assert min(counts.values()) > 0
    assert counts["engagement"] > 120
    assert counts["objective"] <= 14


def test_most_commitments_are_in_order(sample: Workspace) -> None:
    wrong = {
        record.id
        for finding in sample.check.run().findings
        for record in finding.subject
        if record.kind == "commitment"
    }
    assert len(wrong) < sample.records.counts()["commitment"] / 2


def test_words_quoted_from_a_text_stand_in_it(sample: Workspace) -> None:
    with sample.read() as session:
        passages = {one.uid: one.text for one in session.scalars(select(Passage))}
        statements = session.scalars(select(Statement))
        promises = session.scalars(select(Commitment).where(Commitment.quote != ""))
        for one in [*statements, *promises]:
            assert one.passage_uid is not None, one.quote
            assert one.quote_start is not None
            assert passages[one.passage_uid].startswith(one.quote, one.quote_start)


def test_records_named_by_their_global_identity_exist(sample: Workspace) -> None:
    known = {row["uid"] for kind in KINDS for row in rows_of(sample, kind)}
    columns = [
        (kind, name) for kind, cls in KINDS.items() for name, f in fields(cls).items() if f.type == "uid"
    ]
    named = [row[name] for kind, name in columns for row in rows_of(sample, kind) if row[name]]
    assert named
    assert set(named) <= known


def test_undo_takes_it_all_back(sample: Workspace, founded_template: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(founded_template, tmp_path / "empty"))
    with Workspace.open(folder) as empty, empty.read() as session:
        before = content_hash(session)
    sample.history.undo()
    with sample.read() as session:
        assert content_hash(session) == before


def test_another_day_has_the_same_gaps_and_differs_in_dates_only(
    sample: Workspace, founded_template: Path, tmp_path: Path
) -> None:
    with filled(tmp_path / "later", A_SUNDAY, founded_template) as later:
        for kind in KINDS:
            first, second = (
                [undated(kind, row) for row in rows_of(workspace, kind)] for workspace in (sample, later)
            )
            assert first == second
        gaps = Counter(finding.rule for finding in sample.check.run().findings)
        with clock.on_day(A_SUNDAY):
            assert Counter(finding.rule for finding in later.check.run().findings) == gaps


def undated(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row without its days, moments and identities, days written in texts blotted out."""
    known = fields(KINDS[kind])
    kept = {
        name: row[name]
        for name, field in known.items()
        if field.type not in ("day", "uid", "moment") and not name.startswith("quote_")
    }
    return {
        name: WRITTEN_DAY.sub("·", value) if isinstance(value, str) else value for name, value in kept.items()
    }


def test_what_has_happened_lies_in_the_past(sample: Workspace) -> None:
    held = [row for row in rows_of(sample, "engagement") if row["status"] == "held"]
    assert all(row["starts_on"] <= DAY for row in held)
    assert all(row["said_on"] <= DAY for row in rows_of(sample, "statement"))
    assert all(row["on"] <= DAY for row in rows_of(sample, "update"))


def test_every_record_of_the_present_is_marked(sample: Workspace) -> None:
    for kind in ("engagement", "communication", "commitment", "position", "ask", "statement", "consultation"):
        unmarked = [row["id"] for row in rows_of(sample, kind) if not row["marking_text"]]
        assert not unmarked, kind


def test_a_source_is_protected(sample: Workspace) -> None:
    protected = [row for row in rows_of(sample, "person") if row["is_protected"]]
    assert len(protected) == 1
    seats = [row for row in rows_of(sample, "participant") if row["person_id"] == protected[0]["id"]]
    assert len(seats) == 1


def test_an_office_of_the_day_seats_a_participant(sample: Workspace) -> None:
    japan = sample.records.party("JPN").id
    seats = [row for row in rows_of(sample, "participant") if row["party_id"] == japan]
    assert {row["side"] for row in seats} == {"theirs"}
    assert "Minister for Foreign Affairs" in {row["capacity"] for row in seats}


def test_it_refuses_a_workspace_of_another_government(workspace: Workspace) -> None:
    workspace.ledger.set(we="FRA")
    with pytest.raises(UserError, match="United States"):
        fill(workspace)


def test_it_goes_into_an_empty_workspace_only(sample: Workspace) -> None:
    with pytest.raises(UserError, match="empty"):
        fill(sample)


def test_settings_that_were_given_are_kept(sample: Workspace) -> None:
    settings = sample.settings()
    assert (settings["we"], settings["post"], settings["who"]) == ("USA", "Embassy Paris", "Ada Officer")
    assert settings["duty_from"] < clock.today().isoformat()


@pytest.mark.parametrize("shift", range(7))
def test_relative_days_fall_on_weekdays_and_keep_their_order(shift: int) -> None:
    days = Days(DAY + timedelta(days=shift))
    past = [days.day(f"-{count}d").earliest for count in range(15, 0, -1)]
    future = [days.day(f"+{count}d").earliest for count in range(1, 15)]
    assert all(day.weekday() < 5 for day in past + future)
    assert past + future == sorted(past + future)
    assert past[-1] < days.today < future[0]


def test_a_day_known_to_its_month_stays_so() -> None:
    assert Days(DAY).day("~-2m") == PartialDate.month(2026, 3)


def test_days_in_a_text_are_written_in_its_language() -> None:
    assert Days(DAY).words("avant le {-8d}", "fr") == "avant le 5 mai 2026"


def test_its_attachment_can_be_read(sample: Workspace) -> None:
    (kept,) = rows_of(sample, "attachment")
    assert b"fuel declaration" in b"".join(pieces(sample.ledger, kept["sha256"]))
