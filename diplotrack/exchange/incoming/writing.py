"""Drafts written into the ledger: new ones in bulk, those known from an earlier import revised one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress
from diplotrack.exchange.incoming.drafts import Draft, Values, identifier
from diplotrack.exchange.incoming.joining import join
from diplotrack.exchange.incoming.references import Known, References
from diplotrack.exchange.incoming.revising import Revision, differs, imported_values
from diplotrack.records import ANYWHERE, KINDS, ExternalReference, Passage, Person, Record, fields
from diplotrack.store.unit_of_work import Work, existing

ORDER = {name: place for place, name in enumerate(("party", "person", "objective", "engagement"))}
"""What is written first, since others refer to it; the rest follows in the order of the kinds."""

CHUNK = 5_000
"""Rows written between two reports of progress."""


@dataclass
class Written:
    """Created records by kind, the drafts that changed a record, and sentences about edits that were kept."""

    created: Counter[str] = field(default_factory=Counter)
    new: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)
    kept: list[tuple[Draft, str]] = field(default_factory=list)


def split(drafts: Iterable[Draft], known: References) -> tuple[list[Draft], list[tuple[Draft, Known]]]:
    """The drafts that are new to their source, and those that have a record. The latter get its identifier.

    Of several that the source calls the same the first one counts; the others are that one from now on.
    """
    new: list[Draft] = []
    old: list[tuple[Draft, Known]] = []
    met: dict[tuple[str, str, str], Draft] = {}
    for draft in drafts:
        if draft.key:
            first = met.get(_called(draft))
            if first is not None:
                if first is not draft:
                    draft.same_as = first  # what refers to it refers to the first
                continue
            met[_called(draft)] = draft
        there = known.find(draft.source, draft.key, draft.name) if draft.key else None
        if there is None:
            new.append(draft)
        else:
            draft.id = there.owner_id
            old.append((draft, there))
    return new, old


def _called(draft: Draft) -> tuple[str, str, str]:
    return draft.source, draft.key, draft.name


def _is_repeated(draft: Draft) -> bool:
    """Whether it is another draft of just that name at its source: the source's name for it is kept already."""
    return isinstance(draft.same_as, Draft) and bool(draft.key) and _called(draft.same_as) == _called(draft)


def write(work: Work, drafts: Sequence[Draft], known: References, progress: Progress) -> Written:
    """Write all drafts. Raises Cancelled from ``progress``; the unit of work then leaves nothing."""
    done = Written()
    twins = [draft for draft in drafts if draft.same_as is not None and not _is_repeated(draft)]
    new, old = split((draft for draft in drafts if draft.same_as is None), known)
    total = len(new) + len(old)
    written = 0
    unwritten = [draft for draft in new if draft.id is None]  # the others only get a further reference
    for wave in _waves(unwritten):
        for start in range(0, len(wave), CHUNK):
            some = wave[start : start + CHUNK]
            ids = work.add_all(some[0].kind, [_row(draft.values) for draft in some])
            for draft, record_id in zip(some, ids, strict=True):
                draft.id = record_id
            done.created[some[0].name] += len(some)
            written += len(some)
            progress(written, total, _("Writing"))
    done.new = {id(draft) for draft in unwritten}
    for start in range(0, len(new), CHUNK):
        _write_around(work, new[start : start + CHUNK], done.new)
        progress(written, total, _("Writing"))
    imported = known.imported(one for _draft, one in old)
    old = [(draft, one) for draft, one in old if differs(draft, one, imported[one.id])]
    loaded = _loaded(work, old)  # kept, so that the session keeps them
    for draft, there in old:
        revision = Revision(work, draft, there, imported[there.id])
        if revision.run():
            done.updated.add(id(draft))
        done.kept += [(draft, sentence) for sentence in revision.kept]
        written += 1
        progress(written, total, _("Writing"))
    join(work, twins)
    work.session.flush()
    del loaded
    return done


def _loaded(work: Work, pairs: Sequence[tuple[Draft, Known]]) -> list[dict[int, Record]]:
    """The records to be revised and their references, fetched many at once."""
    owners: dict[str, set[int]] = defaultdict(set)
    for _draft, known in pairs:
        owners[known.owner_kind].add(known.owner_id)
    owners["external_reference"] = {known.id for _draft, known in pairs}
    return [existing(work.session, name, ids) for name, ids in owners.items()]


def _waves(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """The drafts by kind, in an order in which each comes after what it refers to."""
    order = {name: ORDER.get(name, len(ORDER) + place) for place, name in enumerate(KINDS)}
    waves: list[list[Draft]] = []
    by_kind: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_kind[draft.name].append(draft)
    for name in sorted(by_kind, key=order.__getitem__):
        waiting = by_kind[name]
        while waiting:
            unwritten = {id(draft) for draft in waiting}
            ready = [draft for draft in waiting if not any(id(one) in unwritten for one in draft.refers_to())]
            assert ready, f"drafts of {name} refer to one another in a circle"
            waves.append(ready)
            chosen = {id(draft) for draft in ready}
            waiting = [draft for draft in waiting if id(draft) not in chosen]
    return waves


def _row(values: Values) -> Values:
    return {key: identifier(value) for key, value in values.items()}


def _write_around(work: Work, drafts: Sequence[Draft], created: set[int]) -> None:
    """The parts, long texts and external references of records that were just written."""
    rows: dict[type[Record], list[dict[str, Any]]] = defaultdict(list)
    for draft in drafts:
        assert draft.id is not None
        for kind, values in draft.parts if id(draft) in created else ():
            row = _row(values) | {kind.__kind__.owner: draft.id}
            if kind.__kind__.name in ANYWHERE:
                row["owner_kind"] = draft.name
            rows[kind].append(row)
        for role, paragraphs in draft.texts.items() if id(draft) in created else ():
            rows[Passage] += [
                {"owner_kind": draft.name, "owner_id": draft.id, "role": role, "ordinal": place, "text": text}
                for place, text in enumerate(paragraphs)
            ]
        if draft.key:
            rows[ExternalReference].append(
                {
                    "owner_kind": draft.name,
                    "owner_id": draft.id,
                    "source": draft.source,
                    "source_id": draft.key,
                    "digest": draft.digest,
                    "imported": imported_values(draft),
                }
            )
    for kind, some in rows.items():
        work.add_all(kind, some)


def merge_people(work: Work, pairs: Iterable[tuple[int, int | Draft]]) -> None:
    """Let each first person be the second: what refers to the one refers to the other, the one goes to the trash."""
    for old, new in pairs:
        target = identifier(new)
        for kind in KINDS.values():
            for column in (name for name, one in fields(kind).items() if one.refers == "person"):
                query = select(kind).where(kind.__table__.c[column] == old)
                for row in work.session.scalars(query):
                    setattr(row, column, target)
        person = work.get(Person, old)
        person.merged_into = target
        work.trash(person)
