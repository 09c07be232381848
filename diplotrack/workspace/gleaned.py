"""Drafts made of words, and the quotes of a record found again in its texts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.language.alignment import aligned, content, share
from diplotrack.language.deadlines import deadline_in
from diplotrack.language.names import NameBook
from diplotrack.language.parties import party_book
from diplotrack.language.quotes import Anchor, found_again
from diplotrack.records import KINDS, Passage
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import Behalf
from diplotrack.store import derive, lists, settings
from diplotrack.store.lists import live
from diplotrack.store.positions import positions_toward
from diplotrack.workspace.editing.completing import settle
from diplotrack.workspace.editing.draft import Draft, Quoted, blank_row
from diplotrack.workspace.editing.load import blank
from diplotrack.workspace.gleaning import Gleaned, Quotation, Spoken, Whose, promised
from diplotrack.workspace.suggesting_objectives import InForce

ROLES = {"their_points": Whose.THEIRS, "our_points": Whose.OURS}
"""Sections in which one side speaks."""

ALIKE = 0.3
"""The part of a line to take that words must use before its stance is taken to be theirs."""

_BEGINNING = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked of the ledger for all words alike: the names of parties and the objectives in force."""

    book: NameBook
    objectives: InForce

    @classmethod
    def of(cls, session: Session) -> Known:
        """As the ledger has them now."""
        return cls(party_book(session), InForce(session))


def glean(session: Session, kind: str, spoken: Spoken, known: Known | None = None) -> Gleaned:
    """A draft of that kind made of the words; ``known`` spares asking the ledger again for each of many."""
    known = known or Known.of(session)
    ours = spoken.ours or tuple(sorted(ourselves(session)))
    whose = _whose(session, spoken, ours, known)
    draft = blank(kind)
    draft.quoted = spoken.quoted
    match kind:
        case "commitment":
            _promise(draft, spoken, whose, ours)
        case "statement":
            _statement(session, draft, spoken, whose, ours, known)
        case "action":
            _action(session, draft, spoken)
        case "ask":
            by, to = (ours, spoken.theirs) if whose is Whose.OURS else (spoken.theirs, ours)
            draft.values |= {"text": _sentence(spoken.words), "by_id": _only(by), "to_id": _only(to)}
            draft.values |= {"asked_on": spoken.day, "answer_due_on": _single(_due(spoken))}
    if kind != "statement" and draft.record.__kind__.linkable:
        found = known.objectives.suggest(spoken.words, limit=1, least=0.5)
        draft.objectives = {one.mention.id: None for one in found}
    _name_all(session, draft)
    draft.remember()
    return Gleaned(draft, whose)


def _promise(draft: Draft, spoken: Spoken, whose: Whose, ours: tuple[int, ...]) -> None:
    draft.values |= {
        "text": _sentence(spoken.words),
        "quote": spoken.words,
        "made_on": spoken.day,
        "due_on": _due(spoken),
        "is_public": spoken.is_public,
    }
    draft.parts["commitment_party"] = []
    for party, side in promised(whose, ours, spoken.theirs):
        row = blank_row(KINDS["commitment_party"])
        row.values |= {"party_id": party, "side": side}
        draft.parts["commitment_party"].append(row)


def _statement(
    session: Session, draft: Draft, spoken: Spoken, whose: Whose, ours: tuple[int, ...], known: Known
) -> None:
    behalf = {Whose.OURS: Behalf.OURS, Whose.THEIRS: Behalf.THEIRS}.get(whose, Behalf.JOINT)
    speakers, audience = (ours, spoken.theirs) if whose is Whose.OURS else (spoken.theirs, ours)
    objective = _objective(spoken, known)
    draft.values |= {
        "quote": spoken.words,
        "said_on": spoken.day,
        "behalf": behalf,
        "party_id": _only(speakers),
        "is_public": spoken.is_public,
        "objective_id": objective,
    }
    if objective is not None:
        draft.values["stance"] = _stance(session, spoken, objective)
    if not spoken.is_public:
        for party in audience:
            row = blank_row(KINDS["statement_audience"])
            row.values["party_id"] = party
            draft.parts["statement_audience"].append(row)


def _action(session: Session, draft: Draft, spoken: Spoken) -> None:
    draft.values |= {"text": _sentence(spoken.words), "due_on": _single(_due(spoken))}
    who = str(settings.read(session, "who") or "")
    if who:
        try:
            draft.values["owner_id"] = settle(session, "person", who)
        except UserError:
            return  # two of that name: whoever writes chooses


def _objective(spoken: Spoken, known: Known) -> int | None:
    """The objective that the words speak of, or their paragraph; the record's own where it has only one."""
    for text, least in ((spoken.words, 0.25), (spoken.paragraph, 0.3)):
        if found := known.objectives.suggest(text, limit=1, least=least):
            return found[0].mention.id
    return _only(spoken.objectives)


def _stance(session: Session, spoken: Spoken, objective: int) -> int | None:
    """The stance of our line in force on the objective where the words, whoever says them, use enough of it.

    Where they deny what the line affirms, or the other way round, it is the opposite.
    """
    day = spoken.day.latest if spoken.day is not None else clock.today()
    said = content(spoken.words)
    for partner in spoken.theirs[:1]:
        for line in positions_toward(session, day, partner):
            one = line.position
            if one.objective_id == objective and one.stance and share(said, content(one.line)) >= ALIKE:
                return one.stance if _denials(spoken.words) == _denials(one.line) else -one.stance
    return None


