"""A profile's TOML file read and checked, key by key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from diplotrack.base.i18n import _
from diplotrack.exchange.profiles.profile import FieldSpec, NameSpec, Profile, SpreadSpec, TextSpec
from diplotrack.exchange.profiles.sections import Section
from diplotrack.exchange.tables.written_dates import check_pattern

FORMATS = (
    "text",
    "line",
    "title",
    "date",
    "moment",
    "time",
    "number",
    "amount",
    "integer",
    "choice",
    "flag",
    "list",
)
_PATTERNED = ("date", "moment")
_NAMED_KINDS = ("party", "person", "objective")
_NEWEST = 1


def read_profile(path: Path) -> Profile:
    """The profile in a file. Raises UserError naming what is wrong, where, and how to mend it."""
    top = Section.open(path)
    if top.get("format", int, _NEWEST) > _NEWEST:
        top.refuse("format", _("is newer than this application reads; update it"))
    columns, optional = top.texts("columns"), top.texts("optional")
    if not columns:
        top.refuse("columns", _("is missing or empty; list the columns by which the file is recognised"))
    aliases = top.strings("aliases")
    known = frozenset({*columns, *optional})
    for alias, column in aliases.items():
        if column not in known:
            top.refuse(
                f"aliases.{alias}",
                _("stands for “{column}”, which is in no list of columns").format(column=column),
            )
    profile = Profile(
        name=top.need("name", str),
        title=top.need("title", str),
        kind=top.need("kind", str),
        source=top.need("source", str),
        path=path,
        key=top.texts("key"),
        key_by=top.one_of("key_by", ("columns", "content"), "columns"),
        key_repeats=top.one_of("key_repeats", ("refuse", "count"), "refuse"),
        reader=top.get("reader", str, ""),
        language=_language(top),
        columns=columns,
        optional=optional,
        aliases=aliases,
        fields=tuple(_field(name, section, known) for name, section in top.sections("fields").items()),
        spreads=tuple(_spread(name, section, known) for name, section in top.sections("spread").items()),
        names=tuple(_names(section, known) for section in top.repeated("names")),
        texts=tuple(_text(role, section, known) for role, section in top.sections("texts").items()),
        constants=top.get("constants", dict, {}),
        entities=top.get("entities", bool, False),
    )
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", profile.name):
        top.refuse("name", _("may hold only a to z, figures and hyphens"))
    if not profile.key:
        top.refuse("key", _("is missing or empty; name the columns that identify a row"))
    _check_columns(top, "key", profile.key, known)
    top.finish()
    return profile


def _language(top: Section) -> str:
    from babel import Locale, UnknownLocaleError

    language = top.get("language", str, "en")
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        top.refuse("language", _("must be a language code such as en, fr or pt_BR"))
    return language


def _field(name: str, section: Section, known: frozenset[str]) -> FieldSpec:
    columns = section.texts("column") + section.texts("columns")
    if not columns:
        section.refuse("column", _("is missing or empty"))
    _check_columns(section, "column", columns, known)
    spec = _form(name, section, columns)
    section.finish()
    return spec


def _form(name: str, section: Section, columns: tuple[str, ...]) -> FieldSpec:
    """What a field says of its format, wherever its columns come from."""
    written = section.get("format", str, "text")
    form, _colon, pattern = written.partition(":")
    if form not in FORMATS:
        section.refuse("format", _("must be one of {choices}").format(choices=", ".join(FORMATS)))
    if pattern and form not in _PATTERNED:
        section.refuse("format", _("takes no pattern after “{format}”").format(format=form))
    if form == "date" and pattern and not check_pattern(pattern):
        section.refuse("format", _("has a pattern that is none; use %d, %m, %Y, %B, as in date:%d/%m/%Y"))
    choices = section.get("map", dict, {})
    if choices and form != "choice":
        section.refuse("map", _('needs format = "choice"'))
    return FieldSpec(
        name=name,
        columns=columns,
        format=form,
        pattern=pattern,
        join=section.get("join", str, " "),
        choices=choices,
        otherwise=section.get("otherwise", object, None),
        default=section.get("default", object, None),
        required=section.get("required", bool, False),
        blank=("", *section.texts("blank")),
        separator=section.get("separator", str, ";") or ";",
        decimal=section.one_of("decimal", (".", ","), section.get("decimal", str, ""))
        if "decimal" in section.values
        else "",
    )


def _spread(name: str, section: Section, known: frozenset[str]) -> SpreadSpec:
    columns = section.strings("columns")
    if not columns:
        section.refuse("columns", _("is missing or empty"))
    _check_columns(section, "columns", columns, known)
    each = _form(name, section, ())
    section.finish()
    return SpreadSpec(name, columns, each)


def _names(section: Section, known: frozenset[str]) -> NameSpec:
    spec = NameSpec(
        column=section.need("column", str),
        kind=section.one_of("kind", _NAMED_KINDS, ""),
        role=section.get("role", str, ""),
        separator=section.get("separator", str, ""),
        on=section.get("on", str, ""),
        unknown=section.one_of("unknown", ("error", "create", "note"), "error"),
        identifier=section.get("identifier", str, ""),
        blank=("", *section.texts("blank")),
        aliases=section.strings("aliases"),
    )
    for key, column in (("column", spec.column), ("on", spec.on), ("identifier", spec.identifier)):
        _check_columns(section, key, [column] if column else [], known)
    section.finish()
    return spec


def _text(role: str, section: Section, known: frozenset[str]) -> TextSpec:
    spec = TextSpec(
        role, section.need("column", str), section.one_of("markup", ("plain", "markdown"), "plain")
    )
    _check_columns(section, "column", [spec.column], known)
    section.finish()
    return spec


def _check_columns(section: Section, key: str, columns: Iterable[str], known: frozenset[str]) -> None:
    for column in columns:
        if column not in known:
            section.refuse(
                key, _("names “{column}”, which is neither in columns nor in optional").format(column=column)
            )
