"""What went out on a conversation: the readout made of its record, theirs filed beside it, and the two compared."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.base.markings import Marking, portion_marking, roll_up
from diplotrack.records import Communication, CommunicationParty, Engagement, Party, Passage
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import CommunicationType, Correspondent, Traffic
from diplotrack.release import ProtectedNames, own_markings, party_key
from diplotrack.store import lists, settings
from diplotrack.store.ledger import Ledger
from diplotrack.store.lists import live
from diplotrack.store.passages import passages_of
from diplotrack.workspace.comparing import Row, compare
from diplotrack.workspace.editing.draft import Draft, Portion, blank_row
from diplotrack.workspace.editing.load import blank
from diplotrack.workspace.editing.saving import save
from diplotrack.workspace.gleaning import around
from diplotrack.workspace.reading.document import Pair

MAKE = N_("Make the readout")

USUAL = ("summary", "outcomes")
"""The sections of which a readout is made unless somebody chooses others."""

NEVER = ("atmosphere",)
"""Sections that go out in no readout."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the record of conversation, and the marking under which each of its paragraphs stands."""

    role: str
    label: str
    markings: tuple[Marking, ...]

    def left_out(self, ceiling: int | None) -> int:
        """How many paragraphs are marked above the ceiling (a rank; None: no ceiling)."""
        return sum(_is_above(one, ceiling) for one in self.markings)


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a conversation as far as a readout can be made of it; ``ceiling`` is its own marking's rank."""

    engagement: Mention
    sections: tuple[Section, ...]
    scheme: str
    ceiling: int | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class Order:
    """What a readout is to be made of: sections, the highest rank that may go in, and whether it is public."""

    engagement: int
    roles: tuple[str, ...] = USUAL
    ceiling: int | None = None
    is_public: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """The communication that was made, and how many paragraphs were left out of it."""

    id: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readouts side by side, paragraph by paragraph."""

    ours: Mention
    theirs: Mention
    ours_by: str
    theirs_by: str
    rows: tuple[Row, ...]


class Readouts:
    """The readouts of a workspace."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def record(self, engagement: int) -> Record:
        """What a readout of the engagement could be made of. Raises UserError where it is gone."""
        with self._ledger.read() as session:
            return _record(session, _engagement(session, engagement))

    def make(self, order: Order) -> Made:
        """Make a readout as one operation. Raises UserError where nothing of the record may go into it."""
        with self._ledger.change(MAKE.message) as work:
            draft, left_out = outgoing(work.session, order)
            return Made(save(work, draft), left_out)

    def incoming(self, engagement: int) -> Draft:
        """A draft of their readout: from them to the public, linked to the engagement; its text is to be pasted."""
        with self._ledger.read() as session:
            return _incoming(session, _engagement(session, engagement))

    def pairs(self, kind: str, record_id: int) -> tuple[Pair, ...]:
        """Which readouts can be compared, latest first: of an engagement, or those beside a readout."""
        with self._ledger.read() as session:
            return pairs(session, kind, record_id)

    def compare(self, ours: int, theirs: int) -> Comparison:
        """Two texts side by side. Raises UserError where one is gone."""
        with self._ledger.read() as session:
            texts = [_text(session, one) for one in (ours, theirs)]
            names = lists.mentions(session, "communication", [ours, theirs])
            senders = lists.rows(session, "communication", [ours, theirs], ["senders"])
            by = [", ".join(one.caption for one in senders[key][0] or ()) for key in (ours, theirs)]
            return Comparison(names[ours], names[theirs], by[0], by[1], tuple(compare(texts[0], texts[1])))


def outgoing(session: Session, order: Order) -> tuple[Draft, int]:
    """The readout as a draft, and how many paragraphs were left out of it as marked too high.

    Names of protected sources do not go into it. Raises UserError where no paragraph is left.
    """
    engagement = _engagement(session, order.engagement)
    whole = own_markings(session, "engagement", [engagement.id])[engagement.id]
    written = passages_of(session, "engagement", [engagement.id]).get(engagement.id, {})
    roles = [role.role for role in Engagement.__kind__.texts if role.role in order.roles]
    passages = [one for role in roles if role not in NEVER for one in written.get(role, ())]
    own = own_markings(session, "passage", [one.id for one in passages])
    stands = {one.id: portion_marking(own[one.id], whole) for one in passages}
    kept = [one for one in passages if not _is_above(stands[one.id], order.ceiling)]
    if not kept:
        sentence = _(
            "Nothing of the record may go into this readout; choose other sections or a higher marking."
        )
        raise UserError(sentence)
    names = ProtectedNames.read(session)
    draft = blank(
        "communication",
        title=_("Readout of {title}").format(title=engagement.title),
        type=CommunicationType.READOUT,
        traffic=Traffic.OUTGOING,
        is_public=order.is_public,
        language=order.language,
        engagement_id=engagement.id,
        sent_on=PartialDate.of(engagement.starts_on, engagement.starts_on_latest),
    )
    draft.texts["text"] = [Portion(names.hide(one.text), _bare(one.marking())) for one in kept]
    rolled = roll_up(stands[one.id] for one in kept)
    draft.marking = _bare(rolled)
    draft.rel_to = _parties_named(session, rolled.rel_to)
    _address(session, draft, engagement.id, (Correspondent.FROM, Correspondent.TO))
    return draft, len(passages) - len(kept)


