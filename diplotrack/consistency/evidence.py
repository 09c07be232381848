"""From what a rule found to a finding with its evidence: records, partners, marking, digest. For many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.ident import uid_text
from diplotrack.base.markings import Marking, roll_up
from diplotrack.consistency import raising
from diplotrack.consistency.finding import (
    Exhibit,
    Finding,
    Found,
    Quote,
    Ref,
    evidence_digest,
    exhibit_of,
    fingerprint,
)
from diplotrack.consistency.lookups import caption
from diplotrack.consistency.partners import partners_of
from diplotrack.consistency.rule import Rule
from diplotrack.consistency.sayings import shorten, tagged
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import KINDS, Marked, Party, Record, RelTo, fields
from diplotrack.store.batches import batches
from diplotrack.store.lists import live


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as evidence: how it is named, and its marking (None for kinds that carry none)."""

    exhibit: Exhibit
    marking: Marking | None


def document(read: Session, rule: Rule, found: Sequence[Found], settings: CheckSettings) -> list[Finding]:
    """The findings with everything that a reader needs; records that vanished meanwhile drop out of them."""
    if not found:
        return []
    refs = {
        ref for one in found for ref in (*one.subjects, *one.records, *(words.record for words in one.quotes))
    }
    shown = show(read, refs)
    subjects = [one.subjects[0] for one in found]
    reasons = raising.reasons(read, subjects) if rule.is_raised else {}
    partners = partners_of(read, [ref for one in found if not one.parties for ref in one.subjects[:1]])
    result = []
    for one in found:
        raised_by = tuple(reasons.get(one.subjects[0], ()))
        parties = one.parties or tuple(partners.get(one.subjects[0], ()))
        result.append(_finding(rule, one, shown, raised_by, parties, settings.ours))
    return result


def _finding(
    rule: Rule,
    one: Found,
    shown: dict[Ref, Shown],
    raised_by: tuple[Any, ...],
    parties: Sequence[int],
    ours: frozenset[int],
) -> Finding:
    subject = tuple(shown[ref].exhibit for ref in one.subjects)
    quoted = [words.record for words in one.quotes]
    refs = list(dict.fromkeys([*one.subjects, *one.records, *quoted]))
    marked = [marking for ref in refs if (marking := shown[ref].marking) is not None]
    quotes = tuple(Quote(shown[words.record].exhibit.uid, words.text) for words in one.quotes)
    records = tuple(shown[ref].exhibit for ref in refs)
    # Ourselves we do not count among the partners; but a sentence may say our name.
    ourselves = (Ref("party", party) for party in parties if party in ours)
    return Finding(
        rule=rule.code,
        slug=rule.slug,
        subject=subject,
        severity=one.severity.raised() if raised_by else one.severity,
        raised_by=raised_by,
        title=one.title,
        why=one.why,
        fix=one.fix,
        records=records,
        quotes=quotes,
        numbers={name: tagged(value) for name, value in one.numbers.items()},
        parties=tuple(dict.fromkeys(party for party in parties if party not in ours)),
        named=tuple(dict.fromkeys((*one.names, *ourselves))),
        marking=roll_up(marked),
        fingerprint=fingerprint(rule.code, (exhibit.uid for exhibit in subject)),
        digest=evidence_digest(
            one.facts, (record.uid for record in records), (quote.quote for quote in quotes)
        ),
    )


def show(read: Session, refs: Iterable[Ref]) -> dict[Ref, Shown]:
    """How records are named, dated and marked, a statement or two for each kind."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        by_kind[ref.kind].add(ref.id)
    found: dict[Ref, Shown] = {}
    for name, ids in by_kind.items():
        kind = KINDS[name]
        released = _rel_to(read, name, ids) if issubclass(kind, Marked) else {}
        for some in batches(ids):
            for row in read.execute(_columns(kind).where(kind.id.in_(some))):
                ref = Ref(name, row.id)
                day = PartialDate.of(row.day, row.latest)
                exhibit = exhibit_of(name, row.id, row.uid, shorten(str(row.title or "")), day)
                marking = None
                if issubclass(kind, Marked):
                    rel_to = frozenset(released.get(row.id, ()))
                    marking = Marking(row.marking_scheme, row.marking_rank, row.marking_text, row.tlp, rel_to)
                found[ref] = Shown(exhibit, marking)
    return found


def _columns(kind: type[Record]) -> Any:
    table, about = kind.__table__, kind.__kind__
    day: Any = table.c[about.dated] if about.dated else null()
    is_partial = about.dated and fields(kind)[about.dated].partial
    latest: Any = table.c[f"{about.dated}_latest"] if is_partial else day
    wanted: list[Any] = [table.c.id, table.c.uid, caption(kind).label("title")]
    wanted += [day.label("day"), latest.label("latest")]
    if issubclass(kind, Marked):
        wanted += [table.c.marking_scheme, table.c.marking_rank, table.c.marking_text, table.c.tlp]
    return select(*wanted)


def _rel_to(read: Session, name: str, ids: set[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for some in batches(ids):
        rows = (
            select(RelTo.owner_id, Party.code, Party.uid)
            .join(Party, Party.id == RelTo.party_id)
            .where(RelTo.owner_kind == name, RelTo.owner_id.in_(some), live(RelTo))
        )
        for owner, code, uid in read.execute(rows):
            found[owner].add(code or uid_text(uid))
    return found
