"""What a text is: the record of an engagement, a communication, or both; what each is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplotrack.base.i18n import _
from diplotrack.language.attendance import Attendance
from diplotrack.records.enumerations import CommunicationType, EngagementStatus, Side, Traffic
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.occasion import told_format
from diplotrack.workspace.intake.proposal import About, Proposal, Rival, Span

TELLS = frozenset({"", "readout", "press_release", "joint_communique", "cable", "statement"})
"""Kinds of text that may tell of an exchange; a letter or a note is one by itself."""

PUBLIC = frozenset(
    {"readout", "press_release", "joint_communique", "statement", "speech", "explanation_of_vote"}
)

_LEAD = re.compile(
    r"^(?:joint\s+)?(?:read-?out|summary|compte[ -]rendu|memorandum of conversation|memcon|record)\s*"
    r"(?:of|on|by|from|:|–|-|d[eu’'])?\s*(?:[\w .’'-]*?\bspokesperson [\w .-]+? (?:on|of)\s+)?(?:the\s+|l[’'])?",
    re.IGNORECASE,
)
_SHORTEST = 8


def read_kinds(ground: Ground, attendance: Attendance) -> Iterator[Proposal]:
    """Engagement or communication or both, which way the text went, and whether it is public."""
    readout = attendance.readout
    kind, said = _kind(ground, attendance)
    met = _tells_of_exchange(ground, attendance, kind)
    spans = (said,) if said else ()
    if ground.head.is_record:
        yield Proposal(
            "kind:engagement", About.KIND, _("Engagement"), "engagement", _record_spans(ground),
            _("the text is a record of conversation"), 96,
        )  # fmt: skip
    elif met:
        yield Proposal(
            "kind:engagement", About.KIND, _("Engagement"), "engagement", spans,
            _("the text tells of an exchange between parties"), met,
            _("It is announced, and not told as held.") if ground.is_planned else "",
            further={"status": EngagementStatus.PLANNED if ground.is_planned else EngagementStatus.HELD},
        )  # fmt: skip
    if not ground.head.is_record:
        yield from _communication(ground, kind, spans, 92 if said or readout.kind else 60)


def _communication(
    ground: Ground, kind: CommunicationType, spans: tuple[Span, ...], sureness: int
) -> Iterator[Proposal]:
    rivals = tuple(Rival(str(one.label), one) for one in CommunicationType if one is not kind)
    yield Proposal(
        "kind:communication", About.TEXT, str(kind.label), kind, spans, _("what the text calls itself") if spans else
        _("the text itself, kept as a communication"), sureness, rivals=rivals,
    )  # fmt: skip
    traffic, sure, why = _traffic(ground)
    others = tuple(Rival(str(one.label), one) for one in Traffic if one is not traffic)
    yield Proposal(
        "kind:traffic", About.TEXT, str(traffic.label), traffic, ground.issuer_spans, why, sure, rivals=others,
        further={"field": "traffic"},
    )  # fmt: skip
    if kind.value in PUBLIC:
        yield Proposal(
            "kind:public", About.TEXT, _("Public"), True, spans, _("such texts are published"), 85 if spans else 45,
            further={"field": "is_public"},
        )  # fmt: skip


def _record_spans(ground: Ground) -> tuple[Span, ...]:
    from diplotrack.language.heads import own_record

    found = own_record(ground.text)
    return (Span(*found),) if found else ()


def _kind(ground: Ground, attendance: Attendance) -> tuple[CommunicationType, Span | None]:
    """What the text calls itself in its head, else in its title; what tells of an exchange is a readout, a message
    a letter."""
    said, readout = ground.head.said, attendance.readout
    known = {one.value: one for one in CommunicationType}
    where = Span(said.start, said.end) if said else None
    if ground.head.kind and ground.head.kind not in ("statement", "press_release"):
        return known[ground.head.kind], where
    if readout.kind in known:
        title = ground.head.title
        return known[readout.kind], where or (Span(title.start, title.end) if title else None)
    if ground.head.kind:
        return known[ground.head.kind], where
    told = attendance.format or told_format(ground)
    if told:
        return CommunicationType.READOUT, None
    # A message that calls itself nothing else is between those who wrote and got it, and not published.
    return (CommunicationType.LETTER if ground.source.sender else CommunicationType.STATEMENT), None


def _tells_of_exchange(ground: Ground, attendance: Attendance, kind: CommunicationType) -> int:
    """How sure it is that the text tells of a meeting or call between parties; 0 where it does not."""
    if kind.value not in TELLS:
        return 0
    if not ground.taking_part(Side.THEIRS, 40):
        return 40 if attendance.format else 0  # at home, with nobody of another party
    if attendance.format:
        return 93 if kind is CommunicationType.READOUT else 75
    if told_format(ground) is None:
        return 60 if kind is CommunicationType.READOUT else 0
    return 72 if kind in (CommunicationType.READOUT, CommunicationType.PRESS_RELEASE) else 50


def _traffic(ground: Ground) -> tuple[Traffic, int, str]:
    """Whether it came in or went out, by whose text it is."""
    if not ground.issuer and ground.us not in ground.seats and len(ground.taking_part(Side.THEIRS)) > 1:
        return Traffic.BETWEEN_OTHERS, 75, _("others issued it together")
    if not ground.issuer:
        return Traffic.OUTGOING, 70, _("a text without letterhead is taken to be ours")
    if ground.issuer == ground.us:
        return Traffic.OUTGOING, 92, _("it is ours: {why}").format(why=ground.issuer_why)
    name = ground.name_of(ground.issuer)
    ours = ground.seats.get(ground.us)
    if ours is not None and ours.sureness >= 50:
        return Traffic.INCOMING, 92, _("it is of {party}: {why}").format(party=name, why=ground.issuer_why)
    why = _("it is of {party}, and we take no part in it").format(party=name)
    if len(ground.taking_part(Side.THEIRS)) > 1:
        return Traffic.BETWEEN_OTHERS, 80, why
    return Traffic.INCOMING, 80, why


def read_titles(ground: Ground, *, is_engagement: bool, is_text: bool) -> Iterator[Proposal]:
    """What the engagement and the text are called: as the text calls itself."""
    title = ground.head.title
    words = ground.words(Span(title.start, title.end)) if title else " ".join(ground.source.title.split())
    if not words:
        return
    spans = (Span(title.start, title.end),) if title else ()
    why = _("the title") if title else _("what the file or message is called")
    if is_engagement:
        short = _LEAD.sub("", words)
        short = short if len(short) >= _SHORTEST else words
        short = short[:1].upper() + short[1:]
        yield Proposal(
            "title:engagement", About.TITLE, short, short, spans, why, 88, further={"field": "title"}
        )
    if is_text:
        yield Proposal(
            "title:communication", About.TEXT, words, words, spans, why, 90, further={"field": "title"}
        )
