"""The words of an OpenDocument text (ODF 1.3, part 3): paragraphs, headings, lists and tables, then the notes.

Deleted words of tracked changes lie apart from the text and are left out, and so are comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from diplotrack.exchange.texts.gathering import damaged, gathered, protected
from diplotrack.exchange.texts.packages import Package, local
from diplotrack.exchange.texts.text_file import TextFile

MEDIA_TYPE = b"application/vnd.oasis.opendocument"
_AWAY = frozenset({"tracked-changes", "annotation", "note-citation", "forms", "settings"})
_MOST_SPACES = 1000


def read(package: Package) -> TextFile:
    """The text of a document. Raises UserError where it is damaged or protected."""
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise protected(package.name)
    root = package.xml("content.xml")
    body = next((one for one in root if local(one) == "body"), None)
    if body is None:
        raise damaged(package.name)
    paragraphs, notes = gathered(_texts(body))
    return TextFile(paragraphs, _title(package), "odt", notes=notes)


def _texts(body: Any) -> Iterator[str]:
    notes: list[Any] = []
    yield from _paragraphs(body, notes)
    for note in notes:
        yield from _paragraphs(note, [])


def _paragraphs(root: Any, notes: list[Any]) -> Iterator[str]:
    open_paragraphs: list[list[str]] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        name = local(node)
        if event == "start":
            if name in _AWAY or (name == "note-body" and node is not root):
                if name == "note-body":
                    notes.append(node)
                walk.skip_subtree()
            elif name in ("p", "h"):
                open_paragraphs.append([_run(node.text)])
            elif open_paragraphs:
                open_paragraphs[-1].append(_sign(node, name) + _run(node.text))
            continue
        if node is root:
            continue
        if name in ("p", "h") and open_paragraphs and (text := "".join(open_paragraphs.pop()).strip()):
            yield text
        if open_paragraphs:
            open_paragraphs[-1].append(_run(node.tail))


def _run(text: str | None) -> str:
    """Blanks in a run count once; more of them are written as elements."""
    if not text:
        return ""
    words = " ".join(text.split())
    before, after = " " if text[0].isspace() else "", " " if text[-1].isspace() else ""
    return f"{before}{words}{after}" if words else " "


def _sign(node: Any, name: str) -> str:
    if name == "s":
        count = next((value for key, value in node.attrib.items() if key.endswith("}c")), "1")
        return (
            " " * min(int(count), _MOST_SPACES)
            if count.isascii() and count.isdigit() and len(count) < 6
            else " "
        )
    return {"tab": "\t", "line-break": "\n"}.get(name, "")


def _title(package: Package) -> str:
    if "meta.xml" not in package:
        return ""
    found = next((one.text for one in package.xml("meta.xml").iter() if local(one) == "title"), None)
    return " ".join((found or "").split())
