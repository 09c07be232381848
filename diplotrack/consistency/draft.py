"""The draft check: a text that is still being written, held against what was agreed, said, promised and is due.

A remark has an anchor in the draft's words, or a duty that is due. A change that is meant is no fault: there the check
lists who is to be told and consulted. It reads English; what it does not find is no proof that all is well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.progress import Progress, quiet
from diplotrack.consistency import draft_cautions as cautions
from diplotrack.consistency import draft_remarks as remarks
from diplotrack.consistency.draft_change import Intended, plan_change
from diplotrack.consistency.draft_departures import Departure, Held, hold, told
from diplotrack.consistency.draft_duties import by_agreement, on_lists, owing
from diplotrack.consistency.draft_plan import ChangePlan
from diplotrack.consistency.draft_promises import Given, given_in, speaks_of, weigh
from diplotrack.consistency.draft_release import misnamed_in, protected_in, quoted_in
from diplotrack.consistency.draft_report import DraftFinding, DraftReport, Place
from diplotrack.consistency.draft_sources import (
    Owed,
    Source,
    commitments_of_ours,
    lines_toward,
    told_to,
    told_to_others,
)
from diplotrack.consistency.draft_stances import strayed
from diplotrack.consistency.draft_text import Draft, stems_of
from diplotrack.consistency.evidence import show
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.partners import partners_of
from diplotrack.consistency.positions import Line, Lines, read_lines
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import read_words
from diplotrack.language.alignment import is_english, share
from diplotrack.records import Objective, ObjectiveLink
from diplotrack.records.enumerations import Duty
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

TOUCHED = 0.6
"""The part of an objective's title that a sentence must use before it is taken to speak of it."""

SPOKEN = 0.3
"""The part of an objective's title and proposition that the sentence must use in which a stance given is looked for."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a draft is for.

    ``audience`` are partners, None among them being everyone. ``objectives`` are those chosen (None: all), ``found``
    those that its words speak of. ``stances`` are those it is said to take, by objective; ``intended`` the objectives
    on which it means to change the position, with the new stance (None: not said), to be made known ``on`` a day.
    """

    audience: tuple[int | None, ...] = (None,)
    objectives: tuple[int, ...] | None = None
    found: tuple[int, ...] = ()
    stances: Mapping[int, int] = field(default_factory=dict)
    intended: Mapping[int, int | None] = field(default_factory=dict)
    on: date | None = None

    @property
    def wanted(self) -> frozenset[int] | None:
        """The objectives to look at; None for all."""
        if self.objectives is None:
            return None
        return frozenset(self.objectives) | self.stances.keys() | self.intended.keys()


class _Named(NamedTuple):
    """What an objective is called and proposes."""

    code: str
    title: str
    proposition: str


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every audience of a draft has in common."""

    read: Session
    settings: CheckSettings
    today: date
    draft: Draft
    aim: Aim
    lines: Lines
    named: Mapping[int, _Named]
    given: Sequence[Given]
    exclusive: Sequence[Owed]

    @property
    def likeness(self) -> float:
        """From which two sentences speak of the same, 0–1."""
        return self.settings["draft.similar_percent"] / 100

    @property
    def known(self) -> float:
        """The part of a commitment's words that mentions it, 0–1."""
        return self.settings["draft.known_percent"] / 100

    def place_on(self, objective: int) -> Place | None:
        """The sentence that speaks most of an objective."""
        one = self.named[objective]
        number = self.draft.nearest(stems_of(f"{one.title} {one.proposition}"), SPOKEN)
        return self.draft.place_of(number) if number is not None else None


