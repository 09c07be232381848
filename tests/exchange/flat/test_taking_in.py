"""Our own table, worked on in a spreadsheet and taken in again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from diplotrack.exchange.incoming.trial import Fate
from diplotrack.exchange.outgoing.export import export
from diplotrack.records import Engagement, EngagementParty, Participant, Party, Passage, Person, Tag
from diplotrack.release import ReleaseFilter
from diplotrack.store.passages import write_text
from diplotrack.workspace import Workspace

Edit = Callable[[list[dict[str, str]]], object]


@pytest.fixture
def meeting(workspace: Workspace) -> Engagement:
    france = workspace.records.party("FRA").id
    with workspace.change("Log") as work:
        owner = work.add(Person(name="Li Wei"))
        met = work.add(Engagement(title="Talks", owner_id=owner.id, city="Paris", marking_text="SECRET"))
        met.marking_scheme, met.marking_rank = "neutral", 40
        work.add(EngagementParty(engagement_id=met.id, party_id=france))
        work.add(Tag(owner_kind="engagement", owner_id=met.id, name="old; tag"))
    return met


def again(workspace: Workspace, path: Path, edit: Edit, **options: bool) -> dict[str, object]:
    """Export engagements, edit the rows, and take them in; returns the counts and errors."""
    with workspace.read() as session:
        export(session, ["engagement"], path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows, columns = list(reader), list(reader.fieldnames or ())
    edit(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
    result = workspace.exchange.import_file(path, **options)  # type: ignore[arg-type]
    counts = {name: getattr(result, name) for name in ("created", "updated", "unchanged", "skipped")}
    return {
        **{name: count for name, count in counts.items() if count},
        "errors": [e.message for e in result.errors],
    }


def test_untouched_it_changes_nothing(workspace: Workspace, meeting: Engagement, tmp_path: Path) -> None:
    before = workspace.history.operations()[0].id
    assert again(workspace, tmp_path / "e.csv", list.copy) == {"unchanged": 1, "errors": []}
    assert workspace.history.operations()[0].id == before


def test_what_was_edited_is_edited_here(workspace: Workspace, meeting: Engagement, tmp_path: Path) -> None:
    def edit(rows: list[dict[str, str]]) -> None:
        rows[0] |= {
            "title": "'=Talks",
            "city": "",
            "partners": "Japan; UK",
            "tags": "new",
            "starts_on": "2008-04",
        }
        rows.append({**rows[0], "uid": "", "title": "More talks", "owner_id": "", "summary": "One.\n\nTwo."})

    assert again(workspace, tmp_path / "e.csv", edit) == {"created": 1, "updated": 1, "errors": []}
    with workspace.read() as session:
        export(session, ["engagement"], tmp_path / "again.csv")
    with (tmp_path / "again.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    first = next(row for row in rows if row["title"] == "'=Talks")
    assert (first["partners"], first["tags"], first["starts_on"], first["city"]) == (
        "Japan; United Kingdom", "new", "2008-04", "",
    )  # fmt: skip
    assert next(row for row in rows if row["title"] == "More talks")["summary"] == "One.\n\nTwo."
    workspace.ledger.undo()
    assert workspace.records.counts()["engagement"] == 1


def test_a_trial_tells_the_fate_of_each_row_and_writes_nothing(
    workspace: Workspace, meeting: Engagement, tmp_path: Path
) -> None:
    def edit(rows: list[dict[str, str]]) -> None:
        rows.append({**rows[0], "uid": "", "title": "New"})
        rows.append({**rows[0], "uid": "", "title": "Bad", "format": "tea"})
        rows[0]["city"] = "Rome"

    before = workspace.history.operations()[0].id
    done = again(workspace, tmp_path / "e.csv", edit, dry_run=True)
    assert done == {"created": 1, "updated": 1, "skipped": 1, "errors": done["errors"]}
    fates = [(item.title, item.fate) for item in workspace.exchange.try_out(tmp_path / "e.csv").items]
    assert fates == [("Talks", Fate.UPDATED), ("New", Fate.CREATED), ("Bad", Fate.REFUSED)]
    assert workspace.history.operations()[0].id == before


def test_a_marking_is_never_lowered(workspace: Workspace, meeting: Engagement, tmp_path: Path) -> None:
    done = again(workspace, tmp_path / "e.csv", lambda rows: rows[0].update(marking_text="PUBLIC"))
    assert done == {"unchanged": 1, "errors": []}


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [("owner_id", "Nobody", "none of that name"), ("starts_on", "0000-01-01", "no calendar has"),
     ("starts_on", "10000-01-01", "is no date"), ("format", "tea", "it takes meeting"),
     ("is_public", "maybe", "yes or no"), ("uid", "x", "no identifier"), ("marking_text", "MARS", "no marking"),
     ("sequence", "1e5", "a number"), ("partners", "France; Atlantis", "none of that name")],
)  # fmt: skip
def test_a_bad_cell_keeps_everything_out(
    workspace: Workspace, meeting: Engagement, tmp_path: Path, column: str, value: str, why: str
) -> None:
    done = again(workspace, tmp_path / "e.csv", lambda rows: rows[0].update({column: value, "city": "Rome"}))
    assert done["skipped"] == 1
    assert why in str(done["errors"])
    assert "updated" not in done


def test_of_two_namesakes_it_is_told_which(workspace: Workspace, meeting: Engagement, tmp_path: Path) -> None:
    with workspace.change("Add") as work:
        other = work.add(Person(name="Li Wei"))

    def swap(rows: list[dict[str, str]]) -> None:
        assert rows[0]["owner_id"].startswith("Li Wei [")
        rows[0]["owner_id"] = f"Li Wei [{other.uid.hex()[-8:]}]"

    assert again(workspace, tmp_path / "e.csv", swap)["updated"] == 1
    done = again(workspace, tmp_path / "e.csv", lambda rows: rows[0].update(owner_id="Li Wei"))
    assert "several are called so" in str(done["errors"])


def test_bad_rows_go_to_a_file_that_can_be_mended(
    workspace: Workspace, meeting: Engagement, tmp_path: Path
) -> None:
    def edit(rows: list[dict[str, str]]) -> None:
        rows.append({**rows[0], "uid": "", "title": "Bad", "format": "tea"})
        rows[0]["city"] = "Rome"

    done = again(workspace, tmp_path / "e.csv", edit, skip_bad_rows=True)
    assert (done["updated"], done["skipped"]) == (1, 1)
    refused = (tmp_path / "e.rejects.csv").read_text("utf-8-sig").replace("tea", "call", 1)
    (tmp_path / "mended.csv").write_text(refused, "utf-8")
    assert workspace.exchange.import_file(tmp_path / "mended.csv").created == 1


def test_a_protected_source_is_left_as_it_is(
    workspace: Workspace, meeting: Engagement, tmp_path: Path
) -> None:
    with workspace.change("Protect") as work:
        source = work.add(Person(name="Jean Valjean", is_protected=True))
        work.get(Engagement, meeting.id).owner_id = source.id
        work.get(Engagement, meeting.id).venue = "Home of Jean Valjean"
    done = again(workspace, tmp_path / "e.csv", lambda rows: rows[0].update(city="Rome"))
    assert done == {"updated": 1, "errors": []}
    with workspace.read() as session:
        kept = session.get(Engagement, meeting.id)
        assert kept is not None
        assert (kept.owner_id, kept.venue, kept.city) == (source.id, "Home of Jean Valjean", "Rome")


def test_what_a_copy_under_a_ceiling_kept_back_is_not_taken_away_by_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace.change("Log") as work:
        secret = work.add(Person(name="Ada", marking_scheme="neutral", marking_rank=4, marking_text="SECRET"))
        ours = {"marking_scheme": "neutral", "marking_rank": 2, "marking_text": "RESTRICTED"}
        met = work.add(Engagement(title="Talks", owner_id=secret.id, **ours))
        one, _two = write_text(work, met, "summary", "Kept back.\n\nSeen by all.")
        one.marking_scheme, one.marking_rank, one.marking_text = "neutral", 4, "SECRET"
        work.add(Participant(engagement_id=met.id, person_id=secret.id))
        france = work.get(Party, workspace.records.party("FRA").id)
        france.notes = "Ours alone"
    release = ReleaseFilter(max_rank=2)
    for kind, title in (("engagement", "Talks"), ("party", "France")):
        path = tmp_path / f"{kind}.csv"
        with workspace.read() as session:
            export(session, [kind], path, release=release)
        path.write_text(path.read_text("utf-8-sig").replace(f",{title},", f",{title} again,"), "utf-8")
        assert workspace.exchange.import_file(path).updated == 1
    with workspace.read() as session:
        after = session.get_one(Engagement, met.id)
        assert (after.title, after.owner_id) == ("Talks again", secret.id)
        assert [one.text for one in session.query(Passage)] == ["Kept back.", "Seen by all."]
        assert [one.person_id for one in session.query(Participant)] == [secret.id]
        assert session.get_one(Party, france.id).notes == "Ours alone"


def test_what_is_emptied_in_a_record_that_nobody_marked_is_taken_away(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace.change("Log") as work:
        secret = work.add(Person(name="Ada", marking_scheme="neutral", marking_rank=4, marking_text="SECRET"))
        visit = work.add(Engagement(title="Visit"))
        lunch = work.add(Engagement(title="Lunch", owner_id=secret.id, parent_id=visit.id))

    def empty(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row |= {"owner_id": "", "parent_id": ""}

    assert again(workspace, tmp_path / "e.csv", empty) == {"updated": 1, "unchanged": 1, "errors": []}
    with workspace.read() as session:
        after = session.get_one(Engagement, lunch.id)
        assert (after.owner_id, after.parent_id) == (None, None)
