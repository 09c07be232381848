"""What a row of a plain table can put beside its record: parties, people, and rows such as an address or an office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from diplotrack.base.i18n import N_, Label
from diplotrack.records.enumerations import CommitmentSide, Correspondent, Side

PARTY_PARTS: dict[str, tuple[str, str, Any]] = {
    "engagement": ("engagement_party", "side", Side.THEIRS),
    "communication": ("communication_party", "part", Correspondent.TO),
    "commitment": ("commitment_party", "side", CommitmentSide.BY),
    "agreement": ("agreement_party", "", None),
    "statement": ("statement_audience", "", None),
}
"""For each kind that has parties beside it: their part, the column of their role, and the role where none is told."""

PERSON_PARTS: dict[str, tuple[str, str, Any]] = {
    "engagement": ("participant", "side", Side.THEIRS),
    "communication": ("communication_party", "part", Correspondent.TO),
}
"""The same for people."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A cell that becomes a row of ``part`` beside the record: its ``column`` takes the cell, ``given`` the rest."""

    part: str
    column: str
    label: Label
    group: Label
    word: str = ""
    given: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """How a profile writes it where it writes a field."""
        return f"{self.part}.{self.word or self.column}"


REACH, OFFICE = N_("Contact"), N_("Office")


def _channel(word: str, label: Label) -> Beside:
    return Beside("contact_point", "value", label, REACH, word, (("channel", word),))


BESIDE: dict[str, tuple[Beside, ...]] = {
    "person": (
        Beside("appointment", "office", N_("Office"), OFFICE),
        _channel("e-mail", N_("E-mail")),
        _channel("telephone", N_("Telephone")),
        _channel("mobile", N_("Mobile")),
        _channel("address", N_("Address")),
        _channel("assistant", N_("Assistant")),
        Beside("person_name", "name", N_("Other name"), N_("Names")),
    ),
    "party": (Beside("party_name", "name", N_("Other name"), N_("Names")),),
}
"""By kind. A record takes each of them at most once from one cell; several texts in a cell make several rows."""
