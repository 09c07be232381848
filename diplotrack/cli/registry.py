"""The commands by name. Adding one: its file and one line here; its help and completion follow."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from diplotrack import __version__
from diplotrack.base.collector import uncollected
from diplotrack.base.i18n import N_, Label, _
from diplotrack.cli.command import Described

COMMANDS: dict[str, tuple[str, Label]] = {
    "new": ("new", N_("Make a workspace.")),
    "import": ("import_", N_("Take in a table, calendar, address book or mail.")),
    "intake": ("intake", N_("Read a readout or memcon for what it records.")),
    "export": ("export", N_("Write records into a file.")),
    "search": ("search", N_("Find records by their words.")),
    "show": ("show", N_("Show one record.")),
    "history": ("history", N_("Show what was done.")),
    "stats": ("stats", N_("Count the records.")),
    "check": ("check", N_("Look for gaps.")),
    "gaps": ("gaps", N_("List gaps; acknowledge, assign, waive them.")),
    "dismiss": ("dismiss", N_("Say that words are no promise.")),
    "saydo": ("saydo", N_("Hold words against deeds.")),
    "compliance": ("compliance", N_("Average compliance scores.")),
    "lint": ("lint", N_("Hold a draft against what was agreed and promised.")),
    "brief": ("brief", N_("Print the brief on a partner.")),
    "report": ("report", N_("Print a report.")),
    "undo": ("undo", N_("Take back the latest operation.")),
    "redo": ("undo", N_("Do again what was taken back last.")),
    "trash": ("trash", N_("Put records into the trash; take them out.")),
    "backup": ("backup", N_("Write the workspace into one file.")),
    "restore": ("restore", N_("Make a workspace out of a backup.")),
    "verify": ("verify", N_("Prove the workspace sound.")),
    "salvage": ("salvage", N_("Read what can be read of a damaged workspace.")),
    "passphrase": ("passphrase", N_("Change the passphrase.")),
    "encrypt": ("encrypt", N_("Encrypt a workspace.")),
    "decrypt": ("encrypt", N_("Write a workspace in the clear.")),
    "rules": ("rules", N_("List the rules of “check”; change thresholds.")),
    "profiles": ("profiles", N_("List the import profiles.")),
    "settings": ("settings", N_("Show or change the workspace's settings.")),
    "completion": ("completion", N_("Let your shell complete commands.")),
}
"""Command → the module of this package that holds it as ``<name>_command``, and what it does in one line."""


class Commands(Described, click.Group):
    """The group of all commands; a command's module is imported when it is asked for, not before."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """In the order of the registry, which is the order of work."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        with uncollected():  # a seventh of the time until a command begins
            module = import_module(f"diplotrack.cli.{COMMANDS[cmd_name][0]}")
        found: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return found

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, str(summary)) for name, (_module, summary) in COMMANDS.items()])


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"diplotrack {__version__}")
        ctx.exit()


EXIT_CODES = N_(
    "Exit codes: 0 done; 1 gaps found (check, lint) or rows rejected (import); 2 wrong use, bad input or a damaged "
    "workspace; 3 a fault of the program, which is logged; 130 interrupted. “diplotrack” alone opens the window."
)


@click.group(
    cls=Commands,
    epilog=str(EXIT_CODES),
    invoke_without_command=True,
    help=_(
        "A private ledger for diplomacy: who met whom, what was said, what was promised, what does not add up."
    ),
    example="diplotrack new embassy.diplotrack --we USA --sample\ndiplotrack -w embassy.diplotrack check",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help=_("Show the version."),
)
@click.option(
    "--snapshot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE.png"),
    help=_("Open the window, write a picture of its first page, say what it shows, and end."),
)
@click.pass_context
def diplotrack(ctx: click.Context, snapshot: Path | None) -> int | None:
    """Open the window where no command is given."""
    if ctx.invoked_subcommand is not None:
        return None
    from diplotrack.cli.window import open_window

    return open_window(ctx.obj, snapshot)
