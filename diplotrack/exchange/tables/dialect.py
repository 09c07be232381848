"""How a text file marks its cells: the delimiter, the quote, and whether a quote is doubled or escaped."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.limits import LONGEST_CELL

DELIMITERS = (",", ";", "\t", "|")
_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What csv.reader needs to know. ``skip_lines`` are those above the header ("sep=;")."""

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    padded: bool = False
    skip_lines: int = 0


def find_dialect(sample: Sequence[str], wanted: str | None = None) -> Dialect:
    """The dialect of the first physical lines (with their ends) of a file.

    Raises UserError when the person's delimiter is not one character.
    """
    # one limit for the whole process; the default of 128 k characters is too small for a speech
    csv.field_size_limit(LONGEST_CELL)
    skip = 0
    delimiter = check_delimiter(wanted) if wanted else None
    lines = list(sample)
    if lines and (told := re.fullmatch(r'"?sep=(.)"?\s*', lines[0], re.IGNORECASE)):
        delimiter, skip, lines = delimiter or told[1], 1, lines[1:]
    text = "".join(lines)
    header = next((line.strip() for line in lines if line.strip()), "")
    quote = "'" if re.fullmatch(r"'[^']*'([,;\t|]\s*'[^']*')*", header) else '"'
    if delimiter is None:
        delimiter = max(DELIMITERS, key=lambda mark: _agreement(lines, mark, quote))
    cut = re.escape(delimiter)
    escaped = re.search(rf"[^\\\r\n]\\{quote}[^{cut}\r\n{quote}]", text)
    doubled = re.search(rf"[^{cut}\r\n{quote}]{quote}{quote}[^{cut}\r\n{quote}]", text)
    padded = (
        delimiter != " "
        and re.search(rf"{cut} +{quote}[^{quote}]*{quote} *({cut}|[\r\n]|$)", text) is not None
    )
    return Dialect(delimiter, quote, "\\" if escaped and not doubled else None, padded, skip)


def check_delimiter(wanted: str) -> str:
    """The character that a person meant by "tab", "semicolon" or ";". Raises UserError."""
    delimiter = _NAMED.get(wanted.lower(), wanted)
    if len(delimiter) != 1 or delimiter in '"\r\n\0':
        raise UserError(
            _(
                "“{delimiter}” cannot separate cells. Use one character, or the word tab, comma or semicolon."
            ).format(delimiter=wanted)
        )
    return delimiter


def _agreement(lines: Sequence[str], mark: str, quote: str) -> tuple[float, int]:
    """The share of rows with as many cells as the header, and that number; an absent mark scores nothing.

    Where the first row has but one cell, as a title above the header has, the commonest width counts half.
    """
    rows = [
        row for row in csv.reader(lines, delimiter=mark, quotechar=quote) if any(cell.strip() for cell in row)
    ]
    if not rows:
        return 0.0, 0
    whole = rows[:-1] if len(rows) > 2 else rows  # the sample may break off inside the last row
    width, weight = len(rows[0]), 1.0
    if width < 2:
        width, weight = max(Counter(map(len, whole)).items(), key=lambda pair: (pair[0] > 1, pair[1]))[0], 0.5
        if width < 2:
            return 0.0, 0
    return weight * sum(len(row) == width for row in whole) / len(whole), width
