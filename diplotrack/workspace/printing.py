"""Briefs and reports as files; the suffix decides the format."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import KINDS, Finding, Person
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import CommitmentStatus, Direction
from diplotrack.release import ReleaseFilter, party_key
from diplotrack.reports.document import Copy, Document
from diplotrack.store import settings
from diplotrack.store.derive import sort_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from diplotrack.reports.compose import Composed, Gap, Terms
    from diplotrack.reports.render import Paper
    from diplotrack.workspace.workspace import Workspace

BRIEF_SUFFIXES = (".pdf", ".docx")
REPORT_SUFFIXES = (".pdf", ".docx", ".xlsx", ".csv", ".json")
MACHINE_SUFFIXES = (".xlsx", ".csv", ".json")


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a printing, for the preparer's eyes only.

    ``left_out``: kind → number of records that the release filter kept back. ``missing`` names the characters that no
    font could draw.
    """

    path: Path
    pages: int
    marking: str
    is_releasable: bool
    left_out: dict[str, int]
    missing: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """What the preparer must know, one sentence each."""
        told = [
            _("Left out by the release filter: {count} {kind}.").format(
                count=count,
                kind=str(KINDS[kind].__kind__.plural if count > 1 else KINDS[kind].__kind__.label).lower(),
            )
            for kind, count in sorted(self.left_out.items())
        ]
        if self.missing:
            told.append(_("No font has these characters: {names}.").format(names=", ".join(self.missing)))
        return told


