"""An order: which document, about what, as of when, for whose eyes. It can be kept and given again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from typing import Any, Literal

from diplotrack.base.i18n import N_
from diplotrack.records import Field
from diplotrack.records.choice import Choice
from diplotrack.reports.terms import Watermark
from diplotrack.workspace.printing.report import Ask


class ForWhom(Choice):
    """For whose eyes a copy is."""

    INTERNAL = "internal", N_("Internal: with sensitivities and gaps")
    HAND_OVER = "hand-over", N_("Hand-over: only what may be given")


class PaperSize(Choice):
    """The paper."""

    A4 = "A4", N_("A4")
    LETTER = "Letter", N_("US Letter")


COMMON = (
    Ask("on", Field(N_("As of"), "day", help=N_("As of this day (default: today).")), N_("2008-12-31")),
    Ask(
        "copy",
        Field(N_("Copy"), "choice", choices=ForWhom, help=N_("For whose eyes it is.")),
        default=ForWhom.INTERNAL,
    ),
    Ask(
        "max_marking",
        Field(
            N_("At most marked"),
            help=N_(
                "Leave out what is marked above this level, and what nobody has marked; or TLP:GREEN and so on."
            ),
        ),
        N_("LEVEL"),
    ),
    Ask(
        "release_to",
        Field(
            N_("Releasable to"),
            "reference",
            refers="party",
            help=N_("Leave out what may not be released to this partner."),
        ),
        N_("PARTNER"),
    ),
    Ask(
        "watermark",
        Field(N_("Watermark"), "choice", choices=Watermark, help=N_("Draw this across every page.")),
    ),
    Ask(
        "sources",
        Field(
            N_("Sources annex"),
            "flag",
            help=N_("Number what is cited, and list the records at the end; internal copies only."),
        ),
    ),
    Ask(
        "paper",
        Field(N_("Paper"), "choice", choices=PaperSize, help=N_("A4 or Letter.")),
        default=PaperSize.A4,
    ),
)
"""What every document asks: the attributes of an order, by the same names."""


@dataclass(frozen=True, slots=True)
class Order:
    """``choices`` holds what the document itself asks for, by name: words, or identifiers for references.

    ``max_marking`` is the highest marking allowed ("RESTRICTED", "TLP:GREEN"), ``release_to`` a party that must be on
    the REL TO list. A hand-over copy never holds what nobody has marked.
    """

    report: str
    choices: Mapping[str, Any] = field(default_factory=dict)
    on: date | None = None
    copy: str = ForWhom.INTERNAL.value
    max_marking: str = ""
    release_to: str | int = ""
    watermark: str = ""
    sources: bool = False
    paper: Literal["A4", "Letter"] = "A4"

    def as_json(self) -> dict[str, Any]:
        """The order as JSON values, without what was left as it is."""
        usual = Order(self.report)
        kept = {one.name: getattr(self, one.name) for one in fields(self)}
        return {
            "report": self.report,
            **{
                name: _plain(value)
                for name, value in kept.items()
                if name != "report" and value != getattr(usual, name)
            },
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Order:
        """The order that was kept so. What it holds beside, of a newer program, is passed over."""
        known = {one.name for one in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        if values.get("on"):
            values["on"] = date.fromisoformat(values["on"])
        return cls(**values)


def order(report: str, **asked: Any) -> Order:
    """An order by keywords: those of every document, and those of its own."""
    common = {one.name: asked.pop(one.name) for one in COMMON if one.name in asked}
    return Order(report, asked, **common)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
