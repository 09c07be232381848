"""`diplotrack export`."""

from __future__ import annotations

from pathlib import Path

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show, show_json, tell
from diplotrack.cli.release_options import release_filter, release_options


@command(
    "export",
    _(
        "Write records of a kind, or all, into a file. CSV and XLSX hold a table, JSON holds everything. Protected "
        "sources are never named in it."
    ),
    'diplotrack -w embassy.diplotrack export commitment -o open.xlsx --where status=open --where "due_on<=2026-12"\n'
    "diplotrack -w embassy.diplotrack export all -o ledger.json",
)
@click.argument("kind", metavar=_("KIND|all"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar=_("FILE.{csv,xlsx,json,ics,vcf}"),
    help=_("Into this file; its ending decides the format."),
)
@click.option(
    "--where",
    multiple=True,
    metavar=_("FIELD=VALUE"),
    help=_(
        "Only records of which this holds (may be repeated). Also FIELD~TEXT, FIELD>=DAY, FIELD<=DAY, FIELD!=VALUE; "
        "days may be counted from today, as in “due_on=next 30 days” or “due_on=overdue”."
    ),
)
@release_options
@click.pass_obj
def export_command(
    call: Call, kind: str, output: Path, where: tuple[str, ...], max_marking: str, release_to: str
) -> None:
    """Write records into a file."""
    from diplotrack.exchange.outgoing.export import export
    from diplotrack.exchange.outgoing.records import exportable
    from diplotrack.exchange.outgoing.wanted import condition

    workspace = call.workspace()
    release = release_filter(call, max_marking, release_to)
    everything = kind.casefold() == "all"
    if everything and where:
        raise UserError(_("--where needs one kind of record; name it instead of “all”."))
    kinds = exportable() if everything else [workspace.records.kind(kind).__kind__.name]
    if not everything and kinds[0] not in exportable():
        sentence = _("“{kind}” is part of another kind and goes out with it; use one of: {choices}.")
        raise UserError(sentence.format(kind=kind, choices=", ".join(exportable())))
    path = output.expanduser()
    with workspace.read() as session, progress() as report:
        conditions = [condition(session, workspace.records.kind(kinds[0]), text) for text in where]
        done = export(session, kinds, path, conditions=conditions, release=release, progress=report)
    if call.as_json:
        show_json({"file": str(path), "records": done.written})
    else:
        total = sum(done.written.values())
        told = ngettext("Wrote {count} record into “{path}”.", "Wrote {count} records into “{path}”.", total)
        show(told.format(count=total, path=path))
    if done.kept_back:
        told = ngettext("{count} record was kept back.", "{count} records were kept back.", done.kept_back)
        tell(told.format(count=done.kept_back))
