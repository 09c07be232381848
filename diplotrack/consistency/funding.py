"""What a funding source holds, where its name says so: “Reserve fund, USD 300 million”.

The ledger keeps no budgets. A source whose name states no sum has no known ceiling, and one that states a sum a year
has none for promises of several years.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple


class Ceiling(NamedTuple):
    """A sum and its currency (ISO 4217)."""

    amount: Decimal
    currency: str


_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_POWERS = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6, "millions": 6, "bn": 9, "mrd": 9,
    "billion": 9, "billions": 9,
}  # fmt: skip
_CURRENCY = r"US\$|[$€£¥]|\b[A-Z]{3}\b"
_NUMBER = r"\d+(?:[.,  ’']\d+)*"
_POWER = r"(?i:k|thousand|millions?|mn|mln|mio|m|billions?|bn|mrd)\b\.?"
_SUM = re.compile(
    rf"(?P<before>{_CURRENCY})\s*(?P<number>{_NUMBER})\s*(?P<power>{_POWER})?"
    rf"|(?P<number_first>{_NUMBER})\s*(?P<power_first>{_POWER})?\s*(?P<after>{_CURRENCY})"
)
_YEARLY = re.compile(
    r"\b(?:yearly|annual\w*|per\s+(?:year|annum)|a\s+year|each\s+year|p\.\s?a\.)|/\s*year", re.IGNORECASE
)


def ceiling_of(source: str) -> Ceiling | None:
    """The sum that the name of a source states; None where it states none, several, or one a year."""
    found = list(_SUM.finditer(source))
    if len(found) != 1 or _YEARLY.search(source):
        return None
    (one,) = found
    currency = one["before"] or one["after"]
    power = (one["power"] or one["power_first"] or "").rstrip(".").lower()
    number = _number(one["number"] or one["number_first"], has_power=bool(power))
    return Ceiling(number.scaleb(_POWERS.get(power, 0)), _SIGNS.get(currency, currency))


def _number(text: str, *, has_power: bool) -> Decimal:
    """A number with points or commas: the last one is the decimal mark, unless three digits make it a thousand."""
    groups = re.split(r"\D", text)
    if len(groups) == 1:
        return Decimal(text)
    marks = re.findall(r"\D", text)
    is_fraction = len(groups[-1]) != 3 or (has_power and len(groups) == 2 and marks[-1] == ".")
    if is_fraction and marks[-1] in ".,":
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    return Decimal("".join(groups))
