"""The ledger as of a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.records import (
    Appointment,
    Commitment,
    DueChange,
    Party,
    PartyName,
    Person,
    Score,
    Update,
)
from diplotrack.records.enumerations import (
    Assessment,
    CommitmentStatus,
    NameUse,
    PartyType,
)
from diplotrack.store import as_of
from diplotrack.store.ledger import Ledger
from diplotrack.store.party_names import called_on
from diplotrack.store.unit_of_work import Work

DAY = date(2008, 12, 31)
BEFORE, AFTER = date(2008, 6, 1), date(2009, 6, 1)


def commitment(work: Work, **more: Any) -> int:
    return work.add(Commitment(text="Deliver", **more)).id


def party(work: Work, name: str, sort: PartyType = PartyType.COUNTRY, **more: Any) -> int:
    return work.add(Party(name=name, code=more.pop("code", ""), type=sort, **more)).id


def test_a_status_is_that_of_the_latest_update_by_the_day(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        one = commitment(work)
        work.add(Update(commitment_id=one, on=BEFORE, new_status=CommitmentStatus.IN_PROGRESS))
        work.add(Update(commitment_id=one, on=AFTER, new_status=CommitmentStatus.FULFILLED))
    with ledger.read() as session:
        assert as_of.statuses(session, DAY, [one]) == {one: CommitmentStatus.IN_PROGRESS}
        assert as_of.statuses(session, AFTER, [one]) == {one: CommitmentStatus.FULFILLED}
        assert as_of.statuses(session, date(2008, 1, 1), [one]) == {one: CommitmentStatus.OPEN}


def test_a_due_date_moved_later_stood_where_it_was(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        one = commitment(work, due_on=date(2011, 1, 1))
        work.add(DueChange(commitment_id=one, on=AFTER, old_due_on=date(2010, 1, 1)))
        work.add(DueChange(commitment_id=one, on=date(2010, 6, 1), old_due_on=date(2010, 9, 1)))
    with ledger.read() as session:
        assert as_of.due_dates(session, DAY, [one]) == {one: PartialDate.day(date(2010, 1, 1))}
        assert as_of.due_dates(session, AFTER, [one]) == {one: PartialDate.day(date(2010, 9, 1))}
        assert as_of.due_dates(session, date(2012, 1, 1), [one]) == {one: PartialDate.day(date(2011, 1, 1))}


def test_a_partial_due_date_is_overdue_only_after_its_last_day() -> None:
    due = PartialDate.parse("2008-12")
    assert as_of.overdue_days(due, CommitmentStatus.OPEN, DAY) == 0
    assert as_of.overdue_days(due, CommitmentStatus.OPEN, date(2009, 1, 1)) == 1
    assert as_of.overdue_days(due, CommitmentStatus.FULFILLED, AFTER) == 0


def test_the_final_score_of_a_cycle_beats_the_interim_one(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        one, by = commitment(work), party(work, "France")
        for score, report, on in (
            (1, Assessment.FINAL, BEFORE),
            (0, Assessment.INTERIM, BEFORE),
            (-1, Assessment.FINAL, AFTER),
        ):
            work.add(Score(commitment_id=one, party_id=by, score=score, report=report, cycle_end_on=on))
    with ledger.read() as session:
        assert as_of.latest_scores(session, DAY, [one]) == {one: {by: 1}}


def test_an_update_after_the_day_is_not_the_latest(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        one = commitment(work)
        work.add(Update(commitment_id=one, on=BEFORE, text="Voted."))
        work.add(Update(commitment_id=one, on=AFTER, text="Paid."))
    with ledger.read() as session:
        assert as_of.latest_updates(session, DAY, [one])[one].text == "Voted."


def test_an_office_is_held_from_its_first_to_its_last_day(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        france = party(work, "France")
        for name, start, end in (
            ("Before", date(2000, 1, 1), date(2008, 12, 30)),
            ("Then", date(2008, 12, 31), date(2008, 12, 31)),
            ("After", date(2009, 1, 1), None),
        ):
            person = work.add(Person(name=name))
            work.add(
                Appointment(person_id=person.id, office=name, party_id=france, from_on=start, until_on=end)
            )
    with ledger.read() as session:
        assert [one.office for one in as_of.offices(session, DAY, parties=[france])] == ["Then"]


def test_an_event_without_a_date_counts_from_its_entry(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        early = commitment(work, created_at=datetime(2008, 12, 31, 23))
        commitment(work, created_at=datetime(2009, 1, 1))
    with ledger.read() as session:
        found = session.query(Commitment.id).where(as_of.by_day(Commitment, "made_on", DAY))
        assert [one for (one,) in found] == [early]


def test_a_partner_comes_with_its_ministries_but_not_with_what_is_contested(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        france = party(work, "France")
        ministry = party(work, "Foreign Ministry", PartyType.MINISTRY, parent_id=france)
        office = party(work, "Protocol", PartyType.OWN_UNIT, parent_id=ministry)
        party(work, "Elsewhere", PartyType.CONTESTED, parent_id=france)
    with ledger.read() as session:
        assert as_of.with_bodies(session, france) == {france, ministry, office}


@pytest.mark.parametrize(("day", "name"), [(date(1990, 1, 1), "Zaire"), (date(2008, 1, 1), "Congo")])
def test_a_party_is_called_as_on_the_day(ledger: Ledger, day: date, name: str) -> None:
    with ledger.change("Set up") as work:
        congo = party(work, "Congo")
        for former in ("Zaire", "Republic of Zaire"):
            span = {"from_on": date(1971, 10, 27), "until_on": date(1997, 5, 17)}
            work.add(PartyName(party_id=congo, name=former, use=NameUse.FORMER, language="en", **span))
    with ledger.read() as session:
        assert called_on(session, day)[congo].name == name


def test_the_workspace_has_the_last_word_on_a_contested_name(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        one = party(work, "This", code="T")
    ledger.set(contested_names={"T": "That"})
    with ledger.read() as session:
        assert called_on(session, DAY)[one].name == "That"
