"""A profile as a mapping, so that what was settled for an earlier file can be seen and changed for the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from diplotrack.base.i18n import _
from diplotrack.exchange.mapping.mapping import ColumnUse, Mapping
from diplotrack.exchange.mapping.targets import Target, Use, target
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.tables.rows import Table


def remembered(profile: Profile, table: Table) -> Mapping | None:
    """What a profile says of a table that fits it; None where it says what no mapping can, as one with a reader does.

    Columns that it does not speak of are left out. Raises UserError where the table lacks a column.
    """
    if profile.reader or profile.spreads:
        return None
    columns = profile.bind(table)
    uses = list(_uses(profile))
    if any(use.target is None for use in uses) or any(spec.identifier for spec in profile.names):
        return None
    named = [_renamed(use, columns) for use in uses if use.column in columns]
    spoken = {use.column for use in named}
    order = {column: place for place, column in enumerate(table.columns)}
    named += [ColumnUse(column) for column in table.columns if column not in spoken]
    named.sort(key=lambda use: order[use.column])
    return Mapping(
        kind=profile.kind,
        uses=tuple(named),
        key=tuple(columns.get(column, column) for column in profile.key),
        key_by=profile.key_by,
        key_repeats=profile.key_repeats,
        source=profile.source,
        name=profile.name,
        title=profile.title,
        language=profile.language,
        constants=dict(profile.constants),
        entities=profile.entities,
    )


def _uses(profile: Profile) -> Iterable[ColumnUse]:
    why = (_("The profile “{profile}” says so.").format(profile=profile.title),)
    for spec in profile.fields:
        for column in spec.columns:
            yield ColumnUse(
                column,
                _target(profile, Use.FIELD, spec.name),
                spec.format,
                spec.pattern,
                dict(spec.choices),
                spec.otherwise,
                spec.default,
                spec.required,
                spec.blank[1:],
                spec.separator if spec.separator != ";" else "",
                spec.decimal,
                why=why,
            )
    for name in profile.names:
        yield ColumnUse(
            name.column,
            _target(profile, name.kind, name.role),
            blank=name.blank[1:],
            separator=name.separator,
            on=name.on,
            unknown=name.unknown,
            aliases=dict(name.aliases),
            why=why,
        )
    for text in profile.texts:
        yield ColumnUse(text.column, _target(profile, Use.TEXT, text.role), markup=text.markup, why=why)


def _target(profile: Profile, use: str, name: str) -> Target | None:
    return target(profile.kind, f"{use}:{name}")


def _renamed(use: ColumnUse, columns: dict[str, str]) -> ColumnUse:
    """The use with the table's own spelling of its columns."""
    return replace(use, column=columns[use.column], on=columns.get(use.on, use.on))
