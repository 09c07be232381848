"""The columns of a commitment report and how a commitment fills them, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_date, format_number
from diplotrack.base.ident import uid_text
from diplotrack.records.enumerations import Binding
from diplotrack.reports.compose.frame import Frame, shortened
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Cell, CellLike, Column, Row, plain
from diplotrack.store.as_of import LatestUpdate, latest_scores, latest_updates

LONGEST_TEXT, LONGEST_UPDATE = 300, 110


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment under the partner that it concerns; "" where none is named."""

    promise: Promise
    partner: str


@dataclass(frozen=True, slots=True)
class _Spec:
    """One column: its key and label, its share of the width, and for whom it is."""

    key: str
    label: Label
    weight: float = 1.0
    kind: str = "text"
    machine_only: bool = False
    internal_only: bool = False


COLUMNS = (
    _Spec("partner", N_("Partner"), machine_only=True),
    _Spec("due", N_("Due"), 1.5, "date"),
    _Spec("commitment", N_("Commitment"), 4.4),
    _Spec("made_by", N_("By"), 1.5),
    _Spec("made_to", N_("To"), 1.5),
    _Spec("direction", N_("Whose"), machine_only=True),
    _Spec("status", N_("Status"), 1.25),
    _Spec("days_overdue", N_("Days late"), 0.95, "number"),
    _Spec("binding", N_("Binding"), 1.25),
    _Spec("made_on", N_("Made on"), 1, "date", machine_only=True),
    _Spec("last_update_on", N_("Updated on"), 1, "date", machine_only=True),
    _Spec("last_update", N_("Last update"), 2.5),
    _Spec("score", N_("Score"), 0.9, "number"),
    _Spec("scored", N_("Parties scored"), 1, "number", machine_only=True),
    _Spec("owner", N_("Owner"), 1.35, internal_only=True),
    _Spec("uid", N_("Identifier"), machine_only=True, internal_only=True),
)


class CommitmentRows:
    """Rows of some commitments; updates, scores and owners are read at once."""

    def __init__(self, frame: Frame, lines: Sequence[Line], *, machine: bool) -> None:
        self._frame = frame
        self._machine = machine
        ids = [line.promise.id for line in lines]
        self._updates = self._admitted(latest_updates(frame.session, frame.on, ids))
        self._scores = latest_scores(frame.session, frame.on, ids)
        owners = (
            {line.promise.owner_id for line in lines if line.promise.owner_id} if frame.internal else set()
        )
        self._people = People(frame, owners)
        empty = set() if machine else self._empty(lines)
        self._specs = [
            one
            for one in COLUMNS
            if (machine or not one.machine_only)
            and (frame.internal or not one.internal_only)
            and one.key not in empty
        ]
        self.columns = [
            Column(str(one.label), one.weight, one.kind, key=one.key)  # type: ignore[arg-type]
            for one in self._specs
        ]

    def _admitted(self, updates: dict[int, LatestUpdate]) -> dict[int, LatestUpdate]:
        portions = [(one, "commitment", owner) for owner, one in updates.items()]
        kept = {one.id for one in self._frame.admit_portions("update", portions)}
        return {owner: one for owner, one in updates.items() if one.id in kept}

    def _empty(self, lines: Sequence[Line]) -> set[str]:
        """The columns that would stand empty from the first row to the last: paper has no room for them."""
        promises = [line.promise for line in lines]
        filled = {
            "made_to": any(one.to for one in promises),
            "days_overdue": any(one.overdue for one in promises),
            "binding": any(one.binding != Binding.POLITICAL for one in promises),
            "last_update": bool(self._updates),
            "score": bool(self._scores),
            "owner": any(one.owner_id for one in promises),
        }
        return {key for key, has_any in filled.items() if not has_any}

    def row(self, line: Line) -> Row:
        """The cells of a commitment in the order of the columns."""
        frame, one = self._frame, line.promise
        frame.print("commitment", one.id)
        update = self._updates.get(one.id)
        if update is not None:
            frame.print("update", update.id)
        cells = self._cells(line, update)
        return [cells[spec.key] for spec in self._specs]

    def _cells(self, line: Line, update: LatestUpdate | None) -> dict[str, CellLike]:
        frame, one = self._frame, line.promise
        text = one.text if self._machine else opening(one.text, LONGEST_TEXT, sentences=False)
        scores = list(self._scores.get(one.id, {}).values())
        mean = sum(scores) / len(scores) if scores else None
        return {
            "partner": line.partner,
            "due": self._due(one),
            "commitment": frame.span(text),
            "made_by": self._parties(one.by),
            "made_to": self._parties(one.to),
            "direction": self._word(one.direction),
            "status": self._word(one.status),
            "days_overdue": Cell(format_number(one.overdue), one.overdue) if one.overdue else Cell(),
            "binding": self._word(one.binding),
            "made_on": self._day(one.made_on),
            "last_update_on": self._day(PartialDate.of(update.on) if update else None),
            "last_update": self._update(update),
            "score": Cell() if mean is None else Cell(_scored(mean, len(scores)), round(mean, 3)),
            "scored": Cell(format_number(len(scores)), len(scores)) if scores else Cell(),
            "owner": self._owner(one.owner_id),
            "uid": uid_text(one.uid),
        }

    def _due(self, one: Promise) -> Cell:
        """The due date, which links to the commitment."""
        cell = self._day(one.due)
        if self._machine:
            return cell
        return Cell(self._frame.span(plain(cell.text) or _("no date"), one.uid), cell.value)

    def _day(self, on: PartialDate | None) -> Cell:
        if on is None:
            return Cell()
        known: date | None = on.earliest if on.precision == "day" else None
        return Cell(on.iso() if self._machine else format_date(on), known)

    def _word(self, choice: object) -> str:
        """A member of an enumeration: its stored word for machines, its label for people."""
        if choice is None:
            return ""
        return str(choice) if self._machine else str(getattr(choice, "label", choice))

    def _parties(self, ids: Sequence[int]) -> str:
        names = [name for one in ids if (name := self._frame.party(one))]
        return "; ".join(names) if self._machine else shortened(names, 3)

    def _update(self, update: LatestUpdate | None) -> CellLike:
        if update is None:
            return ""
        text = update.text if self._machine else opening(update.text, LONGEST_UPDATE)
        if self._machine or update.on is None:
            return self._frame.span(text)
        return (
            self._frame.span(format_date(update.on) + "  ", update.uid, quiet=True),
            self._frame.span(text),
        )

    def _owner(self, owner_id: int | None) -> CellLike:
        named = self._people.named(owner_id) if owner_id else None
        return plain(named) if named else ""


def _scored(mean: float, count: int) -> str:
    """ "+1", "−1", "0"; the mean of several parties with their number."""
    if count == 1:
        return f"{mean:+.0f}".replace("-", "−") if mean else "0"
    return _("{mean} of {count}").format(mean=f"{mean:+.2f}".replace("-", "−"), count=format_number(count))
