"""Undo takes back whole operations, redo brings them back, and neither ever builds on quicksand."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.records import Commitment, CommitmentParty, Engagement, EngagementParty, Party, Passage
from diplotrack.records.enumerations import CommitmentStatus
from diplotrack.store import content, history, passages, search_index, undo
from diplotrack.store.ledger import Ledger


def fingerprint(ledger: Ledger) -> str:
    with ledger.read() as session:
        return content.content_hash(session)


def test_an_operation_is_taken_back_and_done_again(ledger: Ledger) -> None:
    before = fingerprint(ledger)
    with ledger.change("Log engagement") as work:
        talks = work.add(Engagement(title="Talks", starts_on=date(2024, 5, 1)))
        work.add(EngagementParty(engagement_id=talks.id, party_id=work.add(Party(name="France")).id))
        passages.write_text(work, talks, "summary", "One.\n\nTwo.")
    after = fingerprint(ledger)
    assert ledger.undo().operation == "Log engagement"
    assert fingerprint(ledger) == before
    ledger.redo()
    assert fingerprint(ledger) == after


def test_an_import_is_one_operation(ledger: Ledger) -> None:
    before = fingerprint(ledger)
    with ledger.change("Import") as work:
        party = work.add_all(Party, [{"name": "France"}])[0]
        ids = work.add_all(Commitment, [{"text": f"promise {n}"} for n in range(900)])
        work.add_all(CommitmentParty, [{"commitment_id": row, "party_id": party} for row in ids])
    ledger.undo()
    assert fingerprint(ledger) == before
    with ledger.read() as session:
        assert list(search_index.index_faults(session)) == []


def test_what_was_deleted_comes_back_with_its_identity(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        talks = work.add(Engagement(title="Talks"))
        passages.write_text(work, talks, "summary", "One.\n\nTwo.")
    before = fingerprint(ledger)
    with ledger.change("Shorten") as work:
        passages.write_text(work, work.get(Engagement, talks.id), "summary", "Two.")
    ledger.undo()
    assert fingerprint(ledger) == before


def test_later_work_on_the_same_field_is_named_and_stands(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        promise = work.add(Commitment(text="Send trucks"))
    with ledger.change("Fulfil") as work:
        work.get(Commitment, promise.id).status = CommitmentStatus.FULFILLED
    with ledger.read() as session:
        first = history.operations(session)[-1]
    with pytest.raises(UserError, match="Send trucks"), ledger.change("Add", reverses_id=first.id) as work:
        undo.reverse(work, first)
    with ledger.read() as session:
        assert session.scalars(select(Commitment.text)).one() == "Send trucks"


def test_an_old_record_that_the_operation_pointed_at_a_new_one_is_no_hindrance(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        town = work.add(Party(name="Ministry"))
    before = fingerprint(ledger)
    with ledger.change("Find the country") as work:
        work.get(Party, town.id).parent_id = work.add(Party(name="France")).id
    ledger.undo()
    assert fingerprint(ledger) == before


def test_a_record_that_something_later_refers_to_stays(ledger: Ledger) -> None:
    with ledger.change("Add") as work:
        france = work.add(Party(name="France"))
        promise = work.add(Commitment(text="Send trucks"))
    with ledger.change("Say by whom") as work:
        work.add(CommitmentParty(commitment_id=promise.id, party_id=france.id))
    before = fingerprint(ledger)
    with ledger.read() as session:
        first = history.operations(session)[-1]
    with pytest.raises(UserError, match="Send trucks"), ledger.change("Add", reverses_id=first.id) as work:
        undo.reverse(work, first)
    assert fingerprint(ledger) == before


def test_a_new_operation_ends_what_could_be_redone(ledger: Ledger) -> None:
    for name in ("France", "Japan"):
        with ledger.change("Add") as work:
            work.add(Party(name=name))
    ledger.undo()
    with ledger.change("Add") as work:
        work.add(Party(name="Italy"))
    with pytest.raises(UserError, match="nothing to redo"):
        ledger.redo()
    with ledger.read() as session:
        assert session.scalars(select(Party.name).order_by(Party.id)).all() == ["France", "Italy"]


def test_nothing_to_undo_says_so(ledger: Ledger) -> None:
    with pytest.raises(UserError, match="nothing to undo"):
        ledger.undo()


@cache
def empty() -> Path:
    """An empty ledger to be copied; a stateful test is given no fixtures."""
    folder = Path(EMPTY.name) / "empty.diplotrack"
    Ledger.create(folder).close()
    return folder


EMPTY = tempfile.TemporaryDirectory()


class Editing(RuleBasedStateMachine):
    """Random edits, undo and redo: the ledger is always what it was after the operations that stand."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.ledger = Ledger.open(Path(shutil.copytree(empty(), Path(self.folder.name) / "w.diplotrack")))
        self.done = [fingerprint(self.ledger)]
        self.undone: list[str] = []

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()

    def _finished(self) -> None:
        now = fingerprint(self.ledger)
        if now != self.done[-1]:
            self.done.append(now)
            self.undone.clear()

    @rule(text=st.text(max_size=6), status=st.sampled_from(CommitmentStatus))
    def promise(self, text: str, status: CommitmentStatus) -> None:
        with self.ledger.change("Promise") as work:
            party = work.add(Party(name=text))
            made = work.add(Commitment(text=text, status=status))
            work.add(CommitmentParty(commitment_id=made.id, party_id=party.id))
        self._finished()

    @rule(text=st.text(max_size=6), status=st.sampled_from(CommitmentStatus))
    def edit(self, text: str, status: CommitmentStatus) -> None:
        with self.ledger.change("Edit") as work:
            made = work.session.scalars(select(Commitment).order_by(Commitment.id.desc())).first()
            if made is not None:
                made.text, made.status, made.due_on = text, status, date(2024, 1, 1 + len(text))
        self._finished()

    @rule(text=st.text(alphabet="ab\n", max_size=12))
    def write(self, text: str) -> None:
        with self.ledger.change("Write") as work:
            talks = work.session.scalars(select(Engagement)).first() or work.add(Engagement(title="Talks"))
            passages.write_text(work, talks, "summary", text)
        self._finished()

    @rule()
    def clear(self) -> None:
        with self.ledger.change("Clear") as work:
            for passage in work.session.scalars(select(Passage)).all():
                work.trash(passage)
            for made in work.session.scalars(select(Commitment)).all():
                work.trash(made)
        self._finished()

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self) -> None:
        self.ledger.undo()
        self.undone.append(self.done.pop())
        assert fingerprint(self.ledger) == self.done[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.ledger.redo()
        self.done.append(self.undone.pop())
        assert fingerprint(self.ledger) == self.done[-1]

    @invariant()
    def history_and_index_hold(self) -> None:
        with self.ledger.read() as session:
            assert list(history.faults(session)) == []
            assert list(search_index.index_faults(session)) == []


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=5, stateful_step_count=10, deadline=None)
