"""What the objective scorecard is made of beside the records themselves: sums of words and deeds, and open gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplotrack.consistency.saydo.ledger import Act, SayDo, Window
from diplotrack.release import EVERYTHING, ReleaseFilter
from diplotrack.reports.compose.charts import Conduct
from diplotrack.reports.compose.consistency import GapEntry
from diplotrack.reports.compose.scorecard import Account
from diplotrack.workspace.objective_signs import signs
from diplotrack.workspace.printing.gap_parts import entries_of
from diplotrack.workspace.printing.saydo_parts import sums_in_words

if TYPE_CHECKING:
    from datetime import date

    from diplotrack.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Accounts:
    """Objective → its sums; ``left_out`` is what the release filter kept out of them, for the preparer alone."""

    by_objective: dict[int, Account]
    left_out: set[tuple[str, int]]


def accounts(workspace: Workspace, window: Window, objective: int | None, release: ReleaseFilter) -> Accounts:
    """The words and deeds of one objective, or of each, toward all partners."""

    def read(within: ReleaseFilter) -> dict[int, SayDo]:
        only = None if objective is None else [objective]
        lines = workspace.saydo.lines(window, objectives=only, release=within)
        return {line.objective.id: line.ledger for line in lines if line.partner is None}

    ledgers = read(release)
    left_out = set() if release.is_open else _records(read(EVERYTHING).values()) - _records(ledgers.values())
    return Accounts({one: _account(ledger) for one, ledger in ledgers.items()}, left_out)


def open_gaps(workspace: Workspace, objective: int | None, on: date) -> dict[int, list[GapEntry]]:
    """Objective → the gaps open on it, gravest first."""
    with workspace.read() as session:
        found = {
            one: {gap for ids in known.gaps.values() for gap in ids}
            for one, known in signs(session, on).items()
            if objective is None or one == objective
        }
        entries = entries_of(session, {gap for ids in found.values() for gap in ids}, on)
    place = {entry.row.id: number for number, entry in enumerate(entries)}
    return {
        one: [entries[number] for number in sorted(place[gap] for gap in ids if gap in place)]
        for one, ids in found.items()
    }


def _records(ledgers: Iterable[SayDo]) -> set[tuple[str, int]]:
    return {(one.kind, one.id) for ledger in ledgers for one in ledger.entries}


def _account(ledger: SayDo) -> Account:
    return Account(
        say=ledger.say.value,
        do=ledger.do.value,
        gap=ledger.gap,
        sums=sums_in_words(ledger),
        statements=len(ledger.say.inputs),
        deeds=len(ledger.do.inputs),
        promises=len(ledger.promises),
        conduct=[
            Conduct(one.day, one.act is Act.SAID, one.effect, one.weight)
            for one in ledger.entries
            if one.day is not None and one not in ledger.outside
        ],
        inputs=[(one.kind, one.id) for one in ledger.entries],
    )
