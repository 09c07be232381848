"""Import profiles: how the columns of a file become the fields of a record kind. One TOML file each.

A file for one's own table needs no code::

    format = 1
    name = "our-meetings"                  # how --profile names it
    title = "Meetings from the office calendar"
    kind = "engagement"                    # the record kind that a row becomes
    source = "office calendar"             # the external source; with the key it finds a row's record again
    key = ["id"]                           # columns; or key_by = "content" where rows have no identifier
    columns = ["id", "date", "subject"]    # must be there: a file is recognised by them

    [fields]
    title = { column = "subject", required = true }
    starts = { column = "date", format = "date:%d/%m/%Y" }
    status = { column = "state", format = "choice", map = { done = "held", off = "cancelled" } }

    [[names]]
    column = "countries"
    kind = "party"
    separator = ";"
    on = "date"

All keys are described in resources/help/import-profiles.md; ``profile_format`` reads them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.paths import profiles_folder, resource
from diplotrack.exchange.tables.rows import Table

FOLDER = "import-profiles"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: from which columns, in which format, what counts as blank, and what then."""

    name: str
    columns: tuple[str, ...]
    format: str = "text"
    pattern: str = ""
    join: str = " "
    choices: Mapping[str, object] = field(default_factory=dict)
    otherwise: object = None
    default: object = None
    required: bool = False
    blank: tuple[str, ...] = ("",)
    separator: str = ";"
    decimal: str = ""


@dataclass(frozen=True, slots=True)
class SpreadSpec:
    """Many columns that hold the same thing for different bearers, such as one score per member."""

    name: str
    columns: Mapping[str, str]
    each: FieldSpec


@dataclass(frozen=True, slots=True)
class NameSpec:
    """A column of names to be resolved: parties, people or objective codes.

    ``on``: the date column whose day decides which name and office held. ``unknown``: what becomes of a name that
    nothing resolves (error, create, note). ``identifier``: a column with the source's own id of what is named.
    """

    column: str
    kind: str
    role: str = ""
    separator: str = ""
    on: str = ""
    unknown: str = "error"
    identifier: str = ""
    blank: tuple[str, ...] = ("",)
    aliases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextSpec:
    """A long text, divided into paragraphs. ``markup`` is plain or markdown."""

    role: str
    column: str
    markup: str = "plain"


@dataclass(frozen=True, slots=True)
class Profile:
    """How one kind of file is read. ``reader`` names code that understands its texts; "" where TOML is enough."""

    name: str
    title: str
    kind: str
    source: str
    path: Path
    key: tuple[str, ...]
    key_by: str = "columns"
    key_repeats: str = "refuse"
    reader: str = ""
    language: str = "en"
    columns: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[FieldSpec, ...] = ()
    spreads: tuple[SpreadSpec, ...] = ()
    names: tuple[NameSpec, ...] = ()
    texts: tuple[TextSpec, ...] = ()
    constants: Mapping[str, object] = field(default_factory=dict)
    entities: bool = False

    @classmethod
    def load(cls, name_or_path: str | Path, folder: Path | None = None) -> Profile:
        """A profile by name (one's own before the shipped ones) or by the path of its file.

        Raises UserError when there is none, or it is broken.
        """
        from diplotrack.exchange.profiles.profile_format import read_profile

        path = Path(name_or_path)
        if path.suffix == ".toml" or path.is_file():
            return read_profile(path)
        known: dict[str, Path] = {}
        for place in _folders(folder):
            for found in sorted(place.glob("*.toml")):
                known.setdefault(found.stem, found)
        if str(name_or_path) in known:
            return read_profile(known[str(name_or_path)])
        near = difflib.get_close_matches(str(name_or_path), known, 1)
        hint = _("do you mean “{near}”?").format(near=near[0]) if near else ""
        sentence = _("There is no import profile “{name}”; {hint} There are: {names}.")
        raise UserError(
            sentence.format(name=name_or_path, hint=hint, names=", ".join(sorted(known))).replace("  ", " ")
        )

    def bind(self, table: Table) -> dict[str, str]:
        """For each column that the profile speaks of, the column of the table. Optional ones may be absent.

        Raises UserError naming the columns that the table lacks, or has twice.
        """
        found = self._found(table)
        lacking = [name for name in self.columns if name not in found]
        if lacking:
            sentence = _(
                "“{file}” does not fit the profile “{profile}”: it has no column {lacking}. It has: {columns}."
            )
            raise UserError(
                sentence.format(
                    file=table.path.name,
                    profile=self.name,
                    lacking=_quoted(lacking),
                    columns=", ".join(table.columns),
                )
            )
        twice = [column for column in found.values() if column in table.repeated]
        if twice:
            sentence = _(
                "“{file}” has the column {columns} more than once. Rename or remove the one not meant."
            )
            raise UserError(sentence.format(file=table.path.name, columns=_quoted(twice)))
        return found

    def fits(self, table: Table) -> bool:
        """Whether the table has all columns that the profile needs."""
        return bool(self.columns) and set(self.columns) <= set(self._found(table))

    def _found(self, table: Table) -> dict[str, str]:
        there = {plain_name(column): column for column in reversed(table.columns)}
        named = [*self.columns, *self.optional]
        pairs = [(name, plain_name(name)) for name in named]
        pairs += [(name, plain_name(alias)) for alias, name in self.aliases.items()]
        found: dict[str, str] = {}
        for name, plain in pairs:
            if plain in there:
                found.setdefault(name, there[plain])
        return found


def profiles(folder: Path | None = None, faults: list[str] | None = None) -> list[Profile]:
    """The shipped profiles and one's own (of ``folder`` in place of the usual one), which prevail over shipped ones of
    the same name.

    A broken one raises UserError, or adds its sentence to ``faults`` when that is given.
    """
    from diplotrack.exchange.profiles.profile_format import read_profile

    found: dict[str, Profile] = {}
    for place in _folders(folder):
        for path in sorted(place.glob("*.toml")):
            try:
                profile = read_profile(path)
            except UserError as error:
                if faults is None:
                    raise
                faults.append(error.sentence)
            else:
                found.setdefault(profile.name, profile)
    return sorted(found.values(), key=lambda profile: profile.name)


def recognise(table: Table, known: Iterable[Profile] | None = None) -> Profile | None:
    """The profile whose needed columns the table all has: the one that needs most, one's own before a shipped one.

    None on a tie or without any.
    """
    shipped = resource(FOLDER)
    ranked = sorted(
        (
            ((len(profile.columns), profile.path.parent != shipped), profile)
            for profile in (profiles() if known is None else known)
            if profile.fits(table)
        ),
        key=lambda pair: pair[0],
        reverse=True,
    )
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][1] if ranked else None


def plain_name(column: str) -> str:
    """How column names are compared: without case, underscores, hyphens and spare blanks."""
    return re.sub(r"[\s_-]+", " ", column).strip().casefold()


def _folders(folder: Path | None) -> list[Path]:
    return [place for place in (folder or profiles_folder(), resource(FOLDER)) if place.is_dir()]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
