"""What a draft must not say to its audience: names of protected sources, words of records that may not go out to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.markings import Marking, portion_marking
from diplotrack.consistency.draft.text import Draft, stems_of
from diplotrack.consistency.finding import Ref
from diplotrack.records import (
    KINDS,
    Communication,
    CommunicationParty,
    Party,
    PartyName,
    Passage,
    Position,
    fields,
)
from diplotrack.release import ProtectedNames, effective_markings, own_markings, party_key
from diplotrack.store import phrases
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

RUN = 11
"""Words in a row that a draft shares with a record before it quotes it."""

STEP = 6
"""Words of a phrase that is looked for, and between two of them: every run of RUN holds one whole phrase."""

TELLING = 3
"""Words with a meaning that a phrase needs; "on the margins of the" is everybody's."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Quoting:
    """Words of the draft at ``start``–``end`` that stand in a record under a marking that keeps it from the audience.

    ``is_internal``: the marking would allow it, but the line is not to be said in public.
    """

    start: int
    end: int
    record: Ref
    words: str
    marking: Marking
    is_internal: bool = False


@dataclass(frozen=True, slots=True)
class Misnamed:
    """A name at ``start``–``end`` beside the one that this workspace prints."""

    start: int
    end: int
    party: int
    used: str
    wanted: str


def protected_in(read: Session, text: str) -> list[tuple[int, int]]:
    """Where the draft names a protected source."""
    return ProtectedNames.read(read).places(text)


def misnamed_in(read: Session, text: str) -> list[Misnamed]:
    """Names of contested parties in the draft that differ from the one chosen, each the first time."""
    rows = read.execute(
        select(Party.id, Party.name, Party.contested_name).where(live(Party), Party.contested_name != "")
    ).all()
    if not rows:
        return []
    wanted = {row.id: row.contested_name for row in rows}
    names = {row.name: row.id for row in rows}
    query = select(PartyName.party_id, PartyName.name).where(
        PartyName.party_id.in_(sorted(wanted)), live(PartyName)
    )
    names |= {name: party for party, name in read.execute(query)}
    names |= {chosen: party for party, chosen in wanted.items()}
    # The chosen name is looked for as well: another may be a part of it.
    spelled = sorted((name for name in names if len(name) > 3), key=lambda name: (-len(name), name))
    found: dict[str, Misnamed] = {}
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, spelled))})(?!\w)", text):
        party = names[match[0]]
        if match[0] != wanted[party]:
            found.setdefault(match[0], Misnamed(match.start(), match.end(), party, match[0], wanted[party]))
    return list(found.values())


def quoted_in(read: Session, draft: Draft, party: int | None, known: Iterable[str]) -> list[Quoting]:
    """Where the draft repeats marked records that may not go out to the partner, or to everyone (None).

    What nobody has marked is left alone, and so are words of ``known`` texts: the lines to take, which are there to be
    said, and what this audience has been told before.
    """
    found = _quoted(read, draft, party)
    return [one for one in found if one.is_internal or not _is_known(one.words, known)] if found else []


def _is_known(words: str, known: Iterable[str]) -> bool:
    wanted, stems = _spelled(words), stems_of(words)
    return any(stems <= stems_of(text) and wanted in _spelled(text) for text in known)


def _spelled(text: str) -> str:
    """The words alone, each between spaces."""
    return f" {' '.join(match[0].casefold() for match in _WORD.finditer(text))} "


def _quoted(read: Session, draft: Draft, party: int | None) -> list[Quoting]:
    wanted = [some for line in draft.text.splitlines() if (some := _phrases(line))]
    refs = [Ref(kind, record) for kind, record in phrases.holding(read, wanted)] if wanted else []
    if not refs:
        return []
    words = [(match.start(), match.end(), match[0].casefold()) for match in _WORD.finditer(draft.text)]
    receiver = _receiver(read, party)
    had = _had(read, refs, party)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in range(len(words) - STEP + 1):
        places[tuple(word for _start, _end, word in words[number : number + STEP])].append(number)
    found: dict[Ref, Quoting] = {}
    for ref, text, marking, is_line in _texts(read, [ref for ref in refs if ref not in had]):
        barred = not marking.is_unmarked and not (
            marking.is_public if party is None else marking.releasable_to(receiver)
        )
        if is_line and party is not None:
            continue
        if (barred or is_line) and (run := _longest_run(text, words, places)) is not None:
            first, last = words[run[0]][0], words[run[1]][1]
            quote = " ".join(draft.text[first:last].split())
            found.setdefault(ref, Quoting(first, last, ref, quote, marking, is_line and not barred))
    return list(found.values())


