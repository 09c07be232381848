"""The Universal Periodic Review: a recommendation accepted is a commitment of the State under review.

What it only noted is an ask of the recommending State, with that response.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.base.paths import resource
from diplotrack.exchange.incoming.desk import Desk, party_part
from diplotrack.exchange.incoming.drafts import Draft, day
from diplotrack.exchange.people.figures import PartyId
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow
from diplotrack.exchange.readers import PlainReader
from diplotrack.records import Ask, Commitment, CommitmentParty
from diplotrack.records.enumerations import Binding, CommitmentNature, CommitmentSide, Response

CONTINUING = 2
"""The action category of recommendations to go on with something."""

RESPONSES = {
    "noted": Response.NOTED,
    "declined": Response.DECLINED,
    "rejected": Response.DECLINED,
    "none": Response.NONE,
}


@cache
def sessions() -> dict[int, PartialDate]:
    """When each session of the Working Group was held, to the month where the days are not vouched for."""
    table = tomllib.loads(resource("reference", "forums.toml").read_text("utf-8"))["upr_session"]
    return {int(number): PartialDate.parse(when) for number, when in table.items()}


class UprReader(PlainReader):
    """Reads rows of ``to, from, text, response, action, issues, session``."""

    version = 1

    def __init__(self, desk: Desk, profile: Profile) -> None:
        super().__init__(desk, profile)
        self.seen: Counter[str] = Counter()

    def look_over(self, rows: Sequence[TypedRow]) -> None:
        """Rows that are the same to the letter are told; both are taken."""
        for row in rows:
            if "#" in row.key:
                self.desk.tally["duplicates"] += 1
                self.desk.note(row, "", _("the same in all columns as an earlier row"))

    def read(self, row: TypedRow) -> list[Draft]:
        """A commitment, or an ask with its response."""
        desk, values = self.desk, row.values
        state = next((party for _name, party in desk.resolved(row, "to")), None)
        recommender = next((party for _name, party in desk.resolved(row, "from")), None)
        number = values["session"]
        assert isinstance(number, int)
        when = sessions().get(number)
        if when is None:
            desk.note(row, "Session", _("the date of session {n} is not known here").format(n=number))
        if recommender is None:
            desk.tally["without a recommender"] += 1
        issues = values.get("issues")
        area = ", ".join(issues) if isinstance(issues, list) else ""
        if str(values["response"]) == "accepted":
            return [self._commitment(row, state, recommender, when, area)]
        return [
            Draft(
                Ask,
                {
                    "text": values["text"],
                    "by_id": recommender,
                    "to_id": state,
                    **day("asked_on", when),
                    "response": RESPONSES.get(str(values["response"]), Response.NONE),
                    **desk.marking,
                },
                key=row.key,
            )
        ]

    def _commitment(
        self, row: TypedRow, state: PartyId, recommender: PartyId, when: PartialDate | None, area: str
    ) -> Draft:
        values = row.values
        continuing = values.get("action") == CONTINUING
        sides = [(state, {"side": CommitmentSide.BY})] if state is not None else []
        to = [(recommender, {"side": CommitmentSide.TO})] if recommender is not None else []
        return Draft(
            Commitment,
            {
                "text": values["text"],
                **day("made_on", when),
                "nature": CommitmentNature.CONTINUING if continuing else CommitmentNature.ONE_OFF,
                "binding": Binding.POLITICAL,
                "actor": self.desk.name(state),
                "area": area,
                "authority": f"Universal Periodic Review, session {values['session']}",
                "reference": f"UPR action category {values['action']}" if values.get("action") else "",
                "is_public": True,
                **self.desk.marking,
            },
            key=row.key,
            parts=[*party_part(CommitmentParty, sides), *party_part(CommitmentParty, to)],
        )


READER = UprReader
