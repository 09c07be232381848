"""`diplotrack report NAME`: a command for each document, its options those of what the document asks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from diplotrack.base.i18n import _
from diplotrack.cli.command import DAY, Described
from diplotrack.cli.output import tell
from diplotrack.cli.printed import tell_printed
from diplotrack.workspace.printing import COMMON, REPORTS, Ask, Report, order

_OTHERS = {"each": "each_command", "saved": "saved_command"}
"""Commands of the group that are no documents, in ``report_each``."""


class Reports(Described, click.Group):
    """The documents there are, each a command."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """In the order in which they are offered; then those that print several, or what was kept."""
        return [*REPORTS, *_OTHERS]

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that prints the document of that name."""
        if cmd_name in _OTHERS:
            from diplotrack.cli import report_each

            found: click.Command = getattr(report_each, _OTHERS[cmd_name])
            return found
        return printing_command(REPORTS[cmd_name]) if cmd_name in REPORTS else None


@click.group(
    "report",
    cls=Reports,
    help=_("Print a document; “report NAME --help” tells what it asks for."),
    example="diplotrack -w embassy.diplotrack report commitments --partner FRA --status open -o france.xlsx\n"
    "diplotrack -w embassy.diplotrack report words-and-deeds --objective SEC-1 --days 730 -o ports.pdf",
)
def report_command() -> None:
    """Print a document."""


def printing_command(report: Report, name: str = "", *, argument: str = "") -> Described:
    """The command that prints a document. ``argument`` is what it asks first, without ``--`` before it."""
    params: list[click.Parameter] = [parameter_of(ask, ask.name == argument) for ask in report.asks]
    params += [parameter_of(ask) for ask in COMMON if ask.name != "copy"]
    params += [] if report.internal else [hand_over_option()]
    made = Described(
        name or report.name,
        params=[*params, _keep(), _output(report)],
        callback=lambda **values: _print(report.name, values),
        help=f"{report.label}. {report.advice}",
        example=f"diplotrack -w embassy.diplotrack {_example(report, name, argument)}",
    )
    made.params = sorted(made.params, key=lambda one: isinstance(one, click.Option))
    return made


def parameter_of(ask: Ask, is_argument: bool = False) -> click.Parameter:
    """What a document asks as an option of its command, or as its argument."""
    field = ask.field
    metavar = str(ask.metavar) if ask.metavar else None
    if is_argument:
        return click.Argument([ask.name], metavar=metavar)
    settings: dict[str, Any] = {"help": str(field.help), "metavar": metavar, "multiple": ask.several}
    match field.type:
        case "flag":
            settings = {"help": str(field.help), "is_flag": True}
        case "day":
            settings["type"] = DAY
        case "number":
            settings["type"] = click.IntRange(0)
        case "choice" if metavar is None and field.choices is not None:
            settings["type"] = click.Choice([one.value for one in field.choices])
        case _:
            pass
    return click.Option([f"--{ask.name.replace('_', '-')}", ask.name], **settings)


def hand_over_option() -> click.Parameter:
    """Asks for a copy for others."""
    words = _("A copy for others: no gaps, sensitivities, identifiers or owners.")
    return click.Option(["--hand-over", "hand_over"], is_flag=True, help=words)


def _keep() -> click.Parameter:
    words = _("Keep these choices under this name as well; “report saved NAME” prints them again.")
    return click.Option(["--keep"], metavar=_("NAME"), help=words)


def _output(report: Report) -> click.Parameter:
    suffixes = ",".join(one.lstrip(".") for one in report.suffixes)
    return click.Option(
        ["-o", "--output"],
        type=click.Path(path_type=Path),
        required=True,
        metavar=_("FILE.{{{suffixes}}}").format(suffixes=suffixes),
        help=_("Into this file."),
    )


def _example(report: Report, name: str, argument: str) -> str:
    said = [name] if name else ["report", report.name]
    for key, value in report.example.items():
        if key == argument:
            said.append(_typed(value))
        elif value is True:
            said.append(f"--{key.replace('_', '-')}")
        else:
            said += [f"--{key.replace('_', '-')}", _typed(value)]
    return " ".join([*said, "-o", f"{report.name}{report.suffixes[-1] if report.has_table else '.pdf'}"])


def _typed(value: object) -> str:
    """The value as one word of a command line; double quotes, for they hold on every system."""
    return f'"{value}"' if " " in str(value) else str(value)


def _print(name: str, values: dict[str, Any]) -> None:
    call = click.get_current_context().obj
    out: Path = values.pop("output")
    kept: str | None = values.pop("keep")
    handed = values.pop("hand_over", False) or bool(values["release_to"])
    wanted = order(name, copy="hand-over" if handed else "internal", **given(values))
    printing = call.workspace().printing
    tell_printed(call, printing.print(wanted, out.expanduser()))
    if kept is not None:
        printing.kept.save(kept, wanted)
        tell(_("Kept as “{name}”; “report saved” with that name prints it again.").format(name=kept))


def given(values: dict[str, Any]) -> dict[str, Any]:
    """What was given of the options, as an order has it."""
    return {
        key: value.date() if isinstance(value, datetime) else value
        for key, value in values.items()
        if value not in (None, "", (), False)
    }
