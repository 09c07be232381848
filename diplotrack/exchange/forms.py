"""The forms of file that come in: told apart by their first bytes and, where those say nothing, their name.

Our own tables are tables; that they are ours their columns tell (``exchange.flat``).
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.i18n import N_, Label

if TYPE_CHECKING:
    from diplotrack.exchange.incoming.incoming import Incoming

SNIFFED = 4096
"""Bytes at the beginning of a file that tell its form."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """One form of file: how it is called, the endings it usually has, and how its first bytes begin (in lower case,
    without byte order mark and blanks; none for tables, which are what is left). ``reader`` is ``module:Class`` of
    the :class:`Incoming` made of its path, "" for a table, which needs a profile."""

    name: str
    label: Label
    suffixes: tuple[str, ...]
    begins: tuple[bytes, ...] = ()
    reader: str = ""

    def open(self, path: Path) -> Incoming:
        """The file, opened. Raises UserError where it cannot be read."""
        module, _colon, name = self.reader.partition(":")
        found: Incoming = getattr(import_module(f"diplotrack.exchange.{module}"), name)(path)
        return found


TABLE = FileForm("table", N_("Tables"), (".csv", ".tsv", ".txt", ".xlsx"))
CALENDAR = FileForm(
    "calendar",
    N_("Calendars"),
    (".ics", ".ical", ".ifb", ".vcs"),
    tuple(
        f"begin:v{name}".encode()
        for name in ("calendar", "event", "todo", "journal", "timezone", "freebusy", "availability", "alarm")
    ),
    "calendars.incoming:IncomingCalendar",
)
CARDS = FileForm(
    "cards", N_("Address books"), (".vcf", ".vcard"), (b"begin:vcard",), "cards.incoming:IncomingCards"
)
MAIL = FileForm("mail", N_("E-mail"), (".eml", ".msg", ".mbox"), reader="mail.incoming:IncomingMail")
FORMS: tuple[FileForm, ...] = (TABLE, CALENDAR, CARDS, MAIL)
"""Every form, in the order in which a chooser of files offers them."""

LEDGER = FileForm("ledger", N_("Whole ledgers"), (".json",), (b"{",))
"""A whole ledger (``exchange.whole``). It brings its own numbers and history and becomes a workspace, and so is none of
the forms of which records are made."""


def is_ledger(path: Path) -> bool:
    """Whether a file is, or means to be, a whole ledger: by its ending, or by its beginning. Raises OSError."""
    if not path.is_file():
        return False
    start = _opening(path)
    return path.suffix.lower() in LEDGER.suffixes or (
        start.startswith(LEDGER.begins) and b'"format"' in start
    )


def form_of(path: Path) -> FileForm:
    """The form of a file by what it holds; a table where nothing else is told. Raises OSError."""
    opening = _opening(path)
    told = (form for form in FORMS if form.begins and opening.startswith(form.begins))
    return next(told, _by_name(path))


def _opening(path: Path) -> bytes:
    """How the words of a file begin, in UTF-8 and small letters, without a mark and blanks before them."""
    with path.open("rb") as stream:
        start = stream.read(SNIFFED)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", "ignore").encode()
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _by_name(path: Path) -> FileForm:
    """A form without signature of its own (mail is text), by its ending."""
    named = (form for form in FORMS if form.reader and path.suffix.lower() in form.suffixes)
    return next(named, TABLE)


def suffixes(forms: Iterable[FileForm] = FORMS) -> tuple[str, ...]:
    """All endings of the forms, each once."""
    return tuple(dict.fromkeys(suffix for form in forms for suffix in form.suffixes))
