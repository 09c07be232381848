"""The columns of a commitment report and how a commitment fills them, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_date, format_number, format_signed
from diplotrack.base.ident import uid_text
from diplotrack.records.enumerations import LADDER, Binding
from diplotrack.reports.compose.commitments.beside import Beside
from diplotrack.reports.compose.frame import Frame, shortened
from diplotrack.reports.compose.listing import iso_day, marked, whole_day
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.wording import days_overdue, opening
from diplotrack.reports.document import Cell, CellLike, Column, Row, Span
from diplotrack.store.as_of import LatestUpdate, Scoring

LONGEST_TEXT, LONGEST_UPDATE, LONGEST_SOURCE = 300, 140, 60
STEPS = dict(LADDER)


@dataclass(frozen=True, slots=True)
class _Spec:
    """One column: its key and label, its share of the width, and for whom it is."""

    key: str
    label: Label
    weight: float = 1.0
    kind: str = "text"
    machine_only: bool = False
    paper_only: bool = False
    internal_only: bool = False


COLUMNS = (
    _Spec("partner", N_("Partner"), machine_only=True),
    _Spec("commitment", N_("Commitment"), 4.2),
    _Spec("words", N_("Words"), machine_only=True),
    _Spec("made_by", N_("By"), machine_only=True),
    _Spec("made_to", N_("To"), machine_only=True),
    _Spec("parties", N_("By → to"), 1.7, paper_only=True),
    _Spec("direction", N_("Whose"), machine_only=True),
    _Spec("made", N_("Made"), 2.3, paper_only=True),
    _Spec("made_on", N_("Made on"), 1, "date", machine_only=True),
    _Spec("made_at", N_("Made at or in"), machine_only=True),
    _Spec("due", N_("Due"), 1.35, "date"),
    _Spec("due_moved", N_("Due date moved"), machine_only=True),
    _Spec("days_overdue", N_("Days late"), 1, "number", machine_only=True),
    _Spec("status", N_("Status"), 1.05),
    _Spec("binding", N_("Binding"), machine_only=True),
    _Spec("last_update_on", N_("Updated on"), 1, "date", machine_only=True),
    _Spec("last_update", N_("Latest evidence"), 3.2),
    _Spec("evidence", N_("Step of evidence"), machine_only=True),
    _Spec("score", N_("Score"), 0.7, "number"),
    _Spec("scored", N_("Parties scored"), 1, "number", machine_only=True),
    _Spec("assessor", N_("Assessed by"), machine_only=True),
    _Spec("objectives", N_("Objectives"), machine_only=True, internal_only=True),
    _Spec("owner", N_("Owner"), 1.15, internal_only=True),
    _Spec("uid", N_("Identifier"), machine_only=True, internal_only=True),
)


class CommitmentRows:
    """Rows of some commitments. Names of parties and the like are put into words once."""

    def __init__(self, frame: Frame, promises: Sequence[Promise], beside: Beside, *, machine: bool) -> None:
        self._frame = frame
        self._machine = machine
        self._beside = beside
        self._named: dict[tuple[int, ...], str] = {}
        empty = set() if machine else self._empty(promises)
        self._specs = [
            one
            for one in COLUMNS
            if not (one.paper_only if machine else one.machine_only)
            and (frame.internal or not one.internal_only)
            and one.key not in empty
        ]
        self._keys = [one.key for one in self._specs]
        self.columns = [
            Column(str(one.label), one.weight, one.kind, key=one.key)  # type: ignore[arg-type]
            for one in self._specs
        ]

    def _empty(self, promises: Sequence[Promise]) -> set[str]:
        """The columns that would stand empty from the first row to the last: paper has no room for them."""
        filled = {
            "last_update": bool(self._beside.updates),
            "score": bool(self._beside.scorings),
            "owner": any(one.owner_id for one in promises),
        }
        return {key for key, has_any in filled.items() if not has_any}

    def row(self, one: Promise, partner: str = "") -> Row:
        """The cells of a commitment in the order of the columns."""
        mark = self._frame.print("commitment", one.id)
        update = self._beside.updates.get(one.id)
        if update is not None:
            self._frame.print("update", update.id)
        cells = (
            self._for_machines(one, partner, update) if self._machine else self._on_paper(one, mark, update)
        )
        return [cells[key] for key in self._keys]

    def _on_paper(self, one: Promise, mark: str, update: LatestUpdate | None) -> dict[str, CellLike]:
        return {
            "commitment": self._what(one, mark),
            "parties": self._sides(one),
            "made": self._made(one),
            "due": self._due(one),
            "status": str(one.status.label),
            "last_update": self._evidence(update),
            "score": self._score(self._beside.scorings.get(one.id)),
            "owner": self._beside.owner(one),
        }

    def _what(self, one: Promise, mark: str) -> CellLike:
        """The commitment, the words that make it where they differ, and that it binds by law or instrument."""
        frame = self._frame
        parts: list[str | Span] = [
            *marked(mark),
            frame.span(opening(one.text, LONGEST_TEXT, sentences=False)),
        ]
        if one.quote and " ".join(one.quote.split()) != " ".join(one.text.split()):
            quoted = _("“{words}”").format(words=opening(one.quote, LONGEST_TEXT))
            parts.append(frame.span("\n" + quoted, quiet=True))
        if one.binding != Binding.POLITICAL:
            parts.append(Span("\n" + str(one.binding.label), quiet=True))
        return parts

    def _sides(self, one: Promise) -> str:
        by, to = self._parties(one.by), self._parties(one.to)
        return f"{by} → {to}" if to else by

    def _parties(self, ids: tuple[int, ...]) -> str:
        if ids not in self._named:
            names = [name for one in ids if (name := self._frame.party(one))]
            self._named[ids] = "; ".join(names) if self._machine else shortened(names, 3)
        return self._named[ids]

    def _made(self, one: Promise) -> CellLike:
        """When it was made, and the record in which it was."""
        made = format_date(one.made_on)
        source = self._beside.source(one)
        if source is None:
            return made
        self._frame.mention(source.kind, source.id)
        title = self._frame.span(
            opening(source.title, LONGEST_SOURCE, sentences=False), source.uid, quiet=True
        )
        return (f"{made}\n" if made else "", title)

    def _due(self, one: Promise) -> CellLike:
        """The due date, which links to the commitment, how long ago it was, and what it was before."""
        parts = [self._frame.span(format_date(one.due) or _("no date"), one.uid)]
        if one.overdue:
            parts.append(Span(f"\n{days_overdue(one.overdue)}", bold=True))
        moved = self._moved(one)
        if moved:
            parts.append(Span(f"\n{moved}", quiet=True))
        return Cell(parts, whole_day(one.due))

    def _moved(self, one: Promise) -> str:
        """The due date as it was before, and how it came to be moved."""
        changes = self._beside.moved.get(one.id)
        if not changes:
            return ""
        how = str(changes[-1].how.label).lower()
        old = format_date(changes[0].old) or _("no date")
        if len(changes) == 1:
            return _("moved from {day}, {how}").format(day=old, how=how)
        words = _("moved {count} times, first from {day}; the last time {how}")
        return words.format(count=format_number(len(changes)), day=old, how=how)

    def _evidence(self, update: LatestUpdate | None) -> CellLike:
        if update is None:
            return ""
        text = self._frame.span(opening(update.text, LONGEST_UPDATE))
        day = self._frame.span(f"{format_date(update.on)}  " if update.on else "", update.uid, quiet=True)
        step = STEPS.get(update.step or 0)
        return (day, text, Span(f"  ({step})", quiet=True)) if step else (day, text)

    def _score(self, scorings: dict[int, Scoring] | None) -> CellLike:
        """The score, or the mean of several parties with their number, and who gave it."""
        if not scorings:
            return ""
        mean = _mean(scorings)
        parts: list[str | Span] = [format_signed(mean, 0 if len(scorings) == 1 else 2)]
        if len(scorings) > 1:
            several = _("mean of {count}").format(count=format_number(len(scorings)))
            parts.append(Span(f"\n{several}", quiet=True))
        who = _assessors(scorings)
        if who:
            parts.append(self._frame.span(f"\n{who}", quiet=True))
        return Cell(parts if len(parts) > 1 else parts[0], round(mean, 3))

    def _for_machines(self, one: Promise, partner: str, update: LatestUpdate | None) -> dict[str, CellLike]:
        frame = self._frame
        source = self._beside.source(one)
        if source is not None:
            frame.mention(source.kind, source.id)
        scorings = self._beside.scorings.get(one.id)
        served = self._beside.objectives.get(one.id, ())
        return {
            "partner": partner,
            "commitment": frame.span(one.text),
            "words": frame.span(one.quote),
            "made_by": self._parties(one.by),
            "made_to": self._parties(one.to),
            "direction": str(one.direction or ""),
            "made_on": iso_day(one.made_on),
            "made_at": frame.span(source.title) if source else "",
            "due": iso_day(one.due),
            "due_moved": self._moved(one),
            "days_overdue": Cell(format_number(one.overdue), one.overdue) if one.overdue else "",
            "status": str(one.status),
            "binding": str(one.binding),
            "last_update_on": iso_day(PartialDate.of(update.on) if update else None),
            "last_update": frame.span(update.text) if update else "",
            "evidence": str(STEPS.get(update.step or 0, "")) if update else "",
            "score": Cell(format_signed(_mean(scorings)), round(_mean(scorings), 3)) if scorings else "",
            "scored": Cell(format_number(len(scorings)), len(scorings)) if scorings else "",
            "assessor": frame.span(_assessors(scorings)) if scorings else "",
            "objectives": "; ".join(each.code for each in served),
            "owner": self._beside.owner(one),
            "uid": uid_text(one.uid) if frame.internal else "",
        }


def _mean(scorings: dict[int, Scoring]) -> float:
    return sum(one.score for one in scorings.values()) / len(scorings)


def _assessors(scorings: dict[int, Scoring]) -> str:
    return "; ".join(sorted({one.assessor for one in scorings.values() if one.assessor}))
