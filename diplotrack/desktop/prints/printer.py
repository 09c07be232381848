"""A document on a printer of the system: the file itself where the system takes it, else the pages as pictures."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Cancelled, Progress
from diplotrack.desktop.prints.leaves import Leaves

FINEST = 300
"""Dots an inch of the pictures that are sent to a printer; more makes them larger, not better to read."""
PATIENCE = 60
"""Seconds that the system may take to accept a file for its queue."""
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


def printer_for(leaves: Leaves, title: str) -> QPrinter:
    """The printer that the system prefers, set to the paper of the pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = leaves.sizes[0]
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    lies = size.width() > size.height()
    turned = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turned, QMarginsF()))
    printer.setFullPage(True)
    printer.setDocName(title)
    return printer


def ask_printer(parent: QWidget, printer: QPrinter, pages: int, go: Callable[[], object]) -> QPrintDialog:
    """Ask which printer, how many copies and which pages; then ``go()``."""
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, on=False)
    dialog.finished.connect(lambda result: go() if result == QDialog.DialogCode.Accepted else None)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def send(printer: QPrinter, leaves: Leaves, progress: Progress) -> None:
    """Print the pages that were asked for. Raises UserError where the system takes nothing; for a worker thread."""
    if not printer.outputFileName() and printer.printerName() and shutil.which("lp"):
        _queue(printer, leaves)
    else:
        _draw(printer, leaves, progress)


def pages_wanted(printer: QPrinter, count: int) -> list[int]:
    """The pages that were asked for, counted from 0."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return list(range(count))
    ranges = printer.pageRanges()
    if not ranges.isEmpty():
        return [page for page in range(count) if ranges.contains(page + 1)]
    first, last = printer.fromPage() or 1, printer.toPage() or count
    return list(range(first - 1, min(last, count)))


def _queue(printer: QPrinter, leaves: Leaves) -> None:
    """The file itself goes into the printer's queue: letters stay letters."""
    lp = shutil.which("lp")
    assert lp is not None  # whoever calls has looked
    order = [lp, "-d", printer.printerName(), "-n", str(printer.copyCount()), "-t", printer.docName()]
    wanted = pages_wanted(printer, len(leaves))
    if len(wanted) < len(leaves):
        order += ["-P", ",".join(str(page + 1) for page in wanted)]
    if printer.duplex() in _SIDES:
        order += ["-o", f"sides={_SIDES[printer.duplex()]}"]
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        order += ["-o", "print-color-mode=monochrome"]
    order += ["-o", f"media={printer.pageLayout().pageSize().key()}", "--", "-"]
    try:
        done = subprocess.run(order, input=leaves.content, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise UserError(_refused(printer, str(fault))) from fault
    if done.returncode:
        raise UserError(_refused(printer, done.stderr.decode(errors="replace").strip()))


def _draw(printer: QPrinter, leaves: Leaves, progress: Progress) -> None:
    """Each page as a picture as fine as the printer, at most :data:`FINEST`."""
    wanted = pages_wanted(printer, len(leaves))
    painter = QPainter()
    if not wanted or not painter.begin(printer):
        raise UserError(_refused(printer, ""))
    try:
        for place, page in enumerate(wanted):
            progress(place, len(wanted), _("Printing page {page}").format(page=page + 1))
            if place:
                printer.newPage()
            picture = leaves.picture(page, min(printer.resolution(), FINEST) / 72)
            size = leaves.sizes[page]
            dots = printer.resolution() / 72
            painter.drawImage(QRectF(0, 0, size.width() * dots, size.height() * dots), picture)
        progress(len(wanted), len(wanted), "")
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()


def _refused(printer: QPrinter, reason: str) -> str:
    name = printer.printerName() or Path(printer.outputFileName()).name
    sentence = _(
        "“{printer}” took nothing ({reason}); see whether it is ready, or save the document as a PDF."
    )
    return sentence.format(printer=name, reason=reason or _("it gave no reason"))
