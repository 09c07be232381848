"""Words of a text become drafts: whose promise, to whom, by when; objectives of which it speaks are offered."""

from __future__ import annotations

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.records import Objective, Party, Person, Position
from diplotrack.records.enumerations import Behalf, CommitmentSide
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Portion, Quoted
from diplotrack.workspace.gleaning import Gleaned, Spoken, Whose
from diplotrack.workspace.suggesting_objectives import suggest
from diplotrack.workspace.words import promises_of, taken

DAY = PartialDate.parse("2026-05-20")
CABLES = "The Minister said France will send two experts on undersea cables by the end of June."


@pytest.fixture
def parties(workspace: Workspace) -> dict[str, int]:
    with workspace.change("Add parties") as work:
        pairs = (("USA", "United States of America"), ("FRA", "France"))
        found = {code: work.add(Party(code=code, name=name)).id for code, name in pairs}
    workspace.ledger.set(we="USA", who="Ada Officer")
    return found


@pytest.fixture
def cables(workspace: Workspace) -> int:
    with workspace.change("Add objectives") as work:
        one = work.add(
            Objective(
                code="SEC-1",
                title="Undersea cables protected and repaired",
                proposition="States that share a cable protect it together and repair it within days.",
            )
        )
        work.add(Objective(code="ECO-2", title="Grain corridors kept open"))
        work.add(Position(objective_id=one.id, stance=2, line="We protect undersea cables together."))
    return one.id


def glean(
    workspace: Workspace, parties: dict[str, int], kind: str, words: str, role: str, text: str = ""
) -> Gleaned:
    paragraph = text or words
    quoted = Quoted(role, words, 0, paragraph.index(words))
    spoken = Spoken(quoted, paragraph, (parties["USA"],), (parties["FRA"],), DAY)
    return workspace.gleaning.draft(kind, spoken)


def sides(gleaned: Gleaned) -> list[tuple[int, CommitmentSide]]:
    return [(row.values["party_id"], row.values["side"]) for row in gleaned.draft.parts["commitment_party"]]


def test_a_promise_of_theirs_quotes_the_words_and_reads_its_due_date(
    workspace: Workspace, parties: dict[str, int]
) -> None:
    words = "France will send two experts"
    found = glean(workspace, parties, "commitment", words, "their_points", CABLES)

    assert found.whose is Whose.THEIRS
    assert found.draft.values["quote"] == words
    assert found.draft.values["made_on"] == DAY
    assert found.draft.values["due_on"] == PartialDate.parse("2026-06-30")
    assert sides(found) == [(parties["FRA"], CommitmentSide.BY), (parties["USA"], CommitmentSide.TO)]
    assert found.draft.caption("party", parties["FRA"]) == "France"


@pytest.mark.parametrize(
    ("role", "text", "whose"),
    [
        ("our_points", "We will share the survey within two weeks.", Whose.OURS),
        ("their_points", "We will share the survey.", Whose.THEIRS),
        ("their_points", "The United States will share the survey.", Whose.OURS),
        ("discussion", "France will share the survey.", Whose.THEIRS),
        ("outcomes", "Both sides will share their surveys.", Whose.BOTH),
        ("their_points", "سنرسل الخبراء في يونيو", Whose.THEIRS),
    ],
)
def test_whose_promise_it_is(
    workspace: Workspace, parties: dict[str, int], role: str, text: str, whose: Whose
) -> None:
    assert glean(workspace, parties, "commitment", text, role).whose is whose


def test_a_statement_of_ours_takes_objective_and_stance_from_the_line_in_force(
    workspace: Workspace, parties: dict[str, int], cables: int
) -> None:
    words = "We protect undersea cables together and repair them"
    found = glean(workspace, parties, "statement", words, "our_points").draft

    assert (found.values["objective_id"], found.values["stance"]) == (cables, 2)
    assert found.values["behalf"] is Behalf.OURS
    denied = "We do not protect undersea cables together and repair them"
    theirs = glean(workspace, parties, "statement", denied, "their_points").draft
    assert (theirs.values["stance"], theirs.values["party_id"]) == (-2, parties["FRA"])
    assert [row.values["party_id"] for row in found.parts["statement_audience"]] == [parties["FRA"]]


def test_an_action_is_owned_by_who_uses_the_workspace(workspace: Workspace, parties: dict[str, int]) -> None:
    with workspace.change("Add") as work:
        me = work.add(Person(name="Ada Officer")).id
    found = glean(workspace, parties, "action", "send the annex by 3 June", "outcomes").draft

    assert found.values["text"] == "Send the annex by 3 June"
    assert found.values["owner_id"] == me
    assert found.values["due_on"] == PartialDate.parse("2026-06-03")


def test_an_ask_of_theirs_is_asked_of_us(workspace: Workspace, parties: dict[str, int]) -> None:
    found = glean(workspace, parties, "ask", "your vote in the Council", "their_points").draft

    assert (found.values["by_id"], found.values["to_id"]) == (parties["FRA"], parties["USA"])


def test_quotes_are_found_where_their_words_stand_now(workspace: Workspace) -> None:
    draft = workspace.editing.blank("engagement", title="Talks")
    draft.texts["summary"] = [Portion("They will pay in May.")]
    promise = workspace.editing.blank("commitment", text="Pay", quote="will pay")
    promise.quoted = Quoted("summary", "will pay", 0, 5)
    draft.follows = [("engagement_id", promise)]
    workspace.editing.save(draft)
    assert draft.id is not None
    again = workspace.editing.load("engagement", draft.id)
    again.texts["summary"] = [Portion("After long talks they will pay in May.")]
    workspace.editing.save(again)

    [one] = workspace.gleaning.quotations("engagement", draft.id)
    assert (one.mention.kind, one.quoted.words, one.quoted.start) == ("commitment", "will pay", 22)


def test_objectives_are_offered_by_their_words_and_code(workspace: Workspace, cables: int) -> None:
    with workspace.read() as session:
        offered = suggest(session, "They agreed that undersea cables be repaired faster.")
        assert [one.mention.id for one in offered] == [cables]
        assert (
            suggest(session, "They agreed that undersea cables be repaired faster.", without=[cables]) == []
        )
        assert suggest(session, "The dinner was pleasant, and the weather mild that evening.") == []
        assert suggest(session, "See SEC-1.")[0].fit == 1.0


def test_sentences_that_promise_are_told_with_their_place() -> None:
    text = "😀 A pleasant talk. France will send two experts by June. They may come."
    [one] = promises_of(text)
    assert text[one.start : one.end] == "France will send two experts by June."


@pytest.mark.parametrize(
    ("chosen", "quote", "paragraph", "start"),
    [
        ("send 😀 two", "send 😀 two", 1, 10),
        ("(C) They will", "They will", 1, 0),
        ("two experts.\n\nسنرسل", "two experts.", 1, 17),
        (" سنرسل الخبراء ", "سنرسل الخبراء", 2, 0),
    ],
)
def test_a_quote_stays_within_its_paragraph_and_leaves_the_mark_out(
    chosen: str, quote: str, paragraph: int, start: int
) -> None:
    text = "First 😀.\n\n(C) They will send 😀 two experts.\n\nسنرسل الخبراء في يونيو"
    place = text.index(chosen.strip())
    found = taken(text, place, place + len(chosen.strip()), "discussion")

    assert found is not None
    assert (found[0].words, found[0].paragraph, found[0].start) == (quote, paragraph, start)
