"""`diplotrack brief`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.printed import tell_printed
from diplotrack.cli.release_options import release_options

DAY = click.DateTime(["%Y-%m-%d"])


@command(
    "brief",
    _(
        "Print the brief on a partner: purpose, asks, points to make, what is due both ways, last time, people."
    ),
    "diplotrack -w embassy.diplotrack brief FRA -o france.pdf\n"
    "diplotrack -w embassy.diplotrack brief Japan --on 2008-12-31 -o japan.docx",
)
@click.argument("partner", metavar=_("PARTNER"))
@click.option("--on", "day", type=DAY, metavar="2008-12-31", help=_("As of this day (default: today)."))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar=_("FILE.{pdf,docx}"),
    help=_("Into this file."),
)
@click.option(
    "--hand-over", is_flag=True, help=_("A copy for others: no gaps, sensitivities, identifiers or owners.")
)
@release_options
@click.pass_obj
def brief_command(
    call: Call,
    partner: str,
    day: datetime | None,
    output: Path,
    hand_over: bool,
    max_marking: str,
    release_to: str,
) -> None:
    """Print the brief on a partner."""
    printed = call.workspace().printing.brief(
        partner,
        output.expanduser(),
        on=day.date() if day else None,
        copy="hand-over" if hand_over or release_to else "internal",
        max_marking=max_marking,
        release_to=release_to,
    )
    tell_printed(call, printed)
