"""The chain names the first thing that somebody altered behind its back."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from diplotrack.records import Party
from diplotrack.store import history
from diplotrack.store.ledger import Ledger


@pytest.fixture
def edited(ledger: Ledger) -> Ledger:
    with ledger.change("Add") as work:
        france = work.add(Party(name="France", from_on=date(843, 8, 10)))
    for name in ("Gaul", "Francia"):
        with ledger.change("Rename") as work:
            work.get(Party, france.id).name = name
    return ledger


def faults(ledger: Ledger) -> list[str]:
    with ledger.read() as session:
        return list(history.faults(session))


def test_an_untouched_chain_holds(edited: Ledger) -> None:
    assert faults(edited) == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE change_set SET who = 'nobody' WHERE id = 2",
        "UPDATE change_set SET operation = 'Nothing' WHERE id = 1",
        "UPDATE change_set SET at = '2001-01-01 00:00:00.000000' WHERE id = 3",
        'UPDATE change SET before = \'{"name":"Persia"}\' WHERE change_set_id = 2',
        "UPDATE change SET digest = zeroblob(32) WHERE change_set_id = 1",
        "DELETE FROM change WHERE change_set_id = 2",
        "DELETE FROM change WHERE change_set_id = 3; DELETE FROM change_set WHERE id = 3",
        "DELETE FROM change WHERE change_set_id = 1; DELETE FROM change_set WHERE id = 1",
        "DELETE FROM change; DELETE FROM change_set",
        "UPDATE change_set SET id = 9 WHERE id = 2; UPDATE change SET change_set_id = 9 WHERE change_set_id = 2",
        (
            "INSERT INTO change (change_set_id, kind, record_id, uid, action, digest)"
            " VALUES (1, 'party', 1, zeroblob(16), 'create', zeroblob(32))"
        ),
        'UPDATE setting SET value = \'{"digest": "00", "count": 3}\' WHERE key = \'history.head\'',
    ],
)
def test_every_alteration_shows(edited: Ledger, tampering: str) -> None:
    edited.close()
    with sqlite3.connect(edited.folder.ledger) as connection:
        connection.executescript(tampering)
    connection.close()
    assert faults(Ledger.open(edited.folder.path))


def test_the_head_changes_with_every_operation(edited: Ledger) -> None:
    with edited.read() as session:
        before = history.head(session)
    with edited.change("Rename") as work:
        work.get(Party, 1).name = "République"
    with edited.read() as session:
        assert history.head(session) != before


def test_the_history_of_a_record_includes_its_parts(edited: Ledger) -> None:
    from diplotrack.records import PartyName

    with edited.change("Add name") as work:
        work.add(PartyName(party_id=1, name="Frankreich"))
    with edited.read() as session:
        steps = history.steps_of(session, "party", 1)
    assert [(step.operation, step.kind, step.action) for step in steps] == [
        ("Add", "party", "create"),
        ("Rename", "party", "update"),
        ("Rename", "party", "update"),
        ("Add name", "party_name", "create"),
    ]
    assert steps[1].fields == {"name": ("France", "Gaul")}
