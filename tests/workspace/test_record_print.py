"""One record on paper: everything that is on it, and nothing that may not go out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import (
    Ask,
    AskRaised,
    Engagement,
    EngagementParty,
    Instruction,
    Participant,
    Party,
    Person,
)
from diplotrack.records.enumerations import Side
from diplotrack.reports.compose.record import record_sheet
from diplotrack.reports.document import Block, Facts, Table, cell, plain
from diplotrack.reports.terms import Composed
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing.portions import portions


@pytest.fixture
def talks(workspace: Workspace) -> int:
    """A meeting with France: the minister, a protected source, and a text under a mark of its own."""
    with workspace.change("Log engagement") as work:
        france = work.add(Party(name="France", code="FRA"))
        minister = work.add(Person(name="Colette Marchand", party_id=france.id))
        source = work.add(Person(name="Odile Perrault", family_name="Perrault", is_protected=True))
        one = work.add(Engagement(title="Talks on grain", city="Paris", starts_on=date(2026, 5, 4)))
        work.add(EngagementParty(engagement_id=one.id, party_id=france.id))
        for person, office in ((minister, "Minister for Trade"), (source, "Head of cabinet")):
            work.add(
                Participant(engagement_id=one.id, person_id=person.id, side=Side.THEIRS, capacity=office)
            )
    draft = workspace.editing.load("engagement", one.id)
    draft.texts["summary"] = portions("(C) Perrault said that the <b>port</b> opens.\n\nNothing else.", "us")
    workspace.editing.save(draft)
    return one.id


def composed(workspace: Workspace, kind: str, record_id: int, **terms: str) -> Composed:
    with workspace.read() as session:
        return record_sheet(session, workspace.reading(kind, record_id), workspace.printing.terms(**terms))  # type: ignore[arg-type]


def words(blocks: Sequence[Block]) -> str:
    found = []
    for block in blocks:
        if isinstance(block, Facts):
            found += [plain(one) for row in block.rows for one in row]
        elif isinstance(block, Table):
            found += [plain(cell(one).text) for row in block.rows for one in row]  # type: ignore[union-attr]
        else:
            found.append(plain(block.text))  # type: ignore[union-attr]
    return "\n".join(found)


def test_a_record_is_printed_with_its_facts_people_and_words(workspace: Workspace, talks: int) -> None:
    sheet = composed(workspace, "engagement", talks)
    told = words(sheet.document.blocks)

    assert sheet.document.title == "Talks on grain"
    assert sheet.document.marking.startswith("CONFIDENTIAL")
    for expected in ("France", "Paris", "Colette Marchand", "Minister for Trade", "Nothing else."):
        assert expected in told


def test_a_protected_source_is_a_contact_without_an_office(workspace: Workspace, talks: int) -> None:
    told = words(composed(workspace, "engagement", talks).document.blocks)

    assert "Perrault" not in told
    assert "Head of cabinet" not in told
    assert "a contact said that the <b>port</b> opens." in told


def test_a_protected_source_is_not_printed_at_all(workspace: Workspace, talks: int) -> None:
    with pytest.raises(UserError, match="protected source"):
        composed(workspace, "person", 2)


def test_what_may_not_go_out_stays_away(workspace: Workspace, talks: int) -> None:
    with pytest.raises(UserError, match="keeps this engagement back"):
        composed(workspace, "engagement", talks, max_marking="UNCLASSIFIED")


def test_asks_and_instructions_stand_on_the_paper_of_their_meeting(workspace: Workspace, talks: int) -> None:
    with workspace.change("Log ask") as work:
        ask = work.add(Ask(text="Open the southern port"))
        work.add(AskRaised(ask_id=ask.id, engagement_id=talks))
        work.add(Instruction(text="Ask Paris for the port", engagement_id=talks))
        work.session.get_one(Engagement, talks).marking_rank = 0
        ask.marking_rank = 0

    inside = words(composed(workspace, "engagement", talks).document.blocks)
    outside = words(composed(workspace, "engagement", talks, copy="hand-over").document.blocks)

    assert "Open the southern port" in inside
    assert "Ask Paris for the port" in inside
    assert "Ask Paris for the port" not in outside


def test_the_file_is_written(workspace: Workspace, talks: int, tmp_path: Path) -> None:
    printed = workspace.printing.record("engagement", talks, tmp_path / "talks.pdf")

    assert printed.pages == 1
    assert printed.path.stat().st_size > 1_000
    assert workspace.printing.record("engagement", talks, tmp_path / "talks.docx").path.is_file()
