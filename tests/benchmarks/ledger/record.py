"""The record itself: who met whom, what was promised, said, asked and done."""

from __future__ import annotations

from datetime import date, timedelta

from diplotrack.records import (
    Action,
    Agreement,
    AgreementParty,
    Ask,
    Communication,
    CommunicationParty,
    Deed,
    Engagement,
    EngagementParty,
    Instruction,
    ObjectiveLink,
    Participant,
    Passage,
    Statement,
    StatementAudience,
)
from tests.benchmarks.ledger import promises
from tests.benchmarks.ledger.writing import TODAY, Ground, entered

FORMATS = ("meeting", "call", "visit", "video_call", "working_meal", "reception", "demarche")
LEVELS = ("head", "minister", "deputy_minister", "ambassador", "senior_official", "working", "working")
INCOMING, OUTGOING = ("note_verbale", "letter"), ("demarche", "speech", "press_release", "note_verbale")


def write(base: Ground, records: int) -> None:
    """Engagements, commitments and communications as 4 to 3 to 2, and a twentieth of statements."""
    met: list[tuple[int, int, date]] = []
    for _number in range(records * 4 // 10):
        met.append(_engagement(base, met))
    texts = [_communication(base, met) for _number in range(records * 2 // 10)]
    agreements = [_agreement(base) for _number in range(records // 300)]
    promises.write(base, records * 3 // 10, met, agreements)
    for _number in range(records // 20):
        _statement(base, texts)
    for _number in range(records // 50):
        _deed(base)
        _action(base, met)
        _request(base)


def _linked(base: Ground, kind: str, record: int, day: date, share: float) -> None:
    if base.maybe(share):
        base.pen.put(
            ObjectiveLink,
            entered(day),
            owner_kind=kind,
            owner_id=record,
            objective_id=base.objective(),
            bearing=1,
        )


def _engagement(base: Ground, met: list[tuple[int, int, date]]) -> tuple[int, int, date]:
    day = base.a_day() if base.maybe(0.99) else TODAY + timedelta(days=base.chance.randint(1, 90))
    partner, level = base.partner(), base.chance.choice(LEVELS)
    # One in twenty is an item of a programme.
    programme = met[-1][0] if met and base.maybe(0.05) else None
    kind = base.chance.choice(FORMATS)
    is_past = day < TODAY and base.maybe(0.9995)
    made = base.pen.put(
        Engagement, entered(day), title=f"{kind.replace('_', ' ').capitalize()} on {base.words.subject()}",
        starts_on=day, status="held" if is_past else "planned", format=kind, level_ours=level, level_theirs=level,
        city="Geneva", country_id=partner, owner_id=base.chance.choice(base.officers), is_public=base.maybe(0.3),
        parent_id=programme,
    )  # fmt: skip
    at = entered(day)
    base.pen.put(EngagementParty, at, engagement_id=made, party_id=base.us, side="ours")
    base.pen.put(EngagementParty, at, engagement_id=made, party_id=partner, side="theirs")
    for person, party, side in (
        (base.chance.choice(base.officers), base.us, "ours"),
        (base.chance.choice(base.counterparts.get(partner) or base.officers), partner, "theirs"),
    ):
        base.pen.put(Participant, at, engagement_id=made, person_id=person, party_id=party, side=side)
    if is_past and base.maybe(0.985):
        text = base.words.paragraph(3)
        base.pen.put(
            Passage, at, owner_kind="engagement", owner_id=made, role="summary", ordinal=0, text=text
        )
    _linked(base, "engagement", made, day, 0.985)
    return made, partner, day


def _communication(base: Ground, met: list[tuple[int, int, date]]) -> tuple[int, int, date, bool]:
    day, partner = base.a_day(), base.partner()
    is_ours = base.maybe(0.6)
    day_received = {} if is_ours else {"received_on": day}
    made = base.pen.put(
        Communication, entered(day), title=f"Note on {base.words.subject()}", sent_on=day,
        type=base.chance.choice(OUTGOING if is_ours else INCOMING), traffic="outgoing" if is_ours else "incoming",
        is_public=is_ours and base.maybe(0.3), language="en", owner_id=base.chance.choice(base.officers),
        engagement_id=base.chance.choice(met)[0] if base.maybe(0.2) else None,
        reply_due_on=day + timedelta(days=30) if base.maybe(0.01) else None, **day_received,
    )  # fmt: skip
    at = entered(day)
    ends = ((base.us, "from"), (partner, "to")) if is_ours else ((partner, "from"), (base.us, "to"))
    for party, part in ends:
        base.pen.put(CommunicationParty, at, communication_id=made, party_id=party, part=part)
    for ordinal in range(4):
        base.pen.put(
            Passage, at, owner_kind="communication", owner_id=made, role="text", ordinal=ordinal,
            text=base.words.paragraph(5),
        )  # fmt: skip
    _linked(base, "communication", made, day, 0.985)
    return made, partner, day, is_ours


def _statement(base: Ground, texts: list[tuple[int, int, date, bool]]) -> None:
    text, partner, day, is_ours = base.chance.choice(texts)
    objective = base.objective()
    alive = [line.stance for line in base.lines[objective] if line.first <= day]
    stance = alive[-1] if alive and base.maybe(0.97) else base.chance.choice((-2, -1, 0, 1, 2))
    speaker = base.chance.choice(
        base.officers if is_ours else base.counterparts.get(partner) or base.officers
    )
    made = base.pen.put(
        Statement, entered(day), quote=base.words.paragraph(1), said_on=day, objective_id=objective, stance=stance,
        speaker_id=speaker, party_id=base.us if is_ours else partner, behalf="ours" if is_ours else "theirs",
        is_public=base.maybe(0.3), communication_id=text,
    )  # fmt: skip
    if base.maybe(0.7):
        audience = partner if is_ours else base.us
        base.pen.put(StatementAudience, entered(day), statement_id=made, party_id=audience)


def _deed(base: Ground) -> None:
    day, objective = base.a_day(), base.objective()
    alive = [line.stance for line in base.lines[objective] if line.first <= day]
    side = 1 if not alive or alive[-1] >= 0 else -1
    category = base.chance.choice(
        ("agree", "consult_visit", "cooperate", "aid", "support", "reject", "accuse")
    )
    base.pen.put(
        Deed, entered(day), text=base.words.paragraph(1), done_on=day, actor_id=base.us, target_id=base.partner(),
        category=category, objective_id=objective, bearing=side if base.maybe(0.85) else -side,
    )  # fmt: skip


def _action(base: Ground, met: list[tuple[int, int, date]]) -> None:
    engagement, _partner, day = base.chance.choice(met)
    due = day + timedelta(days=base.chance.randint(7, 120))
    is_done = due < TODAY and base.maybe(0.99)
    base.pen.put(
        Action, entered(day), text=f"Follow up on {base.words.subject()}", due_on=due, engagement_id=engagement,
        owner_id=base.chance.choice(base.officers), status="done" if is_done else "open",
        done_on=due if is_done else None,
    )  # fmt: skip


def _request(base: Ground) -> None:
    day, partner = base.a_day(), base.partner()
    by, to = (base.us, partner) if base.maybe(0.5) else (partner, base.us)
    is_answered = base.maybe(0.98) or day > TODAY - timedelta(days=40)
    base.pen.put(
        Ask, entered(day), text=f"Support on {base.words.subject()}", by_id=by, to_id=to, asked_on=day,
        response="accepted" if is_answered else "none", answer_due_on=day + timedelta(days=40),
        answered_on=day + timedelta(days=20) if is_answered else None,
    )  # fmt: skip
    told = day + timedelta(days=3)
    base.pen.put(
        Instruction, entered(day), text=f"Raise {base.words.subject()}", to_id=partner, received_on=day,
        deliver_by_on=day + timedelta(days=7), delivered_on=told if base.maybe(0.995) else None,
        reported_on=told if base.maybe(0.99) else None, owner_id=base.chance.choice(base.officers),
    )  # fmt: skip


def _agreement(base: Ground) -> tuple[int, int]:
    day, partner = base.a_day(), base.partner()
    ends = TODAY + timedelta(days=base.chance.randint(-2_000, 6_000)) if base.maybe(0.4) else None
    made = base.pen.put(
        Agreement, entered(day), title=f"Agreement on {base.words.subject()}", signed_on=day, in_force_on=day,
        ends_on=ends if ends and ends > day else None, notice_days=180, renewal="decision",
        renewal_decision="renew" if base.maybe(0.7) else None, owner_id=base.chance.choice(base.officers),
    )  # fmt: skip
    for party in (base.us, partner):
        base.pen.put(AgreementParty, entered(day), agreement_id=made, party_id=party, signed_on=day)
    return made, partner
