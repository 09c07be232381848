"""One page, two pages, everything: a brief keeps to its pages whatever the ledger holds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from diplotrack.reports.document import Bullets, Document, Heading, Table, plain
from diplotrack.reports.render.pdf import page_count
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.desk import ON, Desk
from tests.reports.compose.partner.crowded import crowd
from tests.reports.compose.spoken import headings, words


@pytest.fixture(scope="module")
def crowded(founded_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Egypt, with more of everything than anybody could want; Chad with nothing; the tests only read it."""
    folder = tmp_path_factory.mktemp("crowd") / "w.diplotrack"
    with Workspace.open(Path(shutil.copytree(founded_template, folder))) as workspace:
        with workspace.change("Set up the crowd") as work:
            crowd(Desk(work))
        yield workspace


@cache
def composed(workspace: Workspace, partner: str, **asked: Any) -> Document:
    """The brief on a partner; the tests only read it."""
    return workspace.printing.compose(order("partner-brief", partner=partner, on=ON, **asked)).document


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("length", "pages"), [("one-page", 1), ("two-pages", 2)])
def test_a_brief_keeps_to_its_pages(crowded: Workspace, length: str, pages: int, paper: Any) -> None:
    document = composed(crowded, "EGY", length=length, paper=paper)
    assert page_count(document, paper) == pages
    assert headings(document)[:3] == ["Objective", "Points to make", "Our asks"]


def test_an_annex_counts_to_no_length(crowded: Workspace) -> None:
    document = composed(crowded, "EGY", length="one-page", sources=True)
    assert headings(document)[-1] == "Sources"
    assert page_count(document) > 1


def test_what_there_is_no_room_for_is_said_once(crowded: Workspace) -> None:
    said = words(composed(crowded, "EGY", length="one-page"))
    assert said.count("In the full dossier") == 1
    assert re.search(r"In the full dossier: .*6 points to make.* more\.", said)


def test_two_pages_say_more_than_one(desk: Workspace) -> None:
    one, two = (composed(desk, "FRA", length=length) for length in ("one-page", "two-pages"))
    assert set(headings(one)) < set(headings(two))
    assert len(words(one)) < len(words(two))


def test_where_there_is_a_page_only_what_is_due_is_said_in_points(desk: Workspace) -> None:
    blocks = composed(desk, "FRA", length="one-page").blocks
    after = blocks[[plain(one.text) for one in blocks if isinstance(one, Heading)].index("Due both ways") :]
    assert not any(isinstance(one, Table) for one in blocks)
    assert any(isinstance(one, Bullets) for one in after)


def test_the_dossier_has_everything_and_a_table_of_contents(desk: Workspace) -> None:
    document = composed(desk, "FRA", length="dossier")
    said = words(document)
    assert document.contents
    assert "In the full dossier" not in said
    for told in (
        "Farewell call with President Chirac",
        "Withdraw the objection to the pipeline",
        "We are open to a pause in the sanctions.",
        "Agreement on the exchange of tax information",
        "Readout of the call with the French Foreign Minister",
    ):
        assert told in said


def test_a_dossier_holds_a_hundred_thousand_characters(crowded: Workspace) -> None:
    assert "Summit of three hundred" in words(composed(crowded, "EGY", length="dossier"))


def test_what_is_not_to_be_raised_is_said_so_and_never_asked(crowded: Workspace) -> None:
    document = composed(crowded, "EGY", length="two-pages")
    said = words(document)
    assert "Not to raise" in headings(document)
    assert said.count("The matter of the pilot") == 1
    assert "The matter of the pilot" not in words(composed(crowded, "EGY", copy="hand-over"))


def test_a_partner_of_whom_nothing_is_known_gets_one_sentence(crowded: Workspace) -> None:
    document = composed(crowded, "PLT")
    assert words(document).splitlines()[2:] == [
        "There is nothing on record with Guild of pilots by Dec 31, 2008."
    ]
