"""R22: a text to or from us promises something, and nobody made a commitment of it or judged it to be none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import on_duty, standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.position_paths import Where
from diplotrack.consistency.promised import (
    Captured,
    Correspondence,
    Promised,
    bare,
    correspondences,
    names_us,
    promised_in,
)
from diplotrack.consistency.reach import down, up
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import Said, say, say_many, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.consistency.statements import UNSAID
from diplotrack.language.ladder import in_language
from diplotrack.language.promises import may_promise, promise_words
from diplotrack.records import (
    Commitment,
    Communication,
    CommunicationParty,
    Dismissal,
    Party,
    PartyName,
    Passage,
)
from diplotrack.records.enumerations import Correspondent, Traffic
from diplotrack.store.batches import batches
from diplotrack.store.lists import live
from diplotrack.store.worded import worded

CODE = "R22"

SHOWN = 5
"""Sentences that a finding quotes; all of them count."""


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Texts to or from us, older than the time allowed, in which a promise was neither captured nor dismissed."""
    holding = worded(read, Communication, promise_words()) if scope is None else None
    asked = [scope] if holding is None else [{"communication": frozenset(some)} for some in batches(holding)]
    for one in asked:
        texts = {row.id: row for row in _texts(read, settings, today, one) if _is_english(row)}
        for some in batches(texts):  # never the words of all texts at once
            yield from _among(read, {text: texts[text] for text in some}, settings)


def _among(read: Session, texts: Mapping[int, Any], settings: CheckSettings) -> Iterator[Found]:
    passages = _passages(read, texts)
    parties = correspondences(read, passages, settings.ours)
    promised: dict[int, list[Promised]] = {}
    for text, paragraphs in passages.items():
        own = parties.get(text, Correspondence()).own
        found = [one for row in paragraphs for one in promised_in(row.uid, row.text, own)]
        if found:
            promised[text] = found
    captured = Captured(read, {text: texts[text].engagement_id for text in promised})
    for text, found in sorted(promised.items()):
        left = captured.left(text, {row.uid: row.text for row in passages[text]}, found)
        if left:
            is_theirs = texts[text].traffic == Traffic.INCOMING
            us = parties.get(text, Correspondence()).us
            ours = [one for one in left if is_theirs and names_us(one, us)]
            yield _found(texts[text], left, ours, {row.uid: row for row in passages[text]})


def _texts(read: Session, settings: CheckSettings, today: date, scope: Scope | None) -> list[Any]:
    """The texts that could be at fault; one without a date counts from its entry."""
    last = today - timedelta(days=settings["R22.days"])
    day = func.coalesce(Communication.received_on, Communication.sent_on_latest)
    entered = datetime.combine(last, time())
    query = select(
        Communication.id,
        Communication.title,
        Communication.type,
        Communication.traffic,
        Communication.language,
        Communication.engagement_id,
    ).where(
        standing(Communication, scope),
        Communication.traffic.in_((Traffic.OUTGOING, Traffic.INCOMING)),
        Communication.type.not_in(UNSAID),
        or_(day < last, (day.is_(None)) & (Communication.created_at < entered)),
        on_duty(Communication, Communication.sent_on_latest, settings),
    )
    return list(read.execute(query.order_by(Communication.id)))


def _is_english(row: Any) -> bool:
    return in_language(row.language or "en") == "en"


def _passages(read: Session, texts: Iterable[int]) -> dict[int, list[Any]]:
    """By text, its paragraphs in order, where any of them may promise something."""
    found: dict[int, list[Any]] = defaultdict(list)
    query = select(Passage.id, Passage.uid, Passage.owner_id, Passage.text, Passage.marking_rank).where(
        Passage.owner_kind == "communication",
        Passage.owner_id.in_(sorted(texts)),
        Passage.role == "text",
        live(Passage),
    )
    for row in read.execute(query.order_by(Passage.owner_id, Passage.ordinal, Passage.id)):
        found[row.owner_id].append(row)
    return {text: rows for text, rows in found.items() if any(may_promise(row.text) for row in rows)}


