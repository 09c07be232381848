"""`diplotrack report`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from diplotrack.base.i18n import _
from diplotrack.cli.brief import DAY
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.printed import tell_printed
from diplotrack.cli.release_options import release_options


@command(
    "report",
    _("Print a report. There is one so far: “commitments”, by partner, overdue first."),
    "diplotrack -w embassy.diplotrack report commitments -o commitments.pdf\n"
    "diplotrack -w embassy.diplotrack report commitments --partner FRA --status open -o france.xlsx",
)
@click.argument("name", type=click.Choice(["commitments"]), metavar=_("NAME"))
@click.option("--partner", metavar=_("PARTNER"), default="", help=_("Only with this partner."))
@click.option("--owner", metavar=_("NAME"), default="", help=_("Only those that this person looks after."))
@click.option(
    "--status",
    multiple=True,
    metavar=_("STATUS"),
    help=_("Only of this status, such as open (may be repeated)."),
)
@click.option(
    "--direction", metavar=_("WHOSE"), default="", help=_("Only ours, theirs, mutual, or between others.")
)
@click.option("--overdue", is_flag=True, help=_("Only what is overdue."))
@click.option("--on", "day", type=DAY, metavar="2008-12-31", help=_("As of this day (default: today)."))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar=_("FILE.{pdf,docx,xlsx,csv,json}"),
    help=_("Into this file."),
)
@click.option("--hand-over", is_flag=True, help=_("A copy for others: no identifiers or owners."))
@release_options
@click.pass_obj
def report_command(
    call: Call,
    name: str,
    partner: str,
    owner: str,
    status: tuple[str, ...],
    direction: str,
    overdue: bool,
    day: datetime | None,
    output: Path,
    hand_over: bool,
    max_marking: str,
    release_to: str,
) -> None:
    """Print a report."""
    printed = getattr(call.workspace().printing, name)(
        output.expanduser(),
        partner=partner,
        owner=owner,
        status=status,
        direction=direction,
        overdue=overdue,
        on=day.date() if day else None,
        copy="hand-over" if hand_over or release_to else "internal",
        max_marking=max_marking,
        release_to=release_to,
    )
    tell_printed(call, printed)
