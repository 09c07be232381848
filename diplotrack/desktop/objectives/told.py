"""What stands below the chart, set as a page: why it stands so, lines to take, what is owed, gaps."""

from __future__ import annotations

from collections.abc import Sequence

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.consistency.finding import Severity
from diplotrack.desktop.objectives.chart import BEARING_NAMES, STANCE_NAMES, Quarter
from diplotrack.desktop.reading.hand import Hand
from diplotrack.desktop.theme.tones import SEVERITIES
from diplotrack.workspace.objective_signs import Event, Line, Portrait

SHOWN = 12
"""Records of a section that are named; the rest are counted."""


def told(portrait: Portrait, asked: Quarter | None, hand: Hand) -> str:
    """The page as HTML; first the records of the quarter that was asked for."""
    parts = [_quarter(portrait, asked, hand) if asked is not None else "", _lines(portrait, hand)]
    parts += [_owed(portrait, hand), _gaps(portrait, hand)]
    if not any(parts):
        advice = _(
            "No line to take, no open commitment and no gap. Link records to the objective in their forms."
        )
        parts = [hand.paragraph(advice)]
    ground = f"color:{hand.palette.text}; font-size:{hand.scale.type('body')}px"
    return f'<div style="{ground}">{"".join(parts)}</div>'


def _section(heading: str, rows: Sequence[list[str]], total: int, hand: Hand) -> str:
    if not rows:
        return ""
    left = total - len(rows)
    more = ngettext("and {count} more", "and {count} more", left).format(count=format_number(left))
    all_rows = [*rows, ["", hand.small(more)]] if left > 0 else list(rows)
    return hand.heading(heading, format_number(total)) + hand.table(["", ""], list(all_rows), lines=False)


def _quarter(portrait: Portrait, asked: Quarter, hand: Hand) -> str:
    there = [one for one in portrait.events if one.quarter == asked.first]
    rows = [
        [hand.small(format_date(one.day)), f"{hand.mention(one.mention)}<br>{_value(one, hand)}"]
        for one in there
    ]
    return _section(_("Said and done in {quarter}").format(quarter=asked.name), rows, len(there), hand)


def _value(one: Event, hand: Hand) -> str:
    names = STANCE_NAMES if one.said else BEARING_NAMES
    what = _("Statement") if one.said else _("Deed")
    return hand.small(f"{what}  ·  {names.get(one.value, names[None])}")


def _lines(portrait: Portrait, hand: Hand) -> str:
    rows = [
        [hand.small(str(STANCE_NAMES.get(one.stance, STANCE_NAMES[None]))), _line(one, hand)]
        for one in portrait.lines[:SHOWN]
    ]
    return _section(_("Lines to take in force"), rows, len(portrait.lines), hand)


def _line(one: Line, hand: Hand) -> str:
    since = _("since {day}").format(day=format_date(one.since)) if one.since is not None else ""
    return hand.mention(one.mention) + (f"<br>{hand.small(since)}" if since else "")


def _owed(portrait: Portrait, hand: Hand) -> str:
    rows = []
    for one in portrait.owed[:SHOWN]:
        due = hand.small(format_date(one.due) if one.due is not None else _("no date"))
        late = ""
        if one.overdue_days:
            words = ngettext("Overdue by {days} day", "Overdue by {days} days", one.overdue_days)
            late = f"<br>{hand.chip(words.format(days=format_number(one.overdue_days)), 'bad')}"
        rows.append([due, hand.mention(one.mention) + late])
    return _section(_("Open commitments"), rows, len(portrait.owed), hand)


def _gaps(portrait: Portrait, hand: Hand) -> str:
    labels = {one.value: str(one.label) for one in Severity}
    rows = [
        [hand.chip(labels.get(severity, severity), SEVERITIES.get(severity, "quiet")), hand.mention(mention)]
        for mention, severity in portrait.gaps[:SHOWN]
    ]
    return _section(_("Gaps"), rows, len(portrait.gaps), hand)
