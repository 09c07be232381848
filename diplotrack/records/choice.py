"""Enumerations whose members carry the label that people read."""

from __future__ import annotations

from enum import Enum

from diplotrack.base.i18n import Label


class Choice(str, Enum):
    """A member is stored as its value and shown as its label: ``CALL = "call", N_("Call")``."""

    label: Label

    def __new__(cls, value: str, label: Label) -> Choice:
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return str.__str__(self)  # past the descriptor of Enum, which a hundred thousand rows would feel
