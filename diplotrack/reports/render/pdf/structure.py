"""The structure tree of a tagged PDF: what each stretch of a page is (heading, row, cell), in the order of reading.

Blocks make elements when they are set; an element enters the tree when the first mark is drawn for it, so that the
tree stands in the order in which the pages are drawn. Elements in the tree are bare numbers: a table of ten thousand
rows has eighty thousand. ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

# How many marks a page may have. A kid that is a mark is the number ~(page << _PAGE | mark), below nought; one that is
# an annotation is its own number above _ANNOTATION, where no element's comes.
_PAGE = 20
_MARKS = 1 << _PAGE
_ANNOTATION = 1 << 40

NOTHING = -1
"""No element: what is drawn is adornment."""

# Kinds that PDF 1.7 does not know, and what its readers may take them for.
ROLES = {"Title": "P", "Aside": "Div"}

SCOPE_COLUMN = "/A<</O/Table/Scope/Column>>"
SCOPE_ROW = "/A<</O/Table/Scope/Row>>"


# What a cell of a row is: its kind, and the attributes that say more.
Role: TypeAlias = "tuple[str, str]"


def heading_of_all(columns: int) -> str:
    """The attributes of a header cell that lies across all columns and heads the rows below it."""
    return f"/A<</O/Table/Scope/Column/ColSpan {columns}>>"


def spoken(text: str) -> str:
    """The attribute that tells in words what a picture shows."""
    return f"/Alt<feff{text.encode('utf-16-be', 'replace').hex()}>"


def read_as(text: str) -> str:
    """The attribute that gives a text in the order in which it is read; none for an empty one."""
    return f"/ActualText<feff{text.encode('utf-16-be', 'replace').hex()}>" if text else ""


def numbered(kind: str) -> str:
    """The attribute of a list that says how it is numbered: "Decimal", "Disc", "None"."""
    return f"/A<</O/List/ListNumbering/{kind}>>"


class Element:
    """An element on its way into the tree. ``number`` is its place there, NOTHING before anything was drawn for it."""

    __slots__ = ("attributes", "kind", "number", "parent")

    def __init__(self, kind: str, parent: Element | None = None, attributes: str = "") -> None:
        self.kind = kind
        self.parent = parent
        self.attributes = attributes
        self.number = NOTHING


class Tree:
    """The elements of one document; number 0 is the document itself."""

    def __init__(self) -> None:
        self.kinds: list[str] = ["Document"]
        self._attributes: dict[int, str] = {}
        self._parents = array("l", [-1])
        self._kids: list[int | list[int] | None] = [None]
        self._pages: list[array[int]] = []
        self._annotated = array("l")
        self._annotated_on = array("l")

    def __len__(self) -> int:
        return len(self.kinds)

    def number(self, element: Element | None) -> int:
        """The element's number; it and those that it stands in enter the tree where they are not in it yet."""
        if element is None:
            return 0
        if element.number < 0:
            element.number = self.add(element.kind, self.number(element.parent), element.attributes)
        return element.number

    def add(self, kind: str, parent: int, attributes: str = "") -> int:
        """A new element at the end of its parent."""
        number = len(self.kinds)
        self.kinds.append(kind)
        self._parents.append(parent)
        self._kids.append(None)
        if attributes:
            self._attributes[number] = attributes
        self._enter(parent, number)
        return number

    def add_row(self, row: Element, roles: Sequence[Role]) -> int:
        """The number of the row's first cell; its others follow. They enter the tree with it where they are new."""
        known = row.number >= 0
        number = self.number(row)
        if not known:
            count = len(roles)
            for place, (kind, attributes) in enumerate(roles, number + 1):
                self.kinds.append(kind)
                if attributes:
                    self._attributes[place] = attributes
            self._parents.extend([number] * count)
            self._kids.extend([None] * count)
            self._kids[number] = list(range(number + 1, number + 1 + count))
        return number + 1

    def _enter(self, parent: int, kid: int) -> None:
        kids = self._kids[parent]
        if kids is None:
            self._kids[parent] = kid
        elif isinstance(kids, list):
            kids.append(kid)
        else:
            self._kids[parent] = [kids, kid]

    def turn_page(self) -> None:
        """A new page: its marks are counted from nought."""
        self._pages.append(array("l"))

    def mark(self, number: int) -> int:
        """A stretch of the page at hand that belongs to the element: the number that marks it there."""
        marks = self._pages[-1]
        mark = len(marks)
        kid = ~((len(self._pages) - 1) << _PAGE | mark)
        if self._kids[number] is None:
            self._kids[number] = kid
        else:
            self._enter(number, kid)
        marks.append(number)
        return mark

    def annotate(self, number: int) -> None:
        """The document's next annotation, on the page at hand, belongs to the element."""
        self._enter(number, _ANNOTATION + len(self._annotated))
        self._annotated.append(number)
        self._annotated_on.append(len(self._pages) - 1)

    # Pages have the even keys and annotations the odd ones: neither is known in number before the end.

    def annotation_key(self, annotation: int) -> int:
        """The key of an annotation, counted from 0, among the parents."""
        return 2 * annotation + 1

    def page_key(self, page: int) -> int:
        """The key of a page, counted from 0, among the parents."""
        return 2 * page

    def written(self, first: int, root: int, page: Callable[[int], int], annotation: int) -> Iterator[str]:
        """Every element as an object, numbered upward from ``first``.

        ``root`` is the object number of the tree's root, ``annotation`` that of the first annotation; ``page`` gives
        that of a page (from 0).
        """
        pages = [page(place) for place in range(len(self._pages))]

        def shown(kid: int, own: int) -> str:
            if kid >= _ANNOTATION:
                number = kid - _ANNOTATION
                on = pages[self._annotated_on[number]]
                return f"<</Type/OBJR/Obj {annotation + number} 0 R{'' if on == own else f'/Pg {on} 0 R'}>>"
            if kid >= 0:
                return f"{first + kid} 0 R"
            place, mark = divmod(~kid, _MARKS)
            return str(mark) if pages[place] == own else f"<</Type/MCR/Pg {pages[place]} 0 R/MCID {mark}>>"

        for number, kind in enumerate(self.kinds):
            kids = self._kids[number]
            parent = root if number == 0 else first + self._parents[number]
            attributes = self._attributes.get(number, "")
            if kids is None:
                yield f"<</S/{kind}/P {parent} 0 R{attributes}>>"
            elif isinstance(kids, int) and kids < 0:
                mark = ~kids
                yield (
                    f"<</S/{kind}/P {parent} 0 R{attributes}"
                    f"/Pg {pages[mark >> _PAGE]} 0 R/K {mark & _MARKS - 1}>>"
                )
            else:
                all_kids = kids if isinstance(kids, list) else [kids]
                own = self._own_page(all_kids)
                on = f"/Pg {pages[own]} 0 R" if own is not None else ""
                inner = " ".join([shown(kid, pages[own] if own is not None else -1) for kid in all_kids])
                yield f"<</S/{kind}/P {parent} 0 R{attributes}{on}/K[{inner}]>>"

    def _own_page(self, kids: list[int]) -> int | None:
        """The page that the first mark of an element is on."""
        marks = (kid for kid in kids if kid < 0)
        first = next(marks, None)
        return None if first is None else ~first >> _PAGE

    def parents(self, first: int) -> str:
        """The number tree from the marks of each page, and from each annotation, to their elements."""
        found: list[tuple[int, str]] = [
            (self.page_key(place), f"[{' '.join([f'{first + number} 0 R' for number in marks])}]")
            for place, marks in enumerate(self._pages)
        ]
        found += [
            (self.annotation_key(place), f"{first + number} 0 R")
            for place, number in enumerate(self._annotated)
        ]
        return "/Nums[" + " ".join(f"{key} {entry}" for key, entry in sorted(found)) + "]"

    @property
    def next_key(self) -> int:
        """A key above all that are taken."""
        return 2 * max(len(self._pages), len(self._annotated))
