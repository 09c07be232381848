"""What follows from an engagement or a text and is written down with it, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.follows import FollowsBlock
from diplotrack.desktop.forms.promises import PromisesBlock
from diplotrack.workspace.editing import Draft
from diplotrack.workspace.gleaning import LINKS


def following(context: Context, draft: Draft, *, quiet: bool = False) -> Iterator[Block]:
    """Promises and actions (with ``quiet`` only once there are some), then statements and asks where there are some."""
    links = LINKS[draft.kind]
    yield PromisesBlock(context, draft, quiet=quiet)
    yield FollowsBlock(
        context,
        draft,
        "action",
        links["action"],
        {"text": 6, "due_on": 3, "owner_id": 3},
        _("Actions that follow"),
        _("Add action"),
        quiet=quiet,
    )
    yield FollowsBlock(
        context,
        draft,
        "statement",
        links["statement"],
        {"quote": 12, "objective_id": 6, "stance": 3, "behalf": 3},
        _("Statements made there"),
        _("Add statement"),
        quiet=True,
    )
    yield FollowsBlock(
        context,
        draft,
        "ask",
        links["ask"],
        {"text": 12, "by_id": 4, "to_id": 4, "answer_due_on": 4},
        _("Asks raised there"),
        _("Add ask"),
        quiet=True,
    )
