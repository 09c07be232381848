"""Golden pages: what each document looked like and read like when somebody last looked at it.

A page is kept as a small picture of its ink: drawn at 40 dots an inch, softened, and averaged over blocks of six dots
(a good three millimetres). Another version of a font, or a shift of a dot, changes a block by a few hundredths; a row
that is lost or a paragraph that moves changes dozens of blocks by more than TOLERANCE. The words are kept beside the
pictures and compared exactly. Draw them anew, and look at them, with ``python -m tests.reports.golden --renew``.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from diplotrack.base import clock
from diplotrack.reports.render import render_pdf
from tests.reports.render import dossiers, samples

if TYPE_CHECKING:
    from diplotrack.reports.document import Document
    from diplotrack.workspace import Workspace

FOLDER = Path(__file__).with_name("golden_pages")
DAY = date(2026, 5, 29)

DOTS = 40
BLOCK = 6
TOLERANCE = 18
"""How far, of 255, the ink of a block may be from what it was."""
ALLOWED = 3
"""How many blocks of a page may be further from it than that."""
PICTURED = 4
"""How many pages of a document are kept as pictures; of the rest only the words are."""

Golden: TypeAlias = "Callable[[], Document]"


def prints(document: Document) -> bytes:
    """The document as PDF."""
    written = io.BytesIO()
    render_pdf(document, written)
    return written.getvalue()


def pictures(pdf: bytes, shift: tuple[int, int] = (0, 0)) -> list[Image.Image]:
    """The first pages' ink, block by block. ``shift`` moves what is drawn by so many dots first."""
    found = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for number in range(min(len(opened), PICTURED)):
            page = opened[number]
            drawn = page.render(scale=DOTS / 72, grayscale=True).to_pil()
            page.close()
            found.append(ink(ImageChops.offset(drawn, *shift)))
    return found


def ink(drawn: Image.Image) -> Image.Image:
    """A page's picture as blocks of ink."""
    size = (drawn.width // BLOCK, drawn.height // BLOCK)
    return drawn.filter(ImageFilter.GaussianBlur(BLOCK / 2)).resize(size, Image.Resampling.BOX)


def words(pdf: bytes) -> str:
    """The words of every page, in the order of reading, pages apart by a form feed."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\f\n".join(_page_words(opened, number) for number in range(len(opened)))


def _page_words(opened: pypdfium2.PdfDocument, number: int) -> str:
    page = opened[number]
    text = page.get_textpage()
    found = re.sub(r"[ \t]*\r?\n", "\n", text.get_text_range())
    text.close()
    page.close()
    return found.rstrip() + "\n"


def blocks_apart(one: Image.Image, other: Image.Image) -> int:
    """How many blocks of two pages differ by more than TOLERANCE; all of them where the pages differ in size."""
    if one.size != other.size:
        return max(one.width * one.height, other.width * other.height)
    return sum(ImageChops.difference(one, other).histogram()[TOLERANCE + 1 :])


def faults(name: str, document: Document) -> Iterator[str]:
    """What of the document is not as it was kept, one sentence each."""
    pdf = prints(document)
    kept_words = FOLDER / f"{name}.txt"
    if not kept_words.exists():
        yield f"{name} was never kept"
        return
    for number, (old, new) in enumerate(
        zip_longest(kept_words.read_text("utf-8").split("\f\n"), words(pdf).split("\f\n")), 1
    ):
        if old != new:
            yield f"{name}, page {number}: other words\n--- was\n{old}\n--- is\n{new}"
    for number, picture in enumerate(pictures(pdf), 1):
        kept = FOLDER / f"{name}-{number}.png"
        if not kept.exists():
            yield f"{name}, page {number}: never kept"
            continue
        with Image.open(kept) as old_picture:
            apart = blocks_apart(old_picture, picture)
        if apart > ALLOWED:
            yield f"{name}, page {number}: {apart} blocks look different"


def keep(name: str, document: Document) -> None:
    """Keep the document as it is now."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob(f"{name}-*.png"):
        old.unlink()
    pdf = prints(document)
    (FOLDER / f"{name}.txt").write_text(words(pdf), "utf-8", newline="\n")
    for number, picture in enumerate(pictures(pdf), 1):
        picture.save(FOLDER / f"{name}-{number}.png", optimize=True)


def of_samples() -> dict[str, Golden]:
    """Documents made for the sake of their looks, by name: in scripts that the house's own fonts have."""
    return {
        "sample-dossier": lambda: dossiers.dossier(3),
        "sample-report": lambda: samples.report(40),
        "sample-arabic": dossiers.right_to_left,
    }


def of_reports(workspace: Workspace) -> dict[str, Golden]:
    """Every document there is, as its example shows it on a workspace, by name."""
    from diplotrack.workspace.printing import REPORTS, order

    def composed(name: str) -> Golden:
        return lambda: workspace.printing.compose(order(name, on=DAY, **REPORTS[name].example)).document

    return {name: composed(name) for name in REPORTS}


@contextmanager
def sample_workspace(folder: Path) -> Iterator[Workspace]:
    """The sample workspace as it is on DAY, made in the folder and checked."""
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.sample import fill

    with clock.on_day(DAY), Workspace.create(folder / "sample.diplotrack", we="USA") as workspace:
        fill(workspace)
        workspace.check.run()
        yield workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare or renew; 1 where something is not as it was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--renew", action="store_true", help="keep the documents as they are now")
    parser.add_argument("names", nargs="*", help="of these documents only")
    chosen = parser.parse_args(arguments)
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sample_workspace(Path(folder)) as workspace:
        for name, document in {**of_samples(), **of_reports(workspace)}.items():
            if chosen.names and name not in chosen.names:
                continue
            if chosen.renew:
                keep(name, document())
            else:
                found += faults(name, document())
    sys.stdout.write("\n".join([*found, ""]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
