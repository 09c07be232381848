"""Treaties of a foreign ministry's catalogue: agreements with their parties, dates, place and references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from diplotrack.base.clock import today
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.desk import Desk, first_day
from diplotrack.exchange.incoming.drafts import Draft, Part, day
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow
from diplotrack.exchange.readers import PlainReader
from diplotrack.records import Agreement, AgreementParty
from diplotrack.records.enumerations import AgreementType, Setting

_TYPES = (
    (r"exchanges? of (?:notes|letters)|(?:notes|letters) exchanged", AgreementType.EXCHANGE_OF_NOTES),
    (r"memorandum of understanding|memorandum", AgreementType.MEMORANDUM),
    (r"\bprotocols?\b|proc[eè]s[- ]verbal", AgreementType.PROTOCOL),
    (r"\bconventions?\b", AgreementType.CONVENTION),
    (r"\btreat(?:y|ies)\b", AgreementType.TREATY),
    (r"\bcharter\b|\bstatutes?\b|\bconstitution\b|\bcovenant\b", AgreementType.CHARTER),
    (r"\bagreements?\b|\barrangements?\b|\baccords?\b", AgreementType.AGREEMENT),
)
_FILLER = re.compile(r"^(?:other\s+)?not published/0|^0:\s*0$|/0:\s*0(?:\s|$|\|)", re.IGNORECASE)
_FIRST_WORDS = 90
_OF_ANOTHER = re.compile(
    r"(?:(?!protocol|agreement|exchange|convention|treaty)\S+ ){0,4}amendments?\b|list of|schedule to|resolution\b",
    re.IGNORECASE,
)
"""Titles of instruments that change another and name its kind, not their own."""


class TreatiesReader(PlainReader):
    """Reads rows of ``title, country_name, dates, place, references, document_url``."""

    version = 1

    def __init__(self, desk: Desk, profile: Profile) -> None:
        super().__init__(desk, profile)
        self.united_kingdom = desk.party("GBR")

    def look_over(self, rows: Sequence[TypedRow]) -> None:
        """Agreements of one title, day and parties under two identifiers are told; both are taken."""
        seen: dict[tuple[Any, ...], TypedRow] = {}
        for row in rows:
            if row.values.get("signed_on") is None:
                continue
            key = (row.values["title"], row.values["signed_on"], tuple(name.text for name in row.names))
            same = seen.setdefault(key, row)
            if same is not row:
                self.desk.tally["duplicates"] += 1
                self.desk.note(
                    row, "", _("the same title, day and parties as row {row}").format(row=same.number)
                )

    def read(self, row: TypedRow) -> list[Draft]:
        """The agreement; none for an entry of the catalogue that has neither parties nor dates."""
        desk, values = self.desk, row.values
        dates = [
            values.get(key) for key in ("signed_on", "adopted_on", "in_force_on", "provisional_on", "ends_on")
        ]
        if not row.names and not any(dates) and not values.get("subject"):
            desk.leave_out(_("a catalogue entry without parties or dates"))
            return []
        signed = (
            _date(values, "signed_on") or _date(values, "adopted_on") or _date(values, "adopted_with_effect")
        )
        in_force = _date(values, "in_force_on") or _date(values, "in_force_with_effect")
        ends = _date(values, "ends_with_effect") or _date(values, "ends_on")
        self._sense(row, signed, in_force)
        parts = self._parties(row, signed or in_force or ends)
        title = str(values["title"])
        return [
            Draft(
                Agreement,
                {
                    "title": title,
                    "type": type_of(title),
                    "setting": self._setting(values, len(parts)),
                    "subject": values.get("subject") or "",
                    **day("signed_on", signed),
                    "place": values.get("place") or "",
                    **day("provisional_on", _date(values, "provisional_on")),
                    **day("in_force_on", in_force),
                    **day("ends_on", ends),
                    "reference": "; ".join(_references(values.get("references"))),
                    "link": str(values.get("link") or "").replace("\\", "/"),
                    **desk.marking,
                },
                key=row.key,
                parts=parts,
                texts=_extension(row),
            )
        ]

    @staticmethod
    def _setting(values: dict[str, object], states: int) -> Setting:
        """By the distinct states; what the catalogue says where too few are named."""
        if states > 2:
            return Setting.MULTILATERAL
        return Setting(str(values.get("setting") or "bilateral")) if states < 2 else Setting.BILATERAL  # type: ignore[call-arg]

    def _parties(self, row: TypedRow, on: PartialDate | None) -> list[Part]:
        """The contracting parties, each under the name that the instrument uses."""
        desk, values = self.desk, row.values
        withdrawn = _date(values, "withdrawn_with_effect") or _date(values, "withdrawn_on")
        found: dict[Any, Part] = {}
        for written in row.names:
            party = desk.resolve(row, written, on) if _is_state(written.text) else None
            if party is None:
                continue
            part: dict[str, Any] = {"party_id": party, "name_used": written.text}
            if withdrawn is not None and party == self.united_kingdom:
                part |= day("withdrawn_on", withdrawn)
            found.setdefault(party, (AgreementParty, part))
        return list(found.values())

    def _sense(self, row: TypedRow, signed: PartialDate | None, in_force: PartialDate | None) -> None:
        """Dates that cannot both be right are taken as they stand, and told."""
        made, begins = first_day(signed), first_day(in_force)
        if made and begins and begins < made:
            self.desk.tally["in force before signature"] += 1
        if begins and made and begins.year - made.year > 80:
            sentence = _("in force {years} years after signature; perhaps a slip of the century")
            self.desk.note(row, "definative_eif_event_date", sentence.format(years=begins.year - made.year))
        if begins and begins > today():
            self.desk.note(row, "definative_eif_event_date", _("in force in the future"))


def type_of(title: str) -> AgreementType:
    """The kind of instrument that a title names first."""
    head = title[:_FIRST_WORDS]
    if _OF_ANOTHER.match(head):
        return AgreementType.OTHER
    places = [
        (found.start(), kind) for form, kind in _TYPES if (found := re.search(form, head, re.IGNORECASE))
    ]
    return min(places, key=lambda one: one[0])[1] if places else AgreementType.OTHER


def _date(values: dict[str, object], key: str) -> PartialDate | None:
    found = values.get(key)
    return found if isinstance(found, PartialDate) else None


def _is_state(name: str) -> bool:
    """States stand in capitals, territories in small letters."""
    return name == name.upper()


def _extension(row: TypedRow) -> dict[str, list[str]]:
    """The territories to which it was extended, in words: they are not parties."""
    territories = [name.text for name in row.names if not _is_state(name.text)]
    return {"summary": [f"Extended to: {', '.join(territories)}."]} if territories else {}


def _references(texts: object) -> list[str]:
    """Where it was published, without the addresses and fillers of the catalogue."""
    if not isinstance(texts, list):
        return []
    plain = (str(text).split("||")[0].strip() for text in texts)
    kept = (
        re.sub(r"\s*/0(?=:)", "", re.sub(r":\s*0?$", "", text)).strip()
        for text in plain
        if text and not _FILLER.search(text)
    )
    return list(dict.fromkeys(text for text in kept if text))


READER = TreatiesReader
