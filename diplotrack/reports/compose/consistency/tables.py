"""The tables of the consistency report: counts, gaps that are not told in full, waivers, what was closed, rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from diplotrack.base.i18n import _, format_date, format_number
from diplotrack.base.ident import uid_text
from diplotrack.reports.compose.consistency.details import SEVERITIES, severity_label
from diplotrack.reports.compose.consistency.entries import GapEntry, RuleEntry
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.document import Cell, CellLike, Column, Group, Row, Span, Table


def counted(gaps: Sequence[GapEntry], rules: Mapping[str, RuleEntry]) -> Table:
    """How many gaps there are by rule and severity, the rules that find the gravest first, and the sums at the foot."""
    counts = Counter((one.row.rule, one.row.severity) for one in gaps)
    nobody = Counter(one.row.rule for one in gaps if not one.row.assignee)
    oldest: dict[str, date] = {}
    for one in gaps:
        if one.row.first_seen is not None:
            oldest[one.row.rule] = min(one.row.first_seen, oldest.get(one.row.rule, one.row.first_seen))
    grades = [word for word in SEVERITIES if any(severity == word for _code, severity in counts)]
    codes = sorted(
        {code for code, _severity in counts},
        key=lambda code: (min(grades.index(word) for word in grades if counts[code, word]), code),
    )
    rows: list[Row] = [
        [
            code,
            rules[code].title if code in rules else "",
            *(_number(counts[code, word]) for word in grades),
            _number(nobody[code]),
            _day(oldest.get(code)),
        ]
        for code in codes
    ]
    sums = [sum(counts[code, word] for code in codes) for word in grades]
    rows.append(
        [
            "",
            Span(_("Together"), bold=True),
            *(Cell(Span(format_number(one), bold=True), one) for one in sums),
            Cell(Span(format_number(nobody.total()), bold=True), nobody.total()),
            _day(min(oldest.values(), default=None)),
        ]
    )
    return Table(
        [
            Column(_("Rule"), 0.6),
            Column(_("What it finds"), 3.3),
            *(
                Column(severity_label(word), 0.9 if number else 1.1, "number")
                for number, word in enumerate(grades)
            ),
            Column(_("Assigned to nobody"), 1.1, "number"),
            Column(_("Oldest since"), 1.6, "date"),
        ],
        rows,
    )


def rest(frame: Frame, gaps: Sequence[GapEntry]) -> Table:
    """Gaps in a line each."""
    rows: list[Row] = []
    last = ""
    for one in gaps:
        if one.row.severity != last:
            last = one.row.severity
            rows.append(Group(severity_label(last)))
        rows.append(
            [
                one.row.rule,
                frame.span(one.title, one.row.uid),
                frame.party_list(one.parties, 2),
                _day(one.row.first_seen),
                frame.span(one.row.assignee),
            ]
        )
    return Table(
        [
            Column(_("Rule"), 0.6),
            Column(_("Gap"), 4.4),
            Column(_("Partner"), 1.4),
            Column(_("Since"), 1.35, "date"),
            Column(_("Assigned to"), 1.2),
        ],
        rows,
    )


def waivers(frame: Frame, gaps: Sequence[GapEntry]) -> Table:
    """What is waived, why, by whom and until when."""
    rows: list[Row] = [
        [
            one.row.rule,
            frame.span(one.title, one.row.uid),
            frame.span(one.row.reason),
            frame.span(one.waived_by),
            _day(one.row.expires_on) if one.row.expires_on else _("for good"),
        ]
        for one in gaps
    ]
    return Table(
        [
            Column(_("Rule"), 0.6),
            Column(_("What is waived"), 3.2),
            Column(_("Reason"), 2.6),
            Column(_("By"), 1.1),
            Column(_("Until"), 1.35, "date"),
        ],
        rows,
    )


def closed(frame: Frame, gaps: Sequence[GapEntry]) -> Table:
    """What asks for nothing any more."""
    rows: list[Row] = [
        [
            one.row.rule,
            severity_label(one.row.severity),
            frame.span(one.title, one.row.uid),
            _day(one.row.first_seen),
            _day(one.row.resolved_on),
        ]
        for one in gaps
    ]
    return Table(
        [
            Column(_("Rule"), 0.6),
            Column(_("Severity"), 0.9),
            Column(_("Gap"), 4.4),
            Column(_("Since"), 1.35, "date"),
            Column(_("Closed on"), 1.35, "date"),
        ],
        rows,
    )


def legend(rules: Sequence[RuleEntry]) -> Table:
    """The rules that found something, as they are set."""
    rows: list[Row] = [
        [
            one.code,
            (Span(one.title, bold=True), f"\n{one.fires}", Span(f"  {one.remedy}", quiet=True)),
            one.severity,
        ]
        for one in rules
    ]
    return Table(
        [
            Column(_("Rule"), 0.5),
            Column(_("What it finds, and how it is usually mended"), 6.8),
            Column(_("Severity"), 1.8),
        ],
        rows,
    )


def machine(frame: Frame, gaps: Sequence[GapEntry]) -> Table:
    """All gaps in one flat table with keys."""
    columns = [
        Column(label, key=key, kind="date" if key in _DAYS else "text")
        for key, label in (
            ("rule", _("Rule")),
            ("severity", _("Severity")),
            ("state", _("State")),
            ("title", _("Gap")),
            ("why", _("Why")),
            ("fix", _("How to mend it")),
            ("partner", _("Partner")),
            ("first_seen", _("Since")),
            ("assigned_to", _("Assigned to")),
            ("reason", _("Reason")),
            ("waived_by", _("Waived by")),
            ("waived_until", _("Waived until")),
            ("closed_on", _("Closed on")),
            ("records", _("Records")),
            ("uid", _("Identifier")),
        )
    ]
    return Table(columns, [_machine_row(frame, one) for one in gaps], name="gaps")


_DAYS = frozenset({"first_seen", "waived_until", "closed_on"})


def _machine_row(frame: Frame, one: GapEntry) -> list[CellLike]:
    row = one.row
    return [
        row.rule,
        row.severity,
        row.state.value,
        frame.span(one.title),
        frame.span(one.why),
        frame.span(one.fix),
        "; ".join(name for party in one.parties if (name := frame.party(party))),
        _iso(row.first_seen),
        frame.span(row.assignee),
        frame.span(row.reason),
        frame.span(one.waived_by),
        _iso(row.expires_on),
        _iso(row.resolved_on),
        "; ".join(uid_text(exhibit.uid) for exhibit in one.exhibits),
        uid_text(row.uid),
    ]


def _number(count: int) -> Cell:
    """A count; nought stands empty, so that the eye finds the others."""
    return Cell(format_number(count) if count else "", count)


def _day(day: date | None) -> Cell:
    return Cell(format_date(day), day)


def _iso(day: date | None) -> Cell:
    return Cell(day.isoformat() if day else "", day)
