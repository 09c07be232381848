"""`diplotrack trash`."""

from __future__ import annotations

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import group
from diplotrack.cli.named import record_named
from diplotrack.cli.output import show, show_json, table, tell


@group(
    "trash",
    _("List what lies in the trash; put records there, or take them out again."),
    "diplotrack -w embassy.diplotrack trash\ndiplotrack -w embassy.diplotrack trash put engagement 018f3a…\n"
    "diplotrack -w embassy.diplotrack trash restore engagement 018f3a…",
)
@click.pass_context
def trash_command(ctx: click.Context) -> None:
    """List what lies in the trash."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj)


def _list(call: Call) -> None:
    from diplotrack.records.display import plain

    workspace = call.workspace()
    found = []
    for mention, at in workspace.history.trash():
        uid = plain(workspace.records.rows(mention.kind, [mention.id], ["uid"])[mention.id][0])
        found.append(
            {"kind": mention.kind, "uid": uid, "title": mention.caption, "since": f"{at:%Y-%m-%dT%H:%M:%S}Z"}
        )
    if call.as_json:
        show_json({"trash": found})
    elif found:
        table(
            (_("Kind"), _("Since"), _("Title"), _("Identifier")),
            [(o["kind"], o["since"], o["title"], o["uid"]) for o in found],
        )
    else:
        tell(_("The trash is empty."))


@trash_command.command("put", help=_("Put a record into the trash."))
@click.argument("kind", metavar=_("KIND"))
@click.argument("uid", metavar=_("UID"))
@click.pass_obj
def put(call: Call, kind: str, uid: str) -> None:
    """Put a record into the trash."""
    record = record_named(call, kind, uid)
    about = record.__kind__
    if about.is_part:
        sentence = _("A {kind} is part of another record and has no trash of its own; edit that record.")
        raise UserError(sentence.format(kind=str(about.label).lower()))
    if record.deleted_at is not None:
        raise UserError(_("“{title}” lies in the trash already.").format(title=record.caption))
    with call.workspace().change("Put into trash") as work:
        work.trash(work.get(type(record), record.id))
    _answer(call, about.name, uid, _("“{title}” lies in the trash now.").format(title=record.caption))


@trash_command.command("restore", help=_("Take a record out of the trash."))
@click.argument("kind", metavar=_("KIND"))
@click.argument("uid", metavar=_("UID"))
@click.pass_obj
def restore(call: Call, kind: str, uid: str) -> None:
    """Take a record out of the trash."""
    record = record_named(call, kind, uid)
    if record.deleted_at is None:
        raise UserError(_("“{title}” does not lie in the trash.").format(title=record.caption))
    call.workspace().history.restore(type(record), record.id)
    _answer(call, record.__kind__.name, uid, _("“{title}” is back.").format(title=record.caption))


def _answer(call: Call, kind: str, uid: str, sentence: str) -> None:
    if call.as_json:
        show_json({"kind": kind, "uid": uid})
    else:
        show(sentence)
