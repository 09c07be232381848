"""What a rule finds (Found), and the same with everything that a reader needs to judge it (Finding)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label
from diplotrack.base.ident import uid_text
from diplotrack.base.markings import UNMARKED, Marking
from diplotrack.consistency.sayings import Said, plain, tagged
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import FindingState
from diplotrack.store.values import canonical


class Severity(Choice):
    """How much a finding matters."""

    LOW = "low", N_("Low")
    MEDIUM = "medium", N_("Medium")
    HIGH = "high", N_("High")
    CRITICAL = "critical", N_("Critical")

    @property
    def rank(self) -> int:
        """From 1 (low) to 4 (critical)."""
        return _RANKS[self]

    def raised(self) -> Severity:
        """One step up, critical at most."""
        return list(Severity)[min(self.rank, len(Severity) - 1)]


_RANKS = {severity: rank for rank, severity in enumerate(Severity, start=1)}


class Ref(NamedTuple):
    """A record by its kind and local identifier."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words quoted from a record."""

    record: Ref
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds: subjects, severity before raising, sentences, and the facts on which it rests.

    ``subjects`` make the fingerprint; the first is the record at fault. ``facts`` make the digest of the evidence
    together with the records and the words quoted: nothing that merely grows with time belongs there. ``parties``
    are the partners concerned, where the subjects do not tell. ``names`` are further records that a sentence names (an
    action's owner, an objective by its code), so that the finding follows when they are called otherwise.
    """

    subjects: tuple[Ref, ...]
    severity: Severity
    title: Said
    why: Said
    fix: Said
    records: tuple[Ref, ...] = ()
    quotes: tuple[Words, ...] = ()
    numbers: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    parties: tuple[int, ...] = ()
    names: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A record shown as evidence. ``date`` as :meth:`PartialDate.iso` writes it, "" where there is none."""

    kind: str
    id: int
    uid: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words shown as evidence, with the record that holds them."""

    uid: str
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with all its evidence. ``numbers`` and sentences hold kept values; see ``sayings``.

    ``named`` are records that it depends on without showing them: see ``Found.names``, and ourselves as a party.
    """

    rule: str
    slug: str
    subject: tuple[Exhibit, ...]
    severity: Severity
    raised_by: tuple[Label, ...]
    title: Said
    why: Said
    fix: Said
    records: tuple[Exhibit, ...]
    quotes: tuple[Quote, ...]
    numbers: Mapping[str, Any]
    parties: tuple[int, ...]
    marking: Marking
    fingerprint: str
    digest: str
    named: tuple[Ref, ...] = ()
    state: FindingState = FindingState.NEW
    first_seen: date | None = None
    assignee: str = ""
    reason: str = ""
    expires_on: date | None = None
    resolved_on: date | None = None

    @property
    def party_id(self) -> int | None:
        """The one partner that it concerns; None for several or none."""
        return self.parties[0] if len(self.parties) == 1 else None

    def as_json(self, today: date) -> dict[str, Any]:
        """As ``check --json`` prints it."""
        return {
            "rule": self.rule,
            "slug": self.slug,
            "severity": self.severity.value,
            "raised_by": [str(reason) for reason in self.raised_by],
            "title": self.title.text(today),
            "why": self.why.text(today),
            "records": [
                {"kind": one.kind, "uid": one.uid, "title": one.title, "date": one.date}
                for one in self.records
            ],
            "evidence": [{"uid": one.uid, "quote": one.quote} for one in self.quotes],
            "numbers": {name: plain(value, today) for name, value in self.numbers.items()},
            "fix": self.fix.text(today),
            "marking": self.marking.banner,
            "fingerprint": self.fingerprint,
            "state": self.state.value,
        }

    def stored(self) -> dict[str, Any]:
        """As the ledger keeps it beside the columns of its own."""
        return {
            "slug": self.slug,
            "raised_by": [one.message for one in self.raised_by],
            "title": self.title.stored(),
            "why": self.why.stored(),
            "fix": self.fix.stored(),
            "subject": [_packed(one) for one in self.subject],
            "records": [_packed(one) for one in self.records],
            "quotes": [[one.uid, one.quote] for one in self.quotes],
            "numbers": dict(self.numbers),
            "parties": list(self.parties),
            "named": [list(one) for one in self.named],
            "marking": {
                "scheme": self.marking.scheme,
                "rank": self.marking.rank,
                "text": self.marking.text,
                "tlp": self.marking.tlp,
                "rel_to": sorted(self.marking.rel_to),
            },
        }


def _packed(one: Exhibit) -> list[Any]:
    return [one.kind, one.id, one.uid, one.title, one.date]


def unpacked_marking(stored: Mapping[str, Any] | None) -> Marking:
    """The marking that :meth:`Finding.stored` wrote."""
    if not stored:
        return UNMARKED
    return Marking(
        stored["scheme"], stored["rank"], stored["text"], stored["tlp"], frozenset(stored["rel_to"])
    )


def fingerprint(rule: str, uids: Iterable[str]) -> str:
    """The identity of a finding: its rule and the uids of its subjects, in whatever order they came."""
    return hashlib.sha256("\n".join([rule, *sorted(uids)]).encode()).hexdigest()


def evidence_digest(facts: Mapping[str, Any], records: Iterable[str], quotes: Iterable[str]) -> str:
    """The digest whose change reopens a waiver: facts, the records that bear them out, the words quoted."""
    kept = {name: tagged(value) for name, value in facts.items()}
    return hashlib.sha256(canonical([kept, sorted(records), list(quotes)]).encode()).hexdigest()


def exhibit_of(kind: str, record_id: int, uid: bytes, title: str, day: PartialDate | None) -> Exhibit:
    """A record as evidence shows it."""
    return Exhibit(kind, record_id, uid_text(uid), title, day.iso() if day else "")
