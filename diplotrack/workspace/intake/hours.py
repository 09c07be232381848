"""At what time of day it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.language.daytimes import clocked
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.proposal import About, Proposal, Span

_TIMES = re.compile(
    r"(?<![\w./:-])(?P<first>\d{1,2}(?:[:.h]\d{2})?)\s?(?:hrs?|hours|Uhr)?\s*"
    r"(?:(?:-|–|—|to|until|bis|à)\s*(?P<last>\d{1,2}(?:[:.h]\d{2})?))?\s*(?P<half>[ap]\.?m\b\.?)?(?![\w/]|\.\d|-\d)",
    re.IGNORECASE,
)


def read_times(ground: Ground) -> Iterator[Proposal]:
    """When it began and ended, as the head tells, else a time with minutes or "p.m." in the first sentence."""
    labels = ground.head.labels
    for name, sureness in (("time", 94), ("date", 90)):
        if name in labels:
            label = labels[name]
            found = list(_in(ground, Span(label.start, label.end), is_time=name == "time"))
            if found:
                yield from _proposals(found, _("the line that gives the time"), sureness)
                return
    first = ground.first_prose()
    found = list(_in(ground, Span(first.start, min(first.end, first.start + 300)), is_time=False))
    yield from _proposals(found, _("the first sentence"), 70)


def _in(ground: Ground, span: Span, *, is_time: bool) -> Iterator[tuple[time, Span]]:
    """The times in a stretch of the text: two at most."""
    for match in _TIMES.finditer(ground.text, span.start, span.end):
        clear = is_time or match["half"] or re.search(r"\d[:h]\d\d", match[0])
        if not clear:
            continue
        # Hours and minutes with a colon, in small letters, as lines typed by people are read.
        words = re.sub(r"(?<=\d)[.h](?=\d\d)", ":", match[0].casefold()).replace("uhr", "")
        words = re.sub(r"\s*(?:hrs?|hours)\b", "", words).strip()
        try:
            times = clocked(words if ":" in words or match["half"] else f"at {words}")
        except UserError:
            continue  # "25:70" is no time of day
        if times.start is None:
            continue
        yield times.start, Span(match.start(), match.end())
        if times.end is not None:
            yield times.end, Span(match.start(), match.end())
        return


def _proposals(found: list[tuple[time, Span]], why: str, sureness: int) -> Iterator[Proposal]:
    for (at, span), column, label in zip(
        found, ("start_time", "end_time"), (_("From {time}"), _("Until {time}")), strict=False
    ):
        shown = label.format(time=f"{at:%H:%M}")
        yield Proposal(
            f"day:{column}", About.DAY, shown, at, (span,), why, sureness, further={"field": column}
        )
