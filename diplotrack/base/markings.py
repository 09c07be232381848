"""Protective markings: schemes as shipped data, portions, roll-up to the most restrictive, and who may see what.

TLP 2.0 (FIRST, August 2022) is kept apart from the classification: a text may carry either, both or none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.paths import resource

TLP = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
"""The labels of TLP 2.0, from the widest to the narrowest circle."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scheme; ``rank`` is the common scale on which schemes are compared."""

    scheme: str
    rank: int
    text: str
    portion: str
    colour: str
    public: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """A marking scheme, its levels from the least to the most sensitive."""

    name: str
    title: str
    separator: str
    levels: tuple[Level, ...]

    def level(self, text: str) -> Level:
        """The level written ``text`` in full or as a portion, in any case. Raises UserError naming the choices."""
        wanted = text.strip().strip("()").casefold()
        for level in self.levels:
            if wanted in (level.text.casefold(), level.portion.casefold()):
                return level
        sentence = _("“{text}” is no marking of the scheme {scheme}; use one of: {choices}.")
        choices = ", ".join(level.text for level in self.levels)
        raise UserError(sentence.format(text=text, scheme=self.title, choices=choices))


@cache
def schemes() -> dict[str, Scheme]:
    """All shipped schemes by name, the neutral one first."""
    found: dict[str, Scheme] = {}
    files = sorted(resource("markings").glob("*.toml"), key=lambda path: (path.stem != "neutral", path.stem))
    for path in files:
        table = tomllib.loads(path.read_text("utf-8"))
        levels = tuple(Level(scheme=table["name"], **row) for row in table["levels"])
        found[table["name"]] = Scheme(table["name"], table["title"], table["separator"], levels)
    return found


def scheme_named(name: str) -> Scheme:
    """The scheme of that name. Raises UserError naming the choices."""
    try:
        return schemes()[name]
    except KeyError:
        sentence = _("“{name}” is no marking scheme; use one of: {choices}.")
        raise UserError(sentence.format(name=name, choices=", ".join(schemes()))) from None


def level_of_any_scheme(text: str, preferred: str = "neutral") -> Level:
    """The level so written, in the preferred scheme if it has it, else in the first that has. Raises UserError."""
    order = sorted(schemes().values(), key=lambda scheme: scheme.name != preferred)
    for scheme in order:
        try:
            return scheme.level(text)
        except UserError:
            continue
    return scheme_named(preferred).level(text)


@dataclass(frozen=True, slots=True)
class Marking:
    """What a record or portion carries. ``rank`` None: unmarked. ``rel_to``: party keys; empty releases to none.

    ``partly_unmarked`` says of a roll-up that some part of the whole carried no marking: it may go to nobody.
    """

    scheme: str = ""
    rank: int | None = None
    text: str = ""
    tlp: str = ""
    rel_to: frozenset[str] = field(default_factory=frozenset)
    partly_unmarked: bool = False

    @classmethod
    def of(cls, level: Level, tlp: str = "", rel_to: Iterable[str] = ()) -> Marking:
        """The marking of a level."""
        return cls(level.scheme, level.rank, level.text, tlp, frozenset(rel_to))

    @property
    def is_unmarked(self) -> bool:
        """Whether neither a level nor a TLP label has been given."""
        return self.rank is None and not self.tlp

    @property
    def is_public(self) -> bool:
        """Whether its level says that it may go to anyone (and no TLP label narrows that)."""
        level = self.level
        return level is not None and level.public and self.tlp in ("", "CLEAR") and not self.partly_unmarked

    @property
    def level(self) -> Level | None:
        """The level of its scheme, or None where unmarked or of a scheme that is not shipped."""
        levels = schemes()[self.scheme].levels if self.scheme in schemes() else ()
        return next((level for level in levels if level.rank == self.rank and level.text == self.text), None)

    @property
    def banner(self) -> str:
        """The line for the head and foot of a page; "" where unmarked."""
        separator = schemes()[self.scheme].separator if self.scheme in schemes() else " // "
        parts = [self.text] if self.text else []
        if self.rel_to and not self.is_public:
            parts.append("REL TO " + ", ".join(sorted(self.rel_to)))
        line = separator.join(parts)
        return "  ".join(part for part in (line, f"TLP:{self.tlp}" if self.tlp else "") if part)

    def releasable_to(self, party: str) -> bool:
        """Whether a copy may go to that party: public, or the party is on the REL TO list."""
        return self.is_public or party in self.rel_to

    def within(self, ceiling: int) -> bool:
        """Whether its rank is at most ``ceiling``; an unmarked text never is."""
        return self.rank is not None and self.rank <= ceiling and not self.partly_unmarked


UNMARKED = Marking()


def portion_marking(portion: Marking, record: Marking) -> Marking:
    """A portion's own marking, or its record's where it carries none."""
    return record if portion.is_unmarked else portion


def roll_up(markings: Iterable[Marking]) -> Marking:
    """The marking of a whole: the highest rank, the narrowest TLP, REL TO lists intersected.

    One unmarked part makes the whole not releasable, while the highest known level stays for the banner. Public
    parts do not narrow the list. Nothing at all is unmarked.
    """
    parts = list(markings)
    known = [part for part in parts if part.rank is not None]
    top = max(known, key=lambda part: part.rank or 0, default=UNMARKED)
    tlp = max((part.tlp for part in parts if part.tlp), key=TLP.index, default="")
    limited = [part.rel_to for part in parts if not part.is_public]
    shared = frozenset.intersection(*limited) if limited else frozenset()
    partly_unmarked = any(part.is_unmarked or part.partly_unmarked for part in parts)
    return Marking(top.scheme, top.rank, top.text, tlp, shared, partly_unmarked)
