"""A table on its way in: its rows read by a profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft, row_digest
from diplotrack.exchange.incoming.incoming import Incoming, Item
from diplotrack.exchange.profiles.profile import Profile, profiles, recognise
from diplotrack.exchange.profiles.typed_rows import TypedRow, typed_rows
from diplotrack.exchange.readers import Reader, reader_for
from diplotrack.exchange.tables.parsers import one_line
from diplotrack.exchange.tables.rejects import write_rejects
from diplotrack.exchange.tables.rows import Row, RowError, Table
from diplotrack.records import KINDS

STEP = 200
"""Rows between two reports of progress."""


def profile_for(table: Table, name: str | Path | None = None, kind: str | None = None) -> Profile:
    """The profile named, or the one that the table's columns tell. Raises UserError where none, or more, would do."""
    if name is not None:
        return Profile.load(name)
    faults: list[str] = []
    found = recognise(table, [one for one in profiles(faults=faults) if kind in (None, one.kind)])
    if found is None and faults:
        raise UserError(faults[0])  # it may be the one that was meant
    if found is None:
        sentence = _(
            "No import profile fits “{file}” (columns: {columns}); name one with --profile, or write one (--map)."
        )
        raise UserError(sentence.format(file=table.path.name, columns=", ".join(table.columns)))
    return found


class IncomingTable(Incoming):
    """The rows of a table, as the profile's reader understands them."""

    def __init__(self, table: Table, profile: Profile) -> None:
        super().__init__(table.path)
        self.table, self.profile = table, profile
        self.name, self.source, self.count = profile.name, profile.source, table.count
        marking = profile.constants.get("marking")
        self.marking = marking if isinstance(marking, str) else ""
        self.notes += table.notes

    def items(self, desk: Desk, progress: Progress) -> Iterator[Item]:
        """Bad rows first; the sound ones once the reader has seen them all."""
        self._reader: Reader = reader_for(self.profile, desk)
        sound: list[TypedRow] = []
        for place, row in enumerate(typed_rows(self.table, self.profile)):
            if place % STEP == 0:
                progress(place, self.count or None, _("Reading"))
            desk.notes += row.notes
            if row.errors:
                yield Item(row.number, row.key, "", row.row, tuple(row.errors))
            else:
                sound.append(row)
        self._reader.look_over(sound)
        for row in self._reader.in_order(sound):
            yield Item(row.number, row.key, row_digest(row, self._reader.version), row)

    def read(self, item: Item) -> list[Draft]:
        """The records of one row."""
        assert isinstance(item.content, TypedRow)
        return self._reader.read(item.content)

    def title(self, item: Item) -> str:
        """The cells of the field by which a record is called."""
        row = item.content.row if isinstance(item.content, TypedRow) else item.content
        texts = (one_line(row.text(self._columns.get(column, column))) for column in self._titled)
        return " ".join(text for text in texts if text)

    @cached_property
    def _titled(self) -> tuple[str, ...]:
        kind = KINDS.get(self.profile.kind)
        called = kind.__kind__.title if kind is not None else ""
        return next((spec.columns for spec in self.profile.fields if spec.name == called), ())

    @cached_property
    def _columns(self) -> dict[str, str]:
        return self.profile.bind(self.table)

    def finish(self) -> list[Draft]:
        """Records that several rows made together."""
        return self._reader.finish()

    def reject(self, target: Path, items: Sequence[Item], errors: Sequence[RowError]) -> None:
        """The refused rows as a CSV file with the same columns, and why."""
        rows = [item.content.row if isinstance(item.content, TypedRow) else item.content for item in items]
        assert all(isinstance(row, Row) for row in rows)
        write_rejects(target, self.table, rows, errors)
