"""`diplotrack lint`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import show, show_json, tell
from diplotrack.cli.release_options import release_filter, release_options

if TYPE_CHECKING:
    from diplotrack.consistency.draft_report import DraftFinding

FOUND = 1
STANDARD_INPUT = "-"


@command(
    "lint",
    _(
        "Hold a draft against the ledger: where it departs from agreed language, what it newly promises, what is due "
        "and not mentioned. Reads English. Ends with 1 where it finds something, else with 0; notes do not count."
    ),
    "diplotrack -w embassy.diplotrack lint speech.docx --to FRA\n"
    "diplotrack -w embassy.diplotrack lint note.txt --to Japan --objective SEC-1\n"
    "diplotrack -w embassy.diplotrack lint - --json < note.txt",
)
@click.argument("draft", metavar=_("DRAFT.{txt,docx}"))
@click.option("--to", metavar="FRA", default="", help=_("The partner that it is for (default: everyone)."))
@click.option(
    "--objective",
    "objectives",
    multiple=True,
    metavar="SEC-1",
    help=_("Only what concerns this objective (may be repeated; default: all)."),
)
@release_options
@click.pass_obj
def lint_command(
    call: Call, draft: str, to: str, objectives: tuple[str, ...], max_marking: str, release_to: str
) -> int:
    """Check a draft."""
    from diplotrack.exchange.draft_text import decoded, proven, read_draft

    release = release_filter(call, max_marking, release_to)
    if draft == STANDARD_INPUT:
        name = _("standard input")
        text = proven(decoded(sys.stdin.buffer.read(), name), name)
    else:
        text = read_draft(Path(draft).expanduser())
    whole = call.workspace().check.draft(text, to or None, objectives or None)
    report = whole.within(release)
    if not report.is_english:
        raise UserError(
            _("The draft does not look English, which is the only language that this check reads.")
        )
    if dropped := len(whole.findings) + len(whole.notes) - len(report.findings) - len(report.notes):
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
        _show(one, is_note=one in report.notes)
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
    if report.is_cut:
        tell(_("Only the latest texts were compared; “rules set draft.texts” raises the bound."))
    return FOUND if report.findings else 0


def _show(one: DraftFinding, *, is_note: bool) -> None:
    head = _("NOTE") if is_note else str(one.severity.label).upper()
    line = _("line {n}: ").format(n=one.place.line) if one.place is not None else ""
    show(f"{head}  {line}{one.title}")
    show(f"    {one.why}")
    if one.place is not None:
        show(_("    draft:   “{words}”").format(words=one.place.words))
    if one.earlier:
        show(_("    earlier: “{words}”").format(words=one.earlier))
    if one.difference:
        show(_("    differs: {words}").format(words=_marked(one.difference)))
    if one.record is not None:
        record = one.record
        show(f"    · {record.date or '–'}  {record.kind}  {record.title}  [{record.uid}]")
    show(_("    → {remedy}").format(remedy=one.fix))
    show()


def _marked(difference: tuple[tuple[str, str, str], ...]) -> str:
    """The difference on one line: [-earlier words-] {+words of the draft+}, what is the same shortened."""
    parts = []
    for what, old, new in difference:
        if what == "same":
            words = new.split()
            parts.append(new if len(words) <= 6 else " ".join([*words[:3], "…", *words[-3:]]))
            continue
        parts += [f"[-{old}-]"] if old else []
        parts += [f"{{+{new}+}}"] if new else []
    return " ".join(parts)
