"""On which terms a document is made, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from diplotrack.base.i18n import N_
from diplotrack.records.choice import Choice
from diplotrack.release import EVERYTHING, ReleaseFilter
from diplotrack.reports.document import Copy, Document


class Watermark(Choice):
    """What is drawn across every page."""

    DRAFT = "draft", N_("Draft")
    NOT_FOR_RELEASE = "not-for-release", N_("Not for release")


@dataclass(frozen=True, slots=True)
class Terms:
    """As of which day, for which copy, and what may go out; ``sources`` asks for an annex of the records cited.

    ``paper`` matters to what has to fit on its pages.
    """

    on: date
    copy: Copy = Copy.INTERNAL
    release: ReleaseFilter = EVERYTHING
    watermark: Watermark | None = None
    sources: bool = False
    paper: Literal["A4", "Letter"] = "A4"


@dataclass(frozen=True, slots=True)
class Composed:
    """A document with what its preparer must know and its reader must not: how much was left out, by kind.

    ``annex``: how many blocks at its end are an annex, which counts to no length that was asked for.
    """

    document: Document
    left_out: dict[str, int] = field(default_factory=dict)
    is_releasable: bool = False
    annex: int = 0
