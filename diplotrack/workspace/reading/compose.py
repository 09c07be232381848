"""From the rows of the ledger to one document; what stands where is derived from the kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Text, cast, or_, select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.ident import uid_text
from diplotrack.base.markings import UNMARKED, Marking
from diplotrack.records import (
    Attachment,
    ExternalReference,
    Finding,
    Marked,
    Objective,
    ObjectiveLink,
    Party,
    Record,
    RelTo,
    Tag,
    fields,
    gathers,
)
from diplotrack.records.display import Mention, scale_label
from diplotrack.records.enumerations import FindingState
from diplotrack.store import lists
from diplotrack.store.file_texts import without_words
from diplotrack.store.passages import passages_of
from diplotrack.workspace.reading.document import (
    Fact,
    FactGroup,
    File,
    LongText,
    Notice,
    Pair,
    Paragraph,
    Reading,
)
from diplotrack.workspace.reading.places import places
from diplotrack.workspace.reading.tables import says, tables
from diplotrack.workspace.reading.told import chapters
from diplotrack.workspace.reading.used_in import used_in

LEAD = {"engagement": "purpose", "objective": "proposition", "statement": "", "person": "", "party": "notes"}
"""The field that stands under the title in running text, where a kind has one."""

MOST_GAPS = 20
"""Gaps that are told with a record; the page of gaps has them all."""

HIDDEN = {
    "commitment": {"quote_start", "quote_before", "quote_after", "passage_uid"},
    "statement": {"quote_start", "quote_before", "quote_after", "passage_uid"},
    "engagement": {"ends_on", "start_time", "end_time", "zone"},
}
"""What is kept for the machine's sake, or is told together with another field."""

FIRST = {
    "commitment": ("made_by", "made_to"),
    "engagement": ("partners",),
    "communication": ("senders", "recipients"),
    "agreement": ("partners",),
}
"""Gathered columns that stand among the facts, because they say who; the rest are seen in the tables."""


def compose(
    session: Session,
    kind: type[Record],
    record_id: int,
    limit: int = 20,
    limits: Mapping[str, int] | None = None,
) -> Reading:
    """The whole document of a record; a merged one reads as what it was merged into. Raises UserError if unknown."""
    record = session.get(kind, record_id)
    if record is not None and record.merged_into:
        record = session.get(kind, record.merged_into) or record
    if record is None:
        sentence = _("This {kind} is no longer in the ledger.")
        raise UserError(sentence.format(kind=str(kind.__kind__.label).lower()))
    about, values = kind.__kind__, _values(session, kind, record.id)
    title = str(values.get(about.title) or "")
    if isinstance(record, Objective) and record.code:
        title = f"{record.code}  {record.title}"
    lead = LEAD.get(about.name, "")
    return Reading(
        kind=about.name,
        id=record.id,
        uid=record.uid,
        version=record.version,
        kind_label=str(about.label),
        title=title,
        subtitle=_facts(kind, values, [name for name in about.subtitle if says(values.get(name))]),
        lead=str(values.get(lead) or ""),
        groups=_groups(kind, values, lead),
        texts=_texts(session, record),
        tables=(*tables(session, record), *places(session, record)),
        objectives=_objectives(session, record),
        tags=_tags(session, record),
        files=_files(session, record),
        findings=_findings(session, record),
        sources=_sources(session, record),
        marking=marking_of(session, record),
        is_trashed=record.deleted_at is not None,
        created_at=record.created_at,
        updated_at=record.updated_at,
        uses=used_in(session, kind, record.id, limit, limits),
        history=chapters(session, about.name, record.id),
        pairs=_pairs(session, record),
    )


def _pairs(session: Session, record: Record) -> tuple[Pair, ...]:
    """Readouts that can be set side by side."""
    if record.__kind__.name not in ("engagement", "communication"):
        return ()
    from diplotrack.workspace.readouts import pairs

    return pairs(session, record.__kind__.name, record.id)


def marking_of(session: Session, record: Record) -> Marking:
    """The marking that a record carries, its REL TO parties by code."""
    if not isinstance(record, Marked):
        return UNMARKED
    codes = session.scalars(
        select(Party.code)
        .join(RelTo, RelTo.party_id == Party.id)
        .where(
            RelTo.owner_kind == record.__kind__.name, RelTo.owner_id == record.id, RelTo.deleted_at.is_(None)
        )
    )
    return record.marking(frozenset(codes))


def portion_of(row: Marked) -> str:
    """The portion marking of a passage or part, such as ``C`` or ``C TLP:AMBER``; "" where it carries none."""
    level = row.marking().level
    words = [level.portion if level else row.marking_text, f"TLP:{row.tlp}" if row.tlp else ""]
    return " ".join(word for word in words if word)


def _values(session: Session, kind: type[Record], record_id: int) -> dict[str, Any]:
    columns = [*fields(kind), *FIRST.get(kind.__kind__.name, ())]
    values = dict(
        zip(columns, lists.rows(session, kind.__kind__.name, [record_id], columns)[record_id], strict=True)
    )
    if kind.__kind__.name == "engagement":
        values["starts_on"] = _when(values)
    return values


