"""What a text is read for, and the words that each proposal shows."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from datetime import time as daytime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotrack.base.dates import PartialDate
from diplotrack.exchange.texts.opening import pasted
from diplotrack.exchange.texts.text_file import Correspondent, TextFile
from diplotrack.records.enumerations import (
    CommunicationType,
    EngagementStatus,
    Format,
    Level,
    ParticipantRole,
    Side,
    Traffic,
)
from diplotrack.store.passages import paragraphs
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Newcomer
from diplotrack.workspace.gleaning import Whose
from diplotrack.workspace.intake import SURE, About, Proposal, Reading, ground
from tests.workspace.intake.conftest import COMMUNIQUE, FRENCH, MEMCON, NOTE, READOUT, TEXTS, Read


def of(reading: Reading, key: str) -> Proposal:
    found = reading.named(key)
    assert found is not None, [one.key for one in reading.proposals]
    return found


def words(reading: Reading, one: Proposal) -> list[str]:
    return [" ".join(reading.text[span.start : span.end].split()) for span in one.spans]


def sides(reading: Reading) -> dict[str, Side]:
    return {
        one.key.partition(":")[2]: one.further["side"]
        for one in reading.proposals
        if one.about in (About.PARTY, About.BODY) and one.sureness >= SURE
    }


def test_our_readout_tells_of_a_call_and_is_a_text_by_itself(read: Read) -> None:
    reading = read(READOUT)
    assert of(reading, "kind:engagement").sureness >= SURE
    assert of(reading, "kind:communication").value is CommunicationType.READOUT
    assert of(reading, "kind:traffic").value is Traffic.OUTGOING
    assert of(reading, "format").value is Format.CALL
    assert sides(reading) == {"USA": Side.OURS, "FRA": Side.THEIRS}
    assert of(reading, "level:theirs").value is Level.HEAD
    assert of(reading, "title:engagement").value.startswith("President Adams's Call with")


def test_a_day_is_counted_from_the_line_of_the_head(read: Read) -> None:
    reading = read(READOUT)
    day = of(reading, "day:starts_on")
    assert day.value == PartialDate.parse("2024-03-12")
    assert words(reading, day) == ["today"]
    assert words(reading, of(reading, "day:sent_on")) == ["March 12, 2024"]


def test_who_is_only_spoken_of_takes_no_part(read: Read) -> None:
    reading = read(READOUT)
    kenya = of(reading, "party:KEN")
    assert kenya.further["side"] is Side.THIRD
    assert kenya.sureness < 40


def test_people_of_the_ledger_are_known_and_others_new(read: Read) -> None:
    reading = read(READOUT)
    moreau = of(reading, "person:FRA:camille moreau")
    assert isinstance(moreau.value, int)
    assert moreau.further["capacity"] == "President"
    assert "President Moreau" in words(reading, moreau)
    adams = of(reading, "person:USA:adams")
    assert adams.value == Newcomer("person", "Adams", is_new=True)


def test_promises_say_whose_they_are_and_by_when(read: Read) -> None:
    reading = read(READOUT)
    promises = {one.shown: one for one in reading.of(About.PROMISE)}
    meeting = next(one for shown, one in promises.items() if "experts" in shown)
    ships = next(one for shown, one in promises.items() if "repair ships" in shown)
    assert meeting.value.values["due_on"] == PartialDate.parse("2024-06-30")
    assert len(meeting.value.parts["commitment_party"]) == 2
    assert "by the end of June 2024" in words(reading, meeting)
    parties = [(row.values["side"].value) for row in ships.value.parts["commitment_party"]]
    assert parties == ["by", "to"]


def test_words_on_an_objective_and_the_call_that_is_known(read: Read) -> None:
    reading = read(READOUT)
    assert [one.shown for one in reading.of(About.OBJECTIVE)] == [
        "SEC-1 Undersea cables protected and repaired together"
    ]
    (link,) = (one for one in reading.of(About.LINK) if one.key.startswith("link:engagement"))
    assert link.shown == "Call with Paris"
    assert link.sureness >= SURE


def test_a_memcon_is_read_by_its_head(read: Read) -> None:
    reading = read(MEMCON)
    assert reading.named("kind:communication") is None
    assert of(reading, "day:starts_on").value == PartialDate.parse("2024-05-14")
    assert (of(reading, "day:start_time").value, of(reading, "day:end_time").value) == (
        daytime(15),
        daytime(16, 30),
    )
    assert (of(reading, "place:city").value, of(reading, "place:venue").value) == (
        "Tokyo",
        "Ministry of Foreign Affairs",
    )
    assert of(reading, "marking").value.text == "CONFIDENTIAL"
    people = {one.key: one for one in reading.of(About.PERSON)}
    assert list(people)[:5] == [
        "person:USA:ruth bell",
        "person:USA:tom lee",
        "person:USA:ann poe",
        "person:JPN:kenji sato",
        "person:JPN:yumi ito",
    ]
    assert people["person:JPN:kenji sato"].further["capacity"] == "Director-General for European Affairs"
    assert people["person:JPN:yumi ito"].further["role"] is ParticipantRole.INTERPRETER
    assert people["person:USA:ann poe"].further["role"] is ParticipantRole.NOTETAKER
    assert isinstance(people["person:USA:ruth bell"].value, int)


def test_the_sections_of_a_memcon_go_by_its_headings(read: Read) -> None:
    reading = read(MEMCON)
    assert [role for _start, _end, role in reading.sections] == [
        "summary",
        "our_points",
        "their_points",
        "atmosphere",
    ]
    start, end, _role = reading.sections[1]
    assert reading.text[start:end] == "We asked for early word of repairs."


def test_a_capital_that_acts_stands_for_its_government_and_says_so(read: Read) -> None:
    reading = read(
        "Statement\n\nThe talks went on for a day in Vienna. Moscow rejected the text that was laid before it."
    )
    moscow = of(reading, "party:RUS")
    assert moscow.flag == "“Moscow” stands for a government."
    assert words(reading, moscow) == ["Moscow"]
    assert reading.named("party:AUT") is None


def test_former_names_are_read_as_of_the_day(read: Read) -> None:
    reading = read(COMMUNIQUE)
    assert of(reading, "kind:communication").value is CommunicationType.JOINT_COMMUNIQUE
    assert words(reading, of(reading, "party:MMR"))[0] == "Burma"
    assert words(reading, of(reading, "party:COD"))[0] == "Zaire"
    assert of(reading, "day:sent_on").value == PartialDate.parse("1985-06-03")


def test_what_a_joint_text_promises_all_promise(read: Read) -> None:
    (promise,) = read(COMMUNIQUE).of(About.PROMISE)
    assert {row.values["side"].value for row in promise.value.parts["commitment_party"]} == {"by"}


def test_a_french_head_is_read_and_what_is_not_is_said(read: Read) -> None:
    reading = read(FRENCH)
    assert of(reading, "kind:communication").value is CommunicationType.PRESS_RELEASE
    assert of(reading, "day:starts_on").value == PartialDate.parse("2024-03-12")
    assert {"party:BRA", "party:FRA"} <= {one.key for one in reading.proposals}
    assert not reading.of(About.PROMISE)
    assert any("English only" in note for note in reading.notes)


def test_a_note_verbale_came_in_from_whoever_presents_compliments(read: Read) -> None:
    reading = read(NOTE)
    assert of(reading, "kind:communication").value is CommunicationType.NOTE_VERBALE
    assert of(reading, "kind:traffic").value is Traffic.INCOMING
    assert reading.named("kind:engagement") is None
    assert sides(reading)["JPN"] is Side.THEIRS


def test_figures_that_are_a_day_either_way_are_flagged_with_the_other_day(read: Read) -> None:
    day = of(
        read("MEMCON\n\nDate: 03/04/2024\nSubject: Talks with Kenya\n\nWe met the Minister."), "day:starts_on"
    )
    assert day.value == PartialDate.parse("2024-04-03")
    assert [rival.value for rival in day.rivals] == [PartialDate.parse("2024-03-04")]
    assert day.sureness < SURE
    assert day.flag


def test_today_without_the_day_of_the_text_is_a_guess(read: Read) -> None:
    day = of(
        read("Readout of Meeting with Japan\n\nThe Secretary met today with the Minister of Japan."),
        "day:starts_on",
    )
    assert day.value == PartialDate.parse("2024-06-01")
    assert day.sureness < 40
    assert "today" in day.flag


def test_a_message_tells_who_sent_it_and_when(opened: Workspace) -> None:
    said = "Minister Ichiro Mori of Japan spoke yesterday with Secretary Roe of the United States."
    text = f"Readout of Call with Secretary Jane Roe\n\n{said}"
    source = TextFile(
        tuple(paragraphs(text)),
        title="Readout of Call with Secretary Jane Roe",
        form="eml",
        sent=datetime(2024, 5, 15, 9, 0, tzinfo=UTC),
        sender=Correspondent("Press", "press@mofa.go.jp"),
        key="<1@mofa.go.jp>",
    )
    reading = opened.intake.read(source)
    assert of(reading, "kind:traffic").value is Traffic.INCOMING
    assert of(reading, "day:starts_on").value == PartialDate.parse("2024-05-14")
    assert sides(reading) == {"USA": Side.OURS, "JPN": Side.THEIRS}


def test_a_message_that_calls_itself_nothing_is_a_letter_and_not_public(opened: Workspace) -> None:
    said = ("Dear Ruth,", "Thank you for receiving me. We will send the annex by 15 June 2024.", "Kenji")
    source = TextFile(said, title="Annex", form="eml", sender=Correspondent("Kenji Sato", "sato@mofa.go.jp"))
    reading = opened.intake.read(source)
    assert of(reading, "kind:communication").value is CommunicationType.LETTER
    assert reading.named("kind:public") is None
    filed = {one.key for one in reading.of(About.TEXT)}
    assert filed == {"kind:communication", "kind:traffic", "title:communication"}


def test_what_is_announced_is_planned_on_the_day_to_come(read: Read) -> None:
    said = "The Secretary will meet with Prime Minister Sato of Japan on 9 June 2024."
    reading = read(f"Statement on a Visit\n\n3 May 2024\n\n{said}")
    assert of(reading, "day:starts_on").value == PartialDate.parse("2024-06-09")
    assert of(reading, "kind:engagement").further["status"] is EngagementStatus.PLANNED


def test_a_day_in_wrapped_prose_is_not_the_day_of_the_text(read: Read) -> None:
    text = "Readout of Call with Japan\n\nThe Minister recalled the flood that began on\nApril 7, 2011, and went on."
    assert read(text).named("day:sent_on") is None


def test_a_name_that_nobody_knows_is_offered_with_what_resembles_it(read: Read) -> None:
    reading = read(
        "Readout of Meeting with Kazakstan\n\nThe Secretary met today with President Marat Aliyev of Kazakstan."
    )
    (unknown,) = (one for one in reading.of(About.PARTY) if one.key.startswith("party?:"))
    assert unknown.shown == "Kazakhstan"
    assert unknown.sureness < SURE
    assert unknown.rivals[-1].value == Newcomer("party", "Kazakstan", is_new=True)


def test_a_name_written_otherwise_is_offered_as_perhaps_the_same(read: Read) -> None:
    reading = read("Readout of Call with President Kamille Moreaux of France\n\nThey spoke on 12 March 2024.")
    (person,) = (one for one in reading.of(About.PERSON) if one.further["side"] is Side.THEIRS)
    assert isinstance(person.value, Newcomer)
    assert [rival.shown for rival in person.rivals] == ["the same as Camille Moreau (President)"]
    assert person.flag


def test_a_text_is_read_again_with_the_same_keys(read: Read) -> None:
    for text in TEXTS.values():
        assert [one.key for one in read(text).proposals] == [one.key for one in read(text).proposals]


def test_an_endless_text_is_cut_and_says_so(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "LONGEST", 5_000)
    reading = read("\n\n".join(["The United States will send two ships to France by 1 July 2024."] * 100))
    assert any("letters were read" in note for note in reading.notes)
    assert any("first promises" in note for note in reading.notes)
    assert len(reading.of(About.PROMISE)) == 60


@pytest.mark.parametrize("piece", ["Director Anna Berg, ", "President Doe\n\n", "France, ", "U.S. "])
def test_an_endless_row_of_names_is_read_in_bounded_time_and_what_is_left_out_told(
    read: Read, piece: str
) -> None:
    begun = time.process_time()
    reading = read(f"We met on 3 May 2024.\n\n{piece * (90_000 // len(piece))}")
    assert time.process_time() - begun < 5
    assert any("Those present were looked for in the first" in note for note in reading.notes)


def test_what_somebody_there_said_his_side_will_do_is_promised_and_what_others_said_of_it_is_not(
    read: Read,
) -> None:
    said = "President Adams spoke with President Moreau of France.\n\n{} will train two crews by 30 September 2024."
    (one,) = read(said.format("The Minister said that the United States")).of(About.PROMISE)
    assert (one.further["whose"], bool(one.flag)) == (Whose.OURS, True)
    assert not read(said.format("Moscow said that the United States")).of(About.PROMISE)
    assert not read(said.format("The Minister said that Kenya")).of(About.PROMISE)


PIECES = st.sampled_from(
    [
        "Readout of", "President", "Macron", "of France", "\n\n", "\n", "DATE:", "12/03/2024", "PARTICIPANTS:", "will",
        "Moscow said", "pay by 2030", "<b>&{}", "السيد", "日本", "\u200b", "\u00a0", "Mr.", "the", "“", "Our points",
        "today", ":", "é",
    ]
)  # fmt: skip


@settings(max_examples=25)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join)))
def test_any_text_gives_spans_within_it_and_keys_of_its_own(opened: Workspace, text: str) -> None:
    reading = opened.intake.read(pasted(text))
    keys = [one.key for one in reading.proposals]
    assert len(keys) == len(set(keys))
    for one in reading.proposals:
        assert 0 <= one.sureness <= 100
        for span in one.spans:
            assert 0 <= span.start < span.end <= len(reading.text), one
    order = list(About)
    assert [order.index(one.about) for one in reading.proposals] == sorted(
        order.index(one.about) for one in reading.proposals
    )


@pytest.mark.parametrize(
    "text", ["", "x", "\n\n", "###", "محضر اجتماع\n\nاجتمع الوزير اليوم في 12 مارس 2024."]
)
def test_next_to_nothing_is_read_without_a_fault(read: Read, text: str) -> None:
    assert len(read(text).proposals) <= 8


REPORT = """From: Second Secretary (Political), Berlin
To: Europe Department
Date: 5 February 2024
Subject: Germany: call on State Secretary Weber, 4 February

