"""The sections of a partner's page: what the brief asks of the ledger, as lines that lead to their records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label, _, format_date, format_number, ngettext
from diplotrack.records import Objective, Position, fields
from diplotrack.records.display import scale_label
from diplotrack.records.enumerations import RUNNING, Direction
from diplotrack.reports.compose.partner.asks import UNSETTLED, asks_between, response_on
from diplotrack.reports.compose.partner.background import agreements_in_force
from diplotrack.reports.compose.partner.dossier import Dossier
from diplotrack.reports.compose.partner.due import owed_both_ways
from diplotrack.reports.compose.partner.gaps import findings_about
from diplotrack.reports.compose.partner.offices import offices_held
from diplotrack.reports.compose.promises import Promise
from diplotrack.reports.compose.wording import days_overdue, opening, when
from diplotrack.store.lists import Condition
from diplotrack.store.positions import positions_toward
from diplotrack.workspace.partner.view import Entry, Section

MOST = 6
LONGEST = 220
OFF_POSITION = frozenset({"R05"})
"""The rules that hold our messages against the positions in force."""

More = tuple[str, tuple[Condition, ...]]


def owed_sections(dossier: Dossier) -> list[Section]:
    """Open commitments both ways, overdue first."""
    ours, theirs, together = owed_both_ways(dossier)
    running = Condition("status", "any", RUNNING)
    sides: tuple[tuple[str, Label, list[Promise], str, Direction], ...] = (
        ("ours", N_("We owe them"), ours, "made_to", Direction.OURS),
        ("theirs", N_("They owe us"), theirs, "made_by", Direction.THEIRS),
        ("together", N_("Owed together"), together, "made_by", Direction.MUTUAL),
    )
    return [
        section(
            dossier,
            name,
            heading,
            promises,
            lambda one: promise_entry(dossier, one),
            ("commitment", (of_family(dossier, column), Condition("direction", "is", direction), running)),
            late=sum(1 for one in promises if one.overdue),
        )
        for name, heading, promises, column, direction in sides
    ]


def promise_entry(dossier: Dossier, one: Promise) -> Entry:
    """A commitment with its due date and lateness."""
    due = _("due {day}").format(day=format_date(one.due)) if one.due else _("no date")
    made = _("made {day}").format(day=format_date(one.made_on)) if one.made_on else ""
    late = days_overdue(one.overdue)
    parts = [late or due, due if late else "", made, "" if one.is_running else str(one.status.label)]
    detail = " · ".join(part for part in parts if part)
    title = dossier.protected.hide(opening(one.text, LONGEST, sentences=False))
    return Entry("commitment", one.id, title, detail, str(one.status.label), one.status, bool(one.overdue))


def position_section(dossier: Dossier) -> Section:
    """The lines to take in force toward the partner, the narrowest first."""
    lines = positions_toward(dossier.session, dossier.on, dossier.partner.id)
    kept = {one.id for one in dossier.admit("position", [line.position for line in lines])}
    lines = sorted((line for line in lines if line.position.id in kept), key=lambda line: line.breadth)
    objectives = {line.position.objective_id for line in lines}
    query = select(Objective.id, Objective.code).where(Objective.id.in_(objectives))
    codes = dict(dossier.session.execute(query).all())
    stance = fields(Position)["stance"]

    def entry(line: Any) -> Entry:
        one = line.position
        since = _("since {day}").format(day=format_date(one.valid_from)) if one.valid_from else ""
        whom = dossier.party_list(line.toward) if line.toward else _("toward everyone")
        parts = (codes.get(one.objective_id, ""), scale_label(stance, one.stance), whom, since)
        detail = " · ".join(part for part in parts if part)
        return Entry("position", one.id, dossier.protected.hide(opening(one.line, LONGEST)), detail)

    return section(dossier, "positions", N_("Lines to take in force"), lines, entry)


def gap_sections(dossier: Dossier) -> list[Section]:
    """The gaps, gravest first, and apart from them the messages that left the position."""
    found = list(findings_about(dossier))
    off = [one for one in found if one.rule in OFF_POSITION]

    def entry(one: Any) -> Entry:
        gap = dossier.worded(one, dossier.on)
        since = _("since {day}").format(day=format_date(one.first_seen)) if one.first_seen else ""
        detail = " · ".join(part for part in (one.rule, str(one.state.label), since) if part)
        title = dossier.protected.hide(gap.title)
        return Entry("finding", one.id, title, detail, _severity(one.severity), None, one.severity_rank > 2)

    def message(one: Any) -> Entry:
        told = entry(one)
        kind, record_id = one.subject_kind or "finding", one.subject_id or one.id
        return Entry(kind, record_id, told.title, told.detail, told.end, None, told.is_late)

    about = (
        Section("off", N_("Messages off them"), len(off), tuple(message(one) for one in off[:MOST])),
        Section("gaps", N_("Gaps"), len(found), tuple(entry(one) for one in found[:MOST]), page="finding"),
    )
    return list(about)


def _severity(word: str) -> str:
    words = {"critical": _("Critical"), "high": _("High"), "medium": _("Medium"), "low": _("Low")}
    return words.get(word, "")


def people_section(dossier: Dossier) -> Section:
    """Who holds which office today, the partner's own before ours that are accredited to it."""
    held, people = offices_held(dossier)

    def entry(one: Any) -> Entry:
        person = people.get(one.person_id)
        assert person is not None  # offices_held keeps those only whom the people list
        since = when(one.from_on, one.from_on_latest) if one.from_on else ""
        told = _("since {day}").format(day=since) if since else ""
        ours = one.party_id not in dossier.family
        whose = _("Our mission there") if ours else ""
        parts = (one.office, person.native_name, whose, told)
        detail = " · ".join(part for part in parts if part)
        return Entry("person", one.person_id, f"{person.honorific} {person.name}".strip(), detail)

    more = ("person", (of_family(dossier, "party_id"),))
    return section(dossier, "people", N_("People with offices"), held, entry, more)


