"""The sample: a plausible desk on public-domain facts and invented people, always fresh.

What it holds is in ``resources/sample/*.toml``; here is only how those sheets become records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

WE = "USA"
"""Whose desk it is: the public records are those of the United States."""


def fill(workspace: Workspace, progress: Progress = quiet) -> None:
    """Put the sample into a founded workspace, as one operation, dated around today.

    Raises UserError where the workspace is of another government or holds engagements already.
    """
    from diplotrack.language.parties import find_party
    from diplotrack.workspace.sample.days import Days
    from diplotrack.workspace.sample.filling import Filling
    from diplotrack.workspace.sample.sheets import read_sheets

    settings = workspace.settings()
    if settings["we"] not in ("", WE):
        raise UserError(_("The sample is of a desk of the United States; make its workspace with --we USA."))
    if any(count for kind, count in workspace.records.counts().items() if kind != "party"):
        raise UserError(_("The sample goes into an empty workspace only; make a new one for it."))
    sheets = read_sheets()
    days = Days(clock.today(settings["zone"] or sheets.settings["zone"]))
    keep = {key: value for key, value in settings.items() if key in ("post", "who", "zone") and value}
    founded = days.day(sheets.settings["duty_from"]).earliest
    workspace.ledger.set(**{**sheets.settings, **keep, "we": WE, "duty_from": founded.isoformat()})
    with workspace.change("Add sample records") as work:
        find_party(work.session, WE).is_own = True
        Filling(workspace.ledger, work, days, founded).run(sheets, progress)


__all__ = ["WE", "fill"]
