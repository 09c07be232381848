"""The pieces of printing: pages as pictures, where they lie, and how they get to a printer."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QRect, QSize, QSizeF
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from diplotrack.base.errors import UserError
from diplotrack.base.progress import Cancelled, quiet
from diplotrack.desktop.prints.leaves import Leaves
from diplotrack.desktop.prints.printer import pages_wanted, printer_for, send
from diplotrack.desktop.views.reports.sheaf import POINTS, Fit, Sheaf, stepped
from diplotrack.reports.document import Document, PageBreak, Paragraph
from diplotrack.reports.render import render_pdf

A4 = QSizeF(595.3, 841.9)
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def leaves() -> Leaves:
    """Three pages, each with its number in words."""
    content = io.BytesIO()
    words = ("First", "Second", "Third")
    blocks = [block for word in words for block in (Paragraph(f"{word} page."), PageBreak())][:-1]
    render_pdf(Document("Three", tuple(blocks)), content)
    return Leaves(content.getvalue())


@pytest.fixture
def printer(leaves: Leaves, qapp: QApplication, tmp_path: Path) -> QPrinter:
    """One that prints into a file."""
    made = printer_for(leaves, "Three pages")
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def test_a_page_is_drawn_as_large_as_is_asked(leaves: Leaves) -> None:
    picture = leaves.picture(0, 2)
    assert abs(picture.width() - leaves.sizes[0].width() * 2) <= 1
    assert picture.pixelColor(2, 2).name() == "#ffffff"
    inks = {picture.pixelColor(x, y).lightness() for x in range(0, 1000, 3) for y in range(0, 600, 3)}
    assert min(inks) < 100


def test_the_words_of_each_page_are_its_own(leaves: Leaves) -> None:
    found = [leaves.words(page) for page in range(len(leaves))]
    for word, words in zip(("First", "Second", "Third"), found, strict=True):
        assert f"{word} page." in words


def test_pages_may_be_asked_for_from_several_threads(leaves: Leaves) -> None:
    sizes: list[int] = []
    threads = [
        threading.Thread(target=lambda page=page: sizes.append(leaves.picture(page % 3, 1).width()))
        for page in range(9)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(sizes) == 9
    assert len(set(sizes)) == 1


def test_pages_fit_the_width_and_lie_below_one_another() -> None:
    sheaf = Sheaf.lay([A4, A4], Fit.WIDTH, QSize(632, 400), 16)
    assert sheaf.rects[0] == QRect(16, 16, 600, 849)
    assert sheaf.rects[1].top() == 16 + 849 + 16
    assert sheaf.within(QRect(0, 0, 632, 400)) == [0]
    assert sheaf.within(QRect(0, 700, 632, 400)) == [0, 1]
    assert sheaf.foremost(QRect(0, 700, 632, 400)) == 1
    assert Sheaf.lay([A4], Fit.PAGE, QSize(632, 400), 16).rects[0].height() == 368


def test_a_page_wider_than_the_window_can_be_scrolled_to() -> None:
    sheaf = Sheaf.lay([A4], 2.0, QSize(632, 400), 16)
    assert sheaf.factor == 2 * POINTS
    assert sheaf.size.width() == sheaf.rects[0].width() + 32 > 632
    assert Sheaf.lay([], Fit.WIDTH, QSize(632, 400), 16).rects == ()


def test_zoom_goes_by_steps_and_stays_within_bounds() -> None:
    assert [stepped(0.9, 1), stepped(1.0, 1), stepped(1.0, -1), stepped(4.0, 1), stepped(0.25, -1)] == [
        1.0,
        1.25,
        0.75,
        4.0,
        0.25,
    ]


def test_the_pages_that_are_wanted_are_printed(leaves: Leaves, printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert pages_wanted(printer, 3) == [1, 2]
    send(printer, leaves, quiet)
    with pypdfium2.PdfDocument(printer.outputFileName()) as made:
        assert len(made) == 2
        assert [round(side) for side in made.get_page_size(0)] == [595, 842]


def test_printing_can_be_stopped(leaves: Leaves, printer: QPrinter) -> None:
    def stop(done: int, total: int | None, what: str) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        send(printer, leaves, stop)


def test_the_file_itself_goes_into_the_queue_of_the_system(
    leaves: Leaves, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "lp"
    tool.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/said\ncat > {tmp_path}/sent\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    send(_queued(leaves), leaves, quiet)
    assert (tmp_path / "sent").read_bytes() == leaves.content
    said = (tmp_path / "said").read_text()
    assert "-d Office" in said
    assert "-n 2" in said
    assert "-P 3" in said
    assert "media=A4" in said


def test_a_queue_that_refuses_is_told(
    leaves: Leaves, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "lp"
    tool.write_text("#!/bin/sh\ncat > /dev/null\necho 'no such printer' >&2\nexit 1\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(UserError, match=r"Office.*no such printer"):
        send(_queued(leaves), leaves, quiet)


class _Office:
    """A printer of the system, as far as the queue asks it; none is installed where tests run."""

    def __init__(self, real: QPrinter) -> None:
        self._real = real

    def printerName(self) -> str:
        return "Office"

    def outputFileName(self) -> str:
        return ""

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


def _queued(leaves: Leaves) -> QPrinter:
    real = printer_for(leaves, "Three pages")
    real.setCopyCount(2)
    real.setPrintRange(QPrinter.PrintRange.PageRange)
    real.setFromTo(3, 3)
    return _Office(real)  # type: ignore[return-value]  # it stands in for one
