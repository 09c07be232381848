"""Who was asked and told of a change, when, and what became of their views; who was not, or too late."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from diplotrack.base.i18n import N_, Label, _, format_date, format_number, ngettext
from diplotrack.records import KINDS
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import admitted_rows, marked
from diplotrack.reports.compose.policy_change.case import Case, Concerned, Owed
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import (
    Block,
    Bullets,
    CellLike,
    Column,
    Facts,
    Group,
    Heading,
    Paragraph,
    Row,
    Span,
    Table,
)

OWED: dict[Owed, Label] = {
    Owed.CONSULTATION: N_("To be consulted"),
    Owed.NOTICE: N_("To be told"),
    Owed.NOTHING: N_("Also concerned"),
}
LONGEST_VIEW, LONGEST_TITLE, MOST_NAMED = 260, 70, 40


class Told:
    """The table of partners. Meetings and texts by which they were reached are read at once."""

    def __init__(self, frame: Frame, case: Case, partners: Sequence[Concerned]) -> None:
        self._frame = frame
        self._case = case
        self._partners = partners
        self._records: dict[tuple[str, int], Any] = {}
        for kind in ("engagement", "communication"):
            ids = {
                key
                for one in partners
                for row in one.contacts
                if (key := getattr(row, f"{kind}_id")) is not None
            }
            rows = admitted_rows(frame, KINDS[kind], ("title",), among=ids)
            self._records |= {(kind, row.id): row for row in rows}

    def table(self) -> Table:
        """A row a partner, under what it was owed; what one partner told us goes to no other."""
        frame = self._frame
        inside = [
            Column(_("Their view"), 4, key="view"),
            Column(_("Our reply"), 1.5, key="reply"),
            Column(_("Taken into account"), 1.1, key="taken"),
        ]
        columns = [
            Column(_("Partner"), 1.7, key="partner"),
            Column(_("Asked or told"), 2.8, key="contacts"),
            *(inside if frame.internal else []),
            Column(_("Told back"), 1.1, "date", key="told_back"),
        ]
        rows: list[Row] = []
        for owed, group in groupby(self._partners, key=lambda one: one.owed):
            mine = list(group)
            told = Span(f"   {format_number(len(mine))}", quiet=True)
            if frame.internal:
                rows.append(Group([str(OWED[owed]), told]))
            for one in mine:
                cells = self._cells(one)
                rows.append([cells[column.key] for column in columns])
        return Table(columns, rows, name="partners")

    def _cells(self, one: Concerned) -> dict[str, CellLike]:
        frame = self._frame
        asked = [row for row in one.contacts if row.view or row.reply_due_on or row.replied_on or row.taken]
        return {
            "partner": frame.party(one.party_id),
            "contacts": self._contacts(one) if one.contacts else "–",
            "view": _stacked([self._view(row) for row in asked if self._has_view(row)]),
            "reply": "\n".join(told for row in asked if (told := self._reply(row))),
            "taken": "\n".join(
                str(row.taken.label) for row in asked if row.taken is not None and self._has_view(row)
            ),
            "told_back": "\n".join(
                format_date(row.told_back_on)
                for row in one.contacts
                if row.told_back_on and row.told_back_on <= frame.on
            ),
        }

    def _contacts(self, one: Concerned) -> CellLike:
        parts: list[str | Span] = []
        for row in one.contacts:
            mark = self._frame.print("consultation", row.id)
            kind = str(row.type.label)
            day = format_date(row.on) if row.on else _("planned")
            parts += ["\n" if parts else "", *marked(mark), self._frame.span(f"{kind}, {day}", row.uid)]
            title = self._by(row)
            if title:
                parts.append(self._frame.span(f"\n{title}", quiet=True))
        return [part for part in parts if part]

    def _by(self, row: Any) -> str:
        """The meeting or text by which it was done, where that may be named."""
        for kind, key in (("engagement", row.engagement_id), ("communication", row.communication_id)):
            found = self._records.get((kind, key or 0))
            if found is not None:
                self._frame.mention(kind, found.id)
                return opening(found.title, LONGEST_TITLE, sentences=False)
        return ""

    def _has_view(self, row: Any) -> bool:
        return bool(row.view) and (row.viewed_on is None or row.viewed_on <= self._frame.on)

    def _view(self, row: Any) -> list[Span]:
        day = f"{format_date(row.viewed_on)}  " if row.viewed_on else ""
        return [Span(day, quiet=True), self._frame.span(opening(row.view, LONGEST_VIEW))]

    def _reply(self, row: Any) -> str:
        if row.replied_on and row.replied_on <= self._frame.on:
            return _("replied {day}").format(day=format_date(row.replied_on))
        return _("due {day}").format(day=format_date(row.reply_due_on)) if row.reply_due_on else ""


def reasons(frame: Frame, partners: Sequence[Concerned]) -> list[Block]:
    """Why they were to be asked or told, each reason once with whom it holds for; for the reader inside."""
    if not frame.internal:
        return []
    found: dict[str, dict[int, None]] = {}
    for one in partners:
        for reason in one.reasons:
            frame.mention(reason.kind, reason.id)
            found.setdefault(reason.says, {})[one.party_id] = None
    if not found:
        return []
    told = [
        (f"{says[:1].upper()}{says[1:]}", frame.party_list(list(ids), MOST_NAMED))
        for says, ids in found.items()
    ]
    return [Heading(_("Why they were concerned"), 2), Facts(told)]


def missed(frame: Frame, case: Case, partners: Sequence[Concerned]) -> list[Block]:
    """Who was not asked or told in time, for the reader inside; in one sentence where nobody was missed."""
    if not frame.internal:
        return []
    items = [_late(frame, case, one) for one in partners if not one.in_time(case)]
    heading = Heading(_("Not reached in time"))
    if items:
        return [heading, Bullets(items)]
    return [heading, Paragraph(_("Everybody who was to be asked or told was, in time."))]


def _late(frame: Frame, case: Case, one: Concerned) -> list[str | Span]:
    name = Span(frame.party(one.party_id), bold=True)
    first, last = case.consulted if one.owed is Owed.CONSULTATION else case.told
    after = one.first_after(case)
    window = _("it counts from {first} to {last}").format(first=format_date(first), last=format_date(last))
    asked = one.owed is Owed.CONSULTATION
    if after is not None:
        days = (after - last).days
        words = (
            ngettext("consulted {count} day late", "consulted {count} days late", days)
            if asked
            else ngettext("told {count} day late", "told {count} days late", days)
        )
        told = words.format(count=format_number(days))
    elif one.fitting:
        told = _("consulted, but too early") if asked else _("told, but too early")
    else:
        told = _("never consulted") if asked else _("never told")
    return [name, f"  {told}", Span(f"  ({window})", quiet=True)]


def _stacked(parts: Sequence[Sequence[Span]]) -> CellLike:
    found: list[str | Span] = []
    for one in parts:
        found += ["\n" if found else "", *one]
    return [part for part in found if part]