def _incoming(session: Session, engagement: Engagement) -> Draft:
    draft = blank(
        "communication",
        title=_("Their readout of {title}").format(title=engagement.title),
        type=CommunicationType.READOUT,
        traffic=Traffic.INCOMING,
        is_public=True,
        engagement_id=engagement.id,
        sent_on=PartialDate.of(engagement.starts_on, engagement.starts_on_latest),
    )
    draft.name(lists.mentions(session, "engagement", [engagement.id])[engagement.id])
    _address(session, draft, engagement.id, (Correspondent.TO, Correspondent.FROM))
    draft.remember()
    return draft


def _address(
    session: Session, draft: Draft, engagement: int, parts: tuple[Correspondent, Correspondent]
) -> None:
    """Our side as the one part, theirs as the other."""
    from diplotrack.workspace.editing.load import load
    from diplotrack.workspace.gleaned import ourselves

    source = load(session, "engagement", engagement)
    here = around(source)
    ours = here.ours or tuple(sorted(ourselves(session)))
    rows = []
    for part, parties in zip(parts, (ours, here.theirs), strict=True):
        for party in parties:
            row = blank_row(CommunicationParty)
            row.values |= {"party_id": party, "part": part}
            rows.append(row)
    draft.parts["communication_party"] = rows
    draft.objectives = dict(source.objectives)
    for mention in lists.mentions(session, "party", {row.values["party_id"] for row in rows}).values():
        draft.name(mention)
    for mention in lists.mentions(session, "objective", set(draft.objectives)).values():
        draft.name(mention)


def pairs(session: Session, kind: str, record_id: int) -> tuple[Pair, ...]:
    """Our readouts of an engagement beside theirs; for a communication, only the pairs that it is one of."""
    engagement: int | None = record_id
    if kind == "communication":
        engagement = session.scalar(
            select(Communication.engagement_id).where(
                Communication.id == record_id, Communication.type == CommunicationType.READOUT
            )
        )
    if kind not in ("engagement", "communication") or engagement is None:
        return ()
    rows = session.execute(
        select(Communication.id, Communication.traffic)
        .where(
            Communication.engagement_id == engagement,
            Communication.type == CommunicationType.READOUT,
            live(Communication),
        )
        .order_by(Communication.sent_on.desc(), Communication.id.desc())
    ).all()
    names = lists.mentions(session, "communication", [row.id for row in rows])
    ours = [row.id for row in rows if row.traffic != Traffic.INCOMING]
    theirs = [row.id for row in rows if row.traffic == Traffic.INCOMING]
    both = [(one, other) for one in ours for other in theirs]
    wanted = [pair for pair in both if kind == "engagement" or record_id in pair]
    return tuple(Pair(names[one], names[other]) for one, other in wanted)


def _record(session: Session, engagement: Engagement) -> Record:
    whole = own_markings(session, "engagement", [engagement.id])[engagement.id]
    written = passages_of(session, "engagement", [engagement.id]).get(engagement.id, {})
    own = own_markings(session, "passage", [one.id for some in written.values() for one in some])
    sections = [
        Section(
            role.role,
            str(role.label),
            tuple(portion_marking(own[one.id], whole) for one in written.get(role.role, ())),
        )
        for role in Engagement.__kind__.texts
        if role.role not in NEVER and written.get(role.role)
    ]
    scheme = whole.scheme or str(settings.read(session, "marking_scheme"))
    mention = lists.mentions(session, "engagement", [engagement.id])[engagement.id]
    return Record(mention, tuple(sections), scheme, whole.rank, engagement.is_public)


def _engagement(session: Session, record_id: int) -> Engagement:
    found = session.get(Engagement, record_id)
    if found is None or found.deleted_at is not None:
        raise UserError(_("This engagement is no longer in the ledger."))
    return found


def _text(session: Session, record_id: int) -> Sequence[str]:
    query = select(Passage.text).where(
        Passage.owner_kind == "communication",
        Passage.owner_id == record_id,
        Passage.role == "text",
        live(Passage),
    )
    found = list(session.scalars(query.order_by(Passage.ordinal, Passage.id)))
    if not found:
        raise UserError(_("One of the two readouts has no text to compare; paste it first."))
    return found


def _is_above(marking: Marking, ceiling: int | None) -> bool:
    return ceiling is not None and marking.rank is not None and marking.rank > ceiling


def _bare(marking: Marking) -> Marking:
    """The marking without its release list, which stands in rows of its own."""
    return Marking(marking.scheme, marking.rank, marking.text, marking.tlp)


def _parties_named(session: Session, keys: Collection[str]) -> tuple[int, ...]:
    rows = session.execute(select(Party.id, Party.code, Party.name).where(live(Party))) if keys else ()
    return tuple(sorted(row.id for row in rows if party_key(row.code, row.name) in keys))
