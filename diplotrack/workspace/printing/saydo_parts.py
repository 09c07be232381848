"""What the report on words and deeds is made of: the ledgers, counted within its release filter, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplotrack.base.i18n import _, format_number, format_signed, ngettext
from diplotrack.consistency.saydo.ledger import Act, Ratio, SayDo, Window
from diplotrack.release import EVERYTHING, ReleaseFilter

if TYPE_CHECKING:
    from diplotrack.reports.compose.words_and_deeds import Chapter, LedgerEntry, Standing
    from diplotrack.workspace.saydo import Account, Line
    from diplotrack.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the report, and the records (kind, identifier) on which its numbers rest."""

    standings: list[Standing]
    chapters: list[Chapter]
    inputs: set[tuple[str, int]]
    left_out: set[tuple[str, int]]
    """What the release filter kept back, for the preparer alone."""


def parts(
    workspace: Workspace,
    window: Window,
    objective: int | None,
    partner: int | None,
    release: ReleaseFilter,
    *,
    with_parts: bool = False,
) -> Parts:
    """Objectives against partners; of the one objective that is asked for, its ledger as well."""
    only = None if objective is None else [objective]

    def read(within: ReleaseFilter) -> list[Line]:
        return workspace.saydo.lines(
            window, objectives=only, partner=partner, with_parts=with_parts, release=within
        )

    lines = read(release)
    chapters = []
    if objective is not None and lines:
        account = workspace.saydo.account(objective, partner, window, with_parts=with_parts, release=release)
        chapters.append(_chapter(account))
    inputs = _records(lines)
    left_out = set() if release.is_open else _records(read(EVERYTHING)) - inputs
    return Parts([_standing(one) for one in lines], chapters, inputs, left_out)


def _records(lines: Iterable[Line]) -> set[tuple[str, int]]:
    found = {(one.kind, one.id) for line in lines for one in line.ledger.entries}
    return found | {("objective", line.objective.id) for line in lines}


def _standing(line: Line) -> Standing:
    from diplotrack.reports.compose.words_and_deeds import Standing

    ledger, most = line.ledger, line.ledger.most_volatile
    return Standing(
        objective_id=line.objective.id,
        code=line.objective.code,
        title=line.objective.title,
        partner=line.name,
        is_all=line.partner is None,
        say=ledger.say.value,
        do=ledger.do.value,
        gap=ledger.gap,
        reversals=len(most.volatility.reversals) if most else None,
        mean_step=most.volatility.mean_step if most else None,
        statements=len(ledger.say.inputs),
        deeds=len(ledger.do.inputs),
        promises=len(ledger.promises),
    )


def _chapter(account: Account) -> Chapter:
    from diplotrack.reports.compose.words_and_deeds import Chapter, LedgerEntry

    ledger = account.ledger
    entries: list[LedgerEntry] = [
        LedgerEntry(
            kind=one.kind,
            id=one.id,
            day=one.day,
            act=str(one.act.label),
            value=one.value,
            weight=one.weight,
            toward=account.toward(one),
            words=account.named(one).title,
            why_not=str(ledger.outside[one].label) if one in ledger.outside else "",
            is_said=one.act is Act.SAID,
            effect=one.effect,
        )
        for one in ledger.entries
    ]
    return Chapter(account.objective.code, account.objective.title, sums_in_words(ledger), entries)


def sums_in_words(ledger: SayDo) -> list[tuple[str, str]]:
    """The three sums of a ledger, each under its name."""
    return [
        (_("Say"), say_in_words(ledger)),
        (_("Do"), do_in_words(ledger)),
        (_("Gap"), gap_in_words(ledger)),
    ]


def say_in_words(ledger: SayDo) -> str:
    """The score of our words with what it is made of."""
    count = len(ledger.say.inputs)
    told = ngettext("{count} statement", "{count} statements", count).format(count=format_number(count))
    return _sum(ledger.say, told)


def do_in_words(ledger: SayDo) -> str:
    """The score of our deeds with what it is made of."""
    count = len(ledger.do.inputs)
    told = ngettext("{count} deed", "{count} deeds", count).format(count=format_number(count))
    return _sum(ledger.do, told)


def gap_in_words(ledger: SayDo) -> str:
    """The gap with the two scores of which it is the difference."""
    if ledger.gap is None:
        return _("no score, for one of the two is missing")
    told = _("{gap} = {say} − ({do})").format(
        gap=format_signed(ledger.gap), say=format_signed(ledger.say.value), do=format_signed(ledger.do.value)
    )
    return told + (_("; opposite signs") if ledger.is_opposite else "")


def _sum(ratio: Ratio, counted: str) -> str:
    if ratio.value is None:
        return _("no score: nothing to weigh ({counted})").format(counted=counted)
    return _("{score} = {total} ÷ {weight}, over {counted}").format(
        score=format_signed(ratio.value),
        total=format_signed(ratio.total, 1),
        weight=format_number(ratio.weight, 1),
        counted=counted,
    )
