"""Filters that count from today, look below, take several, and say "not"; and lists in groups."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from diplotrack.base.errors import UserError
from diplotrack.base.spans import Span
from diplotrack.records import Commitment, Engagement, EngagementParty, Objective, ObjectiveLink, Party
from diplotrack.records.enumerations import CommitmentStatus, Format, Side
from diplotrack.store import groups, lists
from diplotrack.store.ledger import Ledger
from diplotrack.store.lists import Condition, ListQuery

TODAY = date(2026, 5, 29)


@pytest.fixture
def filled(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("DIPLOTRACK_TODAY", TODAY.isoformat())
    with ledger.change("Fill") as work:
        france, japan = (work.add(Party(name=name)) for name in ("France", "Japan"))
        top = work.add(Objective(code="SEC-0", title="Seas"))
        below = work.add(Objective(code="SEC-1", title="Cables", parent_id=top.id))
        other = work.add(Objective(code="ECO-1", title="Grain"))
        for days, parties, objective in (
            (-400, (france,), below),
            (-3, (france, japan), other),
            (10, (japan,), top),
            (None, (), None),
        ):
            day = None if days is None else TODAY + timedelta(days=days)
            made = work.add(
                Engagement(
                    title=f"Talks {days}", starts_on=day, format=Format.CALL if days == 10 else Format.MEETING
                )
            )
            for party in parties:
                work.add(EngagementParty(engagement_id=made.id, party_id=party.id, side=Side.THEIRS))
            if objective is not None:
                work.add(ObjectiveLink(owner_kind="engagement", owner_id=made.id, objective_id=objective.id))
        work.add(Commitment(text="Late", due_on=TODAY - timedelta(days=1), amount=1200))
        work.add(Commitment(text="Soon", due_on=TODAY + timedelta(days=1), amount=5))
        work.add(
            Commitment(
                text="Done",
                due_on=date(2020, 1, 1),
                status=CommitmentStatus.FULFILLED,
                completed_on=date(2020, 1, 1),
            )
        )
    return ledger


def found(ledger: Ledger, kind: str, *conditions: Condition) -> list[int]:
    with ledger.read() as session:
        return sorted(lists.identifiers(session, ListQuery(kind, conditions)))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition("starts_on", "within", Span("day", 0, 30)), [3]),
        (Condition("starts_on", "within", Span("day", None, -366)), [1]),
        (Condition("starts_on", "within", Span("month", 0, 0)), [2]),
        (Condition("starts_on", "within", Span("day", 0, 30), negated=True), [1, 2, 4]),
        (Condition("objectives", "below", (1,)), [1, 3]),
        (Condition("objectives", "below", (1,), negated=True), [2, 4]),
        (Condition("objectives", "any", (1,)), [3]),
        (Condition("objectives", "contains", "SEC"), [1, 3]),
        (Condition("partners", "any", (1, 2)), [1, 2, 3]),
        (Condition("partners", "contains", ("fran", "jap"), negated=True), [4]),
        (Condition("title", "contains", ("-400", "10")), [1, 3]),
        (Condition("format", "any", ("call",), negated=True), [1, 2, 4]),
    ],
)
def test_conditions(filled: Ledger, condition: Condition, expected: list[int]) -> None:
    assert found(filled, "engagement", condition) == expected


def test_overdue_is_what_is_still_owed(filled: Ledger) -> None:
    assert found(filled, "commitment", Condition("due_on", "overdue")) == [1]
    with pytest.raises(UserError, match="owed"):
        found(filled, "engagement", Condition("starts_on", "overdue"))


def test_sums_are_compared_as_sums(filled: Ledger) -> None:
    assert found(filled, "commitment", Condition("amount", "from", 100)) == [1]
    assert found(filled, "commitment", Condition("amount", "until", 5)) == [2]


def in_groups(ledger: Ledger, group: str, sort: str = "") -> list[tuple[str, list[int]]]:
    query = ListQuery("engagement", sort=sort, group=group)
    with ledger.read() as session:
        made = groups.grouped(session, query)
        captions = groups.captions(session, query, made.keys)
    ends = [*made.starts[1:], len(made.ids)]
    return [
        (caption, list(made.ids[start:end]))
        for caption, start, end in zip(captions, made.starts, ends, strict=True)
    ]


def test_a_record_with_two_partners_stands_under_both(filled: Ledger) -> None:
    assert in_groups(filled, "partners") == [("France", [2, 1]), ("Japan", [3, 2]), ("Partner: none", [4])]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("starts_on:year", [("2026", [3, 2]), ("2025", [1]), ("Date: none", [4])]),
        ("starts_on:month", [("Jun 2026", [3]), ("May 2026", [2]), ("Apr 2025", [1]), ("Date: none", [4])]),
        ("format", [("Meeting", [2, 1, 4]), ("Call", [3])]),
        ("objectives", [("ECO-1", [2]), ("SEC-0", [3]), ("SEC-1", [1]), ("Objective: none", [4])]),
        ("is_public", [("No", [3, 2, 1, 4])]),
    ],
)
def test_groups(filled: Ledger, group: str, expected: list[tuple[str, list[int]]]) -> None:
    assert in_groups(filled, group) == expected


def test_dates_in_groups_run_as_the_list_does(filled: Ledger) -> None:
    assert [caption for caption, _ids in in_groups(filled, "starts_on:year", "starts_on")] == [
        "2025", "2026", "Date: none"
    ]  # fmt: skip


def test_what_cannot_be_grouped_by_is_said(filled: Ledger) -> None:
    with pytest.raises(UserError, match="“title”"):
        in_groups(filled, "title")
