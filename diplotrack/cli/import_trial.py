"""What `diplotrack import --dry-run` answers beside the counts: what each row would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diplotrack.base.i18n import _
from diplotrack.cli.output import show, tell

if TYPE_CHECKING:
    from diplotrack.exchange.incoming.trial import Trial, TrialItem

SHOWN = 20
SHORT = 80
"""Characters of a value on a line."""


def tell_changes(trial: Trial) -> None:
    """Show the first rows that would change something, field by field, and what would be made beside them."""
    from diplotrack.exchange.incoming.trial import Fate

    telling = [
        one for one in trial.items if one.fate in (Fate.CREATED, Fate.UPDATED, Fate.JOINED) or one.kept
    ]
    for item in telling[:SHOWN]:
        show(_("Row {row}: {fate}: {kind} “{title}”").format(
            row=item.number, fate=item.fate.label, kind=item.kind, title=_short(item.title)
        ))  # fmt: skip
        for change in item.changes if item.fate is Fate.UPDATED else ():
            show(f"  {change.field}: “{_short(change.before)}” → “{_short(change.after)}”")
        for sentence in item.kept:
            show(f"  {sentence}")
    if len(telling) > SHOWN:
        tell(_("… and {count} more.").format(count=len(telling) - SHOWN))
    for one in trial.beside[:SHOWN]:
        show(_("Beside them: {fate}: {kind} “{title}”").format(
            fate=one.fate.label, kind=one.kind, title=_short(one.title)
        ))  # fmt: skip
    if len(trial.beside) > SHOWN:
        tell(_("… and {count} more.").format(count=len(trial.beside) - SHOWN))


def as_json(trial: Trial) -> dict[str, Any]:
    """The counts as an import prints them, and every row and by-product."""
    return {
        **trial.result.as_json(),
        "rows": [_row(item) for item in trial.items],
        "beside": [{"kind": one.kind, "title": one.title, "fate": str(one.fate)} for one in trial.beside],
    }


def _row(item: TrialItem) -> dict[str, Any]:
    return {
        "row": item.number,
        "fate": str(item.fate),
        "kind": item.kind,
        "title": item.title,
        "changes": [{"field": one.field, "before": one.before, "after": one.after} for one in item.changes],
        "kept": list(item.kept),
    }


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"
