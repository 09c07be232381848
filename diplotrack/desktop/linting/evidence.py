"""One remark set as a page: what, why, the draft beside the earlier words, what to do; or a change that is meant."""

from __future__ import annotations

from datetime import date

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date, join_names
from diplotrack.consistency.draft.plan import Against, ChangePlan, Reached, Step
from diplotrack.consistency.draft.report import Cited, DraftFinding
from diplotrack.consistency.finding import Exhibit
from diplotrack.desktop.linting.rows import Remark
from diplotrack.desktop.reading.hand import Hand, address, direction
from diplotrack.desktop.theme.palette import Tone
from diplotrack.records import KINDS
from diplotrack.records.enumerations import STANCES

STANCE = dict(STANCES)

REACHED: dict[Reached, Tone] = {Reached.OWED: "warn", Reached.PLANNED: "accent", Reached.DONE: "good"}


def evidence(remark: Remark, today: date, hand: Hand) -> str:
    """The remark as HTML."""
    body = (
        _finding(remark, remark.finding, hand) if remark.finding is not None else _change(remark, today, hand)
    )
    return f'<div style="color:{hand.palette.text}; font-size:{hand.scale.type("body")}px">{body}</div>'


def _head(remark: Remark, about: str, hand: Hand) -> str:
    space, size = hand.scale.space, hand.scale.type("title")
    chip = f"{hand.chip(remark.grade, remark.tone)} &nbsp; {hand.small(about)}"
    style = f"margin:0 0 {space(2)}px 0; font-size:{size}px; font-weight:600; line-height:118%"
    title = remark.title
    return (
        f'<p style="margin:0 0 {space(1)}px 0">{chip}</p>'
        f'<p{direction(title)} style="{style}">{hand.escape(title)}</p>'
    )


def _finding(remark: Remark, one: DraftFinding, hand: Hand) -> str:
    parts = [_head(remark, str(one.check.label), hand), hand.paragraph(one.why)]
    if one.toward:
        parts.append(hand.paragraph(_("Toward {names}.").format(names=join_names(list(one.toward)))))
    if one.cited:
        parts.append(hand.heading(_("On record")))
    for number, cited in enumerate(one.cited):
        shown = _differing(one, hand, side=1) if one.difference and not number else hand.escape(cited.words)
        parts += [_source(cited, hand), _quote(shown, cited.words, hand)]
    if one.place is not None:
        line = _("line {n}").format(n=one.place.line)
        parts.append(hand.heading(_("In the draft"), line))
        words = _differing(one, hand, side=2) if one.difference else hand.escape(one.place.words)
        parts.append(_quote(words, one.place.words, hand))
    parts += [hand.heading(_("What to do")), hand.paragraph(one.fix)]
    return "".join(parts)


def _differing(one: DraftFinding, hand: Hand, side: int) -> str:
    """The earlier words (side 1) or the draft's (2), those marked that the other has not.

    They are bold and stand on a ground, those that are gone struck through: it shows without colour too.
    """
    tint = hand.palette.tones["bad" if side == 1 else "good"]
    style = f"background-color:{tint.ground}; color:{tint.ink}; font-weight:600"
    if side == 1:
        style += "; text-decoration:line-through"
    parts = []
    for part in one.difference:
        words = hand.escape(part[side])
        if words:
            parts.append(words if part[0] == "same" else f'<span style="{style}">{words}</span>')
    return " ".join(parts)


def _quote(shown: str, words: str, hand: Hand) -> str:
    space = hand.scale.space
    pad = f"padding:{space(2)}px {space(3)}px; background-color:{hand.palette.window}"
    style = "line-height:135%; margin:0"
    return (
        f'<table width="100%" cellspacing="0"><tr><td style="{pad}">'
        f'<p{direction(words)} style="{style}">“{shown}”</p></td></tr></table>'
    )


def _source(cited: Cited, hand: Hand) -> str:
    marking = f" &nbsp; {hand.small(cited.marking.banner)}" if cited.marking.banner else ""
    style = f"margin:{hand.scale.space(2)}px 0 {hand.scale.space(1)}px 0"
    return f'<p style="{style}">{_record(cited.exhibit, hand)}{marking}</p>'


def _record(one: Exhibit, hand: Hand) -> str:
    """Its title as a link, its kind and its day."""
    kind = str(KINDS[one.kind].__kind__.label)
    day = f" &nbsp; {hand.small(format_date(PartialDate.parse(one.date)))}" if one.date else ""
    return f"{hand.link(address(one.kind, one.id), one.title)} &nbsp; {hand.small(kind)}{day}"


def _change(remark: Remark, today: date, hand: Hand) -> str:
    one = remark.change
    assert one is not None
    parts = [_head(remark, f"{one.code} {one.objective.title}", hand), hand.paragraph(_stances(one))]
    parts.append(hand.heading(_("Whom to reach, in this order")))
    if one.steps:
        parts += [_step(number, step, today, hand) for number, step in enumerate(one.steps, 1)]
    else:
        parts.append(hand.paragraph(_("Nobody is on record who is to be told or consulted.")))
    for heading, some in (
        (_("The line that it replaces"), one.lines),
        (_("What would contradict the new line"), one.against),
    ):
        if some:
            parts.append(hand.heading(heading))
            parts += [_against(each, hand) for each in some]
    return "".join(parts)


def _stances(one: ChangePlan) -> str:
    day = format_date(one.on)
    if one.stance is None:
        return _("To be made known on {day}; the new stance is not said.").format(day=day)
    if one.old_stance is None:
        return _("To be made known on {day}; the new stance is “{new}”.").format(
            day=day, new=STANCE[one.stance]
        )
    said = _("To be made known on {day}: from “{old}” to “{new}”.")
    return said.format(day=day, old=STANCE[one.old_stance], new=STANCE[one.stance])


def _step(number: int, step: Step, today: date, hand: Hand) -> str:
    late = step.is_late(today)
    state = _("late") if late else str(step.reached.label).lower()
    chip = hand.chip(state, "bad" if late else REACHED[step.reached])
    if step.on is not None:
        by = _("on {day}").format(day=format_date(step.on))
    else:
        by = _("by {day}").format(day=format_date(step.last))
    head = _("{number}. {what}: {name}").format(number=number, what=step.type.label, name=step.name)
    reasons = [
        hand.muted(reason.says) + (f" · {_record(reason.record, hand)}" if reason.record is not None else "")
        for reason in step.reasons
    ]
    if step.is_told_by_draft:
        reasons.insert(0, hand.muted(_("this text tells it; record the notice when it goes out")))
    if step.record is not None:
        reasons.append(_record(step.record, hand))
    space = hand.scale.space
    return (
        f'<p style="margin:{space(1.5)}px 0 {space(0.5)}px 0"><b>{hand.escape(head)}</b> &nbsp; {hand.small(by)}'
        f" &nbsp; {chip}</p>"
        + "".join(f'<p style="margin:0 0 {space(0.5)}px 0">{one}</p>' for one in reasons)
    )


def _against(one: Against, hand: Hand) -> str:
    style = f"margin:{hand.scale.space(2)}px 0 {hand.scale.space(1)}px 0"
    head = f'<p style="{style}">{_record(one.exhibit, hand)} &nbsp; {hand.small(one.why)}</p>'
    return head + _quote(hand.escape(one.words), one.words, hand)
