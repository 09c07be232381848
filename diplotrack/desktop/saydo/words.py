"""Entries of the ledger in words: on the chart, in the list below it."""

from __future__ import annotations

from diplotrack.base.i18n import _, format_date, format_number, join_names
from diplotrack.consistency.saydo.ledger import Act, Entry
from diplotrack.desktop.objectives.chart import BEARING_NAMES, STANCE_NAMES
from diplotrack.workspace.partner import Entry as Row
from diplotrack.workspace.saydo import Account


def value_of(one: Entry) -> str:
    """Its stance, or its bearing, in a word."""
    names = STANCE_NAMES if one.act is Act.SAID else BEARING_NAMES
    return str(names.get(one.value, names[None]))


def detail_of(account: Account, one: Entry) -> str:
    """When, what it is, toward whom, and how it counts."""
    parts = [format_date(one.day) if one.day is not None else _("no date"), str(one.act.label)]
    if one.category is not None:
        parts.append(str(one.category.label))
    if one.partners:
        parts.append(_("toward {partners}").format(partners=join_names(account.toward(one))))
    reason = account.ledger.outside.get(one)
    if reason is not None:
        parts.append(_("not counted: {reason}").format(reason=reason.label))
    else:
        parts.append(_("weight {weight}").format(weight=format_number(one.weight, 1)))
    return "  ·  ".join(parts)


def told(account: Account, one: Entry) -> str:
    """All that there is to say on an entry, in a line."""
    return f"{account.named(one).title}. {detail_of(account, one)}. {value_of(one)}"


def row(account: Account, one: Entry) -> Row:
    """An entry as a line of the list."""
    return Row(one.kind, one.id, account.named(one).title, detail_of(account, one), value_of(one))