@dataclass(slots=True)
class _Answer:
    """What one audience adds to the report."""

    findings: list[DraftFinding] = field(default_factory=list)
    notes: list[DraftFinding] = field(default_factory=list)
    texts: dict[int, list[tuple[Ref, str, str]]] = field(default_factory=dict)
    compared: dict[str, int] = field(default_factory=dict)
    is_cut: bool = False


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
    lines = read_lines(read, aim.wanted)
    ground = _Ground(
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
        answers.append(_toward(ground, party, names.get(party or 0, "") if len(aim.audience) > 1 else ""))
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


def _toward(ground: _Ground, party: int | None, name: str) -> _Answer:
    """Everything that depends on the audience."""
    read, settings, today, draft, aim = ground.read, ground.settings, ground.today, ground.draft, ground.aim
    lines = lines_toward(ground.lines, today, party, aim.wanted)
    most = settings["draft.texts"]
    since = today - timedelta(days=settings["draft.mixed_days"])
    told_here = told_to(read, today, party, aim.wanted, settings.ours, most)
    audience = [one for one in aim.audience if one is not None]
    told_there = told_to_others(read, today, since, audience, aim.wanted, settings.ours, most)
    owed = commitments_of_ours(read, today, party, settings.ours)
    promised = [source for one in owed for source in one.sources] if party is not None else []
    held = hold(draft, list(lines), told_here.sources, told_there.sources, promised, ground.likeness)
    answer = _Answer(
        compared={"lines": len(lines), "texts": len(told_here.sources), "commitments": len(owed)},
        is_cut=told_here.is_cut or told_there.is_cut,
    )
    meant = _meant(ground, held)
    silent = _passed_over(ground, owed) if party is not None else []
    unused = _unused(ground, lines, held)
    weighed = weigh(ground.given, owed, [one for one in ground.exclusive if one not in owed], ground.known)
    off = strayed(
        read,
        settings,
        today,
        {objective: one for objective, one in aim.stances.items() if objective not in aim.intended},
        party,
        ground.lines,
    )
    touched = [lines[source] for source in held.used if lines[source].objective not in aim.intended]
    due = owing(read, settings, today, touched, ground.lines.successions)
    heard = partners_of(read, [one.source.record for one in held.mixed])
    rivals = partners_of(read, [one.rival.record for one in weighed if one.rival is not None])
    quoted = quoted_in(read, draft, party)
    first = _to_consult(ground, held, lines)
    words = _words(read, ground.lines, [one.record for one in off])
    names = party_names(
        read,
        {
            *(one for some in (*heard.values(), *rivals.values(), *first.values()) for one in some),
            *(one for strayed_ in off for one in strayed_.toward),
            *(one for owing_ in due for one in owing_.parties),
        },
    )
    board = show(
        read,
        [
            *remarks.refs_of(held, (source for source, _number in unused)),
            *(one.record for one in silent),
            *(one.record for one in off),
            *(one.record for one in quoted),
            *(one.record for one in owed if any(some.known is one for some in weighed)),
            *(one.rival.record for one in weighed if one.rival is not None),
            *(Ref("position", number) for one in due for number in (one.line.id, one.before.id)),
            *(ref for one in due for ref in one.by_agreement.values()),
        ],
    )

    def others(parties: Iterable[int]) -> list[str]:
        return [names[one] for one in dict.fromkeys(parties) if one not in settings.ours and one != party]

    for one in held.departures:
        if (objective := meant.get((one.number, one.source))) is not None:
            answer.notes.append(remarks.intended(draft, one, board))
            if one.source.record.kind != "position":
                _note_text(answer, objective, one)
        else:
            consulted = others(first.get(one.source.objective or 0, ())) if one.severity.rank > 1 else []
            answer.findings.append(remarks.departure(draft, one, board, consulted))
    for one in held.mixed:
        if (objective := meant.get((one.number, one.source))) is not None:
            _note_text(answer, objective, one)
        elif not _is_deliberate(ground, one.source, party, heard.get(one.source.record, ())):
            answer.findings.append(remarks.mixed(draft, one, board, others(heard.get(one.source.record, ()))))
    answer.findings += [remarks.broken(draft, one, board) for one in held.broken]
    for weight in weighed:
        to = others(rivals.get(weight.rival.record, ())) if weight.rival is not None else []
        found = cautions.promise(draft, weight, board, to)
        (answer.notes if found.check is found.check.KNOWN else answer.findings).append(found)
    answer.findings += [
        cautions.stance(
            one,
            ground.place_on(one.objective),
            board,
            ground.named[one.objective].code,
            words[one.record],
            others(one.toward),
        )
        for one in off
    ]
    answer.findings += [
        cautions.consult(
            one,
            _place_of_line(draft, held, one.line),
            board,
            ground.named[one.line.objective].code,
            names,
        )
        for one in due
    ]
    answer.findings += cautions.unmentioned(silent, board, today)
    answer.findings += [cautions.quoting(draft, one, board) for one in quoted]
    answer.notes += [remarks.reworded(draft, one, board) for one in held.reworded]
    answer.notes += [
        remarks.unused(draft, source, number, board, ground.named[source.objective or 0][:2])
        for source, number in unused
    ]
    _texts_against(ground, lines, told_here.sources, told_there.sources, answer)
    if name:
        answer.findings = [replace(one, toward=(name,)) for one in answer.findings]
        answer.notes = [replace(one, toward=(name,)) for one in answer.notes]
    return answer


def _everywhere(ground: _Ground) -> list[DraftFinding]:
    """What holds toward any audience: names."""
    found = [
        cautions.source_named(ground.draft, start, end)
        for start, end in protected_in(ground.read, ground.draft.text)
    ]
    wrong = misnamed_in(ground.read, ground.draft.text)
    board = show(ground.read, [Ref("party", one.party) for one in wrong])
    return [*found, *(cautions.misnamed(ground.draft, one, board) for one in wrong)]


def _names(read: Session, ids: Collection[int]) -> dict[int, _Named]:
    """Code, title and proposition of objectives, in order of their codes."""
    found: dict[int, _Named] = {}
    for some in batches(ids):
        query = select(Objective.id, Objective.code, Objective.title, Objective.proposition)
        for row in read.execute(query.where(Objective.id.in_(some)).order_by(Objective.code)):
            found[row.id] = _Named(row.code, row.title, row.proposition)
    return found


def _words(read: Session, lines: Lines, refs: Sequence[Ref]) -> dict[Ref, str]:
    """The words of positions and statements."""
    said = read_words(read, [ref.id for ref in refs if ref.kind == "statement"])
    return {
        ref: said[ref.id].text if ref.kind == "statement" else lines.successions.by_id[ref.id].words
        for ref in refs
    }


def _place_of_line(draft: Draft, held: Held, line: Line) -> Place | None:
    number = next((at for source, at in held.used.items() if source.record.id == line.id), None)
    return draft.place_of(number) if number is not None else None


def _passed_over(ground: _Ground, owed: Sequence[Owed]) -> list[Owed]:
    """Commitments overdue or due soon of which no sentence, nor two together, speak."""
    days = ground.settings["draft.due_days"]
    due = [
        one
        for one in owed
        if one.is_performable and one.due is not None and (one.due.latest - ground.today).days <= days
    ]
    stretches = ground.draft.stretches() if due else []
    return [one for one in due if not any(speaks_of(stems, one, ground.known) for stems in stretches)]


def _unused(ground: _Ground, lines: Mapping[Source, Line], held: Held) -> list[tuple[Source, int | None]]:
    """Lines that no sentence uses, with the sentence on their subject: those chosen, or else those that have one."""
    found: list[tuple[Source, int | None]] = []
    for source, line in lines.items():
        if source in held.used or line.objective in ground.aim.intended:
            continue
        number = ground.draft.nearest(stems_of(ground.named[line.objective].title), TOUCHED)
        if number is not None or ground.aim.objectives is not None:
            found.append((source, number))
    return found


def _to_consult(ground: _Ground, held: Held, lines: Mapping[Source, Line]) -> dict[int, list[int]]:
    """For each objective from whose line the draft departs, whom a change of that line must consult first."""
    departed = [lines[one.source] for one in held.departures if one.source in lines]
    if not departed:
        return {}
    objectives = {line.objective for line in departed}
    duties = by_agreement(ground.read, ground.settings, ground.today, objectives)
    found: dict[int, list[int]] = {objective: list(duties.get(objective, ())) for objective in objectives}
    for line in departed:
        found[line.objective] += on_lists(ground.read, [line.id], Duty.CONSULT).get(Duty.CONSULT, {})
    return found


def _is_deliberate(ground: _Ground, source: Source, party: int | None, heard: Collection[int]) -> bool:
    """Whether those who heard it have a line of their own on the objective."""
    others = [one for one in heard if one not in ground.settings.ours]
    if source.objective is None or not others:
        return False
    on = PartialDate.day(ground.today)
    own = {line.id for line in ground.lines.toward(source.objective, party, on)}
    return all(
        any(line.id not in own for line in ground.lines.toward(source.objective, one, on)) for one in others
    )


def _meant(ground: _Ground, held: Held) -> dict[tuple[int, Source], int]:
    """By sentence and source, the objective on which a departure is meant."""
    if not ground.aim.intended:
        return {}
    departures = [*held.departures, *held.mixed]
    links = _linked(ground.read, departures)
    found: dict[tuple[int, Source], int] = {}
    for one in departures:
        about = {one.source.objective, *links.get(one.source.record, ())}
        for objective in ground.aim.intended:
            title = stems_of(ground.named[objective].title)
            if objective in about or share(title, ground.draft.stems[one.number]) >= TOUCHED:
                found[one.number, one.source] = objective
    return found


def _linked(read: Session, departures: Sequence[Departure]) -> dict[Ref, list[int]]:
    """The objectives to which the communications are linked."""
    ids = {one.source.record.id for one in departures if one.source.record.kind == "communication"}
    found: dict[Ref, list[int]] = {}
    for some in batches(ids):
        query = select(ObjectiveLink.owner_id, ObjectiveLink.objective_id).where(
            ObjectiveLink.owner_kind == "communication", ObjectiveLink.owner_id.in_(some), live(ObjectiveLink)
        )
        for owner, objective in read.execute(query):
            found.setdefault(Ref("communication", owner), []).append(objective)
    return found


def _note_text(answer: _Answer, objective: int, one: Departure) -> None:
    difference = " ".join(told(change) for change in one.changes)
    answer.texts.setdefault(objective, []).append((one.source.record, one.earlier.sentence.words, difference))


def _texts_against(
    ground: _Ground,
    lines: Mapping[Source, Line],
    here: Sequence[Source],
    there: Sequence[Source],
    answer: _Answer,
) -> None:
    """Earlier texts that the sentences of an intended change contradict, where a line speaks of the same first."""
    about = {
        objective: {source for source, line in lines.items() if line.objective == objective}
        for objective in ground.aim.intended
    }
    for objective, sources in about.items():
        if not sources:
            continue
        on_line = hold(ground.draft, list(sources), [], [], [], ground.likeness)
        changed = {one.number for one in on_line.departures}
        if not changed:
            continue
        held = hold(ground.draft, [], here, there, [], ground.likeness)
        for one in (*held.departures, *held.mixed):
            if one.number in changed:
                _note_text(answer, objective, one)


def _plan(ground: _Ground, objective: int, stance: int | None, answers: Sequence[_Answer]) -> ChangePlan:
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
