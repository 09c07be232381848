"""What a form holds while somebody writes: values by field, texts by role, rows of parts. No Qt, no session."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.base.markings import UNMARKED, Marking
from diplotrack.records import KINDS, Field, Record, fields, parts
from diplotrack.records.display import Mention

Place = tuple[str | int, ...]
"""Where in a draft a fault lies: ``("starts_on",)`` or ``("participant", 2, "person_id")``."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody or something named by words alone: found when the draft is saved; a person who is new is added.

    ``is_new`` says that somebody means to add it: a person even beside a namesake, a party where none is called so.
    """

    kind: str
    name: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """A paragraph of a long text with the marking that it carries itself."""

    text: str
    marking: Marking = UNMARKED


@dataclass(slots=True)
class PartRow:
    """One row of a part: the identifier of a stored one, or None for a new one, and its values by column."""

    values: dict[str, Any]
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a long text of which a record is made: its role, the words, and where they stood when they were taken.

    ``paragraph`` counts from 0, ``start`` in code points within it. ``owner`` is the record whose text it is; None
    for the one that the draft follows. Where exactly the words stand is settled when the draft is saved.
    """

    role: str
    words: str
    paragraph: int = 0
    start: int = 0
    owner: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file kept with the record: its bytes are in the attachments already, by their hash; ``id`` once it is saved."""

    name: str
    sha256: bytes
    size: int
    media_type: str
    marking: Marking = UNMARKED
    id: int | None = None


@dataclass(slots=True)
class Draft:
    """A record being written.

    Values are what people mean: PartialDate for a day (partial or not), a Choice member, ``int`` for a scale, the
    identifier of another record (or a Newcomer) for a reference. ``follows`` are further drafts that are saved with
    this one and point back at it by the column named (or by that of a part, ``ask_raised.engagement_id``): the promises
    and actions of an engagement. ``quoted`` tells of which words it was made. ``seen`` is the record as it was when it
    was opened, so that somebody else's changes are noticed at saving.
    """

    kind: str
    id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, list[Portion]] = field(default_factory=dict)
    parts: dict[str, list[PartRow]] = field(default_factory=dict)
    objectives: dict[int, int | None] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    marking: Marking = UNMARKED
    rel_to: tuple[int, ...] = ()
    files: list[AttachedFile] = field(default_factory=list)
    quoted: Quoted | None = None
    follows: list[tuple[str, Draft]] = field(default_factory=list)
    captions: dict[tuple[str, int], str] = field(default_factory=dict)
    seen: Draft | None = None

    @property
    def record(self) -> type[Record]:
        """The class of its kind."""
        return KINDS[self.kind]

    @property
    def is_new(self) -> bool:
        """Whether nothing of it is in the ledger yet."""
        return self.id is None

    @property
    def is_changed(self) -> bool:
        """Whether something was written since it was opened."""
        return self.seen is None or bool(self.follows) or any(self.differences())

    def differences(self) -> list[str]:
        """What differs from the record as it was opened: ``values.title``, ``parts.participant``, ``tags`` …"""
        return differences(self, self.seen) if self.seen is not None else ["*"]

    def remember(self) -> None:
        """From here on, differences are counted from what stands in the draft now."""
        self.seen = None
        self.seen = copy.deepcopy(self)

    def caption(self, kind: str, record_id: int) -> str:
        """What a record that the draft names is called."""
        return self.captions.get((kind, record_id), "")

    def name(self, mention: Mention) -> int:
        """Take note of a record that the draft is to name, and give its identifier."""
        self.captions[mention.kind, mention.id] = mention.caption
        return mention.id


def differences(one: Draft, other: Draft) -> list[str]:
    """In which of their places two drafts of one record differ."""
    found = [f"values.{name}" for name in one.values if one.values[name] != other.values.get(name)]
    roles = dict.fromkeys([*one.texts, *other.texts])
    found += [f"texts.{role}" for role in roles if one.texts.get(role, []) != other.texts.get(role, [])]
    found += [f"parts.{name}" for name in one.parts if one.parts[name] != other.parts.get(name)]
    own = ("objectives", "tags", "marking", "rel_to", "files")
    return found + [name for name in own if getattr(one, name) != getattr(other, name)]


def written(kind: type[Record]) -> dict[str, Field]:
    """The fields of a kind that a form writes; for a part its owner is left out, for it is where the row stands."""
    return {
        name: one
        for name, one in fields(kind).items()
        if one.editable and one.type not in ("uid", "json", "moment") and name != kind.__kind__.owner
    }


def blank_row(part: type[Record]) -> PartRow:
    """A new row with the defaults of its kind."""
    return PartRow({name: default_of(part, name) for name in written(part)})


def default_of(kind: type[Record], name: str) -> Any:
    """What a column holds where nobody wrote anything."""
    column = kind.__table__.columns[name]
    default: Any = column.default
    if default is None or default.is_callable:
        return None
    return default.arg


def is_blank(kind: type[Record], row: PartRow) -> bool:
    """Whether a new row says nothing beyond the defaults."""
    return row.id is None and all(
        value in (None, "") or value == default_of(kind, name) for name, value in row.values.items()
    )


def part_names(kind: type[Record]) -> tuple[str, ...]:
    """The parts of a kind that a form writes."""
    return tuple(parts(kind))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of a draft, and how to mend it."""

    place: Place
    sentence: str


class Unsound(UserError):
    """A draft that cannot be saved as it stands; ``faults`` tells where and why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].sentence)
        self.faults = faults


class ChangedMeanwhile(UserError):
    """Somebody else changed the same ``places`` since the record was opened; ``now`` is what stands there."""

    def __init__(self, sentence: str, places: list[str], now: Draft) -> None:
        super().__init__(sentence)
        self.places = places
        self.now = now
