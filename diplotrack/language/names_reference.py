"""The shipped reference data: countries, former states, organizations, and who belonged to what on a day."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.paths import resource

On = PartialDate | date | None


@dataclass(frozen=True, slots=True)
class ReferenceName:
    """One name of a party. ``use`` is short, formal, alias, usual, former or abbreviation; dates are inclusive."""

    text: str
    use: str
    language: str = "en"
    begins: PartialDate | None = None
    ends: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class ReferenceParty:
    """A country, territory, place, former state, contested entity or organization of the shipped data.

    ``key`` is the ISO 3166 code where there is one (alpha-3; 3166-3 for a former state), else an abbreviation or name.
    ``begins`` and ``ends`` bound its existence; None is open.
    """

    key: str
    kind: str
    name: str
    formal: str = ""
    alpha2: str = ""
    alpha3: str = ""
    numeric: str = ""
    abbreviation: str = ""
    capital: str = ""
    demonyms: tuple[str, ...] = ()
    parent: str = ""
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    begins: PartialDate | None = None
    ends: PartialDate | None = None
    names: tuple[ReferenceName, ...] = field(default=(), repr=False)
    note: str = ""

    def name_in(self, language: str) -> str:
        """The short name in a language (two letters), or the English one where the data has none."""
        found = (name.text for name in self.names if name.use == "short" and name.language == language)
        return next(found, self.name)

    def exists_on(self, on: On) -> bool:
        """Whether it may have existed on the day."""
        span = as_span(on)
        return span is None or overlaps(span, self.begins, self.ends)


@dataclass(frozen=True, slots=True)
class ReferenceMembership:
    """A stay of a party in an organization, first and last day inclusive, as exactly as they are known."""

    organization: str
    party: str
    joined: PartialDate
    left: PartialDate | None = None
    role: str = "member"
    note: str = ""

    def on(self, on: PartialDate | date) -> bool:
        """Whether the party may have belonged on that day."""
        span = as_span(on)
        return span is not None and overlaps(span, self.joined, self.left)


def as_span(on: On) -> PartialDate | None:
    """A day as the span of days that it may be."""
    return PartialDate.day(on) if isinstance(on, date) else on


def overlaps(span: PartialDate, begins: PartialDate | None, ends: PartialDate | None) -> bool:
    """Whether some day of the span may lie between the two, both inclusive; None is open."""
    return (begins is None or begins.earliest <= span.latest) and (
        ends is None or span.earliest <= ends.latest
    )


def _partial(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _read(name: str) -> list[Any]:
    content: list[Any] = json.loads(resource("reference", name).read_text(encoding="utf-8"))
    return content


def _names(entry: dict[str, Any]) -> tuple[ReferenceName, ...]:
    return tuple(
        ReferenceName(
            name["text"], name["use"], name["lang"], _partial(name.get("from")), _partial(name.get("until"))
        )
        for name in entry.get("names", ())
    )


@cache
def reference_parties() -> dict[str, ReferenceParty]:
    """Every party of the shipped data by its key."""
    parties = {}
    for name in ("countries.json", "parties.json", "organizations.json"):
        for entry in _read(name):
            parties[entry["key"]] = ReferenceParty(
                key=entry["key"],
                kind=entry["kind"],
                name=entry["name"],
                formal=entry.get("formal", ""),
                alpha2=entry.get("alpha2", ""),
                alpha3=entry.get("alpha3", ""),
                numeric=entry.get("numeric", ""),
                abbreviation=entry.get("abbreviation", ""),
                capital=entry.get("capital", ""),
                demonyms=tuple(entry.get("demonyms", ())),
                parent=entry.get("parent", ""),
                successors=tuple(entry.get("successors", ())),
                predecessors=tuple(entry.get("predecessors", ())),
                begins=_partial(entry.get("from")),
                ends=_partial(entry.get("until")),
                names=_names(entry),
                note=entry.get("note", ""),
            )
    return parties


@cache
def names_not_in_text() -> frozenset[str]:
    """Names that resolve as a whole field but are not looked for in running text."""
    return frozenset(_read("not-in-text.json"))


@cache
def reference_memberships() -> tuple[ReferenceMembership, ...]:
    """Every membership of the shipped data, by organization and date."""
    return tuple(
        ReferenceMembership(
            row["organization"],
            row["party"],
            PartialDate.parse(row["from"]),
            _partial(row.get("until")),
            row.get("role", "member"),
            row.get("note", ""),
        )
        for row in _read("memberships.json")
    )


def members_on(organization: str, on: PartialDate | date, role: str = "member") -> frozenset[str]:
    """Keys of the parties that belonged to the organization on the day (or may have, where a date is partial)."""
    return frozenset(
        stay.party
        for stay in reference_memberships()
        if stay.organization == organization and stay.role == role and stay.on(on)
    )
