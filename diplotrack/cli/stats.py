"""`diplotrack stats`."""

from __future__ import annotations

import click

from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import show, show_json, table


@command(
    "stats",
    _("Count the records, and show the fingerprint of the history, which changes with every operation."),
    "diplotrack -w embassy.diplotrack stats --json",
)
@click.option("--content", is_flag=True, help=_("Also the fingerprint of the records themselves (slower)."))
@click.pass_obj
def stats_command(call: Call, content: bool) -> None:
    """Count the records."""
    from sqlalchemy import func, select

    from diplotrack.store.content import content_hash
    from diplotrack.store.ledger_tables import ChangeSet

    workspace = call.workspace()
    counts = workspace.records.counts()
    with workspace.read() as session:
        operations = session.scalar(select(func.count(ChangeSet.id))) or 0
        fingerprint = content_hash(session) if content else None
    head = workspace.history.head()
    size = sum(path.stat().st_size for path in workspace.path.rglob("*") if path.is_file())
    if call.as_json:
        show_json(
            {
                "records": counts,
                "trash": len(workspace.history.trash()),
                "operations": operations,
                "history": head,
                "content": fingerprint,
                "bytes": size,
            }
        )
        return
    table((_("Records"), _("Number")), [(kind, count) for kind, count in counts.items() if count])
    show(
        _("{count} operations; history {head}; {size} MB").format(
            count=operations, head=head[:16], size=round(size / 1e6, 1)
        )
    )
    if fingerprint:
        show(_("Content {fingerprint}").format(fingerprint=fingerprint))