def _found(text: Any, left: list[Promised], ours: list[Promised], passages: dict[bytes, Any]) -> Found:
    record = Ref("communication", text.id)
    first = (ours or left)[0]
    shown = [*ours, *(one for one in left if one not in ours)][:SHOWN]
    return Found(
        subjects=(record,),
        severity=Severity.HIGH if ours else Severity.MEDIUM,
        title=say("Promise not captured: {words}", words=shorten(first.words, 80)),
        why=_why(text.title, len(left), len(ours)),
        fix=say("Create the commitments, or dismiss the words that are none."),
        quotes=tuple(Words(_source(passages[one.passage], record), one.words) for one in shown),
        numbers={"promises": len(left), "ours": len(ours)},
        facts={"promises": sorted(bare(one.words) for one in left)},
    )


def _why(title: str, promises: int, ours: int) -> Said:
    told = say_many(
        "In “{title}”, one sentence promises something, and no commitment was made of it.",
        "In “{title}”, {n} sentences promise something, and no commitment was made of them.",
        "n",
        n=promises,
        title=title,
    )
    if not ours:
        return told
    named = say_many("One of them says that we promise.", "{n} of them say that we promise.", "n", n=ours)
    return say("{told} {named}", told=told, named=named)


def _source(passage: Any, record: Ref) -> Ref:
    """The record that is quoted: a paragraph with a marking of its own is shown for itself, with that marking."""
    return record if passage.marking_rank is None else Ref("passage", passage.id)


def _text(scene: Scene, words: str, **values: Any) -> Communication:
    made = scene.add(
        Communication(
            **{"title": "Letter on ports", "traffic": Traffic.INCOMING, "sent_on": scene.ago(8), **values}
        )
    )
    for party, part in ((scene.partner(), Correspondent.FROM), (scene.us, Correspondent.TO)):
        scene.add(CommunicationParty(communication_id=made.id, party_id=party.id, part=part))
    scene.add(Passage(owner_kind="communication", owner_id=made.id, text=words))
    return made


def _bad(scene: Scene) -> None:
    _text(scene, "Thank you for your letter. We will send two customs advisers by the end of May.")


def _good(scene: Scene) -> None:
    made = _text(scene, "We will send two customs advisers. We will remain in touch. We hope to meet soon.")
    scene.commitment(quote="send two customs advisers", communication_id=made.id)
    scene.add(Dismissal(owner_kind="communication", owner_id=made.id, quote="We will remain in touch."))


_CALLED = frozenset(
    {"name", "contested_name", "code", "is_own", "type", "parent_id", "deleted_at", "merged_into"}
)
"""What of a party decides whether a text names it, and whether it is us."""

_OF_PARTY = down(CommunicationParty.party_id) >> up(CommunicationParty.communication_id)

RULE = Rule(
    code=CODE,
    slug="uncaptured-promise",
    title=N_("Promise not captured"),
    fires=N_(
        "A text to or from us, more than {R22.days} days old, holds sentences that promise something (“will”, “commits"
        " to”, “pledges”, “agreed to” by a party; not negated, conditional, past or reported) of which no commitment"
        " was made and which nobody dismissed. One finding for each text. Only English texts are read; talking points"
        " and cables are left alone."
    ),
    severity=N_("medium; their text names a promise of ours: high"),
    rationale=N_(
        "What was promised in passing is forgotten by those who promised it and remembered by those who heard it."
    ),
    remedy=N_("Create the commitments, or dismiss the words that are none."),
    subjects=("communication",),
    find=find,
    reach={
        "commitment": (
            up(Commitment.communication_id),
            up(Commitment.engagement_id) >> down(Communication.engagement_id),
        ),
        "party": Where(Party, _CALLED, _OF_PARTY),
        "party_name": up(PartyName.party_id) >> _OF_PARTY,
    },
    bad=Example(
        N_("A partner wrote eight days ago that it will send two advisers; no commitment says so."), _bad
    ),
    good=Example(
        N_("One promise became a commitment, one was dismissed; what they hope for is no promise."), _good
    ),
    thresholds=(Threshold("R22.days", 7, N_("Days in which a promise is to be captured")),),
    from_duty=True,
)
