"""What `diplotrack import --suggest` answers: how the columns of a table may be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplotrack.base.i18n import _, format_number
from diplotrack.cli.output import show, show_json, table, tell

if TYPE_CHECKING:
    from diplotrack.exchange.mapping.mapping import ColumnUse
    from diplotrack.exchange.mapping.preview import Preview
    from diplotrack.exchange.mapping.suggestion import Suggestion
    from diplotrack.workspace import Workspace

KINDS_SHOWN = 3


def suggest(
    workspace: Workspace, file: Path, kind: str | None, sheet: str | None, output: Path | None, as_json: bool
) -> None:
    """Show a mapping for the columns, or write it as a profile for ``--map``. Raises UserError."""
    from diplotrack.exchange.mapping.preview import Opening
    from diplotrack.exchange.profiles.writing import profile_name, write_profile

    seen = workspace.mapping.preview(Opening(file, sheet))
    found = workspace.mapping.suggest(seen, kind)
    if output is not None:
        mapping = replace(found.mapping, name=profile_name(output.stem))
        write_profile(mapping.as_profile(output), output)
    if as_json:
        show_json(_as_json(seen, found))
    else:
        _tell(seen, found, output)


def _tell(seen: Preview, found: Suggestion, output: Path | None) -> None:
    for note in seen.notes:
        tell(note)
    rows = [
        (
            use.column,
            _becomes(use),
            _read_as(use),
            f"{use.sureness:.0%}" if use.target else "",
            " ".join(use.why),
        )
        for use in found.mapping.uses
    ]
    table((_("Column"), _("Becomes"), _("Read as"), _("Sure"), _("Why")), rows)
    for one in found.kinds[:KINDS_SHOWN]:
        sentence = _("{kind}: {score}. {why}")
        score = format_number(one.score, 2)
        tell(sentence.format(kind=one.kind, score=score, why=" ".join(one.why)))
    for use in found.mapping.uses:
        if use.question:
            tell(f"{use.column}: {use.question}")
    for target in found.mapping.lacking:
        tell(_("No column was found for “{field}”, which may not be empty.").format(field=target.label))
    if found.profile is not None and found.is_read_by_it:
        sentence = _("The profile “{profile}” reads these files; it understands more of them than this says.")
        tell(sentence.format(profile=found.profile.name))
    if output is not None:
        show(
            _("Written to “{path}”. Look it over, then: import FILE --map {path} --dry-run").format(
                path=output
            )
        )


def _becomes(use: ColumnUse) -> str:
    if use.target is None:
        return "–"
    return f"{use.target.group}: {use.target.label}" if use.target.group else str(use.target.label)


def _read_as(use: ColumnUse) -> str:
    if use.target is None:
        return ""
    told = f"{use.format}:{use.pattern}" if use.pattern else use.format
    return f"{told} ({use.separator!r})" if use.separator else told


def _as_json(seen: Preview, found: Suggestion) -> dict[str, Any]:
    return {
        "kind": found.mapping.kind,
        "kinds": [{"kind": one.kind, "score": one.score, "why": list(one.why)} for one in found.kinds],
        "rows": seen.about,
        "sheets": [{"sheet": one.name, "rows": one.rows} for one in seen.sheets],
        "header": seen.header,
        "columns": [
            {
                "column": use.column,
                "becomes": use.target.key if use.target is not None else None,
                "format": _read_as(use),
                "sureness": use.sureness,
                "why": list(use.why),
                "question": use.question,
            }
            for use in found.mapping.uses
        ],
        "lacking": [one.key for one in found.mapping.lacking],
        "profile": found.profile.name if found.profile is not None else None,
    }
