"""Statements that are made once and asked often: after one edit, making one costs more than asking it.

A function makes the statement of a rule for ``OF_SCOPE`` (or for None, which asks for all) and for whatever else it
depends on: settings, a day. The scope itself is given when it is asked (see :func:`ask`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Result, bindparam
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from diplotrack.consistency.rule import Scope

MOST = 1_000
"""Statements that are kept: some for each rule and kind, for today and for the days that tests go through."""


class OfScope(Enum):
    """Stands for the scope in a statement that is made before it is known."""

    LATER = "later"


OF_SCOPE = OfScope.LATER

Make = Callable[..., Any]
"""Makes a statement of ``OF_SCOPE`` or None, then of what else was given; always the same one of the same."""


def ask(read: Session, make: Make, scope: Scope | None, *of: Hashable) -> Result[Any]:
    """What the statement selects that ``make`` makes, within a scope; ``of`` is what else it depends on."""
    if scope is None:
        return read.execute(_made(make, None, *of))
    return read.execute(_made(make, OF_SCOPE, *of), {_name(kind): sorted(ids) for kind, ids in scope.items()})


def among_scope(column: Any, kind: str) -> ColumnElement[bool]:
    """That a column names a record of the scope that is given when the statement is asked."""
    result: ColumnElement[bool] = column.in_(bindparam(_name(kind), value=[], expanding=True))
    return result


def _name(kind: str) -> str:
    return f"{kind}_of_scope"


@lru_cache(maxsize=MOST)
def _made(make: Make, scope: OfScope | None, *of: Hashable) -> Any:
    return make(scope, *of)
