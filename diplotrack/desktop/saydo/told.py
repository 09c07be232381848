"""Reversals, and how promises were kept, set as a page with links to the records."""

from __future__ import annotations

from collections.abc import Sequence

from diplotrack.base.i18n import _, format_date, format_number, format_signed, ngettext
from diplotrack.consistency.saydo.compliance import Mark, Mean
from diplotrack.consistency.saydo.ledger import Entry, Heard
from diplotrack.desktop.reading.hand import Hand
from diplotrack.desktop.saydo.words import value_of
from diplotrack.desktop.theme.direction import isolated
from diplotrack.records.display import Mention
from diplotrack.workspace.compliance import Scorecard
from diplotrack.workspace.saydo import Account

AIR = "\N{NO-BREAK SPACE}"
MOST = 60
"""Promises that are listed; the rest are counted."""


def reversals(account: Account, hand: Hand) -> str:
    """For each audience that heard two statements or more: mean step, and every change of sign."""
    parts = []
    heard = [one for one in account.ledger.heard if one.volatility.mean_step is not None]
    for one in sorted(heard, key=lambda one: -len(one.volatility.reversals)):
        parts.append(hand.heading(_audience(account, one), _summary(one)))
        rows = [
            [_said(account, before, hand), _said(account, after, hand)] for before, after in one.reversals
        ]
        if rows:
            parts.append(hand.table([_("From"), _("To")], rows))
    if not parts:
        parts = [hand.paragraph(_("No audience has heard two statements of ours in this time."))]
    return hand.page("".join(parts))


def _audience(account: Account, one: Heard) -> str:
    return account.parties.get(one.audience or 0, "") or _("The public")


def _summary(one: Heard) -> str:
    count = len(one.volatility.reversals)
    told = ngettext("{count} reversal", "{count} reversals", count).format(count=format_number(count))
    statements = len(one.statements)
    over = ngettext("{count} statement", "{count} statements", statements)
    return _("{reversals}, mean step {step}, over {statements}").format(
        reversals=told,
        step=format_number(one.volatility.mean_step, 2),
        statements=over.format(count=format_number(statements)),
    )


def _said(account: Account, one: Entry, hand: Hand) -> str:
    day = format_date(one.day) if one.day is not None else ""
    mention = Mention(one.kind, one.id, isolated(account.named(one).title))
    return f"{hand.small(f'{day}  ·  {value_of(one)}')}<br>{hand.mention(mention)}"


def compliance(card: Scorecard, hand: Hand) -> str:
    """Averages by member, area and year, then each promise with its ambition and the history of its scores."""
    if card.overall is None:
        advice = _(
            "No promise on this objective has been scored. Scores are added in the form of a commitment; what is not"
            " applicable or not yet assessed is left out, never counted as 0."
        )
        return hand.page(hand.paragraph(advice))
    members = sorted(((card.names.get(one, ""), mean) for one, mean in card.members.items()), key=_by_name)
    parts = _averages(_("By member"), members, hand)
    parts += _averages(_("By area"), sorted(card.areas.items(), key=_by_name), hand)
    parts += _averages(_("By year"), [(str(year), mean) for year, mean in sorted(card.years.items())], hand)
    ordered = sorted(card.commitments.items(), key=lambda pair: (pair[1].exact, pair[0]))
    rows = [_promise(card, one, mean, hand) for one, mean in ordered[:MOST]]
    if len(ordered) > MOST:
        left = len(ordered) - MOST
        words = ngettext("and {count} more", "and {count} more", left).format(count=format_number(left))
        rows.append([hand.small(words), "", "", ""])
    # In a mirrored page Qt makes a column of signed numbers narrower than they are.
    heads = [_("Promise"), _("Score") + 4 * AIR, _("Ambition"), _("History")]
    parts += hand.heading(_("Promises"), format_number(len(ordered)))
    parts += hand.table(heads, rows)
    return hand.page(parts)


def _by_name(pair: tuple[str, Mean]) -> str:
    return pair[0].casefold()


def _averages(heading: str, groups: Sequence[tuple[str, Mean]], hand: Hand) -> str:
    rows = [
        [
            hand.escape(name),
            isolated(format_signed(mean.value)),
            isolated(_("{percent} %").format(percent=format_number(mean.percent, 1))),
            format_number(mean.count),
        ]
        for name, mean in groups
    ]
    heads = ["", _("Score"), _("Percent"), _("Promises")]
    return hand.heading(heading) + hand.table(heads, rows) if rows else ""


def _promise(card: Scorecard, one: int, mean: Mean, hand: Hand) -> list[str]:
    promise = card.promises[one]
    mention = Mention("commitment", one, isolated(" ".join(promise.text.split())))
    ambition = _("{binding}; {stated} of {asked} parts stated").format(
        binding=promise.ambition.binding.label,
        stated=format_number(promise.ambition.stated),
        asked=format_number(promise.ambition.asked),
    )
    histories = [
        f"{hand.small(card.names.get(member, ''))}<br>{hand.escape(_history(marks))}"
        for (commitment, member), marks in sorted(card.histories.items())
        if commitment == one
    ]
    return [
        hand.mention(mention),
        isolated(format_signed(mean.value)),
        hand.small(ambition),
        "<br>".join(histories),
    ]


def _history(marks: Sequence[Mark]) -> str:
    """As "Interim 2025: 0 → Final 2026: +1"."""
    told = []
    for one in marks:
        day = f" {one.on.year}" if one.on is not None else ""
        told.append(f"{one.report.label}{day}: {format_signed(one.score, 0)}")
    return isolated(" → ".join(told))
