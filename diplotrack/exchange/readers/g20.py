"""Commitments of the Group of Twenty: one commitment of all members, with the outside assessor's score for each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.base.paths import resource
from diplotrack.exchange.incoming.desk import Desk, party_part
from diplotrack.exchange.incoming.drafts import Draft, Part, day
from diplotrack.exchange.incoming.meetings import span
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow
from diplotrack.exchange.readers import PlainReader
from diplotrack.records import Commitment, CommitmentParty, Engagement, EngagementParty, Score
from diplotrack.records.enumerations import Assessment, CommitmentSide, Format, Level, Setting, Side


@cache
def summits() -> list[dict[str, Any]]:
    """The summits in order of time: prefix of identifiers, city, country, first and last day."""
    return list(tomllib.loads(resource("reference", "forums.toml").read_text("utf-8"))["g20"])


class G20Reader(PlainReader):
    """Reads rows of ``area, id, year, text, average`` and a score per member."""

    version = 2

    def __init__(self, desk: Desk, profile: Profile) -> None:
        super().__init__(desk, profile)
        self.events: dict[str, Draft] = {}
        self.body = desk.party(str(profile.constants.get("organization") or ""))

    def read(self, row: TypedRow) -> list[Draft]:
        """The commitment, and the summit at which it was made."""
        desk, values = self.desk, row.values
        scores = values.get("scores")
        assert isinstance(scores, Mapping)
        members = {key: desk.party(key) for key in scores}
        for key in (key for key, party in members.items() if party is None):
            desk.refuse(row, key, key, _("no partner has this code"))
        year = values["year"]
        summit = _summit(row.key, year)
        last = date.fromisoformat(summit["last"]) if summit else None
        following = _next(summit)
        parts: list[Part] = party_part(
            CommitmentParty, ((party, {"side": CommitmentSide.BY}) for party in members.values() if party)
        )
        if self.body is not None:
            parts.append((CommitmentParty, {"party_id": self.body, "side": CommitmentSide.TO}))
        parts += [
            (
                Score,
                {
                    "party_id": members[key],
                    "score": score,
                    "cycle_start_on": last,
                    "cycle_end_on": following,
                    "report": Assessment.FINAL,
                    "assessor": values.get("assessor") or "",
                    "is_outside": True,
                },
            )
            for key, score in scores.items()
            if members[key] is not None
        ]
        self._compare(row, [int(score) for score in scores.values()])
        event = self._event(summit, [party for party in members.values() if party]) if summit else None
        made = PartialDate.day(last) if last else year if isinstance(year, PartialDate) else None
        commitment = Draft(
            Commitment,
            {
                "text": values["text"],
                **day("made_on", made),
                **day("due_on", _due(str(values["text"]), made)),
                "binding": values.get("binding") or "political",
                "actor": "Members of the G20",
                "area": values.get("area") or "",
                "reference": values["reference"],
                "engagement_id": event,
                "is_public": True,
                **desk.marking,
            },
            key=row.key,
            parts=parts,
        )
        return [commitment, *([event] if event else [])]

    def _compare(self, row: TypedRow, scores: list[int]) -> None:
        """The file's own average, which is derived here and not stored: told where it is another."""
        told = row.values.get("average")
        if isinstance(told, (int, float)) and scores and abs(sum(scores) / len(scores) - told) > 0.006:
            mean = sum(scores) / len(scores)
            sentence = _("the file gives the average {told}, the scores make {mean}")
            self.desk.note(row, "average", sentence.format(told=f"{told:.3f}", mean=f"{mean:.3f}"))
            self.desk.tally["averages that differ"] += 1

    def _event(self, summit: dict[str, Any], members: list[int]) -> Draft:
        desk, key = self.desk, str(summit["last"])
        if key not in self.events:
            sides = [(party, {"side": Side.OURS if party == desk.us_id else Side.THIRD}) for party in members]
            if self.body is not None:
                sides.append((self.body, {"side": Side.THEIRS}))
            place = desk.party(summit["country"])
            self.events[key] = Draft(
                Engagement,
                {
                    "title": f"G20 summit, {summit['city']}",
                    **span(date.fromisoformat(summit["first"]), date.fromisoformat(key)),
                    "city": summit["city"],
                    "country_id": place,
                    "format": Format.SUMMIT,
                    "setting": Setting.MULTILATERAL,
                    "status": "held",
                    "level_ours": Level.HEAD if desk.us_id in members else None,
                    "level_theirs": Level.HEAD,
                    "is_public": True,
                    **desk.marking,
                },
                key=f"summit:{key}",
                digest=key,
                parts=party_part(EngagementParty, sides),
            )
        return self.events[key]


def _summit(key: str, year: object) -> dict[str, Any] | None:
    """The summit that an identifier names by its first letters, else the only one of its year."""
    fitting = [one for one in summits() if any(key.startswith(prefix) for prefix in one["prefixes"])]
    if fitting:
        return max(fitting, key=lambda one: max(len(p) for p in one["prefixes"] if key.startswith(p)))
    if isinstance(year, PartialDate):
        same = [one for one in summits() if one["last"].startswith(str(year.earliest.year))]
        return same[0] if len(same) == 1 else None
    return None


def _due(text: str, made: PartialDate | None) -> PartialDate | None:
    """By when, as the words of a commitment say; a day from before it was made is what it looks back on."""
    if made is None:
        return None
    from diplotrack.language.deadlines import deadline_in

    found = deadline_in(text, today=made.latest)
    while found is not None and found.day is not None and found.day.latest <= made.latest:
        found = deadline_in(text, found.end, made.latest)
    return found.day if found is not None else None


def _next(summit: dict[str, Any] | None) -> date | None:
    later = [one["first"] for one in summits() if summit and one["first"] > summit["last"]]
    return date.fromisoformat(min(later)) if later else None


READER = G20Reader
