"""Where a calendar says that a meeting is: a room or building, a city, a country, or a link to talk over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplotrack.base.errors import UserError
from diplotrack.language.cities import zone_of
from diplotrack.language.names import NameBook

_ONLINE = re.compile(
    r"(?i)\b(?:microsoft teams|teams meeting|teams-besprechung|réunion microsoft teams|zoom(?: meeting)?|webex|"
    r"google meet|skype|jitsi|vtc|videoconference|video conference)\b|https?://\S*(?:zoom|teams|webex|meet\.|jitsi)\S*"
)
_LINK = re.compile(r"(?i)https?://\S+")
_CODE = re.compile(r"\A(?:[A-Z]{1,2}-)?\d{4,6}\s+|\s+\d{4,6}\Z")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``party`` is the key of the country, "" where none is told; ``online`` that people meet by video."""

    venue: str = ""
    city: str = ""
    party: str = ""
    online: bool = False


def whereabouts(text: str, book: NameBook) -> Whereabouts:
    """Read ``Quai d'Orsay, 75007 Paris, France``: from the end a country, then a city; what is left is the venue."""
    online = _ONLINE.search(text) is not None
    parts = [part.strip() for part in re.split(r"[,;\n]", _LINK.sub("", text)) if part.strip(" .-")]
    party = city = ""
    if len(parts) > 1 or (parts and not _zone(parts[-1])):
        found = book.resolve(parts[-1])
        known = book.parties.get(found.party or "")
        if known is not None and known.kind != "organization" and found.how != "code":
            party = known.key
            parts.pop()
    if parts and _zone(bare := _CODE.sub("", parts[-1])):
        city = bare
        parts.pop()
    venue = ", ".join(parts)
    return Whereabouts(venue, city, party, online)


def _zone(words: str) -> str:
    """Whether a word is a city's name, by the zone that it has; one of several zones is a city as well."""
    try:
        return zone_of(words) if "/" not in words and words.casefold() not in ("utc", "gmt", "z") else ""
    except UserError:
        return words
