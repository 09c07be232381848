"""Finding records by words: ranked, highlighted, filtered by kind, partner, date and marking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, literal_column, select, table, text
from sqlalchemy.orm import Session

from diplotrack.records import ANYWHERE, KINDS
from diplotrack.store.ledger_tables import SearchParty, SearchText
from diplotrack.store.search_index import FILE, UNSPACED, spaced

OPEN_MARK, CLOSE_MARK = "\u0002", "\u0003"
"""Around a found word in a passage; whoever shows it turns them into its own emphasis."""

SHORT = 3
"""Up to so many letters a word is answered newest first, longer ones by relevance."""

_WORD = re.compile(r"\"([^\"]*)\"|(\S+)")
_FTS = table("search_fts")
_MATCHES = text("search_fts MATCH :words")
_SHOWN = text(
    f"SELECT highlight(search_fts, 0, '{OPEN_MARK}', '{CLOSE_MARK}') AS title,"  # noqa: S608 - constants only
    f" snippet(search_fts, 1, '{OPEN_MARK}', '{CLOSE_MARK}', '…', 18) AS passage"
    " FROM search_fts WHERE search_fts MATCH :words AND rowid = :id"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found; ``passage`` shows the words found between OPEN_MARK and CLOSE_MARK.

    ``file`` is the name of the attached file in which they stand, "" where the record itself says them.
    """

    kind: str
    id: int
    title: str
    dated: date | None
    passage: str
    file: str = ""


def match_expression(words: str) -> str:
    """What FTS5 is asked for: every word, the last one as a prefix; "words in quotes" as a phrase; -word excluded."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for phrase, word in _WORD.findall(words):
        term = phrase or word.lstrip("-")
        quoted = " ".join(part.replace('"', "") for part in spaced(term).split())
        if not re.search(r"\w", quoted):
            continue
        if word.startswith("-"):
            unwanted.append(f'"{quoted}"')
        else:
            wanted.append(f'"{quoted}"' + ("" if phrase else "*"))
    if not wanted:
        return ""
    expression = " AND ".join(wanted)
    return f"({expression})" + "".join(f" NOT {word}" for word in unwanted)


def search(
    session: Session,
    words: str,
    *,
    kind: str = "",
    party_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
    ceiling: int | None = None,
    limit: int = 50,
) -> list[Hit]:
    """The records that hold all the words, the most relevant first; [] where nothing was asked.

    ``ceiling`` leaves out what is marked above it, and what is not marked at all. A record with a paragraph or file
    above it is left out whole, since that it was found would tell what stands there.
    """
    expression = match_expression(words)
    if not expression:
        return []
    longest = max((len(word) for word in re.findall(r"\w+", words)), default=0)
    weight: ColumnElement[Any] = literal_column("bm25(search_fts, 8.0, 1.0)")
    newest = (SearchText.dated.desc().nulls_last(), SearchText.id.desc())
    query = (
        select(SearchText.id, SearchText.kind, SearchText.record_id, SearchText.dated)
        .join(_FTS, literal_column("search_fts.rowid") == SearchText.id)
        .where(_MATCHES)
        # Two or three letters match half the ledger: what is newest is then likelier to be meant than what is densest.
        .order_by(*((weight, *newest) if longest > SHORT else newest))
        .limit(limit)
    )
    if kind:
        query = query.where(SearchText.kind == kind)
    if since:
        query = query.where(SearchText.dated >= since)
    if until:
        query = query.where(SearchText.dated <= until)
    if ceiling is not None:
        query = query.where(SearchText.rank <= ceiling, *(~above for above in _portions_above(ceiling)))
    if party_id is not None:
        concerned = select(SearchParty.search_id).where(SearchParty.party_id == party_id)
        query = query.where(SearchText.id.in_(concerned))
    query = query.add_columns(case((func.instr(SearchText.body, FILE) > 0, SearchText.body)))
    hits = []
    found: Sequence[Any] = session.execute(query, {"words": expression}).all()
    for search_id, name, record_id, dated, words in found:
        shown = session.execute(_SHOWN, {"words": expression, "id": search_id}).one()
        passage, file = _placed(shown.passage, words) if words else (shown.passage, "")
        hits.append(Hit(name, record_id, unspace(shown.title), dated, unspace(passage), unspace(file)))
    return hits


def _portions_above(ceiling: int) -> Iterator[ColumnElement[bool]]:
    """That a record has a paragraph, a file or another part marked above the ceiling."""
    for part in KINDS.values():
        about, rows = part.__kind__, part.__table__
        if not about.is_part or "marking_rank" not in rows.c:
            continue
        owner_kind = rows.c.owner_kind if about.name in ANYWHERE else literal(about.part_of)
        yield (
            select(rows.c.id)
            .where(
                owner_kind == SearchText.kind,
                rows.c[about.owner] == SearchText.record_id,
                rows.c.marking_rank > ceiling,
                rows.c.deleted_at.is_(None),
            )
            .exists()
        )


def _placed(passage: str, body: str) -> tuple[str, str]:
    """The passage, with the file in which its first word found stands ("" for the record itself).

    Where the passage runs over the beginning of a file, only the side with that word is shown.
    """
    before, mark, rest = passage.partition(OPEN_MARK)
    if not mark:
        return passage, ""
    if FILE in before:
        name, line, words = before.rpartition(FILE)[2].partition("\n")
        before = words if line else f"…{name}"
    if FILE in rest:
        rest = rest.partition(FILE)[0].rstrip() + "…"
    shown = f"{before}{mark}{rest}"
    bare = shown.replace(OPEN_MARK, "").replace(CLOSE_MARK, "").removeprefix("…").removesuffix("…")
    place = body.find(bare)
    start = body.rfind(FILE, 0, place + len(before))
    if place < 0 or start < 0:
        return shown, ""
    return shown, body[start + 1 : body.index("\n", start)]


def matching(words: str, kind: str) -> Select[int]:
    """The identifiers of the records of a kind that hold all the words, for use inside another query."""
    matches = text("search_fts MATCH :matched").bindparams(matched=match_expression(words) or '""')
    joined = select(SearchText.record_id).join(_FTS, literal_column("search_fts.rowid") == SearchText.id)
    return joined.where(matches, SearchText.kind == kind)


def unspace(shown: str) -> str:
    """Take out the spaces that the index put around characters of unspaced scripts."""
    return re.sub(f" ?([{OPEN_MARK}{CLOSE_MARK}]?{UNSPACED.pattern}[{CLOSE_MARK}]?) ?", r"\1", shown)
