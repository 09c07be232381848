"""`diplotrack show`."""

from __future__ import annotations

from typing import Any

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import show, show_json
from diplotrack.cli.release_options import release_filter, release_options


@command(
    "show",
    _(
        "Show one record with its texts and parts. The identifier is that of “search”; for a party its code or "
        "name will do."
    ),
    "diplotrack -w embassy.diplotrack show engagement 018f3a…\ndiplotrack -w embassy.diplotrack show party FRA --json",
)
@click.argument("kind", metavar=_("KIND"))
@click.argument("uid", metavar=_("UID"))
@release_options
@click.pass_obj
def show_command(call: Call, kind: str, uid: str, max_marking: str, release_to: str) -> None:
    """Show one record."""
    from diplotrack.cli.named import record_named
    from diplotrack.exchange.outgoing.records import Outgoing
    from diplotrack.release import ProtectedNames

    record = record_named(call, kind, uid)
    release = release_filter(call, max_marking, release_to)
    with call.workspace().read() as session:
        # On our own screen a protected source is seen; under a filter the answer is a copy that goes out.
        protected = None if release.is_open else ProtectedNames.read(session)
        found = next(Outgoing(session, release, protected).records(type(record), [record.id]), None)
    if found is None:
        raise UserError(_("This record may not be shown under --max-marking or --release-to."))
    if call.as_json:
        show_json({"kind": record.__kind__.name, **found})
    else:
        _print(type(record), found)


def _print(kind: Any, found: dict[str, Any]) -> None:
    from diplotrack.records import KINDS, fields

    about = kind.__kind__
    title = found.pop(about.title, "")
    show(f"{about.label}: {title}")
    texts = found.pop("texts", {})
    parts = {name: found.pop(name) for name in list(found) if isinstance(found[name], list)}
    for name, value in found.items():
        if value not in (None, "", False):
            field = fields(kind).get(name)
            show(f"  {field.label if field else name.replace('_', ' ')}: {_words(field, value)}")
    labels = {one.role: str(one.label) for one in about.texts}
    for role, text in texts.items():
        show(f"\n{labels.get(role, role)}")
        show(text)
    for name, rows in parts.items():
        part = KINDS[name]
        show(f"\n{part.__kind__.plural}")
        for row in rows:
            values = {key: value for key, value in row.items() if key != "uid"}
            told = [
                _words(fields(part).get(key), value)
                for key, value in values.items()
                if value not in (None, "")
            ]
            show("  - " + "; ".join(words for words in told if words))


def _words(field: Any, value: Any) -> str:
    from diplotrack.records.display import scale_label

    if isinstance(value, dict):
        return str(value["name"])
    if isinstance(value, bool):
        return str(field.label) if value and field is not None else ""
    if field is not None and field.type == "scale":
        return scale_label(field, value)
    if field is not None and field.choices is not None:
        return str(field.choices(value).label)
    return str(value)
