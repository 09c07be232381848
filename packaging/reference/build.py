"""Make ``resources/reference/`` from pycountry, Babel and the tables beside this file.

Run ``python packaging/reference/build.py`` after changing a table; the output depends on nothing else, so a second
run changes nothing. ``--check`` writes nothing and exits with 1 where the shipped files differ.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "resources" / "reference"
UN_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
# Kosovo has no code in ISO 3166; XK and XKX are the user-assigned ones that CLDR and the World Bank use.
WITHOUT_ISO = {"XKX": ("XK", "")}

Entry = dict[str, Any]


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of our tables."""
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def listed(text: str, separator: str = ";") -> list[str]:
    """The parts of a cell that holds several."""
    return [part.strip() for part in text.split(separator) if part.strip()]


def named(text: str, use: str, language: str = "en", begins: str = "", ends: str = "") -> Entry:
    """One name of a party; empty values are left out."""
    entry = {"text": text, "use": use, "lang": language, "from": begins, "until": ends}
    return {key: value for key, value in entry.items() if value}


def compact(entry: Entry) -> Entry:
    """The entry without what is empty."""
    return {key: value for key, value in entry.items() if value not in ("", [], None)}


def native_languages(alpha2: str) -> list[str]:
    """The official languages of a territory that Babel can write, in its order."""
    found: list[str] = []
    for language in get_official_languages(alpha2, regional=False, de_facto=True):
        try:
            Locale.parse(language)
        except UnknownLocaleError:
            continue
        found.append(language)
    return found


def translated(alpha2: str) -> list[Entry]:
    """The short names of a territory in the UN's languages and its own, as CLDR has them."""
    names: dict[str, str] = {}
    for language in dict.fromkeys([*UN_LANGUAGES, *native_languages(alpha2)]):
        name = Locale.parse(language).territories.get(alpha2)
        if name:
            names[language] = name
    return [named(name, "short", language) for language, name in sorted(names.items()) if language != "en"]


def short_and_formal(name: str, formal: str) -> list[Entry]:
    """The standard English names."""
    return [named(name, "short"), *([named(formal, "formal")] if formal else [])]


def all_names(standard: list[Entry], others: list[Entry]) -> list[Entry]:
    """Each text once a language and period. A row of ours stands for the standard name of the same words."""
    ours = {name["text"].casefold() for name in others if name["lang"] == "en"}
    names = [name for name in standard if name["text"].casefold() not in ours] + others
    kept: dict[tuple[str, ...], Entry] = {}
    for name in names:
        kept.setdefault((name["text"], name["lang"], name.get("from", ""), name.get("until", "")), name)
    return list(kept.values())


def own_names() -> dict[str, list[Entry]]:
    """Our table of usual and former names, by party."""
    found: dict[str, list[Entry]] = {}
    for row in table("names.csv"):
        use = row["use"] or ("former" if row["until"] else "alias")
        found.setdefault(row["key"], []).append(named(row["name"], use, "en", row["from"], row["until"]))
    return found


def countries(ours: dict[str, list[Entry]]) -> list[Entry]:
    """Every country and territory of ISO 3166, and Kosovo."""
    english = Locale.parse("en").territories
    iso = {country.alpha_3: country for country in pycountry.countries}
    entries = []
    for row in table("countries.csv"):
        key = row["key"]
        country = iso.get(key)
        alpha2, numeric = (country.alpha_2, country.numeric) if country else WITHOUT_ISO[key]
        usual = english[alpha2].replace("’", "'").replace(" & ", " and ")
        name = row["short"] or (f"Saint {usual[4:]}" if usual.startswith("St. ") else usual)
        formal = row["formal"] or (
            getattr(country, "official_name", "") if country and not row["kind"] else ""
        )
        formal = formal.removeprefix("the ")
        also = [usual, english[alpha2], *([country.name] if country else [])]
        standard = [*short_and_formal(name, formal), *(named(text, "alias") for text in also)]
        names = all_names(standard, [*ours.get(key, []), *translated(alpha2)])
        entries.append(
            compact(
                {
                    "key": key,
                    "kind": row["kind"] or "country",
                    "name": name,
                    "formal": formal,
                    "alpha2": alpha2,
                    "alpha3": key,
                    "numeric": numeric,
                    "capital": row["capital"],
                    "demonyms": listed(row["demonyms"]),
                    "parent": row["parent"],
                    "names": names,
                    "note": row["note"],
                }
            )
        )
    return entries


