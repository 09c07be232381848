"""What stands in the ledger more than once and is one occasion is told, and counted, once."""

from __future__ import annotations

from datetime import date
from typing import Any

from diplotrack.records import Ask, Participant
from diplotrack.records.enumerations import Format, Level, Side
from diplotrack.reports.document import Document, KeepTogether, Table, cell, plain
from diplotrack.store.passages import write_text
from diplotrack.workspace import Workspace
from tests.reports.compose.desk import Desk
from tests.reports.compose.spoken import brief, words

SUMMIT: dict[str, Any] = {"format": Format.SUMMIT, "level_theirs": Level.HEAD, "ends_on": date(2008, 11, 15)}
DAY = date(2008, 11, 14)


def years(document: Document) -> list[list[str]]:
    """The rows of the table of years."""
    kept = [part for one in document.blocks if isinstance(one, KeepTogether) for part in one.blocks]
    [table] = [one for one in kept if isinstance(one, Table) and one.name == "years"]
    return [[plain(cell(one).text) for one in row] for row in table.rows if isinstance(row, tuple)]


def sit(
    desk: Desk, engagement: Any, person: Any, of: str, side: Side = Side.THEIRS, capacity: str = ""
) -> None:
    desk.add(
        Participant(
            engagement_id=engagement.id,
            person_id=person.id if person else None,
            party_id=desk.party(of),
            side=side,
            capacity=capacity,
        )
    )


def test_a_summit_in_two_lists_is_told_once_from_both(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        desk = Desk(work)
        aso = desk.person("Taro Aso", "JPN")
        desk.met("G20 summit", DAY, "USA", "JPN", "G20", city="Washington", level_ours=Level.HEAD, **SUMMIT)
        visit = desk.met("G-20 meeting: Prime Minister Aso", DAY, "USA", "JPN", "G20", **SUMMIT)
        sit(desk, visit, aso, "JPN", capacity="Prime Minister")
        write_text(work, visit, "summary", "Attended the meeting.")
    document = brief(workspace, "JPN").document
    said = words(document)
    assert "G20 summit" in said
    assert "Prime Minister Aso" not in said
    assert "Taro Aso (Prime Minister)" in said
    assert "Attended the meeting." in said
    assert years(document) == [["2008", "–", "1", "1", "1"]]


def test_two_summits_of_different_organizations_are_two(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        desk = Desk(work)
        desk.met("NATO summit", DAY, "USA", "FRA", "NATO", **SUMMIT)
        desk.met("G20 summit", DAY, "USA", "FRA", "G20", **SUMMIT)
    assert years(brief(workspace, "FRA").document)[0][2] == "2"


def test_the_minister_who_came_along_makes_no_second_visit(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        desk = Desk(work)
        head, minister = desk.person("Ann Head", "USA"), desk.person("Bea Minister", "USA")
        host = desk.person("Guy Host", "FRA")
        stay: dict[str, Any] = {"city": "Paris, Caen", "ends_on": date(2008, 6, 6), "level_ours": Level.HEAD}
        met = desk.met("Talks in Paris", date(2008, 6, 5), "USA", "FRA", format=Format.MEETING, **stay)
        sit(desk, met, head, "USA", Side.OURS)
        sit(desk, met, host, "FRA")
        along = desk.met("Along to Paris", date(2008, 6, 5), "USA", "FRA", format=Format.VISIT, **stay)
        sit(desk, along, head, "USA", Side.OURS)
        sit(desk, along, minister, "USA", Side.OURS)
    document = brief(workspace, "FRA").document
    assert years(document) == [["2008", "1", "–", "1", "1"]]
    assert "Talks in Paris" in words(document)
    assert "Along to Paris" not in words(document)
    assert "Bea Minister" in words(document)


def test_two_meetings_of_one_day_stay_two(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        desk = Desk(work)
        envoy = desk.person("Ann Envoy", "USA")
        for title in ("With the ministry", "With the parliament"):
            met = desk.met(title, DAY, "USA", "FRA", city="Paris", format=Format.MEETING)
            sit(desk, met, envoy, "USA", Side.OURS)
    assert years(brief(workspace, "FRA").document)[0][1] == "2"


def test_a_programme_is_not_counted_beside_its_items(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        desk = Desk(work)
        programme = desk.met("Visit programme", DAY, "USA", "FRA", format=Format.VISIT)
        desk.met("Talks", DAY, "USA", "FRA", parent_id=programme.id)
        desk.met("Dinner", DAY, "USA", "FRA", parent_id=programme.id)
    assert years(brief(workspace, "FRA").document)[0][1] == "2"


def test_guests_of_a_third_party_are_not_called_theirs(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        desk = Desk(work)
        met = desk.met("G8 summit", DAY, "USA", "JPN", "G8", **SUMMIT)
        sit(desk, met, desk.person("Hu Jintao", "CHN"), "CHN", capacity="President")
        sit(desk, met, None, "JPN", capacity="Foreign Minister")
    said = words(brief(workspace, "JPN").document)
    assert "Also: \nHu Jintao (President, China)" in said
    assert "For\u00a0them: \nForeign Minister\n" in said


def test_the_head_of_another_state_does_not_raise_the_level_with_the_partner(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        desk = Desk(work)
        koumura = desk.person("Koumura", "JPN", "Foreign Minister", Level.MINISTER)
        olmert = desk.person("Ehud Olmert", "ISR", "Prime Minister", Level.HEAD)
        met = desk.met("In Tokyo", DAY, "USA", "JPN", "ISR", level_theirs=Level.HEAD)
        sit(desk, met, koumura, "JPN", capacity="Foreign Minister")
        sit(desk, met, olmert, "ISR", capacity="Prime Minister")
    assert years(brief(workspace, "JPN").document)[0][-1] == "–"
    assert years(brief(workspace, "ISR").document)[0][-1] == "1"


def test_days_on_end_are_told_from_the_first_to_the_last(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        Desk(work).met("Talks", DAY, "USA", "FRA", ends_on=date(2008, 11, 15))
    assert "Nov 14\u2009–\u200915, 2008" in words(brief(workspace, "FRA").document)


def test_promises_without_due_dates_stand_with_the_day_they_were_made(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        Desk(work).promise("We will consult.", "USA", "FRA", made_on=date(2008, 3, 2))
    said = words(brief(workspace, "FRA").document)
    assert "Mar 2, 2008" in said
    assert "no date" not in said


def test_an_ask_is_a_sentence_before_the_next_one(workspace: Workspace) -> None:
    with workspace.change("Log") as work:
        desk = Desk(work)
        desk.add(Ask(by_id=desk.party("USA"), to_id=desk.party("FRA"), text="Send the list", asked_on=DAY))
    assert "Send the list." in words(brief(workspace, "FRA").document)


def test_organizations_in_common_go_by_their_abbreviations(workspace: Workspace) -> None:
    assert "NATO, OECD, OSCE, and UN" in words(brief(workspace, "FRA").document)
