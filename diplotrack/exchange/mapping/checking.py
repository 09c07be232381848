"""A whole sheet read through by a mapping, as its import would read it, before anything is decided."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.table import STEP
from diplotrack.exchange.mapping.checked import Checked, Found, TestedChoice, TestedName
from diplotrack.exchange.mapping.choice_words import ChoiceCount
from diplotrack.exchange.mapping.mapping import ColumnUse, Mapping
from diplotrack.exchange.mapping.names_known import NamesKnown
from diplotrack.exchange.mapping.targets import Target, Use
from diplotrack.exchange.profiles.cells import REMEMBERED, is_blank, split_names
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow, typed_rows
from diplotrack.exchange.readers import Reader, reader_for
from diplotrack.exchange.tables.parsers import choice_key
from diplotrack.exchange.tables.rows import Row, RowError, Table

KEPT = 2_000
"""Bad rows that are kept to be mended; more than these nobody mends by hand."""

ROWS_NAMED = 50
"""Rows that are kept of each name."""

LAST = 3
"""Rows at the end among which sums are looked for."""
_TOTAL = re.compile(
    r"(?:grand |sub-?)?totals?\b.*|sum\b|summe\b.*|gesamt.*|insgesamt|suma\b.*|somme\b.*|ensemble|total général"
    r"|итого.*|всего.*|合计|总计|小计|المجموع.*|الإجمالي",
    re.IGNORECASE,
)


def check(session: Session, table: Table, mapping: Mapping, progress: Progress) -> Checked:
    """Everything that the rows hold. Raises UserError where reading cannot go on, and Cancelled."""
    profile = mapping.as_profile()
    names, choices = _Names(NamesKnown(session), mapping), _choices(mapping)
    refused: list[Row] = []
    errors: list[RowError] = []
    bad = read = 0
    last: deque[Row] = deque(maxlen=LAST)
    for row, wrong in _judged(session, table, profile, progress):
        read += 1
        last.append(row.row)
        names.count(row)
        for choice in choices:
            choice.count(row.row)
        if wrong:
            bad += 1
            if len(refused) < KEPT:
                refused.append(row.row)
                errors += wrong
    return Checked(
        rows=read,
        bad=bad,
        errors=tuple(errors),
        refused=tuple(refused),
        names=tuple(names.tested()),
        choices=tuple(one for choice in choices for one in choice.tested()),
        totals=tuple(row.number for row in last if _is_total(row)),
    )


def errors_of(session: Session, table: Table, mapping: Mapping) -> tuple[RowError, ...]:
    """What is wrong with the rows of a table, which may be just those that were mended."""
    judged = _judged(session, table, mapping.as_profile(), quiet)
    return tuple(error for _row, wrong in judged for error in wrong)


def _judged(
    session: Session, table: Table, profile: Profile, progress: Progress
) -> Iterator[tuple[TypedRow, list[RowError]]]:
    """Each row with all that is wrong with it: its cells, and what the reader has to say against them."""
    marking = profile.constants.get("marking")
    desk = Desk(session, profile.source, marking if isinstance(marking, str) else "")
    reader: Reader = reader_for(profile, desk)
    for place, row in enumerate(typed_rows(table, profile)):
        if place % STEP == 0:
            progress(place, table.count or None, _("Reading"))
        wrong = list(row.errors)
        if not wrong:
            before = len(desk.errors)
            reader.read(row)
            wrong = desk.errors[before:]
        yield row, wrong


def _is_total(row: Row) -> bool:
    first = next((text for text in map(row.text, row.values) if text.strip()), "")
    return _TOTAL.fullmatch(first.strip()) is not None


def _choices(mapping: Mapping) -> list[ChoiceCount]:
    return [
        ChoiceCount(use, use.target)
        for use in mapping.uses
        if use.target is not None and use.format == "choice" and use.target.use is Use.FIELD
    ]


@dataclass(slots=True)
class _Tally:
    """How often a name stands with one meaning, and where first."""

    count: int = 0
    rows: list[int] = field(default_factory=list)
    in_period: bool = True


class _Names:
    """The different names of each column of names, and whom they mean on the days of their rows."""

    def __init__(self, known: NamesKnown, mapping: Mapping) -> None:
        self._known = known
        self._uses: list[tuple[ColumnUse, Target, dict[str, str]]] = [
            (use, use.target, {choice_key(alias): name for alias, name in use.aliases.items()})
            for use in mapping.uses
            if use.target is not None and use.target.use is Use.NAME
        ]
        self._met: dict[tuple[int, str, int | None, Found], _Tally] = {}
        self._meanings: dict[tuple[int, str, PartialDate | None], tuple[int | None, Found, bool]] = {}
        self._divided: dict[tuple[int, str], list[str]] = {}

    def count(self, row: TypedRow) -> None:
        """Take in the names of a row, bad rows too: a name may be what is bad about them."""
        days = {name.spec.column: name.on for name in row.names}
        for place, (use, _target, _aliases) in enumerate(self._uses):
            for name in self._in_cell(place, row.row.text(use.column)):
                self._take(place, name, days.get(use.column), row.number)

    def _in_cell(self, place: int, text: str) -> list[str]:
        found = self._divided.get((place, text))
        if found is None:
            use = self._uses[place][0]
            names = split_names(text, use.separator)
            found = [name for name in names if not is_blank(name, ("", *use.blank))]
            if len(self._divided) < REMEMBERED:
                self._divided[place, text] = found
        return found

    def _take(self, place: int, name: str, on: PartialDate | None, number: int) -> None:
        key = (place, name, on)
        if key not in self._meanings:
            self._meanings[key] = self._meaning(place, name, on)
        record, found, in_period = self._meanings[key]
        tally = self._met.setdefault((place, name, record, found), _Tally())
        tally.count += 1
        tally.in_period &= in_period
        if len(tally.rows) < ROWS_NAMED:
            tally.rows.append(number)

    def _meaning(self, place: int, written: str, on: PartialDate | None) -> tuple[int | None, Found, bool]:
        _use, target, aliases = self._uses[place]
        settled = aliases.get(choice_key(written))
        name = settled or written
        if target.names == "objective":
            record = self._known.objective(name)
            return record, _how(record, Found.CODE, settled), True
        if target.names == "person":
            people = self._known.people(name)
            if len(people) > 1:
                return None, Found.SEVERAL, True
            record = people[0][0] if people else None
            return record, _how(record, Found.EXACT, settled), True
        record, told = self._known.party(name, on)
        if record is None and len(told.candidates) > 1:
            return None, Found.SEVERAL, True
        return record, _how(record, _BY.get(told.how, Found.EXACT), settled), told.in_period

    def tested(self) -> Iterable[TestedName]:
        """Those that mean nobody first, then by how often they stand."""
        order = sorted(
            self._met.items(), key=lambda pair: (pair[0][2] is not None, -pair[1].count, pair[0][1])
        )
        for (place, name, record, found), tally in order:
            use, target, aliases = self._uses[place]
            yield TestedName(
                column=use.column,
                target=target,
                written=name,
                count=tally.count,
                rows=tuple(tally.rows),
                means=self._known.caption(target.names, record),
                record_id=record,
                found=found,
                near=self._near(target, name) if record is None else (),
                settled=aliases.get(choice_key(name), ""),
                in_period=tally.in_period,
            )

    def _near(self, target: Target, name: str) -> tuple[str, ...]:
        if target.names == "party":
            return self._known.like_party(name)
        return self._known.like_person(name) if target.names == "person" else self._known.like_code(name)


_BY: dict[str, Found] = {
    "alias": Found.ALIAS,
    "former": Found.FORMER,
    "translated": Found.OTHER_LANGUAGE,
    "code": Found.CODE,
    "key": Found.CODE,
}


def _how(record: int | None, found: Found, settled: str | None) -> Found:
    if record is None:
        return Found.UNKNOWN
    return Found.SETTLED if settled else found


__all__ = ["TestedChoice", "check", "errors_of"]
