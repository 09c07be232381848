"""Writing records into a file: tables, JSON, calendars, cards. A file appears complete or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from diplotrack import __version__
from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.formulas import harmless
from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.calendars import outgoing as calendars
from diplotrack.exchange.cards import outgoing as cards
from diplotrack.exchange.flat.columns import Naming, flat, flat_columns
from diplotrack.exchange.flat.sheets import Workbook
from diplotrack.exchange.outgoing.records import Outgoing
from diplotrack.records import KINDS, Record
from diplotrack.release import EVERYTHING, ProtectedNames, ReleaseFilter
from diplotrack.store import atomic, lists
from diplotrack.store.lists import Condition, ListQuery


@dataclass(slots=True)
class Exported:
    """What was written: records of each kind, and how many were kept back (for the preparer only)."""

    written: dict[str, int] = field(default_factory=dict)
    kept_back: int = 0


Batch = tuple[type[Record], Iterator[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the tables of one copy are laid out: which columns it carries, and how it names records."""

    outgoing: Outgoing
    naming: Naming

    def columns(self, kind: type[Record]) -> tuple[str, ...]:
        """The columns of a kind. What the copy does not carry has none: an empty one would say that there is nothing,
        and taking the table in again would believe it."""
        left_out = self.outgoing.left_out(kind)
        return tuple(name for name in flat_columns(kind) if name not in left_out)

    def rows(self, kind: type[Record], records: Iterator[dict[str, Any]]) -> Iterator[list[Any]]:
        """The records under these columns."""
        columns = self.columns(kind)
        return (flat(kind, record, self.naming, columns) for record in records)


Writer = Callable[[Path, list[Batch], Layout], None]


def export(
    session: Session,
    kinds: Sequence[str],
    target: Path,
    *,
    conditions: Sequence[Condition] = (),
    release: ReleaseFilter = EVERYTHING,
    progress: Progress = quiet,
    vcard: str = cards.NEWEST,
) -> Exported:
    """Write the live records of the kinds into ``target``, in the format of its suffix.

    A calendar takes meetings and what is due, a vCard file people (in the version ``vcard``); other kinds are left out.
    Raises UserError.
    """
    writer, kinds = _fitting(session, target, kinds, vcard)
    protected = ProtectedNames.read(session)
    outgoing = Outgoing(session, release, protected)
    result = Exported()
    asked = {kind: list(lists.identifiers(session, ListQuery(kind, tuple(conditions)))) for kind in kinds}
    total = sum(map(len, asked.values()))

    def counted(kind: str) -> Iterator[dict[str, Any]]:
        result.written[kind] = 0
        for record in outgoing.records(KINDS[kind], asked[kind]):
            result.written[kind] += 1
            if result.written[kind] % 100 == 0:
                progress(sum(result.written.values()), total, kind)
            yield record

    if not target.parent.is_dir():
        sentence = _("The folder “{folder}” does not exist; make it or choose another one.")
        raise UserError(sentence.format(folder=target.parent))
    with atomic.replacing(target) as part:
        layout = Layout(outgoing, Naming(session, protected))
        writer(part, [(KINDS[kind], counted(kind)) for kind in kinds], layout)
    result.kept_back = total - sum(result.written.values())
    return result


def _fitting(session: Session, target: Path, kinds: Sequence[str], vcard: str) -> tuple[Writer, list[str]]:
    """What writes files of that suffix, and which of the kinds go into one. Raises UserError where none does."""
    writers: dict[str, Writer] = {
        ".csv": _csv,
        ".xlsx": _xlsx,
        ".json": _json,
        ".ics": lambda part, batches, _layout: calendars.write_calendar(
            part, batches, calendars.Setting.of(session, [kind.__kind__.name for kind, _records in batches])
        ),
        ".vcf": lambda part, batches, _layout: cards.write_cards(part, batches, vcard),
    }
    suffix = target.suffix.lower()
    if suffix not in writers:
        sentence = _("“{name}” has no format that can be written; end it with one of: {choices}.")
        raise UserError(sentence.format(name=target.name, choices=", ".join(writers)))
    if suffix == ".csv" and len(kinds) > 1:
        raise UserError(_("A CSV file holds one kind of record; write all into an .xlsx or a .json file."))
    takes = {".ics": calendars.KINDS, ".vcf": cards.KINDS}.get(suffix, tuple(kinds))
    fitting = [kind for kind in kinds if kind in takes]
    if not fitting:
        sentence = _("A {suffix} file holds only: {choices}.")
        raise UserError(sentence.format(suffix=suffix, choices=", ".join(takes)))
    return writers[suffix], fitting


def _csv(part: Path, batches: list[Batch], layout: Layout) -> None:
    # With a byte order mark, or spreadsheets on Windows take it for another encoding.
    with part.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        for kind, records in batches:
            table.writerow(layout.columns(kind))
            table.writerows([harmless(value) for value in row] for row in layout.rows(kind, records))


def _xlsx(part: Path, batches: list[Batch], layout: Layout) -> None:
    import xlsxwriter

    content = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheets = Workbook(book)
        for kind, records in batches:
            about = kind.__kind__
            rows = layout.rows(kind, records)
            sheets.write(about.name, str(about.plural), layout.columns(kind), rows)
        sheets.close()
    part.write_bytes(content.getvalue())


def _json(part: Path, batches: list[Batch], _layout: Layout) -> None:
    with part.open("w", encoding="utf-8") as stream:
        about = {
            "format": 1,
            "diplotrack": __version__,
            "exported_at": clock.now().isoformat(timespec="seconds"),
        }
        stream.write(json.dumps(about)[:-1] + ', "records": {')
        for number, (kind, records) in enumerate(batches):
            stream.write(f"{',' if number else ''}\n{json.dumps(kind.__kind__.name)}: [")
            for position, record in enumerate(records):
                stream.write(f"{',' if position else ''}\n{json.dumps(record, ensure_ascii=False)}")
            stream.write("]")
        stream.write("}}\n")
