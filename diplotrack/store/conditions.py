"""The filters of a list as SQL: columns of the kind, and columns gathered from its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.spans import Span
from diplotrack.records import ANYWHERE, KINDS, Field, Gathered, Record, fields, gathers
from diplotrack.records.enumerations import RUNNING, ActionStatus

Operator = Literal[
    "is", "not", "contains", "from", "until", "any", "empty", "filled", "within", "below", "overdue"
]

STILL_OWED: dict[str, tuple[Any, ...]] = {"commitment": tuple(RUNNING), "action": (ActionStatus.OPEN,)}
"""Of which kinds something can be overdue: the statuses under which it is still owed."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter: a column of the kind, or one gathered from its parts, compared with a value.

    References and gathered columns compare with an identifier or, with ``contains``, with the name shown; several
    words for ``contains`` are alternatives. ``within``
    takes a :class:`Span` counted from today, ``below`` identifiers of records that have others under them (an
    objective and all below it), ``overdue`` nothing. ``negated`` lets through what the rest would not, empty ones too.
    """

    column: str
    operator: Operator
    value: Any = None
    negated: bool = False


def condition_sql(kind: type[Record], condition: Condition) -> ColumnElement[bool]:
    """The condition as SQL. Raises UserError for a column that the kind has not."""
    gathered = gathers(kind).get(condition.column)
    field = fields(kind).get(condition.column)
    if gathered is not None:
        test = _gathered_sql(kind, gathered, condition)
    elif field is not None:
        test = _field_sql(kind, condition, field)
    else:
        sentence = _("“{column}” is no column of {plural}; use one of: {choices}.")
        names = ", ".join([*(name for name, one in fields(kind).items() if one.filterable), *gathers(kind)])
        raise UserError(
            sentence.format(column=condition.column, plural=str(kind.__kind__.plural).lower(), choices=names)
        )
    # A comparison with nothing is neither true nor false: "not" must let it through all the same.
    return not_(func.coalesce(test, false())) if condition.negated else test


def _field_sql(kind: type[Record], condition: Condition, field: Field) -> ColumnElement[bool]:
    table = kind.__table__
    column: Any = table.c[condition.column]
    value: Any = condition.value
    last: Any = table.c.get(f"{condition.column}_latest", column)
    if isinstance(value, PartialDate):
        value, until = value.earliest, value.latest
    else:
        until = value
    equal: ColumnElement[bool] = column == value
    nothing: ColumnElement[bool] = (
        or_(column.is_(None), column == "") if field.type in ("text", "long") else column.is_(None)
    )
    match condition.operator:
        case "is" if value is None:
            return nothing
        case "is" if field.type == "day":
            return and_(column >= value, last <= until)
        case "is":
            return equal
        case "not":
            return or_(column.is_(None), column != value)
        case "contains" if field.type == "reference":
            return and_(column.in_(_named(field.refers, value)))
        case "contains":
            return _holds(column, value)
        case "from":
            return and_(last >= value)
        case "until":
            return and_(column <= until)
        case "within":
            return _within(condition, column, last)
        case "below":
            return and_(column.in_(_all_below(field.refers, value)))
        case "overdue":
            return _overdue(kind, last)
        case "any":
            return and_(column.in_(list(value))) if value else false()
        case "empty":
            return nothing
        case "filled":
            return ~nothing


def _within(condition: Condition, column: Any, last: Any) -> ColumnElement[bool]:
    if not isinstance(condition.value, Span):
        raise UserError(_("“{column}” is no date to count days from.").format(column=condition.column))
    start, end = condition.value.days(clock.today())
    tests = [column.is_not(None)]
    # A date known only to a month counts as long as some day of it lies within.
    if start is not None:
        tests.append(last >= start)
    if end is not None:
        tests.append(column <= end)
    return and_(*tests)


def _overdue(kind: type[Record], last: Any) -> ColumnElement[bool]:
    owed = STILL_OWED.get(kind.__kind__.name)
    if owed is None:
        sentence = _("{plural} have no status that says what is still owed.")
        raise UserError(sentence.format(plural=kind.__kind__.plural))
    today: date = clock.today()
    return and_(last < today, kind.__table__.c.status.in_([member.value for member in owed]))


def _holds(column: Any, words: Any) -> ColumnElement[bool]:
    """That a text holds the words, or any of several."""
    several = words if isinstance(words, (list, tuple)) else [words]
    return or_(*(column.icontains(str(one), autoescape=True) for one in several))


def _named(refers: str, words: Any) -> Any:
    """Identifiers of the records of a kind whose title holds the words."""
    target = KINDS[refers]
    test = _holds(target.__table__.c[target.__kind__.title], words)
    if "code" in target.__table__.c:
        test = or_(test, _holds(target.__table__.c.code, words))
    return select(target.id).where(test)


def _all_below(refers: str, value: Any) -> Any:
    """Identifiers of the records and of all that stand under them."""
    target = KINDS[refers].__table__ if refers else None
    if target is None or "parent_id" not in target.c:
        raise UserError(_("Only records that stand above others, such as objectives, have anything below."))
    above = list(value) if isinstance(value, Sequence) else [value]
    tree = select(target.c.id).where(target.c.id.in_(above)).cte("tree", recursive=True)
    tree = tree.union(select(target.c.id).where(target.c.parent_id == tree.c.id))
    return select(tree.c.id)


def links_of(kind: type[Record], gathered: Gathered) -> list[ColumnElement[bool]]:
    """What ties the part rows of a gathered column to the record."""
    table = KINDS[gathered.part].__table__
    links: list[ColumnElement[bool]] = [
        owner_of(KINDS[gathered.part]) == kind.id,
        table.c.deleted_at.is_(None),
    ]
    if gathered.part in ANYWHERE:
        links.append(table.c.owner_kind == kind.__kind__.name)
    if gathered.only[0]:
        links.append(table.c[gathered.only[0]] == gathered.only[1])
    return links


def owner_of(part: type[Record]) -> Any:
    """The column that refers to the record of which a row is a part."""
    return part.__table__.c[part.__kind__.owner]


def _gathered_sql(kind: type[Record], gathered: Gathered, condition: Condition) -> ColumnElement[bool]:
    _tied, *links = links_of(kind, gathered)
    owners = select(owner_of(KINDS[gathered.part])).where(*links)
    column = KINDS[gathered.part].__table__.c[gathered.column]
    refers = fields(KINDS[gathered.part])[gathered.column].refers
    match condition.operator:
        case "is":
            test = [column == condition.value]
        case "any":
            test = [column.in_(list(condition.value))]
        case "below":
            test = [column.in_(_all_below(refers, condition.value))]
        case "contains" if refers:
            test = [column.in_(_named(refers, condition.value))]
        case "contains":
            test = [_holds(column, condition.value)]
        case "not":
            return kind.id.not_in(owners.where(column == condition.value))
        case "empty":
            return kind.id.not_in(owners)
        case "filled":
            test = []
        case _:
            sentence = _("“{column}” cannot be compared so; filter it by what it is or contains.")
            raise UserError(sentence.format(column=condition.column))
    # Asked the other way round, "is there a row that …?", each record would walk through all rows of one partner.
    return kind.id.in_(owners.where(*test))
