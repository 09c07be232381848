"""What a document says about itself: the command with its options, the page's choices, help and tests follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from diplotrack.base.i18n import Label

if TYPE_CHECKING:
    from diplotrack.records import Field
    from diplotrack.reports.terms import Composed, Terms
    from diplotrack.workspace.printing.chosen import Chosen
    from diplotrack.workspace.workspace import Workspace

PAGE_SUFFIXES = (".pdf", ".docx")
TABLE_SUFFIXES = (".xlsx", ".csv", ".json")

Compose: TypeAlias = "Callable[[Workspace, Chosen, Terms, bool], Composed]"
"""(workspace, what was chosen, terms, whether for a machine: then one flat table with keys) → the document."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that a document lets one choose. ``name`` is its keyword, ``--name`` on the command line.

    The field says what it is: a reference to a record of a kind, a choice, a flag, a day, a number or words, and
    whether it is required. ``several`` takes more than one. ``metavar`` is its value in the command's help. What
    nobody chose is ``default``.
    """

    name: str
    field: Field
    metavar: Label | None = None
    several: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True)
class Report:
    """One kind of document. ``name`` is its word on the command line; ``advice`` says what is in it, for whom.

    ``has_table``: whether it is one table as well, for spreadsheets and machines. ``internal``: why it never is a
    hand-over copy ("" where it may be). ``example``: choices that show it on the sample workspace.
    """

    name: str
    label: Label
    advice: Label
    icon: str
    compose: Compose
    asks: tuple[Ask, ...] = ()
    has_table: bool = False
    internal: Label | None = None
    example: Mapping[str, Any] = field(default_factory=dict)

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The files that it can be."""
        return PAGE_SUFFIXES + (TABLE_SUFFIXES if self.has_table else ())

    def ask(self, name: str) -> Ask | None:
        """What it asks by that name."""
        return next((one for one in self.asks if one.name == name), None)
