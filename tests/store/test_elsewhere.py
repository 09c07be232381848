"""What another process does to the ledger is told as our own operations are: which kinds, which records."""

from __future__ import annotations

from contextlib import closing

from diplotrack.records import Engagement, EngagementParty, Party
from diplotrack.store.elsewhere import Elsewhere
from diplotrack.store.ledger import Ledger
from diplotrack.store.unit_of_work import Changed


def test_what_was_done_elsewhere_is_told_once_and_as_it_was_done(ledger: Ledger) -> None:
    watch = Elsewhere(ledger)
    assert watch.look() == []
    told: list[Changed] = []
    with closing(Ledger.open(ledger.folder.path)) as other:
        other.listen(told.append)
        with other.change("Log engagement") as work:
            party = work.add(Party(name="France"))
            talks = work.add(Engagement(title="Talks"))
            seat = work.add(EngagementParty(engagement_id=talks.id, party_id=party.id))
        with other.change("Edit engagement") as work:
            work.trash(work.get(EngagementParty, seat.id))
        other.undo()

    assert watch.look() == told
    assert [one.concerns("engagement") for one in told] == [True, True, True]
    assert watch.look() == []
    watch.close()


def test_our_own_operations_are_not_told(ledger: Ledger) -> None:
    watch = Elsewhere(ledger)
    watch.look()
    with ledger.change("Add") as work:
        work.add(Party(name="France"))
    assert watch.look() == []
    watch.close()
