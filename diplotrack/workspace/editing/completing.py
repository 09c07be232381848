"""Names typed in part: which records may be meant, those used lately first; and one record by its whole name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, join_names
from diplotrack.language.names_fold import fold
from diplotrack.records import ANYWHERE, BOOKKEEPING, KINDS, Record, fields
from diplotrack.records.display import Mention, display
from diplotrack.store import lists
from diplotrack.store.search import search
from diplotrack.store.search_index import UNSPACED

LOOKED_AT = 60
"""How many matches are looked at before the likeliest are chosen."""
LATEST = 40
"""How many rows of each way of referring tell what was used lately."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A record that may be meant, and what tells it from its namesakes: an office, a date, a code."""

    mention: Mention
    hint: str = ""


def completions(session: Session, kind: str, words: str, limit: int = 12) -> list[Completion]:
    """The records of a kind that the words may begin to name, likeliest first; those used lately for no words.

    Case and diacritics do not matter; each word may be the beginning of any word of a name, in any script.
    """
    recent = _recent(session, kind)
    if not words.strip():
        ids = sorted(recent, key=lambda one: recent[one], reverse=True)[:limit]
        return _told(session, kind, _alive(session, kind, ids))
    wanted = fold(words).split()
    found = {hit.id: hit.title for hit in search(session, words, kind=kind, limit=LOOKED_AT)}
    for record_id, mention in lists.mentions(session, kind, recent).items():
        if record_id not in found and _begins(mention.caption, wanted):
            found[record_id] = mention.caption

    def likelihood(record_id: int) -> tuple[Any, ...]:
        title = fold(found[record_id].translate(_MARKS))
        in_title = _begins(title, wanted)
        whole = title == " ".join(wanted)
        first = title.startswith(wanted[0]) if wanted else False
        return (
            not whole,
            not in_title,
            -recent[record_id].timestamp() if record_id in recent else 0.0,
            not first,
            len(title),
        )

    ids = sorted(found, key=likelihood)[:limit]
    return _told(session, kind, _alive(session, kind, ids))


_MARKS = {0x02: None, 0x03: None}


def called(session: Session, kind: str, words: str) -> list[Completion]:
    """The records of a kind whose name is that, whatever the case and diacritics."""
    wanted = fold(words)
    return [
        one for one in completions(session, kind, words, LOOKED_AT) if fold(one.mention.caption) == wanted
    ]


def resolve(session: Session, kind: str, words: str) -> Mention:
    """The record of a kind that is called so. Raises UserError where none or several are."""
    same = called(session, kind, words)
    if len(same) == 1:
        return same[0].mention
    if kind == "party":
        from diplotrack.language.parties import find_party

        party = find_party(session, words)
        return Mention(kind, party.id, party.name)
    if same:
        sentence = _("“{words}” may mean several of them; choose one from the list: {names}.")
        names = join_names([f"{one.mention.caption} ({one.hint})" for one in same[:4]])
        raise UserError(sentence.format(words=words, names=names))
    label = str(KINDS[kind].__kind__.label).lower()
    if likely := completions(session, kind, words, 3):
        sentence = _("No {kind} is called “{words}”; did you mean {names}?")
        names = join_names([one.mention.caption for one in likely])
        raise UserError(sentence.format(kind=label, words=words, names=names))
    raise UserError(_("No {kind} is called “{words}”; add it first.").format(kind=label, words=words))


def settle(session: Session, kind: str, words: str) -> int | None:
    """The identifier of what was named by words alone; None for a person who is new. Raises UserError."""
    if kind == "person" and not called(session, kind, words):
        return None
    return resolve(session, kind, words).id


def unspaced(words: str) -> bool:
    """Whether the words are of a script that is written without spaces."""
    return UNSPACED.search(words) is not None


def _begins(title: str, wanted: list[str]) -> bool:
    """Whether each wanted word begins some word of the title."""
    words = fold(title).split()
    together = "".join(words)
    # Scripts without spaces between words, such as Chinese, are found anywhere in the name.
    return all(
        any(word.startswith(one) for word in words) or (unspaced(one) and one in together) for one in wanted
    )


def _recent(session: Session, kind: str) -> dict[int, datetime]:
    """Records of the kind that were referred to lately: identifier → when."""
    found: dict[int, datetime] = {}
    for name, other in KINDS.items():
        if name in BOOKKEEPING or name in ANYWHERE or other.__kind__.part_of == kind:
            continue
        table = other.__table__
        for column, field in fields(other).items():
            if field.refers != kind or column == other.__kind__.owner:
                continue
            query = (
                select(table.c[column], table.c.created_at)
                .where(table.c[column].is_not(None))
                .order_by(table.c.id.desc())
                .limit(LATEST)
            )
            for record_id, at in session.execute(query):
                found[record_id] = max(at, found.get(record_id, at))
    table = KINDS[kind].__table__
    if not found:
        newest = select(table.c.id, table.c.created_at).order_by(table.c.id.desc()).limit(LATEST)
        found = dict(session.execute(newest).all())
    return found


def _alive(session: Session, kind: str, ids: list[int]) -> list[int]:
    table = KINDS[kind].__table__
    query = select(table.c.id).where(
        table.c.id.in_(ids), table.c.deleted_at.is_(None), table.c.merged_into.is_(None)
    )
    alive = set(session.scalars(query))
    return [one for one in ids if one in alive]


def _told(session: Session, kind: str, ids: list[int]) -> list[Completion]:
    names = lists.mentions(session, kind, ids)
    if kind == "objective":
        titles = lists.rows(session, kind, ids, ["title"])
        names = {one: Mention(kind, one, f"{names[one].caption} {titles[one][0]}".strip()) for one in ids}
    hints = _hints(session, KINDS[kind], ids)
    return [Completion(names[one], hints.get(one, "")) for one in ids]


def _hints(session: Session, kind: type[Record], ids: list[int]) -> dict[int, str]:
    about = kind.__kind__
    columns = list(about.subtitle[:2])
    if about.name == "objective":
        columns = ["theme"]
    hints: dict[int, str] = {}
    for record_id, values in lists.rows(session, about.name, ids, columns).items():
        shown = [display(fields(kind)[name], value) for name, value in zip(columns, values, strict=True)]
        hints[record_id] = " · ".join(words for words in shown if words)
    if about.name == "person":
        from diplotrack.base import clock
        from diplotrack.workspace.reading.tables import offices_on

        hints |= offices_on(session, clock.today(), ids)
    return hints
