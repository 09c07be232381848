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

WHOLE = "ledger"


@command(
    "export",
    _(
        "Write records of a kind, or all, into a file for others: CSV and XLSX hold tables, JSON whole records, and "
        "protected sources are never named in it. “export ledger” writes your own copy instead: all there is, trash, "
        "history, gaps and attached files included, in the clear, as JSON of which “new --from” makes the same "
        "workspace again."
    ),
    'diplotrack -w embassy.diplotrack export commitment -o open.xlsx --where status=open --where "due_on<=2026-12"\n'
    "diplotrack -w embassy.diplotrack export all -o records.json --release-to FRA\n"
    "diplotrack -w embassy.diplotrack export ledger -o ledger.json",
)
@click.argument("kind", metavar=_("KIND|all|ledger"))
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
@click.option(
    "--without-files", is_flag=True, help=_("Leave the bytes of attached files out (“export ledger” only).")
)
@click.option(
    "--vcard",
    type=click.Choice(["4.0", "3.0", "2.1"]),
    default="4.0",
    show_default=True,
    help=_("Version of a .vcf file; older programs and telephones want 3.0 or 2.1."),
)
@release_options
@click.pass_obj
def export_command(
    call: Call,
    kind: str,
    output: Path,
    where: tuple[str, ...],
    without_files: bool,
    vcard: str,
    max_marking: str,
    release_to: str,
) -> None:
    """Write records into a file."""
    if kind.casefold() == WHOLE:
        if where or max_marking or release_to:
            raise UserError(
                _(
                    "“export ledger” writes all there is, for yourself; for a part, or for others, take “export all”."
                )
            )
        _whole(call, output.expanduser(), with_files=not without_files)
        return
    if without_files:
        raise UserError(_("--without-files goes with “export ledger”; leave it out."))
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
        done = export(
            session, kinds, path, conditions=conditions, release=release, progress=report, vcard=vcard
        )
    if call.as_json:
        show_json({"file": str(path), "records": done.written})
    else:
        total = sum(done.written.values())
        told = ngettext("Wrote {count} record into “{path}”.", "Wrote {count} records into “{path}”.", total)
        show(told.format(count=total, path=path))
    if done.kept_back:
        told = ngettext("{count} record was kept back.", "{count} records were kept back.", done.kept_back)
        tell(told.format(count=done.kept_back))


def _whole(call: Call, path: Path, *, with_files: bool) -> None:
    workspace = call.workspace()
    with progress() as report:
        done = workspace.exchange.export_whole(path, with_files=with_files, progress=report)
    if call.as_json:
        counts = {kind: count for kind, count in done.records.items() if count}
        show_json(
            {
                "file": str(path),
                "records": counts,
                "operations": done.operations,
                "files": done.files,
                "notes": done.notes,
            }
        )
    else:
        told = _(
            "Wrote the whole ledger into “{path}” (rows: {rows}; operations: {operations}; attached files: {files})."
        )
        rows = sum(done.records.values())
        show(told.format(path=path, rows=rows, operations=done.operations, files=done.files))
    for note in done.notes:
        tell(note)
    tell(
        _(
            "The file is not encrypted, and protected sources are named in it: whoever has it can read everything."
        )
    )
