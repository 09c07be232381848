"""One operation: all or nothing, one entry in the history, current values kept up."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.records import (
    Commitment,
    CommitmentParty,
    DueChange,
    Engagement,
    EngagementParty,
    Party,
    Person,
    Update,
)
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus, Direction, Format
from diplotrack.store import content, history
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Changed


def test_an_error_inside_undoes_all_of_it(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.change("Log engagement") as work:
        work.add(Engagement(title="Talks"))
        raise ZeroDivisionError
    with ledger.read() as session:
        assert content.counts(session)["engagement"] == 0
        assert history.operations(session) == []


def test_what_was_touched_is_told_with_owners(ledger: Ledger) -> None:
    heard: list[Changed] = []
    ledger.listen(heard.append)
    with ledger.change("Add party") as work:
        france = work.add(Party(name="France", code="FRA"))
    with ledger.change("Log engagement") as work:
        talks = work.add(Engagement(title="Talks"))
    with ledger.change("Add party to engagement") as work:
        work.add(EngagementParty(engagement_id=talks.id, party_id=france.id))
    assert [changed.operation for changed in heard] == [
        "Add party",
        "Log engagement",
        "Add party to engagement",
    ]
    assert heard[-1].touched == {"engagement_party": {1}, "engagement": {talks.id}}
    assert heard[-1].concerns("engagement")


def test_an_operation_that_changes_nothing_leaves_no_entry(ledger: Ledger) -> None:
    with ledger.change("Edit") as work:
        pass
    assert work.changed == Changed(0, "Edit")
    with ledger.change("Add") as work:
        made = work.add(Party(name="France"))
    with ledger.change("Edit") as work:
        work.get(Party, made.id).name = "Gaul"
        work.session.flush()
        work.get(Party, made.id).name = "France"
    with ledger.read() as session:
        assert [one.operation for one in history.operations(session)] == ["Add"]


def test_a_status_set_on_a_commitment_becomes_a_dated_update(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2024-05-06")
    with ledger.change("Add") as work:
        promise = work.add(Commitment(text="Train forty officers"))
    with ledger.change("Edit") as work:
        work.get(Commitment, promise.id).status = CommitmentStatus.IN_PROGRESS
    with ledger.read() as session:
        update = session.scalars(select(Update)).one()
        assert (update.on, update.new_status) == (date(2024, 5, 6), CommitmentStatus.IN_PROGRESS)


def test_a_commitment_born_fulfilled_has_the_update_that_says_when(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        born = Commitment(text="x", status=CommitmentStatus.FULFILLED, completed_on=date(2020, 2, 3))
        promise = work.add(born)
    with ledger.read() as session:
        assert session.scalars(select(Update.on)).one() == date(2020, 2, 3)
        found = session.get(Commitment, promise.id)
        assert found is not None
        assert found.status == CommitmentStatus.FULFILLED


def test_the_latest_update_by_date_decides_the_status(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        promise = work.add(Commitment(text="x"))
        for day, status in ((9, CommitmentStatus.FULFILLED), (3, CommitmentStatus.IN_PROGRESS)):
            work.add(Update(commitment_id=promise.id, on=date(2024, 1, day), new_status=status))
    with ledger.read() as session:
        assert session.scalars(select(Commitment.status)).one() == CommitmentStatus.FULFILLED
    with ledger.change("Remove update") as work:
        work.trash(work.session.scalars(select(Update).where(Update.on == date(2024, 1, 9))).one())
    with ledger.read() as session:
        assert session.scalars(select(Commitment.status)).one() == CommitmentStatus.IN_PROGRESS


def test_moving_a_due_date_keeps_the_old_one(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2024-05-06")
    with ledger.change("Add") as work:
        promise = work.add(Commitment(text="x", due_on=date(2024, 3, 1), due_on_latest=date(2024, 3, 31)))
    with ledger.change("Move") as work:
        work.get(Commitment, promise.id).due_on = date(2024, 9, 1)
    with ledger.read() as session:
        moved = session.scalars(select(DueChange)).one()
        assert (moved.on, moved.old_due_on, moved.old_due_on_latest, moved.new_due_on) == (
            date(2024, 5, 6),
            date(2024, 3, 1),
            date(2024, 3, 31),
            date(2024, 9, 1),
        )
        found = session.get(Commitment, promise.id)
        assert found is not None
        assert found.due_on_latest == date(2024, 9, 1)


@pytest.mark.parametrize(
    ("by", "to", "direction"),
    [
        (["USA"], ["FRA"], Direction.OURS),
        (["FRA"], ["USA"], Direction.THEIRS),
        (["FRA"], [], Direction.THEIRS),
        (["USA", "FRA"], [], Direction.MUTUAL),
        (["FRA"], ["JPN"], Direction.BETWEEN_OTHERS),
    ],
)
def test_whose_commitment_it_is_follows_from_its_parties(
    ledger: Ledger, by: list[str], to: list[str], direction: Direction
) -> None:
    with ledger.change("Add parties") as work:
        ids = {code: work.add(Party(name=code, code=code)).id for code in ("USA", "FRA", "JPN")}
    ledger.set(we="USA")
    with ledger.change("Add") as work:
        promise = work.add(Commitment(text="x"))
        for side, codes in ((CommitmentSide.BY, by), (CommitmentSide.TO, to)):
            for code in codes:
                work.add(CommitmentParty(commitment_id=promise.id, party_id=ids[code], side=side))
    assert promise.direction == direction


def test_the_instant_follows_from_local_time_and_zone(ledger: Ledger) -> None:
    with ledger.change("Log") as work:
        talks = Engagement(title="Call", format=Format.CALL, starts_on=date(2024, 7, 1), zone="Asia/Tokyo")
        talks.start_time = time(8, 0)
        work.add(talks)
    assert talks.starts_utc == datetime(2024, 6, 30, 23, 0)


def test_people_sort_by_family_name_without_diacritics(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        work.add(Person(name="Édouard Ångström", family_name="Ångström", given_name="Édouard"))
    with ledger.read() as session:
        assert session.scalars(select(Person.sort_key)).one() == "angstrom edouard"


def test_many_rows_at_once_are_one_operation_with_defaults(ledger: Ledger) -> None:
    with ledger.change("Import") as work:
        ids = work.add_all(
            Engagement, [{"title": f"E{n}", "starts_on": date(2001, 1, 1)} for n in range(1200)]
        )
    assert ids == list(range(1, 1201))
    with ledger.read() as session:
        first = session.get(Engagement, 1)
        assert first is not None
        assert (first.format, first.starts_on_latest, first.sort_key) == (
            Format.MEETING,
            date(2001, 1, 1),
            "e0",
        )
        assert list(history.faults(session)) == []
        assert len(history.operations(session)) == 1


def test_identifiers_are_never_used_again(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        ids = work.add_all(Party, [{"name": "a"}, {"name": "b"}])
    ledger.undo()
    with ledger.change("Add") as work:
        assert work.add(Party(name="c")).id > max(ids)
        assert work.add_all(Party, [{"name": "d"}])[0] > max(ids) + 1


def test_a_record_that_is_gone_says_so(ledger: Ledger) -> None:
    with pytest.raises(UserError, match="no longer in the ledger"), ledger.change("Edit") as work:
        work.get(Party, 99)


def test_trash_keeps_a_record_and_restore_brings_it_back(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        party = work.add(Party(name="France"))
    with ledger.change("Move to trash") as work:
        work.trash(work.get(Party, party.id))
    with ledger.read() as session:
        assert content.counts(session)["party"] == 0
    with ledger.change("Restore") as work:
        work.restore(work.get(Party, party.id))
    with ledger.read() as session:
        assert content.counts(session)["party"] == 1
