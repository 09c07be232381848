"""Gaps one by one: why, on which evidence, how to mend it, since when, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from diplotrack.base.i18n import N_, Label, _, format_date, format_number, ngettext
from diplotrack.records import KINDS
from diplotrack.reports.compose.consistency.entries import GapEntry
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.document import (
    Block,
    Bullets,
    Callout,
    Facts,
    Heading,
    KeepTogether,
    Severity,
    Span,
    Text,
)

MOST = 100
"""Gaps that are told in full; the rest stand in a table."""
SEVERITIES: dict[str, tuple[Label, Severity]] = {
    "critical": (N_("Critical"), Severity.HIGH),
    "high": (N_("High"), Severity.HIGH),
    "medium": (N_("Medium"), Severity.MEDIUM),
    "low": (N_("Low"), Severity.LOW),
}


def severity_label(word: str) -> str:
    """How a severity is called."""
    known = SEVERITIES.get(word)
    return str(known[0]) if known else word


def details(frame: Frame, gaps: Sequence[GapEntry]) -> list[Block]:
    """Those gaps, gravest first as they come, under a heading for each severity."""
    blocks: list[Block] = []
    for severity, group in groupby(gaps, key=lambda one: one.row.severity):
        blocks.append(Heading(severity_label(severity), 2))
        for one in group:
            blocks += _detail(frame, one)
    return blocks


def _detail(frame: Frame, one: GapEntry) -> list[Block]:
    known = SEVERITIES.get(one.row.severity)
    title = frame.span(f"{one.row.rule}  {one.title}")
    blocks: list[Block] = [
        Callout(frame.span(one.why), title=title, severity=known[1] if known else Severity.NOTE)
    ]
    evidence = _evidence(frame, one)
    if evidence:
        blocks.append(Bullets(evidence))
    return [*blocks, KeepTogether([Facts(_facts(frame, one))])]


def _evidence(frame: Frame, one: GapEntry) -> list[Text]:
    """Each record with its link, then the words quoted from it."""
    quotes: dict[bytes, list[str]] = {}
    for quote in one.quotes:
        quotes.setdefault(quote.uid, []).append(" ".join(quote.text.split()))
    found: list[Text] = []
    for exhibit in one.exhibits:
        kind = str(KINDS[exhibit.kind].__kind__.label) if exhibit.kind in KINDS else exhibit.kind
        label = ", ".join(part for part in (kind, exhibit.day) if part)
        title, more = _once(exhibit.title, quotes.pop(exhibit.uid, []))
        line = [frame.span(f"{label}  ", quiet=True), frame.span(title, exhibit.uid)]
        found.append([*line, *(_quoted(frame, text) for text in more)])
    left = [(uid, text) for uid, texts in quotes.items() for text in texts]
    return [*found, *([_quoted(frame, text, uid)] for uid, text in left)]


def _once(title: str, quotes: Sequence[str]) -> tuple[str, list[str]]:
    """The title of a record and its quotes without saying the same twice: a shortened title gives way to its whole."""
    beginning = title.rstrip("…")
    whole = next((text for text in quotes if text.startswith(beginning)), title)
    return whole, [text for text in quotes if text not in whole]


def _quoted(frame: Frame, text: str, uid: bytes | None = None) -> Span:
    span = frame.span(_("  “{words}”").format(words=text), uid)
    return Span(span.text, italic=True, uid=span.uid)


def _facts(frame: Frame, one: GapEntry) -> list[tuple[Text, Text]]:
    rows: list[tuple[Text, Text]] = []
    if one.fix:
        rows.append((_("How to mend it"), frame.span(one.fix)))
    if one.parties:
        rows.append((_("Partner"), frame.party_list(one.parties)))
    if one.raised:
        rows.append((_("Raised one step"), ", ".join(one.raised)))
    rows.append((_("State"), [frame.span(_standing(frame, one) + "   "), _link(frame, one)]))
    return rows


def _standing(frame: Frame, one: GapEntry) -> str:
    """ "New, since May 3, 2026 (26 days), assigned to nobody"."""
    row = one.row
    parts = [str(row.state.label)]
    if row.first_seen:
        days = (frame.on - row.first_seen).days
        since = _("since {day}").format(day=format_date(row.first_seen))
        age = ngettext("{count} day", "{count} days", days).format(count=format_number(days))
        parts.append(_("{since} ({age})").format(since=since, age=age) if days > 0 else since)
    parts.append(_("assigned to {name}").format(name=row.assignee or _("nobody")))
    return ", ".join(parts)


def _link(frame: Frame, one: GapEntry) -> Span:
    return frame.span(_("Open the gap"), one.row.uid)
