"""What the ledger has already: the engagement that a text tells of, the text, what it answers, names or repeats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date
from diplotrack.language.alignment import content, share
from diplotrack.language.names_fold import fold
from diplotrack.records import (
    Agreement,
    Commitment,
    CommitmentParty,
    Communication,
    Engagement,
    EngagementParty,
    Participant,
    Passage,
)
from diplotrack.records.enumerations import RUNNING, Side
from diplotrack.store.lists import live, mentions
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.proposal import About, Proposal, Span

DAYS = 1
"""Days that may lie between the text's day and that of the engagement: two clocks, or a readout of the next day."""

REPEATED = 0.55
"""The share of meaningful words from which a promise is taken to repeat one that runs."""

SHORTEST_TITLE = 15
"""Letters of an agreement's title below which it is too common to be looked for."""

COMPARED = 500
"""Running commitments of the parties with which promises are compared."""


def read_links(ground: Ground, found: list[Proposal]) -> Iterator[Proposal]:
    """Records to which the text or what it tells belongs. ``found`` is what was proposed so far."""
    filed = _filed(ground)
    if filed is not None:
        yield filed
    yield from _answered(ground)
    yield from _engagements(ground, found)
    yield from _agreements(ground)
    yield from _commitments(ground, found)


def _link(
    ground: Ground, kind: str, record_id: int, why: str, sureness: int, spans: tuple[Span, ...] = ()
) -> Proposal:
    caption = mentions(ground.session, kind, [record_id])[record_id].caption
    return Proposal(f"link:{kind}:{record_id}", About.LINK, caption, (kind, record_id), spans, why, sureness)


def _filed(ground: Ground) -> Proposal | None:
    """The communication that this text is: by the identifier of its message, or word for word."""
    if ground.source.key:
        same = select(Communication.id).where(
            Communication.reference == ground.source.key, live(Communication)
        )
        if (record_id := ground.session.scalar(same.limit(1))) is not None:
            return _link(ground, "communication", record_id, _("this message is filed already"), 97)
    day = ground.sent or ground.on
    if not ground.source.paragraphs or day is None:
        return None
    # By its day, for words are in no index by which the same could be found.
    owners = (
        select(Communication.id)
        .join(Passage, (Passage.owner_id == Communication.id) & (Passage.owner_kind == "communication"))
        .where(
            Communication.sent_on == day,
            live(Communication),
            Passage.role == "text",
            Passage.ordinal == 0,
            Passage.text == ground.source.paragraphs[0],
            live(Passage),
        )
    )
    for record_id in ground.session.scalars(owners.limit(5)):
        words = select(Passage.text).where(
            Passage.owner_kind == "communication",
            Passage.owner_id == record_id,
            Passage.role == "text",
            live(Passage),
        )
        if tuple(ground.session.scalars(words.order_by(Passage.ordinal))) == ground.source.paragraphs:
            return _link(ground, "communication", record_id, _("the same text is filed already"), 97)
    return None


def _answered(ground: Ground) -> Iterator[Proposal]:
    """The message that this one answers."""
    if not ground.source.in_reply_to:
        return
    query = select(Communication.id).where(
        Communication.reference == ground.source.in_reply_to, live(Communication)
    )
    record_id = ground.session.scalar(query.limit(1))
    if record_id is not None:
        caption = mentions(ground.session, "communication", [record_id])[record_id].caption
        shown = _("Reply to {title}").format(title=caption)
        yield Proposal(
            f"link:reply:{record_id}",
            About.LINK,
            shown,
            ("reply", record_id),
            (),
            _("the message says so"),
            92,
        )


