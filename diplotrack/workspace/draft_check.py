"""The draft check of a workspace: which partner and objectives a draft is for, and the check itself."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, join_names
from diplotrack.consistency.draft import check_draft
from diplotrack.consistency.draft_report import DraftReport
from diplotrack.language.parties import find_party
from diplotrack.records import Objective
from diplotrack.store.lists import live

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

NAMED = 8
"""Objectives that a sentence names as the choice."""


def draft_report(
    workspace: Workspace, text: str, to: str | None = None, objective: str | Iterable[str] | None = None
) -> DraftReport:
    """Hold a draft against the ledger. See :meth:`diplotrack.workspace.check.Check.draft`."""
    settings = workspace.check.settings()
    today = workspace.check.today()
    codes = [objective] if isinstance(objective, str) else list(objective or ())
    with workspace.read() as read:
        party = find_party(read, to).id if to and to.strip() else None
        if party is not None and party in settings.ours:
            raise UserError(_("“{words}” is your own side; a draft is checked for another.").format(words=to))
        chosen = [_objective(read, code) for code in codes if code.strip()]
        return check_draft(read, settings, today, text, party, chosen or None)


def _objective(read: Session, words: str) -> int:
    """The objective of that code or title. Raises UserError with what was meant, perhaps."""
    wanted = words.strip().casefold()
    query = select(Objective.id, Objective.code, Objective.title).where(
        live(Objective), Objective.merged_into.is_(None)
    )
    rows = read.execute(query.order_by(Objective.code)).all()
    names: dict[str, str] = {}
    for row in rows:
        if wanted in (row.code.casefold(), row.title.casefold()):
            return int(row.id)
        names |= {row.code.casefold(): row.code, row.title.casefold(): row.code}
    if not rows:
        raise UserError(_("This workspace has no objectives yet; leave out “--objective”."))
    near = [names[one] for one in get_close_matches(wanted, names, 3, 0.5)]
    near += [row.code for row in rows if wanted in row.title.casefold()]
    if near:
        sentence = _("No objective is called “{words}”; did you mean {names}?")
        raise UserError(sentence.format(words=words.strip(), names=join_names(list(dict.fromkeys(near))[:3])))
    choices = ", ".join([row.code for row in rows][:NAMED]) + ("…" if len(rows) > NAMED else "")
    raise UserError(
        _("No objective is called “{words}”; use one of: {choices}.").format(
            words=words.strip(), choices=choices
        )
    )
