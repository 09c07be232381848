"""Who takes part, with the title of that day: people of the ledger, or new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from diplotrack.base.i18n import _, format_number
from diplotrack.exchange.people.spelling import FAMILY_FIRST, Spelling, may_be_one
from diplotrack.language.attendance import Attendance, Present
from diplotrack.language.people import PersonMention
from diplotrack.language.titles import titles_in
from diplotrack.records.enumerations import ParticipantRole, Side
from diplotrack.workspace.editing.draft import Newcomer
from diplotrack.workspace.intake.ground import Flat, Ground
from diplotrack.workspace.intake.known_people import KnownPeople, Match
from diplotrack.workspace.intake.lists_of_people import Listed, listed_people
from diplotrack.workspace.intake.proposal import About, Proposal, Rival, Span

NAMED = 30
"""How sure it is that somebody who is only named takes part."""

MOST_SPANS = 40
"""Places of one name that are shown."""

MOST = 300
"""People that are proposed: a summit's table of delegations."""


@dataclass(slots=True)
class _Somebody:
    """A person as the whole text has them: every place, the fullest name, the title given first."""

    name: str
    title: str
    party: str
    side: Side
    sureness: int
    why: str
    spans: list[Span] = field(default_factory=list)
    role: ParticipantRole = ParticipantRole.MEMBER


def read_people(ground: Ground, attendance: Attendance) -> Iterator[Proposal]:
    """Those on the list of participants and in title and first sentence, then those whom the text names elsewhere."""
    met = [*_listed(ground), *_principals(ground, attendance)]
    everyone: list[_Somebody] = []
    for one in (*met, *_others(ground)):
        _join(everyone, one)
    _share_places(ground, everyone)
    known = KnownPeople(ground)
    heads: set[Side] = set()
    taken: set[str] = set()
    if len(everyone) > MOST:
        ground.notes.append(_("Only the first {n} people named are proposed.").format(n=format_number(MOST)))
    for one in everyone[:MOST]:
        if one.side not in heads and one.sureness >= 70 and one.role is ParticipantRole.MEMBER:
            heads.add(one.side)
            one.role = ParticipantRole.HEAD
        yield _proposal(ground, one, known.find(one.name, one.party, one.title), taken)


def _proposal(ground: Ground, one: _Somebody, match: Match, taken: set[str]) -> Proposal:
    party = ground.ids.get(one.party)
    newcomer = Newcomer("person", one.name, is_new=True)
    value = match.person if match.person is not None else newcomer
    shown = f"{one.name}, {one.title}" if one.title else one.name
    rivals = [Rival(_("the same as {name}").format(name=other.shown), other.id) for other in match.others]
    if match.person is not None:
        rivals.append(Rival(_("{name}, who is new").format(name=one.name), newcomer))
        shown = f"{match.shown}, {one.title}" if one.title else match.shown
    key = f"person:{one.party or '?'}:{one.name.casefold()}"
    while key in taken:
        key += "+"
    taken.add(key)
    return Proposal(
        key, About.PERSON, shown, value, tuple(one.spans), one.why if not match.why else f"{one.why}; {match.why}",
        one.sureness, match.flag, tuple(rivals),
        {"side": one.side, "capacity": one.title, "party_id": party, "role": one.role},
    )  # fmt: skip


def _side(ground: Ground, party: str) -> Side:
    if party and party == ground.us:
        return Side.OURS
    seat = ground.seats.get(party)
    return seat.side if seat is not None else Side.THIRD


def _listed(ground: Ground) -> Iterator[_Somebody]:
    """The people on the list of participants, each of the party under whose heading they stand."""
    for one in listed_people(ground):
        yield _of_list(ground, one)


def _of_list(ground: Ground, one: Listed) -> _Somebody:
    side = one.side or _side(ground, one.party)
    party = one.party or (ground.us if side is Side.OURS else "")
    return _Somebody(
        one.name, one.title, party, side, 94, _("stands in the list of participants"), [one.span], one.role
    )


