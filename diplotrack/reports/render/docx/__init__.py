"""The document as DOCX, written for whoever goes on working on it in a word processor.

Real styles, lists and tables; markings, page x of y and the watermark in head and foot; charts that can be edited.
The WordprocessingML (ISO/IEC 29500-1, transitional) is written by hand: a template of a library's own would bring
its thumbnail, its styles and its custom XML into what leaves the house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import using_locale
from diplotrack.reports.render.docx.body import Body
from diplotrack.reports.render.docx.furniture import Furniture
from diplotrack.reports.render.docx.numbering import NUMBERING
from diplotrack.reports.render.docx.package import Package
from diplotrack.reports.render.docx.paper import sheet_of
from diplotrack.reports.render.docx.properties import application, core, settings
from diplotrack.reports.render.docx.styles import styles
from diplotrack.reports.render.outcome import Rendered
from diplotrack.reports.render.target import check, deliver

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render import Paper, Target


def render(document: Document, target: Target, paper: Paper = "A4") -> Rendered:
    """Write the document for editing in a word processor."""
    check(target)
    with using_locale(document.language.replace("-", "_")):
        content = _packed(document, paper)
    deliver(content, target)
    return Rendered()


def _packed(document: Document, paper: Paper) -> bytes:
    package, sheet = Package(), sheet_of(paper, document.landscape)
    package.add("word/styles.xml", "styles", styles(document.language))
    numbering = package.reserve("word/numbering.xml", "numbering")
    package.add("word/settings.xml", "settings", settings(document))
    furniture = Furniture(document, package, sheet)
    body = Body(document, package, sheet)
    package.main(body.xml(furniture.section()))
    package.fill(numbering, NUMBERING.format(numbers="".join(body.lists)))
    package.add("docProps/core.xml", "core", core(document))
    package.add("docProps/app.xml", "application", application())
    return package.zipped()
