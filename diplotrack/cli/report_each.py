"""`diplotrack report each`: one document for many, and `report saved`: orders that were kept under a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json, table, tell
from diplotrack.cli.printed import tell_printed
from diplotrack.cli.report import given, hand_over_option, parameter_of
from diplotrack.records.display import Mention
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import COMMON, REPORTS, Order, Report, order, report_named
from diplotrack.workspace.printing.batch import print_each, varied
from diplotrack.workspace.printing.chosen import referred
from diplotrack.workspace.printing.circles import Circle, members


@command(
    "each",
    help=_(
        "Print a document once for each partner of a trip or a tier, each owner, each objective, or those named, "
        "into the folder -o. WHAT is a document, or the name under which a report was kept with its choices."
    ),
    example="diplotrack -w embassy.diplotrack report each partner-brief --of FRA --of JPN -o briefs\n"
    "diplotrack -w embassy.diplotrack report each hand-over --holders --format docx -o notes",
)
@click.argument("what", metavar=_("WHAT"))
@click.option("--of", "named", multiple=True, metavar=_("NAME"), help=_("About this one (may be repeated)."))
@click.option("--trip", metavar=_("ENGAGEMENT"), help=_("About all met on this visit or conference."))
@click.option("--tier", type=click.IntRange(1), help=_("About all partners of this tier."))
@click.option("--holders", is_flag=True, help=_("About everybody who looks after something."))
@click.option("--in-force", "in_force", is_flag=True, help=_("About every objective in force."))
@click.option("--format", "form", default="pdf", metavar=_("FORMAT"), help=_("pdf, docx and so on."))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar=_("FOLDER"),
    help=_("Into this folder; it is made where it is not there, and nothing in it is written over."),
)
@click.pass_obj
def each_command(call: Call, /, what: str, output: Path, form: str, **asked: Any) -> None:
    """Print one document for many."""
    workspace = call.workspace()
    wanted = order(what) if what in REPORTS else workspace.printing.kept.named(what).order
    circle = {name: asked.pop(name) for name in ("named", "trip", "tier", "holders", "in_force")}
    wanted = _changed(wanted, asked)
    about = _about(workspace, report_named(wanted.report), circle)
    folder = output.expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    with progress() as report:
        done = print_each(workspace, wanted, about, folder, f".{form.lower().lstrip('.')}", report)
    if call.as_json:
        written = [
            {"file": str(one.path), "pages": one.pages, "marking": one.marking} for one in done.written
        ]
        show_json(
            {"written": written, "failed": [{"name": one.name, "why": one.sentence} for one in done.failed]}
        )
    else:
        for one in done.written:
            show(one.path)
        count = len(done.written)
        words = ngettext("{count} document was written.", "{count} documents were written.", count)
        tell(words.format(count=format_number(count)))
    for one in done.written:
        for sentence in one.sentences():
            tell(f"{one.path.name}: {sentence}")
    if done.failed:
        lines = (
            _("Not written: {name}. {why}").format(name=one.name, why=one.sentence) for one in done.failed
        )
        raise UserError("\n".join(lines))


@command(
    "saved",
    help=_("List the reports that were kept under a name; with a NAME, print that one."),
    example="diplotrack -w embassy.diplotrack report saved\n"
    'diplotrack -w embassy.diplotrack report saved "Monday roll-up" -o monday.pdf',
)
@click.argument("name", required=False, metavar=_("[NAME]"))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar=_("FILE"), help=_("Into this file."))
@click.pass_obj
def saved_command(call: Call, /, name: str | None, output: Path | None, **asked: Any) -> None:
    """List or print what was kept."""
    workspace = call.workspace()
    if name is not None:
        wanted = _changed(workspace.printing.kept.named(name).order, asked)
        if output is None:
            raise UserError(_("Say into which file: -o FILE."))
        tell_printed(call, workspace.printing.print(wanted, output.expanduser()))
        return
    every = workspace.printing.kept.all()
    if call.as_json:
        show_json({"saved": [{"name": one.name, **one.order.as_json()} for one in every]})
    elif not every:
        tell(
            _(
                "No report is kept yet; --keep keeps one as it is printed, and so does Ctrl+Alt+S in the window."
            )
        )
    else:
        labels = {one: str(about.label) for one, about in REPORTS.items()}
        rows = [(one.name, labels.get(one.order.report, one.order.report)) for one in every]
        table((_("Name"), _("Document")), rows)


for _one in (each_command, saved_command):
    _one.params += [parameter_of(ask) for ask in COMMON if ask.name != "copy"]
    _one.params += [hand_over_option()]


def _changed(wanted: Order, asked: dict[str, Any]) -> Order:
    """The order with what was asked for beside it on the command line."""
    handed = asked.pop("hand_over") or bool(asked["release_to"])
    changes: dict[str, Any] = {"copy": "hand-over"} if handed else {}
    return replace(wanted, **given(asked), **changes)


def _about(workspace: Workspace, report: Report, circle: dict[str, Any]) -> list[Mention]:
    """Those that were asked for, each once. Raises UserError where there are none, or a name fits nobody."""
    ask = varied(report)
    kind = ask.field.refers if ask is not None else ""
    found = {one.id: one for one in _asked(workspace, kind, circle)}
    if not found:
        raise UserError(_("Nobody is meant so far; use --of, --trip, --tier, --holders or --in-force."))
    return list(found.values())


def _asked(workspace: Workspace, kind: str, circle: dict[str, Any]) -> Iterator[Mention]:
    if circle["trip"]:
        (trip, *_others) = referred(workspace, "engagement", circle["trip"])
        yield from members(workspace, kind, Circle.TRIP, trip)
    if circle["tier"] and kind == "party":
        yield from members(workspace, kind, Circle.TIER, circle["tier"])
    if circle["holders"] and kind == "person":
        yield from members(workspace, kind, Circle.HOLDERS)
    if circle["in_force"] and kind == "objective":
        yield from members(workspace, kind, Circle.IN_FORCE)
    for words in circle["named"]:
        for record_id in referred(workspace, kind, words):
            mention = workspace.records.mention(kind, record_id)
            if mention is not None:
                yield mention
