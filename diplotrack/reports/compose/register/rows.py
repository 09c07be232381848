"""The columns of an engagement register and how an engagement fills them, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.base.ident import uid_text
from diplotrack.records.enumerations import EngagementStatus, Side
from diplotrack.reports.compose.frame import Frame, shortened
from diplotrack.reports.compose.listing import keyed_columns, marked
from diplotrack.reports.compose.register.entries import Entry
from diplotrack.reports.compose.wording import lasting, opening
from diplotrack.reports.document import Cell, CellLike, Column, Row, Span

LONGEST_TITLE, LONGEST_SUBJECTS, MOST_HEADS = 200, 220, 4


class RegisterRows:
    """Rows of some engagements; columns that would stand empty throughout are left out on paper."""

    def __init__(self, frame: Frame, found: Sequence[Entry], *, machine: bool) -> None:
        self._frame = frame
        self._machine = machine
        self.columns = _machine_columns(frame) if machine else _paper_columns(frame, found)

    def row(self, entry: Entry) -> Row:
        """The cells of an engagement in the order of the columns."""
        mark = self._frame.print("engagement", entry.one.id)
        for one in entry.objectives if self._machine else ():
            self._frame.mention("objective", one.id)
        cells = self._for_machines(entry) if self._machine else self._on_paper(entry, mark)
        return [cells[column.key] for column in self.columns]

    def _on_paper(self, entry: Entry, mark: str) -> dict[str, CellLike]:
        frame, one = self._frame, entry.one
        return {
            "day": self._day(entry),
            "title": self._what(entry, mark),
            "format": self._form(entry),
            "level": str(entry.level.label) if entry.level else "",
            "place": one.city or frame.party(one.country_id),
            "with": self._whom(entry),
            "record": _("kept") if entry.has_record else "–",
            "readouts": self._readouts(entry),
        }

    def _day(self, entry: Entry) -> Cell:
        told = lasting(entry.starts_on, entry.starts_on_latest, entry.one.ends_on)
        return Cell(self._frame.span(told, entry.one.uid), _known(entry))

    def _what(self, entry: Entry, mark: str) -> CellLike:
        title = opening(entry.one.title, LONGEST_TITLE, sentences=False)
        parts: list[str | Span] = [*marked(mark), self._frame.span(title)]
        if entry.agenda:
            subjects = opening("; ".join(entry.agenda), LONGEST_SUBJECTS, sentences=False)
            parts.append(self._frame.span(f"\n{subjects}", quiet=True))
        return parts

    def _form(self, entry: Entry) -> CellLike:
        form = str(entry.format.label)
        if entry.status == EngagementStatus.HELD:
            return form
        told = str(entry.status.label).lower()
        if entry.one.status_reason and self._frame.internal:
            told = f"{told}: {opening(entry.one.status_reason, 60)}"
        return (form, self._frame.span(f"\n{told}", quiet=True))

    def _whom(self, entry: Entry) -> CellLike:
        frame = self._frame
        parties = shortened([name for one in entry.parties if (name := frame.party(one))], 4)
        if not entry.heads:
            return parties
        heads = "\n".join(entry.heads[:MOST_HEADS])
        return (parties, frame.span(f"\n{heads}" if parties else heads, quiet=True))

    def _readouts(self, entry: Entry) -> str:
        sides = [_("ours")] if Side.OURS in entry.readouts else []
        sides += [_("theirs")] if Side.THEIRS in entry.readouts else []
        return ", ".join(sides) or "–"

    def _for_machines(self, entry: Entry) -> dict[str, CellLike]:
        frame, one = self._frame, entry.one
        day = PartialDate.of(one.starts_on, one.starts_on_latest)
        return {
            "day": Cell(day.iso() if day else "", _known(entry)),
            "last_day": Cell(one.ends_on.isoformat(), one.ends_on) if one.ends_on else "",
            "title": frame.span(one.title),
            "format": str(one.format),
            "setting": str(one.setting),
            "status": str(entry.status),
            "level_ours": str(one.level_ours or ""),
            "level_theirs": str(one.level_theirs or ""),
            "city": frame.span(one.city),
            "venue": frame.span(one.venue),
            "country": frame.party(one.country_id),
            "with": "; ".join(frame.party(party) for party in entry.parties),
            "heads": frame.span("; ".join(entry.heads)),
            "subjects": frame.span("; ".join(entry.agenda)),
            "record": "yes" if entry.has_record else "no",
            "readouts": "; ".join(sorted(str(side) for side in entry.readouts)),
            "objectives": "; ".join(each.code for each in entry.objectives),
            "uid": uid_text(one.uid) if frame.internal else "",
        }


def _paper_columns(frame: Frame, found: Sequence[Entry]) -> list[Column]:
    columns = [
        (Column(_("Day"), 1.35, "date", key="day"), True),
        (Column(_("What"), 3.9, key="title"), True),
        (Column(_("Format"), 1.25, key="format"), True),
        (Column(_("Level"), 1.3, key="level"), any(one.level for one in found)),
        (Column(_("Place"), 1.15, key="place"), any(one.one.city or one.one.country_id for one in found)),
        (Column(_("With"), 3.3, key="with"), True),
        (Column(_("Record"), 0.75, key="record"), frame.internal and any(one.has_record for one in found)),
        (Column(_("Readouts"), 1.05, key="readouts"), any(one.readouts for one in found)),
    ]
    return [column for column, is_wanted in columns if is_wanted]


def _machine_columns(frame: Frame) -> list[Column]:
    labels = {
        "day": _("Day"),
        "last_day": _("Last day"),
        "title": _("What"),
        "format": _("Format"),
        "setting": _("Setting"),
        "status": _("Status"),
        "level_ours": _("Our level"),
        "level_theirs": _("Their level"),
        "city": _("City"),
        "venue": _("Venue"),
        "country": _("Held in"),
        "with": _("With"),
        "heads": _("Heads of delegation"),
        "subjects": _("Agenda"),
        "record": _("Record"),
        "readouts": _("Readouts"),
        "objectives": _("Objectives"),
        "uid": _("Identifier"),
    }
    inside = ("record", "objectives", "uid")
    return keyed_columns(labels, days=("day", "last_day"), without=() if frame.internal else inside)


def _known(entry: Entry) -> date | None:
    return entry.starts_on if entry.starts_on_latest in (None, entry.starts_on) else None