def _engagements(ground: Ground, found: list[Proposal]) -> Iterator[Proposal]:
    """Engagements about the same day with the same parties: this text is then one of theirs, and no second is made."""
    theirs, day = set(ground.party_ids(Side.THEIRS)), ground.day
    if not theirs or day is None or day.precision != "day":
        return
    told = next((one.value for one in found if one.key == "format"), None)
    people = {one.value for one in found if one.about is About.PERSON and isinstance(one.value, int)}
    query = (
        select(Engagement.id, Engagement.starts_on, Engagement.format, EngagementParty.party_id)
        .join(EngagementParty, EngagementParty.engagement_id == Engagement.id)
        .where(
            live(Engagement),
            Engagement.merged_into.is_(None),
            EngagementParty.deleted_at.is_(None),
            Engagement.starts_on >= day.earliest - timedelta(days=DAYS),
            Engagement.starts_on <= day.latest + timedelta(days=DAYS),
            EngagementParty.side != Side.OURS,
        )
        .limit(400)
    )
    several: dict[int, tuple[Any, Any, set[int]]] = {}
    for record_id, starts_on, form, party in ground.session.execute(query):
        several.setdefault(record_id, (starts_on, form, set()))[2].add(party)
    for record_id, (starts_on, form, parties) in several.items():
        shared = parties & theirs
        if not shared:
            continue
        same_day = starts_on == day.earliest
        sureness = (58 if same_day else 38) + round(22 * len(shared) / len(parties | theirs))
        if told is not None and form is not None:
            sureness += 10 if form == told else -25
        there = _people(ground, record_id)
        if there and people:
            sureness += 8 if people & there else -8
        why = _("the same parties on the same day") if same_day else _("the same parties, a day apart")
        yield _link(ground, "engagement", record_id, why, min(sureness, 96), _day_spans(found))


def _people(ground: Ground, engagement: int) -> set[int]:
    query = select(Participant.person_id).where(
        Participant.engagement_id == engagement,
        Participant.deleted_at.is_(None),
        Participant.person_id.is_not(None),
    )
    return {one for one in ground.session.scalars(query) if one is not None}


def _day_spans(found: list[Proposal]) -> tuple[Span, ...]:
    return next((one.spans for one in found if one.key == "day:starts_on"), ())


def _agreements(ground: Ground) -> Iterator[Proposal]:
    """Agreements that the text names by their title or reference."""
    text = fold(ground.text)
    query = select(Agreement.id, Agreement.title, Agreement.reference).where(
        live(Agreement), Agreement.merged_into.is_(None)
    )
    for record_id, title, reference in ground.session.execute(query):
        for name in (title, reference):
            if len(name) >= SHORTEST_TITLE and fold(name) in text:
                span = _find(ground, name)
                why = _("named in the text; promises of that paragraph are kept as obligations under it")
                yield _link(ground, "agreement", record_id, why, 70, (span,) if span else ())
                break


def _find(ground: Ground, name: str) -> Span | None:
    """Where a name stands that is known to be there, whatever its case and white space."""
    import re

    pattern = re.compile(r"[\W_]+".join(map(re.escape, re.findall(r"\w+", name))), re.IGNORECASE)
    found = pattern.search(ground.text)
    return Span(found.start(), found.end()) if found else None


def _commitments(ground: Ground, found: list[Proposal]) -> Iterator[Proposal]:
    """Running commitments of the same parties that a promise of the text repeats."""
    promises = [one for one in found if one.about is About.PROMISE]
    parties = {*ground.party_ids(Side.THEIRS)}
    if not promises or not parties:
        return
    query = (
        select(Commitment.id, Commitment.text, Commitment.made_on, Commitment.made_on_latest)
        .join(CommitmentParty, CommitmentParty.commitment_id == Commitment.id)
        .where(
            live(Commitment),
            Commitment.merged_into.is_(None),
            Commitment.status.in_(RUNNING),
            CommitmentParty.party_id.in_(parties),
            CommitmentParty.deleted_at.is_(None),
        )
        .distinct()
        .order_by(Commitment.made_on.desc(), Commitment.id.desc())
        .limit(COMPARED)
    )
    running = [(row.id, content(row.text), PartialDate.of(row.made_on, row.made_on_latest)) for row in
               ground.session.execute(query)]  # fmt: skip
    repeated: set[int] = set()
    for promise in promises:
        words = content(promise.shown)
        for record_id, stems, made in running:
            alike = share(words, stems)
            if alike < REPEATED or record_id in repeated:
                continue
            repeated.add(record_id)
            why = _("a promise of the text repeats it")
            if made is not None:
                why = _("a promise of the text repeats this one of {day}").format(
                    day=format_date(made, "long")
                )
            one = _link(ground, "commitment", record_id, why, min(78, round(100 * alike)), promise.spans[:1])
            yield replace(one, further={"promise": promise.key})
