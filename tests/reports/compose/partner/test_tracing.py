"""In an internal copy every statement leads to its record; the annex lists them; a copy to hand over leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from diplotrack.base.errors import UserError
from diplotrack.release import ReleaseFilter
from diplotrack.reports.compose.partner.brief import PartnerBrief
from diplotrack.reports.compose.room import Room
from diplotrack.reports.document import (
    Bullets,
    Callout,
    Copy,
    Document,
    Group,
    KeepTogether,
    Paragraph,
    Table,
    Text,
    Timeline,
    cell,
    plain,
    point,
    spans,
)
from diplotrack.reports.render.cells import rows as cell_rows
from diplotrack.reports.terms import Terms
from diplotrack.workspace import Workspace
from tests.reports.compose.desk import ON
from tests.reports.compose.spoken import all_spans, links, words

HAND_OVER = ReleaseFilter(marked_only=True)
COUNTED = ("years",)
"""Tables of numbers: they are counted from many records, and name none."""


def composed(desk: Workspace, partner: str, step: int, **terms: Any) -> Document:
    """The brief on a partner for so much room."""
    found = desk.records.party(partner).id
    with desk.read() as session:
        return PartnerBrief(session, found, Terms(ON, **terms)).composed(Room(step)).document


def statements(blocks: Any) -> Iterator[tuple[Text, ...]]:
    """Every statement with all its texts; notes and what is counted say nothing of a record."""
    for block in blocks:
        match block:
            case KeepTogether():
                yield from statements(block.blocks)
            case Paragraph() if block.style != "note":
                yield (block.text,)
            case Callout():
                yield (block.title, block.text)
            case Bullets():
                yield from ((point(one).text,) for one in block.items)
            case Timeline():
                yield from ((one.text,) for one in block.moments)
            case Table() if block.name not in COUNTED:
                rows = (row for row in block.rows if not isinstance(row, Group))
                yield from (tuple(cell(one).text for one in row) for row in rows)


@pytest.mark.parametrize("step", [0, 1, Room.LAST])
@pytest.mark.parametrize("partner", ["FRA", "EGY", "JPN", "NATO"])
def test_every_statement_leads_to_its_record(desk: Workspace, partner: str, step: int) -> None:
    said = list(statements(composed(desk, partner, step).blocks))
    assert said
    lost = [one for one in said if not any(span.uid for text in one for span in spans(text))]
    assert lost == []


@pytest.mark.parametrize("step", [0, 1, Room.LAST])
@pytest.mark.parametrize("copy", list(Copy))
def test_paragraphs_are_numbered_without_holes(desk: Workspace, copy: Copy, step: int) -> None:
    release = HAND_OVER if copy is Copy.HAND_OVER else ReleaseFilter()
    document = composed(desk, "FRA", step, copy=copy, release=release)
    numbers = [one.number for one in paragraphs(document.blocks) if one.style != "note"]
    assert numbers == [f"{place}." for place in range(1, len(numbers) + 1)]
    assert not any(one.number for one in paragraphs(document.blocks) if one.style == "note")


def paragraphs(blocks: Any) -> Iterator[Paragraph]:
    """Every paragraph in order."""
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from paragraphs(block.blocks)
        elif isinstance(block, Paragraph):
            yield block


def annex(document: Document) -> Table:
    """The list of sources at the end."""
    last = document.blocks[-1]
    assert isinstance(last, Table)
    assert last.name == "sources"
    return last


def test_sources_are_numbered_as_they_come_up(desk: Workspace) -> None:
    document = composed(desk, "FRA", 1, sources=True)
    said = [span.text for span in all_spans(document.blocks[:-1])]
    marks = [one.strip("\N{NO-BREAK SPACE}[]") for one in said if one.startswith("\N{NO-BREAK SPACE}[")]
    first = list(dict.fromkeys(int(one) for one in marks))
    assert first == list(range(1, len(annex(document).rows) + 1))


def test_a_source_is_listed_with_kind_title_day_marking_and_identifier(desk: Workspace) -> None:
    listed = annex(composed(desk, "FRA", 1, sources=True))
    rows = [[plain(one.text) for one in row] for _group, row in cell_rows(listed)]
    treaty = next(row for row in rows if "tax information" in row[1])
    assert treaty[1].startswith("Agreement: Agreement on the exchange of tax information\n")
    assert treaty[2:4] == ["Jan 13, 2008", "RESTRICTED"]
    assert len(treaty[1].split("\n")[1]) == 32


def test_the_annex_holds_every_link_and_no_protected_source(desk: Workspace) -> None:
    plainly, sourced = (composed(desk, "FRA", 0, sources=one) for one in (False, True))
    assert links(plainly) <= links(sourced)
    said = words(sourced)
    assert "Marchand" not in said
    assert "a contact" in said


def test_without_anything_cited_there_is_no_annex(desk: Workspace) -> None:
    closed = composed(desk, "JPN", 1, sources=True, release=ReleaseFilter(max_rank=0))
    assert not any(isinstance(one, Table) and one.name == "sources" for one in closed.blocks)


def test_a_ceiling_holds_in_the_annex(desk: Workspace) -> None:
    document = composed(desk, "FRA", 0, sources=True, release=ReleaseFilter(max_rank=0))
    said = " ".join(plain(one.text) for _group, row in cell_rows(annex(document)) for one in row)
    assert "Readout of the call with the French Foreign Minister" in said
    assert "RESTRICTED" not in said


def test_a_copy_to_hand_over_names_no_sources(desk: Workspace) -> None:
    with pytest.raises(UserError, match="internal copies only"):
        composed(desk, "FRA", 1, sources=True, copy=Copy.HAND_OVER, release=HAND_OVER)


@pytest.mark.parametrize("step", [0, 1, Room.LAST])
def test_a_copy_to_hand_over_leads_nowhere_at_any_length(desk: Workspace, step: int) -> None:
    document = composed(desk, "FRA", step, copy=Copy.HAND_OVER, release=HAND_OVER)
    assert links(document) == set()
    said = words(document)
    for inside in (
        "full dossier",
        "not to be disclosed",
        "Not to raise",
        "Gaps",
        "Our lines over time",
        "strongly for",
        "Prepared by",
        "Marchand",
    ):
        assert inside not in said
        assert inside not in " ".join(chain.from_iterable(document.front))
