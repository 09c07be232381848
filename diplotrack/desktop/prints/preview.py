"""A document as it would be printed now: its pages, and what its preparer must know of them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from diplotrack.base.i18n import _
from diplotrack.desktop.prints.leaves import Leaves
from diplotrack.reports.document import Copy
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import Order, Printed, file_name


@dataclass(frozen=True, slots=True)
class Preview:
    """``printed`` tells what became of it under the name that its file would have; nothing was written yet.

    The document itself is let go of: that of a thousand pages is a million objects for the collector to look through.
    """

    order: Order
    title: str
    tlp: str
    is_internal: bool
    leaves: Leaves
    printed: Printed

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
    document, content = composed.document, io.BytesIO()
    rendered = render_pdf(document, content, wanted.paper)
    printed = Printed(
        Path(file_name(document, ".pdf")),
        rendered.pages,
        document.marking,
        composed.is_releasable,
        composed.left_out,
        tuple(rendered.missing_names()),
    )
    is_internal = document.copy is Copy.INTERNAL
    leaves = Leaves(content.getvalue())
    return Preview(wanted, document.title, document.tlp, is_internal, leaves, printed)
