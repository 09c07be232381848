"""People as vCard 4.0 (RFC 6350), from records on their way out."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate

KINDS = ("person",)
LONGEST_LINE = 75
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
TELEPHONES = {"telephone": "voice", "phone": "voice", "mobile": "cell", "fax": "fax"}


def write_cards(part: Path, batches: list[tuple[Any, Iterator[dict[str, Any]]]]) -> None:
    """Write one card for each person, with the office held today."""
    with part.open("w", encoding="utf-8", newline="") as stream:
        for _kind, records in batches:
            for record in records:
                for line in ("BEGIN:VCARD", "VERSION:4.0", *_lines(record), "END:VCARD"):
                    stream.write(folded(line) + "\r\n")


def _lines(person: dict[str, Any]) -> Iterator[str]:
    if person.get("uid"):
        yield f"UID:urn:uuid:{uuid.UUID(person['uid'])}"
    yield f"FN:{escaped(person['name'])}"
    parts = (person.get("family_name"), person.get("given_name"), "", person.get("honorific"), "")
    if any(parts):
        yield "N:" + ";".join(escaped(one or "") for one in parts)
    if person.get("native_name"):
        yield f"NICKNAME:{escaped(person['native_name'])}"
    office = _office(person.get("appointment", []))
    if office is not None:
        yield f"TITLE:{escaped(office['office'])}"
        if office.get("party_id"):
            yield f"ORG:{escaped(office['party_id']['name'])}"
    born = person.get("born_on")
    if born and PartialDate.parse(born).precision == "day":
        yield f"BDAY:{born.replace('-', '')}"
    for point in person.get("contact_point", []):
        yield _contact(str(point.get("channel") or "").strip().casefold(), point["value"])
    if person.get("notes"):
        yield f"NOTE:{escaped(person['notes'])}"


def _contact(channel: str, value: str) -> str:
    if channel in TELEPHONES:
        return f"TEL;VALUE=text;TYPE={TELEPHONES[channel]}:{escaped(value)}"
    if channel in ("e-mail", "email", "mail"):
        return f"EMAIL:{escaped(value)}"
    if channel == "address":
        return f"ADR:;;{escaped(value)};;;;"
    return f"NOTE:{escaped(f'{channel}: {value}' if channel else value)}"


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


def escaped(text: str) -> str:
    """A text as a value: backslash, comma, semicolon and line ends escaped, other control characters dropped."""
    plain = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return _CONTROL.sub("", plain.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "\\n")


def folded(line: str) -> str:
    """A line broken so that no part has more than 75 bytes and no character is cut."""
    parts, width = [""], 0
    for character in line:
        size = len(character.encode())
        if width + size > LONGEST_LINE:
            parts.append(" ")
            width = 1
        parts[-1] += character
        width += size
    return "\r\n".join(parts)
