"""The lines of which calendars and address books are made (RFC 5545, 6350, vCard 2.1), as other programs write them.

Read here and not by a library: those that exist refuse a whole file for one line, undo folding after decoding, or keep
what they could not read to themselves. Nothing in a file is believed: neither its nesting nor its ends.
"""

from __future__ import annotations

import codecs
import quopri
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from diplotrack.base.i18n import _
from diplotrack.exchange.limits import LARGEST_CALENDAR
from diplotrack.exchange.refusing import mind_size, unreadable
from diplotrack.exchange.tables.charset import guess_codec
from diplotrack.exchange.texts.plain import likely

DEEPEST = 8
"""Components within one another; a calendar needs three."""

MOST_FAULTS = 20
"""Lines of one component that are told as unreadable; the rest are counted with them."""

_FOREIGN = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_NAMED = re.compile(r"(?:([\w.-]+)\.)?([A-Za-z0-9_-]+)\Z", re.ASCII)
_PARAMETER = re.compile(r';\s*([^=:;,"\s]+)(?:=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*))?')
_VALUES = re.compile(r'"([^"]*)"|([^",]+)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CIRCUMFLEX = re.compile(r"\^([n'^])")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{8,}={0,2}\s*\Z")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_BARE_ENCODINGS = {"QUOTED-PRINTABLE": "QUOTED-PRINTABLE", "BASE64": "BASE64", "B": "BASE64", "8BIT": "8BIT"}
_LINE_ENDS = {"n": "\n", "N": "\n"}
_CARETS = {"n": "\n", "'": '"', "^": "^"}


@dataclass(frozen=True, slots=True)
class Property:
    """One line: name and parameter names in capitals, the value as it stands, and the line at which it begins."""

    name: str
    value: str
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line: int = 0
    group: str = ""

    def parameter(self, name: str) -> str:
        """The first value of a parameter; "" where there is none."""
        return next(iter(self.parameters.get(name, ())), "")

    @property
    def text(self) -> str:
        """The value as a text: escapes undone, in NFC, without control characters but tabs and line ends."""
        return plain(unescaped(self.value))

    def parts(self, separator: str = ";") -> list[str]:
        """The values of a structured value, each as a text."""
        return [plain(unescaped(one)) for one in split(self.value, separator)]


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be read, and why.

    ``is_aside``: it goes on from a line of some program's own, which says nothing here either way.
    """

    line: int
    words: str
    why: str
    is_aside: bool = False


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        """The first property of that name."""
        return next((one for one in self.properties if one.name == name), None)

    def all(self, name: str) -> list[Property]:
        """All properties of that name, in order."""
        return [one for one in self.properties if one.name == name]

    def text(self, name: str) -> str:
        """The text of a property, without blanks around it; "" where there is none."""
        found = self.first(name)
        return found.text.strip() if found else ""

    def fault(self, line: int, words: str, why: str) -> None:
        """Note a line that cannot be read."""
        if len(self.faults) < MOST_FAULTS:
            aside = bool(self.properties) and self.properties[-1].name.startswith("X-")
            self.faults.append(Fault(line, plain(words)[:60], why, aside))


def read_components(path: Path) -> list[Component]:
    """The outermost components of a file, whatever stands around them. Raises UserError where it cannot be read."""
    try:
        mind_size(path, path.stat().st_size, LARGEST_CALENDAR, _("Export a part of it."))
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return components_of(content)


def components_of(content: bytes) -> list[Component]:
    """The outermost components of some bytes."""
    found: list[Component] = []
    open_ones: list[Component] = []
    for line, words in logical_lines(content):
        try:
            one = read_property(words, line)
        except ValueError as error:
            if open_ones:
                open_ones[-1].fault(line, words, str(error))
            continue
        name = one.value.strip().upper()
        if one.name == "BEGIN":
            component = Component(name, line)
            if len(open_ones) < DEEPEST:
                (open_ones[-1].components if open_ones else found).append(component)
            open_ones.append(component)
        elif one.name == "END":
            if any(component.name == name for component in open_ones):
                while (closed := open_ones.pop()).name != name:
                    closed.fault(line, words, _("it never ends"))
            elif open_ones:
                open_ones[-1].fault(line, words, _("it ends what never began"))
        elif open_ones:
            open_ones[-1].properties.append(one)
    for component in open_ones:
        component.fault(component.line, f"BEGIN:{component.name}", _("it never ends; the file was cut off"))
    return found


def logical_lines(content: bytes) -> Iterator[tuple[int, str]]:
    """The unfolded lines that hold anything, with the number of the first physical one.

    Folding is undone before decoding, for it may cut a character in two. A line that ends in a soft break of
    quoted-printable goes on in the next one, and so does base64 that was never folded.
    """
    raw = _utf8(content).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    codec = _codec(raw)
    start, pieces, soft, packed = 0, list[bytes](), False, False
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line and not soft:
            continue  # some write a blank line after each, even within a folded one
        if pieces and soft:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif pieces and line[:1] in (b" ", b"\t"):
            pieces.append(line[1:])
        elif pieces and packed and _BASE64.match(line):
            pieces.append(line.strip())
        else:
            if pieces and (whole := b"".join(pieces)).strip():
                yield start, whole.decode(codec, "replace")
            start, pieces = number, [line]
            head = line[:200].partition(b":")[0].upper()
            packed = b"BASE64" in head or b"ENCODING=B" in head
        soft = line.endswith(b"=") and b"QUOTED-PRINTABLE" in pieces[0][:200].upper()
    if pieces and (whole := b"".join(pieces)).strip():
        yield start, whole.decode(codec, "replace")


def _utf8(content: bytes) -> bytes:
    """The bytes without a mark; UTF-16 made UTF-8, for lines are told by bytes."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode()
    return content.removeprefix(codecs.BOM_UTF8)


