"""How the page speaks: of a column and what it becomes, of how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from diplotrack.base.i18n import _, format_number, join_names, ngettext
from diplotrack.desktop.theme.palette import Tone
from diplotrack.desktop.views.importing.asking import Opened
from diplotrack.exchange.incoming.result import ImportResult
from diplotrack.exchange.mapping.mapping import ColumnUse
from diplotrack.exchange.mapping.targets import Target

SURE, LIKELY = 0.8, 0.5
"""From which sureness (0 to 1) a suggestion is shown as sure, and as likely."""


def named(target: Target) -> str:
    """What a target is called, with its group where it stands under one: “Partners: Participant”."""
    group, label = str(target.group), str(target.label)
    if group and target.field is None and group != label:
        return _("{group}: {label}").format(group=group, label=label)
    return label


def becomes(uses: Sequence[ColumnUse]) -> str:
    """What a column becomes, in words."""
    kept = [named(use.target) for use in uses if use.target is not None]
    return join_names(kept) if kept else _("left out")


def tone_of(uses: Sequence[ColumnUse]) -> Tone:
    """Left out is quiet, what is to be asked or unsure warns, the rest is calm."""
    kept = [use for use in uses if use.target is not None]
    if any(use.question for use in uses):
        return "warn"
    if not kept:
        return "quiet"
    return "accent" if all(use.sureness >= LIKELY for use in kept) else "warn"


def sureness(use: ColumnUse) -> str:
    """How sure a suggestion is, in words."""
    if use.target is None:
        return _("Nothing in it tells what it could become.") if use.why == () else ""
    if not use.why:
        return _("Chosen by you.")
    if use.sureness >= SURE:
        return _("Sure.")
    return _("Likely.") if use.sureness >= LIKELY else _("A guess: look at it.")


def reasons(uses: Sequence[ColumnUse]) -> list[str]:
    """Why a column becomes that, and what must be asked, a sentence each."""
    found: list[str] = []
    for use in uses:
        told = " ".join((sureness(use), *use.why)).strip()
        found += [one for one in (told, use.question) if one and one not in found]
    return found


def what_it_is(file: Opened) -> str:
    """What a file is, in a line: its form, how it is written, how much it holds."""
    seen = file.preview
    if seen is None:
        return str(file.form.label)
    table, rows = seen.table, ngettext("{count} row", "{count} rows", seen.about)
    count = rows.format(count=format_number(seen.about))
    if not seen.is_whole and seen.about:
        count = _("about {rows}").format(rows=count)
    columns = ngettext("{count} column", "{count} columns", len(seen.columns))
    parts = [count] if seen.about else []
    parts.append(columns.format(count=format_number(len(seen.columns))))
    if table.encoding is None:
        sheets = ngettext(
            "a workbook of {count} sheet", "a workbook of {count} sheets", max(1, len(seen.sheets))
        )
        parts.insert(0, sheets.format(count=format_number(max(1, len(seen.sheets)))))
        if len(seen.sheets) > 1:
            parts.insert(1, _("sheet “{name}”").format(name=seen.opening.sheet))
    else:
        named = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
        between = named.get(table.delimiter or "", table.delimiter or "")
        parts.insert(0, _("text with {marks} between").format(marks=between))
        parts.insert(1, str(table.encoding).upper().replace("-SIG", ""))
    return "  ·  ".join(parts)


def done_told(result: ImportResult) -> str:
    """What an import did, in a sentence or two."""
    if not result.written:
        return _("Nothing was imported.")
    parts = [
        words.format(count=format_number(count))
        for count, words in (
            (result.created, ngettext("{count} created", "{count} created", result.created)),
            (result.updated, ngettext("{count} updated", "{count} updated", result.updated)),
            (result.unchanged, ngettext("{count} unchanged", "{count} unchanged", result.unchanged)),
            (result.joined, ngettext("{count} joined", "{count} joined", result.joined)),
            (result.skipped, ngettext("{count} not taken", "{count} not taken", result.skipped)),
        )
        if count
    ]
    told = _("Imported: {counts}.").format(counts=join_names(parts)) if parts else _("Nothing was imported.")
    if result.rejects is not None:
        told += " " + _("The rows that were not taken are in {path}.").format(path=result.rejects)
    return told
