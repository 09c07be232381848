"""`diplotrack saydo`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_date, format_number, format_signed, join_names, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import DAY, command
from diplotrack.cli.named import record_named
from diplotrack.cli.output import show, show_json, table, tell
from diplotrack.cli.release_options import release_filter, release_options

if TYPE_CHECKING:
    from diplotrack.consistency.saydo.ledger import Entry, SayDo, Window
    from diplotrack.workspace.saydo import Account, Line

PUBLIC_WORD = "public"


@command(
    "saydo",
    _(
        "Hold words against deeds: what we said, promised and did on each objective toward each partner, and how far "
        "these lie apart. With an objective and a partner, every entry in order of time."
    ),
    "diplotrack -w embassy.diplotrack saydo --days 730\n"
    "diplotrack -w embassy.diplotrack saydo --objective SEC-1 --partner FRA\n"
    "diplotrack -w embassy.diplotrack saydo --objective SEC-1 --entries --from 2025-01-01 --json",
)
@click.option(
    "--objective",
    "objectives",
    multiple=True,
    metavar="SEC-1",
    help=_("Only this objective (may be repeated)."),
)
@click.option(
    "--partner", metavar=_("PARTNER"), default="", help=_("Only toward this partner; “public”: nobody named.")
)
@click.option("--with-parts", is_flag=True, help=_("Count what belongs to the parts of an objective, too."))
@click.option(
    "--days", type=click.IntRange(0), metavar="365", help=_("Look back so many days (default: 365).")
)
@click.option("--from", "first", type=DAY, metavar="2025-01-01", help=_("From this day on."))
@click.option("--until", "last", type=DAY, metavar="2025-12-31", help=_("Until this day (default: today)."))
@click.option("--entries", is_flag=True, help=_("List what was said, promised and done on one objective."))
@release_options
@click.pass_obj
def saydo_command(
    call: Call,
    objectives: tuple[str, ...],
    partner: str,
    with_parts: bool,
    days: int | None,
    first: datetime | None,
    last: datetime | None,
    entries: bool,
    max_marking: str,
    release_to: str,
) -> None:
    """Hold words against deeds."""
    release = release_filter(call, max_marking, release_to)
    book = call.workspace().saydo
    if days is not None and first is not None:
        raise UserError(_("Give either --days or --from."))
    window = book.window(days, first.date() if first else None, last.date() if last else None)
    chosen = [record_named(call, "objective", one).id for one in objectives]
    who = _partner(call, partner)
    if entries or (who is not None and len(chosen) == 1):
        if len(chosen) != 1:
            raise UserError(_("Name the one objective whose entries to list: --objective SEC-1."))
        account = book.account(chosen[0], who, window, with_parts=with_parts, release=release)
        _show_account(call, account)
        return
    lines = book.lines(window, objectives=chosen or None, partner=who, with_parts=with_parts, release=release)
    if call.as_json:
        shown = [_objective(one) | _partner_json(call, one.partner) | _scores(one.ledger) for one in lines]
        show_json({"window": _window(window), "lines": shown})
        return
    table(
        (
            _("Objective"),
            _("Partner"),
            _("Say"),
            _("Do"),
            _("Gap"),
            _("Reversals"),
            _("Mean step"),
            _("Statements"),
            _("Deeds"),
            _("Promises"),
        ),
        [_row(one) for one in lines],
    )
    tell(_told(window))


def _partner(call: Call, words: str) -> int | None:
    from diplotrack.workspace.saydo import PUBLIC

    if not words:
        return None
    if words.strip().casefold() == PUBLIC_WORD:
        return PUBLIC
    return call.workspace().records.party(words).id


def called(partner: int | None, name: str) -> str:
    """A partner as a table names it."""
    if partner is None:
        return _("all partners")
    return name or _("the public, nobody named")


def _row(line: Line) -> tuple[str, ...]:
    ledger = line.ledger
    most = ledger.most_volatile
    return (
        line.objective.code,
        called(line.partner, line.name),
        format_signed(ledger.say.value),
        format_signed(ledger.do.value),
        format_signed(ledger.gap),
        format_number(len(most.volatility.reversals)) if most else "–",
        format_number(most.volatility.mean_step, 2) if most else "–",
        format_number(len(ledger.say.inputs)),
        format_number(len(ledger.do.inputs)),
        format_number(len(ledger.promises)),
    )


def _show_account(call: Call, account: Account) -> None:
    ledger = account.ledger
    if call.as_json:
        listed = [_entry(account, one) for one in ledger.entries]
        head = _objective(account) | _partner_json(call, account.partner) | _scores(ledger)
        show_json({"window": _window(ledger.window), **head, "entries": listed})
        return
    name = account.parties.get(account.partner or 0, "")
    show(f"{account.objective.code} {account.objective.title} – {called(account.partner, name)}")
    show(_told(ledger.window))
    show(
        _("Say {say} ({said} statements), do {do} ({done} deeds), gap {gap}.").format(
            say=format_signed(ledger.say.value),
            said=format_number(len(ledger.say.inputs)),
            do=format_signed(ledger.do.value),
            done=format_number(len(ledger.do.inputs)),
            gap=format_signed(ledger.gap),
        )
    )
    for heard in ledger.heard:
        if heard.volatility.mean_step is None:
            continue
        count = len(heard.volatility.reversals)
        told = ngettext("{count} reversal", "{count} reversals", count).format(count=format_number(count))
        audience = account.parties.get(heard.audience or 0, "") or _("the public")
        step = format_number(heard.volatility.mean_step, 2)
        show(
            _("To {audience}: {reversals}, mean step {step}.").format(
                audience=audience, reversals=told, step=step
            )
        )
    show()
    rows = [
        (
            format_date(one.day) if one.day else "–",
            one.act.label,
            f"{one.value:+d}" if one.value else "0" if one.value == 0 else "–",
            format_number(one.weight, 1) if one not in ledger.outside else "–",
            join_names(account.toward(one)),
            account.named(one).title,
            ledger.outside[one].label if one in ledger.outside else "",
        )
        for one in ledger.entries
    ]
    heads = (
        _("Date"),
        _("What"),
        _("Stance or bearing"),
        _("Weight"),
        _("Toward"),
        _("Words"),
        _("Not counted"),
    )
    table(heads, rows)


def _told(window: Window) -> str:
    return _("From {first} until {last}.").format(
        first=format_date(window.first), last=format_date(window.last)
    )


def _window(window: Window) -> dict[str, str]:
    return {"first": window.first.isoformat(), "last": window.last.isoformat()}


def _objective(one: Line | Account) -> dict[str, Any]:
    aim = one.objective
    return {"objective": {"uid": aim.uid, "code": aim.code, "title": aim.title}}


def _partner_json(call: Call, partner: int | None) -> dict[str, Any]:
    """None for all partners, "public" for nobody named, else uid and code."""
    from diplotrack.base.ident import uid_text
    from diplotrack.records import Party

    if not partner:
        return {"partner": None if partner is None else PUBLIC_WORD}
    with call.workspace().read() as session:
        party = session.get_one(Party, partner)
        return {"partner": {"uid": uid_text(party.uid), "code": party.code, "name": party.name}}


def _scores(ledger: SayDo) -> dict[str, Any]:
    """The numbers and what they are made of."""
    most = ledger.most_volatile
    return {
        "say": ledger.say.value,
        "do": ledger.do.value,
        "gap": ledger.gap,
        "statements": len(ledger.say.inputs),
        "deeds": len(ledger.do.inputs),
        "promises": len(ledger.promises),
        "not_counted": len(ledger.outside),
        "inputs": {
            "say_sum": ledger.say.total,
            "say_weight": ledger.say.weight,
            "do_sum": ledger.do.total,
            "do_weight": ledger.do.weight,
        },
        "reversals": len(most.volatility.reversals) if most else None,
        "mean_step": most.volatility.mean_step if most else None,
    }


def _entry(account: Account, one: Entry) -> dict[str, Any]:
    named, outside = account.named(one), account.ledger.outside.get(one)
    return {
        "act": one.act.value,
        "kind": one.kind,
        "uid": named.uid,
        "title": named.title,
        "date": one.day.iso() if one.day else "",
        "value": one.value,
        "category": one.category.value if one.category else None,
        "weight": one.weight,
        "effect": one.effect,
        "toward": account.toward(one),
        "counted": outside is None,
        "why_not": outside.value if outside else "",
    }
