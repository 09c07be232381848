"""R21: two dates of a record contradict one another, certainly, given how exactly they are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, literal, or_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label
from diplotrack.consistency.conditions import hours_ahead, is_asked, standing
from diplotrack.consistency.finding import Found, Ref, Severity
from diplotrack.consistency.lookups import caption, named
from diplotrack.consistency.made import OfScope, ask
from diplotrack.consistency.rule import Example, Rule, Scope
from diplotrack.consistency.sayings import Said, say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import KINDS, Agreement, Commitment, Engagement, Record, fields
from diplotrack.records.enumerations import CommitmentStatus, EngagementStatus
from diplotrack.store.sql import plus_days

CODE = "R21"

ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "agreement": (("signed_on", "in_force_on"), ("signed_on", "ends_on"), ("in_force_on", "ends_on")),
    "agreement_party": (("signed_on", "ratified_on"), ("signed_on", "withdrawn_on"), ("ratified_on", "withdrawn_on")),
    "engagement": (("starts_on", "ends_on"),),
    "commitment": (("made_on", "completed_on"), ("made_on", "due_on")),
    "score": (("cycle_start_on", "cycle_end_on"),),
    "objective": (("valid_from", "valid_until"),),
    "position": (("valid_from", "valid_until"),),
    "communication": (("sent_on", "received_on"), ("sent_on", "reply_due_on")),
    "consultation": (("on", "viewed_on"), ("viewed_on", "replied_on"), ("viewed_on", "told_back_on")),
    "ask": (("asked_on", "answered_on"), ("asked_on", "answer_due_on")),
    "instruction": (("received_on", "deliver_by_on"), ("received_on", "delivered_on"), ("delivered_on", "reported_on")),
    "person": (("born_on", "died_on"),),
    "appointment": (("from_on", "until_on"),),
    "party": (("from_on", "until_on"),),
    "party_name": (("from_on", "until_on"),),
    "membership": (("from_on", "until_on"),),
    "partner_tier": (("from_on", "until_on"),),
}  # fmt: skip
"""By kind, pairs of columns of which the second cannot lie before the first."""

PAST: dict[str, tuple[str, ...]] = {
    "commitment": ("completed_on",),
    "deed": ("done_on",),
    "statement": ("said_on",),
    "person": ("born_on",),
}
"""Columns whose day cannot lie in the future: these tell what has happened."""


LEEWAY = timedelta(days=1)
"""It is tomorrow already somewhere east of the post: what was sent there today arrives here the day before."""

ABROAD = frozenset({"deed", "statement"})
"""Kinds of which a day is that of the place where it happened."""


class Stated(NamedTuple):
    """A date as a record states it."""

    column: str
    label: Label
    day: PartialDate


class Fault(NamedTuple):
    """One contradiction: what is said of it, and the dates that contradict one another."""

    said: Said
    dates: tuple[Stated, ...]


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Records whose own dates, or whose parts' dates, cannot all be right."""
    faults: dict[Ref, list[Fault]] = defaultdict(list)
    titles: dict[Ref, str] = {}
    for ref, title, fault in _faults(read, settings, today, scope):
        faults[ref].append(fault)
        titles[ref] = title
    for ref, found in faults.items():
        dates = [stated for fault in found for stated in fault.dates]
        yield Found(
            subjects=(ref,),
            severity=Severity.LOW if _is_arguable(found) else Severity.MEDIUM,
            title=say(
                "Impossible dates: {title}", title=shorten(titles[ref]) or KINDS[ref.kind].__kind__.label
            ),
            why=say(
                "In this record {faults}.{reason}",
                faults=named([one.said for one in found]),
                reason=say(ARGUABLE) if _is_arguable(found) else "",
            ),
            fix=say(_fix(found), dates=list(dict.fromkeys(one.label for one in dates))),
            numbers={one.column: one.day for one in dates},
            facts={"dates": sorted(f"{one.column} {one.day.iso()}" for one in dates)},
        )


def _fix(found: list[Fault]) -> Label:
    return RETROACTIVE if _is_arguable(found) else CORRECT


