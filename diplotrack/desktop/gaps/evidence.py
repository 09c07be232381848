"""One gap set as a page: what, why, the words side by side, the records, the numbers, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date, format_number, join_names
from diplotrack.consistency.finding import Exhibit, Finding
from diplotrack.desktop.gaps.gap_list import below
from diplotrack.desktop.gaps.numbers import name_of, shown
from diplotrack.desktop.gaps.words import Span
from diplotrack.desktop.reading.chronicle import local
from diplotrack.desktop.reading.hand import Hand, address, direction
from diplotrack.desktop.theme.tones import SEVERITIES
from diplotrack.records import KINDS, TOP_KINDS, FindingEvent
from diplotrack.workspace.gaps import Dossier


def evidence(dossier: Dossier, marked: list[list[Span]], hand: Hand, *, wide: bool, explained: bool) -> str:
    """The gap as HTML.

    ``marked`` are the stretches that matter in each quotation; ``wide`` sets two of them side by side, ``explained``
    adds the rule's own reasons.
    """
    one, today = dossier.finding, dossier.today
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
    if explained:
        parts.append(_rule(dossier, hand))
    parts += [_quotes(one, marked, hand, wide=wide), _fix(dossier, hand), _numbers(dossier, hand)]
    parts.append(_records(one, hand))
    if one.reason:
        parts += [hand.heading(_("Reason")), hand.paragraph(one.reason)]
    parts.append(_life(dossier.steps, hand))
    return f'<div style="color:{hand.palette.text}; font-size:{scale.type("body")}px">{"".join(parts)}</div>'


def _link(one: Exhibit, hand: Hand) -> str:
    return _named(one, one.title, hand)


def _named(one: Exhibit, name: str, hand: Hand) -> str:
    """The name of a record as a link; a part of one (a score, a paragraph) has no page that could be opened."""
    return hand.link(address(one.kind, one.id), name) if one.kind in TOP_KINDS else hand.escape(name)


def _rule(dossier: Dossier, hand: Hand) -> str:
    """Why there is such a rule, and when it fires with the limits that are set."""
    rule = dossier.rule
    if rule is None:
        return ""
    limits = {one.key: one.value for one in dossier.limits}
    heading = _("{code} · {title}").format(code=rule.code, title=rule.title)
    paragraphs = (rule.worded(rule.rationale, limits), rule.worded(rule.fires, limits))
    severity = _("Severity: {text}.").format(text=rule.worded(rule.severity, limits))
    return hand.heading(heading) + "".join(hand.paragraph(one) for one in (*paragraphs, severity))


def _quotes(one: Finding, marked: list[list[Span]], hand: Hand, *, wide: bool) -> str:
    """The words under the records that hold them: two side by side where there is room, else below one another."""
    if not one.quotes:
        return ""
    by_uid = {record.uid: record for record in (*one.subject, *one.records)}
    space = hand.scale.space
    columns = 2 if wide and len(one.quotes) > 1 else 1
    cells = []
    for quote, spans in zip(one.quotes, marked, strict=True):
        record = by_uid.get(quote.uid)
        source = _source(record, quote.quote, hand) if record is not None else ""
        pad = f"padding:{space(2)}px {space(3)}px {space(3)}px {space(3)}px"
        ground = f"background-color:{hand.palette.window}"
        style = "line-height:135%; margin:0"
        words = f'<p{direction(quote.quote)} style="{style}">“{_words(quote.quote, spans, hand)}”</p>'
        cells.append(
            f'<td width="{100 // columns}%" valign="top" style="{pad}; {ground}">{source}{words}</td>'
        )
    rows = [cells[place : place + columns] for place in range(0, len(cells), columns)]
    body = "".join(f"<tr>{''.join(row)}{'<td></td>' * (columns - len(row))}</tr>" for row in rows)
    return hand.heading(_("In their words")) + f'<table width="100%" cellspacing="{space(1)}">{body}</table>'


def _source(record: Exhibit, words: str, hand: Hand) -> str:
    kind = str(KINDS[record.kind].__kind__.label)
    # A statement is named by its words, which stand below.
    same = words.strip().startswith(record.title.strip(" …"))
    day = f" &nbsp; {hand.small(_day(record))}" if record.date else ""
    name = _named(record, kind if same else record.title, hand)
    style = f"margin:0 0 {hand.scale.space(1.5)}px 0"
    return f'<p style="{style}">{name}{"" if same else f" &nbsp; {hand.small(kind)}"}{day}</p>'


def _words(text: str, spans: list[Span], hand: Hand) -> str:
    """A quotation with what matters marked: bold on a ground, so that it shows without colour too."""
    tint = hand.palette.tones["accent"]
    style = f"background-color:{tint.ground}; color:{tint.ink}; font-weight:600"
    parts, place = [], 0
    for start, end in spans:
        parts.append(hand.escape(text[place:start]))
        parts.append(f'<span style="{style}">{hand.escape(text[start:end])}</span>')
        place = end
    return "".join([*parts, hand.escape(text[place:])])


def _fix(dossier: Dossier, hand: Hand) -> str:
    said = dossier.finding.fix.text(dossier.today)
    if dossier.suggested:
        codes = join_names(list(dossier.suggested))
        said += " " + _("Records with the same partners serve {codes}.").format(codes=codes)
    return hand.heading(_("What would mend it")) + hand.paragraph(said)


def _records(one: Finding, hand: Hand) -> str:
    there = list(dict.fromkeys([*one.subject, *one.records]))
    rows = [[hand.small(_day(record)), _link(record, hand)] for record in there]
    return hand.heading(_("Records")) + hand.table(["", ""], rows, lines=False) if rows else ""


def _day(record: Exhibit) -> str:
    return format_date(PartialDate.parse(record.date)) if record.date else ""


def _numbers(dossier: Dossier, hand: Hand) -> str:
    """What was found, and below it the limits that are set."""
    one, today = dossier.finding, dossier.today
    found = [(name_of(key), hand.escape(shown(key, value, today))) for key, value in one.numbers.items()]
    limits = [
        (
            _("Limit: {what}").format(what=limit.label),
            hand.escape(_("{number} {unit}").format(number=format_number(limit.value), unit=limit.unit)),
        )
        for limit in dossier.limits
    ]
    blocks = [block for block in (found, limits) if block]
    return hand.heading(_("Numbers")) + hand.blocks(blocks) if blocks else ""


def _life(steps: Sequence[FindingEvent], hand: Hand) -> str:
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
