"""What the consistency report is made of: gaps in the words of their rules, and the rules, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diplotrack.records import Finding


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A record that bears a gap out: ``day`` in words, "" where it has none."""

    kind: str
    uid: bytes
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted from a record."""

    uid: bytes
    text: str


@dataclass(frozen=True, slots=True)
class GapEntry:
    """A gap: its row, its sentences, its evidence. ``raised`` says why it counts one step graver.

    ``parties`` are the partners concerned, ``waived_by`` who waived it (of a waiver).
    """

    row: Finding
    title: str
    why: str
    fix: str
    raised: Sequence[str] = ()
    exhibits: Sequence[Exhibit] = ()
    quotes: Sequence[Quote] = ()
    parties: Sequence[int] = ()
    waived_by: str = ""


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule as it is set: when it fires, how grave that is, what usually mends it."""

    code: str
    title: str
    fires: str
    severity: str
    remedy: str


@dataclass(frozen=True, slots=True)
class GapChoice:
    """What was chosen, in words for the head of the report; ``since`` is the day from which closed gaps are told.

    ``checked`` is the day of the last check in words, "" where there was none.
    """

    words: Sequence[str]
    since: date
    checked: str = ""
