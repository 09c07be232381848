"""What not to raise: records that the desk has tagged so; in internal copies only, and never among our points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from diplotrack.base.i18n import _, format_date
from diplotrack.base.ident import uid_text
from diplotrack.records import KINDS, Marked, Tag
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import Block, Bullets, Point, Span
from diplotrack.store.batches import batches
from diplotrack.store.derive import sort_key
from diplotrack.store.ledger_tables import SearchParty, SearchText

TAG = "not to raise"
"""The tag by which a desk keeps a matter from the table; "not-to-raise" and the like are the same."""


def tagged(frame: Frame) -> Mapping[str, frozenset[int]]:
    """Every record so tagged: kind → identifiers."""
    found: dict[str, set[int]] = defaultdict(set)
    query = select(Tag.name, Tag.owner_kind, Tag.owner_id).where(Tag.deleted_at.is_(None))
    for name, kind, record_id in frame.session.execute(query):
        if sort_key(name).replace("-", " ").replace("_", " ") in (TAG, sort_key(_("not to raise"))):
            found[kind].add(record_id)
    return {kind: frozenset(ids) for kind, ids in found.items()}


def held_back(frame: Frame, kind: str) -> frozenset[int]:
    """The records of a kind that nobody on our side brings up."""
    return frame.once(tagged).get(kind, frozenset())


def not_to_raise(dossier: Dossier, room: Room) -> list[Block]:
    """What concerns the partner and is tagged so, each with its kind and day."""
    if not dossier.internal:
        return []
    points = []
    for kind, row in room.some(dossier.once(_concerning), 8, 2):
        about = KINDS[kind].__kind__
        day: date | None = getattr(row, about.dated) if about.dated else None
        told = ", ".join(part for part in (str(about.label).lower(), format_date(day)) if part)
        words = dossier.span(room.words(str(getattr(row, about.title)), 240, 90))
        link = Span(f"({told})", quiet=True, uid=uid_text(row.uid))
        points.append(Point((words, "  ", link), marking=dossier.print(kind, row.id)))
    return [Bullets(points)] if points else []


def _concerning(dossier: Dossier) -> list[tuple[str, Any]]:
    """The tagged records on the partner that may be printed, kind by kind."""
    found: list[tuple[str, Any]] = []
    for kind, ids in dossier.once(tagged).items():
        record = KINDS[kind]
        if not issubclass(record, Marked):
            continue
        concerned = select(SearchText.record_id).join(SearchParty, SearchParty.search_id == SearchText.id)
        mine = concerned.where(SearchText.kind == kind, SearchParty.party_id.in_(dossier.family))
        for some in batches(ids):
            query = select(record).where(
                record.id.in_(some),
                record.deleted_at.is_(None),
                record.merged_into.is_(None),
                record.id.in_(mine),
            )
            rows = dossier.admit(kind, dossier.session.scalars(query).all())
            found += [(kind, row) for row in rows if kind != "person" or row.id not in dossier.protected.ids]
    return found
