"""The parts of a remark once read: pieces of its words, events attended, groups met."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the remark: `words` are `text[start:end]`."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something attended: its name, its format ("occasion" for a ceremony, "" unsure), level told by the
    name, parties in the name."""

    name: str
    format: str
    level: str
    parties: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """People met without names: "senior Israeli officials". `party` a key, None for the host or an unknown
    one."""

    words: str
    level: str
    party: str | None
    start: int
    end: int
