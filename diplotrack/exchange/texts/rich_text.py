"""The words of an RTF document (Microsoft's RTF specification 1.9.1), read in one pass.

Pictures, embedded objects, style sheets, headers and footers are left out. RTF that wraps a web page, as Outlook
writes it (MS-OXRTFEX), gives its words likewise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from diplotrack.exchange.texts.gathering import gathered
from diplotrack.exchange.texts.text_file import TextFile

START = b"{\\rtf"
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_AWAY = frozenset(
    b"fonttbl colortbl stylesheet info pict object objdata header headerl headerr headerf footer footerl footerr "
    b"footerf listtable listoverridetable revtbl rsidtbl generator xmlnstbl themedata datastore latentstyles fldinst "
    b"bkmkstart bkmkend annotation atnid atnauthor nonshppict filetbl mmathPr htmltag".split()
)
"""What groups are called that hold no words of the text; so do all those marked as optional."""
_SEEN = (b"shptxt", b"listtext", b"shpinst")
_SIGNS = {
    **dict.fromkeys((b"par", b"sect", b"page", b"cell", b"nestcell", b"row"), "\n\n"),
    b"line": "\n",
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"emspace": " ",
    b"enspace": " ",
}
_MARKS = {b"~": "\xa0", b"_": "\u2011", b"\n": "\n\n", b"\r": "\n\n", b"{": "{", b"}": "}", b"\\": "\\"}
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    255: "cp850",
}  # fmt: skip
"""Code pages by the character set of a font."""
_FONT = re.compile(rb"\\f(\d{1,5})(?:\\[a-eg-z][a-z]{0,20}-?\d{0,5} ?){0,8}\\fcharset(\d{1,3})")
_FONT_TABLE = 100_000
"""Bytes in which the fonts are looked for."""
_DEEPEST = 10_000
"""Groups within groups; deeper ones are taken for part of the last."""


@dataclass(slots=True)
class _Group:
    is_away: bool = False
    skipped: int = 1
    """Characters that follow one written by its number, for programs that do not know it."""
    codec: str = ""
    is_wrapping: bool = False
    """Within a wrapped web page: what only the RTF needs."""


def read(content: bytes, name: str) -> TextFile:  # noqa: ARG001 - asked like every reader
    """The text of a document; a damaged one gives what can be read of it."""
    paragraphs, notes = gathered([words(content)])
    return TextFile(paragraphs, form="rtf", notes=notes)


def words(content: bytes) -> str:
    """All the words of a document, with a blank line between paragraphs."""
    text = "".join(_Reader(content).words())
    # Characters beyond the first 65,536 are written as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Reader:
    """Walks through one document. The words of one byte each wait in ``_held`` until their encoding is done with."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.codec = "cp1252"
        self.fonts = _fonts(content)
        self.group = _Group()
        self._above: list[_Group] = []
        self._depth = 0
        self._is_first = self._is_optional = False
        self._waiting = 0
        self._held = bytearray()
        self._place = 0

    def words(self) -> Iterator[str]:
        """The words in order."""
        while found := _TOKEN.search(self.content, self._place):
            self._place = found.end()
            word, number, code, mark, brace, run = found.groups()
            if code is None:
                yield self._let_go()
            if brace:
                self._turn(brace)
            elif word:
                yield self._word(word, int(number) if number else None)
            elif mark == b"*":
                self._is_optional = True
            else:
                self._is_first = False
                if not (self.group.is_away or self.group.is_wrapping):
                    yield self._plain(code, mark, run)
        yield self._let_go()

    def _let_go(self) -> str:
        text = self._held.decode(self.group.codec or self.codec, "replace")
        self._held.clear()
        return text

    def _turn(self, brace: bytes) -> None:
        """A group begins or ends."""
        self._waiting, self._is_first, self._is_optional = 0, brace == b"{", False
        if brace == b"{":
            self._depth += 1
            if self._depth <= _DEEPEST:
                self._above.append(self.group)
                self.group = replace(self.group)
        elif self._depth:
            if self._depth <= _DEEPEST:
                self.group = self._above.pop()
            self._depth -= 1

    def _word(self, word: bytes, value: int | None) -> str:
        """What a control word adds to the text."""
        if self._is_first and (word in _AWAY or (self._is_optional and word not in _SEEN)):
            self.group.is_away = True
        self._is_first = self._is_optional = False
        match word:
            case b"bin":
                self._place += max(value or 0, 0)
            case b"ansicpg":
                self.codec = _known(f"cp{value}") or self.codec
            case b"mac":
                self.codec = "mac_roman"
            case b"uc":
                self.group.skipped = min(max(value or 0, 0), 100)
            case b"f":
                self.group.codec = self.fonts.get(value or 0, "")
            case b"htmlrtf":
                self.group.is_wrapping = value != 0
            case b"deleted":
                self.group.is_away = self.group.is_away or value != 0
            case b"u" if value is not None and not (self.group.is_away or self.group.is_wrapping):
                self._waiting = self.group.skipped
                return chr(value & 0xFFFF)
            case _ if not self.group.is_away:
                return _SIGNS.get(word, "")
        return ""

    def _plain(self, code: bytes | None, mark: bytes | None, run: bytes | None) -> str:
        """Words as they stand, without what only older programs need."""
        if code is not None:
            if self._waiting:
                self._waiting -= 1
            else:
                self._held.append(int(code, 16))
            return ""
        if mark is not None:
            return _MARKS.get(mark, "")
        rest = (run or b"")[self._waiting :]
        self._waiting = max(self._waiting - len(run or b""), 0)
        return rest.decode(self.group.codec or self.codec, "replace")


def _fonts(content: bytes) -> dict[int, str]:
    """The code page of each font of the table."""
    start = content.find(b"{\\fonttbl")
    table = content[start : start + _FONT_TABLE] if start >= 0 else b""
    found = ((int(font), int(charset)) for font, charset in _FONT.findall(table))
    return {font: _CHARSETS[charset] for font, charset in found if charset in _CHARSETS}


def _known(codec: str) -> str:
    try:
        "".encode(codec)
    except LookupError:
        return ""
    return codec
