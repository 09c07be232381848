"""Capitals and seats of government that stand for a government: "Moscow said …", "the Quai d’Orsay".

The table is ``resources/reference/seats.toml``; capitals come with the parties. What is taken to stand for a government
is a guess from the words around it, to be shown as one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from diplotrack.base.paths import resource
from diplotrack.language.names_reference import reference_parties


@dataclass(frozen=True, slots=True)
class Metonym:
    """A capital or seat at ``text[start:end]`` and the key of the party for which it stands.

    ``is_seat`` tells a building or ministry from a capital; ``acts`` that the words around it make it act.
    """

    start: int
    end: int
    words: str
    key: str
    is_seat: bool
    acts: bool


OTHER_SPELLINGS = {
    "Kiev": "UKR", "Peking": "CHN", "Washington": "USA", "Pretoria": "ZAF", "Bern": "CHE", "Brussels": "EU",
    "New Delhi": "IND", "Delhi": "IND", "Tel Aviv": "ISR", "Hague": "NLD", "Rangoon": "MMR", "Berne": "CHE",
    "Ramallah": "PSE", "Havana": "CUB", "Prague": "CZE", "Abuja": "NGA", "Astana": "KAZ", "Taipei": "TWN",
}  # fmt: skip
"""Names of seats that the data of the parties lacks or means otherwise: "Brussels" is mostly the Union."""

_NO_CAPITALS = frozenset(
    {
        "San Juan", "Victoria", "Santiago", "San José", "San Jose", "Kingston", "Georgetown", "Hamilton", "Alofi",
        "Stanley", "George Town", "Saint John's", "Male", "Panama City", "Singapore", "Monaco", "Djibouti",
        "Luxembourg", "Guatemala City", "Kuwait City", "Vatican City", "San Marino", "Washington, D.C.", "Sucre",
        "Lima", "Roseau", "Douglas",
    }
)  # fmt: skip
"""Capitals whose name is another thing as often: a person, a state of the same name, a common word."""


_NO_NAMES = frozenset("The And But While In At With Between To From By When If As For On Both That".split())
"""Capitalised words before a capital that are no part of a name."""


def metonyms(text: str) -> list[Metonym]:
    """The capitals and seats of a text in order, with whether each acts as a government does."""
    found = []
    acts, leads, place = _pattern("acts"), _pattern("with"), _pattern("place")
    for match in _names().finditer(text):
        key, is_seat = _keys()[match[0]]
        before = text[max(0, match.start() - 40) : match.start()]
        if _part_of_name(text, match):
            continue
        doing = acts.match(text, match.end()) is not None
        stands = doing or (leads.search(before) is not None and place.search(before) is None)
        if not is_seat and place.search(before) and not doing:
            stands = False
        found.append(Metonym(match.start(), match.end(), match[0], key, is_seat, stands))
    return found


def seat_of(city: str) -> str:
    """The key of the country whose capital that is, in any case; "" for another city and for a body's seat."""
    key, is_seat = _keys().get(city.title() if city.isupper() else city, ("", False))
    return key if not is_seat and key != "EU" else ""


def party_of_domain(address: str) -> str:
    """The key of the government or body from whose domain an address is; "" for a private or unknown one."""
    domain = address.rpartition("@")[2].casefold().strip(" .>")
    if not domain or "." not in domain:
        return ""
    for key, known in _table()["domain"].items():
        if any(domain == one or domain.endswith(f".{one}") for one in known):
            return str(key)
    if not re.search(_table()["pattern"]["official"], domain):
        return ""
    ending = domain.rpartition(".")[2].upper()
    return _endings().get("GB" if ending == "UK" else ending, "")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resource("reference", "seats.toml").read_text(encoding="utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_table()["pattern"][name])


@cache
def _keys() -> dict[str, tuple[str, bool]]:
    capitals = {
        party.capital: (party.key, False)
        for party in reference_parties().values()
        if party.capital
        and party.kind == "country"
        and party.ends is None
        and party.capital not in _NO_CAPITALS
    }
    capitals |= {name: (key, False) for name, key in OTHER_SPELLINGS.items()}
    seats = {name: (key, True) for key, names in _table()["seat"].items() for name in names}
    return capitals | seats


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_keys(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _part_of_name(text: str, match: re.Match[str]) -> bool:
    """Whether the name is part of a longer one: "George Washington", "Paris Agreement", "Washington Post"."""
    before = re.search(r"([A-Z][a-z]+) $", text[max(0, match.start() - 20) : match.start()])
    if before and before[1] not in (
        "The",
        "And",
        "But",
        "While",
        "In",
        "At",
        "With",
        "Between",
        "To",
        "From",
        "By",
        "When",
    ):
        return True
    following = re.match(
        r" (?:Agreement|Accords?|Treaty|Convention|Protocol|Post|Times|Declaration|Consensus|Club|Principles|Process|"
        r"Conference|Summit|Airport|University|Plan|Pact|Statement|Format|Group|Forum|Dialogue|State|Monument)\b",
        text[match.end() : match.end() + 16],
    )
    return following is not None


@cache
def _endings() -> dict[str, str]:
    """The letters of a country's domain → its key."""
    return {party.alpha2: party.key for party in reference_parties().values() if party.alpha2}
