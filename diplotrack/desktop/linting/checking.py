"""A check off the interface thread: it stops when a later one has made it void, and lets the window breathe."""

from __future__ import annotations

import time
from collections.abc import Callable

from diplotrack.base.i18n import _, ngettext
from diplotrack.base.progress import Cancelled, Progress
from diplotrack.consistency.draft.ground import Aim
from diplotrack.consistency.draft.report import DraftReport
from diplotrack.desktop.linting.rows import Remark, remarks_of
from diplotrack.workspace import Workspace
from diplotrack.workspace.draft_check import report_for

BREATH, EVERY = 0.0005, 40
"""Seconds that a check pauses after so many sentences: the window must not wait for Python's lock."""

Answer = tuple[DraftReport, list[Remark]]


class Order:
    """Which check was asked for last. The threads hold this and no widget."""

    def __init__(self) -> None:
        self.last = 0

    def job(self, text: str, aim: Aim) -> Callable[[Workspace], Answer | None]:
        """A check of that text; None is its answer where a later one was asked for meanwhile."""
        self.last += 1
        breathing = self._breathing(self.last)

        def check(workspace: Workspace) -> Answer | None:
            try:
                report = report_for(workspace, text, aim, breathing)
            except Cancelled:
                return None
            return report, remarks_of(report, text)

        return check

    def drop(self) -> None:
        """Stop whatever runs."""
        self.last += 1

    def _breathing(self, mine: int) -> Progress:
        def report(done: int, total: int | None, what: str) -> None:
            del total, what  # it pauses, it does not tell
            if self.last != mine:
                raise Cancelled
            if done % EVERY == 0:
                time.sleep(BREATH)

        return report


def counted(report: DraftReport) -> str:
    """What was found, in a line."""
    findings = ngettext("{n} finding", "{n} findings", len(report.findings)).format(n=len(report.findings))
    notes = ngettext("{n} note", "{n} notes", len(report.notes)).format(n=len(report.notes))
    parts = [findings, notes]
    if report.are_found and report.objectives:
        parts.append(_("speaks of {codes}").format(codes=", ".join(report.objectives)))
    if not report.is_english:
        parts.append(_("does not look English"))
    if report.is_cut:
        parts.append(_("only the latest texts were compared"))
    return "  ·  ".join(parts)
