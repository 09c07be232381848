"""`diplotrack compliance`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from diplotrack.base.i18n import _, format_number, format_signed, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import DAY, command
from diplotrack.cli.named import record_named
from diplotrack.cli.output import show_json, table, tell
from diplotrack.cli.release_options import release_filter, release_options

if TYPE_CHECKING:
    from diplotrack.consistency.saydo.compliance import Mark, Mean
    from diplotrack.workspace.compliance import Scorecard

GROUPS = ("member", "area", "year", "commitment")


@command(
    "compliance",
    _(
        "Average the compliance scores of commitments (−1 failed, 0 partial, 1 full) by member, area or year. What "
        "does not apply or was not yet assessed is left out, never counted as 0."
    ),
    "diplotrack -w embassy.diplotrack compliance\n"
    "diplotrack -w embassy.diplotrack compliance --by area --on 2014-12-31\n"
    "diplotrack -w embassy.diplotrack compliance --by commitment --member FRA --json",
)
@click.option(
    "--by", type=click.Choice(GROUPS), default="member", help=_("What to average over (default: member).")
)
@click.option(
    "--on", "day", type=DAY, metavar="2014-12-31", help=_("Scores given by this day (default: today).")
)
@click.option("--member", metavar=_("PARTNER"), default="", help=_("Only the scores of this member."))
@click.option(
    "--objective", metavar="SEC-1", default="", help=_("Only commitments that serve this objective.")
)
@release_options
@click.pass_obj
def compliance_command(
    call: Call,
    by: str,
    day: datetime | None,
    member: str,
    objective: str,
    max_marking: str,
    release_to: str,
) -> None:
    """Average compliance scores."""
    release = release_filter(call, max_marking, release_to)
    card = call.workspace().compliance.scorecard(
        day.date() if day else None,
        objectives=[record_named(call, "objective", objective).id] if objective else None,
        member=call.workspace().records.party(member).id if member else None,
        release=release,
    )
    if call.as_json:
        show_json(_as_json(card))
        return
    if by == "commitment":
        heads = (
            _("Reference"),
            _("Commitment"),
            _("Binding"),
            _("Specific"),
            _("Score"),
            _("%"),
            _("Members"),
        )
        table(heads, [_commitment(card, one, mean) for one, mean in _worst(card.commitments)])
    else:
        head = {"member": _("Member"), "area": _("Area"), "year": _("Year")}[by]
        counted = _("Commitments")
        rows = [(name, *_numbers(mean)) for name, mean in groups(card, by)]
        table((head, _("Score"), _("%"), counted), rows)
    count = len(card.commitments)
    told = ngettext("{count} commitment", "{count} commitments", count).format(count=format_number(count))
    if card.overall is not None:
        told = _("{commitments}: {score} on average, {percent} %.").format(
            commitments=told,
            score=format_signed(card.overall.value),
            percent=format_number(card.overall.percent, 1),
        )
    tell(told)


def groups(card: Scorecard, by: str) -> list[tuple[str, Mean]]:
    """The averages of one grouping: members and areas by name, years in order."""
    if by == "year":
        return [(str(year), mean) for year, mean in sorted(card.years.items())]
    if by == "area":
        return sorted(card.areas.items(), key=lambda pair: pair[0].casefold())
    named = [(card.names.get(one, ""), mean) for one, mean in card.members.items()]
    return sorted(named, key=lambda pair: pair[0].casefold())


def _worst(commitments: dict[int, Mean]) -> list[tuple[int, Mean]]:
    return sorted(commitments.items(), key=lambda pair: (pair[1].exact, pair[0]))


def _numbers(mean: Mean) -> tuple[str, str, str]:
    return format_signed(mean.value), format_number(mean.percent, 1), format_number(mean.count)


def _commitment(card: Scorecard, one: int, mean: Mean) -> tuple[str, ...]:
    promise = card.promises[one]
    specific = f"{promise.ambition.stated}/{promise.ambition.asked}"
    return (promise.reference, promise.text, str(promise.ambition.binding.label), specific, *_numbers(mean))


def _as_json(card: Scorecard) -> dict[str, Any]:
    return {
        "on": card.on.isoformat(),
        "overall": _mean(card.overall) if card.overall is not None else None,
        **{
            f"by_{by}": [{by: name, **_mean(mean)} for name, mean in groups(card, by)]
            for by in ("member", "area", "year")
        },
        "by_commitment": [
            _commitment_json(card, one, mean) for one, mean in sorted(card.commitments.items())
        ],
    }


def _mean(mean: Mean) -> dict[str, Any]:
    return {"score": mean.value, "percent": mean.percent, "count": mean.count}


def _commitment_json(card: Scorecard, one: int, mean: Mean) -> dict[str, Any]:
    promise = card.promises[one]
    history = [
        {"member": card.names.get(member, ""), "history": [_mark(mark) for mark in marks]}
        for (commitment, member), marks in sorted(card.histories.items())
        if commitment == one
    ]
    return {
        "uid": promise.uid,
        "reference": promise.reference,
        "text": promise.text,
        "area": promise.area,
        "year": promise.year,
        **_mean(mean),
        "ambition": {
            "binding": promise.ambition.binding.value,
            "stated": promise.ambition.stated,
            "asked": promise.ambition.asked,
        },
        "members": history,
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "score": mark.score,
        "cycle_end": mark.on.isoformat() if mark.on else "",
        "report": mark.report.value,
        "assessor": mark.assessor,
    }
