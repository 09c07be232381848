"""The board: columns with counts, cards, and what moving a card does to the ledger."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.records import Commitment, CommitmentParty, Party, Person, Update
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus
from diplotrack.workspace import Workspace
from diplotrack.workspace.board import Sieve

DAY = date(2026, 5, 29)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOTRACK_TODAY", DAY.isoformat())


@pytest.fixture
def promise(workspace: Workspace) -> int:
    """A promise of ours to France, a fortnight overdue."""
    with workspace.change("Promise") as work:
        made = work.add(Commitment(text="Send the list of ports", due_on=date(2026, 5, 15)))
        for name, side in (("United States", CommitmentSide.BY), ("France", CommitmentSide.TO)):
            party = work.add(Party(name=name, is_own=side is CommitmentSide.BY))
            work.add(CommitmentParty(commitment_id=made.id, party_id=party.id, side=side))
    return made.id


def test_a_card_tells_sides_and_how_long_it_is_overdue(workspace: Workspace, promise: int) -> None:
    card = workspace.board.cards([promise])[promise]

    assert (card.sides, card.overdue_days) == ("United States to France", 14)


def test_columns_count_what_the_sieve_lets_through(workspace: Workspace, promise: int) -> None:
    with workspace.read() as session:
        ours, france = session.scalars(select(Party.id).order_by(Party.id)).all()
    nobody = france + ours

    def open_for(sieve: Sieve) -> int:
        columns = {one.key: one.count for one in workspace.board.columns("status", sieve)}
        return columns["open"]

    assert open_for(Sieve()) == open_for(Sieve(party=france)) == open_for(Sieve(words="ports")) == 1
    assert open_for(Sieve(party=nobody)) == open_for(Sieve(words="ships")) == 0
    assert workspace.board.columns("direction", Sieve())[0].count == 1


def test_fulfilled_is_an_update_of_today_with_its_evidence(workspace: Workspace, promise: int) -> None:
    workspace.board.set_status(promise, CommitmentStatus.FULFILLED, "Received by fax")

    one = workspace.records.get(Commitment, promise)
    assert one is not None
    assert (one.status, one.completed_on) == (CommitmentStatus.FULFILLED, DAY)
    with workspace.read() as session:
        update = session.scalars(select(Update).where(Update.commitment_id == promise)).one()
    assert (update.on, update.text) == (DAY, "Received by fax")
    workspace.history.undo()
    assert workspace.board.identifiers("status", "open", Sieve()).tolist() == [promise]


def test_a_later_update_is_not_overruled_in_silence(workspace: Workspace, promise: int) -> None:
    with workspace.change("Update") as work:
        work.add(Update(commitment_id=promise, on=date(2026, 7, 1), new_status=CommitmentStatus.IN_PROGRESS))

    with pytest.raises(UserError, match="has set the status already"):
        workspace.board.set_status(promise, CommitmentStatus.WITHDRAWN)


def test_a_card_changes_hands(workspace: Workspace, promise: int) -> None:
    with workspace.change("Log") as work:
        ada = work.add(Person(name="Ada Officer"))
    workspace.board.set_owner(promise, ada.id)

    columns = {one.label: one.count for one in workspace.board.columns("owner", Sieve())}
    assert columns == {"Nobody": 0, "Ada Officer": 1}
