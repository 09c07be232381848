"""What was accepted of a reading, as a draft: the engagement with the text filed to it, or the text alone."""

from __future__ import annotations

import copy
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.records import CommunicationParty, EngagementParty, Marked, Participant
from diplotrack.records.enumerations import (
    CommunicationType,
    Correspondent,
    ParticipantRole,
    Setting,
    Side,
    Traffic,
)
from diplotrack.workspace.editing.draft import Draft, PartRow, Portion, blank_row
from diplotrack.workspace.editing.load import blank, load, name_all
from diplotrack.workspace.gleaned import quotations
from diplotrack.workspace.intake.proposal import About, Answers, Proposal, Reading
from diplotrack.workspace.intake.sections import sections_of

ENGAGEMENT, COMMUNICATION = "kind:engagement", "kind:communication"


def assemble(session: Session, reading: Reading, answers: Answers) -> Draft:
    """The record that the text tells of, with what was accepted and nothing else.

    A text that only accompanies an engagement follows it as a communication; what it promises follows the text whose
    words it quotes. Where neither kind was accepted, the one that was proposed first is made.
    """
    taken = _Taken(reading, answers)
    with_engagement = taken.has(ENGAGEMENT) or taken.existing("engagement") is not None
    with_text = taken.has(COMMUNICATION) or taken.existing("communication") is not None
    if not (with_engagement or with_text):
        with_engagement = reading.named(ENGAGEMENT) is not None
        with_text = not with_engagement
    text = _communication(session, taken) if with_text else None
    if not with_engagement:
        assert text is not None
        draft = text
    else:
        draft = _engagement(session, taken, is_record=text is None)
        if text is not None:
            draft.follows.append(("engagement_id", text))
    _say_what_follows(session, taken, text or draft)
    _mark(taken, [draft, *(follow for _column, follow in draft.follows)])
    name_all(session, draft)
    return draft


class _Taken:
    """The proposals that were accepted, with what was chosen instead."""

    def __init__(self, reading: Reading, answers: Answers) -> None:
        self.reading, self.answers = reading, answers

    def has(self, key: str) -> bool:
        return key in self.answers.accepted and self.reading.named(key) is not None

    def all(self, *abouts: About) -> list[Proposal]:
        return [
            one for one in self.reading.proposals if one.about in abouts and one.key in self.answers.accepted
        ]

    def value(self, one: Proposal) -> Any:
        return self.answers.chosen.get(one.key, one.value)

    def further(self, one: Proposal, column: str) -> Any:
        return self.answers.further.get(one.key, {}).get(column, one.further.get(column))

    def existing(self, kind: str) -> int | None:
        """The record of that kind that is in the ledger already and was said to be the one."""
        for one in self.all(About.LINK):
            value = self.value(one)
            if isinstance(value, tuple) and value[0] == kind:
                return int(value[1])
        return None

    def columns(self, *abouts: About) -> dict[str, Any]:
        """Values by the column that each proposal says it is for."""
        return {
            str(one.further["field"]): self.value(one) for one in self.all(*abouts) if "field" in one.further
        }


def _engagement(session: Session, taken: _Taken, *, is_record: bool) -> Draft:
    """The engagement, new or as it stands with what it lacks."""
    existing = taken.existing("engagement")
    draft = load(session, "engagement", existing) if existing is not None else blank("engagement")
    values = taken.columns(About.TITLE, About.DAY, About.FORMAT, About.PLACE, About.LEVEL)
    if taken.has("kind:public") and existing is None:
        values["is_public"] = True
    told = taken.reading.named(ENGAGEMENT)
    if existing is None and told is not None and (status := taken.further(told, "status")) is not None:
        values["status"] = status
    if "start_time" in values:
        zones = (taken.further(one, "zone") for one in taken.all(About.PLACE))
        values["zone"] = next((zone for zone in zones if zone), "")
    for column, value in values.items():
        if existing is None or draft.values.get(column) in (None, ""):
            draft.values[column] = value
    if existing is None and not isinstance(draft.values.get("ends_on"), PartialDate):
        draft.values["ends_on"] = None
    _seat(draft, taken)
    _link_objectives(draft, taken)
    if is_record and not any(draft.texts.values()):
        draft.texts |= sections_of(taken.reading)
    if existing is None and not draft.values.get("title") and not _others(draft):
        draft.values["title"] = _("Engagement read from a text")
    return draft


def _others(draft: Draft) -> bool:
    """Whether somebody of another side is named, after whom an engagement without a title is called."""
    rows = [*draft.parts["engagement_party"], *draft.parts["participant"]]
    return any(row.values["side"] != Side.OURS for row in rows)


