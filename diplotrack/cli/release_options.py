"""The two options of everything that prints or exports: up to which marking, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call

if TYPE_CHECKING:
    from diplotrack.release import ReleaseFilter


def release_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--max-marking`` and ``--release-to`` to a command."""
    level = click.option(
        "--max-marking",
        metavar=_("LEVEL"),
        default="",
        help=_(
            "Leave out what is marked above this level, and what nobody has marked; or TLP:GREEN and so on."
        ),
    )
    party = click.option(
        "--release-to",
        metavar=_("PARTNER"),
        default="",
        help=_("Leave out what may not be released to this partner."),
    )
    return level(party(function))


def release_filter(call: Call, max_marking: str, release_to: str) -> ReleaseFilter:
    """The filter that the options ask for. Raises UserError for an unknown level or partner."""
    if not max_marking and not release_to:
        from diplotrack.release import EVERYTHING

        return EVERYTHING
    return call.workspace().printing.filter(max_marking, release_to)
