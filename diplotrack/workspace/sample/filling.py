"""From sheets to records: whatever kind it is, by its fields, its long texts and its parts."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.base.ident import new_uid
from diplotrack.base.paths import resource
from diplotrack.base.progress import Progress
from diplotrack.language.quotes import anchored
from diplotrack.records import ANYWHERE, KINDS, Engagement, Marked, Party, Passage, Record
from diplotrack.store import derive
from diplotrack.store.attachments import attach
from diplotrack.store.ledger import Ledger
from diplotrack.store.passages import paragraphs
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace.sample.days import Days
from diplotrack.workspace.sample.reading import Reading, marking_columns, read_marking
from diplotrack.workspace.sample.seats import Seats
from diplotrack.workspace.sample.sheets import ORDER, Sheets
from diplotrack.workspace.sample.shorthand import expanded

PORTION = re.compile(r"\(((?:PUB|INT|RES|CON|SEC)[^)]*)\) ")
NOON = time(12)
QUOTED = ("statement", "commitment")


class Filling:
    """One run over the sheets within one operation.

    ``founded`` is the day on which records from before the desk's time count as entered.
    """

    def __init__(self, ledger: Ledger, work: Work, days: Days, founded: date) -> None:
        self.ledger = ledger
        self.work = work
        self.days = days
        self.founded = founded
        self.reading = Reading(days, dict(work.session.execute(select(Party.code, Party.id)).all()))
        self.seats = Seats(derive.our_parties(work.session))
        self._parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._texts: dict[tuple[str, int], list[tuple[bytes, str]]] = defaultdict(list)

    def run(self, sheets: Sheets, progress: Progress) -> None:
        """Add every entry. Raises KeyError or ValueError for a sheet that is wrong, which a test prevents."""
        for done, kind in enumerate(ORDER):
            progress(done, len(ORDER), _("Adding sample records"))
            for entry in sheets.entries[kind]:
                self._add(kind, dict(entry))
            for part, rows in self._parts.items():
                self.work.add_all(KINDS[part], rows)
            self._parts.clear()
        if unkept := self.reading.unkept():
            raise KeyError(f"no entry of the sample is called {sorted(unkept)}")
        progress(len(ORDER), len(ORDER), _("Adding sample records"))

    def _add(self, kind: str, entry: dict[str, Any]) -> None:
        key, entered = entry.pop("key", entry.get("code", "")), entry.pop("entered", "")
        marking, rel_to = read_marking(entry.pop("marking", ""))
        files = entry.pop("attachments", [])
        parts = [*expanded(kind, entry), *_part_tables(entry)]
        texts = {role.role: entry.pop(role.role) for role in KINDS[kind].__kind__.texts if role.role in entry}
        language = entry.get("language", "en") if kind == "communication" else "en"
        record = KINDS[kind](**self.reading.columns(kind, entry, language))
        if key:
            record.uid = self.reading.uids[key]
        record.created_at = record.updated_at = self._entered(record, entered)
        if isinstance(record, Marked):
            record.mark(marking)
        if kind in QUOTED:
            self._anchor(record)
        self.work.add(record)
        if key:
            self.reading.name(key, record)
        self._release(kind, record.id, rel_to)
        for role, text in texts.items():
            self._write(record, role, self.days.words(text, language))
        for part, columns in parts:
            self._part(part, record, columns)
        for name in files:
            attach(self.ledger, self.work, record, resource("sample", "attachments", name)).mark(marking)

    def _part(self, part: str, owner: Record, entry: dict[str, Any]) -> None:
        kind = KINDS[part]
        row = self.reading.columns(part, entry)
        if part in ANYWHERE:
            row |= {"owner_kind": owner.__kind__.name, "owner_id": owner.id}
        else:
            row[kind.__kind__.owner] = owner.id
        if part == "appointment":
            self.seats.learn(row)
        if isinstance(owner, Engagement) and row.get("person_id"):
            self.seats.seat(owner, row)
        self._parts[part].append(row)

    def _write(self, record: Record, role: str, text: str) -> None:
        """A long text, paragraph by paragraph; "(CON REL FRA) " before one is its own marking."""
        kind = record.__kind__.name
        for ordinal, paragraph in enumerate(paragraphs(text)):
            found = PORTION.match(paragraph)
            marking, rel_to = read_marking(found[1] if found else "")
            words = " ".join(paragraph[found.end() if found else 0 :].split("\n"))
            uid = new_uid()
            row = {"uid": uid, "owner_kind": kind, "owner_id": record.id, "role": role}
            row |= {"ordinal": ordinal, "text": words, **marking_columns(marking)}
            if rel_to:  # its release list needs its identifier now
                self._release("passage", self.work.add(Passage(**row)).id, rel_to)
            else:
                self._parts["passage"].append(row)
            self._texts[kind, record.id].append((uid, words))

    def _anchor(self, record: Any) -> None:
        """Find the words that a statement or commitment quotes in the text of its communication or engagement."""
        for kind, source in (
            ("communication", record.communication_id),
            ("engagement", record.engagement_id),
        ):
            for uid, words in self._texts.get((kind, source or 0), []):
                place = anchored(words, record.quote or "")
                if place is not None:
                    record.passage_uid = uid
                    record.quote_start, record.quote_before, record.quote_after = place
                    return

    def _release(self, kind: str, owner_id: int, codes: list[str]) -> None:
        self._parts["rel_to"] += [
            {"owner_kind": kind, "owner_id": owner_id, "party_id": self.reading.parties[code]}
            for code in codes
        ]

    def _entered(self, record: Record, entered: str) -> datetime:
        """When it was entered: on its own day, but within the desk's time and not later than last week."""
        if entered:
            return datetime.combine(self.days.day(entered).earliest, NOON)
        column = record.__kind__.dated
        dated = getattr(record, column) if column else None
        latest = self.days.day("-7d").earliest
        return datetime.combine(max(self.founded, min(dated or latest, latest)), NOON)


def _part_tables(entry: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The parts that an entry writes out as tables, ``[[commitment.update]]`` under a commitment."""
    names = [name for name, value in entry.items() if isinstance(value, list) and name in KINDS]
    return [(name, dict(row)) for name in names for row in entry.pop(name)]
