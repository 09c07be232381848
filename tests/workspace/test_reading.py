"""A record reads as a document, whatever its kind: facts, texts, tables, what points at it, and its history."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.base.errors import UserError
from diplotrack.records import (
    KINDS,
    TOP_KINDS,
    Appointment,
    Ask,
    Commitment,
    CommitmentParty,
    Engagement,
    Objective,
    Participant,
    Party,
    Person,
    Record,
    parts,
)
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import CommitmentSide, Side
from diplotrack.store.passages import write_text
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Portion
from diplotrack.workspace.editing.portions import portions, written_out
from tests.records.making import make


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_every_kind_reads_with_all_that_it_holds(workspace: Workspace, kind: str) -> None:
    cls: type[Record] = KINDS[kind]
    with workspace.change("Add") as work:
        record = make(work, cls)
        for part in parts(cls).values():
            setattr(make(work, part), part.__kind__.owner, record.id)
        for role in cls.__kind__.texts:
            write_text(work, record, role.role, "First.\n\nSecond.")

    reading = workspace.reading(kind, record.id)

    assert "zebrawood" in reading.title
    assert reading.groups
    assert [len(text.paragraphs) for text in reading.texts] == [2] * len(cls.__kind__.texts)
    hidden = {"commitment_party"} if kind == "commitment" else set()
    assert {table.kind for table in reading.tables} >= set(parts(cls)) - hidden
    assert reading.history[-1].operation == "Add"


def test_a_record_that_is_not_there_is_told_so(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="no longer"):
        workspace.reading("engagement", 5)


def engagement_with_minister(workspace: Workspace) -> tuple[int, int]:
    with workspace.change("Add") as work:
        france = work.add(Party(name="France", code="FRA"))
        person = work.add(Person(name="Bernard Kouchner"))
        spans = (
            (date(2002, 1, 1), date(2004, 1, 1), "Health Minister"),
            (date(2007, 5, 18), None, "Foreign Minister"),
        )
        for start, end, office in spans:
            work.add(
                Appointment(
                    person_id=person.id, party_id=france.id, office=office, from_on=start, until_on=end
                )
            )
        meeting = work.add(Engagement(title="Talks in Paris", starts_on=date(2008, 4, 3)))
        work.add(Participant(engagement_id=meeting.id, person_id=person.id, side=Side.THEIRS))
    return meeting.id, person.id


def test_a_participant_shows_the_office_held_on_the_day(workspace: Workspace) -> None:
    meeting, person = engagement_with_minister(workspace)

    table = workspace.reading("engagement", meeting).tables[0]

    assert [column.label for column in table.columns][:2] == ["Person", "Office that day"]
    assert table.rows[0].values[:2] == (
        Mention("person", person, "Bernard Kouchner"),
        "Foreign Minister, France",
    )


def test_a_person_is_used_in_the_engagements_attended(workspace: Workspace) -> None:
    meeting, person = engagement_with_minister(workspace)

    uses = workspace.reading("person", person).uses

    assert [(one.kind, one.total, one.uses[0].mention.id, one.uses[0].by) for one in uses] == [
        ("engagement", 1, meeting, "Participant")
    ]


def test_an_objective_is_used_by_what_serves_it(workspace: Workspace) -> None:
    with workspace.change("Add") as work:
        objective = work.add(Objective(code="SEC-2", title="No tests"))
    ask = workspace.editing.blank("ask", text="Ratify the treaty")
    ask.objectives = {objective.id: 1}
    workspace.editing.save(ask)

    assert [one.kind for one in workspace.reading("objective", objective.id).uses] == ["ask"]
    assert workspace.reading("ask", ask.id or 0).objectives == (
        (Mention("objective", objective.id, "SEC-2 No tests"), "Advances it"),
    )


def test_what_lies_in_the_trash_uses_nothing(workspace: Workspace) -> None:
    with workspace.change("Add") as work:
        party = work.add(Party(name="France"))
        ask = work.add(Ask(text="x", to_id=party.id))
    with workspace.change("Trash") as work:
        work.trash(work.get(Ask, ask.id))

    assert workspace.reading("party", party.id).uses == ()


def test_the_history_tells_each_field_in_the_words_of_the_form(workspace: Workspace) -> None:
    with workspace.change("Add") as work:
        france = work.add(Party(name="France"))
        one = work.add(Commitment(text="Ratify", due_on=date(2024, 1, 1), due_on_latest=date(2024, 12, 31)))
        work.add(CommitmentParty(commitment_id=one.id, party_id=france.id, side=CommitmentSide.BY))
    draft = workspace.editing.load("commitment", one.id)
    draft.values["text"] = "Ratify the protocol"
    draft.parts["commitment_party"].clear()
    workspace.editing.save(draft)

    told = workspace.reading("commitment", one.id).history[0]

    assert told.operation == "Edit commitment"
    shown = [(one.label, one.before, one.after) for one in told.differences]
    assert shown[0] == ("Commitment", "Ratify", "Ratify the protocol")
    assert ("Party", "France · Made by", "taken out") in shown


def test_portion_marks_are_read_and_written_back() -> None:
    text = "(C) They agreed.\n\nOpen words.\n\n(TLP:GREEN) Shared.\n\n(sic) is no mark."

    read = portions(text, "us")

    assert [(one.marking.text, one.marking.tlp, one.text) for one in read] == [
        ("CONFIDENTIAL", "", "They agreed."),
        ("", "", "Open words."),
        ("", "GREEN", "Shared."),
        ("", "", "(sic) is no mark."),
    ]
    assert written_out(read) == text


def test_a_marked_paragraph_reads_with_its_portion(workspace: Workspace) -> None:
    draft = workspace.editing.blank("engagement", title="x")
    draft.texts["summary"] = portions("(C) Closed.\n\nOpen.", "us")
    assert isinstance(draft.texts["summary"][0], Portion)
    workspace.editing.save(draft)

    text = workspace.reading("engagement", draft.id or 0).texts[0]

    assert [(one.portion, one.text) for one in text.paragraphs] == [("C", "Closed."), ("", "Open.")]


def test_a_meeting_of_one_day_names_the_day_once(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        one = work.add(Engagement(title="Talks", starts_on=date(2024, 5, 6), ends_on=date(2024, 5, 6)))
        two = work.add(Engagement(title="Visit", starts_on=date(2024, 5, 6), ends_on=date(2024, 5, 8)))
    told = [str(workspace.reading("engagement", row.id).subtitle[0].value) for row in (one, two)]
    assert told == ["May 6, 2024", "May 6, 2024 – May 8, 2024"]
