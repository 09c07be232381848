"""A section of a TOML file read key by key; what is wrong is told with the section, the line and the remedy."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, Label, _

T = TypeVar("T")

_TYPES: dict[type, Label] = {
    str: N_("a text in quotes"),
    bool: N_("true or false"),
    int: N_("a whole number"),
    list: N_("a list in square brackets"),
    dict: N_("a section"),
}


class Section:
    """One table of a TOML file. ``name`` is how it is written there ("fields.title"), "" for the top."""

    def __init__(self, path: Path, source: str, name: str, values: dict[str, Any]) -> None:
        self.path, self.source, self.name, self.values = path, source, name, values
        self._read: set[str] = set()

    @classmethod
    def open(cls, path: Path) -> Section:
        """The whole file. Raises UserError when it is missing, no text or no TOML."""
        try:
            source = path.read_text(encoding="utf-8-sig")
            return cls(path, source, "", tomllib.loads(source))
        except OSError as error:
            sentence = _("The profile “{file}” cannot be read: {why}.")
            raise UserError(sentence.format(file=path, why=error.strerror or error)) from error
        except UnicodeDecodeError as error:
            sentence = _("The profile “{file}” is not UTF-8 text. Save it as UTF-8.")
            raise UserError(sentence.format(file=path.name)) from error
        except tomllib.TOMLDecodeError as error:
            sentence = _("The profile “{file}” is no valid TOML: {why}.")
            raise UserError(sentence.format(file=path.name, why=error)) from error

    def get(self, key: str, kind: type[T], default: T) -> T:
        """The value of a key, or the default. Raises UserError when it is of another type."""
        self._read.add(key)
        value: object = self.values.get(key, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.refuse(key, _("must be {type}").format(type=_TYPES[kind]))
        return value

    def need(self, key: str, kind: type[T]) -> T:
        """The value of a key that may not be missing or empty."""
        if not self.values.get(key):
            self.refuse(key, _("is missing or empty"))
        return self.get(key, kind, kind())

    def one_of(self, key: str, choices: Iterable[str], default: str) -> str:
        """A text out of a few; an empty default makes the key needed."""
        value = self.get(key, str, default) if default else self.need(key, str)
        if value not in choices:
            self.refuse(key, _("must be one of {choices}").format(choices=", ".join(sorted(choices))))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text stands for a list of one."""
        value = self.values.get(key, [])
        self._read.add(key)
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
            self.refuse(key, _("must be a list of texts"))
        return tuple(texts)

    def strings(self, key: str) -> dict[str, str]:
        """A section of texts by text."""
        values = self.get(key, dict, {})
        for name, value in values.items():
            if not isinstance(value, str):
                self.refuse(f"{key}.{name}", _("must be {type}").format(type=_TYPES[str]))
        return values

    def sections(self, key: str) -> dict[str, Section]:
        """The sections under a key by name."""
        found: dict[str, Section] = {}
        for name, values in self.get(key, dict, {}).items():
            if not isinstance(values, dict):
                self.refuse(f"{key}.{name}", _('must be a section, such as { column = "…" }'))
            found[name] = Section(self.path, self.source, f"{key}.{name}", values)
        return found

    def repeated(self, key: str) -> list[Section]:
        """The sections written as ``[[key]]``."""
        values = self.get(key, list, [])
        if not all(isinstance(each, dict) for each in values):
            self.refuse(key, _("must be written as [[{key}]]").format(key=key))
        return [Section(self.path, self.source, f"{key} {n}", each) for n, each in enumerate(values, 1)]

    def finish(self) -> None:
        """Refuse the keys that nobody asked for: they are misspelled, and would be ignored in silence."""
        for key in self.values:
            if key not in self._read:
                near = difflib.get_close_matches(key, self._read, 1)
                if near:
                    self.refuse(
                        key, _("is no key of this section; perhaps “{near}” is meant").format(near=near[0])
                    )
                known = ", ".join(sorted(self._read))
                self.refuse(key, _("is no key of this section; it may hold {known}").format(known=known))

    def refuse(self, key: str, why: str) -> NoReturn:
        """Raise the UserError that names file, section, line and key."""
        section = f"[{self.name}]" if self.name else _("the top")
        line = self._line(key)
        sentence = _("The profile “{file}”, {section}, line {line}: “{key}” {why}.")
        raise UserError(sentence.format(file=self.path.name, section=section, line=line, key=key, why=why))

    def _line(self, key: str) -> int:
        """Where the key stands, else its section, else the first line."""
        lines = self.source.splitlines()
        first = 0
        *parts, leaf = [part for part in re.split(r"[. ]", self.name) if part] or [""]
        if leaf.isdigit() and parts:
            heads = [n for n, line in enumerate(lines) if line.strip().startswith(f"[[{'.'.join(parts)}]]")]
            first = heads[min(int(leaf), len(heads)) - 1] if heads else 0
        elif leaf:
            for head in (rf"\s*\[{re.escape(self.name)}\]", rf"\s*\[{re.escape('.'.join(parts))}\]"):
                found = [n for n, line in enumerate(lines) if re.match(head, line)]
                if found:
                    first = found[0]
                    break
            own = re.compile(rf'\s*"?{re.escape(leaf)}"?\s*=')
            first = next((n for n in range(first, len(lines)) if own.match(lines[n])), first)
        word = re.compile(rf"(?<![\w-]){re.escape(key.rsplit('.', maxsplit=1)[-1])}(?![\w-])")
        return next((n for n in range(first, len(lines)) if word.search(lines[n])), first) + 1