def _codec(raw: bytes) -> str:
    unfolded = re.sub(rb"\n[ \t]", b"", raw)
    try:
        unfolded.decode("utf-8")
    except UnicodeDecodeError:
        foreign = _FOREIGN.findall(unfolded[: 1 << 20])
        sound = sum(len(one) > 1 and _is_utf8(one) for one in foreign)
        return "utf-8" if foreign and sound >= 0.9 * len(foreign) else guess_codec(foreign)
    return "utf-8"


def _is_utf8(some: bytes) -> bool:
    try:
        some.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read_property(words: str, line: int = 0) -> Property:
    """One unfolded line. Raises ValueError with the reason where it is no property."""
    head = re.match(r"\s*[\w.-]+", words, re.ASCII)
    named = _NAMED.match(head[0].strip()) if head else None
    if head is None or named is None:
        raise ValueError(_("it has no name of a property"))
    parameters: dict[str, tuple[str, ...]] = {}
    at = head.end()
    while found := _PARAMETER.match(words, at):
        _keep(parameters, found[1].upper(), found[2])
        at = found.end()
    rest = words[at:].lstrip()
    if not rest.startswith(":"):
        # Quotation marks where none may stand: what comes before the first colon is taken as it is.
        loose, colon, value = words[head.end() :].partition(":")
        if not colon or loose.strip()[:1] not in ("", ";"):
            raise ValueError(_("it has no colon after its name"))
        parameters = {}
        for one in loose.split(";")[1:]:
            name, _equals, given = one.partition("=")
            _keep(parameters, name.strip().upper(), given.replace('"', ""))
        rest = f":{value}"
    return _decoded(Property(named[2].upper(), rest[1:], parameters, line, named[1] or ""))


def _keep(parameters: dict[str, tuple[str, ...]], name: str, given: str | None) -> None:
    if not name:
        return
    if given is None:  # vCard 2.1 writes types and encodings bare
        given, name = name, "ENCODING" if name in _BARE_ENCODINGS else "TYPE"
    values = tuple(_caret(quoted or plain_one) for quoted, plain_one in _VALUES.findall(given))
    parameters[name] = (*parameters.get(name, ()), *values)


def _caret(text: str) -> str:
    return _CIRCUMFLEX.sub(lambda found: _CARETS[found[1]], text)


def _decoded(one: Property) -> Property:
    """The property with quoted-printable undone, in the charset that it names."""
    if one.parameter("ENCODING").upper() != "QUOTED-PRINTABLE":
        return one
    text = likely(quopri.decodestring(one.value.encode()), one.parameter("CHARSET"))
    return replace(one, value=text)


def unescaped(text: str) -> str:
    """A value with its escapes undone."""
    return _ESCAPED.sub(lambda found: _LINE_ENDS.get(found[1], found[1]), text) if "\\" in text else text


def split(value: str, separator: str) -> list[str]:
    """A value cut at each separator that is not escaped; the parts keep their escapes."""
    if "\\" not in value:
        return value.split(separator)
    return re.findall(rf"(?:\A|{separator})((?:\\.|[^\\{separator}]|\\\Z)*)", value, re.DOTALL)


def plain(text: str) -> str:
    """A text in NFC without control characters but tabs and line ends; other line ends become that."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", joined))
