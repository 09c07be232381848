"""One gap set as a page: what, why, the words side by side, the records, the numbers, and what would mend it."""

from __future__ import annotations

from datetime import date

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date, join_names
from diplotrack.consistency.finding import Exhibit, Finding
from diplotrack.consistency.sayings import plain
from diplotrack.desktop.gaps.gap_list import below
from diplotrack.desktop.reading.chronicle import local
from diplotrack.desktop.reading.hand import Hand, address, direction
from diplotrack.desktop.theme.tones import SEVERITIES
from diplotrack.records import KINDS, FindingEvent


def evidence(one: Finding, steps: list[FindingEvent], today: date, hand: Hand) -> str:
    """The gap as HTML."""
    space, scale = hand.scale.space, hand.scale
    title = one.title.text(today)
    tone = SEVERITIES.get(one.severity.value, "quiet")
    size = scale.type("title")
    head = f"margin:0 0 {space(2)}px 0; font-size:{size}px; font-weight:600; line-height:118%"
    gravity = f"{hand.chip(str(one.severity.label), tone)} &nbsp; {hand.small(below(one))}"
    parts = [
        f'<p style="margin:0 0 {space(1)}px 0">{gravity}</p>',
        f'<p{direction(title)} style="{head}">{hand.escape(title)}</p>',
        hand.paragraph(one.why.text(today)),
    ]
    if one.raised_by:
        reasons = join_names([str(reason) for reason in one.raised_by])
        parts.append(hand.paragraph(_("Raised one step: {reasons}.").format(reasons=reasons)))
    parts += [_quotes(one, hand), _fix(one, today, hand), _records(one, hand), _numbers(one, today, hand)]
    if one.reason:
        parts += [hand.heading(_("Reason")), hand.paragraph(one.reason)]
    parts.append(_life(steps, hand))
    return f'<div style="color:{hand.palette.text}; font-size:{scale.type("body")}px">{"".join(parts)}</div>'


def _link(one: Exhibit, hand: Hand) -> str:
    return hand.link(address(one.kind, one.id), one.title)


def _quotes(one: Finding, hand: Hand) -> str:
    """The words side by side, two to a line, each under the record that holds them."""
    if not one.quotes:
        return ""
    by_uid = {record.uid: record for record in (*one.subject, *one.records)}
    space, tint = hand.scale.space, hand.palette.tones["accent"]
    cells = []
    for quote in one.quotes:
        record = by_uid.get(quote.uid)
        source = ""
        if record is not None:
            # A statement is named by its words, which stand below.
            same = quote.quote.strip().startswith(record.title.strip(" …"))
            name = str(KINDS[record.kind].__kind__.label) if same else record.title
            day = f" &nbsp; {hand.small(_day(record))}" if record.date else ""
            source = f"{hand.link(address(record.kind, record.id), name)}{day}<br>"
        style = f"background-color:{tint.ground}; color:{tint.ink}"
        words = f'<span style="{style}">“{hand.escape(quote.quote)}”</span>'
        pad = f"padding:{space(1)}px {space(5)}px {space(3)}px 0"
        cells.append(
            f'<td width="50%" valign="top"{direction(quote.quote)} style="{pad}">{source}{words}</td>'
        )
    rows = [cells[place : place + 2] for place in range(0, len(cells), 2)]
    body = "".join(f"<tr>{''.join(row)}{'<td></td>' if len(row) == 1 else ''}</tr>" for row in rows)
    return hand.heading(_("In their words")) + f'<table width="100%" cellspacing="0">{body}</table>'


def _fix(one: Finding, today: date, hand: Hand) -> str:
    return hand.heading(_("What would mend it")) + hand.paragraph(one.fix.text(today))


def _records(one: Finding, hand: Hand) -> str:
    shown = list(dict.fromkeys([*one.subject, *one.records]))
    rows = [[hand.small(_day(record)), _link(record, hand)] for record in shown]
    return hand.heading(_("Records")) + hand.table(["", ""], rows, lines=False) if rows else ""


def _day(record: Exhibit) -> str:
    return format_date(PartialDate.parse(record.date)) if record.date else ""


def _numbers(one: Finding, today: date, hand: Hand) -> str:
    rows = [
        (name.replace("_", " "), hand.escape(str(plain(value, today)))) for name, value in one.numbers.items()
    ]
    return hand.heading(_("Numbers")) + hand.blocks([rows]) if rows else ""


def _life(steps: list[FindingEvent], hand: Hand) -> str:
    rows = [
        [
            hand.small(local(step.at) if step.at else format_date(step.on)),
            hand.escape(str(step.state.label))
            + (f" &nbsp; {hand.small(step.who)}" if step.who else "")
            + (f"<br>{hand.muted(step.note)}" if step.note else ""),
        ]
        for step in reversed(steps)
    ]
    return hand.heading(_("Its life so far")) + hand.table(["", ""], rows) if rows else ""
