"""What goes without saying of a new engagement: title, format, levels, city and status, from who met whom and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, join_names
from diplotrack.language.cities import city_of
from diplotrack.records import Engagement, EngagementParty, Participant
from diplotrack.records.enumerations import EngagementStatus, Format, Level, Side
from diplotrack.store import lists, settings
from diplotrack.workspace.editing.draft import Draft, Newcomer, PartRow
from diplotrack.workspace.suggesting.whom import Standing, standings

NAMED = 3
"""More people than that are called by their parties in a title."""
USUAL = (Format.MEETING, Format.CALL, Format.VIDEO_CALL)
"""Formats in which one meets again as one met last; a lunch, a démarche or a visit is said."""
AT_A_DISTANCE = (Format.CALL, Format.VIDEO_CALL)
TITLES: dict[Format, Label] = {
    Format.MEETING: N_("Meeting with {names}"),
    Format.CALL: N_("Call with {names}"),
    Format.VIDEO_CALL: N_("Video call with {names}"),
    Format.DEMARCHE: N_("Démarche to {names}"),
    Format.VISIT: N_("Visit with {names}"),
    Format.SUMMIT: N_("Summit with {names}"),
    Format.CONFERENCE_SESSION: N_("Conference session with {names}"),
    Format.NEGOTIATION_ROUND: N_("Negotiations with {names}"),
    Format.WORKING_MEAL: N_("Working meal with {names}"),
    Format.RECEPTION: N_("Reception with {names}"),
    Format.SIGNING: N_("Signing with {names}"),
    Format.MEDIATION: N_("Mediation with {names}"),
    Format.EXERCISE: N_("Exercise with {names}"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Suggested values by field; what cannot be told is absent. ``why`` says where the format comes from."""

    values: dict[str, Any]
    why: str = ""


def propose(session: Session, draft: Draft, heard: str = "") -> Proposal:
    """What the draft of an engagement suggests; ``heard`` is the format that its line about the day names.

    The title follows the format that the draft will have, which the user may have chosen (``draft.values``).
    """
    rows = [row for row in draft.parts.get("participant", []) if row.values.get("person_id")]
    people = [row.values["person_id"] for row in rows if isinstance(row.values["person_id"], int)]
    day = draft.values.get("starts_on")
    on = day.latest if isinstance(day, PartialDate) else None
    who = standings(session, people, on)
    values: dict[str, Any] = {}
    form, why = _format(session, draft, people, heard)
    if form is not None:
        values["format"] = form
    shown = form or draft.values.get("format") or Format.MEETING
    for name, side in (("level_theirs", Side.THEIRS), ("level_ours", Side.OURS)):
        level = _level(row for row in rows if row.values["side"] == side) or _highest(who, rows, side)
        if level is not None:
            values[name] = level
    if shown not in AT_A_DISTANCE and (city := _city(session, draft)):
        values["city"] = city
    if on is not None and on > clock.today(str(settings.read(session, "zone") or "") or None):
        values["status"] = EngagementStatus.PLANNED
    if title := _title(session, draft, shown, who):
        values["title"] = title
    return Proposal(values, why)


def title_for(session: Session, draft: Draft) -> str:
    """The title that the draft suggests with the format it has; "" where nobody is named."""
    people = [row.values.get("person_id") for row in draft.parts.get("participant", [])]
    who = standings(session, [one for one in people if isinstance(one, int)], None)
    return _title(session, draft, draft.values.get("format") or Format.MEETING, who)


def _format(session: Session, draft: Draft, people: list[int], heard: str) -> tuple[Format | None, str]:
    for one in Format:
        if one.value == heard:
            return one, _("from the words of the day")
    parties = [
        row.values["party_id"]
        for row in draft.parts.get("engagement_party", [])
        if row.values["side"] != Side.OURS and isinstance(row.values["party_id"], int)
    ]
    for part, column, ids in ((Participant, "person_id", people), (EngagementParty, "party_id", parties)):
        if not ids:
            continue
        taking = part.__table__.c
        query = (
            select(Engagement.format)
            .join(part, taking.engagement_id == Engagement.id)
            .where(
                taking[column].in_(ids),
                Engagement.deleted_at.is_(None),
                Engagement.status == EngagementStatus.HELD,
                Engagement.format.in_(USUAL),
                Engagement.starts_on <= clock.today(),
                Engagement.id != (draft.id or 0),
            )
            .order_by(Engagement.starts_on.desc().nulls_last(), Engagement.id.desc())
            .limit(1)
        )
        if (last := session.scalar(query)) is not None:
            return last, _("as when you met last")
    return None, ""


def _level(rows: Iterable[PartRow]) -> Level | None:
    """The highest level that the offices written for that day tell."""
    from diplotrack.language.titles import office

    told = [getattr(office(str(row.values.get("capacity") or "")), "level", "") for row in rows]
    return next((level for level in Level if level.value in told), None)


def _highest(who: dict[int, Standing], rows: list[PartRow], side: Side) -> Level | None:
    people = {row.values["person_id"] for row in rows if row.values["side"] == side}
    levels = [one.level for key, one in who.items() if key in people]
    return next((level for level in Level if level in levels), None)


def _city(session: Session, draft: Draft) -> str:
    """The city after which the zone is named: of the engagement, else of the post."""
    zone = draft.values.get("zone") or settings.read(session, "zone")
    return city_of(str(zone)) if zone else ""


def _title(session: Session, draft: Draft, form: Format, who: dict[int, Standing]) -> str:
    names = _people(draft, who)
    if not names or len(names) > NAMED:
        names = _parties(session, draft) or names
    if not names:
        return ""
    if len(names) > NAMED:
        names = [*names[:NAMED], _("others")]
    title = str(TITLES[form]).format(names=join_names(names))
    topics = [str(row.values.get("title") or "") for row in draft.parts.get("agenda_item", [])]
    topic = next((one for one in topics if one), "")
    return _("{title} on {topic}").format(title=title, topic=topic) if topic else title


def _people(draft: Draft, who: dict[int, Standing]) -> list[str]:
    """The people of the other side by name, a protected source as everywhere."""
    found = []
    for row in draft.parts.get("participant", []):
        person = row.values.get("person_id")
        if row.values["side"] == Side.OURS or not person:
            continue
        if isinstance(person, Newcomer):
            found.append(person.name)
        elif person in who:
            found.append(_("a contact") if who[person].is_protected else who[person].person.caption)
    return list(dict.fromkeys(found))


def _parties(session: Session, draft: Draft) -> list[str]:
    found = []
    rows = [row for row in draft.parts.get("engagement_party", []) if row.values["side"] != Side.OURS]
    ids = [row.values["party_id"] for row in rows if isinstance(row.values["party_id"], int)]
    names = lists.mentions(session, "party", ids)
    for row in rows:
        party = row.values["party_id"]
        found.append(party.name if isinstance(party, Newcomer) else str(names.get(party, "")))
    return [one for one in dict.fromkeys(found) if one]