def _seat(draft: Draft, taken: _Taken) -> None:
    """Parties and participants, none who stands there already; who sits there brings the party."""
    parties, people = draft.parts["engagement_party"], draft.parts["participant"]
    seated = {row.values["party_id"] for row in parties}
    for one in taken.all(About.PARTY, About.BODY):
        party = taken.value(one)
        if party not in seated:
            seated.add(party)
            parties.append(
                _row(EngagementParty, party_id=party, side=taken.further(one, "side") or Side.THEIRS)
            )
    present = {row.values["person_id"] for row in people}
    led = {row.values["side"] for row in people if row.values["role"] is ParticipantRole.HEAD}
    ranks = {side: sum(row.values["side"] == side for row in people) for side in Side}
    for one in taken.all(About.PERSON):
        person = taken.value(one)
        if person in present:
            continue
        present.add(person)
        side, party = taken.further(one, "side") or Side.THEIRS, taken.further(one, "party_id")
        ranks[side] += 1
        role = taken.further(one, "role") or ParticipantRole.MEMBER
        if role is ParticipantRole.HEAD and side in led:
            role = ParticipantRole.PRINCIPAL
        people.append(
            _row(
                Participant, person_id=person, party_id=party, side=side, precedence=ranks[side],
                role=role, capacity=taken.further(one, "capacity") or "",
            )
        )  # fmt: skip
        if party is not None and party not in seated:
            seated.add(party)
            parties.append(_row(EngagementParty, party_id=party, side=side))
    others = {row.values["party_id"] for row in parties if row.values["side"] != Side.OURS}
    if draft.is_new and len(others) > 1:
        draft.values["setting"] = Setting.MULTILATERAL


def _row(kind: Any, **values: Any) -> PartRow:
    row = blank_row(kind)
    row.values |= values
    return row


def _communication(session: Session, taken: _Taken) -> Draft:
    """The text, filed: new, or the one that is in the ledger already."""
    existing = taken.existing("communication")
    if existing is not None:
        return load(session, "communication", existing)
    draft, reading = blank("communication"), taken.reading
    kind = reading.named(COMMUNICATION)
    values: dict[str, Any] = taken.columns(About.TEXT)
    values["sent_on"] = values.get("sent_on") or taken.columns(About.DAY).get("starts_on")
    values["type"] = taken.value(kind) if kind is not None else CommunicationType.STATEMENT
    values["reference"] = reading.source.key
    values["reply_to_id"] = taken.existing("reply")
    draft.values |= {name: value for name, value in values.items() if value is not None}
    if not draft.values["title"]:
        draft.values["title"] = _usual_title(reading, draft.values["type"])
    draft.texts["text"] = [Portion(one) for one in reading.source.paragraphs]
    _address(draft, taken)
    _link_objectives(draft, taken)
    return draft


def _usual_title(reading: Reading, kind: CommunicationType) -> str:
    """What a text is called of which no title was accepted: its first words."""
    words = " ".join(reading.text[:400].split())
    short = words if len(words) <= 70 else f"{words[:70].rsplit(' ', 1)[0]}…"
    return short or str(kind.label)


def _address(draft: Draft, taken: _Taken) -> None:
    """From whom it is, and to whom or about whom: what came in is theirs to us, what went out ours."""
    parties = {
        one.key: (taken.value(one), taken.further(one, "side")) for one in taken.all(About.PARTY, About.BODY)
    }
    joint = draft.values["type"] is CommunicationType.JOINT_COMMUNIQUE
    incoming = draft.values["traffic"] is not Traffic.OUTGOING
    rows: list[PartRow] = []
    for party, side in parties.values():
        if joint and side is not Side.THIRD:
            part = Correspondent.FROM
        elif side is Side.THIRD:
            part = Correspondent.ABOUT
        elif side is Side.OURS:
            part = Correspondent.TO if incoming else Correspondent.FROM
        elif incoming:
            part = Correspondent.FROM
        else:
            part = Correspondent.ABOUT if draft.values["is_public"] else Correspondent.TO
        rows.append(_row(CommunicationParty, party_id=party, part=part))
    draft.parts["communication_party"] = rows


def _link_objectives(draft: Draft, taken: _Taken) -> None:
    for one in taken.all(About.OBJECTIVE):
        draft.objectives.setdefault(taken.value(one), None)


def _say_what_follows(session: Session, taken: _Taken, home: Draft) -> None:
    """Promises and statements follow the record whose words they quote; a promise says what it repeats."""
    column = "engagement_id" if home.kind == "engagement" else "communication_id"
    repeated = {
        one.further["promise"]: taken.value(one)[1]
        for one in taken.all(About.LINK)
        if "promise" in one.further
    }
    under = [one for one in taken.all(About.LINK) if one.key.startswith("link:agreement:")]
    quoted = quotations(session, home.kind, home.id) if home.id is not None else ()
    said = {one.quoted.words for one in quoted}
    for one in taken.all(About.PROMISE, About.STATEMENT):
        follow = copy.deepcopy(taken.value(one))
        if follow.quoted is not None and follow.quoted.words in said:
            continue  # the text was filed before, and what it says with it
        if one.about is About.PROMISE:
            follow.values["reaffirms_id"] = repeated.get(one.key)
            named = (taken.value(link)[1] for link in under if _same_paragraph(taken.reading, link, one))
            follow.values["agreement_id"] = next(named, None)
        home.follows.append((column, follow))


def _same_paragraph(reading: Reading, one: Proposal, other: Proposal) -> bool:
    """Whether two proposals were read in one paragraph."""
    if not one.spans or not other.spans:
        return False
    first, last = sorted((one.spans[0], other.spans[0]), key=lambda span: span.start)
    return "\n\n" not in reading.text[first.start : last.start]


def _mark(taken: _Taken, drafts: list[Draft]) -> None:
    """Let everything that is new, and what it says, carry the marking of the text."""
    marking = next((taken.value(one) for one in taken.all(About.MARKING)), None)
    if marking is None:
        return
    for draft in drafts:
        if draft.is_new and issubclass(draft.record, Marked):
            draft.marking = marking
        _mark(taken, [follow for _column, follow in draft.follows])