@lru_cache(maxsize=4_000)
def _phrases(line: str) -> tuple[str, ...]:
    """The phrases of a line that are looked for."""
    words = [match[0].casefold() for match in _WORD.finditer(line)]
    if len(words) < RUN:
        return ()
    found = (" ".join(words[start : start + STEP]) for start in range(0, len(words) - STEP + 1, STEP))
    return tuple(phrase for phrase in found if len(stems_of(phrase)) >= TELLING)


def _longest_run(
    text: str, words: Sequence[tuple[int, int, str]], places: dict[tuple[str, ...], list[int]]
) -> tuple[int, int] | None:
    """The first and last word of the longest run of the draft that stands in the text; None below RUN words."""
    theirs = [match[0].casefold() for match in _WORD.finditer(text)]
    best: tuple[int, int] | None = None
    for start in range(len(theirs) - STEP + 1):
        for place in places.get(tuple(theirs[start : start + STEP]), ()):
            length = STEP
            while (
                start + length < len(theirs)
                and place + length < len(words)
                and theirs[start + length] == words[place + length][2]
            ):
                length += 1
            if length >= RUN and (best is None or length > best[1] - best[0] + 1):
                best = place, place + length - 1
    return best


def _texts(read: Session, refs: Collection[Ref]) -> Iterator[tuple[Ref, str, Marking, bool]]:
    """The texts of records with the marking of each, and whether it is a line that is not to be said in public."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        by_kind[ref.kind].append(ref.id)
    for name, ids in by_kind.items():
        kind = KINDS[name]
        whole = effective_markings(read, name, ids)
        table = kind.__table__
        wanted = [column for column in kind.__kind__.searched if column in fields(kind)]
        for some in batches(ids):
            columns = [table.c.id, *(table.c[column] for column in wanted)]
            columns += [table.c.is_public] if kind is Position else []
            for row in read.execute(select(*columns).where(table.c.id.in_(some))).mappings():
                for column in wanted:
                    is_line = kind is Position and column == "line"
                    if not is_line or not row["is_public"]:
                        yield Ref(name, row["id"]), str(row[column] or ""), whole[row["id"]], is_line
            yield from _passages(read, name, some, whole)


def _passages(
    read: Session, name: str, ids: Sequence[int], whole: dict[int, Marking]
) -> Iterator[tuple[Ref, str, Marking, bool]]:
    query = select(Passage.id, Passage.owner_id, Passage.text).where(
        Passage.owner_kind == name, Passage.owner_id.in_(ids), live(Passage)
    )
    rows = read.execute(query.order_by(Passage.owner_id, Passage.ordinal)).all()
    own = own_markings(read, "passage", [row.id for row in rows])
    for row in rows:
        yield Ref(name, row.owner_id), row.text, portion_marking(own[row.id], whole[row.owner_id]), False


def _receiver(read: Session, party: int | None) -> str:
    """How the partner stands on REL TO lists."""
    if party is None:
        return ""
    row = read.execute(select(Party.code, Party.name).where(Party.id == party)).one()
    return party_key(row.code, row.name)


def _had(read: Session, refs: Collection[Ref], party: int | None) -> set[Ref]:
    """Communications that this audience has had, or that were public."""
    ids = [ref.id for ref in refs if ref.kind == "communication"]
    found: set[Ref] = set()
    for some in batches(ids):
        public = select(Communication.id).where(Communication.id.in_(some), Communication.is_public.is_(True))
        found |= {Ref("communication", one) for one in read.scalars(public)}
        if party is not None:
            mine = select(CommunicationParty.communication_id).where(
                CommunicationParty.communication_id.in_(some),
                CommunicationParty.party_id == party,
                live(CommunicationParty),
            )
            found |= {Ref("communication", one) for one in read.scalars(mine)}
    return found
