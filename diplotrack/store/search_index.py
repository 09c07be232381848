"""The search index: the text of each record, written by the unit of work and by nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, delete, func, insert, literal, select, text
from sqlalchemy.orm import Session

from diplotrack.records import KINDS, TOP_KINDS, Attachment, Passage, Record, fields, parts
from diplotrack.store.batches import batches
from diplotrack.store.bulk import insert_rows
from diplotrack.store.ledger_tables import FileText, SearchParty, SearchText
from diplotrack.store.touched import Touched

CREATE = (
    "CREATE VIRTUAL TABLE search_fts USING fts5(title, body, content='search_text', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])")
"""Scripts written without spaces between words: each character becomes a word of the index, a query a phrase."""

FILE = "\x1c"
"""In the words of a record: from here on those of an attached file, its name on the first line."""

NAMED_KINDS = {"party": "name", "person": "name"}


def spaced(words: str) -> str:
    """The text with a space around every character of a script that has none between its words."""
    return UNSPACED.sub(r" \1 ", words)


def refresh(session: Session, records: Touched) -> None:
    """Index these records again: kind → identifiers. Trashed and vanished ones leave the index."""
    for name, ids in _with_dependants(session, records).items():
        if name in TOP_KINDS:
            for some in batches(ids):
                _refresh(session, TOP_KINDS[name], some)


def rebuild(session: Session) -> None:
    """Index the whole ledger anew."""
    session.execute(delete(SearchParty))
    session.execute(text("INSERT INTO search_fts(search_fts) VALUES ('delete-all')"))
    session.execute(delete(SearchText))
    for kind in TOP_KINDS.values():
        for some in batches(session.scalars(select(kind.id))):
            entries, named = _entries(session, kind, some)
            _insert(session, entries, named)


def _with_dependants(session: Session, records: Touched) -> Touched:
    """Add the records in whose text a changed party or person is named."""
    found: Touched = {name: set(ids) for name, ids in records.items()}
    for target in NAMED_KINDS:
        changed = records.get(target, set())
        if not changed or len(changed) > 200:
            continue  # so many at once are an import: new names, which nothing refers to yet
        for name, kind in KINDS.items():
            top = name if name in TOP_KINDS else kind.__kind__.part_of
            if top not in TOP_KINDS:
                continue
            table = kind.__table__
            shown = table.c.id if name in TOP_KINDS else table.c[kind.__kind__.owner]
            for column in (key for key, field in fields(kind).items() if field.refers == target):
                if name != target:
                    found.setdefault(top, set()).update(
                        session.scalars(select(shown).where(table.c[column].in_(sorted(changed))))
                    )
    return found


def _refresh(session: Session, kind: type[Record], ids: list[int]) -> None:
    """Index some records of a kind. One whose words stay the same stays where it is: those of its files are many."""
    entries, named = _entries(session, kind, ids)
    query = select(SearchText).where(SearchText.kind == kind.__kind__.name, SearchText.record_id.in_(ids))
    stale, kept = [], {}
    for row in session.execute(query.with_only_columns(*SearchText.__table__.c)).all():
        if entries.get(row.record_id) == {key: row._mapping[key] for key in _COMPARED}:
            kept[row.record_id] = row.id
        else:
            stale.append(row)
    _remove(session, stale)
    session.execute(delete(SearchParty).where(SearchParty.search_id.in_(list(kept.values()))))
    new = {record_id: entry for record_id, entry in entries.items() if record_id not in kept}
    _insert(session, new, named, kept)


_COMPARED = ("kind", "record_id", "title", "body", "dated", "rank")


def _remove(session: Session, rows: Sequence[Any]) -> None:
    if not rows:
        return
    session.connection().execute(
        text("INSERT INTO search_fts(search_fts, rowid, title, body) VALUES ('delete', :id, :title, :body)"),
        [{"id": row.id, "title": row.title, "body": row.body} for row in rows],
    )
    gone = [row.id for row in rows]
    session.execute(delete(SearchParty).where(SearchParty.search_id.in_(gone)))
    session.execute(delete(SearchText).where(SearchText.id.in_(gone)))


def _entries(
    session: Session, kind: type[Record], ids: list[int]
) -> tuple[dict[int, dict[str, Any]], set[tuple[int, int]]]:
    """What the index says of records that are not in the trash, by identifier; and which parties they concern."""
    about, table = kind.__kind__, kind.__table__
    further = [key for key in about.searched if key != about.title]
    columns = [
        table.c.id,
        table.c[about.title],
        table.c[about.dated] if about.dated else literal(None),
        table.c.marking_rank if "marking_rank" in table.c else literal(None),
        *(table.c[key] for key in further),
    ]
    rows = session.execute(select(*columns).where(table.c.id.in_(ids), table.c.deleted_at.is_(None))).all()
    if not rows:
        return {}, set()
    alive = [row[0] for row in rows]
    bodies, named = _texts_around(session, kind, alive)
    files = files_of(session, about.name, alive)
    entries = {}
    for record_id, title, dated, rank, *more in rows:
        body = "\n".join(str(part) for part in (*more, *bodies.get(record_id, ())) if part)
        words = FILE.join([body.replace(FILE, " "), *files.get(record_id, ())])
        entries[record_id] = {
            "kind": about.name,
            "record_id": record_id,
            "title": spaced(str(title or "")),
            "body": spaced(words),
            "dated": dated,
            "rank": rank,
        }
    return entries, named


def _insert(
    session: Session,
    entries: dict[int, dict[str, Any]],
    named: set[tuple[int, int]],
    kept: dict[int, int] | None = None,
) -> None:
    """Write these into the index, and which parties they and those ``kept`` (by their row) concern."""
    index = dict(kept or {})
    if entries:
        last = session.scalar(select(func.max(SearchText.id))) or 0
        insert_rows(session.connection(), SearchText.__table__, list(entries.values()))
        written = select(SearchText.record_id, SearchText.id).where(SearchText.id > last)
        index |= dict(session.execute(written).all())
        session.execute(
            text(
                "INSERT INTO search_fts(rowid, title, body)"
                " SELECT id, title, body FROM search_text WHERE id > :last"
            ),
            {"last": last},
        )
    links = {(party, index[record_id]) for record_id, party in named}
    if links:
        session.connection().execute(
            insert(SearchParty),
            [{"party_id": party, "search_id": search_id} for party, search_id in sorted(links)],
        )


def files_of(session: Session, kind: str, ids: list[int]) -> dict[int, list[str]]:
    """The name of each file of some records with the words in it, a line apart, in the order of the files."""
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(Attachment.owner_id, Attachment.name, FileText.text)
        .outerjoin(FileText, FileText.sha256 == Attachment.sha256)
        .where(Attachment.owner_kind == kind, Attachment.owner_id.in_(ids), Attachment.deleted_at.is_(None))
        .order_by(Attachment.id)
    )
    for record_id, name, words in session.execute(query):
        found[record_id].append(f"{' '.join(name.split())}\n{words or ''}".replace(FILE, " "))
    return found


def _texts_around(
    session: Session, kind: type[Record], ids: list[int]
) -> tuple[dict[int, list[str]], set[tuple[int, int]]]:
    """Passages, names of people and parties, and texts of parts of these records; and which parties they concern."""
    bodies: dict[int, list[str]] = defaultdict(list)
    named: set[tuple[int, int]] = set()
    sources: list[tuple[Table, Any, type[Record]]] = [(kind.__table__, kind.__table__.c.id, kind)]
    sources += [
        (part.__table__, part.__table__.c[part.__kind__.owner], part) for part in parts(kind).values()
    ]
    for table, owner, source in sources:
        for column, field in fields(source).items():
            if field.refers in NAMED_KINDS and not (source is not kind and column == source.__kind__.owner):
                target = KINDS[field.refers].__table__.alias()
                query = select(owner, target.c.id, target.c.name).join(target, table.c[column] == target.c.id)
                for record_id, target_id, name in session.execute(query.where(owner.in_(ids))):
                    if field.refers == "party":
                        named.add((record_id, target_id))
                    bodies[record_id].append(name)
        if source is not kind:
            about = source.__kind__
            for key in dict.fromkeys((about.title, *about.searched)):
                if fields(source).get(key) is not None and fields(source)[key].type in ("text", "long"):
                    query = select(owner, table.c[key]).where(owner.in_(ids), table.c[key] != "")
                    for record_id, words in session.execute(query):
                        bodies[record_id].append(words)
    passages = (
        select(Passage.owner_id, Passage.text)
        .where(
            Passage.owner_kind == kind.__kind__.name, Passage.owner_id.in_(ids), Passage.deleted_at.is_(None)
        )
        .order_by(Passage.role, Passage.ordinal)
    )
    for record_id, words in session.execute(passages):
        bodies[record_id].append(words)
    if kind.__kind__.name == "party":
        named |= {(record_id, record_id) for record_id in ids}
    return bodies, named


def index_faults(session: Session) -> Iterable[str]:
    """Whether index and records disagree; SQLite's own check of the index included."""
    for kind in TOP_KINDS.values():
        name = kind.__kind__.name
        indexed = set(session.scalars(select(SearchText.record_id).where(SearchText.kind == name)))
        alive = set(session.scalars(select(kind.id).where(kind.deleted_at.is_(None))))
        if indexed != alive:
            yield f"search index of {name}: {len(alive - indexed)} missing, {len(indexed - alive)} too many"


INTEGRITY = text("INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)")
