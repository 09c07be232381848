"""What the file says of itself; a copy to be handed over says nothing of who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.reports.document import Copy
from diplotrack.reports.render.docx.markup import HEAD, SPACES, escaped
from diplotrack.reports.render.docx.scripts import east_asian_of, full_tag
from diplotrack.reports.render.epoch import made_at
from diplotrack.reports.render.wording import one_line

if TYPE_CHECKING:
    from diplotrack.reports.document import Document

_LONGEST = 255


def core(document: Document) -> str:
    """Title, subject, keywords, language and moment; the author in an internal copy alone."""
    author = document.author if document.copy is Copy.INTERNAL else ""
    texts = (
        ("dc:title", document.title),
        ("dc:subject", document.subtitle or document.kind),
        ("dc:creator", author),
        ("cp:keywords", ", ".join(document.keywords)),
        ("dc:language", document.language),
    )
    moment = f"{made_at().isoformat()}Z"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + "".join(f"<{name}>{escaped(one_line(text)[:_LONGEST])}</{name}>" for name, text in texts if text)
        + f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )


def application() -> str:
    """Which program wrote the file."""
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Diplotrack</Application></Properties>"
    )


def settings(document: Document) -> str:
    """Of the day's version, not of an old one; a copy to be handed over asks that no name be put in on saving."""
    bare = "" if document.copy is Copy.INTERNAL else "<w:removePersonalInformation/><w:removeDateAndTime/>"
    return (
        f'{HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/>{bare}<w:defaultTabStop w:val="708"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{full_tag(document.language)}"'
        f' w:eastAsia="{east_asian_of(document.language)[1]}"/></w:settings>'
    )
