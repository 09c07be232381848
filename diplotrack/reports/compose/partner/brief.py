"""The partner brief, in the order of the trade."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label, _, current_locale, format_date, join_names
from diplotrack.reports.compose.frame import document_of
from diplotrack.reports.compose.partner.asks import our_asks, their_asks
from diplotrack.reports.compose.partner.background import background
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.due import due_both_ways
from diplotrack.reports.compose.partner.gaps import Worded, headline, sensitivities
from diplotrack.reports.compose.partner.last_time import last_time
from diplotrack.reports.compose.partner.offices import people_and_offices
from diplotrack.reports.compose.partner.points import points_to_make
from diplotrack.reports.compose.partner.purpose import purpose
from diplotrack.reports.compose.terms import Composed, Terms
from diplotrack.reports.document import Block, Document, Heading, Paragraph

NONE = N_("")


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading, what composes it, and how its absence is named ("" where nobody misses it)."""

    heading: Label
    compose: Callable[[Dossier], list[Block]]
    missing: Label = NONE


SECTIONS = (
    Section(N_("Purpose"), purpose, N_("a planned engagement or objective")),
    Section(N_("Our asks"), our_asks, N_("asks of ours")),
    Section(N_("Their asks and our responses"), their_asks, N_("asks of theirs")),
    Section(N_("Points to make"), points_to_make, N_("a line to take")),
    Section(N_("Due both ways"), due_both_ways, N_("open commitments")),
    Section(N_("Last time"), last_time, N_("engagements held")),
    Section(N_("Sensitivities and gaps"), sensitivities),
    Section(N_("People and offices"), people_and_offices, N_("who holds office")),
    Section(N_("Background"), background),
)


def partner_brief(session: Session, partner_id: int, terms: Terms, worded: Worded = headline) -> Composed:
    """The brief on a partner as of a day. A section without content is not headed; what is missing is said once.

    ``worded`` turns a stored finding into words. Raises UserError where the partner is gone.
    """
    dossier = Dossier(session, terms, partner_id, worded)
    composed = [(section, section.compose(dossier)) for section in SECTIONS]
    missing = [str(section.missing) for section, content in composed if section.missing and not content]
    blocks: list[Block] = []
    for section, content in composed:
        if content:
            blocks += [Heading(str(section.heading)), *content]
        if section is SECTIONS[0] and missing and dossier.internal:
            told = _("Not on record by {day}: {missing}.")
            words = told.format(day=format_date(dossier.on), missing=join_names(missing))
            blocks.append(Paragraph(words, style="note"))
    if not blocks:
        blocks = [
            Paragraph(
                _("There is nothing on {partner} that may go into this copy.").format(partner=dossier.name)
            )
        ]
    document = Document(
        title=dossier.name,
        kind=_("Partner brief"),
        subtitle="",
        language=current_locale().replace("_", "-"),
        copy=dossier.copy,
        dated=_("as of {day}").format(day=format_date(dossier.on)),
        front=_front(dossier),
        blocks=blocks,
        watermark=None,
    )
    return document_of(dossier, document)


def _front(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    front = [(_("As of"), format_date(dossier.on, "long"))]
    if dossier.internal:
        front.append((_("Copy"), _("Internal, not to be handed over")))
    return tuple(front)
