"""What all commands share: the global options, before or after the command, and help with an example."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call

DAY = click.DateTime(["%Y-%m-%d"])
"""A day on the command line."""


def _name_workspace(ctx: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.ensure_object(Call).named = value


def _answer_in_json(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Call).as_json = True


def global_options() -> list[click.Option]:
    """The options that may stand before the command or after it."""
    return [
        click.Option(
            ["-w", "--workspace"],
            type=click.Path(path_type=Path),
            metavar=_("FOLDER"),
            expose_value=False,
            callback=_name_workspace,
            help=_("The workspace (or set DIPLOTRACK_WORKSPACE)."),
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            callback=_answer_in_json,
            help=_("Answer in JSON on standard output."),
        ),
    ]


class Described(click.Command):
    """A command that knows the global options and shows an example of its use."""

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:
        kwargs.setdefault(
            "context_settings", {"help_option_names": ["-h", "--help"], "max_content_width": 100}
        )
        super().__init__(*args, **kwargs)
        self.example = example
        self.params = [*self.params, *global_options()]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The example, each command line on a line of its own."""
        super().format_epilog(ctx, formatter)
        if self.example:
            with formatter.section(_("Example")):
                for line in self.example.splitlines():
                    formatter.write(f"{' ' * formatter.current_indent}{line}\n")


class DescribedGroup(Described, click.Group):
    """A command with commands of its own; alone it does the first thing that one would want of it."""

    command_class = Described


def command(name: str, help: str, example: str = "") -> Callable[[Callable[..., Any]], Described]:
    """Make a function a command of that name."""
    return click.command(name, cls=Described, help=help, example=example)


def group(name: str, help: str, example: str = "") -> Callable[[Callable[..., Any]], DescribedGroup]:
    """Make a function a command that has commands of its own and also works alone."""
    return click.group(name, cls=DescribedGroup, help=help, example=example, invoke_without_command=True)
