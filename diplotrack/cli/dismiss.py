"""`diplotrack dismiss`."""

from __future__ import annotations

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.named import record_named
from diplotrack.cli.output import show, show_json


@command(
    "dismiss",
    _(
        "Say of words in the text of a record that they are no promise, so that “check” asks for them no more."
    ),
    'diplotrack -w embassy.diplotrack dismiss communication 018f3a… "We will remain in close touch."',
)
@click.argument("kind", metavar=_("KIND"))
@click.argument("uid", metavar=_("UID"))
@click.argument("words", metavar=_("WORDS"))
@click.option("--reason", metavar=_("TEXT"), default="", help=_("Why they are none."))
@click.pass_obj
def dismiss_command(call: Call, kind: str, uid: str, words: str, reason: str) -> None:
    """Dismiss words that are no promise."""
    record = record_named(call, kind, uid)
    if record.deleted_at is not None:
        raise UserError(_("“{title}” lies in the trash; restore it first.").format(title=record.caption))
    name = record.__kind__.name
    changed = call.workspace().dismissing.dismiss(name, record.id, words, reason)
    if call.as_json:
        show_json({"kind": name, "uid": uid, "words": words, "dismissed": changed is not None})
    elif changed is None:
        show(_("These words were dismissed before."))
    else:
        show(_("Dismissed as no promise: “{words}”").format(words=words))
