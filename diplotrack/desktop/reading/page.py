"""One record set as a page, from the reading that the core gives."""

from __future__ import annotations

from diplotrack.base.i18n import _
from diplotrack.desktop.reading.belongings import belongings
from diplotrack.desktop.reading.chronicle import chronicle
from diplotrack.desktop.reading.elsewhere import gaps, used_in
from diplotrack.desktop.reading.hand import Hand, target
from diplotrack.desktop.reading.tables import parts, people
from diplotrack.desktop.reading.view import View
from diplotrack.records.display import display
from diplotrack.workspace.reading import Fact, LongText, Reading

__all__ = ["page", "sections", "target"]


SUBSTANCE_FIRST = frozenset({"engagement", "communication", "statement", "position"})
"""Kinds that one reads for what was said; their facts stand below it."""

NAMED = frozenset({"due_on", "signed_on", "in_force_on"})
"""Days under a title that say nothing without their label."""

AT_ONCE = 6_000
"""Letters of HTML that are set at once: more of them hold the window up."""

WHO = "participant"
"""The table that stands before what was said."""


def page(reading: Reading, hand: Hand) -> str:
    """The record as one piece of HTML, nothing folded away."""
    return "".join(sections(reading, hand, View()))


def sections(reading: Reading, hand: Hand, view: View) -> list[str]:
    """The record as HTML in pieces that follow one another; each is set in a few milliseconds."""
    facts = _facts(reading, hand)
    who = [piece for one in reading.tables if one.kind == WHO for piece in people(one, hand, view)]
    tables = [piece for one in reading.tables if one.kind != WHO for piece in parts(one, hand, view)]
    texts = [piece for text in reading.texts for piece in _text(text, hand)]
    links = _links(reading, hand)
    found = [_head(reading, hand), gaps(reading, hand)]
    if reading.lead:
        found.append(hand.paragraph(reading.lead, size=hand.scale.type("lead")))
    if reading.kind in SUBSTANCE_FIRST:
        found += [*who, *texts, *tables, links, facts]
    else:
        found += [facts, *who, *texts, *tables, links]
    found += [*used_in(reading.uses, hand, view), *chronicle(reading, hand, view)]
    return [hand.page(piece) for piece in _gathered(found)]


def _gathered(pieces: list[str]) -> list[str]:
    """Small pieces together, up to what is set at once."""
    found: list[str] = []
    room = 0
    for piece in pieces:
        if piece and len(piece) <= room:
            found[-1] += piece
            room -= len(piece)
        elif piece:
            found.append(piece)
            room = AT_ONCE - len(piece)
    return found


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
        f'<p{hand.title_direction(title)} style="{style}">{hand.escape(title)}</p>',
    ]
    told = [_told(fact, hand) for fact in reading.subtitle]
    if told:
        joined = f'<span style="color:{hand.palette.muted}"> &nbsp;·&nbsp; </span>'.join(told)
        lines.append(f'<p style="margin:0 0 {space(4)}px 0; color:{hand.palette.muted}">{joined}</p>')
        if not reading.lead and reading.kind not in SUBSTANCE_FIRST:
            lines.append(hand.air(2))
    return "".join(lines)


def _told(fact: Fact, hand: Hand) -> str:
    value = hand.value(fact.field, fact.value)
    return f"{hand.escape(fact.label)} {value}" if fact.name in NAMED else value


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


def _text(text: LongText, hand: Hand) -> list[str]:
    """Its heading with the first paragraph, then one by one."""
    paragraphs = [hand.paragraph(one.text, hand.portion(one.portion)) for one in text.paragraphs]
    return [hand.heading(text.label) + "".join(paragraphs[:1]), *paragraphs[1:]]


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
    parts += belongings(reading, hand)
    if reading.sources:
        sources = [hand.escape(f"{source}: {identifier}") for source, identifier in reading.sources]
        parts.append(hand.heading(_("Imported from")) + _lines(sources, hand))
    return "".join(parts)


def _lines(lines: list[str], hand: Hand) -> str:
    gap = hand.scale.space(1)
    return "".join(f'<p style="margin:0 0 {gap}px 0">{line}</p>' for line in lines)
