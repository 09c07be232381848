"""`diplotrack report`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.cli.brief import DAY
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.printed import tell_printed
from diplotrack.cli.release_options import release_options


@command(
    "report",
    _(
        "Print a report: “commitments”, by partner, overdue first; or “words-and-deeds”, what was said held against "
        "what was done, by objective and partner."
    ),
    "diplotrack -w embassy.diplotrack report commitments -o commitments.pdf\n"
    "diplotrack -w embassy.diplotrack report words-and-deeds --objective SEC-1 --days 730 -o ports.pdf\n"
    "diplotrack -w embassy.diplotrack report commitments --partner FRA --status open -o france.xlsx",
)
@click.argument("name", type=click.Choice(["commitments", "words-and-deeds"]), metavar=_("NAME"))
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
@click.option("--objective", metavar="SEC-1", default="", help=_("Only this objective, with its ledger."))
@click.option(
    "--days", type=click.IntRange(0), metavar="365", help=_("Look back so many days (default: 365).")
)
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
    objective: str,
    days: int | None,
    day: datetime | None,
    output: Path,
    hand_over: bool,
    max_marking: str,
    release_to: str,
) -> None:
    """Print a report."""
    of_commitments = {"owner": owner, "status": status, "direction": direction, "overdue": overdue}
    of_words = {"objective": objective, "days": days}
    own, others = (of_commitments, of_words) if name == "commitments" else (of_words, of_commitments)
    for option, value in others.items():
        if value not in ("", (), False, None):
            raise UserError(
                _("The report “{name}” does not know --{option}.").format(name=name, option=option)
            )
    printed = getattr(call.workspace().printing, name.replace("-", "_"))(
        output.expanduser(),
        partner=partner,
        on=day.date() if day else None,
        copy="hand-over" if hand_over or release_to else "internal",
        max_marking=max_marking,
        release_to=release_to,
        **own,
    )
    tell_printed(call, printed)