def _is_arguable(found: list[Fault]) -> bool:
    """Whether all that is wrong is an entry into force before the signature: both days may be right."""
    return all([one.column for one in fault.dates] == ["signed_on", "in_force_on"] for fault in found)


CORRECT = N_("Correct: {dates}.")
ARGUABLE = N_(
    " That can be right: who accedes or signs late joins what is in force already, and some instruments apply from"
    " before their signature."
)
RETROACTIVE = N_("Correct: {dates}. Where both days are right, waive this gap with that reason.")


def _faults(
    read: Session, settings: CheckSettings, today: date, scope: Scope | None
) -> Iterable[tuple[Ref, str, Fault]]:
    for name, pairs in ORDER.items():
        kind = KINDS[name]
        if not is_asked(KINDS[kind.__kind__.part_of or name], scope):
            continue
        for row in ask(read, _out_of_order, scope, name).mappings():
            for before, after in pairs:
                first, second = _partial(row, before), _partial(row, after)
                if first and second and second.latest < first.earliest - _leeway(name, before, after):
                    yield (
                        Ref(row["owner_kind"], row["owner"]),
                        row["title"],
                        _contradiction(kind, before, first, after, second),
                    )
    for name, columns_of in PAST.items():
        kind = KINDS[name]
        for column in columns_of if is_asked(kind, scope) else ():
            for row in ask(read, _still_to_come, scope, name, column, today).mappings():
                yield (
                    Ref(name, row["owner"]),
                    row["title"],
                    _to_come(kind, column, _partial(row, column)),
                )
    if is_asked(Engagement, scope):
        yield from _engagements(read, settings, today, scope)


def _engagements(
    read: Session, settings: CheckSettings, today: date, scope: Scope | None
) -> Iterable[tuple[Ref, str, Fault]]:
    """Held on a day to come; or over before it began, on one and the same day."""
    for row in ask(read, _held_to_come, scope, today).mappings():
        day = _partial(row, "starts_on")
        if row["starts_on"] == today + LEEWAY and hours_ahead(row["zone"], today, settings) > 0:
            continue
        yield Ref("engagement", row["owner"]), row["title"], _to_come(Engagement, "starts_on", day)
    for row in ask(read, _over_too_soon, scope).mappings():
        said = say(
            "it ends at {end}, before it begins at {start}, on the same day",
            end=row["end_time"].strftime("%H:%M"),
            start=row["start_time"].strftime("%H:%M"),
        )
        day = _partial(row, "starts_on")
        dates = (Stated("end_time", fields(Engagement)["end_time"].label, day),) if day else ()
        yield Ref("engagement", row["owner"]), row["title"], Fault(said, dates)


def _out_of_order(scope: OfScope | None, name: str) -> Select[Any]:
    kind, pairs = KINDS[name], ORDER[name]
    wrong = [_latest(kind, after) < _first(kind, before, after) for before, after in pairs]
    columns = list(dict.fromkeys(column for pair in pairs for column in pair))
    return _statement(kind, columns, scope).where(or_(*wrong))


def _still_to_come(scope: OfScope | None, name: str, column: str, today: date) -> Select[Any]:
    latest = today + (LEEWAY if name in ABROAD else timedelta())
    return _statement(KINDS[name], [column], scope).where(KINDS[name].__table__.c[column] > latest)


def _held_to_come(scope: OfScope | None, today: date) -> Select[Any]:
    held = _statement(Engagement, ["starts_on", "ends_on"], scope).add_columns(Engagement.zone)
    return held.where(Engagement.status == EngagementStatus.HELD, Engagement.starts_on > today)


def _over_too_soon(scope: OfScope | None) -> Select[Any]:
    hours = _statement(Engagement, ["starts_on", "ends_on"], scope)
    return hours.add_columns(Engagement.start_time, Engagement.end_time).where(
        Engagement.end_time < Engagement.start_time,
        Engagement.starts_on == Engagement.starts_on_latest,
        Engagement.ends_on_latest == Engagement.starts_on,
    )


