"""Where a page can be clicked on: links to records and to places of the document, as objects ready to be packed.

A row of a ledger's report has four or five of them. As ReportLab's own annotations they would take longer than all else
in the row.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import quote

from reportlab.pdfbase import pdfdoc


class Reserved(pdfdoc.PDFObject):
    """A number among ReportLab's objects, for one that is written after all of them."""

    __RefOnly__ = 1


class Area(NamedTuple):
    """A rectangle of the page, in points."""

    left: float
    low: float
    right: float
    high: float


class Place(NamedTuple):
    """A place of the document, by its title; ``destination`` is ReportLab's."""

    title: str
    destination: Any


Target: TypeAlias = "str | Place"


class Annotations:
    """The links of one document, numbered from nought in the order in which they enter its structure."""

    def __init__(self) -> None:
        self._targets: list[Target] = []
        self._corners = array("d")
        self._begun = 0
        self.pages: list[tuple[Reserved, range]] = []
        """For each page that has any: the object that lists them, and their numbers."""

    def __len__(self) -> int:
        return len(self._targets)

    def add(self, target: Target, area: Area) -> None:
        """A link on the page at hand to a record, by its uid, or to a place."""
        self._targets.append(target)
        self._corners.extend(area)

    def extend(self, area: Area) -> None:
        """The last link reaches over this area too."""
        left, low, right, high = self._corners[-4:]
        self._corners[-4:] = array(
            "d", (min(left, area.left), min(low, area.low), max(right, area.right), max(high, area.high))
        )

    def end_page(self) -> Reserved | None:
        """What lists the links of the page that ends; None where it has none."""
        if self._begun == len(self):
            return None
        listed = Reserved()
        self.pages.append((listed, range(self._begun, len(self))))
        self._begun = len(self)
        return listed

    def written(self, document: Any, key: Callable[[int], int]) -> Iterator[str]:
        """Every link as an object. ``key`` gives that of each among the parents of the structure; ``document`` is
        ReportLab's."""
        corners = self._corners
        for number, target in enumerate(self._targets):
            left, low, right, high = corners[4 * number : 4 * number + 4]
            leads = (
                f"/A<</S/URI/URI(diplotrack:{quote(target)})>>"
                if isinstance(target, str)
                else f"/Contents {_formatted(pdfdoc.PDFString(target.title), document)}"
                f"/Dest {_formatted(target.destination, document)}"
            )
            yield (
                f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {low:.2f} {right:.2f} {high:.2f}]/Border[0 0 0]/F 4"
                f"/StructParent {key(number)}{leads}>>"
            )


def _formatted(thing: Any, document: Any) -> str:
    return str(pdfdoc.format(thing, document).decode("latin-1"))
