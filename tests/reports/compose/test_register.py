"""The engagement register."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diplotrack.base.markings import scheme_named
from diplotrack.records import (
    AgendaItem,
    Communication,
    Engagement,
    EngagementParty,
    Participant,
    Party,
    Passage,
    Person,
)
from diplotrack.records.enumerations import (
    CommunicationType,
    EngagementStatus,
    Format,
    Level,
    ParticipantRole,
    PartyType,
    Traffic,
)
from diplotrack.release import ReleaseFilter
from diplotrack.reports.compose.register import EngagementChoice, engagement_register
from diplotrack.reports.document import Copy, Document
from diplotrack.reports.terms import Terms
from diplotrack.store.ledger import Ledger
from tests.reports.compose.listed import TODAY, heads, rows
from tests.reports.compose.spoken import words

SECRET = scheme_named("neutral").levels[-1]


@pytest.fixture(scope="module")
def busy(empty_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Three engagements with two partners, of which one lies ahead and one is marked high; the tests only read it."""
    ledger = Ledger.open(
        Path(shutil.copytree(empty_template, tmp_path_factory.mktemp("busy") / "w.diplotrack"))
    )
    with ledger.change("Set up") as work:
        france, japan = (
            work.add(Party(name=name, type=PartyType.COUNTRY)).id for name in ("France", "Japan")
        )

        def engaged(title: str, party: int, **more: Any) -> int:
            one = work.add(Engagement(title=title, **more)).id
            work.add(EngagementParty(engagement_id=one, party_id=party))
            return one

        talks = engaged(
            "Talks",
            france,
            starts_on=date(2026, 3, 2),
            level_theirs=Level.MINISTER,
            level_ours=Level.DEPUTY_MINISTER,
        )
        engaged("Call", japan, starts_on=date(2026, 6, 10), format=Format.CALL)
        engaged(
            "Back channel",
            japan,
            starts_on=date(2026, 4, 1),
            marking_scheme=SECRET.scheme,
            marking_rank=SECRET.rank,
            marking_text=SECRET.text,
        )
        head = work.add(Person(name="Ada Head")).id
        work.add(
            Participant(engagement_id=talks, person_id=head, role=ParticipantRole.HEAD, capacity="Minister")
        )
        work.add(AgendaItem(engagement_id=talks, title="Ports", sequence=1))
        work.add(Passage(owner_kind="engagement", owner_id=talks, role="summary", text="We met."))
        work.add(
            Communication(
                title="Readout",
                type=CommunicationType.READOUT,
                traffic=Traffic.INCOMING,
                engagement_id=talks,
                sent_on=date(2026, 3, 3),
            )
        )
    yield ledger
    ledger.close()


def register(
    ledger: Ledger,
    copy: Copy = Copy.INTERNAL,
    *,
    release: ReleaseFilter | None = None,
    machine: bool = False,
    **choice: Any,
) -> Document:
    with ledger.read() as session:
        terms = Terms(TODAY, copy, release or ReleaseFilter())
        return engagement_register(session, terms, EngagementChoice(**choice), machine=machine).document


def test_an_entry_tells_who_met_at_which_level_and_what_is_on_record(busy: Ledger) -> None:
    (talks,) = rows(register(busy, last=date(2026, 3, 31)), "engagements")
    assert talks == {
        "day": "Mar 2, 2026",
        "title": "Talks\nPorts",
        "format": "Meeting",
        "level": "Minister",
        "with": "France\nAda Head (Minister)",
        "record": "kept",
        "readouts": "theirs",
    }


def test_what_lies_ahead_is_listed_as_planned_where_it_is_asked_for(busy: Ledger) -> None:
    assert [one["title"] for one in rows(register(busy), "engagements")][-1].endswith("Back channel")
    ahead = rows(register(busy, last=date(2026, 12, 31)), "engagements")[-1]
    assert ahead["format"] == "Call\nplanned"
    only = register(busy, last=date(2026, 12, 31), status=frozenset({EngagementStatus.PLANNED}))
    assert len(rows(only, "engagements")) == 1


@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        ({"level": frozenset({Level.DEPUTY_MINISTER})}, ["Talks"]),
        ({"format": frozenset({Format.CALL}), "last": date(2027, 1, 1)}, ["Call"]),
        ({"partner_id": 2}, ["Back channel"]),
        ({"first": date(2026, 3, 3), "last": date(2026, 5, 1)}, ["Back channel"]),
    ],
)
def test_a_choice_narrows_the_register(busy: Ledger, choice: dict[str, Any], titles: list[str]) -> None:
    found = rows(register(busy, machine=True, **choice), "engagements")
    assert [one["title"] for one in found] == titles


def test_months_and_totals_count_what_may_be_shown_alone(busy: Ledger) -> None:
    both, one = register(busy), register(busy, release=ReleaseFilter(max_rank=0))
    assert heads(both, "engagements") == ["March 2026   1 engagement", "April 2026   1 engagement"]
    assert "2: held 2" in words(both)
    assert "No engagement fits this choice." in words(one)


def test_a_copy_to_hand_over_does_not_tell_what_is_on_record(busy: Ledger) -> None:
    (talks,) = rows(register(busy, Copy.HAND_OVER, last=date(2026, 3, 31)), "engagements")
    assert "record" not in talks
    keys = rows(register(busy, Copy.HAND_OVER, machine=True), "engagements")[0]
    assert not {"uid", "record", "objectives"} & set(keys)


def test_nothing_is_said_in_a_sentence(ledger: Ledger) -> None:
    assert "No engagement fits this choice." in words(register(ledger))