def _statement(kind: type[Record], columns: list[str], scope: OfScope | None) -> Select[Any]:
    """The rows of a kind with the record to which they belong (themselves, unless parts) and the dates."""
    table, about = kind.__table__, kind.__kind__
    top = KINDS[about.part_of] if about.is_part else kind
    owner = table.c[about.owner] if about.is_part else table.c.id
    wanted: list[Any] = [owner.label("owner"), caption(top).label("title")]
    wanted.append(literal(top.__kind__.name).label("owner_kind"))
    for column in columns:
        wanted += [table.c[column], _latest(kind, column).label(f"{column}_until")]
    query: Select[Any] = select(*wanted)
    if about.is_part:
        query = query.join(top.__table__, top.id == owner).where(standing(kind))
    query = query.where(standing(top, scope))
    if top is Commitment:
        gone = (CommitmentStatus.SUPERSEDED, CommitmentStatus.WITHDRAWN)
        query = query.where(Commitment.status.not_in(gone))
    return query


def _latest(kind: type[Record], column: str) -> Any:
    is_partial = fields(kind)[column].partial
    return kind.__table__.c[f"{column}_latest" if is_partial else column]


def _leeway(name: str, before: str, after: str) -> timedelta:
    return LEEWAY if (name, before, after) == ("communication", "sent_on", "received_on") else timedelta()


def _first(kind: type[Record], before: str, after: str) -> Any:
    """The first possible day of the earlier date, less what zones may make of it."""
    day = kind.__table__.c[before]
    leeway = _leeway(kind.__kind__.name, before, after)
    return plus_days(day, -leeway.days) if leeway else day


def _partial(row: Any, column: str) -> PartialDate | None:
    return PartialDate.of(row[column], row[f"{column}_until"])


def _contradiction(
    kind: type[Record], before: str, first: PartialDate, after: str, second: PartialDate
) -> Fault:
    labels = fields(kind)[before].label, fields(kind)[after].label
    said = say(
        "“{second}” ({second_day}) lies before “{first}” ({first_day})",
        first=labels[0],
        first_day=first,
        second=labels[1],
        second_day=second,
    )
    return Fault(said, (Stated(before, labels[0], first), Stated(after, labels[1], second)))


def _to_come(kind: type[Record], column: str, day: PartialDate | None) -> Fault:
    label = fields(kind)[column].label
    said = say("“{label}” tells of what has happened, but {day} is still to come", label=label, day=day)
    return Fault(said, (Stated(column, label, day),) if day else ())


def _bad(scene: Scene) -> None:
    scene.add(
        Agreement(
            title="Agreement on air services",
            signed_on=scene.ago(100),
            in_force_on=scene.ago(400),
        )
    )


def _good(scene: Scene) -> None:
    year = scene.today.year - 1
    scene.add(
        Agreement(
            title="Agreement on air services",
            signed_on=date(year, 5, 20),
            in_force_on=date(year, 1, 1),
            in_force_on_latest=date(year, 12, 31),
        )
    )


_read = frozenset(ORDER) | frozenset(PAST)

RULE = Rule(
    code=CODE,
    slug="impossible-dates",
    title=N_("Impossible dates"),
    fires=N_(
        "Two dates of a record cannot both be right, however their missing days and months are read: entry into force"
        " before signature, an end before its start, completion before the promise was made; or a day to come for"
        " something that has happened."
    ),
    severity=N_("medium; an entry into force before signature alone: low, since it can be right"),
    rationale=N_(
        "Every rule and every brief trusts the dates. A wrong one puts a record in the wrong place."
    ),
    remedy=N_("Correct the dates named."),
    subjects=tuple(sorted({KINDS[name].__kind__.part_of or name for name in _read})),
    find=find,
    reach={},
    bad=Example(N_("An agreement is in force 300 days before it was signed."), _bad),
    good=Example(
        N_(
            "An agreement was signed in May and entered into force some day of the same year: that is possible."
        ),
        _good,
    ),
)
