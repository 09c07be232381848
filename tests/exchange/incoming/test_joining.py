"""What looks the same on the way in: proposed with reasons, joined when somebody says so, never unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from diplotrack.base.errors import UserError
from diplotrack.exchange.likeness.newcomers import Alike
from diplotrack.records import Engagement, ExternalReference, Participant, PersonName
from diplotrack.workspace import Workspace
from tests.exchange.importing import TRAVELS, VISITS, everyone, name, paris, parts, record, take, text, write

GHEIT = paris(id="1", remarks="Met with Foreign Minister Aboul Gheit.", country="Egypt", locale="Cairo")
GHAIT = paris(
    id="2", remarks="Met with Foreign Minister Aboul Ghait.", country="Egypt", locale="Cairo",
    start_date="2008-09-01", end_date="2008-09-02",
)  # fmt: skip
CALL = {
    "id": "9", "start_date": "2008-06-13", "end_date": "2008-06-15", "visitor": "Nicolas Sarkozy", "from_id": "france",
    "from": "France", "description": "President. Met with President Bush.",
}  # fmt: skip


def proposed(workspace: Workspace, path: Path, kind: str) -> list[Alike]:
    return [one for one in take(workspace, path, dry_run=True).alike if one.kind == kind]


def count(workspace: Workspace, kind: type[Engagement | ExternalReference]) -> int:
    with workspace.read() as session:
        return session.scalar(select(func.count()).select_from(kind).where(kind.deleted_at.is_(None))) or 0


def test_another_spelling_is_proposed_and_not_joined(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, GHEIT))
    (one,) = proposed(workspace, write(tmp_path, TRAVELS, GHAIT), "person")
    assert (one.name, one.other_name) == ("Aboul Ghait", "Aboul Gheit")
    assert one.score >= 60
    assert one.reasons
    assert "Egypt" in one.told
    result = take(workspace, write(tmp_path, TRAVELS, GHAIT))
    assert result.joined == 0
    assert everyone(workspace, "Ghait")


def test_a_spelling_that_is_the_same_person_is_known_from_then_on(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, write(tmp_path, TRAVELS, GHEIT))
    path = write(tmp_path, TRAVELS, GHAIT)
    (one,) = proposed(workspace, path, "person")
    assert take(workspace, path, same={one.key: one.choice}).joined == 1
    assert not everyone(workspace, "Ghait")
    visit = record(workspace, Engagement, "2")
    assert name(workspace, parts(workspace, Participant, visit)[1].person_id) == "Aboul Gheit"
    again = write(
        tmp_path, TRAVELS, GHAIT | {"id": "3", "start_date": "2008-10-01", "end_date": "2008-10-01"}
    )
    assert proposed(workspace, again, "person") == []
    take(workspace, again)
    assert not everyone(workspace, "Ghait")
    with workspace.read() as session:
        assert list(session.scalars(select(PersonName.name))) == ["Aboul Ghait"]


def test_two_newcomers_may_be_one(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, TRAVELS, GHEIT, GHAIT)
    (one,) = proposed(workspace, path, "person")
    assert one.other is None
    take(workspace, path, same={one.key: one.choice})
    assert len(everyone(workspace, "Gheit") + everyone(workspace, "Ghait")) == 1
    people = {
        parts(workspace, Participant, record(workspace, Engagement, key))[1].person_id for key in ("1", "2")
    }
    assert len(people) == 1


def test_an_engagement_keeps_what_it_says_and_learns_the_rest(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    with workspace.change("Edit") as work:
        work.get(Engagement, record(workspace, Engagement, "1").id).title = "Our own title"
    path = write(tmp_path, VISITS, CALL, name="visits.csv")
    (one,) = proposed(workspace, path, "engagement")
    engagements = count(workspace, Engagement)
    result = take(workspace, path, same={one.key: one.choice})
    assert (result.joined, count(workspace, Engagement)) == (1, engagements)
    visit = record(workspace, Engagement, "1")
    assert visit.id == record(workspace, Engagement, "9").id
    assert (visit.title, visit.city) == ("Our own title", "Paris")
    assert "Sarkozy" in text(workspace, visit, "summary")
    assert take(workspace, path).unchanged == 1


def test_joining_is_part_of_the_import_and_undone_with_it(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, paris()))
    path = write(tmp_path, VISITS, CALL, name="visits.csv")
    (one,) = proposed(workspace, path, "engagement")
    before = count(workspace, ExternalReference)
    take(workspace, path, same={one.key: one.choice})
    workspace.history.undo()
    assert count(workspace, ExternalReference) == before
    assert proposed(workspace, path, "engagement") == [one]


def test_a_circle_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, TRAVELS, GHEIT, GHAIT)
    (one,) = proposed(workspace, path, "person")
    with pytest.raises(UserError, match="same as itself"):
        take(workspace, path, same={one.key: one.other_key, one.other_key: one.key})
    assert count(workspace, Engagement) == 0


def test_an_answer_about_nothing_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    result = take(
        workspace, write(tmp_path, TRAVELS, paris()), same={"person:1:Nobody": 1, "person:1:X": "y"}
    )
    assert (result.joined, result.created) == (0, 1)


def test_a_score_joins_what_reaches_it_and_nothing_else(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TRAVELS, GHEIT))
    path = write(tmp_path, TRAVELS, GHAIT)
    (one,) = proposed(workspace, path, "person")
    assert take(workspace, path, dry_run=True, join=one.score + 1).joined == 0
    result = take(workspace, path, join=one.score)
    assert (result.joined, result.alike) == (1, [])
    assert not everyone(workspace, "Ghait")
