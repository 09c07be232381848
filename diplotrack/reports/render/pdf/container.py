"""The finished file: ReportLab's objects one by one, the structure tree packed into object streams, and what says
where each of them is.

A long table has eighty thousand small objects in its tree. One by one they would take more room and time than the
pages; packed by the hundred and compressed (PDF 1.5, ISO 32000-1, 7.5.7 and 7.5.8) they take little of either.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc

from diplotrack.reports.render.pdf.annotations import Reserved
from diplotrack.reports.render.pdf.structure import ROLES

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.annotations import Annotations
    from diplotrack.reports.render.pdf.structure import Tree

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PRESSED = 4
"""How hard to compress: structure compresses well at little cost, and hardly better at three times that."""
_PACKED = 250
"""Objects of one stream: few enough to open a page without unpacking much, and a place among them fits a byte."""


class _Written:
    """A file as it grows. ``places``: for each object by itself its number and offset; ``packed``: the entries of the
    cross-reference for objects in streams, which are numbered after all that are referred to by ReportLab's."""

    def __init__(self) -> None:
        self.parts = [_HEAD]
        self.length = len(_HEAD)
        self.places: dict[int, int] = {}
        self.packed: list[bytes] = []

    def add(self, number: int, content: bytes) -> None:
        self.places[number] = self.length
        part = b"%d 0 obj\n%s\nendobj\n" % (number, content.rstrip(b"\n"))
        self.parts.append(part)
        self.length += len(part)

    def pack(self, number: int, first: int, objects: Iterable[str]) -> None:
        """Objects numbered upward from ``first`` in a stream that is object ``number`` itself."""
        heads: list[str] = []
        length = 0
        bodies: list[str] = []
        for number_within, body in enumerate(objects, first):
            heads.append(f"{number_within} {length}")
            bodies.append(body)
            length += len(body) + 1
        entry = b"\x02" + number.to_bytes(4)
        self.packed += [entry + place.to_bytes(1) for place in range(len(bodies))]
        head = " ".join(heads) + "\n"
        packed = zlib.compress((head + "\n".join(bodies)).encode("ascii"), _PRESSED)
        self.add(number, _stream(f"/Type/ObjStm/N {len(bodies)}/First {len(head)}", packed))


def assemble(canvas: Any, tree: Tree, annotations: Annotations) -> bytes:
    """The file of all drawn on the canvas, with the structure of its pages and their links. It ends the canvas."""
    document = canvas._doc
    for font in document.delayedFonts:
        font.addObjects(document)
    root = Reserved()
    document.Catalog.StructTreeRoot = root
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    document.Reference(document.Catalog)
    document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None

    written = _Written()
    for number, name in _numbered(document):
        thing = document.idToObject[name]
        if not isinstance(thing, Reserved):
            written.add(number, pdfdoc.format(thing, document, toplevel=1))
    _add_structure(written, document, root, tree, annotations)
    return _closed(written, document)


def _numbered(document: Any) -> Iterator[tuple[int, str]]:
    """ReportLab's objects by number; formatting one may bring in more."""
    number = 1
    while number in document.numberToId:
        yield number, document.numberToId[number]
        number += 1


def _add_structure(
    written: _Written, document: Any, root: Reserved, tree: Tree, annotations: Annotations
) -> None:
    numbers = document.idToObjectNumberAndVersion

    def number_of(thing: Reserved) -> int:
        return int(numbers[document.Reference(thing).name][0])

    own = number_of(root)
    first = len(numbers) + 1
    links = first + len(tree)
    parents = links + len(annotations)
    elements = tree.written(first, own, lambda place: int(numbers[f"Page{place + 1}"][0]), links)
    for listed, on_page in annotations.pages:
        entries = " ".join([f"{links + number} 0 R" for number in on_page])
        written.add(number_of(listed), f"[{entries}]".encode())
    roles = "".join(f"/{kind}/{taken_for}" for kind, taken_for in ROLES.items())
    written.add(
        own,
        (
            f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {tree.next_key}/RoleMap<<{roles}>>>>"
        ).encode(),
    )
    stream = parents + 1
    objects = chain(elements, annotations.written(document, tree.annotation_key))
    for begin in range(first, parents, _PACKED):
        written.pack(stream, begin, islice(objects, min(_PACKED, parents - begin)))
        stream += 1
    written.pack(stream, parents, [f"<<{tree.parents(first)}>>"])


def _closed(written: _Written, document: Any) -> bytes:
    """The file with its cross-reference stream. Its ID is made of its content: equal content has an equal one."""
    number = len(written.places) + len(written.packed) + 1
    written.places[number] = written.length
    entries = [b"\x01" + offset.to_bytes(4) + b"\0" for _number, offset in sorted(written.places.items())]
    # Objects in streams are numbered after ReportLab's and before the streams.
    before = len(document.numberToId)
    table = b"".join([b"\0\0\0\0\0\xff", *entries[:before], *written.packed, *entries[before:]])
    digest = hashlib.blake2b(digest_size=16)
    for part in written.parts:
        digest.update(part)
    identity = digest.hexdigest()
    catalog, described = (
        pdfdoc.format(document.Reference(thing), document).decode("ascii")
        for thing in (document.Catalog, document.info)
    )
    content = _stream(
        f"/Type/XRef/Size {number + 1}/W[1 4 1]/Root {catalog}/Info {described}/ID[<{identity}><{identity}>]",
        zlib.compress(table, _PRESSED),
    )
    start = written.length
    written.add(number, content)
    return b"".join([*written.parts, b"startxref\n%d\n%%%%EOF\n" % start])


def _stream(entries: str, content: bytes) -> bytes:
    head = f"<<{entries}/Filter/FlateDecode/Length {len(content)}>>\nstream\n".encode("ascii")
    return head + content + b"\nendstream"
