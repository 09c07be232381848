"""What became of a file that was taken in, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from diplotrack.base.i18n import _
from diplotrack.cli.output import show, tell

if TYPE_CHECKING:
    from diplotrack.exchange.incoming.result import ImportResult

SHOWN = 20
"""Lines of one sort that are told; the window, and --json, have all."""


def tell_result(result: ImportResult, dry_run: bool) -> None:
    """Counts on standard output; on standard error what is wrong, what looks the same, and what one should know."""
    counts = _(
        "{read} rows read: {created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped."
    )
    numbers = {name: getattr(result, name) for name in ("read", "created", "updated", "unchanged", "skipped")}
    show(counts.format(**numbers))
    for kind, count in sorted(result.records.items()):
        show(f"  {kind}: {count}")
    if result.joined:
        show(_("  joined with what looks the same: {count}").format(count=result.joined))
    for reason, count in sorted(result.left_out.items()):
        show(_("  left out: {count} ({reason})").format(count=count, reason=reason))
    _some(
        _("Row {row}, {column}: {message} (“{value}”)").format(
            row=one.row, column=one.column, message=one.message, value=one.value
        )
        if one.column
        else str(one)
        for one in result.errors
    )
    _some(str(one) for one in result.notes)
    _some(
        _("{score}: “{name}” ({told}) looks like “{other}”: {reasons}.").format(
            score=one.score,
            name=one.name,
            told=one.told,
            other=one.other_name,
            reasons=", ".join(one.reasons),
        )
        for one in result.alike
    )
    if result.alike:
        tell(_("None of these was joined; --join SCORE takes for the same what looks it by that score."))
    for note in result.table_notes:
        tell(note)
    if dry_run:
        tell(_("This was a dry run: nothing was written."))
    elif not result.written:
        tell(_("Nothing was written. Mend the rows, or add --skip-bad-rows to take the others."))


def _some(lines: Iterable[str]) -> None:
    told = list(lines)
    for line in told[:SHOWN]:
        tell(line)
    if len(told) > SHOWN:
        tell(_("… and {count} more.").format(count=len(told) - SHOWN))
