"""The members of the United Nations in their own languages are read out of a PDF as they were written."""

from __future__ import annotations

import random
import shutil

import pytest

from tests.reports.render.un_members import misread, misread_cells, names, poppler, printed

# All of them take five times as long: ``python -m tests.reports.render.un_members FOLDER``.
ROWS = sorted(random.Random(193).sample(names(), 90))


@pytest.fixture(scope="module")
def content() -> bytes:
    written, missing = printed(ROWS)
    if missing:
        pytest.skip(f"no font of this system has {missing[0]}")
    return written


def test_pdfium_reads_every_name_in_its_cell(content: bytes) -> None:
    assert len(misread_cells(ROWS, content)) <= len(ROWS) // 100


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext")
def test_poppler_reads_every_name_in_its_row(content: bytes) -> None:
    assert len(misread(ROWS, poppler(content))) <= len(ROWS) // 100


def test_every_member_is_there_in_a_language_of_its_own() -> None:
    found = names()
    assert len({row.key[:3] for row in found}) >= 193
    assert len({row.key[3:] for row in found}) >= 120
