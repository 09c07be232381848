"""The jobs that read a text off the interface thread, with the places of its words as Qt counts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.texts.text_file import TextFile
from diplotrack.workspace import Workspace
from diplotrack.workspace.intake import Reading, Span

Places = dict[str, tuple[tuple[int, int], ...]]
"""By the key of a proposal the places of its words in units of UTF-16, the most telling first."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text read: what it says and where, and the file from which it came ("" where it was pasted)."""

    reading: Reading
    places: Places
    path: str = ""


Job = Callable[[Workspace], Read]


def of_file(path: Path) -> Job:
    """Read a file. The job raises UserError where it holds no words."""
    return lambda workspace: _with_places(workspace.intake.open(path), str(path))


def of_words(words: str) -> Job:
    """Read words that were pasted or let fall. The job raises UserError where there are none."""

    def read(workspace: Workspace) -> Read:
        from diplotrack.exchange.texts.opening import pasted

        if not any(letter.isalnum() for letter in words):
            raise UserError(_("There are no words on the clipboard. Copy the text, then paste it here."))
        return _with_places(workspace.intake.read(pasted(words)))

    return read


def of_source(source: TextFile, path: str) -> Job:
    """Read a text again: out of its file, as long as that says the same, else by the words that were kept."""

    def read(workspace: Workspace) -> Read:
        now = _of_same_file(workspace, source, path) if path else None
        return _with_places(now or workspace.intake.read(source), path)

    return read


def _of_same_file(workspace: Workspace, source: TextFile, path: str) -> Reading | None:
    try:
        now = workspace.intake.open(Path(path))
    except UserError:
        return None  # it is gone
    return now if now.source.paragraphs == source.paragraphs else None


def _with_places(reading: Reading, path: str = "") -> Read:
    text, spans = reading.text, [span for one in reading.proposals for span in one.spans]
    units = _units(text, {edge for span in spans for edge in (span.start, span.end)})

    def place(span: Span) -> tuple[int, int]:
        return units[span.start], units[span.end]

    return Read(reading, {one.key: tuple(map(place, one.spans)) for one in reading.proposals}, path)


def _units(text: str, points: set[int]) -> dict[int, int]:
    """For places counted in code points those in units of UTF-16, in one pass over the text."""
    units, before, found = 0, 0, {}
    for point in sorted(points):
        units += len(text[before:point].encode("utf-16-le", "surrogatepass")) // 2
        found[point], before = units, point
    return found
