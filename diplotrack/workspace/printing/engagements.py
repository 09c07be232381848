"""Which engagement is meant: by partner and day, by “next” or “last”, by words of its title or place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_date, format_number
from diplotrack.base.ident import uid_text
from diplotrack.records import Engagement, EngagementParty, Participant, Party
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.store import settings
from diplotrack.store.as_of import with_bodies
from diplotrack.store.batches import batches
from diplotrack.store.derive import sort_key
from diplotrack.store.lists import live

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

NAMED = 6
"""Candidates that are named where the words fit several."""
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}$")
NEXT, LAST = "next", "last"


@dataclass(frozen=True, slots=True)
class _Candidate:
    id: int
    uid: bytes
    title: str
    city: str
    starts_on: date | None
    latest: date | None
    ends_on: date | None
    status: EngagementStatus

    def may_be_on(self, asked: PartialDate) -> bool:
        """Whether one of its days lies within the days that were asked for."""
        if self.starts_on is None:
            return False
        last = max(self.latest or self.starts_on, self.ends_on or self.starts_on)
        return self.starts_on <= asked.latest and asked.earliest <= last


def engagement_named(workspace: Workspace, words: str) -> int:
    """The one engagement that words name: "FRA next", "France 2008-06-01", "Talks on cables", in any order.

    A day, month or year narrows to that time, "next" to the first that is planned from today on, "last" to the latest
    held; what else stands there is a partner, or words of title, place and partners. Raises UserError where there is
    none, or several: it names those.
    """
    given = words.split()
    when = [PartialDate.parse(one) for one in given if _DAY.match(one)]
    turn = [one.casefold() for one in given if one.casefold() in (NEXT, LAST)]
    rest = [one for one in given if not _DAY.match(one) and one.casefold() not in (NEXT, LAST)]
    with workspace.read() as session:
        every = _candidates(session)
        found = [one for one in every if sort_key(one.title) == sort_key(words)]
        if not found:
            found = [one for one in every if all(one.may_be_on(asked) for asked in when)]
            found = _said(session, found, rest)
            if turn:
                found = _at_turn(found, turn[-1], settings.today(session))
        if len(found) != 1:
            raise UserError(_none(words) if not found else _several(words, found))
    return found[0].id


def _candidates(session: Session) -> list[_Candidate]:
    query = (
        select(
            Engagement.id,
            Engagement.uid,
            Engagement.title,
            Engagement.city,
            Engagement.starts_on,
            Engagement.starts_on_latest,
            Engagement.ends_on,
            Engagement.status,
        )
        .where(live(Engagement), Engagement.merged_into.is_(None))
        .order_by(Engagement.starts_on, Engagement.start_time, Engagement.id)
    )
    return [_Candidate(*row) for row in session.execute(query)]


def _said(session: Session, found: list[_Candidate], words: Sequence[str]) -> list[_Candidate]:
    """Those that the words name: by title, else by partner, else by words of title, place and partners."""
    if not words:
        return found
    wanted = sort_key(" ".join(words))
    exact = [one for one in found if sort_key(one.title) == wanted]
    if exact:
        return exact
    from diplotrack.language.parties import find_party

    try:
        family = with_bodies(session, find_party(session, " ".join(words)).id)
    except UserError:
        family = frozenset()
    if family:
        engaged = _engaged(session, family)
        with_them = [one for one in found if one.id in engaged]
        if with_them:
            return with_them
    partners = _partners(session, [one.id for one in found])
    return [one for one in found if _holds(wanted.split(), one, partners.get(one.id, ""))]


def _holds(wanted: Iterable[str], one: _Candidate, partners: str) -> bool:
    told = sort_key(f"{one.title} {one.city} {partners}")
    return all(word in told for word in wanted)


def _engaged(session: Session, family: Collection[int]) -> set[int]:
    parties = select(EngagementParty.engagement_id).where(
        EngagementParty.party_id.in_(family), live(EngagementParty)
    )
    people = select(Participant.engagement_id).where(Participant.party_id.in_(family), live(Participant))
    return set(
        session.scalars(
            select(Engagement.id).where(or_(Engagement.id.in_(parties), Engagement.id.in_(people)))
        )
    )


def _partners(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The names and codes of the parties of each."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in batches(ids):
        query = (
            select(EngagementParty.engagement_id, Party.name, Party.code)
            .join(Party, Party.id == EngagementParty.party_id)
            .where(EngagementParty.engagement_id.in_(some), live(EngagementParty))
        )
        for engagement_id, name, code in session.execute(query):
            found[engagement_id] += [name, code]
    return {one: " ".join(names) for one, names in found.items()}


def _at_turn(found: list[_Candidate], turn: str, today: date) -> list[_Candidate]:
    """The first that is planned from today on, or the latest that was held by today."""
    if turn == NEXT:
        ahead = [
            one
            for one in found
            if one.status is EngagementStatus.PLANNED
            and one.starts_on is not None
            and (one.latest or one.starts_on) >= today
        ]
        return ahead[:1]
    held = [
        one
        for one in found
        if one.status is EngagementStatus.HELD and one.starts_on is not None and one.starts_on <= today
    ]
    return held[-1:]


def _none(words: str) -> str:
    sentence = _(
        "No engagement is called “{words}”; name it by partner and day (“France 2008-06-01”), “France next”,"
        " or words of its title."
    )
    return sentence.format(words=words)


def _several(words: str, found: Sequence[_Candidate]) -> str:
    named = "; ".join(
        f"{format_date(PartialDate.of(one.starts_on, one.latest)) or '–'}, {one.title} ({uid_text(one.uid)})"
        for one in found[-NAMED:]
    )
    sentence = _("“{words}” names {count} engagements; add a day or words of the title: {candidates}.")
    if len(found) > NAMED:
        sentence = _(
            "“{words}” names {count} engagements; add a day or words of the title. The latest are: {candidates}."
        )
    return sentence.format(words=words, count=format_number(len(found)), candidates=named)
