"""Appointments of chiefs of mission and principal officers; people are imported first."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Sequence

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft, day
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow
from diplotrack.exchange.readers import PlainReader
from diplotrack.language.roles import role_office
from diplotrack.records import Appointment

PEOPLE_SOURCE = "history.state.gov/people"
_NEVER = re.compile(
    r"declined (?:the )?appointment|not commissioned|did not serve|did not proceed|did not present|"
    r"did not take|did not assume|nomination .*(?:withdrawn|rejected|not acted|returned|not confirmed)|"
    r"never (?:served|took|proceeded)|died before",
    re.IGNORECASE,
)
_OFFICES = {"unvo": "UN", "uneo": "UN", "unafa": "FAO", "usoarn": "UN", "icao": "ICAO"}
"""Seats of the United Nations away from New York, as roles abbreviate them."""
_ENDED = re.compile(r"-\d{4}$")


class AppointmentsReader(PlainReader):
    """Reads rows of ``file, kind, person_id, role, territory, appointed, arrived, started, ended, notes``."""

    version = 1

    def __init__(self, desk: Desk, profile: Profile) -> None:
        super().__init__(desk, profile)
        self.twice: dict[str, str] = {}
        self.successors: dict[tuple[str, str], list[PartialDate]] = defaultdict(list)

    def look_over(self, rows: Sequence[TypedRow]) -> None:
        """Find rows that say one appointment twice, and who followed whom."""
        same: dict[tuple[object, ...], list[TypedRow]] = defaultdict(list)
        for row in rows:
            values = row.values
            if begins := _begins(row):
                self.successors[str(values["role"]), str(values.get("territory"))].append(begins)
            key = (
                values["file"],
                row.key.split("#")[0],
                values["person_id"],
                values["role"],
                values.get("appointed"),
            )
            same[key].append(row)
        for found in same.values():
            if len(found) > 1 and len({_begins(row) for row in found if _begins(row)}) < 2:
                best = max(found, key=lambda row: (_ends(row) is not None, _begins(row) is not None))
                for row in found:
                    if row is not best:
                        self.twice[row.key] = best.key

    def read(self, row: TypedRow) -> list[Draft]:
        """The appointment; none where it was never taken up."""
        desk, values = self.desk, row.values
        if row.key in self.twice:
            desk.tally["duplicates"] += 1
            desk.leave_out(_("the same appointment stands twice in the file"))
            return []
        figure = desk.people.by_key(PEOPLE_SOURCE, str(values["person_id"]))
        if figure is None:
            desk.refuse(row, "person_id", str(values["person_id"]), self._nobody(str(values["person_id"])))
            return []
        begins, ends = _begins(row), _ends(row)
        note = ". ".join(str(values[key]).rstrip(".") for key in ("ended_note", "note") if values.get(key))
        if _NEVER.search(note) and not values.get("started") and not values.get("arrived"):
            desk.leave_out(_("the office was never taken up"))
            return []
        if begins is None and ends is None:
            desk.leave_out(_("neither begin nor end is known"))
            return []
        slug, territory = str(values["role"]), str(values.get("territory") or "")
        office = role_office(slug)
        at = self._post(row, territory, begins)
        if ends is None and begins is not None:
            ends = self._followed(slug, territory, begins)
        at_name = desk.name(at) if values["kind"] == "chief" and not _is_seat(slug) else ""
        title = f"{office.label} to {at_name}" if at_name else office.label
        return [
            Draft(
                Appointment,
                {
                    "person_id": figure.who,
                    "office": title,
                    "level": office.level or None,
                    "party_id": desk.us_id,
                    "at_party_id": at,
                    **day("from_on", begins),
                    **day("until_on", ends),
                    "note": note,
                },
                key=row.key,
            )
        ]

    def _nobody(self, key: str) -> str:
        known = [key for source, key in self.desk.people.known_keys() if source == PEOPLE_SOURCE]
        near = difflib.get_close_matches(key, known, 1, 0.7)
        if near:
            return _("no person has this identifier; perhaps “{near}”").format(near=near[0])
        return _("no person has this identifier; import people first")

    def _post(self, row: TypedRow, territory: str, begins: PartialDate | None) -> int | None:
        """The country or body accredited to: by the territory on the day, else by the role."""
        desk = self.desk
        slug = territory or str(row.values["file"]) if row.values["kind"] == "chief" else territory
        if not slug:
            return None
        on = begins or row.values.get("appointed")
        for text in (_ENDED.sub("", slug), slug, _ENDED.sub("", slug).replace("-", " ")):
            found = desk.book.resolve(text, on if isinstance(on, PartialDate) else None)
            if found.party and found.party in desk.ids:
                desk.tally["posts resolved"] += 1
                return desk.ids[found.party]
        for key in (*_bodies(str(row.values["role"])), *_bodies(slug)):
            if key in desk.ids:
                desk.tally["posts resolved"] += 1
                return desk.ids[key]
        desk.unresolved[slug] += 1
        desk.note(row, "territory", _("nobody is known as “{name}”").format(name=slug))
        return None

    def _followed(self, slug: str, territory: str, begins: PartialDate) -> PartialDate | None:
        """Where no end is told but somebody followed: between the own begin and the successor's."""
        later = [one for one in self.successors[slug, territory] if one.earliest > begins.latest]
        if not later or not territory:
            return None
        return PartialDate(begins.earliest, min(later).earliest)


def _begins(row: TypedRow) -> PartialDate | None:
    order = ["started", "arrived"]
    if row.values["kind"] != "chief" or _is_seat(str(row.values["role"])):
        order.append("appointed")
    found = next((row.values[key] for key in order if row.values.get(key)), None)
    return found if isinstance(found, PartialDate) else None


def _is_seat(role: str) -> bool:
    """Whether the role is at an organization, which its name tells, and where no credentials date the beginning."""
    return role.startswith("representative")


def _ends(row: TypedRow) -> PartialDate | None:
    ended = row.values.get("ended")
    return ended if isinstance(ended, PartialDate) else None


def _bodies(role: str) -> list[str]:
    """Bodies that a role is accredited to by its name: "representative-to-nato"."""
    return [_OFFICES.get(word, word.upper()) for word in role.split("-") if len(word) > 1]


READER = AppointmentsReader
