"""The words of a Word document as they stand once all tracked changes are accepted; macros are never looked at.

Paragraphs of the body, its tables and text boxes, then the footnotes. Headers and footers, comments and deleted words
are left out. See ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from lxml import etree

from diplotrack.exchange.texts.gathering import damaged, gathered
from diplotrack.exchange.texts.packages import Package, local
from diplotrack.exchange.texts.text_file import TextFile

DOCUMENT = "word/document.xml"
_AWAY = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText"})
"""What is no longer there, stands there a second time for older programs, or was never seen."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def read(package: Package) -> TextFile:
    """The text of a document. Raises UserError where it is damaged."""
    main = main_part(package)
    root = package.xml(main)
    body = next((one for one in root if local(one) == "body"), None)
    if body is None:
        raise damaged(package.name)
    paragraphs, notes = gathered(_texts(package, main, body))
    return TextFile(paragraphs, _title(package), "docx", notes=notes)


def main_part(package: Package) -> str:
    """The part with the text: the one that the package's relations name, as a rule ``word/document.xml``."""
    if "_rels/.rels" in package:
        for one in package.xml("_rels/.rels"):
            target = (one.get("Target") or "").lstrip("/")
            is_main = (one.get("Type") or "").endswith("/officeDocument")
            if is_main and target.startswith("word/") and target in package:
                return target
    return DOCUMENT


def _texts(package: Package, main: str, body: Any) -> Iterator[str]:
    yield from texts_of(body)
    for notes in ("footnotes.xml", "endnotes.xml"):
        part = posixpath.join(posixpath.dirname(main), notes)
        if part in package:
            for note in package.xml(part):
                if not any(
                    key.endswith("}type") for key in note.attrib
                ):  # the rules above the notes have a type
                    yield from texts_of(note)


def texts_of(root: Any) -> Iterator[str]:
    """The paragraphs in an element; one in a text box comes before that to which the box is anchored."""
    open_paragraphs: list[list[str]] = []
    carried: list[str] = []  # words of a paragraph whose end was deleted
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        name = local(node)
        if event == "start":
            if name in _AWAY:
                walk.skip_subtree()
            elif name == "p":
                open_paragraphs.append(carried)
                carried = []
            elif open_paragraphs:
                if name == "t":
                    open_paragraphs[-1].append(node.text or "")
                elif name in _SIGNS and local(node.getparent()) == "r":
                    open_paragraphs[-1].append(_SIGNS[name])
        elif name == "p" and open_paragraphs:
            words = open_paragraphs.pop()
            if _runs_on(node):
                carried = words
            elif text := "".join(words).strip():
                yield text
    if text := "".join(carried).strip():
        yield text


def _runs_on(paragraph: Any) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one goes on where it stops."""
    following, properties = paragraph.getnext(), next(iter(paragraph), None)
    if following is None or local(following) != "p" or properties is None or local(properties) != "pPr":
        return False
    marks = (one for one in properties if local(one) == "rPr")
    return any(local(mark) == "del" for one in marks for mark in one)


def _title(package: Package) -> str:
    part = "docProps/core.xml"
    if part not in package:
        return ""
    found = next((one.text for one in package.xml(part) if local(one) == "title"), None)
    return " ".join((found or "").split())
