"""Everything in the draft check that depends on the audience."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.consistency.draft import cautions, remarks
from diplotrack.consistency.draft.departures import Held, hold
from diplotrack.consistency.draft.duties import by_agreement, on_lists, owing
from diplotrack.consistency.draft.ground import TOUCHED, Answer, Ground
from diplotrack.consistency.draft.meant import meant_in, note_text, texts_against
from diplotrack.consistency.draft.promises import weigh
from diplotrack.consistency.draft.release import quoted_in
from diplotrack.consistency.draft.report import Place
from diplotrack.consistency.draft.sources import (
    Owed,
    Source,
    commitments_of_ours,
    lines_toward,
    told_to,
    told_to_others,
)
from diplotrack.consistency.draft.stances import strayed
from diplotrack.consistency.draft.text import Draft, stems_of
from diplotrack.consistency.evidence import show
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.partners import partners_of
from diplotrack.consistency.statements import read_words
from diplotrack.language.alignment import share
from diplotrack.records.enumerations import Duty
from diplotrack.store.positions import Line, Lines

MOST_UNUSED = 8
"""Lines not used that are noted where no objective was chosen."""


def answer_for(ground: Ground, party: int | None, name: str) -> Answer:
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
    answer = Answer(
        compared={"lines": len(lines), "texts": len(told_here.sources), "commitments": len(owed)},
        is_cut=told_here.is_cut or told_there.is_cut,
    )
    meant = meant_in(ground, held)
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
    due = owing(read, settings, today, touched, ground.lines.successions, aim.audience)
    heard = partners_of(read, [one.source.record for one in held.mixed])
    rivals = partners_of(read, [one.rival.record for one in weighed if one.rival is not None])
    known = [one.text for one in (*lines, *told_here.sources)]
    quoted = quoted_in(read, draft, party, known)
    first = _to_consult(ground, held, lines)
    words = _words(read, ground.lines, [one.record for one in off])
    names = party_names(
        read,
        {
            *(one for some in (*heard.values(), *rivals.values(), *first.values()) for one in some),
            *(one for strayed_ in off for one in strayed_.toward),
            *(one for owing_ in due for one in (*owing_.parties, *owing_.untold)),
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
                note_text(answer, objective, one)
        else:
            # A draft that tells a partner has not consulted it: the audience is named among them.
            asked = dict.fromkeys(first.get(one.source.objective or 0, ()) if one.severity.rank > 1 else ())
            consulted = [names[each] for each in asked if each not in settings.ours]
            answer.findings.append(remarks.departure(draft, one, board, consulted))
    for one in held.mixed:
        if (objective := meant.get((one.number, one.source))) is not None:
            note_text(answer, objective, one)
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
    texts_against(ground, lines, told_here.sources, told_there.sources, answer)
    if name:
        answer.findings = [replace(one, toward=(name,)) for one in answer.findings]
        answer.notes = [replace(one, toward=(name,)) for one in answer.notes]
    return answer


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


def _passed_over(ground: Ground, owed: Sequence[Owed]) -> list[Owed]:
    """Commitments overdue or due soon of which no sentence, nor two together, speak."""
    days = ground.settings["draft.due_days"]
    due = [
        one
        for one in owed
        if one.is_performable and one.due is not None and (one.due.latest - ground.today).days <= days
    ]

    def is_mentioned(one: Owed) -> bool:
        words = (one.text, one.quote)
        return any(ground.draft.mentions(stems_of(some), ground.known) for some in words if some)

    return [one for one in due if not is_mentioned(one)]


def _unused(ground: Ground, lines: Mapping[Source, Line], held: Held) -> list[tuple[Source, int | None]]:
    """Lines that no sentence uses, with the sentence on their subject: those chosen, or else those that have one.

    Where nothing is chosen and a long draft touches many, those are noted whose subject it names most fully.
    """
    found: list[tuple[float, Source, int | None]] = []
    for source, line in lines.items():
        if source in held.used or line.objective in ground.aim.intended:
            continue
        title = stems_of(ground.named[line.objective].title)
        number = ground.draft.nearest(title, TOUCHED)
        if number is not None or ground.aim.objectives is not None:
            fullness = share(title, ground.draft.stems[number]) if number is not None else 0.0
            found.append((fullness, source, number))
    if ground.aim.objectives is None and len(found) > MOST_UNUSED:
        found = sorted(found, key=lambda one: -one[0])[:MOST_UNUSED]
    return [(source, number) for _fullness, source, number in found]


def _to_consult(ground: Ground, held: Held, lines: Mapping[Source, Line]) -> dict[int, list[int]]:
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


def _is_deliberate(ground: Ground, source: Source, party: int | None, heard: Collection[int]) -> bool:
    """Whether those who heard it have a line of their own on the objective."""
    others = [one for one in heard if one not in ground.settings.ours]
    if source.objective is None or not others:
        return False
    on = PartialDate.day(ground.today)
    own = {line.id for line in ground.lines.toward(source.objective, party, on)}
    return all(
        any(line.id not in own for line in ground.lines.toward(source.objective, one, on)) for one in others
    )
