"""A partner at a glance: who it is, when we met, what was said, promised and done, and what is open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from diplotrack.workspace.partner.view import (
    Cadence,
    Entry,
    Head,
    Mark,
    Owed,
    PartnerView,
    Section,
)

if TYPE_CHECKING:
    from diplotrack.reports.compose.partner.dossier import Dossier
    from diplotrack.workspace.workspace import Workspace


class Partners:
    """Partners as pages. It asks the ledger what the brief asks, through the same statements."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def view(self, party_id: int, on: date | None = None) -> PartnerView:
        """The relationship with that partner as of a day (default: the post's today).

        Raises UserError where the partner is gone.
        """
        from diplotrack.reports.compose.partner.dossier import Dossier
        from diplotrack.workspace.printing.wording import finding_in_words

        terms = self._workspace.printing.terms(on)
        with self._workspace.read() as session:
            return _view(Dossier(session, terms, party_id, finding_in_words))

    def of_record(self, kind: str, record_id: int) -> int | None:
        """The first party that a record concerns and that is not us; None where it names none."""
        from diplotrack.consistency.finding import Ref
        from diplotrack.consistency.partners import partners_of
        from diplotrack.store.derive import our_parties

        ref = Ref(kind, record_id)
        with self._workspace.read() as session:
            ours = our_parties(session)
            return next((one for one in partners_of(session, [ref])[ref] if one not in ours), None)


def _view(dossier: Dossier) -> PartnerView:
    from diplotrack.workspace.partner import handling, sections
    from diplotrack.workspace.partner.cadence import cadence
    from diplotrack.workspace.partner.head import head
    from diplotrack.workspace.partner.timeline import timeline

    contact, tier = cadence(dossier)
    marks, hidden = timeline(dossier)
    for mark in marks:
        dossier.print(mark.kind, mark.id)
    found = (
        *sections.owed_sections(dossier),
        *sections.gap_sections(dossier),
        sections.position_section(dossier),
        *sections.ask_sections(dossier),
        *handling.consultation_sections(dossier),
        handling.instruction_section(dossier),
        handling.clearance_section(dossier),
        handling.member_section(dossier),
        sections.people_section(dossier),
        sections.agreement_section(dossier),
    )
    marking = dossier.whole.marking
    return PartnerView(
        on=dossier.on,
        head=head(dossier, tier),
        cadence=contact,
        marks=marks,
        hidden=hidden,
        sections=tuple(one for one in found if one.count),
        banner=marking.banner,
        level=marking.level,
    )


__all__ = ["Cadence", "Entry", "Head", "Mark", "Owed", "PartnerView", "Partners", "Section"]
