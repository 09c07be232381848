"""Long texts as one writes them: a blank line between paragraphs, a portion mark such as "(C)" before one."""

from __future__ import annotations

import re

from diplotrack.base.errors import UserError
from diplotrack.base.markings import TLP, UNMARKED, Marking, level_of_any_scheme, schemes
from diplotrack.store.passages import paragraphs
from diplotrack.workspace.editing.draft import Portion

_MARK = re.compile(r"\(([^()\n]{1,40})\)[ \t]*")


def portions(text: str, scheme: str = "neutral") -> list[Portion]:
    """The paragraphs of a text, each with the marking that stands in brackets before it.

    Brackets that name no level of any scheme, and no TLP label, are words of the text.
    """
    found = []
    for paragraph in paragraphs(text):
        marking, rest = _mark(paragraph, scheme)
        found.append(Portion(rest, marking) if rest else Portion(paragraph))
    return found


def written_out(marked: list[Portion]) -> str:
    """The text with its portion marks, as :func:`portions` reads it back."""
    return "\n\n".join(f"{mark_of(one.marking)}{one.text}" for one in marked)


def mark_of(marking: Marking) -> str:
    """The mark before a paragraph, with the space after it; "" where it carries none."""
    level = marking.level
    words = [level.portion if level else marking.text, f"TLP:{marking.tlp}" if marking.tlp else ""]
    shown = " ".join(word for word in words if word)
    return f"({shown}) " if shown else ""


def marks(scheme: str = "neutral") -> list[tuple[str, str]]:
    """The marks that can be put before a paragraph: (mark, what it means), the scheme's own levels."""
    levels = schemes()[scheme].levels if scheme in schemes() else schemes()["neutral"].levels
    return [(f"({level.portion}) ", level.text) for level in levels]


def _mark(paragraph: str, scheme: str) -> tuple[Marking, str]:
    found = _MARK.match(paragraph)
    if not found:
        return UNMARKED, paragraph
    marking, tlp = UNMARKED, ""
    words = found[1].split()
    if words and words[-1].upper().startswith("TLP:") and words[-1].upper()[4:] in TLP:
        tlp = words.pop().upper()[4:]
    if words:
        try:
            marking = Marking.of(level_of_any_scheme(" ".join(words), scheme), tlp)
        except UserError:
            return UNMARKED, paragraph
    elif tlp:
        marking = Marking(tlp=tlp)
    return marking, paragraph[found.end() :].strip()
