"""People as vCard 4.0 (RFC 6350), 3.0 (RFC 2426) or 2.1, from records on their way out.

What a version has no name for goes in properties that begin with X-DIPLOTRACK-, which other programs pass over and our
own reader takes.
"""

from __future__ import annotations

import quopri
import re
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.calendars.outgoing import privacy_of
from diplotrack.exchange.calendars.writing import escaped, written
from diplotrack.exchange.cards.card import ASSISTANT, OURS
from diplotrack.exchange.cards.languages import tag_of

KINDS = ("person",)
NEWEST = "4.0"
VERSIONS = (NEWEST, "3.0", "2.1")
TELEPHONES = {
    "telephone": "voice",
    "phone": "voice",
    "mobile": "cell",
    "fax": "fax",
    "pager": "pager",
}
PLACES = ("home", "main", "car")
"""Words in brackets after a channel that a version knows as a type; others become a label."""

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_CHANNEL = re.compile(r"([^()]*?)\s*(?:\(([^()]*)\))?\s*\Z")


def write_cards(
    part: Path, batches: list[tuple[Any, Iterator[dict[str, Any]]]], version: str = NEWEST
) -> None:
    """Write one card for each person, with the office held today. Raises UserError for a version that there is not."""
    if version not in VERSIONS:
        sentence = _("There is no vCard version “{version}”; use one of: {choices}.")
        raise UserError(sentence.format(version=version, choices=", ".join(VERSIONS)))
    with part.open("w", encoding="utf-8", newline="") as stream:
        for _kind, records in batches:
            for record in records:
                stream.writelines(Writing(version).card(record))


