"""A document as it would be printed now: its pages, and what its preparer must know of them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from diplotrack.base.i18n import _
from diplotrack.desktop.prints.leaves import Leaves
from diplotrack.reports.document import Copy, Document
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import Order, Printed, file_name


@dataclass(frozen=True, slots=True)
class Preview:
    """``printed`` tells what became of it under the name that its file would have; nothing was written yet."""

    order: Order
    document: Document
    leaves: Leaves
    printed: Printed

    @property
    def is_internal(self) -> bool:
        """Whether it is for our own eyes."""
        return self.document.copy is Copy.INTERNAL

    @property
    def sign(self) -> str:
        """Whose copy it is, and whether it may leave the house."""
        if self.is_internal:
            return _("Internal copy: it stays in the house")
        if not self.printed.is_releasable:
            return _("Hand-over copy, but not all of it is marked: it may not leave")
        return _("Hand-over copy: it may leave under its marking")


def preview(workspace: Workspace, wanted: Order) -> Preview:
    """Compose the order and print it into memory. Raises UserError."""
    from diplotrack.reports.render import render_pdf

    composed = workspace.printing.compose(wanted)
    content = io.BytesIO()
    rendered = render_pdf(composed.document, content, wanted.paper)
    printed = Printed(
        Path(file_name(composed.document, ".pdf")),
        rendered.pages,
        composed.document.marking,
        composed.is_releasable,
        composed.left_out,
        tuple(rendered.missing_names()),
    )
    return Preview(wanted, composed.document, Leaves(content.getvalue()), printed)
