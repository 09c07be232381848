"""Nothing above the ceiling is in what was printed: not in its text, its links, or the bytes of any format."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdfium2

from diplotrack.base.markings import UNMARKED, Marking, scheme_named
from diplotrack.records import (
    Agreement,
    AgreementParty,
    Appointment,
    Ask,
    Commitment,
    CommitmentParty,
    Communication,
    CommunicationParty,
    Engagement,
    EngagementParty,
    Objective,
    ObjectiveLink,
    Participant,
    Passage,
    Person,
    Position,
    RelTo,
    Update,
)
from diplotrack.records.enumerations import CommitmentSide, Correspondent, Side
from diplotrack.release import ReleaseFilter, effective_markings
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.desk import Desk

ON = date(2008, 12, 31)
LEVELS = ("PUBLIC", "INTERNAL", "RESTRICTED", "CONFIDENTIAL", "SECRET")


class Planter:
    """Fills a workspace with records of random marking, each with a token of its own in every text."""

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self.desk = desk
        self.chance = chance
        self.tokens: dict[tuple[str, int], str] = {}

    def marking(self) -> Marking:
        if self.chance.random() < 0.2:
            return UNMARKED
        return Marking.of(scheme_named("neutral").level(self.chance.choice(LEVELS)))

    def plant(self, kind: Any, *texts: str, **more: Any) -> Any:
        token = f"zq{len(self.tokens):05d}x"
        record = kind(**{text: f"{token} {text}" for text in texts}, **more)
        record.created_at = datetime(2008, 1, 1)
        record.mark(self.marking())
        self.desk.work.add(record)
        self.tokens[kind.__kind__.name, record.id] = token
        if self.chance.random() < 0.5:
            party = self.desk.party(self.chance.choice(["FRA", "DEU"]))
            self.desk.work.add(RelTo(owner_kind=kind.__kind__.name, owner_id=record.id, party_id=party))
        return record

    def link(self, row: Any) -> None:
        row.created_at = datetime(2008, 1, 1)
        self.desk.work.add(row)

    def sow(self) -> None:
        france, us = self.desk.party("FRA"), self.desk.party("USA")
        day = date(2008, 6, 1)
        for _ in range(4):
            objective = self.plant(Objective, "code", "title", "proposition", valid_from=day)
            self.plant(Position, "line", "rationale", objective_id=objective.id, stance=1, valid_from=day)
            person = self.plant(
                Person, "name", "native_name", "protocol_notes", "pronunciation", party_id=france
            )
            office = self.tokens["person", person.id] + " office"
            self.link(Appointment(person_id=person.id, office=office, party_id=france, from_on=day))
            met = self.plant(Engagement, "title", "city", "purpose", starts_on=day)
            self.link(EngagementParty(engagement_id=met.id, party_id=france))
            self.link(Participant(engagement_id=met.id, person_id=person.id, side=Side.THEIRS))
            self.link(ObjectiveLink(owner_kind="engagement", owner_id=met.id, objective_id=objective.id))
            self.plant(Passage, "text", owner_kind="engagement", owner_id=met.id, role="their_points")
            self.plant(Ask, "text", "answer", by_id=us, to_id=france, asked_on=day)
            self.plant(Ask, "text", "answer", by_id=france, to_id=us, asked_on=day)
            owed = self.plant(
                Commitment, "text", made_on=day, due_on=day, owner_id=person.id, engagement_id=met.id
            )
            self.link(CommitmentParty(commitment_id=owed.id, party_id=france))
            self.link(CommitmentParty(commitment_id=owed.id, party_id=us, side=CommitmentSide.TO))
            self.plant(Update, "text", commitment_id=owed.id, on=day)
            text = self.plant(Communication, "title", sent_on=day, is_public=True)
            self.link(CommunicationParty(communication_id=text.id, party_id=france, part=Correspondent.FROM))
            treaty = self.plant(Agreement, "title", signed_on=day, in_force_on=day)
            for party in (france, us):
                self.link(AgreementParty(agreement_id=treaty.id, party_id=party))


def written(path: Path) -> str:
    """Everything that a file holds: its raw bytes, its unpacked parts, the text of its pages, its metadata."""
    raw = path.read_bytes()
    parts = [raw]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    told = "\n".join(part.decode("utf-8", "replace") for part in parts)
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            told += str(document.get_metadata_dict())
            told += "\n".join(one.get_title() for one in document.get_toc())
            for number in range(len(document)):
                page = document[number]
                text = page.get_textpage()
                told += text.get_text_bounded()
                text.close()
                page.close()
    return told


def leaks(folder: Path, seed: int) -> list[str]:
    """Sow a ledger at random, print all that prints under three ceilings, and return what should not be in it."""
    chance = random.Random(seed)
    found: list[str] = []
    with Workspace.create(folder / f"{seed}.diplotrack", we="USA") as workspace:
        with workspace.change("Sow") as work:
            planter = Planter(Desk(work, None), chance)
            planter.sow()
        for ceiling, party in (("PUBLIC", ""), ("RESTRICTED", "FRA"), ("CONFIDENTIAL", "")):
            bound = workspace.printing.filter(ceiling, party)
            kept, open_ = split(workspace, planter, bound)
            everything = ""
            for copy in ("internal", "hand-over"):
                terms: dict[str, Any] = {"on": ON, "copy": copy, "max_marking": ceiling, "release_to": party}
                for suffix in ("pdf", "docx"):
                    workspace.printing.print(
                        order("partner-brief", partner="FRA", **terms), folder / f"b.{suffix}"
                    )
                    everything += written(folder / f"b.{suffix}")
                for suffix in ("pdf", "xlsx", "csv", "json"):
                    workspace.printing.print(order("commitments", **terms), folder / f"c.{suffix}")
                    everything += written(folder / f"c.{suffix}")
            found += [token for token in kept if token in everything]
            if open_ and not any(token in everything for token in open_):
                found.append(f"seed {seed}, {ceiling}: nothing that may be printed was")
    return found


def split(workspace: Workspace, planter: Planter, bound: ReleaseFilter) -> tuple[list[str], list[str]]:
    """The tokens that must not, and those that may, be printed; an unmarked portion follows its record.

    Unmarked people and objectives may be named in a record that may go out.
    """
    kept, open_ = [], []
    with workspace.read() as session:
        for (kind, record_id), token in planter.tokens.items():
            marking = effective_markings(session, kind, [record_id])[record_id]
            mentioned = kind in ("person", "objective") and marking.is_unmarked
            if bound.allows(marking):
                open_.append(token)
            elif not mentioned:
                kept.append(token)
    return kept, open_
