"""Partners that may be the same one: by their names, other names and codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress
from diplotrack.exchange.likeness.pair import Candidate, Sources
from diplotrack.language.names_fold import name_key, word_bag
from diplotrack.records import Party, PartyName
from diplotrack.records.enumerations import NameUse

ALIKE = 92
LARGEST_BLOCK = 40


def search(session: Session, progress: Progress) -> Iterator[Candidate]:
    """Pairs of partners, scored."""
    from rapidfuzz import fuzz

    query = select(
        Party.id, Party.name, Party.code, Party.type, Party.formal_name, Party.parent_id, Party.until_on
    ).where(Party.deleted_at.is_(None))
    rows = {row.id: row for row in session.execute(query)}
    names: dict[int, set[str]] = {
        row.id: {name_key(one) for one in (row.name, row.formal_name) if one} for row in rows.values()
    }
    names_query = select(PartyName.party_id, PartyName.name, PartyName.use).where(
        PartyName.deleted_at.is_(None)
    )
    for owner, name, use in session.execute(names_query):
        if owner in names and use != NameUse.FORMER:
            names[owner].add(name_key(name))
    sources = Sources(session, "party")
    pairs = sorted(_pairs(names, {row.id: row.code for row in rows.values()}))
    for done, (one, other) in enumerate(pairs):
        if done % 200 == 0:
            progress(done, len(pairs), _("Comparing partners"))
        mine, theirs = rows[one], rows[other]
        pair = Candidate(one, other, 0)
        same_name = name_key(mine.name) == name_key(theirs.name)
        shared = names[one] & names[other]
        if same_name:
            pair.add(65, _("the same name"))
        elif shared:
            pair.add(55, _("both are called “{name}”").format(name=min(shared)))
        elif word_bag(mine.name) == word_bag(theirs.name):
            pair.add(55, _("the same words in another order"))
        elif fuzz.ratio(name_key(mine.name), name_key(theirs.name)) >= ALIKE:
            pair.add(45, _("names that are spelled alike"))
        if mine.code and mine.code.casefold() == theirs.code.casefold():
            pair.add(40, _("the same code"))
        elif mine.code and theirs.code:
            pair.add(-35, _("different codes: {one}, {other}").format(one=mine.code, other=theirs.code))
        if mine.type == theirs.type:
            pair.add(10, _("of the same type"))
        if mine.parent_id and theirs.parent_id:
            same = mine.parent_id == theirs.parent_id
            pair.add(
                15 if same else -30, _("they belong to the same partner") if same else _("they belong to two")
            )
        if (mine.until_on is None) != (theirs.until_on is None):
            pair.add(-25, _("only one of them still exists"))
        sources.weigh(pair, 30)
        yield pair


def _pairs(names: dict[int, set[str]], codes: dict[int, str]) -> set[tuple[int, int]]:
    blocks: dict[str, set[int]] = defaultdict(set)
    for one, known in names.items():
        for name in known:
            blocks[f"name {name}"].add(one)
            blocks[f"words {word_bag(name)}"].add(one)
            for word in name.split():
                if len(word) > 4:
                    blocks[f"near {word[:5]}"].add(one)
    for one, code in codes.items():
        if code:
            blocks[f"code {code.casefold()}"].add(one)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if 1 < len(block) <= LARGEST_BLOCK:
            pairs |= set(combinations(sorted(block), 2))
    return pairs
