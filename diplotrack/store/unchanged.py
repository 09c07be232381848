"""What was read from a ledger, kept until its next operation: for what is asked again at every stroke of a key."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.store.ledger_tables import ChangeSet

KEPT = 5_000
"""Answers that are kept of one ledger; those longest unused go first."""

T = TypeVar("T")
_kept: WeakKeyDictionary[Any, tuple[int, OrderedDict[Hashable, Any]]] = WeakKeyDictionary()


def state_of(session: Session) -> int:
    """The last operation of the ledger: as long as it is the same, so is every answer."""
    return session.scalar(select(func.max(ChangeSet.id))) or 0


def remembered(session: Session, state: int, key: Hashable, make: Callable[[], T]) -> T:
    """What ``make()`` answered for that key at that state of the ledger, made where it is not known.

    The answer is shared between threads and must not be changed.
    """
    ledger = session.get_bind()
    held = _kept.get(ledger)
    if held is None or held[0] != state:
        held = _kept[ledger] = (state, OrderedDict())
    answers = held[1]
    if key in answers:
        return cast("T", answers[key])
    made = answers[key] = make()
    while len(answers) > KEPT:
        answers.popitem(last=False)
    return made
