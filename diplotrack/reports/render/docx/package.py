"""The package (ISO/IEC 29500-2): parts, their types, and how they refer to one another."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import NamedTuple

from diplotrack.reports.render.docx.markup import HEAD, attribute

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
MAIN = "word/document.xml"


class Kind(NamedTuple):
    """What a part is: its media type, the type of the relationship that leads to it, and where that comes from."""

    media: str
    relation: str
    source: str = MAIN


KINDS = {
    "main": Kind(_WORD + "document.main+xml", _OFFICE + "officeDocument", ""),
    "styles": Kind(_WORD + "styles+xml", _OFFICE + "styles"),
    "numbering": Kind(_WORD + "numbering+xml", _OFFICE + "numbering"),
    "settings": Kind(_WORD + "settings+xml", _OFFICE + "settings"),
    "header": Kind(_WORD + "header+xml", _OFFICE + "header"),
    "footer": Kind(_WORD + "footer+xml", _OFFICE + "footer"),
    "chart": Kind("application/vnd.openxmlformats-officedocument.drawingml.chart+xml", _OFFICE + "chart"),
    "workbook": Kind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _OFFICE + "package"
    ),
    "core": Kind(
        "application/vnd.openxmlformats-package.core-properties+xml",
        _PACKAGE + "relationships/metadata/core-properties",
        "",
    ),
    "application": Kind(
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        _OFFICE + "extended-properties",
        "",
    ),
}


@dataclass(slots=True)
class Package:
    """The parts of one file, in the order in which they were added."""

    _parts: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _relations: dict[str, list[str]] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, kind: str, content: str | bytes, source: str | None = None) -> str:
        """Take a part in; returns the name under which its source (by default the usual one) refers to it."""
        known = KINDS[kind]
        self._types[path] = known.media
        self._parts[path] = content.encode("utf-8") if isinstance(content, str) else content
        return self._relate(known.source if source is None else source, known.relation, path)

    def reserve(self, path: str, kind: str) -> str:
        """Take in a part of which the content is not known yet; returns its path for :meth:`fill`."""
        self.add(path, kind, b"")
        return path

    def fill(self, path: str, content: str) -> None:
        """Give a part its content."""
        self._parts[path] = content.encode("utf-8")

    def main(self, content: str) -> None:
        """Take in the document itself."""
        self.add(MAIN, "main", content)

    def link(self, address: str) -> str:
        """The name under which the document refers to an address outside."""
        if address not in self._links:
            self._links[address] = self._relate(MAIN, _OFFICE + "hyperlink", address, outside=True)
        return self._links[address]

    def _relate(self, source: str, relation: str, target: str, outside: bool = False) -> str:
        known = self._relations.setdefault(source, [])
        name = f"rId{len(known) + 1}"
        mode = ' TargetMode="External"' if outside else ""
        place = attribute(target) if outside else f"/{target}"
        known.append(f'<Relationship Id="{name}" Type="{relation}" Target="{place}"{mode}/>')
        return name

    def zipped(self) -> bytes:
        """The file. Entries are dated 1 January 1980, so that equal content gives equal bytes."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out:
            for path, content in self._entries().items():
                entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                out.writestr(entry, content)
        return written.getvalue()

    def _entries(self) -> dict[str, bytes]:
        overrides = "".join(
            f'<Override PartName="/{path}" ContentType="{media}"/>' for path, media in self._types.items()
        )
        types = (
            f'{HEAD}<Types xmlns="{_PACKAGE}content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )
        relations = {
            _relations_of(source): f'{HEAD}<Relationships xmlns="{_PACKAGE}relationships">'
            f"{''.join(known)}</Relationships>".encode()
            for source, known in self._relations.items()
        }
        return {"[Content_Types].xml": types.encode(), **relations, **self._parts}


def _relations_of(source: str) -> str:
    folder, _slash, name = source.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else "_rels/.rels"
