"""`diplotrack undo` and `diplotrack redo`."""

from __future__ import annotations

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import show, show_json
from diplotrack.store.unit_of_work import Changed


@command(
    "undo",
    _("Take back the latest operation. An import is one operation, and so is everything saved at once."),
    "diplotrack -w embassy.diplotrack undo",
)
@click.pass_obj
def undo_command(call: Call) -> None:
    """Take back the latest operation."""
    history = call.workspace().history
    name = history.next_names()[0]
    _answer(call, history.undo(), _("Undone: {name}.").format(name=name))


@command("redo", _("Do again what was taken back last."), "diplotrack -w embassy.diplotrack redo")
@click.pass_obj
def redo_command(call: Call) -> None:
    """Do again what was taken back last."""
    history = call.workspace().history
    name = history.next_names()[1]
    _answer(call, history.redo(), _("Done again: {name}.").format(name=name))


def _answer(call: Call, changed: Changed, sentence: str) -> None:
    if call.as_json:
        records = {kind: len(ids) for kind, ids in sorted(changed.touched.items())}
        show_json({"operation": changed.operation, "records": records})
    else:
        show(sentence)
