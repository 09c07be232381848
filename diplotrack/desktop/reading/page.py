"""One record set as a page, from the reading that the core gives."""

from __future__ import annotations

from typing import Any

from diplotrack.base.i18n import _, format_date, format_number, ngettext
from diplotrack.desktop.reading.chronicle import chronicle
from diplotrack.desktop.reading.hand import Hand, direction, target
from diplotrack.desktop.theme.tones import SEVERITIES
from diplotrack.records.display import display
from diplotrack.workspace.reading import Fact, LongText, PartRow, PartTable, Reading, Uses

__all__ = ["page", "target"]


SUBSTANCE_FIRST = frozenset({"engagement", "communication", "statement", "position"})
"""Kinds that one reads for what was said; their facts stand below it."""

SHORT = ("day", "number", "money", "time")
"""Types whose values stay on one line."""

WHO = "participant"
"""The table that stands before what was said."""


def page(reading: Reading, hand: Hand) -> str:
    """The record as HTML."""
    parts = [_head(reading, hand), _gaps(reading, hand)]
    if reading.lead:
        parts.append(hand.paragraph(reading.lead, size=hand.scale.type("lead")))
    facts = _facts(reading, hand)
    who = [_people(table, hand) for table in reading.tables if table.kind == WHO]
    tables = [_table(table, hand) for table in reading.tables if table.kind != WHO]
    texts = [_text(text, hand) for text in reading.texts]
    links = _links(reading, hand)
    if reading.kind in SUBSTANCE_FIRST:
        parts += [*who, *texts, *tables, links, facts]
    else:
        parts += [facts, *who, *texts, *tables, links]
    parts += [_used_in(reading.uses, hand), chronicle(reading, hand)]
    style = f"color:{hand.palette.text}; font-size:{hand.scale.type('body')}px"
    return f'<div style="{style}">{"".join(parts)}</div>'


def _head(reading: Reading, hand: Hand) -> str:
    space, scale = hand.scale.space, hand.scale
    kind = hand.small(reading.kind_label)
    if reading.is_trashed:
        kind += " &nbsp; " + hand.chip(_("In the trash"), "warn")
    title = reading.title or _("Untitled")
    size = scale.type("title") if len(title) <= 140 else scale.type("lead")
    style = f"margin:0 0 {space(1.5)}px 0; font-size:{size}px; font-weight:600; line-height:118%"
    lines = [
        f'<p style="margin:0 0 {space(1)}px 0">{kind}</p>',
        f'<p{direction(title)} style="{style}">{hand.escape(title)}</p>',
    ]
    told = [hand.value(fact.field, fact.value) for fact in reading.subtitle]
    if told:
        joined = f'<span style="color:{hand.palette.muted}"> &nbsp;·&nbsp; </span>'.join(told)
        lines.append(f'<p style="margin:0 0 {space(4)}px 0; color:{hand.palette.muted}">{joined}</p>')
    return "".join(lines)


def _gaps(reading: Reading, hand: Hand) -> str:
    if not reading.findings:
        return ""
    space = hand.scale.space
    rows = []
    for one in reading.findings:
        tone = SEVERITIES.get(one.severity, "quiet")
        tint = hand.palette.tones[tone]
        rows.append(
            f'<tr><td bgcolor="{tint.ground}" style="padding:{space(1.5)}px {space(3)}px">'
            f'<a href="record:finding:{one.id}" style="color:{tint.ink}; text-decoration:none">'
            f"{hand.escape(one.headline)}</a></td></tr>"
        )
    return f'<table width="100%" cellspacing="{space(0.5)}" cellpadding="0">{"".join(rows)}</table><p></p>'


def _facts(reading: Reading, hand: Hand) -> str:
    """The facts in two columns, a little apart where another group begins; long ones below as paragraphs."""
    told = {fact.name for fact in reading.subtitle}
    blocks, long = [], []
    for group in reading.groups:
        rows = []
        for fact in group.facts:
            if fact.field is not None and fact.field.type == "long":
                long.append(fact)
            elif fact.name not in told:
                rows.append((fact.label, hand.value(fact.field, fact.value)))
        if rows:
            blocks.append(rows)
    shown = hand.blocks(blocks)
    if shown and reading.kind in SUBSTANCE_FIRST:
        shown = hand.heading(_("Particulars")) + shown
    return shown + "".join(_long(fact, hand) for fact in long)


def _long(fact: Fact, hand: Hand) -> str:
    return hand.heading(fact.label) + hand.paragraph(display(fact.field, fact.value))


def _text(text: LongText, hand: Hand) -> str:
    paragraphs = (hand.paragraph(one.text, hand.portion(one.portion)) for one in text.paragraphs)
    return hand.heading(text.label) + "".join(paragraphs)


