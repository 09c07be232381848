"""What the file says about itself: title, language, subject and the rest, once for old readers and once as XMP.

A copy that is handed over says its title, its kind and its marking, and nothing of who made it or when.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from diplotrack.reports.document import Copy
from diplotrack.reports.render.epoch import made_at
from diplotrack.reports.render.pdf.furniture import tlp_label
from diplotrack.reports.render.wording import one_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Document

PRODUCER = "Diplotrack"


class Description(NamedTuple):
    """What is said of a document; empty where nothing is."""

    title: str
    language: str
    subject: str
    keywords: str
    author: str
    made: datetime | None


def describe(document: Document) -> Description:
    """The description that this copy of the document may carry."""
    title, language = one_line(document.title), document.language.replace("_", "-")
    if document.copy != Copy.INTERNAL:
        marks = [mark for mark in (one_line(document.marking), tlp_label(document)) if mark]
        return Description(title, language, one_line(document.kind), ", ".join(marks), "", None)
    return Description(
        title,
        language,
        one_line(document.subtitle or document.kind),
        ", ".join(one_line(word) for word in document.keywords),
        one_line(document.author),
        made_at(),
    )


class _Packet(pdfdoc.PDFObject):
    """The XMP packet, uncompressed, so that it is found by whoever cannot read PDF."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, _document: Any) -> bytes:
        head = f"<</Type/Metadata/Subtype/XML/Length {len(self.content)}>>\nstream\n"
        return head.encode("ascii") + self.content + b"\nendstream"


def write_description(canvas: Any, said: Description) -> None:
    """Put the description into the canvas's document."""
    document = canvas._doc
    entries = {
        "Title": said.title,
        "Subject": said.subject,
        "Keywords": said.keywords,
        "Author": said.author,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
    }
    if said.made is not None:
        entries["CreationDate"] = entries["ModDate"] = f"{said.made:D:%Y%m%d%H%M%S}Z"
    document.info = pdfdoc.PDFDictionary(
        {name: pdfdoc.PDFString(text) for name, text in entries.items() if text}
    )
    document.Catalog.Metadata = _Packet(_xmp(said).encode("utf-8", "replace"))
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _escaped(text: str) -> str:
    """The text as it stands in XML. The library's own would load half of the internet's protocols for this."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _xmp(said: Description) -> str:
    """The description as an XMP packet (ISO 16684-1)."""

    def one_of_many(name: str, kind: str, text: str, more: str = "") -> str:
        item = f"<rdf:li{more}>{_escaped(text)}</rdf:li>"
        return f"<dc:{name}><rdf:{kind}>{item}</rdf:{kind}></dc:{name}>" if text else ""

    plain = {"pdf:Producer": PRODUCER, "pdf:Keywords": said.keywords, "xmp:CreatorTool": PRODUCER}
    if said.made is not None:
        plain["xmp:CreateDate"] = plain["xmp:ModifyDate"] = f"{said.made:%Y-%m-%dT%H:%M:%SZ}"
    attributes = "".join(f' {name}="{_escaped(text)}"' for name, text in plain.items() if text)
    by_default = ' xml:lang="x-default"'
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        f"{attributes}><dc:format>application/pdf</dc:format>"
        + one_of_many("title", "Alt", said.title, by_default)
        + one_of_many("description", "Alt", said.subject, by_default)
        + one_of_many("creator", "Seq", said.author)
        + one_of_many("language", "Bag", said.language)
        + '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
