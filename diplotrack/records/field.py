"""What a column or a kind says about itself: from these come forms, lists, filters, files, search and help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diplotrack.base.i18n import Label
from diplotrack.records.choice import Choice

FieldType = Literal[
    "text",
    "long",
    "choice",
    "scale",
    "flag",
    "day",
    "time",
    "moment",
    "number",
    "money",
    "reference",
    "uid",
    "json",
]
NONE = Label("")
Choices = type[Choice]
"""An enumeration itself (named here because ``Field.type`` hides the builtin inside the class)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column as people see it.

    ``group`` is the heading under which the form shows it, ``width`` its width in a list in characters.
    A ``day`` that may be partial has a second column, ``<name>_latest``. ``refers`` names the kind of a reference.
    """

    label: Label
    type: FieldType = "text"
    help: Label = NONE
    group: Label = NONE
    width: int = 16
    required: bool = False
    partial: bool = False
    filterable: bool = True
    sortable: bool = True
    exported: bool = True
    editable: bool = True
    choices: Choices | None = None
    scale: tuple[tuple[int, Label], ...] = ()
    refers: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextRole:
    """A long text of a kind, kept as passages: its role, its label and what belongs there."""

    role: str
    label: Label
    help: Label = NONE


@dataclass(frozen=True, slots=True)
class Gathered:
    """A list column made from the parts of a record: the partners of an engagement, its objectives.

    ``part`` is the kind of the part rows, ``column`` their reference to what is shown, ``only`` a column and the value
    that it must have.
    """

    name: str
    label: Label
    part: str
    column: str
    only: tuple[str, str] = ("", "")
    width: int = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record as people see it.

    ``title`` is the column that names a row, ``subtitle`` the ones that follow it. ``dated`` is the column by which it
    stands in time; ``sort`` the default order ("-" before a column: descending). ``searched`` are the columns whose
    text the search finds, ``texts`` the roles of its passages. A part (``part_of``) is a row of its owner and is
    reached through ``owner``, the column that refers to it. ``once`` are the columns that tell a part from the others
    of its owner: two with the same values there say the same. ``linkable`` kinds take objectives.
    """

    name: str
    label: Label
    plural: Label
    icon: str
    title: str
    help: Label = NONE
    subtitle: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sort: str = "sort_key"
    dated: str = ""
    searched: tuple[str, ...] = ()
    texts: tuple[TextRole, ...] = ()
    gathers: tuple[Gathered, ...] = ()
    part_of: str = ""
    owner: str = ""
    once: tuple[str, ...] = ()
    linkable: bool = False

    @property
    def is_part(self) -> bool:
        """Whether rows of this kind belong to an owner."""
        return bool(self.part_of)
