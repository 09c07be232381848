"""Briefs and reports of a workspace: an order becomes a document, and the document a file."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.release import ReleaseFilter, party_key
from diplotrack.reports.document import Copy
from diplotrack.store import settings
from diplotrack.workspace.printing.chosen import Chosen, member, referred
from diplotrack.workspace.printing.delivery import Printed, deliver, suffix_of
from diplotrack.workspace.printing.documents import report_named
from diplotrack.workspace.printing.order import Order, order
from diplotrack.workspace.printing.report import PAGE_SUFFIXES, TABLE_SUFFIXES

if TYPE_CHECKING:
    from diplotrack.reports.render import Paper
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.saved import KeptOrders
    from diplotrack.workspace.workspace import Workspace


class Printing:
    """What a workspace prints. Days default to the post's today."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def kept(self) -> KeptOrders:
        """Orders with a name."""
        from diplotrack.workspace.printing.saved import KeptOrders

        return KeptOrders(self._workspace)

    def compose(self, wanted: Order, *, machine: bool = False) -> Composed:
        """The document of an order; for a ``machine`` one flat table with keys. Raises UserError."""
        report = report_named(wanted.report)
        terms = self.terms_of(wanted)
        if report.internal and terms.copy is Copy.HAND_OVER:
            raise UserError(str(report.internal))
        chosen = Chosen.of(self._workspace, report, wanted.choices)
        return report.compose(self._workspace, chosen, terms, machine)

    def print(self, wanted: Order, out: Path) -> Printed:
        """Write the document of an order to a file; its suffix decides the format. Raises UserError."""
        suffix = suffix_of(out, report_named(wanted.report).suffixes)
        return deliver(self.compose(wanted, machine=suffix in TABLE_SUFFIXES), out, wanted.paper)

    def record(
        self,
        kind: str,
        record_id: int,
        out: Path,
        *,
        on: date | None = None,
        copy: str = "internal",
        max_marking: str = "",
        release_to: str = "",
        paper: Paper = "A4",
    ) -> Printed:
        """Print one record to a PDF or DOCX. Raises UserError where it is gone, or the release filter keeps it back."""
        from diplotrack.reports.compose.record import record_sheet

        suffix_of(out, PAGE_SUFFIXES)
        terms = self.terms(on, copy, max_marking, release_to)
        reading = self._workspace.reading(kind, record_id)
        with self._workspace.read() as session:
            composed = record_sheet(session, reading, terms)
        return deliver(composed, out, paper)

    def terms(
        self,
        on: date | None = None,
        copy: str = "internal",
        max_marking: str = "",
        release_to: str | int = "",
    ) -> Terms:
        """The terms of a document, from what a person chose. Raises UserError."""
        return self.terms_of(order("", on=on, copy=copy, max_marking=max_marking, release_to=release_to))

    def terms_of(self, wanted: Order) -> Terms:
        """The terms of an order. Raises UserError."""
        from diplotrack.reports.terms import Terms, Watermark

        if wanted.copy not in tuple(Copy):
            sentence = _("“{copy}” is no kind of copy; use one of: {choices}.")
            raise UserError(sentence.format(copy=wanted.copy, choices=", ".join(Copy)))
        with self._workspace.read() as session:
            today = settings.today(session)
        return Terms(
            wanted.on or today,
            Copy(wanted.copy),
            self.filter(wanted.max_marking, wanted.release_to, wanted.copy),
            member(Watermark, wanted.watermark) if wanted.watermark else None,
            wanted.sources,
            wanted.paper,
        )

    def filter(
        self, max_marking: str = "", release_to: str | int = "", copy: str = "internal"
    ) -> ReleaseFilter:
        """The release filter from words: a level or TLP label, and a party by code or name. Raises UserError."""
        with self._workspace.read() as session:
            scheme = str(settings.read(session, "marking_scheme"))
        return ReleaseFilter.named(
            max_marking,
            self._key_of(release_to) if release_to else "",
            scheme=scheme,
            marked_only=Copy(copy) is Copy.HAND_OVER,
        )

    def _key_of(self, party: str | int) -> str:
        from diplotrack.records import Party

        found = self._workspace.records.get(Party, referred(self._workspace, "party", party)[0])
        if found is None:
            raise UserError(_("This partner is no longer in the ledger."))
        return party_key(found.code, found.name)
