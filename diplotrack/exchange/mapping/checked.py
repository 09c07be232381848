"""What a whole sheet holds when it is read by a mapping: the names in it, the choices, and every bad cell."""

from __future__ import annotations

from dataclasses import dataclass

from diplotrack.base.i18n import N_
from diplotrack.exchange.mapping.targets import Target
from diplotrack.exchange.tables.rows import Row, RowError
from diplotrack.records.choice import Choice


class Found(Choice):
    """By what a name was recognised."""

    EXACT = "exact", N_("Name")
    ALIAS = "alias", N_("Alias")
    FORMER = "former", N_("Former name")
    CODE = "code", N_("Code")
    OTHER_LANGUAGE = "other_language", N_("In another language")
    SETTLED = "settled", N_("Settled here")
    SEVERAL = "several", N_("Several are called so")
    UNKNOWN = "unknown", N_("Unknown")


@dataclass(frozen=True, slots=True)
class TestedName:
    """One distinct name of a column.

    ``rows`` are the numbers of the first rows that have it, ``count`` of all. ``means`` is what it resolves to, "" for
    nothing; one name may mean different parties on different days: then there is one of these for each. ``near`` are
    names that resemble it. ``settled`` is the alias chosen for it in the mapping, ``in_period`` False where the name
    was not in use on the rows' days.
    """

    column: str
    target: Target
    written: str
    count: int
    rows: tuple[int, ...] = ()
    means: str = ""
    record_id: int | None = None
    found: Found = Found.UNKNOWN
    near: tuple[str, ...] = ()
    settled: str = ""
    in_period: bool = True


@dataclass(frozen=True, slots=True)
class TestedChoice:
    """One distinct value of a column of choices, how often it stands there, and what it means (None: nothing)."""

    column: str
    target: Target
    written: str
    count: int
    means: object = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet read through by a mapping.

    ``bad`` counts the rows that would be refused; ``refused`` are the first of them, to be mended, and ``errors`` what
    is wrong with these. ``totals`` are the numbers of rows at the end that look like sums and are no records.
    """

    rows: int
    bad: int
    errors: tuple[RowError, ...]
    refused: tuple[Row, ...] = ()
    names: tuple[TestedName, ...] = ()
    choices: tuple[TestedChoice, ...] = ()
    totals: tuple[int, ...] = ()

    @property
    def unknown(self) -> tuple[TestedName, ...]:
        """The names that mean nobody, or more than one."""
        return tuple(one for one in self.names if one.record_id is None and not one.settled)
