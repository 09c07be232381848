"""R29: a reply, ours or theirs, is past its due date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import is_asked, on_duty, standing, within
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import named, party_names
from diplotrack.consistency.made import OfScope, ask
from diplotrack.consistency.partners import partners_of
from diplotrack.consistency.reach import up
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import DaysSince, Said, say, say_many, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Ask, Communication
from diplotrack.records.enumerations import Response, Traffic

CODE = "R29"

OURS = N_("we owe the reply")
THEIRS = N_("they owe the reply")
WHO_OWES = {Traffic.INCOMING: OURS, Traffic.OUTGOING: THEIRS, Traffic.INTERNAL: OURS}


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Communications without a reply, and asks without an answer, whose due day lies before today."""
    if is_asked(Communication, scope):
        yield from _communications(read, settings, today, scope)
    if is_asked(Ask, scope):
        yield from _asks(read, settings, today, scope)


def _communications(
    read: Session, settings: CheckSettings, today: date, scope: Scope | None
) -> Iterable[Found]:
    rows = ask(read, _unanswered, scope, settings, today).all()
    ties = partners_of(read, [Ref("communication", row.id) for row in rows])
    others = {
        ref.id: [one for one in dict.fromkeys(parties) if one not in settings.ours]
        for ref, parties in ties.items()
    }
    names = party_names(read, (party for parties in others.values() for party in parties))
    for row in rows:
        other = named([names[one] for one in others.get(row.id, ())])
        is_ours = row.traffic != Traffic.OUTGOING
        yield Found(
            subjects=(Ref("communication", row.id),),
            severity=Severity.MEDIUM,
            title=say("Unanswered: {title}", title=shorten(row.title)),
            why=_why(row.reply_due_on, is_ours),
            fix=_reply_fix(other, is_ours=is_ours),
            numbers={"days_late": DaysSince(row.reply_due_on), "due": row.reply_due_on},
            facts={"due": row.reply_due_on},
        )


def _asks(read: Session, settings: CheckSettings, today: date, scope: Scope | None) -> Iterable[Found]:
    rows = ask(read, _unmet, scope, settings, today).all()
    names = party_names(read, [party for row in rows for party in (row.by_id, row.to_id) if party])
    for row in rows:
        is_ours = row.to_id in settings.ours
        if not is_ours and row.by_id is not None and row.by_id not in settings.ours and row.to_id is not None:
            continue  # between others
        other = names.get(row.by_id if is_ours else row.to_id, "")
        yield Found(
            subjects=(Ref("ask", row.id),),
            severity=Severity.MEDIUM,
            title=say("Unanswered ask: {text}", text=shorten(row.text)),
            why=_why(row.answer_due_on, is_ours),
            fix=_ask_fix(is_ours, other),
            numbers={"days_late": DaysSince(row.answer_due_on), "due": row.answer_due_on},
            facts={"due": row.answer_due_on},
        )


def _unanswered(scope: OfScope | None, settings: CheckSettings, today: date) -> Any:
    reply = aliased(Communication)
    # Read once: where hardly any communication is a reply, databases would go through all of them for each one.
    answered = select(reply.reply_to_id).where(
        reply.reply_to_id.is_not(None),
        standing(reply),
        # A reply that is to go out tomorrow has not answered yet.
        or_(reply.sent_on.is_(None), reply.sent_on <= today),
    )
    answered = answered.where(within(reply.reply_to_id, Communication, scope))
    day = func.coalesce(Communication.received_on, Communication.sent_on_latest)
    query = select(
        Communication.id, Communication.title, Communication.traffic, Communication.reply_due_on
    ).where(
        standing(Communication, scope),
        Communication.reply_due_on < today,
        Communication.traffic.in_(list(WHO_OWES)),
        Communication.id.not_in(answered),
        on_duty(Communication, day, settings),
    )
    return query.order_by(Communication.id)


def _unmet(scope: OfScope | None, settings: CheckSettings, today: date) -> Any:
    query = select(Ask.id, Ask.text, Ask.by_id, Ask.to_id, Ask.answer_due_on).where(
        standing(Ask, scope),
        Ask.answer_due_on < today,
        Ask.response == Response.NONE,
        Ask.answered_on.is_(None),
        on_duty(Ask, Ask.asked_on_latest, settings),
    )
    return query.order_by(Ask.id)


def _reply_fix(other: list[Any], *, is_ours: bool) -> Said:
    if is_ours:
        return (
            say("Answer {party}, and link the reply.", party=other)
            if other
            else say("Answer it, and link the reply.")
        )
    return say("Ask {party} for the reply.", party=other) if other else say("Ask for their reply.")


def _ask_fix(is_ours: bool, other: str) -> Said:
    if is_ours:
        return say("Answer {party}.", party=other) if other else say("Answer it.")
    return say("Raise it again with {party}.", party=other) if other else say("Raise it again.")


def _why(due: date, is_ours: bool) -> Said:
    return say_many(
        "A reply was due on {due}, {days} day ago, and none is on record; {who}.",
        "A reply was due on {due}, {days} days ago, and none is on record; {who}.",
        "days",
        due=due,
        days=DaysSince(due),
        who=OURS if is_ours else THEIRS,
    )


def _bad(scene: Scene) -> None:
    scene.add(
        Communication(
            title="Note verbale on port fees",
            traffic=Traffic.INCOMING,
            sent_on=scene.ago(30),
            reply_due_on=scene.ago(1),
        )
    )


def _good(scene: Scene) -> None:
    note = scene.add(
        Communication(
            title="Note verbale on port fees",
            traffic=Traffic.INCOMING,
            sent_on=scene.ago(30),
            reply_due_on=scene.ago(1),
        )
    )
    scene.add(Communication(title="Our reply", sent_on=scene.ago(3), reply_to_id=note.id))
    scene.add(
        Ask(
            text="Join the working group",
            by_id=scene.us.id,
            to_id=scene.partner().id,
            answer_due_on=scene.today,
        )
    )


RULE = Rule(
    code=CODE,
    slug="unanswered",
    title=N_("Unanswered"),
    fires=N_(
        "The day by which a communication’s reply, or the answer to an ask, was due has passed, and neither is on"
        " record. What others ask one another is left alone."
    ),
    severity=N_("medium"),
    rationale=N_("Silence is read as an answer, and seldom as the one that was meant."),
    remedy=N_("Answer it; or raise it again, where they owe the reply."),
    subjects=("communication", "ask"),
    find=find,
    reach={"communication": up(Communication.reply_to_id)},
    bad=Example(N_("The reply to a note verbale was due yesterday."), _bad),
    good=Example(
        N_("One note has been answered; an ask’s answer is due today, and the day is not over."), _good
    ),
    from_duty=True,
)
