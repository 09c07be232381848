"""What several partners owe together with us is told once, not with each of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from diplotrack.reports.compose.partner.due import owed_both_ways, owed_by_several


def owing(*shared: int) -> Any:
    """A dossier of a partner that owes these together with us."""
    together = [SimpleNamespace(id=one) for one in shared]
    return SimpleNamespace(once=lambda read: ([], [], together) if read is owed_both_ways else None)


def test_what_more_than_one_owes_is_found_once_and_most_urgent_first() -> None:
    assert [one.id for one in owed_by_several([owing(4, 1), owing(4, 3, 1), owing(2)])] == [4, 1]


def test_what_one_owes_alone_is_no_matter_of_several() -> None:
    assert not owed_by_several([owing(1, 2), owing(3)])
    assert not owed_by_several([])
