"""From sheets to records: whatever kind it is, by its fields, its long texts and its parts."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.base.ident import new_uid
from diplotrack.base.markings import Marking, scheme_named
from diplotrack.base.progress import Progress
from diplotrack.records import (
    ANYWHERE,
    KINDS,
    Appointment,
    Field,
    Marked,
    Party,
    Passage,
    Record,
    fields,
)
from diplotrack.records.enumerations import Side
from diplotrack.store.passages import paragraphs
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace.sample.days import Days
from diplotrack.workspace.sample.quotes import anchored
from diplotrack.workspace.sample.sheets import ORDER, Sheets
from diplotrack.workspace.sample.shorthand import expanded

PORTION = re.compile(r"\(((?:PUB|INT|RES|CON|SEC)[^)]*)\) ")
NOON = time(12)
ENDINGS = ("_id", "_on", "_uid")
"""Endings of columns that the sheets leave out."""
QUOTED = ("statement", "commitment")


class Filling:
    """One run over the sheets within one operation.

    ``founded`` is the day on which records from before the desk's time count as entered.
    """

    def __init__(self, work: Work, days: Days, founded: str) -> None:
        self.work = work
        self.days = days
        self.founded = date.fromisoformat(founded)
        self._records: dict[str, Record] = {}
        self._uids: dict[str, bytes] = defaultdict(new_uid)  # a record may name one that is added after it
        self._parties = dict(work.session.execute(select(Party.code, Party.id)).all())
        self._languages: dict[str, str] = {}
        self._parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._texts: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)

    def run(self, sheets: Sheets, progress: Progress) -> None:
        """Add every entry. Raises KeyError or ValueError for a sheet that is wrong, which a test prevents."""
        for done, kind in enumerate(ORDER):
            progress(done, len(ORDER), _("Adding sample records"))
            for entry in sheets.entries[kind]:
                self._add(kind, dict(entry))
            self._add_parts()
        progress(len(ORDER), len(ORDER), _("Adding sample records"))

    def _add(self, kind: str, entry: dict[str, Any]) -> None:
        key, entered = entry.pop("key", ""), entry.pop("entered", "")
        marking, rel_to = self._marking(entry.pop("marking", ""))
        parts = [*expanded(kind, entry), *_part_tables(entry)]
        texts = {role.role: entry.pop(role.role) for role in KINDS[kind].__kind__.texts if role.role in entry}
        language = entry.get("language", "en") if kind == "communication" else "en"
        record = KINDS[kind](**self._columns(kind, entry, language))
        if key:
            record.uid = self._uids[key]
        record.created_at = record.updated_at = self._entered(kind, record, entered)
        if isinstance(record, Marked):
            record.mark(marking)
        if kind in QUOTED:
            self._anchor(record)
        self.work.add(record)
        self._name(kind, key, record)
        self._release(kind, record.id, rel_to)
        for role, text in texts.items():
            self._write(kind, record, role, self.days.words(text, language))
        for part, columns in parts:
            self._part(part, record, columns)

    def _name(self, kind: str, key: str, record: Record) -> None:
        key = key or getattr(record, "code", "")
        if key:
            if key in self._records:
                raise ValueError(f"two entries of the sample are called {key}")
            self._records[key] = record
        if kind == "party":
            self._parties[key] = record.id

    def _part(self, part: str, owner: Record, entry: dict[str, Any]) -> None:
        kind = KINDS[part]
        marking, rel_to = self._marking(entry.pop("marking", ""))
        if rel_to:
            raise ValueError(f"a {part} of the sample cannot have a release list of its own")
        row = self._columns(part, entry)
        if part in ANYWHERE:
            row |= {"owner_kind": owner.__kind__.name, "owner_id": owner.id}
        else:
            row[kind.__kind__.owner] = owner.id
        if issubclass(kind, Marked):
            row |= _marking_columns(marking)
        if part == "participant":
            self._seat(owner, row)
        self._parts[part].append(row)

    def _seat(self, engagement: Record, row: dict[str, Any]) -> None:
        """Side and capacity of a participant follow from the office held on the day."""
        if row.get("person_id") is None:
            return
        day = getattr(engagement, "starts_on", None)
        office = self._office(row["person_id"], day)
        own = office is not None and office.party_id in self._own()
        row.setdefault("side", Side.OURS if own else Side.THEIRS)
        if office is not None:
            row.setdefault("capacity", office.office)
            row.setdefault("party_id", office.party_id)
        if getattr(engagement, "status", "held") == "planned":
            row.setdefault("attendance", "invited")

    def _own(self) -> set[int]:
        return set(self.work.session.scalars(select(Party.id).where(Party.is_own.is_(True))))

    def _office(self, person_id: int, day: date | None) -> Appointment | None:
        query = select(Appointment).where(Appointment.person_id == person_id).order_by(Appointment.from_on)
        held = [
            one
            for one in self.work.session.scalars(query)
            if day is None or ((one.from_on or day) <= day <= (one.until_on_latest or one.until_on or day))
        ]
        return held[-1] if held else None

    def _add_parts(self) -> None:
        for part, rows in self._parts.items():
            self.work.add_all(KINDS[part], rows)
        self._parts.clear()

    def _write(self, kind: str, record: Record, role: str, text: str) -> None:
        for ordinal, paragraph in enumerate(paragraphs(text)):
            found = PORTION.match(paragraph)
            marking, rel_to = self._marking(found[1] if found else "")
            words = " ".join(paragraph[found.end() if found else 0 :].split("\n"))
            passage = Passage(owner_kind=kind, owner_id=record.id, role=role, ordinal=ordinal, text=words)
            passage.mark(marking)
            self.work.add(passage)
            self._release("passage", passage.id, rel_to)
            self._texts[kind, record.id].append({"uid": passage.uid, "text": words, "record": record})

    def _anchor(self, record: Record) -> None:
        for kind, column in (("communication", "communication_id"), ("engagement", "engagement_id")):
            source = self._texts.get((kind, getattr(record, column) or 0), [])
            for passage in source:
                place = anchored(passage["text"], getattr(record, "quote", ""))
                if place is not None:
                    place["passage_uid"] = passage["uid"]
                    for name, value in place.items():
                        setattr(record, name, value)
                    return

    def _release(self, kind: str, owner_id: int, codes: list[str]) -> None:
        self._parts["rel_to"] += [
            {"owner_kind": kind, "owner_id": owner_id, "party_id": self._parties[code]} for code in codes
        ]

    def _entered(self, kind: str, record: Record, entered: str) -> datetime:
        """When it was entered: on its own day, but within the desk's time and not later than last week."""
        if entered:
            return datetime.combine(self.days.day(entered).earliest, NOON)
        dated = getattr(record, KINDS[kind].__kind__.dated, None) if KINDS[kind].__kind__.dated else None
        latest = self.days.day("-7d").earliest
        return datetime.combine(max(self.founded, min(dated or latest, latest)), NOON)

    def _columns(self, kind: str, entry: dict[str, Any], language: str = "en") -> dict[str, Any]:
        known = fields(KINDS[kind])
        row: dict[str, Any] = {}
        for name, value in entry.items():
            column = next((one for one in (name, *(name + end for end in ENDINGS)) if one in known), "")
            if not column:
                raise KeyError(f"{kind} has no “{name}”, which an entry of the sample gives")
            row |= self._value(column, known[column], value, language)
        return row

    def _value(self, column: str, field: Field, value: Any, language: str) -> dict[str, Any]:
        match field.type:
            case "day":
                day = self.days.day(value)
                return {column: day.earliest, **({f"{column}_latest": day.latest} if field.partial else {})}
            case "reference":
                return {column: self._parties[value] if field.refers == "party" else self._of(field, value)}
            case "uid":
                return {column: self._uids[value]}
            case "choice":
                assert field.choices is not None
                return {column: field.choices(value)}  # type: ignore[call-arg]  # a lookup by value
            case "time":
                return {column: time.fromisoformat(value)}
            case "money":
                return {column: Decimal(str(value))}
            case "text" | "long":
                return {column: self.days.words(" ".join(value.split()), language)}
            case _:
                return {column: value}

    def _of(self, field: Field, key: str) -> int:
        record = self._records[key]
        if record.__kind__.name != field.refers:
            raise ValueError(f"“{key}” of the sample is a {record.__kind__.name}, not a {field.refers}")
        return record.id

    def _marking(self, text: str) -> tuple[Marking, list[str]]:
        """A marking as sheets write it: "CON REL FRA DEU TLP:AMBER"; "" leaves it unmarked."""
        words = text.replace(",", " ").split()
        tlp = next((word.removeprefix("TLP:") for word in words if word.startswith("TLP:")), "")
        words = [word for word in words if not word.startswith("TLP:")]
        if not words:
            return Marking(tlp=tlp), []
        return Marking.of(scheme_named("neutral").level(words[0]), tlp), words[2:]


def _marking_columns(marking: Marking) -> dict[str, Any]:
    return {
        "marking_scheme": marking.scheme,
        "marking_rank": marking.rank,
        "marking_text": marking.text,
        "tlp": marking.tlp,
    }


def _part_tables(entry: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The parts that an entry writes out as tables, ``[[commitment.update]]`` under a commitment."""
    names = [name for name, value in entry.items() if isinstance(value, list) and name in KINDS]
    return [(name, dict(row)) for name in names for row in entry.pop(name)]
