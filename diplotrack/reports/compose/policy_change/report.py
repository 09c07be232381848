"""The consultation record as a document: the change, why it was made, the partners, and what was said in public."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, format_date
from diplotrack.records import Communication, Engagement, Objective, Position, Record, Statement
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.listing import admitted_rows, listing
from diplotrack.reports.compose.people import People
from diplotrack.reports.compose.policy_change.case import Case, concerned
from diplotrack.reports.compose.policy_change.lines import COLUMNS, side_by_side, stance
from diplotrack.reports.compose.policy_change.told import Told, missed, reasons
from diplotrack.reports.compose.texts import texts_of
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.document import Block, Facts, Heading, Paragraph, Text
from diplotrack.reports.terms import Composed, Terms

ANNOUNCERS: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Communication, ("title", "sent_on", "is_public")),
    (Engagement, ("title", "starts_on", "is_public")),
    (Statement, ("quote", "said_on", "is_public")),
)
MOST_PASSAGES, LONGEST = 4, 700
STATED_WITHIN = 60
"""Days after a change in which what we say on the objective is taken to explain it."""


def consultation_record(session: Session, terms: Terms, case: Case) -> Composed:
    """The record of one change. A copy to hand over holds what may be said in public, and no reasons of ours."""
    frame = Frame(session, terms)
    rows = {row.id: row for row in admitted_rows(frame, Position, COLUMNS, among=(case.old_id, case.new_id))}
    old, new = rows.get(case.old_id), rows.get(case.new_id)
    objective = _objective(frame, case.objective_id)
    if old is None or new is None or not (frame.internal or (old.is_public and new.is_public)):
        sentence = _("Nothing of this change may be shown on these terms.")
        return listing(frame, _kind(), objective or _("Change of line"), [Paragraph(sentence)])
    partners = concerned(frame, case)
    blocks: list[Block] = [
        Facts(_facts(frame, case, old, new)),
        Heading(_("The change")),
        *side_by_side(frame, case, old, new),
    ]
    if frame.internal and new.rationale:
        mark = frame.print("position", new.id)
        blocks += [Heading(_("Why")), Paragraph(frame.span(new.rationale), marking=mark)]
    blocks.append(Heading(_("Partners")))
    if partners:
        blocks.append(Told(frame, case, partners).table())
    else:
        blocks.append(Paragraph(_("Nobody was asked or told, and nobody was to be.")))
    blocks += reasons(frame, partners)
    blocks += missed(frame, case, partners)
    blocks += _in_public(frame, case, new)
    subtitle = _("Change of line of {day}").format(day=format_date(case.day, "long"))
    title = objective or _("Change of line")
    return listing(frame, _kind(), title, blocks, subtitle=subtitle, landscape=True)


def no_change(session: Session, terms: Terms, objective_id: int) -> Composed:
    """What is said where the line on an objective never changed by the day."""
    frame = Frame(session, terms)
    sentence = _("No change of line on this objective is on record by {day}.")
    blocks = [Paragraph(sentence.format(day=format_date(frame.on)))]
    title = _objective(frame, objective_id) or _("Change of line")
    return listing(frame, _kind(), title, blocks)


def _kind() -> str:
    return _("Consultation record")


def _objective(frame: Frame, objective_id: int) -> str:
    """Code and title of the objective, where it may be named."""
    for row in admitted_rows(frame, Objective, ("code", "title"), among=(objective_id,)):
        frame.mention("objective", row.id)
        return frame.protected.hide(f"{row.code}  {row.title}")
    return ""


def _facts(frame: Frame, case: Case, old: Any, new: Any) -> list[tuple[Text, Text]]:
    facts: list[tuple[Text, Text]] = []
    was, became = stance(old), stance(new)
    facts.append(
        (_("Stance"), f"{was} → {became}" if was != became else _("{stance}, as before").format(stance=was))
    )
    facts.append((_("In force from"), format_date(case.day, "long")))
    facts.append((_("Announced"), _announced(frame, new)))
    if frame.internal and new.cleared_by_id:
        named = People(frame, {new.cleared_by_id}).named(new.cleared_by_id, case.day)
        if named is not None:
            facts.append((_("Cleared by"), named))
    return facts


def _announced(frame: Frame, new: Any) -> Text:
    by = _announcer(frame, new)
    day = new.announced_on
    if day is None and by is None:
        return _("not announced")
    told = format_date(day, "long") if day else ""
    if by is None:
        return told
    kind, row, title = by
    frame.mention(kind, row.id)
    return (
        (f"{told}, " if told else ""),
        frame.span(opening(title, 160, sentences=False), row.uid, quiet=True),
    )


def _announcer(frame: Frame, new: Any) -> tuple[str, Any, str] | None:
    """The record by which it was announced, where that may be shown: its kind, its row, its title."""
    if new.announced_by is None:
        return None
    for kind, columns in ANNOUNCERS:
        for row in admitted_rows(frame, kind, columns, kind.uid == new.announced_by):
            return kind.__kind__.name, row, getattr(row, columns[0])
    return None


def _in_public(frame: Frame, case: Case, new: Any) -> list[Block]:
    """How the change was explained in public: by the text that announced it, and by what we said soon after."""
    blocks: list[Block] = []
    by = _announcer(frame, new)
    if by is not None and by[1].is_public:
        kind, row, title = by
        mark = frame.print(kind, row.id)
        blocks.append(Paragraph((frame.span(title, row.uid, bold=True),), marking=mark))
        passages = [one for role in texts_of(frame, kind, [row.id]).get(row.id, {}).values() for one in role]
        for one in passages[:MOST_PASSAGES]:
            words = frame.span(opening(one.text, LONGEST))
            blocks.append(Paragraph(words, marking=frame.print("passage", one.id), style="quote"))
    said = admitted_rows(
        frame,
        Statement,
        ("quote", "said_on", "party_id"),
        Statement.objective_id == case.objective_id,
        Statement.is_public.is_(True),
        Statement.party_id.is_(None) | Statement.party_id.in_(sorted(frame.ours)),
        Statement.said_on >= case.day,
        Statement.said_on <= min(frame.on, case.day + timedelta(days=STATED_WITHIN)),
        order=("said_on",),
    )
    for row in said[:MOST_PASSAGES]:
        mark = frame.print("statement", row.id)
        day = frame.span(f"{format_date(row.said_on)}  ", row.uid, quiet=True)
        words = frame.span(opening(row.quote, LONGEST))
        blocks.append(Paragraph((day, words), marking=mark, style="quote"))
    if not blocks:
        blocks = [Paragraph(_("No public explanation is on record."))]
    return [Heading(_("What was said in public")), *blocks]
