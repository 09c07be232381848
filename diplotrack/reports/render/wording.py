"""Text made fit to print: characters that have no business on paper are taken out, nothing else is touched."""

from __future__ import annotations

import re

# C0 and C1 controls except tab and line ends, lone surrogates, noncharacters and the object replacement character:
# none has a glyph, and XML (DOCX, XLSX) forbids most of them. Directional overrides show a text otherwise than it is
# written; whoever needs to know what stands in a document is not served by that.
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\ufff9-\ufffc\u202d\u202e]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text without control characters, every kind of line end as a newline."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The text on one line, for titles, bookmarks and footers."""
    return " ".join(clean(text).split())


def shortened(text: str, longest: int) -> str:
    """The text in at most so many characters, an ellipsis for what is left out."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}\u2026"
