"""The old line and the new one, word for word, with what fell away and what came in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from diplotrack.base.i18n import _, format_date
from diplotrack.language.alignment import word_diff
from diplotrack.records import Position, fields
from diplotrack.records.display import scale_label
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.policy_change.case import Case
from diplotrack.reports.document import Block, Column, Paragraph, Row, Span, Table

COLUMNS = (
    "line",
    "stance",
    "rationale",
    "is_public",
    "valid_from",
    "valid_until",
    "announced_on",
    "announced_by",
    "cleared_by_id",
)
LEAST_SHARED = 0.3
"""The part of the words that must be the same before it helps to show which are not."""


def side_by_side(frame: Frame, case: Case, old: Any, new: Any) -> list[Block]:
    """Both lines beside one another, each under its stance and days."""
    before, after = _compared(frame, old.line, new.line)
    until = old.valid_until or case.day - timedelta(days=1)
    columns = (
        Column(_("Old line, until {day}").format(day=format_date(min(until, case.day)))),
        Column(_("New line, from {day}").format(day=format_date(case.day))),
    )
    marks = [marked(frame.print("position", one.id)) for one in (old, new)]
    rows: list[Row] = [
        [stance(one) for one in (old, new)],
        [(*marks[0], *before), (*marks[1], *after)],
    ]
    blocks: list[Block] = [Table(columns, rows, name="lines")]
    if any(span.bold or span.italic for span in (*before, *after)):
        blocks.append(Paragraph(_("Italic: what fell away. Bold: what is new."), style="note"))
    return blocks


def stance(position: Any) -> str:
    """The stance of a position in words."""
    return scale_label(fields(Position)["stance"], position.stance)


def _compared(frame: Frame, old: str, new: str) -> tuple[list[Span], list[Span]]:
    """The words of both lines; lines that have hardly a word in common stand as they are."""
    plain = [frame.span(old)], [frame.span(new)]
    # A protected name may be hidden in either: only words that are shown are compared.
    parts = word_diff(plain[0][0].text, plain[1][0].text)
    same = sum(len(words) for kind, words, _later in parts if kind == "same")
    if same < LEAST_SHARED * max(len(old), len(new)):
        return plain
    before = [Span(f"{words} ", italic=kind != "same") for kind, words, _later in parts if words]
    after = [Span(f"{words} ", bold=kind != "same") for kind, _earlier, words in parts if words]
    return before, after
