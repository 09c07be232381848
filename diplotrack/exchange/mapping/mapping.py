"""How the columns of one sheet become records: chosen in the wizard, and kept as an import profile."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from diplotrack.exchange.mapping.targets import Target, Use, targets
from diplotrack.exchange.profiles.profile import FieldSpec, NameSpec, Profile, TextSpec

CONTENT, COLUMNS = "content", "columns"

_MADE_OF = {
    "field:name": ("field:family_name", "field:given_name"),
    "field:title": ("party:theirs", "party:ours", "person:theirs", "person:ours"),
}
"""What is made of other columns where none gives it."""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column and what becomes of it; ``target`` None leaves it out.

    ``format`` and ``pattern`` are those of a profile's field ("date", "%d/%m/%Y"), ``choices`` what the file says →
    what the record says, ``decimal`` "," or "." where it matters, ``blank`` words that mean nothing. Of names:
    ``separator`` between several of a cell, ``on`` the column whose day decides which name held, ``unknown`` what
    becomes of a name that nothing resolves (error, create, note), ``aliases`` names settled here: as written → as
    known. ``sureness`` is 0 to 1 and ``why`` sentences: for a suggestion that was not yet confirmed. ``question`` is
    what must be asked before it can be right, such as the order of day and month.
    """

    column: str
    target: Target | None = None
    format: str = "text"
    pattern: str = ""
    choices: dict[str, object] = field(default_factory=dict)
    otherwise: object = None
    default: object = None
    required: bool = False
    blank: tuple[str, ...] = ()
    separator: str = ""
    decimal: str = ""
    on: str = ""
    unknown: str = "error"
    aliases: dict[str, str] = field(default_factory=dict)
    markup: str = "plain"
    sureness: float = 1.0
    why: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Everything that an import of a sheet is told.

    ``uses`` are in the order of the columns; a column may have several uses, and several columns may share a field
    (their texts are then joined by a blank). ``key`` are the columns that identify a row, or, with ``key_by``
    "content", those whose content tells rows apart. ``source`` is the external source under which rows are known
    again. ``constants`` are fields that are the same for every row; "marking" among them marks all records. ``name``
    and ``title`` are the profile's.
    """

    kind: str
    uses: tuple[ColumnUse, ...]
    key: tuple[str, ...] = ()
    key_by: str = CONTENT
    key_repeats: str = "count"
    source: str = ""
    name: str = "own-table"
    title: str = ""
    language: str = "en"
    constants: dict[str, object] = field(default_factory=dict)
    entities: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns, each once, those left out too."""
        return tuple(dict.fromkeys(use.column for use in self.uses))

    def of(self, column: str) -> tuple[ColumnUse, ...]:
        """What becomes of a column: at least one use."""
        return tuple(use for use in self.uses if use.column == column)

    def with_use(self, *uses: ColumnUse) -> Mapping:
        """The same with the uses of these columns replaced."""
        given = {use.column for use in uses}
        done: set[str] = set()
        kept: list[ColumnUse] = []
        for use in self.uses:
            if use.column not in given:
                kept.append(use)
            elif use.column not in done:
                done.add(use.column)
                kept += [one for one in uses if one.column == use.column]
        return replace(self, uses=tuple(kept))

    def settled(self, column: str, written: str, name: str) -> Mapping:
        """The same with a name of a column settled: ``written`` there means the party, person or code ``name``."""
        uses = [
            replace(use, aliases={**use.aliases, written: name})
            if use.target is not None and use.target.use is Use.NAME
            else use
            for use in self.of(column)
        ]
        return self.with_use(*uses)

    @property
    def lacking(self) -> tuple[Target, ...]:
        """What a record of the kind needs and no column gives."""
        given = {use.target.key for use in self.uses if use.target is not None}
        needed = (one for one in targets(self.kind) if one.required)
        return tuple(
            one
            for one in needed
            if one.name not in self.constants and not given & {one.key, *_MADE_OF.get(one.key, ())}
        )

    def as_profile(self, path: Path = Path()) -> Profile:
        """The import profile that says the same. Columns left out are none of its own."""
        used = [use for use in self.uses if use.target is not None]
        told = {use.column for use in used} | set(self.key) | {use.on for use in used if use.on}
        columns = tuple(column for column in self.columns if column in told) or self.columns
        return Profile(
            name=self.name,
            title=self.title or self.name,
            kind=self.kind,
            source=self.source or self.name,
            path=path,
            key=self.key or columns,
            key_by=self.key_by if self.key else CONTENT,
            key_repeats=self.key_repeats,
            language=self.language,
            columns=columns,
            fields=_fields(used),
            names=tuple(_name(use) for use in used if use.target is not None and use.target.use is Use.NAME),
            texts=tuple(
                TextSpec(use.target.name, use.column, use.markup)
                for use in used
                if use.target is not None and use.target.use is Use.TEXT
            ),
            constants=dict(self.constants),
            entities=self.entities,
        )


def _fields(used: list[ColumnUse]) -> tuple[FieldSpec, ...]:
    """One field for each that any column fills; columns that share one are joined in their order."""
    by_field: dict[str, list[ColumnUse]] = {}
    for use in used:
        if use.target is not None and use.target.use is Use.FIELD:
            by_field.setdefault(use.target.name, []).append(use)
    return tuple(
        FieldSpec(
            name=name,
            columns=tuple(use.column for use in uses),
            format=uses[0].format,
            pattern=uses[0].pattern,
            choices=dict(uses[0].choices),
            otherwise=uses[0].otherwise,
            default=uses[0].default,
            required=uses[0].required,
            blank=("", *uses[0].blank),
            separator=uses[0].separator or ";",
            decimal=uses[0].decimal,
        )
        for name, uses in by_field.items()
    )


def _name(use: ColumnUse) -> NameSpec:
    assert use.target is not None
    return NameSpec(
        column=use.column,
        kind=use.target.names,
        role=use.target.name,
        separator=use.separator,
        on=use.on,
        unknown=use.unknown,
        blank=("", *use.blank),
        aliases=dict(use.aliases),
    )
