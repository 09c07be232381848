"""All engagements held with the partner: how many when, those at the highest levels, and every one in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.records import Engagement
from diplotrack.records.enumerations import Level
from diplotrack.reports.compose.charts import engagements_per_month
from diplotrack.reports.compose.listing import marked
from diplotrack.reports.compose.partner.background import years
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.room import Room
from diplotrack.reports.compose.wording import lasting, opening, when
from diplotrack.reports.document import (
    Block,
    Cell,
    Column,
    Heading,
    Moment,
    Row,
    Table,
    Timeline,
    Tone,
)
from diplotrack.store.batches import batches

HIGH = (Level.HEAD, Level.MINISTER)
MOST_MOMENTS = 40
LONGEST = 240


def all_engagements(dossier: Dossier, room: Room) -> list[Block]:
    """The chart, the years, the timeline of the important ones, and the table of all, latest first."""
    held = dossier.once(_held)
    if not held:
        return []
    for one in held:
        dossier.print("engagement", one.id)
    # As in the table of years below it, what is one occasion counts once.
    spoken_for = {occasion[0].id for occasion in dossier.occasions}
    chart = engagements_per_month([one for one in held if one.id in spoken_for], dossier.on)
    return [
        *([chart] if chart else []),
        *years(dossier, room),
        *_important(dossier, held),
        Heading(_("Every engagement"), 2),
        _table(dossier, held),
    ]


def _held(dossier: Dossier) -> list[Any]:
    """All of them, latest first, with what a row shows."""
    columns = (
        Engagement.id,
        Engagement.uid,
        Engagement.title,
        Engagement.starts_on,
        Engagement.starts_on_latest,
        Engagement.ends_on,
        Engagement.city,
        Engagement.format,
        Engagement.status,
        Engagement.level_ours,
        Engagement.level_theirs,
    )
    found: dict[int, Any] = {}
    wanted = [one.id for one in dossier.contacts]
    for some in batches(wanted):
        rows = dossier.session.execute(select(*columns).where(Engagement.id.in_(some)))
        found |= {row.id: row for row in rows}
    return [found[one] for one in wanted]


def _important(dossier: Dossier, held: Sequence[Any]) -> list[Block]:
    """Those at the level of ministers and above as a timeline; the table has the others."""
    high = [one for one in held if one.level_theirs in HIGH or one.level_ours in HIGH]
    if len(high) < 2:
        return []
    moments = []
    for one in high[:MOST_MOMENTS]:
        mark = dossier.print("engagement", one.id)
        place = dossier.span(f"  ({one.city})" if one.city else "", quiet=True)
        words = (dossier.span(opening(one.title, LONGEST), one.uid), place)
        head = Level.HEAD in (one.level_theirs, one.level_ours)
        moments.append(
            Moment(when(one.starts_on, one.starts_on_latest), words, mark, Tone.OURS if head else Tone.QUIET)
        )
    return [Heading(_("At the level of ministers and above"), 2), Timeline(moments)]


def _table(dossier: Dossier, held: Sequence[Any]) -> Table:
    rows: list[Row] = []
    for one in held:
        mark = dossier.print("engagement", one.id)
        level = one.level_theirs or one.level_ours
        form = ", ".join(part for part in (str(one.format.label), one.city) if part)
        rows.append(
            (
                Cell(
                    dossier.span(lasting(one.starts_on, one.starts_on_latest, one.ends_on), one.uid),
                    one.starts_on if one.starts_on == (one.starts_on_latest or one.starts_on) else None,
                ),
                (*marked(mark), dossier.span(opening(one.title, LONGEST))),
                dossier.span(form),
                str(level.label) if level else "",
            )
        )
    columns = (
        Column(_("Date"), 1.5, "date", key="date"),
        Column(_("Engagement"), 4.4, key="engagement"),
        Column(_("Form"), 2.2, key="form"),
        Column(_("Level"), 1.5, key="level"),
    )
    return Table(columns, rows, name="engagements")
