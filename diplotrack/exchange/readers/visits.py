"""Visits of foreign leaders to us: each an engagement; those who came to one event are joined under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.desk import Desk, first_day, party_part
from diplotrack.exchange.incoming.drafts import Draft, text_digest
from diplotrack.exchange.incoming.meetings import (
    IN_OFFICE,
    Gathering,
    first_letter_up,
    listed,
    short_place,
    span,
    subject_of,
)
from diplotrack.exchange.people.figures import PartyId
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow
from diplotrack.exchange.readers import PlainReader
from diplotrack.language.visits import Visit, read_visit, read_visitors
from diplotrack.records import Engagement, EngagementParty
from diplotrack.records.enumerations import Format, Level, Setting, Side

TOGETHER = 5
"""Visitors of one day and one description from which on it is one event that they came to."""

INVITED = frozenset({"state", "official", "official working", "working"})
"""Ranks of visits that are at the invitation of our head of state."""


class VisitsReader(PlainReader):
    """Reads rows of ``visitor, from, start, end, description``."""

    version = 1

    def __init__(self, desk: Desk, profile: Profile) -> None:
        super().__init__(desk, profile)
        self.events: dict[tuple[date, str], Draft] = {}
        self.groups: dict[tuple[date, str], list[TypedRow]] = defaultdict(list)
        self.own: frozenset[str] = frozenset()

    def look_over(self, rows: Sequence[TypedRow]) -> None:
        """Find the events of many visitors; get to know visitors by their full names; count repeats."""
        seen: dict[tuple[object, ...], TypedRow] = {}
        for row in rows:
            self.groups[_group(row)].append(row)
            place = next((name.text for name in row.names), "")
            same = seen.setdefault((_starts(row), place, row.values["visitor"]), row)
            if same is not row:
                self.desk.tally["duplicates"] += 1
                self.desk.note(row, "", _("the same visitor and day as row {row}").format(row=same.number))
        people = self.desk.people
        for row in self.in_order(list(rows)):
            party: PartyId = self._guest(row)
            for mention in read_visitors(str(row.values["visitor"])):
                if mention.name and party is not None:
                    office = mention.office if mention.standing in IN_OFFICE else ""
                    people.meet(mention.name, party, office, mention.level, _starts(row))
        leaders = (one for one in people.of_party(self.desk.us_id) if any(post.seen for post in one.posts))
        self.own = frozenset(one.spelling.family.capitalize() for one in leaders)

    def _guest(self, row: TypedRow) -> int | None:
        written = next((name for name in row.names if name.spec.role == "guest"), None)
        return self.desk.party(self.desk.book.resolve(written.text, written.on).party) if written else None

    def in_order(self, rows: list[TypedRow]) -> list[TypedRow]:
        """By time, so that who is called by a family name only is found among those of the time."""
        return sorted(rows, key=_starts)

    def read(self, row: TypedRow) -> list[Draft]:
        """The visit, and the event to which many came."""
        desk, on = self.desk, _starts(row)
        guest = next((party for _name, party in desk.resolved(row, "guest")), None)
        description = str(row.values.get("description") or "")
        visitor = str(row.values["visitor"])
        visit = read_visit(visitor, description, desk.book, on=on, own=self.own, host=desk.us or None)
        table = Gathering(desk, on)
        for mention in visit.met:
            table.seat(mention, desk.us_id, Side.OURS)
        for mention in visit.visitors:
            table.seat(replace(mention, party=desk.key(guest) or None), guest)
        table.join(desk.us_id, Side.OURS, "host")
        table.join(guest, Side.THEIRS)
        for key in visit.organizations:
            table.join(desk.party(key), table.side_of_bodies(visit.description))
        engagement = self._engagement(row, visit, table, guest)
        drafts = [engagement]
        if len(self.groups[_group(row)]) >= TOGETHER:
            event = self._event(row, visit)
            engagement.values["parent_id"] = event
            drafts.append(event)
        if not visit.visitors:
            desk.note(row, "visitor", _("nobody could be read from “{visitor}”").format(visitor=visitor))
        return drafts

    def _engagement(self, row: TypedRow, visit: Visit, table: Gathering, guest: PartyId) -> Draft:
        desk, values = self.desk, row.values
        origin = desk.name(guest) or next((name.text for name in row.names), "")
        remark = visit.description
        rank = first_letter_up(f"{visit.rank} visit") if visit.rank else "Visit"
        if visit.format in ("summit", "conference_session"):
            rank = first_letter_up(subject_of(remark, [])) or rank
        ours = table.level(Side.OURS) or (Level.HEAD.value if visit.rank in INVITED else "")
        topics = "; ".join(topic.words for topic in (*remark.topics, *remark.occasions))
        return Draft(
            Engagement,
            {
                "title": f"{rank}: {values['visitor']} ({short_place(origin)})",
                **span(_starts(row), max(first_day(values.get("ends_on")) or _starts(row), _starts(row))),
                "country_id": desk.us_id,
                "format": visit.format or Format.VISIT.value,
                "setting": table.setting(remark),
                "status": values.get("status") or "held",
                "level_ours": ours or None,
                "level_theirs": table.level(Side.THEIRS) or visit.level or None,
                "purpose": first_letter_up(topics),
                "is_public": bool(values.get("is_public", True)),
                **desk.marking,
            },
            key=row.key,
            parts=[*table.party_parts(), *table.participant_parts()],
            texts={"summary": [remark.text]} if remark.text else {},
        )

    def _event(self, row: TypedRow, visit: Visit) -> Draft:
        """The event that these visitors came to, with all their countries."""
        key = _group(row)
        if key in self.events:
            return self.events[key]
        desk, remark, rows = self.desk, visit.description, self.groups[key]
        guests = list(dict.fromkeys(guest for guest in map(self._guest, rows) if guest is not None))
        parties: list[tuple[Any, dict[str, Any]]] = [(desk.us_id, {"side": Side.OURS, "note": "host"})]
        parties = [one for one in parties if one[0] is not None]
        parties += [(guest, {"side": Side.THIRD}) for guest in guests if guest != desk.us_id]
        subject = subject_of(remark, []) or remark.text.split(". ")[0].rstrip(".") or listed(["Visit"])
        ends = max(max(first_day(one.values.get("ends_on")) or _starts(one), _starts(one)) for one in rows)
        form = remark.format if remark.format not in ("", "visit", "meeting") else "conference_session"
        self.events[key] = Draft(
            Engagement,
            {
                "title": f"{first_letter_up(subject)} ({len(rows)} visitors)",
                **span(_starts(row), ends),
                "country_id": desk.us_id,
                "format": form,
                "setting": Setting.MULTILATERAL,
                "status": "held",
                "is_public": True,
                **desk.marking,
            },
            key=f"event:{_starts(row).isoformat()}:{text_digest([remark.text])[:8]}",
            digest=text_digest([remark.text, *sorted(one.key for one in rows)]),
            parts=party_part(EngagementParty, parties),
            texts={"summary": [remark.text]} if remark.text else {},
        )
        return self.events[key]


def _starts(row: TypedRow) -> date:
    day = first_day(row.values["starts_on"])
    assert day is not None
    return day


def _group(row: TypedRow) -> tuple[date, str]:
    description = str(row.values.get("description") or "")
    return _starts(row), description or f"row {row.key}"


READER = VisitsReader
