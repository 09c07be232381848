"""JSON read piece by piece: of a file of any size, no more than one row stands in memory.

Any layout that RFC 8259 allows is read. What it does not allow (NaN, comments, a comma too many) is refused, as are
half characters (lone surrogates), nesting without end and rows of a size that nothing in a ledger has.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _

CHUNK = 256 * 1024
LONGEST_ROW = 64 * 1024 * 1024
"""Characters of one row, or of all settings together."""

_BLANKS = re.compile(r"[ \t\n\r]*")
_NEAR = 4
"""A number that ends so near to what was read may go on."""


class JsonFile:
    """A JSON document whose object members and array items are taken one after the other.

    Every member that :meth:`members` names must be taken by :meth:`value`, :meth:`items` or :meth:`members` before the
    next is asked for. All raise UserError, with the line, where the text is no JSON.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._words = codecs.getincrementaldecoder("utf-8-sig")("strict")
        self._decoder = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite)
        self._text, self._at, self._begun, self._lines = "", 0, 0, 1
        self._ended = False

    def members(self) -> Iterator[str]:
        """The names of an object's members, each once."""
        self._expect("{", _("an object is expected here"))
        seen: set[str] = set()
        if self._peek() == "}":
            self._at += 1
            return
        while True:
            name = self.value() if self._peek() == '"' else None
            if type(name) is not str or name in seen:
                self.refuse(_("every member of an object has a name of its own"))
            seen.add(name)
            self._expect(":", _("a colon is missing"))
            yield name
            if not self._goes_on("}"):
                return

    def items(self) -> Iterator[Any]:
        """The items of an array, each whole."""
        self._expect("[", _("a list is expected here"))
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if not self._goes_on("]"):
                return

    def value(self) -> Any:
        """The value that comes next, whole."""
        self._peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._more():
                    continue
                self._begun = min(error.pos, len(self._text))
                self.refuse(_("this is no JSON ({reason})").format(reason=error.msg))
            except RecursionError:
                self.refuse(_("it is nested without end"))
            except ValueError:
                self.refuse(_("a number here is no number that a computer can hold"))
            if end > len(self._text) - _NEAR and self._more():
                continue
            self._begun = self._at
            if self._text.find("\\u", self._at, end) >= 0:
                self._whole_characters(found)
            self._at = end
            return found

    def end(self) -> None:
        """Nothing may follow."""
        if self._peek():
            self.refuse(_("something follows after the end"))

    def refuse(self, why: str) -> NoReturn:
        """Raise UserError about the value that was taken last, or stands next."""
        line = self._lines + self._text.count("\n", 0, self._begun)
        sentence = _("“{file}”, line {line}: {why}. Nothing was taken in.")
        raise UserError(sentence.format(file=self._name, line=line, why=why))

    # Pieces ----------------------------------------------------------------------------------------------------------

    def _goes_on(self, close: str) -> bool:
        sign = self._peek()
        if sign not in (",", close):
            self.refuse(_("a comma or “{sign}” is missing").format(sign=close))
        self._at += 1
        return sign == ","

    def _expect(self, sign: str, otherwise: str) -> None:
        if self._peek() != sign:
            self.refuse(otherwise)
        self._at += 1

    def _peek(self) -> str:
        """The next sign that is no blank; "" at the end."""
        while True:
            blanks = _BLANKS.match(self._text, self._at)
            assert blanks is not None
            self._at = self._begun = blanks.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on; False at the end of the file. Each time twice as much, so that a long row is not read too often."""
        if self._ended:
            return False
        waiting = len(self._text) - self._at
        if waiting > LONGEST_ROW:
            self._begun = self._at
            self.refuse(_("one row is longer than {count} characters").format(count=LONGEST_ROW))
        piece = self._stream.read(max(CHUNK, waiting))
        self._ended = not piece
        try:
            words = self._words.decode(piece, final=self._ended)
        except UnicodeDecodeError:
            self.refuse(_("this is not UTF-8"))
        self._lines += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + words
        self._at = self._begun = 0
        return True

    def _whole_characters(self, value: Any) -> None:
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            self.refuse(_("half a character stands here (a lone surrogate)"))


def _no_number(_name: str) -> NoReturn:
    raise ValueError


def _finite(text: str) -> float:
    found = float(text)
    if found in (float("inf"), float("-inf")):
        raise ValueError(text)
    return found