def worldwide() -> list[Entry]:
    """The names of countries and territories in all languages that are official in one of them, as CLDR has them."""
    spoken = sorted(
        {language for alpha2 in Locale.parse("en").territories for language in native_languages(alpha2)}
    )
    names: dict[str, dict[str, int]] = {}
    for language in spoken:
        for alpha2, name in Locale.parse(language).territories.items():
            names.setdefault(alpha2, {}).setdefault(name, 0)
            names[alpha2][name] += 1
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    codes |= {alpha2: key for key, (alpha2, _numeric) in WITHOUT_ISO.items()}
    return [
        {
            "key": key,
            "names": sorted(name for name, times in names.get(alpha2, {}).items() if is_sure(name, times)),
        }
        for alpha2, key in sorted(codes.items(), key=lambda pair: pair[1])
    ]


def is_sure(name: str, languages: int) -> bool:
    """Whether a name is not too short to be taken for another word: in Latin letters, where few languages have it."""
    return not name.isascii() or len(name) > 4 or (len(name) == 4 and languages > 1)


def other_parties(ours: dict[str, list[Entry]]) -> list[Entry]:
    """Former states, contested entities, and territories and places that ISO 3166-1 does not list."""
    entries = []
    for row in table("parties.csv"):
        use = "former" if row["kind"] == "former" else "alias"
        aliases = [named(alias, use) for alias in listed(row["aliases"], "|")]
        names = all_names(short_and_formal(row["name"], row["formal"]), [*aliases, *ours.get(row["key"], [])])
        alpha4 = next((c.alpha_4 for c in pycountry.historic_countries if c.alpha_3 == row["key"]), "")
        entries.append(
            compact(
                {
                    "key": row["key"],
                    "kind": row["kind"],
                    "name": row["name"],
                    "formal": row["formal"],
                    "alpha4": alpha4,
                    "from": row["from"],
                    "until": row["until"],
                    "successors": listed(row["successors"]),
                    "parent": row["parent"],
                    "demonyms": listed(row["demonyms"]),
                    "names": names,
                    "note": row["note"],
                }
            )
        )
    return entries


def organizations(ours: dict[str, list[Entry]]) -> list[Entry]:
    """International organizations and their main organs."""
    entries = []
    for row in table("organizations.csv"):
        abbreviations = listed(row["abbreviations"], "|")
        others = [
            named(row["french"], "short", "fr"),
            *(named(text, "abbreviation") for text in abbreviations),
            *(named(text, "alias") for text in listed(row["aliases"], "|")),
            *ours.get(row["key"], []),
        ]
        entries.append(
            compact(
                {
                    "key": row["key"],
                    "kind": "organization",
                    "name": row["name"],
                    "abbreviation": abbreviations[0] if abbreviations else "",
                    "from": row["founded"],
                    "until": row["ended"],
                    "predecessors": listed(row["predecessors"]),
                    "parent": row["parent"],
                    "names": all_names([named(row["name"], "short")], others),
                    "note": row["note"],
                }
            )
        )
    return entries


def memberships() -> list[Entry]:
    """Who belonged to what, one row a member and stay."""
    rows = [
        compact(
            {
                "organization": row["organization"],
                "party": party,
                "from": row["joined"],
                "until": row["until"],
                "role": row["role"],
                "note": row["note"],
            }
        )
        for row in table("memberships.csv")
        for party in row["parties"].split()
    ]
    return sorted(rows, key=lambda row: (row["organization"], row["from"], row["party"]))


def quiet_names() -> list[str]:
    """Names not to look for in running text."""
    lines = (HERE / "not-in-text.txt").read_text(encoding="utf-8").splitlines()
    return sorted(line for line in lines if line and not line.startswith("#"))


def written(content: list[Any]) -> str:
    """JSON with one entry a line: short differences, fast to read."""
    lines = (json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in content)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main() -> int:
    """Write the files, or compare them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--check", action="store_true", help="only say whether the shipped files are as made here"
    )
    check: bool = options.parse_args().check
    ours = own_names()
    files: dict[str, list[Any]] = {
        "countries.json": countries(ours),
        "worldwide.json": worldwide(),
        "parties.json": other_parties(ours),
        "organizations.json": organizations(ours),
        "memberships.json": memberships(),
        "not-in-text.json": quiet_names(),
    }
    TARGET.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, content in files.items():
        path, text = TARGET / name, written(content)
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        print(f"Run packaging/reference/build.py again: {', '.join(stale)} differ from the tables.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
