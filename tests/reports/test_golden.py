"""Every document looks and reads as it did when somebody last looked; and the comparison sees what it should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from diplotrack.reports.document import Spacer, Table
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import REPORTS
from tests.reports import golden
from tests.reports.render import samples

RENEW = "look at it, and if it is right: python -m tests.reports.golden --renew"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample workspace."""
    with golden.sample_workspace(tmp_path_factory.mktemp("golden")) as opened:
        yield opened


@pytest.mark.parametrize("name", golden.of_samples())
def test_a_made_up_document_is_as_it_was(name: str) -> None:
    assert not list(golden.faults(name, golden.of_samples()[name]())), RENEW


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_on_the_sample_is_as_it_was(name: str, workspace: Workspace) -> None:
    assert not list(golden.faults(name, golden.of_reports(workspace)[name]())), RENEW


def test_nothing_is_kept_of_documents_that_are_no_more() -> None:
    kept = {path.stem for path in golden.FOLDER.glob("*.txt")}
    assert kept == {*golden.of_samples(), *REPORTS}


def test_what_is_kept_takes_little_room() -> None:
    assert sum(path.stat().st_size for path in golden.FOLDER.iterdir()) < 1_500_000


@pytest.mark.parametrize("shift", [(1, 0), (0, 1), (-1, -1)])
def test_a_shift_of_one_dot_is_nothing(shift: tuple[int, int]) -> None:
    pdf = golden.prints(samples.brief())
    for one, other in zip(golden.pictures(pdf), golden.pictures(pdf, shift), strict=True):
        assert golden.blocks_apart(one, other) <= golden.ALLOWED


def test_a_lost_row_is_found() -> None:
    whole = samples.report(5)
    table = whole.blocks[0]
    assert isinstance(table, Table)
    short = replace(whole, blocks=(replace(table, rows=table.rows[:-1]),))
    assert _apart(golden.prints(whole), golden.prints(short)) > golden.ALLOWED


def test_a_block_that_moved_is_found() -> None:
    whole = samples.brief()
    moved = replace(whole, blocks=(Spacer(0.5), *whole.blocks))
    assert _apart(golden.prints(whole), golden.prints(moved)) > golden.ALLOWED


def test_another_word_is_found() -> None:
    whole = samples.brief()
    assert golden.words(golden.prints(whole)) != golden.words(golden.prints(replace(whole, dated="30 May")))


def _apart(one: bytes, other: bytes) -> int:
    return golden.blocks_apart(golden.pictures(one)[0], golden.pictures(other)[0])
