"""What a trial foretells is what the import does, field by field, and a trial does nothing."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from diplotrack.base.dates import PartialDate
from diplotrack.base.progress import Cancelled
from diplotrack.exchange.incoming.trial import Fate, FieldChange, Trial
from diplotrack.exchange.mapping.mapping import COLUMNS, ColumnUse, Mapping
from diplotrack.exchange.mapping.mended import Mends
from diplotrack.exchange.mapping.preview import Opening
from diplotrack.exchange.mapping.targets import target
from diplotrack.records import (
    Engagement,
    EngagementParty,
    ExternalReference,
    Participant,
    Party,
    Person,
    fields,
)
from diplotrack.records.display import display
from diplotrack.store.ledger_tables import ChangeSet
from diplotrack.store.passages import passages_of
from diplotrack.workspace import Workspace

HEADER = ("id", "subject", "date", "with", "who", "state", "notes")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from("12345"),
            "subject": st.sampled_from(["Talks", "<b>Trade</b> & {tariffs}", "Visas", ""]),
            "date": st.sampled_from(["2024-05-03", "2024-05", "2024", "31/02/2024", ""]),
            "with": st.sampled_from(["France", "France; Japan", "Japan", "Ruritania", ""]),
            "who": st.sampled_from(["Ann Example", "Ann Example; Bo Sample", ""]),
            "state": st.sampled_from(["done", "off", ""]),
            "notes": st.sampled_from(["One.", "One.\n\nTwo.", "Three.\n\nTwo.", ""]),
        }
    ),
    max_size=5,
)
EDITS = st.lists(st.sampled_from(["title", "date", "party", "note", "trash"]), max_size=3)
NUMBERS = count()


def mapping(source: str, unknown: str = "create") -> Mapping:
    def use(column: str, key: str, **told: Any) -> ColumnUse:
        found = target("engagement", key)
        assert found is not None
        return ColumnUse(column, found, **told)

    return Mapping(
        "engagement",
        (
            ColumnUse("id"),
            use("subject", "field:title", format="line", required=True),
            use("date", "field:starts_on", format="date"),
            use("with", "party:theirs", separator=";", unknown="note", on="date"),
            use("who", "person:theirs", separator=";", unknown=unknown),
            use("state", "field:status", format="choice", choices={"done": "held", "off": "cancelled"}),
            use("notes", "text:summary"),
        ),
        key=("id",),
        key_by=COLUMNS,
        key_repeats="refuse",
        source=source,
    )


def write(folder: Path, rows: list[dict[str, str]]) -> Opening:
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return Opening(path, delimiter=",")


def said(workspace: Workspace) -> dict[int, dict[str, Any]]:
    """Everything that each live engagement says, by the labels that people read."""
    found: dict[int, dict[str, Any]] = {}
    with workspace.read() as session:
        names = dict(session.execute(select(Party.id, Party.name)).all())
        people = dict(session.execute(select(Person.id, Person.name)).all())
        for one in session.scalars(select(Engagement).where(Engagement.deleted_at.is_(None))):
            found[one.id] = {
                str(field.label): display(
                    field,
                    PartialDate.of(getattr(one, name), getattr(one, f"{name}_latest"))
                    if field.partial
                    else getattr(one, name),
                )
                for name, field in fields(Engagement).items()
                if field.type != "reference"
            } | {"parts": Counter()}
        for party in session.scalars(select(EngagementParty).where(EngagementParty.engagement_id.in_(found))):
            found[party.engagement_id]["parts"][
                "Parties", f"{names[party.party_id]} ({party.side.label})"
            ] += 1
        for person in session.scalars(select(Participant).where(Participant.engagement_id.in_(found))):
            assert person.person_id is not None
            found[person.engagement_id]["parts"]["Participants", f"{people[person.person_id]} (Theirs)"] += 1
        for owner, texts in passages_of(session, "engagement", found).items():
            found[owner]["Summary"] = "\n\n".join(passage.text for passage in texts["summary"])
    return found


def difference(before: dict[str, Any], after: dict[str, Any]) -> Counter[FieldChange]:
    """What was done to one record, as a trial says it."""
    labels = sorted((before.keys() | after.keys()) - {"parts"})
    found = Counter(
        FieldChange(label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    )
    for (label, name), times in (after["parts"] - before["parts"]).items():
        found[FieldChange(label, "", name)] += times
    for (label, name), times in (before["parts"] - after["parts"]).items():
        found[FieldChange(label, name, "")] += times
    return found


def edit(workspace: Workspace, source: str, what: str) -> None:
    """What somebody does here to the record of row 1 between two imports."""
    with workspace.change("Edit") as work:
        query = select(ExternalReference.owner_id).where(
            ExternalReference.source == source, ExternalReference.source_id == "1"
        )
        record = work.session.get(Engagement, work.session.scalar(query) or 0)
        if record is None:
            return
        if what == "title":
            record.title = "Edited here"
        elif what == "date":
            record.starts_on = record.starts_on_latest = None
        elif what == "note":
            for passage in passages_of(work.session, "engagement", [record.id])[record.id]["summary"]:
                passage.text += " Edited."
        elif what == "party":
            for row in work.session.scalars(
                select(EngagementParty).where(EngagementParty.engagement_id == record.id)
            ):
                work.trash(row)
        else:
            work.trash(record)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, edits=EDITS, second=ROWS)
def test_a_trial_foretells_what_the_import_does(
    workspace: Workspace,
    tmp_path: Path,
    first: list[dict[str, str]],
    edits: list[str],
    second: list[dict[str, str]],
) -> None:
    source = f"source {next(NUMBERS)}"
    take = workspace.mapping.take
    take(write(tmp_path, first), mapping(source), skip_bad_rows=True, rejects=tmp_path / "bad.csv")
    for what in edits:
        edit(workspace, source, what)
    opening = write(tmp_path, second)
    trial = workspace.mapping.try_out(opening, mapping(source))
    before = said(workspace)
    result = take(opening, mapping(source), skip_bad_rows=True, rejects=tmp_path / "bad.csv")
    after = said(workspace)

    counts = trial.counts()
    assert (counts[Fate.CREATED], counts[Fate.UPDATED]) == (result.created, result.updated)
    assert (counts[Fate.UNCHANGED], counts[Fate.REFUSED]) == (result.unchanged, result.skipped)
    assert (trial.result.as_json(), trial.result.records) == (result.as_json(), result.records)
    assert len(trial.items) == result.read
    beside = Counter(one.kind for one in trial.beside if one.fate is Fate.CREATED)
    assert beside + Counter({"engagement": counts[Fate.CREATED]}) == Counter(result.records)

    changed = {key: difference(before[key], after[key]) for key in before.keys() & after.keys()}
    foretold = {item.record_id: Counter(item.changes) for item in trial.items if item.fate is Fate.UPDATED}
    assert {key: done for key, done in changed.items() if done} == foretold
    created = Counter(
        (one["Title"], one["Date"], one.get("Summary", "")) for key, one in after.items() if key not in before
    )
    filled = [
        {change.field: change.after for change in item.changes}
        for item in trial.items
        if item.fate is Fate.CREATED
    ]
    assert created == Counter(
        tuple(one.get(name, "") for name in ("Title", "Date", "Summary")) for one in filled
    )


@pytest.fixture
def tried(workspace: Workspace, tmp_path: Path) -> tuple[Workspace, Opening]:
    rows = [
        dict(zip(HEADER, ("1", "Talks", "2024-05-03", "France", "Ann Example", "done", "One."), strict=True))
    ]
    rows.append(rows[0] | {"id": "2", "with": "Ruritania"})
    rows.append(rows[0] | {"id": "3", "date": "31/02/2024"})
    return workspace, write(tmp_path, rows)


def test_nothing_is_written_and_nobody_waits(tried: tuple[Workspace, Opening]) -> None:
    workspace, opening = tried
    with workspace.change("Something else") as work:  # holds the one lock for writing
        trial = workspace.mapping.try_out(opening, mapping("ours"))
        assert work.session.scalar(select(func.count()).select_from(Engagement)) == 0
    assert trial.counts()[Fate.CREATED] == 2
    with workspace.read() as session:
        changes = select(func.count()).select_from(ChangeSet).where(ChangeSet.operation.startswith("Import"))
        assert session.scalar(changes) == 0


def test_a_bad_row_is_told_with_its_cell(tried: tuple[Workspace, Opening]) -> None:
    workspace, opening = tried
    [bad] = [
        item
        for item in workspace.mapping.try_out(opening, mapping("ours")).items
        if item.fate is Fate.REFUSED
    ]
    assert (bad.number, bad.title) == (4, "Talks")
    assert (bad.errors[0].column, bad.errors[0].value) == ("date", "31/02/2024")


def test_an_unchanged_row_is_called_as_it_says(tried: tuple[Workspace, Opening], tmp_path: Path) -> None:
    workspace, opening = tried
    workspace.mapping.take(opening, mapping("ours"), skip_bad_rows=True, rejects=tmp_path / "bad.csv")
    items = workspace.mapping.try_out(opening, mapping("ours")).items
    assert [(item.fate, item.title) for item in items[:2]] == [(Fate.UNCHANGED, "Talks")] * 2


def test_what_was_edited_here_is_told_to_stay(tried: tuple[Workspace, Opening], tmp_path: Path) -> None:
    workspace, opening = tried
    workspace.mapping.take(opening, mapping("ours"), skip_bad_rows=True, rejects=tmp_path / "bad.csv")
    edit(workspace, "ours", "title")
    mended = Mends().with_cell(2, "subject", "Talks on trade").with_cell(2, "state", "off")
    [item] = changed(workspace.mapping.try_out(opening, mapping("ours"), mended))
    assert item.changes == (FieldChange("Status", "Held", "Cancelled"),)
    assert (item.title, len(item.kept)) == ("Edited here", 1)


def test_it_may_be_stopped(tried: tuple[Workspace, Opening]) -> None:
    def stop(done: int, total: int | None, what: str) -> None:
        raise Cancelled

    workspace, opening = tried
    with pytest.raises(Cancelled):
        workspace.mapping.try_out(opening, mapping("ours"), progress=stop)


def changed(trial: Trial) -> list[Any]:
    return [item for item in trial.items if item.fate is Fate.UPDATED]
