"""The page under the pen: lines of text, rules, tints, links and bookmarks, as operators of the current page.

Whatever is drawn lies within a marked stretch, which belongs to an element of the structure or says that it is mere
adornment (an artifact). Text belongs to the element at hand; rules and tints are adornment.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from diplotrack.reports.render.pdf.annotations import Annotations, Area, Place
from diplotrack.reports.render.pdf.structure import NOTHING, Element, Tree

if TYPE_CHECKING:
    from diplotrack.reports.render.pdf.annotations import Target
    from diplotrack.reports.render.pdf.lines import Line
    from diplotrack.reports.render.pdf.pieces import Outline
    from diplotrack.reports.render.pdf.shaping import Typesetter
    from diplotrack.reports.render.pdf.showing import Link
    from diplotrack.reports.render.pdf.style import Grid

# What stretches of adornment are called before any element: what repeats on every page, and all the rest.
ADORNMENT = "/Artifact BMC"
HEAD = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC"
FOOT = "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC"
WATERMARK = "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC"
REPEATED = "/Artifact<</Type/Pagination>>BDC"

# Leaders: the distance of dots, and their colour.
_DOTS = 3.6
_DOTS_COLOUR = "0.682 0.706 0.741"


class _Linked(NamedTuple):
    """The link that a line ended in: the record, the element that it stands in, its own, and whether it was the whole
    line."""

    uid: str
    parent: int
    number: int
    whole: bool


class Sheet:
    """Draws on the pages of one ReportLab canvas. Positions in points, y upward from the foot of the page."""

    def __init__(self, canvas: Any, grid: Grid, typesetter: Typesetter) -> None:
        self.canvas = canvas
        self.grid = grid
        self.typesetter = typesetter
        self.tree = Tree()
        self.annotations = Annotations()
        self._operators: list[str] = []
        self._told: Element | None = None
        self._number = NOTHING
        self._adornment = ADORNMENT
        self._open: int | str | None = None
        self._linked: _Linked | None = None
        self._depth = -1
        self._pages = 0

    def tell(self, element: Element | None) -> None:
        """The text that follows belongs to the element, which enters the tree with it; without one it is adornment."""
        if self._adornment == ADORNMENT:
            self._told = element
            self._number = NOTHING

    def tell_number(self, number: int) -> None:
        """As ``tell``, for an element that is in the tree already."""
        if self._adornment == ADORNMENT:
            self._told = None
            self._number = number

    def adorn(self, kind: str = ADORNMENT) -> None:
        """All that follows is adornment of a kind, whatever element it is told to belong to; ADORNMENT ends that."""
        self._adornment = kind
        self._told = None
        self._number = NOTHING

    def _belonging(self) -> int:
        """The number of the element at hand; NOTHING for adornment."""
        if self._told is not None:
            self._number, self._told = self.tree.number(self._told), None
        return self._number

    @property
    def adorning(self) -> bool:
        """Whether all that is drawn is adornment, as a header is on every page but its first."""
        return self._adornment != ADORNMENT

    def _within(self, wanted: int | str) -> None:
        """Open the stretch that is wanted, and close the one that is open."""
        if self._open == wanted:
            return
        if self._open is not None:
            self._operators.append("EMC")
        self._open = wanted
        self._operators.append(wanted if isinstance(wanted, str) else self._beginning(wanted))

    def _text_within(self, number: int) -> None:
        self._within(number if number >= 0 else self._adornment)

    def _beginning(self, number: int) -> str:
        return f"/{self.tree.kinds[number]}<</MCID {self.tree.mark(number)}>>BDC"

    def _close(self) -> None:
        if self._open is not None:
            self._operators.append("EMC")
            self._open = None

    def line(self, line: Line, x: float, y: float) -> None:
        """A line of text with its beginning at x and its baseline at y."""
        if not line.operators:
            return
        number = self._number if self._told is None else self._belonging()
        if line.links and number >= 0:
            self._linked_line(line, x - line.lead, y, number)
            return
        wanted = number if number >= 0 else self._adornment
        if wanted != self._open:
            self._within(wanted)
        self._linked = None
        self._operators.append(f"BT 1 0 0 1 {x - line.lead:.2f} {y:.2f} Tm {line.operators} ET")

    def _linked_line(self, line: Line, x: float, y: float, number: int) -> None:
        """A line some of which are links: elements of their own within that of the line, with where to click."""
        link, *more = line.links
        if (
            not more
            and not line.operators[: link.shown.start].strip()
            and not line.operators[link.shown.stop :].strip()
        ):
            self._link_alone(link, line, x, y, number)
            return
        self._close()
        out = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        place = 0
        for link in line.links:
            before = line.operators[place : link.shown.start]
            if before.strip():
                out.append(f"{self._beginning(number)} {before} EMC")
            own = self._link_element(link, number, continued=not before.strip())
            self._annotate(link.uid, own, _area(link, x, y))
            out.append(f"{self._beginning(own)} {line.operators[link.shown]} EMC")
            place = link.shown.stop
            self._linked = _Linked(link.uid, number, own, False)
        rest = line.operators[place:]
        if rest.strip():
            out.append(f"{self._beginning(number)} {rest} EMC")
            self._linked = None
        self._operators.append(" ".join([*out, "ET"]))

    def _link_alone(self, link: Link, line: Line, x: float, y: float, number: int) -> None:
        """A line that is one link. Several such lines of the same link are one place to click."""
        before = self._linked
        own = self._link_element(link, number, continued=True)
        if before is not None and before.whole and before.number == own:
            self.annotations.extend(_area(link, x, y))
        else:
            self._annotate(link.uid, own, _area(link, x, y))
        self._linked = _Linked(link.uid, number, own, True)
        self._within(own)
        self._operators.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {line.operators} ET")

    def _link_element(self, link: Link, number: int, continued: bool) -> int:
        """The link's element: the one of the line before where the link runs on from it."""
        before = self._linked
        if continued and before is not None and (before.uid, before.parent) == (link.uid, number):
            return before.number
        return self.tree.add("Link", number)

    def _annotate(self, target: Target, number: int, area: Area) -> None:
        self.tree.annotate(number)
        self.annotations.add(target, area)

    def across(self, offset: float, width: float = 0.0) -> float:
        """Where from the left the page has what stands ``offset`` from where lines begin, and is so wide."""
        grid = self.grid
        return grid.right - offset - width if grid.mirrored else grid.left + offset

    def set_in(self, line: Line, offset: float, y: float, width: float, align: str = "own") -> None:
        """A line of text within a width, which stands ``offset`` from where lines begin.

        ``align``: "left", "right" or "center" of it; its "start" or "end", which a mirrored page has at the other
        side; "own": where the line's own direction begins.
        """
        x = self.across(offset, width)
        rest = width - line.width
        if align == "center":
            x += rest / 2
        elif (
            align == "right"
            or (align == "own" and line.rtl)
            or (align == "start" and self.grid.mirrored)
            or (align == "end" and not self.grid.mirrored)
        ):
            x += rest
        self.line(line, x, y)

    def turned(self, line: Line, x: float, y: float, cosine: float, sine: float) -> None:
        """A line of text turned around its beginning."""
        self._text_within(self._belonging())
        self._operators.append(
            f"BT {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {x:.2f} {y:.2f} Tm {line.operators} ET"
        )

    def vectors(self, operators: str) -> None:
        """Shapes that say something, as a chart's do: they belong to the element at hand."""
        self._text_within(self._belonging())
        self._operators.append(operators)

    def adorned(self, operators: str) -> None:
        """Shapes that say nothing beyond what the text does."""
        self._within(self._adornment)
        self._operators.append(operators)

    def dots(self, start: float, end: float, y: float) -> None:
        """A row of dots from one distance from where lines begin to another; those of several rows stand in line."""
        start, end = -(-start // _DOTS) * _DOTS, end // _DOTS * _DOTS
        if end > start:
            operators = f"q {_DOTS_COLOUR} RG 0.9 w 1 J [0 {_DOTS}] 0 d"
            self.adorned(
                f"{operators} {self.across(start):.2f} {y:.2f} m {self.across(end):.2f} {y:.2f} l S Q"
            )

    def rule(self, x: float, y: float, width: float, weight: float, colour: str) -> None:
        """A horizontal rule, its upper edge at y."""
        self.tint(x, y - weight, width, weight, colour)

    def tint(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle, its lower left corner at x, y."""
        self._within(self._adornment)
        self._operators.append(f"{colour} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def bookmark(self, outline: Outline, y: float) -> None:
        """An entry of the outline that leads here. Levels that skip one are drawn up to what the outline allows."""
        self._depth = min(outline.level, self._depth + 1)
        self.canvas.bookmarkHorizontalAbsolute(outline.key, y)
        self.canvas.addOutlineEntry(outline.title, outline.key, self._depth)

    def lead_to(self, key: str, title: str, top: float, height: float) -> None:
        """Make the whole measure a link to a place of the document; it belongs to the element at hand."""
        place = Place(title, self.canvas._bookmarkReference(key))
        self._annotate(place, self._belonging(), Area(self.grid.left, top - height, self.grid.right, top))

    def begin(self) -> None:
        """Begin a page."""
        self.tree.turn_page()

    def finish(self) -> None:
        """End the page."""
        self._close()
        self._linked = None
        content = zlib.compress("\n".join(self._operators).encode("ascii"), 4)
        self._operators.clear()
        self.canvas.showPage()
        self._pages += 1
        page = self.canvas._doc.idToObject[f"Page{self._pages}"]
        # ReportLab writes only the entries that it knows.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Contents = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": "/FlateDecode"}), content)
        page.Annots = self.annotations.end_page()
        page.StructParents, page.Tabs = self.tree.page_key(self._pages - 1), "/S"


def _area(link: Link, x: float, y: float) -> Area:
    """Where to click on a link in a line that begins at x and has its baseline at y."""
    return Area(x + link.start, y - 2, x + link.end, y + 8)
