"""G20 commitments with scores, recommendations of the Universal Periodic Review, and treaties."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.exchange.readers.treaties import type_of
from diplotrack.records import Agreement, AgreementParty, Ask, Commitment, CommitmentParty, Engagement, Score
from diplotrack.records.enumerations import (
    AgreementType,
    CommitmentNature,
    CommitmentSide,
    Direction,
    Response,
    Setting,
)
from diplotrack.workspace import Workspace
from tests.exchange.importing import (
    G20,
    TREATIES,
    UPR,
    code,
    parts,
    record,
    take,
    text,
    write,
)


def g20(**other: str) -> dict[str, str]:
    row = {
        "area": "Trade", "id": "2009L-12", "year": "2009", "text": "We will keep markets open.", "average": "0.33",
        "france": "1", "us": "0", "brazil": "−1", "eu": "1",
    }  # fmt: skip
    return row | other


def recommendation(**other: str) -> dict[str, str]:
    row = {
        "To": "Chad", "From": "France", "Text": "Ratify the optional protocol.", "Response": "Accepted", "Action": "5",
        "Issue": "Torture,Treaty bodies", "Session": "5",
    }  # fmt: skip
    return row | other


def treaty(**other: str) -> dict[str, str]:
    row = {
        "id": "5", "title": "Exchange of Notes concerning the Abolition of Visas", "field3": "BI", "subject": "VISA",
        "country_name": "FRANCE ; UNITED KINGDOM ; Bermuda", "references": "Treaty Series 004/1947: Cmd 7038||x.pdf",
        "document_url": "a\\b.html", "signed_event_date": "05/02/1947", "signed_event_location": "London",
        "definative_eif_event_date": "15/02/1947",
    }  # fmt: skip
    return row | other


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("We will halve deficits by 2013.", "2013"),
        ("We will act on what was agreed in 2008 until the end of 2010.", "2010-12-31"),
        ("We will act on what was agreed in 2008.", ""),
        ("We will complete the reform by the Seoul Summit.", "2010-11-11/2010-11-12"),
        ("We will keep markets open.", ""),
    ],
)
def test_a_g20_commitment_is_due_when_its_words_say(
    workspace: Workspace, tmp_path: Path, words: str, due: str
) -> None:
    take(workspace, write(tmp_path, G20, g20(text=words)))
    found = record(workspace, Commitment, "2009L-12")
    day = PartialDate.of(found.due_on, found.due_on_latest)
    assert (day.iso() if day is not None else "") == due


def test_each_member_makes_a_g20_commitment_and_has_a_score(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, G20, g20()))
    one = record(workspace, Commitment, "2009L-12")
    by = [row for row in parts(workspace, CommitmentParty, one) if row.side == CommitmentSide.BY]
    scores = {code(workspace, row.party_id): row.score for row in parts(workspace, Score, one)}
    assert {code(workspace, row.party_id) for row in by} == set(scores)
    assert scores == {"FRA": 1, "USA": 0, "BRA": -1, "EU": 1}


def test_scores_are_an_outside_assessor_s(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, G20, g20()))
    score = parts(workspace, Score, record(workspace, Commitment, "2009L-12"))[0]
    assert (score.assessor, score.is_outside, str(score.cycle_end_on)) == (
        "G20 Research Group",
        True,
        "2009-09-24",
    )


def test_a_g20_commitment_is_made_at_its_summit(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, G20, g20(), g20(id="2009L-13")))
    one = record(workspace, Commitment, "2009L-12")
    summit = record(workspace, Engagement, "summit:2009-04-02")
    assert (str(one.made_on), one.engagement_id, one.direction) == ("2009-04-02", summit.id, Direction.OURS)


def test_an_average_that_the_scores_do_not_make_is_told(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, write(tmp_path, G20, g20(average="0.9")))
    assert [note.column for note in result.notes] == ["average"]


def test_an_accepted_recommendation_is_a_commitment_to_the_recommending_state(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, write(tmp_path, UPR, recommendation(Action="2")))
    with workspace.read() as session:
        one = session.query(Commitment).one()
    sides = {code(workspace, row.party_id): row.side for row in parts(workspace, CommitmentParty, one)}
    assert sides == {"TCD": CommitmentSide.BY, "FRA": CommitmentSide.TO}
    assert (one.direction, one.nature) == (Direction.BETWEEN_OTHERS, CommitmentNature.CONTINUING)
    assert (str(one.made_on), str(one.made_on_latest), one.due_on) == ("2009-05-01", "2009-05-31", None)


def test_a_noted_recommendation_is_an_ask_with_that_response(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, UPR, recommendation(Response="Noted")))
    with workspace.read() as session:
        one = session.query(Ask).one()
    assert (code(workspace, one.by_id), code(workspace, one.to_id), one.response) == (
        "FRA",
        "TCD",
        Response.NOTED,
    )


def test_the_same_recommendation_twice_is_told(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, write(tmp_path, UPR, recommendation(), recommendation()))
    assert (result.created, len(result.notes)) == (2, 1)


def test_a_treaty_has_states_as_parties_and_territories_in_words(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, write(tmp_path, TREATIES, treaty()))
    one = record(workspace, Agreement, "5")
    used = [(code(workspace, row.party_id), row.name_used) for row in parts(workspace, AgreementParty, one)]
    assert used == [("FRA", "FRANCE"), ("GBR", "UNITED KINGDOM")]
    assert text(workspace, one, "summary") == "Extended to: Bermuda."


def test_a_treaty_has_type_dates_place_and_references(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write(tmp_path, TREATIES, treaty()))
    one = record(workspace, Agreement, "5")
    assert (one.type, one.setting, one.place) == (
        AgreementType.EXCHANGE_OF_NOTES,
        Setting.BILATERAL,
        "London",
    )
    assert (str(one.signed_on), str(one.in_force_on)) == ("1947-02-05", "1947-02-15")
    assert (one.reference, one.link) == ("Treaty Series 004/1947: Cmd 7038", "a/b.html")


def test_an_impossible_date_is_an_error_with_row_column_value_and_why(
    workspace: Workspace, tmp_path: Path
) -> None:
    [error] = take(workspace, write(tmp_path, TREATIES, treaty(signed_event_date="31/02/1947"))).errors
    assert (error.row, error.column, error.value) == (2, "signed_event_date", "31/02/1947")


def test_a_catalogue_entry_without_content_is_left_out(workspace: Workspace, tmp_path: Path) -> None:
    result = take(
        workspace, write(tmp_path, TREATIES, {"id": "1", "title": "Treaty Series 044/1907: Cd 3853"})
    )
    assert (result.created, result.skipped, list(result.left_out.values())) == (0, 1, [1])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Protocol to the Convention on Extradition", AgreementType.PROTOCOL),
        ("Convention for the Regulation of Whaling", AgreementType.CONVENTION),
        ("Memorandum of Understanding on Agreement", AgreementType.MEMORANDUM),
        ("Treaty of Peace", AgreementType.TREATY),
        ("Notes Exchanged respecting Extradition", AgreementType.EXCHANGE_OF_NOTES),
        ("1996 Amendments to the International Convention on Safety", AgreementType.OTHER),
        ("Declaration", AgreementType.OTHER),
    ],
)
def test_the_kind_of_instrument_is_the_one_that_the_title_names_first(
    title: str, kind: AgreementType
) -> None:
    assert type_of(title) == kind
