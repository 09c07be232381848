"""`diplotrack completion`."""

from __future__ import annotations

import click

from diplotrack.base.i18n import _
from diplotrack.cli.command import command


@command(
    "completion",
    _("Print what lets your shell complete commands and options."),
    "diplotrack completion bash >> ~/.bashrc\ndiplotrack completion zsh >> ~/.zshrc\n"
    "diplotrack completion fish > ~/.config/fish/completions/diplotrack.fish",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the shell's completion."""
    from click.shell_completion import get_completion_class

    known = get_completion_class(shell)
    assert known is not None
    root = ctx.find_root().command
    click.echo(known(root, {}, "diplotrack", "_DIPLOTRACK_COMPLETE").source())
