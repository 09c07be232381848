"""One document for many: a file for each partner of a trip, for each owner, into one folder."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Cancelled, Progress, quiet
from diplotrack.records.display import Mention
from diplotrack.workspace.printing.delivery import Printed, deliver, file_name, suffix_of
from diplotrack.workspace.printing.documents import report_named
from diplotrack.workspace.printing.order import Order
from diplotrack.workspace.printing.report import TABLE_SUFFIXES, Ask, Report

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Failure:
    """About whom no file was written, and why."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of it. ``is_stopped``: somebody stopped it before its end; what is in ``written`` stays."""

    written: tuple[Printed, ...] = ()
    failed: tuple[Failure, ...] = ()
    is_stopped: bool = False


def varied(report: Report) -> Ask | None:
    """What a batch varies: the record that the document must be told, else the first that it may be."""
    named = [ask for ask in report.asks if ask.field.type == "reference"]
    return next((ask for ask in named if ask.field.required), next(iter(named), None))


def print_each(
    workspace: Workspace,
    wanted: Order,
    about: Sequence[Mention],
    folder: Path,
    suffix: str = ".pdf",
    progress: Progress = quiet,
) -> Batch:
    """Print the order once about each record into a file of its own in the folder. No file is written over.

    One that cannot be printed does not keep back the others. Raises UserError where no document can be printed at all.
    """
    report = report_named(wanted.report)
    ask = varied(report)
    suffix_of(Path(f"any{suffix}"), report.suffixes)
    if ask is None:
        sentence = _("“{report}” is about nothing that could be varied; print it once.")
        raise UserError(sentence.format(report=report.label))
    if not folder.is_dir():
        sentence = _("The folder {folder} does not exist; make it or choose another one.")
        raise UserError(sentence.format(folder=folder))
    written: list[Printed] = []
    failed: list[Failure] = []
    try:
        for done, one in enumerate(about):
            progress(done, len(about), one.caption)
            order = replace(wanted, choices={**wanted.choices, ask.name: one.id})
            try:
                composed = workspace.printing.compose(order, machine=suffix in TABLE_SUFFIXES)
                out = numbered(folder / file_name(composed.document, suffix))
                written.append(deliver(composed, out, order.paper))
            except UserError as error:
                failed.append(Failure(one.caption, error.sentence))
        progress(len(about), len(about), "")
    except Cancelled:
        return Batch(tuple(written), tuple(failed), is_stopped=len(written) + len(failed) < len(about))
    return Batch(tuple(written), tuple(failed))


def numbered(path: Path) -> Path:
    """The path, or where it is taken the next that is free: "Brief.pdf", "Brief 2.pdf", …"""
    tried = (path.with_name(f"{path.stem} {number}{path.suffix}") for number in itertools.count(2))
    return next(one for one in itertools.chain([path], tried) if not one.exists())
