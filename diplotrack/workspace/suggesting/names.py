"""Every name of people and parties, ready to be completed while somebody types: in any script, without diacritics."""

from __future__ import annotations

import threading
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.language.names_fold import fold
from diplotrack.records import Party, PartyName, Person, PersonName
from diplotrack.store.search_index import UNSPACED

Whom = tuple[str, int]
"""A person or a party: its kind and identifier."""

_ARTICLE = "ال"
"""The Arabic article, which stands at the head of a word and is often left out."""
_PLAIN = {"person": ("name", "native_name"), "party": ("name", "code", "formal_name", "contested_name")}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whose name begins so. ``rank``: 0 the whole name, 1 from its beginning, 2 from a later word."""

    whom: Whom
    caption: str
    rank: int
    spelling: str = ""
    """The name that was recognised, where it is not the caption."""


class Names:
    """The names of one ledger. Read anew when some were added or changed; safe to ask from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[Any, ...] = ()
        self._captions: dict[Whom, str] = {}
        self._names: list[tuple[str, str, Whom]] = []
        self._words: list[tuple[str, int]] = []
        self._simple: dict[str, str] = {}

    def beginning(self, session: Session, words: str) -> list[Named]:
        """Everybody of whose name each of the words begins a word, the nearest first."""
        wanted = _cut(simplified(words))
        if not wanted:
            return []
        with self._lock:
            self._refresh(session)
            captions, names, index = self._captions, self._names, self._words
        longest = max(wanted, key=len)
        whole = " ".join(wanted)
        best: dict[Whom, Named] = {}
        for place in _starting(index, longest):
            folded, spelling, whom = names[place]
            parts = [part for word in folded.split() for part in _openings(word)]
            if not all(any(part.startswith(one) for part in parts) for one in wanted):
                continue
            rank = 0 if folded == whole else 1 if folded.startswith(whole) else 2
            known = best.get(whom)
            caption = captions[whom]
            if known is None or (rank, spelling != caption) < (known.rank, known.spelling != ""):
                best[whom] = Named(whom, caption, rank, "" if spelling == caption else spelling)
        return sorted(best.values(), key=lambda one: (one.rank, len(one.caption)))

    def caption(self, session: Session, whom: Whom) -> str:
        """What somebody is called; "" for one who is gone."""
        with self._lock:
            self._refresh(session)
            return self._captions.get(whom, "")

    def _refresh(self, session: Session) -> None:
        state = tuple(
            session.execute(select(func.count(kind.id), func.max(kind.id), func.max(kind.updated_at))).one()
            for kind in (Person, PersonName, Party, PartyName)
        )
        if state == self._state:
            return
        self._captions, self._names, index = {}, [], []
        for spelling, whom in _spellings(session, self._captions):
            if (folded := self._simple.get(spelling)) is None:
                folded = self._simple[spelling] = " ".join(_cut(simplified(spelling)))
            index += [(part, len(self._names)) for word in folded.split() for part in _openings(word)]
            self._names.append((folded, spelling, whom))
        self._words = sorted(index)
        self._state = state


def _spellings(session: Session, captions: dict[Whom, str]) -> list[tuple[str, Whom]]:
    found: list[tuple[str, Whom]] = []
    for kind, further in ((Person, PersonName), (Party, PartyName)):
        name = kind.__kind__.name
        table, more = kind.__table__, further.__table__
        columns = [table.c[column] for column in _PLAIN[name]]
        alive = select(table.c.id, *columns).where(
            table.c.deleted_at.is_(None), table.c.merged_into.is_(None)
        )
        for record_id, *spellings in session.execute(alive):
            captions[name, record_id] = spellings[0]
            found += [(one, (name, record_id)) for one in dict.fromkeys(spellings) if one]
        owner = more.c[further.__kind__.owner]
        others: dict[int, list[str]] = defaultdict(list)
        for record_id, spelling in session.execute(
            select(owner, more.c.name).where(more.c.deleted_at.is_(None))
        ):
            if spelling and (name, record_id) in captions:
                others[record_id].append(spelling)
        found += [(one, (name, key)) for key, spellings in others.items() for one in dict.fromkeys(spellings)]
    return found


def simplified(name: str) -> str:
    """A name as it is completed: folded, without the vowel marks and hamzas that people leave out when they type."""
    letters = (c for c in unicodedata.normalize("NFKD", fold(name)) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", "".join(letters))


def _cut(simple: str) -> list[str]:
    """The words of a name; in a script without spaces they are one, whether somebody put some or not."""
    found: list[str] = []
    joins = False
    for word in simple.split():
        unspaced = UNSPACED.fullmatch(word[0]) is not None
        if unspaced and joins:
            found[-1] += word
        else:
            found.append(word)
        joins = unspaced
    return found


def _openings(word: str) -> list[str]:
    """Where in a word somebody may begin: at its head, after the article, in a script without spaces anywhere."""
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE):
        return [word, word[len(_ARTICLE) :]]
    if UNSPACED.fullmatch(word[0]) is None:
        return [word]
    return [word[place:] for place in range(len(word))]


def _starting(index: list[tuple[str, int]], prefix: str) -> list[int]:
    first = bisect_left(index, (prefix, -1))
    last = bisect_left(index, (prefix + "\U0010ffff", -1), first)
    return list(dict.fromkeys(place for _word, place in index[first:last]))
