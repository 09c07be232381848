"""The hand in which records are set: small pieces of the HTML that Qt's text understands, in the theme's colours.

Everything that comes from a record is escaped here and nowhere else.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from diplotrack.base.i18n import is_right_to_left
from diplotrack.desktop.reading.view import FOLD
from diplotrack.desktop.theme import Palette, Scale
from diplotrack.desktop.theme.direction import END, ISOLATE
from diplotrack.desktop.theme.palette import Tone
from diplotrack.desktop.theme.tones import tone_of
from diplotrack.records import Field
from diplotrack.records.choice import Choice
from diplotrack.records.display import Mention, display

RECORD, FILE = "record", "file"


def address(kind: str, record_id: int) -> str:
    """The link to a record, as :func:`target` reads it."""
    return f"{RECORD}:{kind}:{record_id}"


def target(link: str) -> tuple[str, int] | None:
    """The record that a link names; None for any other link."""
    scheme, _colon, rest = link.partition(":")
    kind, _colon, number = rest.partition(":")
    return (kind, int(number)) if scheme == RECORD and number.isdigit() else None


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return is_right_to_left()


def direction(text: str) -> str:
    """The ``dir`` attribute of a paragraph."""
    return ' dir="rtl"' if runs_right_to_left(text) else ' dir="ltr"'


@dataclass(frozen=True, slots=True)
class Hand:
    """Sizes and colours, and the pieces set in them; ``mirrored`` sets columns from the right."""

    palette: Palette
    scale: Scale
    mirrored: bool = False

    def escape(self, text: str) -> str:
        """Text as text, its own line breaks kept."""
        return html.escape(text).replace("\n", "<br>")

    def muted(self, text: str) -> str:
        """Text that stands back."""
        return f'<span style="color:{self.palette.muted}">{self.escape(text)}</span>'

    def small(self, text: str) -> str:
        """Text that stands back and is small."""
        size = self.scale.type("small")
        return f'<span style="color:{self.palette.muted}; font-size:{size}px">{self.escape(text)}</span>'

    def link(self, href: str, text: str) -> str:
        """A link in the accent, not underlined."""
        style = f"color:{self.palette.accent}; text-decoration:none"
        return f'<a href="{html.escape(href)}" style="{style}">{self.escape(text or "—")}</a>'

    def mention(self, mention: Mention) -> str:
        """A link to a record."""
        return self.link(address(mention.kind, mention.id), mention.caption)

    def chip(self, text: str, tone: Tone) -> str:
        """A word on a soft ground."""
        tint = self.palette.tones[tone]
        size = self.scale.type("small")
        style = f"background-color:{tint.ground}; color:{tint.ink}; font-size:{size}px"
        # The spaces at its ends stay with the word, whichever way the page runs.
        start, end = (ISOLATE, END) if self.mirrored else ("", "")
        return f'{start}<span style="{style}">&nbsp;&nbsp;{self.escape(text)}&nbsp;&nbsp;</span>{end}'

    def portion(self, mark: str) -> str:
        """The portion mark before a paragraph."""
        if not mark:
            return ""
        style = f"color:{self.palette.muted}; font-size:{self.scale.type('small')}px; font-weight:600"
        return f'<span style="{style}">({self.escape(mark)})</span> '

    def value(self, field: Field | None, value: Any) -> str:
        """A value as it is read: links for records, chips for what is news."""
        if isinstance(value, Mention):
            return self.mention(value)
        if isinstance(value, list):
            return ", ".join(self.value(field, one) for one in value)
        shown = display(field, value)
        tone = tone_of(value)
        if tone is not None and isinstance(value, Choice):
            return self.chip(shown, tone)
        if shown.startswith(("https://", "http://")) and " " not in shown:
            return self.link(shown, shown)
        return self.escape(shown)

    def plain_value(self, field: Field | None, value: Any) -> str:
        """A value where there is nothing to follow: chips for what is news, the rest as words."""
        tone = tone_of(value)
        shown = display(field, value)
        return self.chip(shown, tone) if tone is not None else self.escape(shown)

    def heading(self, text: str, count: str = "") -> str:
        """A heading within the page."""
        space, more = self.scale.space, f"&nbsp; {self.small(count)}" if count else ""
        style = f"margin-top:{space(6)}px; margin-bottom:{space(1.5)}px; font-weight:600"
        return f'<p style="{style}">{self.escape(text)}{more}</p>'

    def paragraph(self, text: str, before: str = "", size: int = 0) -> str:
        """A paragraph of running text in its own direction, with comfortable leading."""
        space = self.scale.space
        style = f"margin-top:0; margin-bottom:{space(2)}px; line-height:{130 if not size else 118}%"
        if size:
            style += f"; font-size:{size}px"
        return f'<p{direction(text)} style="{style}">{before}{self.escape(text)}</p>'

    def air(self, units: float) -> str:
        """Room before or after a table: Qt heeds no margin there."""
        return f'<p style="margin:0; font-size:1px; line-height:{self.scale.space(units)}px">&nbsp;</p>'

    def blocks(self, blocks: list[list[tuple[str, str]]]) -> str:
        """Labels and values in two columns; a little space between one block and the next."""
        space, rows = self.scale.space, []
        for number, block in enumerate(blocks):
            for place, (label, value) in enumerate(block):
                top = space(3) if number and not place else space(0.75)
                sides = (
                    f"0 {space(0.75)}px {space(5)}px" if self.mirrored else f"{space(5)}px {space(0.75)}px 0"
                )
                cells = [
                    f'<td style="padding:{top}px {sides}" width="{space(38)}">{self.muted(label)}</td>',
                    f'<td style="padding:{top}px 0 {space(0.75)}px 0">{value}</td>',
                ]
                rows.append(f"<tr>{self._across(cells)}</tr>")
        style = f"margin-top:{space(2)}px"
        return (
            f'<table cellspacing="0" cellpadding="0" width="100%" style="{style}">{"".join(rows)}</table>'
            if rows
            else ""
        )

    def fold(self, name: str, text: str, count: str = "", *, is_folded: bool = False) -> str:
        """A heading that folds away what stands under it."""
        space, sign = self.scale.space, "▸" if is_folded else "▾"
        style = f"margin-top:{space(6)}px; margin-bottom:{space(1.5)}px; font-weight:600"
        more = f"&nbsp; {self.small(count)}" if count else ""
        link = (
            f'<a href="{FOLD}:{name}" style="color:{self.palette.text}; text-decoration:none">'
            f"{self.muted(sign)} {self.escape(text)}</a>"
        )
        return f'<p style="{style}">{link}{more}</p>'

    def table(
        self,
        heads: list[str],
        rows: list[list[str]],
        *,
        lines: bool = True,
        widths: Sequence[int] = (),
    ) -> str:
        """A table; with hairlines between its rows where it has several columns to keep apart.

        ``widths`` in pixels keep the columns of one table below those of another.
        """
        space, line = self.scale.space, self.palette.line
        gap = space(1.25)
        sides = f"0 {gap}px {space(3)}px" if self.mirrored else f"{space(3)}px {gap}px 0"
        pad = f"padding:{gap}px {sides}"
        rule = f"; border-top:1px solid {line}" if lines else ""
        head = self._across([f'<td style="{pad}">{self.small(one)}</td>' for one in heads])
        wide = [f' width="{one}"' for one in widths]
        body = "".join(
            "<tr>"
            + self._across(
                [
                    f'<td{wide[place] if place < len(wide) else ""} style="{pad}{rule}">{cell}</td>'
                    for place, cell in enumerate(row)
                ]
            )
            + "</tr>"
            for row in rows
        )
        top = f"<tr>{head}</tr>" if any(heads) else ""
        width = ' width="100%"' if lines or widths or self.mirrored else ""
        return f'<table cellspacing="0" cellpadding="0"{width}>{top}{body}</table>'

    def _across(self, cells: list[str]) -> str:
        """Cells from the leading side on: Qt's text turns their words round, but not their order."""
        return "".join(reversed(cells) if self.mirrored else cells)

    def page(self, pieces: str) -> str:
        """A piece of the page in the body's size and in the direction of the window."""
        style = f"color:{self.palette.text}; font-size:{self.scale.type('body')}px"
        way = ' dir="rtl"' if self.mirrored else ""
        return f'<div{way} style="{style}">{pieces}</div>'

    def title_direction(self, text: str) -> str:
        """The direction of a title, which stands at the leading side of the window whatever its script."""
        aside = runs_right_to_left(text) != self.mirrored
        side = ' align="right"' if self.mirrored else ' align="left"'
        return direction(text) + (side if aside else "")