def _principals(ground: Ground, attendance: Attendance) -> Iterator[_Somebody]:
    """Those whom title and first sentence name, then those of whom the prose tells that they were there."""
    speaker = ground.issuer or ground.us
    theirs = ground.taking_part(Side.THEIRS)
    only = theirs[0].key if len(theirs) == 1 else ""
    if ground.issuer not in ("", ground.us):
        only = ground.us if only == ground.issuer and ground.us in ground.seats else ""
    title, first = ground.head.title, ground.first_prose()
    called = Flat.of(ground.text, title.start, title.end) if title else None
    for present, is_ours in [(one, True) for one in attendance.ours] + [
        (one, False) for one in attendance.theirs
    ]:
        party = present.party or (speaker if is_ours else only)
        if not attendance.theirs and not present.party and only and _is_met(ground, present):
            party = only
        spans = []
        in_title = False
        for where in present.spans:
            if not where.in_title:
                spans.append(Span(where.start + ground.head.body, where.end + ground.head.body))
            elif called is not None and (span := called.span(where.start, where.end)):
                spans.append(span)
            in_title = in_title or where.in_title
        early = in_title or any(span.start < first.end for span in spans)
        why = _("named in the title") if in_title else _("named in the first paragraph")
        title_then = present.title
        if present.standing and present.standing not in title_then.casefold():
            title_then = f"{present.standing} {title_then}"
        yield _Somebody(
            present.name, title_then, party, _side(ground, party), 92 if early else 84,
            why if early else _("named among those present"), spans,
        )  # fmt: skip


_MET = re.compile(
    r"\b(?:call(?:ed|s)? on|me(?:t|ets)(?: with)?|spoke with|received|saw|hosted|welcomed|(?:talks|call|meeting) with)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _is_met(ground: Ground, present: Present) -> bool:
    """Whether words right before somebody tell that he is the one who was met."""
    for where in present.spans:
        start = where.start + (
            ground.head.title.start if where.in_title and ground.head.title else ground.head.body
        )
        if _MET.search(ground.text[max(0, start - 30) : start]):
            return True
    return False


def _others(ground: Ground) -> Iterator[_Somebody]:
    """Whom the text names with a title elsewhere: of a party that takes part they may have been there."""
    first = ground.first_prose()
    for mention in ground.people:
        if mention.name:
            one = _of(ground, mention)
            if mention.start < first.end and one.side in (Side.OURS, Side.THEIRS):
                one.sureness = 55
            yield one


def _of(ground: Ground, mention: PersonMention) -> _Somebody:
    """Somebody named with a title, who need not have been there."""
    title = _singular(mention)
    if mention.standing and mention.standing not in title.casefold():
        title = f"{mention.standing} {title}"
    party, why = mention.party or "", _("named in the text")
    spans = [Span(mention.start, mention.end)]
    assert mention.name is not None
    name = " ".join(mention.name.split())
    return _Somebody(name, " ".join(title.split()), party, _side(ground, party), NAMED, why, spans)


def _singular(mention: PersonMention) -> str:
    """The title of one of several: "Presidents Biden and von der Leyen" are each a President."""
    first = next(titles_in(mention.title), None)
    return mention.office if first is not None and first.plural and mention.office else mention.title


def _join(everyone: list[_Somebody], one: _Somebody) -> None:
    """Somebody named again is the one who was named before: by the family name, with no other given name."""
    spelling, first = Spelling.of(one.name), one.party in FAMILY_FIRST
    for other in everyone:
        same_party = not one.party or not other.party or one.party == other.party
        if same_party and may_be_one(
            spelling, Spelling.of(other.name), family_first=first or other.party in FAMILY_FIRST
        ):
            other.spans += one.spans
            if len(one.name.split()) > len(other.name.split()) and one.sureness >= other.sureness:
                other.name = one.name
            if one.party and not other.party:
                other.party, other.side = one.party, one.side
            other.title = other.title or one.title
            if one.sureness > other.sureness:
                other.sureness, other.why = one.sureness, one.why
            return
    everyone.append(one)


def _share_places(ground: Ground, everyone: list[_Somebody]) -> None:
    """Where each is named: places of the title come as words alone, and everybody is named again without a title."""
    for one in everyone:
        family = re.compile(rf"(?<!\w){re.escape(one.name.split()[-1])}(?!\w)")
        whole = re.compile(r"\s+".join(map(re.escape, one.name.split())))
        again = [
            Span(*found.span()) for pattern in (whole, family) for found in pattern.finditer(ground.text)
        ]
        kept: list[Span] = []
        for span in sorted((*one.spans, *again[:MOST_SPANS]), key=lambda span: span.start - span.end):
            if not any(span.start < other.end and other.start < span.end for other in kept):
                kept.append(span)
        one.spans = sorted(kept, key=lambda span: span.start)[:MOST_SPANS]
