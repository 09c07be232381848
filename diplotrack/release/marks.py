"""The markings of many records at once, REL TO rows and portions included, in a handful of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.base.markings import UNMARKED, Marking, portion_marking, roll_up
from diplotrack.records import ANYWHERE, KINDS, Attachment, Marked, Party, Passage, Record, RelTo
from diplotrack.store.batches import BATCH, batches


class OwnMarking(NamedTuple):
    """The four columns that a row carries itself, as a statement selects them."""

    scheme: str
    rank: int | None
    text: str
    tlp: str

    def with_list(self, rel_to: frozenset[str]) -> Marking:
        """The marking with the REL TO parties of its rows."""
        return Marking(self.scheme, self.rank, self.text, self.tlp, rel_to)


def party_key(code: str, name: str) -> str:
    """How a party stands on a REL TO list: its code, else its name."""
    return code or name


def rel_to_lists(session: Session, kind: str, ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The REL TO lists of records of a kind: identifier → party keys; records without a list are absent."""
    key = func.coalesce(func.nullif(Party.code, ""), Party.name)
    query = (
        select(RelTo.owner_id, key)
        .join(Party, Party.id == RelTo.party_id)
        .where(RelTo.owner_kind == kind, RelTo.deleted_at.is_(None))
    )
    found: dict[int, set[str]] = defaultdict(set)
    # Beyond one batch the whole list of a kind is cheaper than many short statements.
    statements = (
        [query] if len(ids) > BATCH else [query.where(RelTo.owner_id.in_(some)) for some in batches(ids)]
    )
    wanted = set(ids)
    for statement in statements:
        for owner_id, party in session.execute(statement):
            if owner_id in wanted:
                found[owner_id].add(party)
    return {owner_id: frozenset(parties) for owner_id, parties in found.items()}


def own_markings(session: Session, kind: str, ids: Collection[int]) -> dict[int, Marking]:
    """What records of a kind carry themselves; a kind that cannot be marked is unmarked throughout."""
    cls = KINDS[kind]
    if not issubclass(cls, Marked) or not ids:
        return dict.fromkeys(ids, UNMARKED)
    lists = rel_to_lists(session, kind, ids)
    table, found = cls.__table__, dict.fromkeys(ids, UNMARKED)
    columns = [table.c[name] for name in ("marking_scheme", "marking_rank", "marking_text", "tlp")]
    for some in batches(ids):
        for record_id, *own in session.execute(select(table.c.id, *columns).where(table.c.id.in_(some))):
            found[record_id] = OwnMarking(*own).with_list(lists.get(record_id, frozenset()))
    return found


def effective_markings(session: Session, kind: str, ids: Collection[int]) -> dict[int, Marking]:
    """Under which marking each row goes out: its own, or for an unmarked part that of the record it belongs to."""
    own = own_markings(session, kind, ids)
    bare = [record_id for record_id, marking in own.items() if marking.is_unmarked]
    if not KINDS[kind].__kind__.is_part or not bare:
        return own
    for owner_kind, owners in _owners(session, KINDS[kind], bare).items():
        theirs = effective_markings(session, owner_kind, set(owners.values()))
        for record_id, owner_id in owners.items():
            own[record_id] = portion_marking(own[record_id], theirs[owner_id])
    return own


def _owners(session: Session, cls: type[Record], ids: Collection[int]) -> dict[str, dict[int, int]]:
    """Owner kind → part identifier → owner identifier."""
    about, table = cls.__kind__, cls.__table__
    anywhere = about.name in ANYWHERE
    found: dict[str, dict[int, int]] = defaultdict(dict)
    columns = [table.c.id, table.c[about.owner], *([table.c.owner_kind] if anywhere else [])]
    for some in batches(ids):
        for record_id, owner_id, *kind in session.execute(select(*columns).where(table.c.id.in_(some))):
            found[kind[0] if kind else about.part_of][record_id] = owner_id
    return found


def whole_markings(
    session: Session, kind: str, ids: Collection[int], *, with_files: bool = False
) -> dict[int, Marking]:
    """The roll-up of each record with all its passages: what the record as a whole goes out under.

    ``with_files``: and with the files attached to it, where their words go out too.
    """
    record = effective_markings(session, kind, ids)
    portions: dict[int, list[Marking]] = defaultdict(list)
    for part in (Passage, Attachment) if with_files else (Passage,):
        for owner_id, marking in _marks_of(session, part, kind, ids):
            portions[owner_id].append(marking)
    return {
        record_id: roll_up([whole, *(portion_marking(one, whole) for one in portions[record_id])])
        for record_id, whole in record.items()
    }


def _marks_of(
    session: Session, part: type[Passage | Attachment], kind: str, ids: Collection[int]
) -> Iterator[tuple[int, Marking]]:
    """The markings that passages or files of records carry themselves, each with its record."""
    owners: dict[int, int] = {}
    for some in batches(ids):
        query = select(part.id, part.owner_id).where(
            part.owner_kind == kind, part.owner_id.in_(some), part.deleted_at.is_(None)
        )
        owners |= dict(session.execute(query).all())
    for part_id, marking in own_markings(session, part.__kind__.name, owners).items():
        yield owners[part_id], marking
