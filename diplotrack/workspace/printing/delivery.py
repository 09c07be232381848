"""A composed document as a file: its name, its format by the suffix, and what its preparer is told."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import KINDS

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.reports.render import Paper
    from diplotrack.reports.terms import Composed

_LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a printing, for the preparer's eyes only.

    ``left_out``: kind → number of records that the release filter kept back. ``missing`` names the characters that no
    font could draw.
    """

    path: Path
    pages: int
    marking: str
    is_releasable: bool
    left_out: dict[str, int]
    missing: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """What the preparer must know, one sentence each."""
        told = left_out_sentences(self.left_out)
        if self.missing:
            told.append(_("No font has these characters: {names}.").format(names=", ".join(self.missing)))
        return told


def left_out_sentences(left_out: dict[str, int]) -> list[str]:
    """What the release filter kept back, a sentence a kind."""
    return [
        _("Left out by the release filter: {count} {kind}.").format(
            count=count,
            kind=str(KINDS[kind].__kind__.plural if count > 1 else KINDS[kind].__kind__.label).lower(),
        )
        for kind, count in sorted(left_out.items())
    ]


def file_name(document: Document, suffix: str) -> str:
    """What the file is called: "Partner brief France as of 14 May 2024.pdf". It holds nothing that is not printed."""
    parts = (document.kind, document.title if document.title != document.kind else "", document.dated)
    words = re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", " ".join(part for part in parts if part))
    return " ".join(words.split())[:_LONGEST_NAME].rstrip(" .") + suffix


def suffix_of(out: Path, allowed: Collection[str]) -> str:
    """The suffix of a file to be printed to. Raises UserError for one that is not allowed, naming those that are."""
    suffix = Path(out).suffix.lower()
    if suffix not in allowed:
        sentence = _("“{name}” has no suffix that this can be printed to; use one of: {choices}.")
        raise UserError(sentence.format(name=Path(out).name, choices=", ".join(allowed)))
    return suffix


def deliver(composed: Composed, out: Path, paper: Paper = "A4") -> Printed:
    """Write the document in the format of the file's suffix, and tell what became of it."""
    from diplotrack.reports.render import RENDERERS

    document = composed.document
    rendered = RENDERERS[Path(out).suffix.lower()](document, Path(out), paper)
    return Printed(
        Path(out),
        rendered.pages,
        document.marking,
        composed.is_releasable,
        composed.left_out,
        tuple(rendered.missing_names()),
    )