def _denials(words: str) -> bool:
    """Whether a sentence denies something, two denials undoing one another."""
    from diplotrack.language.sentences import Sentence

    return aligned(Sentence(0, len(words), words)).denials % 2 == 1


def _whose(session: Session, spoken: Spoken, ours: tuple[int, ...], known: Known) -> Whose:
    """Whose words they are: by who is named as promising them, else by the section in which they stand."""
    from diplotrack.consistency.draft.promises import Whose as Sides
    from diplotrack.language.promises import undertakings
    from diplotrack.language.sentences import sentences

    usual = ROLES.get(spoken.quoted.role)
    said = [
        one.words
        for one in sentences(spoken.paragraph)
        if one.start < spoken.end and spoken.quoted.start < one.end
    ]
    for one in undertakings("\n\n".join(said), None, known.book):
        if one.actor is None:
            continue
        if one.actor.is_first_person:
            # "Both sides" apart, who says "we" is whoever has the floor.
            return usual or Whose.OURS
        side = Sides(session, ours, known.book).side(one)
        named = bool(one.actor.parties)
        if one.actor.is_joint and (not named or (side == "ours" and len(one.actor.parties) > 1)):
            return Whose.BOTH
        if named and side in ("ours", "theirs"):
            return Whose(side)  # type: ignore[call-arg]  # a lookup by value, not a new member
    return usual or Whose.THEIRS


def _due(spoken: Spoken) -> PartialDate | None:
    """By when, as the words say, else the rest of their sentence; counted from the day on which they were said."""
    today = spoken.day.latest if spoken.day is not None else clock.today()
    found = deadline_in(spoken.words, 0, today)
    if found is None or found.day is None:
        found = deadline_in(_to_the_end(spoken), 0, today)
    if found is None or found.day is None or found.day.latest < today:
        return None
    return found.day


def _to_the_end(spoken: Spoken) -> str:
    """What stands after the words in their sentence."""
    from diplotrack.language.sentences import sentences

    for one in sentences(spoken.paragraph):
        if one.start <= spoken.quoted.start < one.end:
            return spoken.paragraph[spoken.end : one.end]
    return ""


def _single(day: PartialDate | None) -> PartialDate | None:
    """A day where one day is asked for: the last of the period."""
    return PartialDate.day(day.latest) if day is not None else None


def _sentence(words: str) -> str:
    """The words on one line, as a sentence begins."""
    line = " ".join(words.split())
    first = _BEGINNING.search(line)
    return line[: first.end()].upper() + line[first.end() :] if first else line


def _only(ids: tuple[int, ...]) -> int | None:
    return ids[0] if len(ids) == 1 else None


def ourselves(session: Session) -> set[int]:
    """Our own government alone, where it is known; its ministries and posts speak for it."""
    code = str(settings.read(session, "we") or "")
    if code:
        from diplotrack.language.parties import party_ids

        found = party_ids(session).get(code)
        if found is not None:
            return {found}
    return derive.our_parties(session)


def _name_all(session: Session, draft: Draft) -> None:
    wanted: dict[str, set[int]] = {"objective": set(draft.objectives), "party": set(), "person": set()}
    for name, kind in (("objective_id", "objective"), ("party_id", "party"), ("by_id", "party"),
                       ("to_id", "party"), ("owner_id", "person")):  # fmt: skip
        if isinstance(draft.values.get(name), int):
            wanted[kind].add(draft.values[name])
    for rows in draft.parts.values():
        wanted["party"] |= {row.values["party_id"] for row in rows if row.values.get("party_id")}
    for kind, ids in wanted.items():
        for mention in lists.mentions(session, kind, ids).values():
            draft.name(mention)


def quotations(session: Session, kind: str, record_id: int) -> tuple[Quotation, ...]:
    """The live records that quote the passages of a record; what no longer stands there is left out."""
    here = select(Passage.uid, Passage.text, Passage.role, Passage.ordinal).where(
        Passage.owner_kind == kind, Passage.owner_id == record_id, live(Passage)
    )
    passages = {row.uid: row for row in session.execute(here)}
    found: list[tuple[str, int, Quoted]] = []
    for name in ("commitment", "statement"):
        table = KINDS[name].__table__
        columns = ("id", "passage_uid", "quote", "quote_start", "quote_before", "quote_after")
        query = select(*(table.c[one] for one in columns)).where(
            table.c.passage_uid.in_(here.with_only_columns(Passage.uid)), table.c.deleted_at.is_(None)
        )
        for row in session.execute(query):
            anchor = Anchor(row.quote_start or 0, row.quote_before, row.quote_after)
            passage = passages[row.passage_uid]
            place = found_again(passage.text, row.quote, anchor)
            if place is not None:
                quoted = Quoted(passage.role, row.quote, passage.ordinal, place[0], (kind, record_id))
                found.append((name, row.id, quoted))
    names: dict[tuple[str, int], Mention] = {}
    for name in ("commitment", "statement"):
        mentions = lists.mentions(session, name, {one for kind_of, one, _quoted in found if kind_of == name})
        names |= {(name, key): mention for key, mention in mentions.items()}
    return tuple(Quotation(names[name, one], quoted) for name, one, quoted in found)
