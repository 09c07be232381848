"""The draft check: a text that is still being written, held against what was agreed, said, promised and is due.

A remark has an anchor in the draft's words, or a duty that is due. A change that is meant is no fault: there the check
lists who is to be told and consulted. It reads English; what it does not find is no proof that all is well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.consistency.draft import cautions
from diplotrack.consistency.draft.audience import answer_for
from diplotrack.consistency.draft.change import Intended, plan_change
from diplotrack.consistency.draft.ground import Aim, Answer, Ground, Named
from diplotrack.consistency.draft.plan import ChangePlan
from diplotrack.consistency.draft.promises import given_in
from diplotrack.consistency.draft.release import misnamed_in, protected_in
from diplotrack.consistency.draft.report import DraftFinding, DraftReport
from diplotrack.consistency.draft.sources import (
    commitments_of_ours,
)
from diplotrack.consistency.draft.text import Draft
from diplotrack.consistency.evidence import show
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.settings import CheckSettings
from diplotrack.language.alignment import is_english
from diplotrack.records import Objective
from diplotrack.store.batches import batches
from diplotrack.store.positions import read_lines
from diplotrack.store.unchanged import remembered, state_of


def check_draft(
    read: Session,
    settings: CheckSettings,
    today: date,
    text: str,
    aim: Aim | None = None,
    progress: Progress = quiet,
) -> DraftReport:
    """Check a draft. ``progress`` may raise Cancelled."""
    aim = aim or Aim()
    draft = Draft.of(text, progress)
    lines = remembered(read, state_of(read), ("lines", aim.wanted), lambda: read_lines(read, aim.wanted))
    ground = Ground(
        read,
        settings,
        today,
        draft,
        aim,
        lines,
        _names(read, {*lines.by_objective, *(aim.wanted or ()), *aim.stances, *aim.intended, *aim.found}),
        given_in(read, settings.ours, draft, today),
        commitments_of_ours(read, today, None, settings.ours, exclusive=True),
    )
    names = party_names(read, [party for party in aim.audience if party is not None])
    answers = []
    for number, party in enumerate(aim.audience):
        progress(number, len(aim.audience), "")
        name = names[party] if party is not None else _("everyone")
        answers.append(answer_for(ground, party, name if len(aim.audience) > 1 else ""))
    findings = _merged(one for answer in answers for one in answer.findings)
    findings += _everywhere(ground)
    findings.sort(key=lambda one: (-one.severity.rank, one.place.start if one.place else len(text)))
    shown = aim.objectives if aim.objectives is not None else aim.found
    return DraftReport(
        today=today,
        audience=tuple(names[party] if party is not None else "" for party in aim.audience),
        objectives=tuple(ground.named[one].code for one in shown),
        findings=tuple(findings),
        notes=tuple(_merged(one for answer in answers for one in answer.notes)),
        sentences=len(draft.sentences),
        compared={key: max(one.compared[key] for one in answers) for key in answers[0].compared},
        changes=tuple(_plan(ground, *change, answers) for change in aim.intended.items()),
        are_found=aim.objectives is None,
        is_cut=any(one.is_cut for one in answers),
        is_english=is_english(text),
    )


def _merged(some: Iterable[DraftFinding]) -> list[DraftFinding]:
    """What was found toward several audiences, once, with their names."""
    found: dict[object, DraftFinding] = {}
    for one in some:
        key = (one.key, one.place.start if one.place is not None else -1)
        before = found.get(key)
        found[key] = one if before is None else replace(before, toward=before.toward + one.toward)
    return list(found.values())


def _everywhere(ground: Ground) -> list[DraftFinding]:
    """What holds toward any audience: names."""
    found = [
        cautions.source_named(ground.draft, start, end)
        for start, end in protected_in(ground.read, ground.draft.text)
    ]
    wrong = misnamed_in(ground.read, ground.draft.text)
    board = show(ground.read, [Ref("party", one.party) for one in wrong])
    return [*found, *(cautions.misnamed(ground.draft, one, board) for one in wrong)]


def _names(read: Session, ids: Collection[int]) -> dict[int, Named]:
    """Code, title and proposition of objectives, in order of their codes."""
    found: dict[int, Named] = {}
    for some in batches(ids):
        query = select(Objective.id, Objective.code, Objective.title, Objective.proposition)
        for row in read.execute(query.where(Objective.id.in_(some)).order_by(Objective.code)):
            found[row.id] = Named(row.code, row.title, row.proposition)
    return found


def _plan(ground: Ground, objective: int, stance: int | None, answers: Sequence[Answer]) -> ChangePlan:
    """The change on one objective, toward all audiences together."""
    on = PartialDate.day(ground.today)
    lines = {
        line.id: line for party in ground.aim.audience for line in ground.lines.toward(objective, party, on)
    }
    texts = dict.fromkeys(text for answer in answers for text in answer.texts.get(objective, ()))
    return plan_change(
        ground.read,
        ground.settings,
        ground.today,
        Intended(objective, stance, ground.aim.on or ground.today),
        ground.aim.audience,
        list(lines.values()),
        ground.lines.successions,
        list(texts),
    )