class Printing:
    """What a workspace prints. Partners are named by code or any name; days default to the post's today.

    ``max_marking`` is the highest marking allowed ("RESTRICTED", "TLP:GREEN"), ``release_to`` a party that must be on
    the REL TO list. A hand-over copy never holds what nobody has marked.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def brief(
        self,
        partner: str,
        out: Path,
        *,
        on: date | None = None,
        copy: str = "internal",
        max_marking: str = "",
        release_to: str = "",
        paper: Paper = "A4",
    ) -> Printed:
        """Print the brief on a partner to a PDF or DOCX. Raises UserError for an unknown partner, marking or suffix."""
        suffix = suffix_of(out, BRIEF_SUFFIXES)
        partner_id = self._workspace.records.party(partner).id
        terms = self._terms(on, copy, max_marking, release_to)
        return deliver(self.compose_brief(partner_id, terms), out, suffix, paper)

    def compose_brief(self, partner_id: int, terms: Terms) -> Composed:
        """The brief as a document, for a window that shows it before it is printed."""
        from diplotrack.reports.compose import partner_brief

        with self._workspace.read() as session:
            return partner_brief(session, partner_id, terms, gap_in_words)

    def commitments(
        self,
        out: Path,
        *,
        partner: str = "",
        owner: str = "",
        status: Iterable[str] = (),
        direction: str = "",
        overdue: bool = False,
        on: date | None = None,
        copy: str = "internal",
        max_marking: str = "",
        release_to: str = "",
        paper: Paper = "A4",
    ) -> Printed:
        """Print the commitment report; XLSX, CSV and JSON hold one flat table with keys.

        ``status`` and ``direction`` are the stored words ("open", "in_progress"; "ours", "theirs", …). Raises UserError
        for an unknown partner, owner, status, direction, marking or suffix.
        """
        from diplotrack.reports.compose import CommitmentChoice, commitment_report

        suffix = suffix_of(out, REPORT_SUFFIXES)
        choice = CommitmentChoice(
            partner_id=self._workspace.records.party(partner).id if partner else None,
            owner_ids=self._owners(owner) if owner else None,
            status=frozenset(CommitmentStatus(_chosen(CommitmentStatus, one)) for one in status),  # type: ignore[call-arg]
            direction=Direction(_chosen(Direction, direction)) if direction else None,  # type: ignore[call-arg]
            is_overdue=overdue,
        )
        terms = self._terms(on, copy, max_marking, release_to)
        with self._workspace.read() as session:
            composed = commitment_report(session, terms, choice, machine=suffix in MACHINE_SUFFIXES)
        return deliver(composed, out, suffix, paper)

    def words_and_deeds(
        self,
        out: Path,
        *,
        objective: str = "",
        partner: str = "",
        days: int | None = None,
        with_parts: bool = False,
        on: date | None = None,
        copy: str = "internal",
        max_marking: str = "",
        release_to: str = "",
        paper: Paper = "A4",
    ) -> Printed:
        """Print the report on words and deeds over so many days until ``on``; of one objective also its ledger.

        XLSX, CSV and JSON hold one flat table with keys. Raises UserError for what is unknown.
        """
        from diplotrack.reports.compose.words_and_deeds import words_and_deeds
        from diplotrack.workspace.printing_saydo import parts

        suffix = suffix_of(out, REPORT_SUFFIXES)
        terms = self._terms(on, copy, max_marking, release_to)
        window = self._workspace.saydo.window(days, last=terms.on)
        chosen = self._workspace.saydo.objective(objective) if objective else None
        who = self._workspace.records.party(partner).id if partner else None
        found = parts(self._workspace, window, chosen, who, terms.release, with_parts=with_parts)
        with self._workspace.read() as session:
            composed = words_and_deeds(
                session,
                terms,
                window.first,
                found.standings,
                found.chapters,
                inputs=found.inputs,
                left_out=found.left_out,
                machine=suffix in MACHINE_SUFFIXES,
            )
        return deliver(composed, out, suffix, paper)

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
        from diplotrack.reports.compose import record_sheet

        suffix = suffix_of(out, BRIEF_SUFFIXES)
        terms = self._terms(on, copy, max_marking, release_to)
        reading = self._workspace.reading(kind, record_id)
        with self._workspace.read() as session:
            composed = record_sheet(session, reading, terms)
        return deliver(composed, out, suffix, paper)

    def terms(
        self, on: date | None = None, copy: str = "internal", max_marking: str = "", release_to: str = ""
    ) -> Terms:
        """The terms of a document, from what a person chose. Raises UserError."""
        return self._terms(on, copy, max_marking, release_to)

    def _terms(self, on: date | None, copy: str, max_marking: str, release_to: str) -> Terms:
        from diplotrack.reports.compose import Terms

        if copy not in tuple(Copy):
            sentence = _("“{copy}” is no kind of copy; use one of: {choices}.")
            raise UserError(sentence.format(copy=copy, choices=", ".join(Copy)))
        with self._workspace.read() as session:
            zone = str(settings.read(session, "zone") or "")
        return Terms(on or clock.today(zone or None), Copy(copy), self.filter(max_marking, release_to, copy))

    def filter(self, max_marking: str = "", release_to: str = "", copy: str = "internal") -> ReleaseFilter:
        """The release filter from words: a level or TLP label, and a party by code or name. Raises UserError."""
        key = ""
        if release_to:
            party = self._workspace.records.party(release_to)
            key = party_key(party.code, party.name)
        with self._workspace.read() as session:
            scheme = str(settings.read(session, "marking_scheme"))
        return ReleaseFilter.named(max_marking, key, scheme=scheme, marked_only=Copy(copy) is Copy.HAND_OVER)

    def _owners(self, words: str) -> frozenset[int]:
        """The people so called. Raises UserError where there is none."""
        with self._workspace.read() as session:
            found = _people_called(session, words)
        if not found:
            raise UserError(_("Nobody in this workspace is called “{name}”.").format(name=words))
        return found


def gap_in_words(row: Finding, on: date) -> Gap:
    """A stored finding in the words of its rule, as they read on the day."""
    from diplotrack.consistency.shelf import finding_of
    from diplotrack.reports.compose import Gap

    if "title" not in row.evidence:  # kept by hand or by another tool: no more is known than its headline
        return Gap(row.headline)
    found = finding_of(row)
    return Gap(found.title.text(on), found.why.text(on), found.fix.text(on))


def _people_called(session: Session, words: str) -> frozenset[int]:
    """Whose name holds all the words."""
    wanted = sort_key(words).split()
    people = session.execute(select(Person.id, Person.name).where(Person.deleted_at.is_(None)))
    return frozenset(
        one for one, name in people if wanted and all(word in sort_key(name).split() for word in wanted)
    )


def _chosen(choices: type[Choice], word: str) -> str:
    """The stored word of a choice, from it or from its label. Raises UserError naming the choices."""
    wanted = word.strip().casefold().replace("-", "_").replace(" ", "_")
    for one in choices:
        if wanted in (one.value, str(one.label).casefold().replace(" ", "_")):
            return str(one.value)
    sentence = _("“{value}” is not one of: {choices}.")
    raise UserError(sentence.format(value=word, choices=", ".join(str(one.value) for one in choices)))


def suffix_of(out: Path, allowed: Collection[str]) -> str:
    """The suffix of a file to be printed to. Raises UserError for one that is not allowed, naming those that are."""
    suffix = Path(out).suffix.lower()
    if suffix not in allowed:
        sentence = _("“{name}” has no suffix that this can be printed to; use one of: {choices}.")
        raise UserError(sentence.format(name=Path(out).name, choices=", ".join(allowed)))
    return suffix


def deliver(composed: Composed, out: Path, suffix: str, paper: Paper) -> Printed:
    """Write the document in the format of the suffix, and tell what became of it."""
    from diplotrack.reports.render import RENDERERS

    document: Document = composed.document
    rendered = RENDERERS[suffix](document, Path(out), paper)
    return Printed(
        Path(out),
        rendered.pages,
        document.marking,
        composed.is_releasable,
        composed.left_out,
        tuple(rendered.missing_names()),
    )