class Writing:
    """One card while it is written, in one version."""

    def __init__(self, version: str) -> None:
        self.version = version
        self._groups = 0

    def card(self, person: dict[str, Any]) -> Iterator[str]:
        """Its lines, as they stand in a file."""
        lines = ("BEGIN:VCARD", f"VERSION:{self.version}", *self._lines(person), "END:VCARD")
        # Version 2.1 folds only where words end, which a reader cannot undo for certain: there nothing is folded.
        return (f"{line}\r\n" for line in lines) if self.version == "2.1" else written(lines)

    def _lines(self, person: dict[str, Any]) -> Iterator[str]:
        if person.get("uid"):
            own = uuid.UUID(person["uid"])
            yield f"UID:urn:uuid:{own}"
        yield self._text("FN", person["name"])
        parts = (person.get("family_name"), person.get("given_name"), "", person.get("honorific"), "")
        yield self._text(
            "N", *(one or "" for one in (parts if any(parts) else (person["name"], "", "", "", "")))
        )
        names = [row["name"] for row in person.get("person_name", [])]
        if person.get("native_name"):
            yield self._text(f"{OURS}NATIVE-NAME", person["native_name"])
            names.insert(0, person["native_name"])
        if names:
            yield self._list("NICKNAME", names)
        if person.get("pronunciation"):
            yield self._text("X-PHONETIC-LAST-NAME", person["pronunciation"])
        office = _office(person.get("appointment", []))
        if office is not None:
            yield self._text("TITLE", office["office"])
        party = (office.get("party_id") if office else None) or person.get("party_id")
        if party:
            yield self._text("ORG", party["name"])
        yield from self._days(person)
        for point in person.get("contact_point", []):
            yield from self._contact(str(point.get("channel") or "").strip(), point["value"])
        yield from self._languages(person.get("languages") or "")
        if tags := [row["name"] for row in person.get("tag", [])]:
            yield self._list("CATEGORIES", tags)
        if person.get("notes"):
            yield self._text("NOTE", person["notes"])
        if marking := person.get("marking_text"):
            if self.version != "4.0":
                yield f"CLASS:{privacy_of(marking)}"
            yield self._text(f"{OURS}MARKING", marking)

    def _days(self, person: dict[str, Any]) -> Iterator[str]:
        for name, key in (("BDAY", "born_on"), ("DEATHDATE", "died_on")):
            day = PartialDate.parse(person[key]) if person.get(key) else None
            if day is None or day.precision == "range" or (name == "DEATHDATE" and self.version != "4.0"):
                continue
            if day.precision == "day":
                yield f"{name}:{day.iso().replace('-', '') if self.version != '3.0' else day.iso()}"
            elif self.version == "4.0":  # the others know no day but a whole one
                yield f"{name}:{day.iso()}"

    def _languages(self, names: str) -> Iterator[str]:
        tags = [tag for name in names.split(",") if (tag := tag_of(name))]
        for place, tag in enumerate(tags, start=1):
            # The older versions have no languages; many programs take this all the same.
            yield f"LANG;PREF={min(place, 100)}:{tag}" if self.version == "4.0" else f"LANG:{tag}"

    # Ways to reach somebody ------------------------------------------------------------------------------------------

    def _contact(self, channel: str, value: str) -> Iterator[str]:
        found = _CHANNEL.match(channel)
        kind, place = (found[1].casefold(), found[2] or "") if found else (channel.casefold(), "")
        types = [place] if place.casefold() in PLACES else []
        group = ""
        if place and not types:
            self._groups += 1
            group = f"item{self._groups}."
        if kind == ASSISTANT:
            self._groups += 1
            group, place, kind = f"item{self._groups}.", ASSISTANT, "e-mail" if "@" in value else "telephone"
        if kind in TELEPHONES:
            types.insert(0, TELEPHONES[kind])
            yield group + self._text("TEL", value, types=types, more=self._is_text())
        elif kind in ("e-mail", "email", "mail") or (not kind and _ADDRESS.fullmatch(value)):
            yield group + self._text(
                "EMAIL", value, types=["INTERNET", *types] if self.version == "2.1" else types
            )
        elif kind == "address":
            yield group + self._text("ADR", "", "", value, "", "", "", "", types=types)
        elif kind == "web":
            yield group + self._text("URL", value, types=types)
        else:
            group = ""
            yield self._text(f"{OURS}CONTACT", f"{channel}: {value}")
            yield self._text("NOTE", f"{channel}: {value}" if channel else value)
        if group:
            yield group + self._text("X-ABLABEL", place)

    def _is_text(self) -> str:
        return ";VALUE=text" if self.version == "4.0" else ""

    # Lines -----------------------------------------------------------------------------------------------------------

    def _text(self, name: str, *parts: str, types: Iterable[str] = (), more: str = "") -> str:
        """A line of one text, or of several that a semicolon divides."""
        kinds = [kind.upper() for kind in types]
        if self.version != "2.1":
            given = f";TYPE={','.join(kinds)}" if kinds else ""
            return f"{name}{more}{given}:{';'.join(map(escaped, parts))}"
        given = "".join(f";{kind}" for kind in kinds)
        # Version 2.1 escapes nothing but what divides parts.
        plain = (
            _old(parts[0]) if len(parts) == 1 else ";".join(_old(part).replace(";", "\\;") for part in parts)
        )
        if plain.isascii() and "\n" not in plain and len(plain) < 200:
            return f"{name}{given}:{plain}"
        return f"{name}{given};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_printable(plain)}"

    def _list(self, name: str, values: list[str]) -> str:
        if self.version == "2.1":
            return self._text(name, ", ".join(values))
        return f"{name}:{','.join(map(escaped, values))}"


def _old(text: str) -> str:
    """A text without control characters but line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x09\x0b-\x1f\x7f]", "", plain)


def _printable(text: str) -> str:
    """A text as quoted-printable with soft breaks; line ends are those of mail."""
    content = text.replace("\n", "\r\n").encode("utf-8", "replace")
    packed = quopri.encodestring(content.replace(b"\r\n", b"\x00"), quotetabs=True).decode("ascii")
    return packed.replace("=00", "=0D=0A").replace("=20", " ").replace("=\n", "=\r\n")


def _office(appointments: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The office held today that was taken up last."""
    today = clock.today()
    held = []
    for one in appointments:
        begins = PartialDate.parse(one["from_on"]).earliest if one.get("from_on") else today
        ends = PartialDate.parse(one["until_on"]).latest if one.get("until_on") else today
        if begins <= today <= ends:
            held.append((begins, one))
    return max(held, key=lambda pair: pair[0])[1] if held else None
