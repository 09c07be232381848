"""`diplotrack import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.cli import import_trial
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.import_told import tell_result
from diplotrack.cli.output import progress, show_json, tell

if TYPE_CHECKING:
    from diplotrack.exchange.incoming.trial import Trial

REJECTED = 1


@command(
    "import",
    _(
        "Take in a file, as one operation that can be undone: a table by a profile (CSV, XLSX), a calendar, an address "
        "book, mail. One bad row keeps all out, unless --skip-bad-rows; ends with 1 where rows were rejected. "
        "Importing a file again changes nothing."
    ),
    "diplotrack -w embassy.diplotrack import visits.csv --profile state-visits --dry-run\n"
    "diplotrack -w embassy.diplotrack import people.xlsx --suggest -o my-columns.toml\n"
    "diplotrack -w embassy.diplotrack import people.xlsx --map my-columns.toml --skip-bad-rows",
)
@click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
@click.option(
    "--profile", metavar=_("NAME"), help=_("How to read it (“diplotrack profiles”); else its columns tell.")
)
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    metavar=_("M.toml"),
    help=_("A profile of your own."),
)
@click.option("--kind", metavar=_("KIND"), help=_("Only profiles that make this kind of record."))
@click.option(
    "--sheet", metavar=_("SHEET"), help=_("Which sheet of a workbook; else the first that is filled.")
)
@click.option(
    "--suggest",
    "only_suggest",
    is_flag=True,
    help=_("Say what each column may become, by its name and contents, and take nothing in."),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=_("M.toml"),
    help=_("With --suggest: write that as a profile, for --map."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what each row would create and change, and do nothing."))
@click.option(
    "--skip-bad-rows",
    is_flag=True,
    help=_("Take the good rows; the others go to a file beside it that ends in .rejects.csv."),
)
@click.option(
    "--join",
    type=click.IntRange(50, 100),
    metavar=_("SCORE"),
    help=_("Take people and engagements that look the same by at least this score (50 to 100) for the same."),
)
@click.pass_obj
def import_command(
    call: Call,
    file: Path,
    profile: str | None,
    map_file: Path | None,
    kind: str | None,
    sheet: str | None,
    only_suggest: bool,
    output: Path | None,
    dry_run: bool,
    skip_bad_rows: bool,
    join: int | None,
) -> int:
    """Take in a file."""
    if profile and map_file:
        raise UserError(_("Give either --profile or --map, not both."))
    if output and not only_suggest:
        raise UserError(_("--output says where --suggest writes its profile; add --suggest."))
    workspace, path = call.workspace(), file.expanduser()
    name = workspace.records.kind(kind).__kind__.name if kind else None
    if only_suggest:
        from diplotrack.cli.import_suggest import suggest

        suggest(workspace, path, name, sheet, output.expanduser() if output else None, call.as_json)
        return 0
    trial: Trial | None = None
    chosen = map_file.expanduser() if map_file else profile
    with progress() as report:
        if dry_run:
            trial = workspace.exchange.try_out(path, chosen, name, join=join, sheet=sheet, progress=report)
            result = trial.result
        else:
            result = workspace.exchange.import_file(
                path, chosen, name, skip_bad_rows=skip_bad_rows, join=join, sheet=sheet, progress=report
            )
    if call.as_json:
        show_json(result.as_json() if trial is None else import_trial.as_json(trial))
    else:
        if trial is not None:
            import_trial.tell_changes(trial)
        tell_result(result, dry_run)
    if result.rejects:
        tell(_("The rows left out are in “{path}”.").format(path=result.rejects))
    return REJECTED if result.errors else 0