def _people(table: PartTable, hand: Hand) -> str:
    """Who was in the room, side by side as one would tell it: the name, the office of the day, then what is special."""
    names = [column.name for column in table.columns]
    rows = []
    last = None
    for row in table.rows:
        told = dict(zip(names, row.values, strict=True))
        side = told.get("side")
        first = hand.small(str(side.label)) if side is not None and side != last else ""
        last = side
        person = hand.value(None, told["person_id"])
        office = told.get("capacity") or (told["party_id"].caption if told.get("party_id") else "")
        special = [
            display(None, told.get(name))
            for name, usual in (("role", "member"), ("attendance", "attended"))
            if told.get(name) and told[name] != usual
        ]
        special += [str(told[name]) for name in ("languages", "is_tete_a_tete") if told.get(name)]
        below = " · ".join(words for words in (office, *special) if words)
        rows.append([first, person + (f"<br>{hand.small(below)}" if below else "")])
    return hand.heading(table.label) + hand.table([], rows, lines=False)


WIDE = 3
"""Columns that stand side by side; a table of more is told entry by entry."""


def _table(table: PartTable, hand: Hand) -> str:
    if len(table.columns) > WIDE:
        rows = [_entry(table, row, hand) for row in table.rows]
        return hand.heading(table.label) + hand.table([], rows)
    rows = [[_cell(column, value, hand) for column, value in _told(table, row)] for row in table.rows]
    for cells, row in zip(rows, table.rows, strict=True):
        if cells and row.portion:
            cells[0] = hand.portion(row.portion) + cells[0]
    return hand.heading(table.label) + hand.table([column.label for column in table.columns], rows)


def _told(table: PartTable, row: PartRow) -> list[tuple[Fact, Any]]:
    return list(zip(table.columns, row.values, strict=True))


def _cell(column: Fact, value: Any, hand: Hand) -> str:
    cell = hand.value(column.field, value)
    short = column.field is not None and column.field.type in SHORT and "<" not in cell
    return cell.replace(" ", "&nbsp;") if short else cell


def _entry(table: PartTable, row: PartRow, hand: Hand) -> list[str]:
    """One row as an entry: its day at the side, what it is about, and the rest below in small."""
    cells = _told(table, row)
    side = next((one for one in cells if one[0].field is not None and one[0].field.type == "day"), None)
    rest = [one for one in cells if one is not side and one[1] not in (None, "")]
    texts = [
        one for one in rest if one[0].field is not None and one[0].field.type in ("text", "long", "reference")
    ]
    main = next(iter(texts or rest), None)
    below = [
        hand.small(f"{column.label} ") + hand.value(column.field, value)
        for column, value in rest
        if main is None or column is not main[0]
    ]
    lines = [hand.portion(row.portion) + _cell(*main, hand)] if main is not None else []
    if below:
        lines.append(hand.small(" · ").join(below))
    return [hand.small("") if side is None else hand.muted("") + _cell(*side, hand), "<br>".join(lines)]


def _links(reading: Reading, hand: Hand) -> str:
    parts = []
    if reading.objectives:
        lines = [
            hand.mention(mention) + (f" &nbsp; {hand.small(bearing)}" if bearing else "")
            for mention, bearing in reading.objectives
        ]
        parts.append(hand.heading(_("Objectives")) + _lines(lines, hand))
    if reading.tags:
        chips = " &nbsp;".join(hand.chip(tag, "plain") for tag in reading.tags)
        parts.append(hand.heading(_("Tags")) + f"<p>{chips}</p>")
    if reading.files:
        names = [
            hand.portion(one.portion)
            + hand.escape(one.name)
            + " &nbsp; "
            + hand.small(_("{size} kB").format(size=format_number(max(1, one.size // 1024))))
            for one in reading.files
        ]
        parts.append(hand.heading(_("Attachments")) + _lines(names, hand))
    if reading.sources:
        sources = [hand.escape(f"{source}: {identifier}") for source, identifier in reading.sources]
        parts.append(hand.heading(_("Imported from")) + _lines(sources, hand))
    return "".join(parts)


def _lines(lines: list[str], hand: Hand) -> str:
    gap = hand.scale.space(1)
    return "".join(f'<p style="margin:0 0 {gap}px 0">{line}</p>' for line in lines)


def _used_in(uses: tuple[Uses, ...], hand: Hand) -> str:
    if not uses:
        return ""
    parts = [_rule(hand), hand.heading(_("Used in"))]
    for one in uses:
        rows = [
            [hand.small(format_date(use.on) if use.on else ""), hand.mention(use.mention), hand.small(use.by)]
            for use in one.uses
        ]
        more = one.total - len(one.uses)
        if more > 0:
            words = ngettext("and {count} more", "and {count} more", more)
            rows.append(["", hand.small(words.format(count=format_number(more))), ""])
        label = f"{one.label}  {format_number(one.total)}"
        parts.append(hand.table(["", label, ""], rows))
    return "".join(parts)


def _rule(hand: Hand) -> str:
    space = hand.scale.space
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:{space(7)}px">'
        f'<tr><td style="border-top:1px solid {hand.palette.edge}"></td></tr></table>'
    )
