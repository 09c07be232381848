"""Sets a help page, written in the small part of Markdown that we use, as the HTML that Qt's text understands.

Headings, paragraphs, lists, tables, fenced code; in a line: code, strong, emphasis, links, pictures.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diplotrack.desktop.help.shelf import anchor
from diplotrack.desktop.reading.hand import Hand

ITEM = re.compile(r"^(?:[-*]|(\d+)\.) +(.*)$")
PIECE = re.compile(
    r"(?P<code>`[^`]+`)|!\[(?P<alt>[^\]]*)\]\((?P<picture>[^)\s]+)\)|\[(?P<words>[^\]]+)\]\((?P<href>[^)\s]+)\)"
    r"|\*\*(?P<strong>[^*]+)\*\*|(?<![\w*])\*(?P<soft>[^*\s][^*]*)\*"
)
BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Setter:
    """The hand, the font of code, and where pictures lie and how wide they may be (pixels)."""

    hand: Hand
    code_font: str
    pictures: Path
    width: int

    def page(self, text: str) -> str:
        """The whole page as HTML."""
        lines = text.splitlines()
        parts: list[str] = []
        while lines:
            parts.append(self._block(lines))
        style = f"color:{self.hand.palette.text}; font-size:{self.hand.scale.type('body')}px"
        return f'<div style="{style}">{"".join(parts)}</div>'

    # blocks: each takes its lines off the front

    def _block(self, lines: list[str]) -> str:
        first = lines[0]
        if not first.strip():
            lines.pop(0)
            return ""
        if first.startswith("#"):
            return self._heading(lines.pop(0))
        if first.startswith("```"):
            return self._code(lines)
        if first.startswith("|"):
            return self._table(_take(lines, lambda line: line.startswith("|")))
        if ITEM.match(first):
            return self._list(lines)
        begins = ("#", "```", "|")
        taken = _take(
            lines, lambda line: bool(line.strip()) and not line.startswith(begins) and not ITEM.match(line)
        )
        return self._paragraph(" ".join(taken))

    def _heading(self, line: str) -> str:
        depth = len(line) - len(line.lstrip("#"))
        words = line.lstrip("#").strip()
        scale = self.hand.scale
        size, above = (
            (scale.type("title"), 0) if depth == 1 else (scale.type("lead" if depth == 2 else "body"), 7)
        )
        margins = f"margin-top:{scale.space(above)}px; margin-bottom:{scale.space(2)}px"
        style = f"{margins}; font-weight:600; font-size:{size}px"
        return f'<p style="{style}"><a name="{html.escape(anchor(words))}"></a>{self.line(words)}</p>'

    def _paragraph(self, words: str) -> str:
        style = f"margin-top:0; margin-bottom:{self.hand.scale.space(2.5)}px; line-height:135%"
        return f'<p style="{style}">{self.line(words)}</p>'

    def _code(self, lines: list[str]) -> str:
        lines.pop(0)
        taken = _take(lines, lambda line: not line.startswith("```"))
        if lines:
            lines.pop(0)
        space, tint = self.hand.scale.space, self.hand.palette.tones["plain"]
        shown = "<br>".join(html.escape(line).replace(" ", "&nbsp;") or "&nbsp;" for line in taken)
        # A table of one cell: the only ground that Qt's text keeps behind several lines.
        return (
            f'<table width="100%" cellspacing="0" cellpadding="{space(2.5)}" style="margin-bottom:{space(3)}px">'
            f'<tr><td bgcolor="{tint.ground}"><span style="{self._code_style()}; color:{tint.ink}">{shown}</span>'
            "</td></tr></table>"
        )

    def _table(self, lines: list[str]) -> str:
        rows = [[self.line(cell.strip()) for cell in BAR.split(line.strip().strip("|"))] for line in lines]
        heads = [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in rows[0]]
        gap = f'<p style="margin:0; font-size:{self.hand.scale.space(3)}px">&nbsp;</p>'
        return self.hand.table(heads, rows[2:]) + gap

    def _list(self, lines: list[str]) -> str:
        numbered = bool(re.match(r"\d", lines[0]))
        items: list[str] = []
        while lines and (
            lines[0].startswith("  ") or (ITEM.match(lines[0]) and _is_numbered(lines[0]) == numbered)
        ):
            line = lines.pop(0)
            found = ITEM.match(line)
            if found:
                items.append(found[2])
            else:
                items[-1] += f" {line.strip()}"
        style = f"margin-bottom:{self.hand.scale.space(1.5)}px; line-height:130%"
        shown = "".join(f'<li style="{style}">{self.line(item)}</li>' for item in items)
        kind = "ol" if numbered else "ul"
        return f'<{kind} style="margin-top:0; margin-bottom:{self.hand.scale.space(3)}px">{shown}</{kind}>'

    # within a line

    def line(self, words: str) -> str:
        """Words with their marks, everything else escaped."""
        shown, last = [], 0
        for piece in PIECE.finditer(words):
            shown += [_escaped(words[last : piece.start()]), self._piece(piece)]
            last = piece.end()
        return "".join([*shown, _escaped(words[last:])])

    def _piece(self, piece: re.Match[str]) -> str:
        if piece["code"]:
            tint = self.hand.palette.tones["plain"]
            style = f"{self._code_style()}; background-color:{tint.ground}; color:{tint.ink}"
            return f'<span style="{style}">{_escaped(piece["code"].strip("`"))}</span>'
        if piece["picture"]:
            path = self.pictures / piece["picture"]
            return f'<img src="{html.escape(path.as_uri())}" width="{self.width}" alt="{html.escape(piece["alt"])}">'
        if piece["words"]:
            style = f"color:{self.hand.palette.accent}; text-decoration:none"
            return f'<a href="{html.escape(piece["href"])}" style="{style}">{self.line(piece["words"])}</a>'
        if piece["strong"]:
            return f"<b>{self.line(piece['strong'])}</b>"
        return f"<i>{self.line(piece['soft'])}</i>"

    def _code_style(self) -> str:
        size = round(self.hand.scale.type("body") * 0.94)
        return f"font-family:'{self.code_font}'; font-size:{size}px"


def _take(lines: list[str], while_: Callable[[str], bool]) -> list[str]:
    taken = []
    while lines and while_(lines[0]):
        taken.append(lines.pop(0))
    return taken


def _is_numbered(line: str) -> bool:
    return line[:1].isdigit()


def _escaped(words: str) -> str:
    return html.escape(words.replace("\\|", "|"), quote=False)
