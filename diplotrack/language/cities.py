"""The time zone that a city means: the database's own cities, the capitals, and those of `zones.toml`."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, current_locale, join_names
from diplotrack.base.paths import resource
from diplotrack.language.names_fold import fold

UTC = "UTC"
_UTC_WORDS = frozenset({"utc", "gmt", "z", "zulu"})
_AREAS = frozenset("Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split())
"""The first words of zones named after a city; others (``US/Samoa``) are old names of regions."""


def zone_of(words: str) -> str:
    """The IANA name of the zone of a city, a capital, a country with one zone, or UTC; "" where nothing is known so.

    Case and diacritics do not matter. Raises UserError where the name stands for cities of several zones.
    """
    wanted = fold(words)
    if wanted in _UTC_WORDS:
        return UTC
    if words.strip().casefold() in _names():
        return _names()[words.strip().casefold()]
    for layer in _layers(current_locale()):
        zones = sorted(layer.get(wanted, ()))
        if len(zones) == 1:
            return zones[0]
        if zones:
            sentence = _("“{city}” may be in {zones}; write the zone.")
            raise UserError(sentence.format(city=words.strip(), zones=join_names(zones)))
    return ""


def city_of(zone: str) -> str:
    """What the city is called after which a zone is named, in the language of the context; "" for UTC and the like."""
    if zone.partition("/")[0] not in _AREAS:
        return ""
    return _city(zone, current_locale()) or zone.rpartition("/")[2].replace("_", " ")


@cache
def _names() -> dict[str, str]:
    """Every zone by its own name in small letters."""
    return {zone.casefold(): zone for zone in _territories()} | {"utc": UTC}


@cache
def _territories() -> dict[str, str]:
    """Every zone in use → the ISO 3166 alpha-2 code of its country."""
    from babel.core import get_global

    by_country: Mapping[str, Any] = get_global("territory_zones")
    return {
        zone: country
        for country, zones in by_country.items()
        if country.isalpha()
        for zone in zones
        if zone.partition("/")[0] in _AREAS
    }


@cache
def _layers(locale: str) -> tuple[dict[str, set[str]], ...]:
    """Folded names → zones: capitals and our own table first, then the database's cities, then whole countries."""
    from babel.core import get_global

    from diplotrack.language.names_reference import reference_parties

    first, cities, countries = (defaultdict[str, set[str]](set) for _layer in range(3))
    table: dict[str, list[str]] = tomllib.loads(
        resource("reference", "zones.toml").read_text(encoding="utf-8")
    )["city"]
    for zone, names in table.items():
        for name in names:
            first[fold(name)].add(zone)
    by_country: dict[str, list[str]] = defaultdict(list)
    for zone, country in _territories().items():
        by_country[country].append(zone)
        for name in (zone.rpartition("/")[2].replace("_", " "), _city(zone, "en"), _city(zone, locale)):
            if name:
                cities[fold(name)].add(zone)
    aliases: Mapping[str, Any] = get_global("zone_aliases")
    for alias, zone in aliases.items():
        if alias.partition("/")[0] in _AREAS and zone in _territories():
            cities[fold(alias.rpartition("/")[2].replace("_", " "))].add(zone)
    for party in reference_parties().values():
        zones = by_country.get(party.alpha2, [])
        if len(zones) != 1:
            continue
        countries[fold(party.name)].add(zones[0])
        if party.capital:
            layer = first if party.kind == "country" else cities
            layer[fold(party.capital)].add(zones[0])
    return first, cities, countries


def _city(zone: str, locale: str) -> str:
    """The name that the locale has for the city of a zone; "" where it has none of its own."""
    from babel import Locale

    known = Locale.parse(locale).time_zones.get(zone)
    return str(known["city"]) if known is not None and "city" in known else ""
