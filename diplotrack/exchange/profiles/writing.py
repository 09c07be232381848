"""A profile as the TOML file that reads back the same, and the folder in which a person's own profiles are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from diplotrack.base.paths import profiles_folder
from diplotrack.exchange.profiles.profile import FieldSpec, NameSpec, Profile
from diplotrack.store.atomic import writing

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_SPECIAL = re.compile('[\\\\"\x00-\x1f\x7f]')


def written(profile: Profile) -> str:
    """The profile as a TOML file that ``read_profile`` reads back equal, whatever stands in its texts."""
    top: dict[str, object] = {
        "format": 1,
        "name": profile.name,
        "title": profile.title,
        "kind": profile.kind,
        "source": profile.source,
        "key": profile.key,
        "key_by": profile.key_by if profile.key_by != "columns" else None,
        "key_repeats": profile.key_repeats if profile.key_repeats != "refuse" else None,
        "reader": profile.reader or None,
        "language": profile.language if profile.language != "en" else None,
        "columns": profile.columns,
        "optional": profile.optional or None,
        "entities": profile.entities or None,
    }
    lines = _pairs(top)
    lines += _section("aliases", profile.aliases)
    fields = {one.name: {"column" if len(one.columns) == 1 else "columns": _columns(one)} | _form(one)
              for one in profile.fields}  # fmt: skip
    lines += _section("fields", fields)
    for spread in profile.spreads:
        lines += _section(("spread", spread.name), _form(spread.each))
        lines += _section(("spread", spread.name, "columns"), spread.columns)
    lines += _section("constants", profile.constants)
    for spec in profile.names:
        lines += ["", "[[names]]", *_pairs(_name(spec))]
    for text in profile.texts:
        markup = text.markup if text.markup != "plain" else None
        lines += _section(("texts", text.role), {"column": text.column, "markup": markup})
    return "\n".join(lines) + "\n"


def keep(profile: Profile, folder: Path | None = None) -> Profile:
    """Save a profile under its name among one's own (or in another folder), in place of the one of that name.

    It may hold names that were settled, so that nobody else may read the file. Raises UserError where it cannot be
    written.
    """
    place = folder or profiles_folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = place / f"{profile.name}.toml"
    write_profile(profile, path)
    return replace(profile, path=path)


def write_profile(profile: Profile, path: Path) -> None:
    """Write a profile into a file, readable by its owner alone. Raises UserError where that cannot be done."""
    with writing(path) as stream:
        stream.write(written(profile).encode())


def profile_name(title: str) -> str:
    """A name for a profile of that title: a to z, figures and hyphens."""
    import unicodedata

    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60].strip("-") or "own-table"


def _columns(spec: FieldSpec) -> object:
    return spec.columns[0] if len(spec.columns) == 1 else spec.columns


def _form(spec: FieldSpec) -> dict[str, object]:
    form = f"{spec.format}:{spec.pattern}" if spec.pattern else spec.format
    return {
        "format": form if form != "text" else None,
        "join": spec.join if spec.join != " " else None,
        "map": spec.choices or None,
        "otherwise": spec.otherwise,
        "default": spec.default,
        "required": spec.required or None,
        "blank": spec.blank[1:] or None,
        "separator": spec.separator if spec.separator != ";" else None,
        "decimal": spec.decimal or None,
    }


def _name(spec: NameSpec) -> dict[str, object]:
    return {
        "column": spec.column,
        "kind": spec.kind,
        "role": spec.role or None,
        "separator": spec.separator or None,
        "on": spec.on or None,
        "unknown": spec.unknown if spec.unknown != "error" else None,
        "identifier": spec.identifier or None,
        "blank": spec.blank[1:] or None,
        "aliases": spec.aliases or None,
    }


def _section(name: str | tuple[str, ...], values: Mapping[str, object]) -> list[str]:
    """A section with its head; nothing where it would be empty."""
    head = ".".join(map(_key, (name,) if isinstance(name, str) else name))
    return ["", f"[{head}]", *_pairs(values)] if values else []


def _pairs(values: Mapping[str, object]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in values.items() if value is not None]


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: object) -> str:
    """A value on one line. TOML writes an inline table with its keys as a section has them."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = (f"{_key(str(key))} = {_value(one)}" for key, one in value.items() if one is not None)
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_value, value)) + "]"
    raise TypeError(f"no way to write {type(value).__name__} into a profile")


def _text(text: str) -> str:
    """A basic string: control characters and the two that TOML gives a meaning are escaped."""
    return '"' + _SPECIAL.sub(lambda one: _PLAIN.get(one[0], f"\\u{ord(one[0]):04x}"), text) + '"'
