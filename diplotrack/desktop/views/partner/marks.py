"""A mark of the timeline in words, and its tint."""

from __future__ import annotations

from diplotrack.base.i18n import _, format_date
from diplotrack.desktop.theme import Tone
from diplotrack.desktop.theme.tones import tone_of
from diplotrack.records import KINDS
from diplotrack.workspace.partner import Mark


def tone_of_mark(mark: Mark) -> Tone:
    """The tint of a promise: bad where it is overdue, else that of its status."""
    return "bad" if mark.is_late else tone_of(mark.state) or "plain"


def told(mark: Mark) -> str:
    """A mark in words: when, what kind, what."""
    kind = str(KINDS[mark.kind].__kind__.label)
    state = str(mark.state.label) if mark.state is not None else ""
    late = _("overdue") if mark.is_late else ""
    head = " · ".join(part for part in (format_date(mark.day), kind, mark.detail, state, late) if part)
    return f"{head}\n{mark.title}"
