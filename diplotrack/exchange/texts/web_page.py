"""The words of a web page: its blocks as paragraphs, without scripts, menus and forms. Nothing is loaded for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from diplotrack.exchange.texts.gathering import damaged, gathered
from diplotrack.exchange.texts.plain import likely
from diplotrack.exchange.texts.text_file import TextFile

_AWAY = frozenset(
    "script style head template noscript svg math nav menu iframe object embed audio video canvas map select button "
    "textarea input datalist dialog".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
_DATES = (
    "article:published_time",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "dc.date.issued",
    "datepublished",
    "pubdate",
    "publishdate",
    "date",
    "og:published_time",
)
"""Where pages tell when they were published, the most telling first."""
_DECLARED = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_NESTING = re.compile(
    r"</?([A-Za-z][A-Za-z0-9]{0,20})(?<!script)(?<!style)(?<!head)(?<!title)\b[^<>]{0,2000}>"
)
_BLANKS = re.compile(r"[ \t\r\n\f\u200b]{2,}|[\t\r\n\f\u200b]")
"""Blanks that stand for one: all but a single space."""
_BREAK = "\x1e"
"""Where a page breaks the line, until its other blanks have become one."""
_MAIN_PART = 400
"""Characters from which on the marked main part of a page is taken for all that it has to say."""


def read(content: bytes, name: str) -> TextFile:
    """The text of a page. Raises UserError where there is nothing that could be one."""
    declared = _DECLARED.search(content[:4096])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        page = content.decode("utf-16", "replace")
    else:
        page = likely(content, declared[1].decode() if declared else "")
    return read_page(page, name)


def read_page(page: str, name: str) -> TextFile:
    """The text of a page that is decoded already. Raises UserError."""
    root = _tree(page)
    if root is None:
        raise damaged(name)
    told = {
        (one.get("property") or one.get("name") or one.get("itemprop") or "").lower(): one.get("content")
        or ""
        for one in root.iter("meta")
    }
    paragraphs, notes = gathered(_texts(_main_part(root)))
    titles = (told.get("og:title"), root.findtext(".//title"), root.findtext(".//h1"))
    title = next((" ".join(one.split()) for one in titles if one and one.strip()), "")
    return TextFile(paragraphs, title, "html", _published(root, told), notes=notes)


def _tree(page: str, *, is_flat: bool = False) -> Any:
    """The page as a tree; one with more boxes within boxes than can be read, without them."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=True,
    )
    # A NUL would end the page for the parser. Lone surrogates cannot be encoded.
    content = page.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(content, parser)
    except etree.LxmlError:
        return None
    if not is_flat and any(
        one.type_name == "ERR_RESOURCE_LIMIT" or "depth" in one.message for one in parser.error_log
    ):
        return _tree(_NESTING.sub(_flattened, page), is_flat=True)
    return root


def _flattened(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in _INLINE else "<p>"


def _main_part(root: Any) -> Any:
    for tag in ("main", "article"):
        found = list(root.iter(tag))
        if len(found) == 1 and len("".join(found[0].itertext())) >= _MAIN_PART:
            return found[0]
    return root


def _texts(root: Any) -> Iterator[str]:
    line: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if tag in _AWAY or "hidden" in node.attrib or not tag:
                walk.skip_subtree()
                continue
            if tag == "br":
                line.append(_BREAK)
            elif tag not in _INLINE:
                yield from _closed(line)
            if node.text:
                line.append(node.text if tag != "pre" else node.text.replace("\n", _BREAK))
            continue
        if tag and tag not in _INLINE and tag not in _AWAY and tag != "br":
            yield from _closed(line)
        if node.tail and node is not root:
            line.append(node.tail)
    yield from _closed(line)


def _closed(line: list[str]) -> Iterator[str]:
    """The block so far as a paragraph: blanks count once, a break of the page stays one."""
    if not line:
        return
    whole = _BLANKS.sub(" ", "".join(line))
    line.clear()
    text = "\n".join(one.strip() for one in whole.split(_BREAK)).strip("\n")
    if text:
        yield text


def _published(root: Any, told: dict[str, str]) -> datetime | None:
    written = [told[key] for key in _DATES if told.get(key)]
    written += [one.get("datetime") or "" for one in root.iter("time")][:1]
    for one in written:
        try:
            return datetime.fromisoformat(one.strip()[:40])
        except ValueError:
            continue
    return None
