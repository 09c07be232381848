"""`diplotrack intake`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import show, show_json, tell

if TYPE_CHECKING:
    from diplotrack.workspace.intake import Proposal, Reading
    from diplotrack.workspace.workspace import Workspace

STANDARD_INPUT = "-"
LONGEST = 100
WORDS_SHOWN = 3


@command(
    "intake",
    _(
        "Read a readout, memcon, communiqué or press release (TXT, DOCX, ODT, RTF, PDF, HTML, EML, MSG) and show what "
        "it records: kind, day, parties, people, promises, each with the words it came from and how sure it is (0 to "
        "100). Nothing is stored, unless --record says so: then what is sure enough, as one operation that undo takes "
        "back."
    ),
    "diplotrack -w embassy.diplotrack intake readout.docx\n"
    "diplotrack -w embassy.diplotrack intake readout.docx --record --accept 90\n"
    "diplotrack -w embassy.diplotrack intake - --json < memcon.txt",
)
@click.argument("file", metavar=_("FILE"))
@click.option(
    "--accept",
    "least",
    type=click.IntRange(0, 100),
    default=80,
    show_default=True,
    metavar=_("N"),
    help=_("What is at least this sure is accepted."),
)
@click.option(
    "--record", "is_recorded", is_flag=True, help=_("Store what is accepted, and the file with it.")
)
@click.pass_obj
def intake_command(call: Call, file: str, least: int, is_recorded: bool) -> int:
    """Read a text."""
    from diplotrack.base.ident import uid_text
    from diplotrack.records import KINDS
    from diplotrack.workspace.intake import Answers

    workspace = call.workspace()
    reading = _read(workspace, file)
    answers = Answers.sure(reading, least)
    recorded = workspace.intake.record(reading, answers) if is_recorded and answers.accepted else None
    uid = ""
    if recorded is not None:
        stored = workspace.records.get(KINDS[recorded.kind], recorded.id)
        uid = uid_text(stored.uid) if stored is not None else ""
    if call.as_json:
        show_json(
            {
                "proposals": [
                    _as_json(reading, one, one.key in answers.accepted) for one in reading.proposals
                ],
                "notes": list(reading.notes),
                "recorded": {"kind": recorded.kind, "uid": uid} if recorded is not None else None,
            }
        )
        return 0
    for one in reading.proposals:
        _show(reading, one, one.key in answers.accepted)
    for note in reading.notes:
        tell(note)
    _sum_up(reading, len(answers.accepted), least)
    if recorded is not None:
        tell(
            _("Stored as {kind} {uid}. “diplotrack undo” takes it back.").format(kind=recorded.kind, uid=uid)
        )
    elif is_recorded:
        tell(_("Nothing is that sure, so nothing was stored; give a lower --accept."))
    else:
        tell(_("Nothing was stored; --record stores what is marked with +."))
    return 0


def _read(workspace: Workspace, file: str) -> Reading:
    if file != STANDARD_INPUT:
        return workspace.intake.open(Path(file).expanduser())
    from diplotrack.exchange.texts.opening import read_bytes

    return workspace.intake.read(read_bytes(sys.stdin.buffer.read(), _("standard input")))


def _show(reading: Reading, one: Proposal, is_accepted: bool) -> None:
    """One proposal: a line that says it, one with the words it came from, and one of what to beware of."""
    sign = "+" if is_accepted else " "
    show(f"{sign} {one.sureness:3}  {one.about.label}: {_short(one.shown)}")
    words = [f"“{_short(reading.text[span.start : span.end])}”" for span in one.spans[:WORDS_SHOWN]]
    source = _("{words} — {why}").format(words="  ".join(words), why=one.why) if words else one.why
    show(f"         {source}")
    if one.flag:
        show(f"       ! {one.flag}")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _sum_up(reading: Reading, accepted: int, least: int) -> None:
    counted = ngettext("{n} proposal", "{n} proposals", len(reading.proposals)).format(
        n=len(reading.proposals)
    )
    sentence = _("{proposals}, {accepted} of them {least} or surer.")
    tell(sentence.format(proposals=counted, accepted=accepted, least=least))


def _as_json(reading: Reading, one: Proposal, is_accepted: bool) -> dict[str, Any]:
    return {
        "key": one.key,
        "about": one.about.value,
        "shown": one.shown,
        "value": _plain(one.value),
        "sureness": one.sureness,
        "accepted": is_accepted,
        "words": [
            {"start": span.start, "end": span.end, "text": reading.text[span.start : span.end]}
            for span in one.spans
        ],
        "why": one.why,
        "flag": one.flag,
        "rivals": [rival.shown for rival in one.rivals],
        "further": {name: _plain(value) for name, value in one.further.items()},
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it; what is no choice, day, name or flag is told by what is shown of it."""
    from datetime import time

    from diplotrack.workspace.editing import Newcomer

    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Newcomer):
        return {"new": value.kind, "name": value.name}
    if isinstance(value, str):
        return str(value)
    return value if isinstance(value, bool) else None
