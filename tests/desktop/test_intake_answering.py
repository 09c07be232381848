"""What was answered to a reading: steps that are taken back, what may be trusted, what comes next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diplotrack.desktop.views.intake.answering import Answering
from diplotrack.desktop.views.intake.summary import summary
from diplotrack.desktop.views.intake.text_view import flowing
from diplotrack.exchange.texts.text_file import TextFile
from diplotrack.records.enumerations import CommunicationType, Side
from diplotrack.workspace.editing import Draft, PartRow
from diplotrack.workspace.intake import About, Proposal, Reading, Rival


def proposal(key: str, sureness: int = 90, flag: str = "") -> Proposal:
    return Proposal(
        key, About.PARTY, key.title(), 1, sureness=sureness, flag=flag, further={"side": Side.THEIRS},
        rivals=(Rival("Other", 2),),
    )  # fmt: skip


SURE, FLAGGED, GUESS = proposal("sure"), proposal("flagged", flag="A capital"), proposal("guess", 40)


@pytest.fixture
def answering() -> Answering:
    """Three proposals, of which one may be trusted."""
    return Answering(Reading(TextFile(("Words",)), "Words", (SURE, FLAGGED, GUESS)))


def test_only_what_is_sure_and_unflagged_and_open_is_accepted_together(answering: Answering) -> None:
    assert answering.accept_sure() == 1
    assert [answering.state(one) for one in answering.proposals] == ["accepted", "open", "open"]
    assert answering.accept_sure() == 0
    assert answering.take_back() == "sure"
    assert not answering.may_take_back
    answering.refuse(SURE)
    assert answering.accept_sure() == 0


def test_a_choice_and_what_is_said_beside_it_are_taken_back_step_by_step(answering: Answering) -> None:
    answering.choose(GUESS, 2, "Other")
    answering.say(GUESS, "side", Side.OURS)
    assert (answering.value(GUESS), answering.shown(GUESS)) == (2, "Other")
    assert (answering.state(GUESS), answering.further(GUESS)) == ("accepted", {"side": Side.OURS})
    _reading, answers = answering.settled()
    assert (answers.chosen, answers.further) == ({"guess": 2}, {"guess": {"side": Side.OURS}})
    assert answering.take_back() == "guess"
    assert answering.further(GUESS) == {"side": Side.THEIRS}
    answering.take_back()
    assert (answering.value(GUESS), answering.shown(GUESS)) == (1, "Guess")
    assert answers.chosen == {"guess": 2}


def test_the_next_open_one_is_found_round_the_end(answering: Answering) -> None:
    answering.accept(FLAGGED)
    assert [answering.next_open(row) for row in (-1, 0, 2)] == [0, 2, 0]
    answering.accept(SURE, GUESS)
    assert answering.next_open(0) == -1


def test_answers_stay_when_the_text_is_read_again(answering: Answering) -> None:
    answering.refuse(GUESS)
    again = replace(GUESS, shown="Guinea")
    answering.read_again(replace(answering.reading, proposals=(again,)))
    assert (answering.state(again), answering.shown(again), answering.count("open")) == (
        "refused", "Guinea", 0,
    )  # fmt: skip


def test_what_would_be_stored_is_told_with_what_follows_the_text() -> None:
    text = Draft("communication", values={"type": CommunicationType.READOUT})
    text.follows = [("communication_id", Draft("commitment")), ("communication_id", Draft("commitment"))]
    draft = Draft("engagement", parts={"participant": [PartRow({}), PartRow({}), PartRow({})]})
    draft.follows = [("engagement_id", text)]
    said = "An engagement with 3 people, 2 promises, and the text filed as their readout"
    assert summary(draft) == said
    assert summary(Draft("engagement")) == "An engagement"


def test_lines_broken_for_their_length_flow_and_every_letter_stays_at_its_place() -> None:
    sentence = "The ministers met in Paris and spoke of cables, grain and\nharbours."
    broken = f"{sentence}\n\nFrom: Post\nTo: Capital\n- one\n- two"
    shown = flowing(broken)
    assert len(shown) == len(broken)
    assert "grain and harbours." in shown
    assert shown.partition("\n\n")[2] == broken.partition("\n\n")[2]
