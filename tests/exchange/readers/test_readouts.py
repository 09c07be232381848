"""Readouts as communications linked to the call or meeting that they report."""

from __future__ import annotations

from pathlib import Path

from diplotrack.records import Communication, CommunicationParty, Engagement, Participant
from diplotrack.records.enumerations import CommunicationType, Correspondent, Format, Traffic
from diplotrack.workspace import Workspace
from tests.exchange.importing import READOUTS, code, name, parts, record, take, text, write

URL = "https://example.org/call"


def readout(**other: str) -> dict[str, str]:
    row = {
        "date": "2021-02-12", "kind": "readout", "source_url": URL,
        "title": "Readout of President Joe Biden’s Call with President Macron of France",
        "text": "President Biden spoke today with President Emmanuel Macron of France.\n\nThey agreed.\n\n###",
    }  # fmt: skip
    return row | other


def test_a_readout_is_a_public_communication_of_ours(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, READOUTS, readout()))
    one = record(workspace, Communication, URL)
    assert (one.type, one.traffic, one.is_public) == (CommunicationType.READOUT, Traffic.OUTGOING, True)
    assert (str(one.sent_on), one.reference) == ("2021-02-12", URL)


def test_its_text_is_kept_in_clean_paragraphs(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, READOUTS, readout()))
    assert text(workspace, record(workspace, Communication, URL), "text").endswith("\n\nThey agreed.")


def test_it_is_linked_to_the_call_that_it_reports(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, READOUTS, readout()))
    call = record(workspace, Engagement, URL)
    assert record(workspace, Communication, URL).engagement_id == call.id
    assert (call.format, str(call.starts_on)) == (Format.CALL, "2021-02-12")
    people = [(name(workspace, one.person_id), one.capacity) for one in parts(workspace, Participant, call)]
    assert people == [("Joe Biden", "President"), ("Emmanuel Macron", "President")]


def test_it_speaks_of_the_counterpart(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, READOUTS, readout()))
    rows = parts(workspace, CommunicationParty, record(workspace, Communication, URL))
    assert [(code(workspace, row.party_id), row.part) for row in rows] == [
        ("USA", Correspondent.FROM),
        ("FRA", Correspondent.ABOUT),
    ]


def test_a_joint_statement_comes_from_both(workspace: Workspace, tmp_path: Path) -> None:
    joint = readout(
        kind="joint", title="U.S.-Germany Joint Statement", text="The United States and Germany agree."
    )
    take(workspace, write(tmp_path, READOUTS, joint))
    rows = parts(workspace, CommunicationParty, record(workspace, Communication, URL))
    assert {(code(workspace, row.party_id), row.part) for row in rows} == {
        ("USA", Correspondent.FROM),
        ("DEU", Correspondent.FROM),
    }


def test_a_meeting_at_home_has_no_foreign_party_and_is_no_engagement(
    workspace: Workspace, tmp_path: Path
) -> None:
    home = readout(
        title="Readout of Meeting with the Governor of Georgia", text="Officials met with the Governor."
    )
    result = take(workspace, write(tmp_path, READOUTS, home))
    assert result.records == {"communication": 1}
    assert record(workspace, Communication, URL).is_routine


def test_yesterday_is_the_day_before(workspace: Workspace, tmp_path: Path) -> None:
    late = readout(text="President Biden spoke yesterday with President Emmanuel Macron of France.")
    take(workspace, write(tmp_path, READOUTS, late))
    assert str(record(workspace, Engagement, URL).starts_on) == "2021-02-11"
