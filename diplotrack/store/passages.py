"""Long texts as passages: one paragraph a row, so that a quote has a place and a portion a marking."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import Passage, Record
from diplotrack.store.batches import batches
from diplotrack.store.unit_of_work import Work

PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: separated by blank lines, lines within one kept, control characters dropped, NFC."""
    clean = CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    return [part.strip() for part in PARAGRAPH_END.split(clean) if part.strip()]


def passages_of(session: Session, kind: str, ids: Iterable[int]) -> dict[int, dict[str, list[Passage]]]:
    """The passages of records of a kind: identifier → role → passages in order."""
    found: dict[int, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for some in batches(ids):
        query = select(Passage).where(
            Passage.owner_kind == kind, Passage.owner_id.in_(some), Passage.deleted_at.is_(None)
        )
        for passage in session.scalars(query.order_by(Passage.ordinal, Passage.id)):
            found[passage.owner_id][passage.role].append(passage)
    return found


def write_text(work: Work, record: Record, role: str, text: str) -> list[Passage]:
    """Let a long text of a record read so; passages that stay the same keep their identity and marking."""
    kind = record.__kind__.name
    unused = list(passages_of(work.session, kind, [record.id]).get(record.id, {}).get(role, []))
    words = paragraphs(text)
    kept: dict[int, Passage] = {}
    for ordinal, paragraph in enumerate(words):
        same = next((one for one in unused if one.text == paragraph), None)
        if same is not None:
            unused.remove(same)
            kept[ordinal] = same
    for ordinal in range(len(words)):
        # An edited paragraph keeps its identity, and so the quotes that point at it, where an old one is left over.
        if ordinal not in kept and unused:
            kept[ordinal] = unused.pop(_nearest(unused, ordinal))
    result = []
    for ordinal, paragraph in enumerate(words):
        passage = kept.get(ordinal) or Passage(owner_kind=kind, owner_id=record.id, role=role)
        passage.ordinal, passage.text = ordinal, paragraph
        work.session.add(passage)
        result.append(passage)
    for passage in unused:
        work.session.delete(passage)
    work.session.flush()
    return result


def _nearest(passages: list[Passage], ordinal: int) -> int:
    distances = [abs(passage.ordinal - ordinal) for passage in passages]
    return distances.index(min(distances))
