"""An intended change of position: who is to be consulted and told, by when, and what of ours would contradict it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, format_date
from diplotrack.base.markings import UNMARKED
from diplotrack.consistency.draft.concerned import Concerned, commitments_on, concerned
from diplotrack.consistency.draft.duties import Contact, Windows, contacts
from diplotrack.consistency.draft.plan import Against, ChangePlan, Reached, Reason, Step
from diplotrack.consistency.evidence import Shown, show
from diplotrack.consistency.finding import Ref
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import Saying, read_statements, read_words
from diplotrack.records import Commitment, Objective
from diplotrack.records.enumerations import STANCES, ConsultationType
from diplotrack.store.batches import batches
from diplotrack.store.positions import Line
from diplotrack.store.positions.successions import Stated, Successions

STANCE = dict(STANCES)
SHOWN = 10
"""Statements that are shown against a new line, the newest first."""


@dataclass(frozen=True, slots=True)
class Intended:
    """A change that is meant: on which objective, to which stance (None: not said), to be made known on a day."""

    objective: int
    stance: int | None
    on: date


def plan_change(
    read: Session,
    settings: CheckSettings,
    today: date,
    intended: Intended,
    audience: Collection[int | None],
    lines: Sequence[Line],
    successions: Successions,
    texts: Iterable[tuple[Ref, str, str]] = (),
) -> ChangePlan:
    """Lay a change out. ``lines`` are the positions in force that it replaces toward the audience.

    ``texts`` are earlier texts that the draft contradicts: record, its words, what differs.
    """
    upcoming = [
        one
        for line in lines
        for one in successions.successors(line.id)
        if one.first is None or one.first > today
    ]
    positions = [*(one.id for one in upcoming), *(line.id for line in lines)]
    sayings = [
        one
        for one in read_statements(
            read, settings.ours, objectives=[intended.objective], since=today - timedelta(days=365)
        )
        if one.days.earliest <= today
    ]
    owed = commitments_on(read, settings, intended.objective)
    partners = concerned(read, settings, today, intended.objective, lines, positions, sayings, owed)
    reached = contacts(read, positions)
    against = _against(read, intended, lines, sayings, owed)
    refs = {ref for one in partners.values() for _says, ref in one.reasons}
    refs |= {Ref("objective", intended.objective), *(Ref("position", line.id) for line in lines)}
    refs |= {ref for ref, _words, _why in (*against, *texts)}
    refs |= {contact.record for some in reached.values() for contact in some}
    shown = show(read, refs)
    windows = Windows.around(intended.on, settings)
    names = party_names(read, partners)
    steps = [
        _step(
            party, names[party], one, windows, _of(reached, lines, upcoming, party, settings), shown, audience
        )
        for party, one in partners.items()
    ]
    weights = {party: one.weight for party, one in partners.items()}
    steps.sort(key=lambda one: (one.type is ConsultationType.NOTICE, weights[one.party], one.name))
    code = read.scalar(select(Objective.code).where(Objective.id == intended.objective)) or ""
    old = {line.stance for line in lines}
    return ChangePlan(
        objective=shown[Ref("objective", intended.objective)].exhibit,
        code=code,
        on=intended.on,
        stance=intended.stance,
        old_stance=old.pop() if len(old) == 1 else None,
        lines=tuple(
            _shown_against(
                shown,
                Ref("position", line.id),
                line.words,
                _("in force: {stance}").format(stance=STANCE[line.stance]),
            )
            for line in lines
        ),
        steps=tuple(steps),
        against=tuple(_shown_against(shown, *one) for one in dict.fromkeys((*against, *texts))),
        position=positions[0] if positions else None,
    )


def _against(
    read: Session,
    intended: Intended,
    lines: Sequence[Line],
    sayings: Sequence[Saying],
    owed: dict[int, int | None],
) -> list[tuple[Ref, str, str]]:
    """Statements and commitments of ours that pull the other way; without a new stance, those that hold to the old."""
    old = next((line.stance for line in lines if line.stance), 0)
    new = intended.stance
    pull = -old if new is None else new

    def is_against(stance: int) -> bool:
        return stance * pull < 0 or (new is not None and abs(stance - new) >= 2)

    against = [one for one in reversed(sayings) if is_against(one.stance)]
    against.sort(key=lambda one: one.days, reverse=True)
    words = read_words(read, [one.id for one in against[:SHOWN]])
    found = [
        (
            one.ref,
            words[one.id].text,
            _("said on {day}: {stance}").format(day=format_date(one.days), stance=STANCE[one.stance]),
        )
        for one in against[:SHOWN]
    ]
    contrary = [one for one, bearing in owed.items() if bearing and bearing * pull < 0]
    for some in batches(contrary):
        query = select(Commitment.id, Commitment.text).where(Commitment.id.in_(some)).order_by(Commitment.id)
        found += [
            (Ref("commitment", one), text, _("an open commitment that pulls the other way"))
            for one, text in read.execute(query)
        ]
    return found


def _of(
    reached: dict[tuple[int, int], list[Contact]],
    lines: Sequence[Line],
    upcoming: Sequence[Stated],
    party: int,
    settings: CheckSettings,
) -> list[Contact]:
    """The contacts with a partner that are about this change: on a successor, or on the line once it had settled in."""
    found = [contact for one in upcoming for contact in reached.get((one.id, party), ())]
    for line in lines:
        settled = (
            line.first + timedelta(days=settings["R09.days_after"]) if line.first != date.min else date.min
        )
        found += [one for one in reached.get((line.id, party), ()) if one.on is None or one.on > settled]
    return found


def _step(
    party: int,
    name: str,
    one: Concerned,
    windows: Windows,
    made: Sequence[Contact],
    shown: dict[Ref, Shown],
    audience: Collection[int | None],
) -> Step:
    kind = ConsultationType.CONSULTATION if one.is_consulted else ConsultationType.NOTICE
    first, last = windows.of(kind)
    fitting = [
        contact
        for contact in made
        # Who was consulted has been told of it.
        if kind is ConsultationType.NOTICE or contact.type is ConsultationType.CONSULTATION
    ]
    done = next(
        (contact for contact in fitting if contact.on is not None and first <= contact.on <= last), None
    )
    planned = next((contact for contact in fitting if contact.on is None), None)
    contact = done or planned
    reached = Reached.DONE if done else Reached.PLANNED if planned else Reached.OWED
    return Step(
        party=party,
        name=name,
        type=kind,
        reasons=tuple(
            Reason(says, shown[ref].exhibit, shown[ref].marking or UNMARKED) for says, ref in one.reasons
        ),
        first=first,
        last=last,
        reached=reached,
        record=shown[contact.record].exhibit if contact is not None else None,
        on=done.on if done is not None else None,
        is_told_by_draft=kind is ConsultationType.NOTICE and party in audience,
    )


def _shown_against(shown: dict[Ref, Shown], ref: Ref, words: str, why: str) -> Against:
    one = shown[ref]
    return Against(one.exhibit, " ".join(words.split()), why, one.marking or UNMARKED)
