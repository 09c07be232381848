"""What the intake of a text offers: one thing each, with the words it was read from, to be accepted or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diplotrack.base.i18n import N_
from diplotrack.exchange.texts.text_file import TextFile
from diplotrack.records.choice import Choice


class About(Choice):
    """What a proposal is about, in the order in which they are shown; ``TEXT``: how the text itself is filed."""

    KIND = "kind", N_("Kind")
    TEXT = "text", N_("The text")
    TITLE = "title", N_("Title")
    DAY = "day", N_("Day")
    FORMAT = "format", N_("Format")
    PLACE = "place", N_("Place")
    PARTY = "party", N_("Party")
    BODY = "body", N_("Organization")
    PERSON = "person", N_("Person")
    LEVEL = "level", N_("Level")
    MARKING = "marking", N_("Marking")
    PROMISE = "promise", N_("Promise")
    STATEMENT = "statement", N_("Statement")
    OBJECTIVE = "objective", N_("Objective")
    LINK = "link", N_("Already in the ledger")


SURE = 80
"""The sureness from which a proposal is accepted where somebody accepts all that is sure."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where words stand in the text: code points, the end not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rival:
    """Another reading of the same words, to be chosen instead: how it is shown, and its value."""

    shown: str
    value: Any


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that the text says.

    ``key`` tells it apart within the reading and stays the same when the text is read again. ``shown`` is what would
    be recorded, in words; ``further`` what it would say in other columns ("side" and "capacity" of a person), or in
    which column the value itself would stand ("field"). ``spans`` are the words it was read from, the most telling
    first; empty where it follows from others (``why`` says how). ``value`` is what :mod:`diplotrack.workspace.editing`
    takes: a choice, a PartialDate, the identifier of a record, (kind, identifier) of one that the text belongs to, a
    Newcomer for somebody new, a Draft for a promise or statement. ``sureness`` runs from 0 to 100. ``flag`` warns of
    what is easily wrong ("Moscow" stands for a government).
    """

    key: str
    about: About
    shown: str
    value: Any
    spans: tuple[Span, ...] = ()
    why: str = ""
    sureness: int = 100
    flag: str = ""
    rivals: tuple[Rival, ...] = ()
    further: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read. ``text`` is what the spans count in: the paragraphs of ``source`` with a blank line between them.

    ``proposals`` stand in the order of :class:`About`, within it as the text has them. ``sections`` cut a record of
    conversation: (start, end, role of the engagement's text), a paragraph each, without head and headings. ``path`` is
    the file it came from; ``notes`` say what could not be read.
    """

    source: TextFile
    text: str
    proposals: tuple[Proposal, ...]
    sections: tuple[tuple[int, int, str], ...] = ()
    path: Path | None = None
    notes: tuple[str, ...] = ()

    def of(self, about: About) -> tuple[Proposal, ...]:
        """The proposals about one thing."""
        return tuple(one for one in self.proposals if one.about is about)

    def named(self, key: str) -> Proposal | None:
        """The proposal of that key; None where there is none."""
        return next((one for one in self.proposals if one.key == key), None)


@dataclass(slots=True)
class Answers:
    """What somebody said to a reading: keys accepted and refused, and values chosen instead by key.

    ``further`` holds what was chosen instead of a proposal's ``further``, by key and column ("side", "capacity").
    What nobody answered is taken as refused: nothing is stored that was not accepted.
    """

    accepted: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    chosen: dict[str, Any] = field(default_factory=dict)
    further: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def sure(cls, reading: Reading, least: int = SURE) -> Answers:
        """Accept all that is at least that sure (0–100)."""
        return cls({one.key for one in reading.proposals if one.sureness >= least})

    def accept(self, key: str) -> None:
        """Take what was proposed."""
        self.refused.discard(key)
        self.accepted.add(key)

    def refuse(self, key: str) -> None:
        """Leave it out."""
        self.accepted.discard(key)
        self.refused.add(key)
