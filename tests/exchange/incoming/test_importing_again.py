"""A changed file imported again: what its source changed comes in, what the user edited stays."""

from __future__ import annotations

from pathlib import Path

from diplotrack.records import Engagement, EngagementParty, Participant
from diplotrack.store.passages import write_text
from diplotrack.workspace import Workspace
from tests.exchange.importing import TRAVELS, name, paris, parts, record, take, text, write


def test_a_changed_row_updates_its_record(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    before = record(workspace, Engagement, "1")
    result = take(workspace, write(tmp_path, TRAVELS, paris(locale="Versailles")))
    after = record(workspace, Engagement, "1")
    assert (result.created, result.updated, after.id, after.city) == (0, 1, before.id, "Versailles")


def test_a_changed_remark_changes_text_and_people(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    take(workspace, write(tmp_path, TRAVELS, paris(remarks="Met with Foreign Minister Kouchner.")))
    visit = record(workspace, Engagement, "1")
    people = [name(workspace, one.person_id) for one in parts(workspace, Participant, visit)]
    assert people == ["Jane Doe", "Kouchner"]
    assert text(workspace, visit, "summary") == "Met with Foreign Minister Kouchner."


def test_an_edit_of_the_user_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    with workspace.change("Edit") as work:
        work.get(Engagement, record(workspace, Engagement, "1").id).title = "Our own title"
    take(workspace, write(tmp_path, TRAVELS, paris(locale="Versailles")))
    visit = record(workspace, Engagement, "1")
    assert (visit.title, visit.city) == ("Our own title", "Versailles")


def test_an_edited_text_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    with workspace.change("Edit") as work:
        visit = work.get(Engagement, record(workspace, Engagement, "1").id)
        write_text(work, visit, "summary", "What really happened.")
    take(workspace, write(tmp_path, TRAVELS, paris(remarks="Something else.")))
    assert text(workspace, record(workspace, Engagement, "1"), "summary") == "What really happened."


def test_a_part_that_the_user_took_out_stays_out(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    visit = record(workspace, Engagement, "1")
    with workspace.change("Edit") as work:
        gone = next(one for one in parts(workspace, EngagementParty, visit) if one.note == "host")
        work.trash(work.get(EngagementParty, gone.id))
    take(workspace, write(tmp_path, TRAVELS, paris(locale="Versailles")))
    assert [one.note for one in parts(workspace, EngagementParty, visit)] == [""]


def test_a_record_in_the_trash_stays_there(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    visit = record(workspace, Engagement, "1")
    with workspace.change("Trash") as work:
        work.trash(work.get(Engagement, visit.id))
    result = take(workspace, write(tmp_path, TRAVELS, paris(locale="Versailles")))
    after = record(workspace, Engagement, "1")
    assert (result.created, result.updated, after.city) == (0, 0, "Paris")
    assert after.deleted_at is not None


def test_what_was_updated_can_be_undone(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    take(workspace, write(tmp_path, TRAVELS, paris(locale="Versailles")))
    workspace.history.undo()
    assert record(workspace, Engagement, "1").city == "Paris"


def test_a_row_that_came_back_to_what_it_was_changes_it_back(workspace: Workspace, tmp_path: Path) -> None:
    for city in ("Paris", "Versailles", "Paris"):
        take(workspace, write(tmp_path, TRAVELS, paris(locale=city)))
    assert record(workspace, Engagement, "1").city == "Paris"
