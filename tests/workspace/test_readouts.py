"""The record and what went out are two things: what may go into a readout, and how ours and theirs differ."""

from __future__ import annotations

import pytest

from diplotrack.base.errors import UserError
from diplotrack.base.markings import Marking, level_of_any_scheme
from diplotrack.records import Ask, AskRaised, Clearance, Instruction, Person
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import ClearanceState, CommunicationType, Correspondent, Side, Traffic
from diplotrack.workspace import Workspace
from diplotrack.workspace.comparing import compare
from diplotrack.workspace.editing import PartRow, Portion, blank_row
from diplotrack.workspace.readouts import Order
from tests.workspace.test_gleaning import parties

__all__ = ["parties"]

INT, CON = (Marking.of(level_of_any_scheme(one)) for one in ("INT", "CON"))


@pytest.fixture
def talks(workspace: Workspace, parties: dict[str, int]) -> int:
    draft = workspace.editing.blank("engagement", title="Talks on cables", starts_on=None)
    draft.parts["engagement_party"] = [PartRow({"party_id": parties["FRA"], "side": Side.THEIRS, "note": ""})]
    draft.marking = INT
    draft.texts["summary"] = [
        Portion("The sides agreed to repair undersea cables within two weeks."),
        Portion("Mr Petit told us of the budget.", CON),
    ]
    draft.texts["outcomes"] = [Portion("Experts meet in June.")]
    draft.texts["atmosphere"] = [Portion("He was tired.")]
    workspace.editing.save(draft)
    assert draft.id is not None
    return draft.id


def test_a_readout_is_made_of_the_chosen_sections_within_the_ceiling(
    workspace: Workspace, talks: int, parties: dict[str, int]
) -> None:
    record = workspace.readouts.record(talks)
    assert [one.role for one in record.sections] == ["summary", "outcomes"]
    assert record.sections[0].left_out(record.ceiling) == 1

    made = workspace.readouts.make(Order(talks, ("summary", "outcomes", "atmosphere"), record.ceiling))

    draft = workspace.editing.load("communication", made.id)
    assert made.left_out == 1
    assert [one.text[:12] for one in draft.texts["text"]] == ["The sides ag", "Experts meet"]
    assert draft.values["title"] == "Readout of Talks on cables"
    assert (draft.values["type"], draft.values["traffic"]) == (CommunicationType.READOUT, Traffic.OUTGOING)
    assert draft.values["engagement_id"] == talks
    assert draft.marking == INT
    rows = {(row.values["party_id"], row.values["part"]) for row in draft.parts["communication_party"]}
    assert rows == {(parties["USA"], Correspondent.FROM), (parties["FRA"], Correspondent.TO)}
    assert workspace.history.next_names()[0] == "Make the readout"


def test_without_a_ceiling_the_markings_go_along(workspace: Workspace, talks: int) -> None:
    with workspace.change("Add") as work:
        work.add(Person(name="Jean Petit", family_name="Petit", is_protected=True))

    made = workspace.readouts.make(Order(talks, ("summary",)))

    draft = workspace.editing.load("communication", made.id)
    assert [one.marking for one in draft.texts["text"]] == [Marking(), CON]
    assert draft.marking == CON
    assert "Petit" not in draft.texts["text"][1].text


def test_a_readout_of_nothing_is_refused(workspace: Workspace, talks: int) -> None:
    with pytest.raises(UserError, match="Nothing of the record"):
        workspace.readouts.make(Order(talks, ("atmosphere",)))


def test_theirs_is_filed_beside_ours_and_the_two_are_compared(
    workspace: Workspace, talks: int, parties: dict[str, int]
) -> None:
    made = workspace.readouts.make(Order(talks, ceiling=INT.rank))
    assert workspace.readouts.pairs("engagement", talks) == ()
    theirs = workspace.readouts.incoming(talks)
    theirs.texts["text"] = [
        Portion("Les câbles."),
        Portion("The sides agreed to consider repair of undersea cables."),
    ]
    workspace.editing.save(theirs)
    assert theirs.id is not None

    [pair] = workspace.readouts.pairs("communication", theirs.id)
    assert (pair.ours.id, pair.theirs.id) == (made.id, theirs.id)
    found = workspace.readouts.compare(made.id, theirs.id)

    assert (found.ours_by, found.theirs_by) == ("United States of America", "France")
    assert [(bool(row.first), bool(row.second)) for row in found.rows] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    assert any("consider" in new for _kind, _old, new in found.rows[1].difference)


def test_paragraphs_are_set_beside_those_most_like_them() -> None:
    ours = ["We discussed grain exports.", "Undersea cables will be repaired.", "日米は防衛協力を確認した。"]
    theirs = ["日米は経済と防衛協力を確認した。", "Grain exports were discussed.", "The weather was fine."]
    rows = compare(ours, theirs)
    assert [(row.first[:5], row.second[:5]) for row in rows] == [
        ("We di", "Grain"),
        ("Under", ""),
        ("日米は防衛", "日米は経済"),
        ("", "The w"),
    ]
    assert compare(["Same."], ["Same."])[0].is_same


def test_an_edit_voids_the_clearance_of_a_text(workspace: Workspace, talks: int) -> None:
    made = workspace.readouts.make(Order(talks, ceiling=INT.rank)).id
    draft = workspace.editing.load("communication", made)
    row = blank_row(Clearance)
    row.values |= {"office": "Legal", "state": ClearanceState.CLEARED}
    draft.parts["clearance"] = [row]
    workspace.editing.save(draft)
    assert "changed since" not in str(workspace.reading("communication", made).tables)

    again = workspace.editing.load("communication", made)
    again.texts["text"][0] = Portion("The sides agreed on nothing.")
    workspace.editing.save(again)

    assert "changed since" in str(workspace.reading("communication", made).tables)
    assert "Legal: Cleared (void" in str(workspace.reading("engagement", talks).tables)


def test_what_was_raised_and_delivered_there_has_its_place(
    workspace: Workspace, talks: int, parties: dict[str, int]
) -> None:
    with workspace.change("Add") as work:
        ask = work.add(Ask(text="A vote", by_id=parties["FRA"], to_id=parties["USA"]))
        work.add(AskRaised(ask_id=ask.id, engagement_id=talks))
        work.add(Instruction(text="Deliver the points", engagement_id=talks))

    tables = {one.label: one for one in workspace.reading("engagement", talks).tables}

    [row] = tables["Asks raised here"].rows
    assert row.values[0] == Mention("ask", ask.id, "A vote")
    assert [str(one.label) for one in tables["Asks raised here"].columns][:4] == [
        "Ask",
        "Asked by",
        "Asked of",
        "Response",
    ]
    assert tables["Instructions delivered here"].rows[0].values[0].caption == "Deliver the points"
