"""What was accepted is stored as one operation, nothing before and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from diplotrack.exchange.texts.opening import pasted
from diplotrack.records import Commitment, Communication, Engagement, Person
from diplotrack.records.enumerations import Correspondent, Setting, Side
from diplotrack.store.ledger_tables import ChangeSet
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing.saving import save
from diplotrack.workspace.intake import About, Answers
from diplotrack.workspace.intake.recording import TAKE_IN
from tests.workspace.intake.conftest import COMMUNIQUE, MEMCON, READOUT, TEXTS


def counts(workspace: Workspace) -> dict[str, int]:
    return workspace.records.counts()


def test_nothing_is_stored_before_it_is_recorded(workspace: Workspace) -> None:
    before = counts(workspace)
    for text in TEXTS.values():
        reading = workspace.intake.read(pasted(text))
        workspace.intake.draft(reading, Answers.sure(reading, 0))
    assert counts(workspace) == before


def test_a_readout_makes_the_call_and_is_filed_with_it(workspace: Workspace) -> None:
    reading = workspace.intake.read(pasted(READOUT))
    answers = Answers.sure(reading, 60)
    for link in reading.of(About.LINK):
        answers.refuse(link.key)
    recorded = workspace.intake.record(reading, answers)
    assert recorded.kind == "engagement"
    with workspace.read() as session:
        text = session.scalars(select(Communication).where(Communication.engagement_id == recorded.id)).one()
        promises = session.scalars(select(Commitment).where(Commitment.communication_id == text.id)).all()
    assert text.is_public
    assert len(promises) == 2
    assert {one.engagement_id for one in promises} == {recorded.id}
    quotations = workspace.gleaning.quotations("communication", text.id)
    assert [one.quoted.paragraph for one in quotations if one.mention.kind == "commitment"] == [4, 4]
    draft = workspace.editing.load("communication", text.id)
    assert [row.values["part"] for row in draft.parts["communication_party"]] == [
        Correspondent.FROM,
        Correspondent.ABOUT,
    ]


def test_a_readout_of_a_call_that_is_known_makes_no_second_one(workspace: Workspace) -> None:
    before = counts(workspace)
    reading = workspace.intake.read(pasted(READOUT))
    recorded = workspace.intake.record(reading, Answers.sure(reading))
    assert counts(workspace)["engagement"] == before["engagement"]
    draft = workspace.editing.load("engagement", recorded.id)
    assert draft.values["title"] == "Call with Paris"
    assert sorted(row.values["side"] for row in draft.parts["engagement_party"]) == [Side.OURS, Side.THEIRS]
    assert len(draft.parts["participant"]) == 2


def test_the_same_readout_again_adds_nothing_but_what_is_new(workspace: Workspace) -> None:
    first = workspace.intake.read(pasted(READOUT))
    workspace.intake.record(first, Answers.sure(first, 60))
    before = counts(workspace)
    again = workspace.intake.read(pasted(READOUT))
    workspace.intake.record(again, Answers.sure(again, 60))
    assert counts(workspace) == before


def test_a_memcon_is_the_record_of_its_meeting(workspace: Workspace) -> None:
    reading = workspace.intake.read(pasted(MEMCON))
    recorded = workspace.intake.record(reading, Answers.sure(reading, 60))
    draft = workspace.editing.load("engagement", recorded.id)
    assert {role: len(some) for role, some in draft.texts.items() if some} == {
        "summary": 1,
        "our_points": 1,
        "their_points": 1,
        "atmosphere": 1,
    }
    assert draft.values["zone"] == "Asia/Tokyo"
    assert draft.marking.text == "CONFIDENTIAL"
    (quotation,) = workspace.gleaning.quotations("engagement", recorded.id)
    assert quotation.quoted.role == "their_points"
    promise = workspace.editing.load("commitment", quotation.mention.id)
    assert promise.marking.text == "CONFIDENTIAL"


def test_undo_takes_all_of_it_back(workspace: Workspace) -> None:
    before = counts(workspace)
    reading = workspace.intake.read(pasted(MEMCON))
    recorded = workspace.intake.record(reading, Answers.sure(reading, 0))
    assert counts(workspace) != before
    with workspace.read() as session:
        last = session.scalars(select(ChangeSet).order_by(ChangeSet.id.desc()).limit(1)).one()
    assert last.operation == TAKE_IN.message
    workspace.history.undo()
    assert counts(workspace) == before
    with workspace.read() as session:
        stored = session.get(Engagement, recorded.id)
    assert stored is None or stored.deleted_at is not None


@pytest.mark.parametrize("name", ["memcon", "note"])
def test_each_proposal_alone_is_enough_to_save(workspace: Workspace, name: str) -> None:
    reading = workspace.intake.read(pasted(TEXTS[name]))
    for one in reading.proposals:
        draft = workspace.intake.draft(reading, Answers({one.key}))
        with workspace.change("Try") as work:
            assert save(work, draft), one.key
            stored = work.session.get(draft.record, draft.id) if draft.id else None
            assert stored is None or (isinstance(stored, Engagement | Communication) and stored.title)


def test_what_was_chosen_instead_is_what_is_stored(workspace: Workspace) -> None:
    reading = workspace.intake.read(pasted(COMMUNIQUE))
    answers = Answers.sure(reading, 90)
    answers.accept("title:communication")
    answers.chosen["title:communication"] = "Burma and Zaire, 1985"
    recorded = workspace.intake.record(reading, answers)
    assert workspace.editing.load(recorded.kind, recorded.id).values["title"] == "Burma and Zaire, 1985"


def test_a_person_on_another_side_than_proposed(workspace: Workspace) -> None:
    reading = workspace.intake.read(pasted(MEMCON))
    answers = Answers({"kind:engagement", "person:JPN:kenji sato"})
    answers.further["person:JPN:kenji sato"] = {"side": Side.THIRD, "capacity": "Observer"}
    recorded = workspace.intake.record(reading, answers)
    (row,) = workspace.editing.load("engagement", recorded.id).parts["participant"]
    assert (row.values["side"], row.values["capacity"]) == (Side.THIRD, "Observer")


def test_somebody_new_is_added_with_their_party(workspace: Workspace) -> None:
    reading = workspace.intake.read(pasted(MEMCON))
    workspace.intake.record(reading, Answers.sure(reading))
    japan = workspace.records.party("JPN").id
    with workspace.read() as session:
        sato = session.scalars(select(Person).where(Person.name == "Kenji Sato")).one()
        again = session.scalar(select(func.count()).select_from(Person).where(Person.name == "Ruth Bell"))
    assert sato.party_id == japan
    assert again == 1


def test_two_who_meet_with_us_make_it_multilateral(workspace: Workspace) -> None:
    text = "Readout of Meeting with Japan and Kenya\n\nThe Secretary met on 3 May 2024 with Japan and Kenya."
    reading = workspace.intake.read(pasted(text))
    answers = Answers({"kind:engagement", "party:JPN", "party:KEN"})
    answers.further = {key: {"side": Side.THEIRS} for key in ("party:JPN", "party:KEN")}
    recorded = workspace.intake.record(reading, answers)
    assert workspace.editing.load("engagement", recorded.id).values["setting"] is Setting.MULTILATERAL


def test_the_file_goes_with_its_text(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "readout.txt"
    path.write_text(READOUT, encoding="utf-8")
    reading = workspace.intake.open(path)
    answers = Answers.sure(reading)
    recorded = workspace.intake.record(reading, answers)
    with workspace.read() as session:
        text = session.scalars(
            select(Communication.id).where(Communication.engagement_id == recorded.id)
        ).one()
    (file,) = workspace.editing.load("communication", text).files
    assert file.name == "readout.txt"
    assert workspace.intake.read(pasted(READOUT)).path is None