def agreement_section(dossier: Dossier) -> Section:
    """The instruments in force between us."""
    found, rest = agreements_in_force(dossier)

    def entry(one: Any) -> Entry:
        since = (
            _("in force since {day}").format(day=when(one.in_force_on, one.in_force_on_latest))
            if one.in_force_on
            else _("applied provisionally")
        )
        ends = _("ends {day}").format(day=format_date(PartialDate.of(one.ends_on, one.ends_on_latest)))
        detail = " · ".join(
            part for part in (str(one.type.label), since, ends if one.ends_on else "") if part
        )
        return Entry("agreement", one.id, one.title, detail)

    note = ""
    if rest:
        told = ngettext(
            "{count} multilateral instrument names us both without a ratification on record.",
            "{count} multilateral instruments name us both without ratifications on record.",
            rest,
        )
        note = told.format(count=format_number(rest))
    more = ("agreement", (of_family(dossier, "partners"),))
    return section(dossier, "agreements", N_("Agreements in force"), found, entry, more, note=note)


def ask_sections(dossier: Dossier) -> list[Section]:
    """What we ask of them and they of us, unanswered first."""

    def entry(one: Any) -> Entry:
        response = response_on(dossier, one)
        asked = _("raised {day}").format(day=when(one.asked_on, one.asked_on_latest)) if one.asked_on else ""
        waits = response in UNSETTLED and one.answer_due_on is not None
        due = _("answer due {day}").format(day=format_date(one.answer_due_on)) if waits else ""
        late = waits and one.answer_due_on < dossier.on
        detail = " · ".join(part for part in (due, asked) if part)
        title = dossier.protected.hide(opening(one.text, LONGEST))
        return Entry("ask", one.id, title, detail, str(response.label), response, late)

    found = []
    for name, heading, ours, column in (
        ("our_asks", N_("What we ask of them"), True, "to_id"),
        ("their_asks", N_("What they ask of us"), False, "by_id"),
    ):
        asks = asks_between(dossier, ours=ours)
        more = ("ask", (of_family(dossier, column),))
        found.append(section(dossier, name, heading, asks, entry, more))
    return found


def of_family(dossier: Dossier, column: str) -> Condition:
    """The condition of a list that the column names the partner or one of its bodies."""
    if len(dossier.family) == 1:
        return Condition(column, "is", dossier.partner.id)
    return Condition(column, "any", tuple(sorted(dossier.family)))


def section(
    dossier: Dossier,
    name: str,
    heading: Label,
    rows: Sequence[Any],
    entry: Callable[[Any], Entry],
    more: More | None = None,
    *,
    note: str = "",
    late: int = 0,
) -> Section:
    """The first rows as entries; each that is shown goes into the marking of the whole."""
    entries = tuple(entry(one) for one in rows[:MOST])
    for one in entries:
        dossier.print(one.kind, one.id)
    return Section(name, heading, len(rows), entries, more, note=note, late=late)
