"""Chiefs of mission and principal officers: people with their years, further names and career."""

from __future__ import annotations

import re

from diplotrack.base.dates import PartialDate
from diplotrack.exchange.incoming.drafts import Draft, Part, day
from diplotrack.exchange.profiles.typed_rows import TypedRow
from diplotrack.exchange.readers import PlainReader
from diplotrack.records import Person, PersonName
from diplotrack.records.enumerations import NameUse

_SUFFIX = re.compile(r"-(jr|sr|ii|iii|iv)(?=-|$)")
_WRITTEN = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")


class PeopleReader(PlainReader):
    """Reads rows of ``id, surname, forename, birth, death, career, state``."""

    version = 1

    def read(self, row: TypedRow) -> list[Draft]:
        """The person. Father and son of one name are told apart by the suffix, which only the identifier has."""
        desk, values = self.desk, row.values
        family, other_family = _without_brackets(str(values["family_name"]))
        given, other_given = _without_brackets(str(values.get("given_name") or ""))
        suffix = _WRITTEN[found[1]] if (found := _SUFFIX.search(row.key)) else ""
        given_all = " ".join(part for part in (given, suffix) if part)
        name = " ".join(part for part in (given, family, suffix) if part)
        parts: list[Part] = []
        if other_family or other_given:
            other = " ".join(part for part in (other_given or given, other_family or family, suffix) if part)
            parts = [(PersonName, {"name": other, "use": NameUse.USUAL})]
        career = {
            "career": "career officer",
            "non-career": "not a career officer",
            "both": "career and other posts",
        }
        notes = [career.get(str(values.get("career") or ""), "")]
        if values.get("state"):
            notes.append(f"state: {str(values['state']).upper()}")
        born, died = values.get("born_on"), values.get("died_on")
        draft = Draft(
            Person,
            {
                "name": name,
                "family_name": family,
                "given_name": given_all,
                "party_id": desk.us_id,
                **day("born_on", born if isinstance(born, PartialDate) else None),
                **day("died_on", died if isinstance(died, PartialDate) else None),
                "notes": "; ".join(note for note in notes if note),
                **desk.marking,
            },
            key=row.key,
            parts=parts,
        )
        known = desk.people.by_key(desk.source, row.key)
        if known is None:
            # Somebody whom texts named before this list came in, if it is certain who that is.
            same = desk.people.find(name, desk.us_id, unknown_to=desk.source)
            if same is not None and not same.in_trash and same.ours and isinstance(same.who, int):
                draft.id = same.who
        return [draft]


def _without_brackets(text: str) -> tuple[str, str]:
    """A name without what stands in brackets, and the name that the brackets give instead."""
    found = _BRACKETS.search(text)
    if found is None:
        return text, ""
    plain = " ".join(_BRACKETS.sub(" ", text).split())
    first = f"{found[1]} {plain}" if found.start() == 0 else found[1]  # "(Robert) John": in full Robert John
    return plain, first.strip()


READER = PeopleReader
