"""What lists of records have in common: the head of the document, and the portion mark before an entry."""

from __future__ import annotations

from collections.abc import Sequence

from diplotrack.base.i18n import _, current_locale, format_date
from diplotrack.reports.compose.frame import Frame, document_of
from diplotrack.reports.compose.terms import Composed
from diplotrack.reports.document import Block, Document, Span


def listing(
    frame: Frame,
    kind: str,
    title: str,
    blocks: Sequence[Block],
    *,
    subtitle: str = "",
    front: Sequence[tuple[str, str]] = (),
    landscape: bool = False,
    dated: str = "",
) -> Composed:
    """A document of that kind as of the frame's day; ``dated`` where it covers more than a day."""
    document = Document(
        title=title,
        kind=kind,
        subtitle=subtitle,
        language=current_locale().replace("_", "-"),
        copy=frame.copy,
        dated=dated or _("as of {day}").format(day=format_date(frame.on)),
        front=((_("As of"), format_date(frame.on, "long")), *front),
        blocks=blocks,
        landscape=landscape,
    )
    return document_of(frame, document)


def marked(portion: str) -> tuple[Span, ...]:
    """The portion mark that stands before an entry of a table; nothing where it is unmarked."""
    return (Span(f"({portion})  ", quiet=True),) if portion else ()
