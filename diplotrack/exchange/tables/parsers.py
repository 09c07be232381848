"""What the cells of a column mean: each parser gives a typed value or raises Unreadable with the reason."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal

from diplotrack.base.i18n import _
from diplotrack.exchange.tables.rows import Cell, Unreadable, as_text

_MINUS = re.compile("^[\u2212\u2013\u2012\u2010\u2011\ufe63\uff0d](?=\\s*\\d)")
_GROUPS = re.compile("(?<=\\d)[ \xa0\u202f\u2009'’](?=\\d{3})")
_CLOCK = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}[ T])?(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?|\s*(?=[ap]))\s*(?:h|hrs|Uhr)?\s*([ap]\.?m\.?)?",
    re.IGNORECASE,
)
_YES = frozenset(
    {"yes", "y", "true", "t", "1", "x", "✓", "✔", "on", "oui", "o", "vrai", "ja", "wahr", "sí", "si", "да"}
)
_NO = frozenset({"no", "n", "false", "f", "0", "-", "off", "non", "faux", "nein", "falsch", "нет"})


def clean_text(text: str) -> str:
    """NFC, LF line ends, no invisible joiners or outer blanks; the line breaks inside stay."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text.strip()
    text = unicodedata.normalize("NFC", text)
    return re.sub("[\u200b\u2060\ufeff\u00ad]", "", text).strip()


def one_line(text: str) -> str:
    """Clean text with every run of blanks, hard spaces and line breaks as one space."""
    return " ".join(text.split() if text.isascii() else clean_text(text).split())


def plain_entities(text: str) -> str:
    """The characters that HTML entities stand for: some programs leave ``&#40;`` in their exports."""
    return html.unescape(text)


def read_number(cell: Cell, decimal: str = "") -> float:
    """A number with group and decimal separators of any usual kind. Raises Unreadable."""
    return float(read_amount(cell, decimal))


def read_integer(cell: Cell) -> int:
    """A whole number; groups of three figures may be set apart. Raises Unreadable."""
    text = _figures(as_text(cell))
    text = re.sub(r"(?<=\d)[.,](?=\d{3}(\D|$))", "", text)
    if not re.fullmatch(r"[+-]?\d{1,18}", text):
        raise Unreadable(_("it is no whole number"))
    return int(text)


def read_amount(cell: Cell, decimal: str = "") -> Decimal:
    """As read_number, exact. ``decimal`` ("," or ".") settles what a separator means."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Decimal(str(cell))
    text = _figures(as_text(cell))
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    mark = decimal or _decimal_mark(text)
    groups = "." if mark == "," else ","
    if not re.fullmatch(rf"[+-]?\d{{1,3}}(?:{re.escape(groups)}\d{{3}})+(?:{re.escape(mark)}\d*)?", text):
        groups = ""
    text = (text.replace(groups, "") if groups else text).replace(mark, ".")
    if not re.fullmatch(r"[+-]?(\d{1,30}\.?\d{0,30}|\.\d{1,30})(?:[eE][+-]?\d{1,2})?", text):
        raise Unreadable(_("it is no number"))
    return Decimal(text)


def read_flag(cell: Cell) -> bool:
    """Yes or no. Raises Unreadable."""
    if isinstance(cell, bool):
        return cell
    word = one_line(as_text(cell)).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable(_("it is neither yes nor no"))


def read_choice(cell: Cell, choices: Mapping[str, object], otherwise: object = None) -> object:
    """What the profile's map has for a cell, whatever its case and blanks. Raises Unreadable naming the choices."""
    text = as_text(cell)
    if not choices:
        return one_line(text)
    found = choices.get(text)
    if found is None:
        keyed = {choice_key(choice): value for choice, value in choices.items()}
        found = keyed.get(choice_key(text), otherwise)
    if found is None:
        raise Unreadable(
            _("it is none of {choices}").format(choices=", ".join(f"“{choice}”" for choice in choices))
        )
    return found


def choice_key(text: str) -> str:
    """How choices are compared: "−1" is "-1", "In  Force" is "in force"."""
    return _MINUS.sub("-", one_line(text)).casefold()


def read_moment(cell: Cell, pattern: str = "") -> datetime:
    """A local date and time (naive). Raises Unreadable."""
    if isinstance(cell, datetime):
        return cell
    text = one_line(as_text(cell))
    try:
        moment = datetime.strptime(text, pattern) if pattern else datetime.fromisoformat(text)  # noqa: DTZ007
    except ValueError as error:
        form = pattern or "2008-04-03 14:30"
        raise Unreadable(_("it is no date and time of the form {form}").format(form=form)) from error
    return moment.replace(tzinfo=None)


def read_time(cell: Cell) -> time:
    """A local wall time: 14:30, 14.30, 14h30, 2:30 pm, or that of a moment. Raises Unreadable."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    text = one_line(as_text(cell))
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise Unreadable(_("it is no time of day; write 14:30"))
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "").lower()
    if half and not 1 <= hour <= 12:
        raise Unreadable(_("it is no time of day; write 14:30"))
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise Unreadable(_("it is no time of day; write 14:30"))
    return time(hour, minute)


def _figures(text: str) -> str:
    text = one_line(text)
    return _GROUPS.sub("", _MINUS.sub("-", text)).replace("- ", "-")


def _decimal_mark(text: str) -> str:
    """Which separator is the decimal one, when the profile does not say. Raises Unreadable for "1,234"."""
    points, commas = text.count("."), text.count(",")
    if points and commas:
        return "." if text.rindex(".") > text.rindex(",") else ","
    if commas == 1:
        if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text):
            raise Unreadable(_('it may be thousands or a decimal; the profile must say decimal = "," or "."'))
        return ","
    return "," if points > 1 else "."
