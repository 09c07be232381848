"""The draft check of a workspace: for whom and about what a draft is, the check, and planning what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, join_names
from diplotrack.base.progress import Progress, quiet
from diplotrack.consistency.draft.check import check_draft
from diplotrack.consistency.draft.ground import Aim
from diplotrack.consistency.draft.plan import ChangePlan
from diplotrack.consistency.draft.report import DraftReport
from diplotrack.consistency.settings import CheckSettings
from diplotrack.language.parties import find_party
from diplotrack.records import Action, Consultation, Objective
from diplotrack.records.enumerations import STANCES, ConsultationType
from diplotrack.store.lists import live

if TYPE_CHECKING:
    from diplotrack.store.unit_of_work import Changed
    from diplotrack.workspace.workspace import Workspace

NAMED = 8
"""Objectives that a sentence names as the choice."""

PUBLIC = ("public", "everyone", "everybody", "all")
"""What stands for an audience of everyone, beside the word of the locale."""


def draft_report(
    workspace: Workspace,
    text: str,
    to: str | Iterable[str] | None = None,
    objective: str | Iterable[str] | None = None,
    stances: Mapping[str, int] | None = None,
    intended: Mapping[str, int | None] | None = None,
    on: date | None = None,
    progress: Progress = quiet,
) -> DraftReport:
    """Hold a draft against the ledger. See :meth:`diplotrack.workspace.check.Check.draft`."""
    settings = workspace.check.settings()
    with workspace.read() as read:
        chosen = tuple(dict.fromkeys(_objective(read, code) for code in _several(objective)))
        aim = Aim(
            audience=_audience(read, settings, _several(to)),
            objectives=chosen or None,
            stances={_objective(read, code): _valid(stance) for code, stance in (stances or {}).items()},
            intended={
                _objective(read, code): None if stance is None else _valid(stance)
                for code, stance in (intended or {}).items()
            },
            on=on,
        )
    return report_for(workspace, text, aim, progress)


def report_for(workspace: Workspace, text: str, aim: Aim, progress: Progress = quiet) -> DraftReport:
    """Hold a draft against the ledger for an aim that names records by their identifiers.

    Where it names no objectives, those are found of which the words speak. ``progress`` may raise Cancelled.
    """
    settings = workspace.check.settings()
    today = workspace.check.today()
    with workspace.read() as read:
        if aim.objectives is None:
            aim = replace(aim, found=_spoken_of(read, text))
        return check_draft(read, settings, today, text, aim, progress)


def read_stance(words: str) -> tuple[str, int | None]:
    """``SEC-1=-1`` as code and stance; without a stance None. Raises UserError for a stance that is none."""
    code, sign, stance = words.partition("=")
    if not sign:
        return code.strip(), None
    try:
        return code.strip(), _valid(int(stance.strip().replace("\N{MINUS SIGN}", "-")))
    except ValueError:
        return code.strip(), _valid(None)


def plan_consultations(
    workspace: Workspace, changes: Iterable[ChangePlan], owner: int | None = None
) -> Changed:
    """Enter what intended changes still owe, as one operation: consultations and notices, and an action for each.

    A consultation without a day is planned: no rule counts it until its day is entered. ``owner`` is the person who is
    to do it, by default the owner of the objective. Raises UserError where nothing is owed.
    """
    owed = [(change, step) for change in changes for step in change.owed]
    if not owed:
        raise UserError(_("Everybody has been told or consulted, or it is planned already."))
    with workspace.change("Plan consultations") as work:
        for change, step in owed:
            is_consulted = step.type is ConsultationType.CONSULTATION
            sentence = (
                _("Consult {party} on the change of {code}")
                if is_consulted
                else _("Tell {party} of the change of {code}")
            )
            words = sentence.format(party=step.name, code=change.code)
            work.add(
                Consultation(
                    summary=words, position_id=change.position, party_id=step.party, type=step.type, on=None
                )
            )
            doer = owner or work.session.scalar(
                select(Objective.owner_id).where(Objective.id == change.objective.id)
            )
            work.add(Action(text=words, due_on=max(step.last, workspace.check.today()), owner_id=doer))
    assert work.changed is not None
    return work.changed


def _several(given: str | Iterable[str] | None) -> list[str]:
    words = [given] if isinstance(given, str) else list(given or ())
    return [one for one in words if one.strip()]


def _audience(read: Session, settings: CheckSettings, words: Iterable[str]) -> tuple[int | None, ...]:
    """The partners by code or name; None among them is everyone. Raises UserError for our own side."""
    found: dict[int | None, None] = {}
    for one in words:
        if one.strip().casefold() in (*PUBLIC, _("public").casefold()):
            found[None] = None
            continue
        party = find_party(read, one).id
        if party in settings.ours:
            sentence = _("“{words}” is your own side; a draft is checked for another.")
            raise UserError(sentence.format(words=one))
        found[party] = None
    return tuple(found) or (None,)


def _spoken_of(read: Session, text: str) -> tuple[int, ...]:
    from diplotrack.workspace.suggesting_objectives import suggest

    return tuple(one.mention.id for one in suggest(read, text))


def _valid(stance: int | None) -> int:
    choices = dict(STANCES)
    if stance not in choices:
        sentence = _("A stance is one of {choices}: SEC-1=-1 says “{example}” on SEC-1.")
        numbers = ", ".join(f"{one:+d}" if one else "0" for one in sorted(choices))
        raise UserError(sentence.format(choices=numbers, example=choices[-1]))
    assert stance is not None
    return stance


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
