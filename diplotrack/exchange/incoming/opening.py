"""Open a file on its way in, whatever its form."""

from __future__ import annotations

from pathlib import Path

from diplotrack.exchange.forms import TABLE, form_of
from diplotrack.exchange.incoming.incoming import Incoming
from diplotrack.exchange.refusing import unreadable
from diplotrack.exchange.tables.filetype import size_of


def open_incoming(
    path: Path, profile: str | Path | None = None, kind: str | None = None, sheet: str | None = None
) -> Incoming:
    """The file by its form; a profile, kind or sheet is for tables alone. Raises UserError where nothing can be read
    of it."""
    size_of(path)
    try:
        form = form_of(path)
    except OSError as error:
        raise unreadable(path, error) from error
    if form is not TABLE and profile is None and sheet is None:
        return form.open(path)
    from diplotrack.exchange.incoming.table import IncomingTable, profile_for
    from diplotrack.exchange.tables.tabular import open_table

    table = open_table(path, sheet=sheet)
    return IncomingTable(table, profile_for(table, profile, kind))
