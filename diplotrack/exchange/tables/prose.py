"""Long texts from other programs as plain paragraphs: the marks of Markdown and of a converter taken away."""

from __future__ import annotations

import re

from diplotrack.exchange.tables.parsers import clean_text, one_line

_ESCAPED_CODE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
_LINK = re.compile(r"!?\[([^\]]*)\]\(<?[^)\s]*>?(?:\s+\"[^\"]*\")?\)", re.DOTALL)
_TAG = re.compile(r"<!--.*?-->|<([^<>\s]+@[^<>\s]+|https?://[^<>\s]+)>|</?[A-Za-z][^<>]*>", re.DOTALL)
_EMPHASIS = re.compile(r"(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s])\1", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+")
_END_MARK = re.compile(r"[\\#\s*_•–—-]+")  # the press office's "###", and rules of stars or dashes


def plain_title(text: str) -> str:
    """A title on one line: escaped characters and the backslashes at folded lines resolved, HTML entities kept.

    >>> plain_title("Call with President Andr\\\\xE9s Manuel\\\\ L\\\\xF3pez")
    'Call with President Andrés Manuel López'
    """
    text = re.sub(r"\\\s", " ", text)  # a converter folded the line there
    text = _ESCAPED_CODE.sub(lambda code: chr(int(code[1] or code[2], 16)), text)
    return one_line(text)


def plain_paragraphs(text: str, markdown: bool = False) -> list[str]:
    """The paragraphs of a text, each on one line; list items are paragraphs of their own, begun with "• ".

    ``markdown``: emphasis, links, tags, escapes and the "###" at the end are taken away, the words stay.
    """
    text = clean_text(text)
    if markdown:
        text = _without_marks(text)
    paragraphs: list[str] = []
    for block in re.split(r"\n[ \t\xa0]*\n", text):
        for lines in _items(block):
            words = one_line(lines)
            if markdown:
                words = re.sub(r"(?<!\\)\*{2,}", "", words).strip()  # emphasis that lost its other half
                words = re.sub(r"\\([^\w\s])", r"\1", words)
            if words and not (markdown and _END_MARK.fullmatch(words)):
                paragraphs.append(words)
    return paragraphs


def _without_marks(text: str) -> str:
    text = _LINK.sub(lambda link: link[1], text)
    text = _TAG.sub(lambda tag: tag[1] or "", text)
    for _round in range(2):  # emphasis within emphasis
        text = _EMPHASIS.sub(lambda words: words[2], text)
    text = re.sub(r"[ \xa0]{2,}\n|\\\n", "\n\n", text)  # a hard line break ends a line for good
    return "\n".join(_HEADING.sub("", line) for line in text.split("\n"))


def _items(block: str) -> list[str]:
    """A block as it is, or one string per item where its lines begin as those of a list.

    A figure begins an item only where it follows the one before, so that "on April / 13. They met" stays together.
    """
    items: list[list[str]] = [[]]
    last = 0
    for place, line in enumerate(block.split("\n")):
        bullet = _ITEM.match(line)
        figure = re.search(r"\d+", bullet[0]) if bullet else None
        if bullet and figure:
            number = int(figure[0])
            if place and number not in (1, last + 1):
                bullet = None
            else:
                last = number
        if bullet:
            mark = bullet[0].strip()
            items.append([("• " if mark in "-*+•" else f"{mark} ") + line[bullet.end() :]])
        else:
            items[-1].append(line)
    return ["\n".join(lines) for lines in items if any(lines)]
