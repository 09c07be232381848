"""Which encoding a text file is in: UTF-8 proves itself, the old ones are judged by the words they make."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.tables.survey import Survey

WESTERN = ("cp1252", "mac_roman", "cp1250", "cp850")
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp1250": "Windows-1250",
    "cp850": "DOS 850",
}


@dataclass(frozen=True, slots=True)
class Charset:
    """A Python codec name, and the sentence that a guess owes the person ("" when nothing was guessed)."""

    codec: str
    note: str = ""


def choose_charset(path: Path, found: Survey, wanted: str | None) -> Charset:
    """The encoding to read with: what the person said, a byte-order mark, UTF-8, or the likeliest old one.

    A file that is nearly all sound UTF-8 stays UTF-8: its damaged characters are marked row by row.
    Raises UserError when the person names an encoding that does not exist.
    """
    if wanted:
        return Charset(check_encoding(wanted))
    if found.marked:
        return Charset(found.marked)
    if not found.invalid:
        return Charset("utf-8")
    if found.valid >= 10 * found.invalid:
        sentence = _("“{file}” is UTF-8 with damaged characters ({n}); the rows that hold them are named.")
        return Charset("utf-8", sentence.format(file=path.name, n=found.invalid))
    codec = guess_codec(found.foreign, macintosh=found.line_end == "CR")
    example = _example(found.foreign, codec)
    sentence = _(
        "“{file}” is not UTF-8. It was read as {name}, which makes words of its special characters "
        "(“{example}”). If names look wrong, say which encoding it is."
    )
    return Charset(codec, sentence.format(file=path.name, name=NAMES.get(codec, codec), example=example))


def check_encoding(name: str) -> str:
    """The name, if Python has such a text encoding. Raises UserError."""
    try:
        "".encode(name)
    except LookupError as error:
        sentence = _("There is no encoding “{name}”. Use a name such as utf-8, windows-1252 or mac-roman.")
        raise UserError(sentence.format(name=name)) from error
    return name


def guess_codec(foreign: list[bytes], macintosh: bool = False) -> str:
    """The codec under which these stretches of bytes look most like words.

    ``macintosh``: lines end with a bare CR, as only the old Macintosh wrote them, which breaks a tie.
    Where most letters are foreign (Cyrillic, Greek, Asian scripts) charset-normalizer judges instead.
    """
    high = sum(byte > 0x7F for stretch in foreign for byte in stretch)
    plain = sum(len(stretch) for stretch in foreign) - high
    if high > plain:
        from charset_normalizer import from_bytes

        best = from_bytes(b"\n".join(foreign)).best()
        if best is not None and best.encoding not in ("ascii", "utf_8"):
            return best.encoding
    order = ("mac_roman", "cp1252", "cp1250", "cp850") if macintosh else WESTERN
    return max(order, key=lambda codec: sum(_likelihood(stretch, codec) for stretch in foreign))


def _likelihood(stretch: bytes, codec: str) -> float:
    """How much a stretch looks like words: letters of fitting case are good, signs inside words bad."""
    text = stretch.decode(codec, "replace")
    score = 0.0
    for place, letter in enumerate(text):
        if letter <= "\x7f":
            continue
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        score += _fitness(before, letter, after)
    return score


def _fitness(before: str, letter: str, after: str) -> float:
    category = unicodedata.category(letter)
    if letter == "\ufffd" or category in ("Cc", "Cn", "Co"):
        return -5
    if category == "Ll":
        return 2 if before.isalpha() or after.islower() or not before.isalnum() else -1
    if category == "Lu":
        shouted = before.isupper() or after.isupper()
        return 1.5 if not before.isalpha() and after.islower() else 1 if shouted else -3
    if letter in "’‘":
        return 1.5 if before.isalpha() and after.isalpha() else 0.5
    if letter in "“”–—…\xa0":
        return 0.5 if not (before.isalpha() and after.isalpha()) else 0
    return -2 if before.isalpha() or after.isalpha() else -0.5


def _example(foreign: list[bytes], codec: str) -> str:
    """A few of the words with special characters, as they will be read."""
    words: list[str] = []
    for stretch in foreign:
        for word in stretch.decode(codec, "replace").split():
            if not word.isascii() and word.strip("’“”–—") not in words:
                words.append(word.strip("’“”–—"))
    return ", ".join(words[:3])
