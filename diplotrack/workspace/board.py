"""The board of commitments: columns by status, owner or direction, cards a window at a time, and moving a card."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, cast

from sqlalchemy import ColumnElement, func, select

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _, format_date
from diplotrack.records import Commitment, CommitmentParty, ObjectiveLink, Person, Update
from diplotrack.records import Finding as Gap
from diplotrack.records.enumerations import RUNNING, CommitmentStatus, Direction, FindingState
from diplotrack.store import lists
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.store.unit_of_work import Changed

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

Grouping = Literal["status", "owner", "direction"]
GROUPINGS = (("status", N_("By status")), ("owner", N_("By owner")), ("direction", N_("Ours and theirs")))
NAMED = 3
"""Parties of one side that a card names."""
CLOSED = (FindingState.WAIVED, FindingState.RESOLVED)


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which commitments the board shows: all where nothing is said. Identifiers of a party and an objective."""

    party: int | None = None
    objective: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its cards have in common, as it is kept and as it is named, and how many they are."""

    key: str | int | None
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """A commitment at a glance. ``gap`` is the severity of its gravest open gap, "" where it has none."""

    id: int
    text: str
    sides: str
    due: PartialDate | None
    overdue_days: int
    status: CommitmentStatus
    owner: str
    gap: str


class Board:
    """The commitments of a workspace in columns."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def columns(self, grouping: Grouping, sieve: Sieve) -> list[Column]:
        """The columns with their counts; every status and direction, and every owner who has a commitment."""
        column = _column(grouping)
        query = select(column, func.count()).where(*_sieved(sieve)).group_by(column)
        with self._workspace.read() as session:
            counts: dict[Any, int] = dict(session.execute(query).all())
            if grouping == "status":
                return [Column(one.value, str(one.label), counts.get(one, 0)) for one in CommitmentStatus]
            if grouping == "direction":
                known = [Column(one.value, str(one.label), counts.get(one, 0)) for one in Direction]
                return known + ([Column(None, _("Not known"), counts[None])] if counts.get(None) else [])
            everybody = select(Person.id, Person.name, Person.sort_key).where(
                live(Person), Person.id.in_(select(Commitment.owner_id).where(live(Commitment)))
            )
            people = session.execute(everybody.order_by(Person.sort_key)).all()
        owned = [Column(row.id, row.name, counts.get(row.id, 0)) for row in people]
        return [Column(None, _("Nobody"), counts.get(None, 0)), *owned]

    def identifiers(self, grouping: Grouping, key: str | int | None, sieve: Sieve) -> array[int]:
        """The commitments of a column, the earliest due first and those without a date last."""
        column = _column(grouping)
        value: Any = key
        same = column.is_(None) if value is None else column == value
        query = select(Commitment.id).where(*_sieved(sieve), same)
        with self._workspace.read() as session:
            ordered = query.order_by(Commitment.due_on.asc().nulls_last(), Commitment.id)
            return array("q", session.scalars(ordered))

    def cards(self, ids: Sequence[int]) -> dict[int, Card]:
        """What the cards show, by identifier."""
        today = self.today()
        names = ("text", "made_by", "made_to", "due_on", "status", "owner_id")
        with self._workspace.read() as session:
            rows = lists.rows(session, "commitment", ids, names)
            gaps: dict[int, tuple[int, str]] = {}
            for some in batches(ids):
                open_gaps = select(Gap.subject_id, Gap.severity_rank, Gap.severity).where(
                    Gap.subject_kind == "commitment", Gap.subject_id.in_(some), Gap.state.not_in(CLOSED), live(Gap)
                )  # fmt: skip
                for row_id, rank, severity in session.execute(open_gaps):
                    gaps[row_id] = max(gaps.get(row_id, (0, "")), (rank, severity))
        return {row_id: _card(row_id, values, gaps, today) for row_id, values in rows.items()}

    def set_status(self, commitment_id: int, status: CommitmentStatus, evidence: str = "") -> Changed:
        """Give a commitment a new status, as an update dated today whose text is the ``evidence``.

        Raises UserError where a later update has set a status already.
        """
        today = self.today()
        label = str(status.label).lower()
        with self._workspace.change("Update commitment: {status}", status=label) as work:
            one = work.get(Commitment, commitment_id)
            later = select(func.max(Update.on)).where(
                Update.commitment_id == one.id, Update.new_status.is_not(None), Update.on > today, live(Update)
            )  # fmt: skip
            ahead = work.session.scalar(later)
            if ahead is not None:
                sentence = _(
                    "An update of {day} has set the status already; change that one in the commitment."
                )
                raise UserError(sentence.format(day=format_date(ahead)))
            work.add(Update(commitment_id=one.id, on=today, text=evidence.strip(), new_status=status))
            if status is CommitmentStatus.FULFILLED and one.completed_on is None:
                one.completed_on = one.completed_on_latest = today
            elif one.status is CommitmentStatus.FULFILLED and status in RUNNING:
                one.completed_on = one.completed_on_latest = None
        assert work.changed is not None
        return work.changed

    def set_owner(self, commitment_id: int, person_id: int | None) -> Changed:
        """Give a commitment to somebody, or to nobody."""
        with self._workspace.change("Change owner") as work:
            work.get(Commitment, commitment_id).owner_id = person_id
        assert work.changed is not None
        return work.changed

    def today(self) -> date:
        """The day of the post."""
        return clock.today(self._workspace.settings()["zone"] or None)


def _column(grouping: Grouping) -> Any:
    return {"status": Commitment.status, "owner": Commitment.owner_id, "direction": Commitment.direction}[
        grouping
    ]


def _sieved(sieve: Sieve) -> Collection[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [live(Commitment)]
    if sieve.party is not None:
        theirs = select(CommitmentParty.commitment_id).where(
            CommitmentParty.party_id == sieve.party, live(CommitmentParty)
        )
        found.append(Commitment.id.in_(theirs))
    if sieve.objective is not None:
        linked = select(ObjectiveLink.owner_id).where(
            ObjectiveLink.owner_kind == "commitment",
            ObjectiveLink.objective_id == sieve.objective,
            live(ObjectiveLink),
        )
        found.append(Commitment.id.in_(linked))
    if sieve.words.strip():
        from diplotrack.store.search import matching

        found.append(Commitment.id.in_(matching(sieve.words, "commitment")))
    return found


def _card(row_id: int, values: tuple[Any, ...], gaps: dict[int, tuple[int, str]], today: date) -> Card:
    text, by, to, due, status, owner = values
    by_words, to_words = _named(by), _named(to)
    sides = (
        _("{by} to {to}").format(by=by_words, to=to_words) if by_words and to_words else by_words or to_words
    )
    late = (today - due.latest).days if due is not None and status in RUNNING else 0
    return Card(
        row_id,
        " ".join(str(text).split()),
        sides,
        cast("PartialDate | None", due),
        max(0, late),
        status,
        str(owner or ""),
        gaps.get(row_id, (0, ""))[1],
    )


def _named(parties: Sequence[Any]) -> str:
    """The first of them, and how many more."""
    words = ", ".join(str(one) for one in parties[:NAMED])
    more = len(parties) - NAMED
    return _("{names} and {count} more").format(names=words, count=more) if more > 0 else words
