"""`diplotrack history`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import show, show_json, table

if TYPE_CHECKING:
    from diplotrack.store.ledger_tables import ChangeSet


@command(
    "history",
    _(
        "Show what was done to a record, latest first; without an identifier, the latest operations of the workspace."
    ),
    "diplotrack -w embassy.diplotrack history 018f3a…\ndiplotrack -w embassy.diplotrack history",
)
@click.argument("uid", required=False, metavar=_("[UID]"))
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=50, show_default=True, help=_("At most so many.")
)
@click.pass_obj
def history_command(call: Call, uid: str | None, limit: int) -> None:
    """Show what was done."""
    if uid is None:
        _operations(call, limit)
        return
    kind, record_id = _found(call, uid)
    chapters = call.workspace().reading.history(kind, record_id)[:limit]
    if call.as_json:
        steps = [
            {
                "at": one.at.isoformat(timespec="seconds") + "Z",
                "who": one.who,
                "operation": one.operation,
                "changes": [
                    {"field": part.label, "before": part.before, "after": part.after}
                    for part in one.differences
                ],
            }
            for one in chapters
        ]
        show_json({"kind": kind, "uid": uid, "history": steps})
        return
    for one in chapters:
        show(f"{one.at:%Y-%m-%d %H:%M}Z  {one.who}  {one.operation}")
        for part in one.differences:
            show(f"    {part.label}: {part.before or '–'} → {part.after or '–'}")


def _operations(call: Call, limit: int) -> None:
    found = call.workspace().history.operations(limit)
    if call.as_json:
        steps = [
            {
                "at": one.at.isoformat(timespec="seconds") + "Z",
                "who": one.who,
                "operation": _(one.operation).format(**one.parameters),
                "undoes": one.reverses_id is not None,
                "digest": one.digest.hex(),
            }
            for one in found
        ]
        show_json({"history": steps})
        return
    undone = {one.id for one in found if one.reverses_id is not None}
    rows = [(f"{one.at:%Y-%m-%d %H:%M}Z", one.who, _told(one, one.reverses_id in undone)) for one in found]
    table((_("When"), _("Who"), _("What")), rows)


def _told(one: ChangeSet, again: bool) -> str:
    name = _(one.operation).format(**one.parameters)
    if one.reverses_id is None:
        return name
    return (_("Redo: {name}") if again else _("Undo: {name}")).format(name=name)


def _found(call: Call, uid: str) -> tuple[str, int]:
    """The kind and identifier of the record of that uid, whatever its kind. Raises UserError."""
    from sqlalchemy import select

    from diplotrack.base.errors import UserError
    from diplotrack.base.ident import uid_from_text
    from diplotrack.records import TOP_KINDS

    try:
        wanted = uid_from_text(uid)
    except ValueError:
        sentence = _(
            "“{uid}” is no identifier; it has 32 hexadecimal digits, as “search --json” prints them."
        )
        raise UserError(sentence.format(uid=uid)) from None
    with call.workspace().read() as session:
        for name, kind in TOP_KINDS.items():
            record_id = session.scalar(select(kind.id).where(kind.uid == wanted))
            if record_id is not None:
                return name, record_id
    raise UserError(_("There is no record with the identifier {uid} in this workspace.").format(uid=uid))
