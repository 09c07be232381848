"""`diplotrack lint`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, join_names, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.lint_shown import show_change, show_finding
from diplotrack.cli.output import progress, show_json, tell
from diplotrack.cli.release_options import release_filter, release_options

if TYPE_CHECKING:
    from diplotrack.consistency.draft.report import DraftReport

SEVERITIES = ("low", "medium", "high", "critical")
FOUND = 1
STANDARD_INPUT = "-"


@command(
    "lint",
    _(
        "Hold a draft against the ledger: where it departs from positions, agreed language and what was told before, "
        "what it newly promises, what is due and not mentioned, who is to be consulted first. Reads English. Ends with "
        "1 where it finds something of the severity asked for, else with 0; notes do not count."
    ),
    "diplotrack -w embassy.diplotrack lint speech.docx --to FRA\n"
    "diplotrack -w embassy.diplotrack lint note.txt --to Japan --to Korea --objective SEC-1 --severity high\n"
    "diplotrack -w embassy.diplotrack lint speech.docx --to public --intended-change SEC-1=-1 --on 2026-09-01\n"
    "diplotrack -w embassy.diplotrack lint - --json < note.txt",
)
@click.argument("draft", metavar=_("DRAFT.{txt,docx,odt,rtf,pdf,html,eml,msg}"))
@click.option(
    "--to",
    multiple=True,
    metavar="FRA",
    help=_("Whom it is for: a partner, or “public” (may be repeated; default: everyone)."),
)
@click.option(
    "--objective",
    "objectives",
    multiple=True,
    metavar="SEC-1",
    help=_("Only what concerns this objective (may be repeated; default: all)."),
)
@click.option(
    "--stance",
    "stances",
    multiple=True,
    metavar="SEC-1=-1",
    help=_("The stance that it takes on an objective, from -2 to 2 (may be repeated)."),
)
@click.option(
    "--intended-change",
    "intended",
    multiple=True,
    metavar="SEC-1[=-1]",
    help=_(
        "It means to change the position on this objective: list who is told and consulted (may be repeated)."
    ),
)
@click.option(
    "--on", metavar="DATE", default="", help=_("The day on which a change is made known (default: today).")
)
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    default="low",
    help=_("Only findings of this severity or above."),
)
@release_options
@click.pass_obj
def lint_command(
    call: Call,
    draft: str,
    to: tuple[str, ...],
    objectives: tuple[str, ...],
    stances: tuple[str, ...],
    intended: tuple[str, ...],
    on: str,
    severity: str,
    max_marking: str,
    release_to: str,
) -> int:
    """Check a draft."""
    from diplotrack.consistency.shelf import severity_named
    from diplotrack.exchange.texts.draft import draft_of, read_draft

    release = release_filter(call, max_marking, release_to)
    if draft == STANDARD_INPUT:
        text = draft_of(sys.stdin.buffer.read(), _("standard input"))
    else:
        text = read_draft(Path(draft).expanduser())
    with progress() as report_progress:
        found = call.workspace().check.draft(
            text,
            to or None,
            objectives or None,
            stances=_stances(stances),
            intended=_intended(intended),
            on=_day(call, on),
            progress=report_progress,
        )
    whole = found.at_least(severity_named(severity))
    report = whole.within(release)
    if not report.is_english:
        raise UserError(
            _("The draft does not look English, which is the only language that this check reads.")
        )
    if dropped := _count(whole) - _count(report):
        told = ngettext(
            "{n} was left out for the marking of its record.",
            "{n} were left out for the marking of their records.",
            dropped,
        )
        tell(told.format(n=dropped))
    if call.as_json:
        show_json(report.as_json())
        return FOUND if report.findings else 0
    for one in (*report.findings, *report.notes):
        show_finding(one, is_note=one in report.notes)
    for change in report.changes:
        show_change(change, report.today)
    _sum_up(report)
    return FOUND if report.findings else 0


def _stances(given: tuple[str, ...]) -> dict[str, int]:
    from diplotrack.workspace.draft_check import read_stance

    found = {}
    for words in given:
        code, stance = read_stance(words)
        if stance is None:
            raise UserError(
                _("“--stance {words}” says no stance; write it as {words}=-1.").format(words=words)
            )
        found[code] = stance
    return found


def _intended(given: tuple[str, ...]) -> dict[str, int | None]:
    from diplotrack.workspace.draft_check import read_stance

    return dict(read_stance(words) for words in given)


def _day(call: Call, words: str) -> date | None:
    from diplotrack.language.dates import read_day

    return read_day(words, call.workspace().check.today()).earliest if words else None


def _count(report: DraftReport) -> int:
    return len(report.findings) + len(report.notes) + len(report.changes)


def _sum_up(report: DraftReport) -> None:
    counted = ngettext("{count} finding", "{count} findings", len(report.findings))
    notes = ngettext("{count} note", "{count} notes", len(report.notes))
    summary = _(
        "{findings} and {notes} on {sentences} sentences, held against {lines} lines to take, {texts} passages "
        "and statements on the record, and {commitments} open commitments."
    )
    tell(
        summary.format(
            findings=counted.format(count=len(report.findings)),
            notes=notes.format(count=len(report.notes)),
            sentences=report.sentences,
            **report.compared,
        )
    )
    if report.are_found and report.objectives:
        tell(_("It speaks of {codes}.").format(codes=join_names(list(report.objectives))))
    if report.is_cut:
        tell(_("Only the latest texts were compared; “rules set draft.texts” raises the bound."))