1. Summary

The Ambassador called on State Secretary Anna Weber on 4 February. Paris had pressed for a delay.

2. Comment

A useful meeting."""


def test_a_report_in_sections_is_the_record_of_what_was_held_before_it_was_sent(read: Read) -> None:
    reading = read(REPORT)
    assert reading.named("kind:communication") is None
    assert of(reading, "day:starts_on").value == PartialDate.parse("2024-02-04")
    assert [role for _start, _end, role in reading.sections] == ["summary", "atmosphere"]
    weber = of(reading, "person:DEU:anna weber")
    assert weber.further["side"] is Side.THEIRS
    assert of(reading, "level:theirs").why


def test_several_people_of_one_line_are_told_apart(read: Read) -> None:
    present = (
        "Present: Ambassador Ruth Bell (USA), Ms. Leila Haddad (Jordan), Mr. Ivan Petrov (Russian Federation)"
    )
    reading = read(f"MINUTES OF MEETING\n\nDate: 12 March 2024\n{present}\n\nThe Chair opened the meeting.")
    assert [one.key for one in reading.of(About.PERSON)] == [
        "person:USA:ruth bell",
        "person:JOR:leila haddad",
        "person:RUS:ivan petrov",
    ]


def test_whether_a_text_is_public_is_left_open_where_it_does_not_say_what_it_is(read: Read) -> None:
    reading = read("The Foreign Minister met the envoy of Japan on 3 May 2024 to speak of cables.")
    assert of(reading, "kind:public").sureness < SURE