def _when(values: dict[str, Any]) -> Any:
    """The day, and the hours and last day where they are known, as one value."""
    start, at, until, zone = (values[name] for name in ("starts_on", "start_time", "end_time", "zone"))
    if start is None or (not at and not values["ends_on"]):
        return start
    from diplotrack.base.i18n import format_date

    hours = "–".join(one.strftime("%H:%M") for one in (at, until) if one)
    days = " – ".join(dict.fromkeys(format_date(one) for one in (start, values["ends_on"]) if one))
    return ", ".join(part for part in (days, f"{hours} {zone}".strip() if hours else "") if part)


def _facts(kind: type[Record], values: dict[str, Any], names: Sequence[str]) -> tuple[Fact, ...]:
    own, listed = fields(kind), gathers(kind)
    return tuple(
        Fact(name, str((own.get(name) or listed[name]).label), values[name], own.get(name)) for name in names
    )


def _groups(kind: type[Record], values: dict[str, Any], lead: str) -> tuple[FactGroup, ...]:
    """The facts that say something, under the headings of the form; flags that are off say nothing."""
    about = kind.__kind__
    left_out = {about.title, lead} | HIDDEN.get(about.name, set())
    by_group: dict[str, list[str]] = {"": list(FIRST.get(about.name, ()))}
    for name, field in fields(kind).items():
        if name in left_out or field.type == "uid":
            continue
        by_group.setdefault(str(field.group), []).append(name)
    found = []
    for label, names in by_group.items():
        telling = [name for name in names if says(values.get(name))]
        if telling:
            found.append(FactGroup(label, _facts(kind, values, telling)))
    return tuple(found)


def _texts(session: Session, record: Record) -> tuple[LongText, ...]:
    written = passages_of(session, record.__kind__.name, [record.id]).get(record.id, {})
    labels = {role.role: str(role.label) for role in record.__kind__.texts}
    found = []
    for role in [*labels, *(role for role in written if role not in labels)]:
        paragraphs = tuple(Paragraph(one.uid, one.text, portion_of(one)) for one in written.get(role, ()))
        if paragraphs:
            found.append(LongText(role, labels.get(role, role), paragraphs))
    return tuple(found)


def _objectives(session: Session, record: Record) -> tuple[tuple[Mention, str], ...]:
    query = (
        select(ObjectiveLink, Objective)
        .join(Objective, Objective.id == ObjectiveLink.objective_id)
        .where(*_owned(ObjectiveLink, record))
        .order_by(Objective.code)
    )
    bearing = fields(ObjectiveLink)["bearing"]
    return tuple(
        (Mention("objective", one.id, f"{one.code} {one.title}".strip()), scale_label(bearing, link.bearing))
        for link, one in session.execute(query)
    )


def _owned(kind: Any, record: Record) -> tuple[Any, ...]:
    return (
        kind.owner_kind == record.__kind__.name,
        kind.owner_id == record.id,
        kind.deleted_at.is_(None),
    )


def _tags(session: Session, record: Record) -> tuple[str, ...]:
    return tuple(session.scalars(select(Tag.name).where(*_owned(Tag, record)).order_by(Tag.id)))


def _files(session: Session, record: Record) -> tuple[File, ...]:
    query = select(Attachment).where(*_owned(Attachment, record)).order_by(Attachment.id)
    rows = session.scalars(query).all()
    mute = without_words(session, {one.sha256 for one in rows}) if rows else set()
    return tuple(
        File(one.id, one.name, one.media_type, one.size, portion_of(one), one.sha256 in mute) for one in rows
    )


def _sources(session: Session, record: Record) -> tuple[tuple[str, str], ...]:
    query = select(ExternalReference).where(*_owned(ExternalReference, record)).order_by(ExternalReference.id)
    return tuple((one.source, one.source_id) for one in session.scalars(query))


def _findings(session: Session, record: Record) -> tuple[Notice, ...]:
    """The gaps about the record, the gravest first, then those about others that rest on it."""
    mine = (Finding.subject_kind == record.__kind__.name) & (Finding.subject_id == record.id)
    # A gap keeps its exhibits as JSON; their global identifiers occur nowhere else.
    named = cast(Finding.evidence, Text).contains(uid_text(record.uid))
    query = (
        select(Finding)
        .where(
            or_(mine, named),
            Finding.deleted_at.is_(None),
            Finding.state.not_in([FindingState.RESOLVED, FindingState.WAIVED]),
        )
        .order_by(mine.desc(), Finding.severity_rank.desc(), Finding.id)
        .limit(MOST_GAPS)
    )
    return tuple(
        Notice(
            one.id,
            one.severity,
            _headline(one),
            str(one.state.label),
            _subject_of(session, one, record),
            one.rule,
        )
        for one in session.scalars(query)
    )


def _subject_of(session: Session, row: Finding, record: Record) -> Mention | None:
    """What a gap is about, where that is not the record itself."""
    if (row.subject_kind, row.subject_id) == (record.__kind__.name, record.id):
        return None
    return lists.mentions(session, row.subject_kind, [row.subject_id]).get(row.subject_id)


def _headline(row: Finding) -> str:
    """What a gap says today, in the reader's language."""
    if not row.evidence:
        return row.headline
    from diplotrack.consistency.shelf import finding_of

    return finding_of(row).title.text(clock.today())
